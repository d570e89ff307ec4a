//! The document of the anchors in the vault: the key, and the newest anchors, changed together by compare-and-set.

use serde::{Deserialize, Serialize};

use crate::base::{Error, Result, Rng, Secret};
use crate::commands::secret;
use crate::context::Context;
use crate::vault::{Document, Field, Path, State, Version};

use super::model::{Anchor, AnchorKey};

/// The field that holds the key.
const KEY: &str = "key";

/// The field that holds the anchors.
const ANCHORS: &str = "anchors";

/// The version of the form of that field.
const FORM: u32 = 1;

/// The newest so many anchors of a series are kept. The last alone vouches for everything before it; the others tell
/// between which two of them something was changed.
const ANCHORS_KEPT: usize = 64;

/// The key and the anchors of the present series, oldest first.
pub(super) struct Ledger {
    pub(super) key: AnchorKey,
    pub(super) series: u32,
    pub(super) anchors: Vec<Anchor>,
}

impl Ledger {
    /// A new key without anchors.
    pub(super) fn new(rng: &mut Rng) -> Result<Self> {
        Ok(Self { key: AnchorKey::generate(rng)?, series: 1, anchors: Vec::new() })
    }

    /// Adds an anchor, and drops the oldest where there are too many.
    pub(super) fn add(&mut self, anchor: Anchor) {
        if anchor.series > self.series {
            self.series = anchor.series;
            self.anchors.clear();
        }
        self.anchors.push(anchor);
        let surplus = self.anchors.len().saturating_sub(ANCHORS_KEPT);
        self.anchors.drain(..surplus);
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    form: u32,
    series: u32,
    anchors: Vec<Anchor>,
}

/// Where the document lives.
pub(super) fn path(cx: &Context) -> Result<Path> {
    Path::parse(&cx.settings.anchors_path()).map_err(|error| error.context("`keyring.path` is not a path of a vault"))
}

/// The ledger, none where there never was one, and the version that the next write must expect. One that was deleted
/// is a finding, unless a new one is to be begun.
pub(super) async fn find(cx: &mut Context, is_restart: bool) -> Result<(Option<Ledger>, Version)> {
    let path = path(cx)?;
    let current = secret::store::current(cx, &path).await?;
    let version = current.version();
    if let Some(document) = current.document {
        return Ok((Some(read(&path, &document)?), version));
    }
    match current.revision.map(|revision| revision.state) {
        // SECURITY: a new key in its place would turn every anchor kept elsewhere into a forgery, and a new first
        // anchor would vouch for whatever was done to the record.
        Some(State::Deleted) if !is_restart => {
            Err(Error::integrity(format!("the anchors at `vault:{path}` were deleted")).hint(format!(
                "find out who did that, and bring them back: bao kv undelete{} -versions={version} {path}",
                cx.settings.vault_server().map(|server| format!(" -mount={}", server.mount)).unwrap_or_default()
            )))
        }
        Some(State::Destroyed) if !is_restart => {
            Err(Error::integrity(format!("the anchors at `vault:{path}` were destroyed, and the key with them"))
                .hint("find out who did that, and begin anew: claviger event anchor --restart --reason …"))
        }
        _ => Ok((None, version)),
    }
}

/// The ledger, which must exist.
pub(super) async fn get(cx: &mut Context) -> Result<Ledger> {
    let missing = format!("there is no anchor at `vault:{}`", path(cx)?);
    let (ledger, _) = find(cx, false).await?;
    ledger
        .filter(|ledger| !ledger.anchors.is_empty())
        .ok_or_else(|| Error::not_found(missing).hint("claviger event anchor makes one"))
}

fn read(path: &Path, document: &Document) -> Result<Ledger> {
    let no_anchors = || Error::integrity(format!("`vault:{path}` exists, but holds no anchors"));
    let key = document.find_field(&Field::parse(KEY)?).ok_or_else(no_anchors)?;
    let anchors = document.find_field(&Field::parse(ANCHORS)?).ok_or_else(no_anchors)?;
    let stored: Stored = serde_json::from_slice(anchors.expose())
        .map_err(|cause| Error::integrity(format!("the anchors at `vault:{path}` are damaged")).caused_by(cause))?;
    if stored.form != FORM {
        return Err(Error::usage("the anchors were written by a newer claviger").hint("install the newer claviger"));
    }
    Ok(Ledger { key: AnchorKey::parse(key)?, series: stored.series, anchors: stored.anchors })
}

/// Writes the ledger in the place of the version it came from.
pub(super) async fn write(cx: &mut Context, ledger: &Ledger, expected: Version, operation: &str) -> Result<Version> {
    let path = path(cx)?;
    let stored = Stored { form: FORM, series: ledger.series, anchors: ledger.anchors.clone() };
    let anchors = serde_json::to_vec(&stored)
        .map_err(|cause| Error::internal("the anchors can not be serialised").caused_by(cause))?;
    let document: Document =
        [(Field::parse(KEY)?, ledger.key.text()), (Field::parse(ANCHORS)?, Secret::new(anchors))].into_iter().collect();
    secret::store::write(cx, &path, &document, expected, operation).await
}
