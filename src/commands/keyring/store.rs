//! The keyring document in the vault: one field of one document, changed by compare-and-set; and what became of an
//! interrupted change of it.

use serde_json::Value;

use crate::base::{Error, Result, Timestamp, clock};
use crate::context::Context;
use crate::db::Operation;
use crate::vault::{Document, Field, Path, State, Vault, Version, has_written};

use super::model::{Keyring, Named};

/// The field that holds the ring.
const FIELD: &str = "keyring";

/// The kinds of change of the document. All have its path for their target, so that each settles what a killed run left
/// of any other.
pub(super) const KINDS: &[&str] = &[FIRST_USED, ADDED, IMPORTED, PROMOTED, RETIRED, DESTROYED];
/// The keys are in use from now on.
pub(super) const FIRST_USED: &str = "keyring.first_used";
/// A key is staged.
pub(super) const ADDED: &str = "keyring.added";
/// Keys of an application are in the ring.
pub(super) const IMPORTED: &str = "keyring.imported";
/// A key is primary.
pub(super) const PROMOTED: &str = "keyring.promoted";
/// A key is retired.
pub(super) const RETIRED: &str = "keyring.retired";
/// A key is gone for good.
pub(super) const DESTROYED: &str = "keyring.destroyed";

/// The ring, and the version of the document it came from; none where there is no document yet.
pub(crate) async fn find(cx: &mut Context) -> Result<Option<(Keyring, Version)>> {
    let path = path(cx)?;
    let Some((document, revision)) = cx.vault()?.read(&path).await? else { return Ok(None) };
    Ok(Some((read(&document, &path)?, revision.version)))
}

fn read(document: &Document, path: &Path) -> Result<Keyring> {
    let stored = document
        .find_field(&Field::parse(FIELD)?)
        .ok_or_else(|| Error::integrity(format!("`vault:{path}` exists, but is no keyring")))?;
    Keyring::from_document(stored)
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
    let (found, revision) = cx.vault()?.read(&path).await?.ok_or_else(not_read_back)?;
    // Where another run has written since, what it wrote came from this.
    if revision.version < version || (revision.version == version && found != document) {
        return Err(not_read_back());
    }
    Ok(version)
}

fn not_read_back() -> Error {
    Error::integrity("the keyring that was written can not be read back")
}

/// Where the document lives.
pub(crate) fn path(cx: &Context) -> Result<Path> {
    Path::parse(cx.settings.keyring_path()).map_err(|error| error.context("`keyring.path` is not a path of a vault"))
}

/// The versions before the current one that hold a key, or may: those that can not be read are among them.
pub(super) async fn older_with(cx: &mut Context, fingerprint: &str) -> Result<Vec<Version>> {
    let path = path(cx)?;
    let mut revisions = cx.vault()?.versions(&path).await?;
    revisions.pop();
    let mut holding = Vec::new();
    for revision in revisions.into_iter().filter(|revision| revision.state != State::Destroyed) {
        let found = match revision.state {
            State::Live => cx.vault()?.read_version(&path, revision.version).await?,
            State::Deleted | State::Destroyed => None,
        };
        let ring = found.and_then(|(document, _)| read(&document, &path).ok());
        let is_free = ring.is_some_and(|ring| !matches!(ring.find(fingerprint), Some(Named::Key(_))));
        if !is_free {
            holding.push(revision.version);
        }
    }
    Ok(holding)
}

/// Whether an interrupted change had its effect.
pub(super) async fn probe(cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
    let path = path(cx)?;
    let detail: Value = serde_json::from_str(&unfinished.detail).unwrap_or_default();
    let Some(base) = detail.get("version").and_then(Value::as_u64).map(Version) else { return Ok(None) };
    let Some(mark) = Mark::read(&unfinished.kind, &detail) else { return Ok(None) };
    if unfinished.target != path.as_str() {
        return Ok(None);
    }
    let revisions = cx.vault()?.versions(&path).await?;
    let told = if let Some(told) = has_written(&revisions, base, &unfinished.id) {
        Some(told)
    } else {
        // A server does not record whose work a version is; what stands in it does, with the time of it.
        let next = cx.vault()?.read_version(&path, Version(base.0 + 1)).await?;
        match next.map(|(document, _)| read(&document, &path)).transpose()? {
            Some(ring) => Some(mark.is_in(&ring)),
            // Too old to be kept, or destroyed: what the change left is still in the ring, unless it went on.
            None => find(cx).await?.filter(|(ring, _)| mark.is_in(ring)).map(|_| true),
        }
    };
    match (told, mark) {
        // A key is gone when no version holds it any more.
        (Some(true), Mark::Key { kind: DESTROYED, fingerprints, .. }) => {
            for fingerprint in fingerprints {
                if !older_with(cx, &fingerprint).await?.is_empty() {
                    return Ok(Some(false));
                }
            }
            Ok(Some(true))
        }
        (told, _) => Ok(told),
    }
}

/// By what a change is known again in a ring.
enum Mark {
    /// The keys are in use.
    Used,
    /// Keys got a state at a moment.
    Key { kind: &'static str, fingerprints: Vec<String>, at: Timestamp },
}

impl Mark {
    fn read(kind: &str, detail: &Value) -> Option<Self> {
        let kind = KINDS.iter().copied().find(|known| *known == kind)?;
        if kind == FIRST_USED {
            return Some(Self::Used);
        }
        let at = clock::parse_time(detail.get("at")?.as_str()?).ok()?;
        let texts = detail.get("fingerprint")?.as_str()?.split(' ');
        Some(Self::Key { kind, fingerprints: texts.map(str::to_owned).collect(), at })
    }

    fn is_in(&self, ring: &Keyring) -> bool {
        let Self::Key { kind, fingerprints, at } = self else { return ring.is_used };
        fingerprints.iter().all(|fingerprint| match ring.find(fingerprint) {
            Some(Named::Key(key)) => match *kind {
                PROMOTED => key.promoted_at == Some(*at),
                RETIRED => key.retired_at == Some(*at),
                ADDED => key.created_at == *at,
                IMPORTED => true,
                _ => false,
            },
            Some(Named::Destroyed(key)) => *kind == DESTROYED && key.destroyed_at == *at,
            None => false,
        })
    }
}
