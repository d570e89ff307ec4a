//! The keyring document in the vault: one field of one document, changed by compare-and-set.

use crate::base::{Error, Result};
use crate::context::Context;
use crate::vault::{Document, Field, Path, Vault, Version};

use super::model::Keyring;

/// The field that holds the ring.
const FIELD: &str = "keyring";

/// The ring, and the version of the document it came from; none where there is no document yet.
pub(crate) async fn find(cx: &mut Context) -> Result<Option<(Keyring, Version)>> {
    let path = path(cx)?;
    let Some((document, revision)) = cx.vault()?.read(&path).await? else { return Ok(None) };
    let field = Field::parse(FIELD)?;
    let stored = document
        .find_field(&field)
        .ok_or_else(|| Error::integrity(format!("`vault:{path}` exists, but is no keyring")))?;
    Ok(Some((Keyring::from_document(stored)?, revision.version)))
}

/// The ring, which must exist.
pub(crate) async fn get(cx: &mut Context) -> Result<(Keyring, Version)> {
    let missing = format!("there is no keyring at `vault:{}`", cx.settings.keyring_path());
    find(cx).await?.ok_or_else(|| Error::not_found(missing).hint("claviger init makes one"))
}

/// Writes the ring in the place of the version it came from, and reads it back.
pub(crate) async fn write(cx: &mut Context, ring: &Keyring, expected: Version, operation: &str) -> Result<Version> {
    let path = path(cx)?;
    let mut document = Document::new();
    document.set(Field::parse(FIELD)?, ring.to_document()?);
    let version = cx.vault()?.write(&path, &document, expected, operation).await?;
    let (_, read_back) = get(cx).await?;
    if read_back < version {
        return Err(Error::integrity("the keyring that was written can not be read back"));
    }
    Ok(version)
}

/// Where the document lives.
pub(crate) fn path(cx: &Context) -> Result<Path> {
    Path::parse(cx.settings.keyring_path()).map_err(|error| error.context("`keyring.path` is not a path of a vault"))
}
