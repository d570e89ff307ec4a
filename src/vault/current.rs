//! A path as it stands: its document, and the version that the next write must expect, which belong together.

use super::document::Document;
use super::interface::Vault;
use super::path::Path;
use super::revision::{Revision, State, Version};
use crate::base::{Error, Result};

/// A path that comes to life between two questions again and again is being fought over.
const ATTEMPTS: usize = 8;

/// A path as it stands.
pub struct Current {
    /// The document; none when there is no path, or its current version is deleted or destroyed.
    pub document: Option<Document>,
    /// The record of the current version; none when there is no path.
    pub revision: Option<Revision>,
}

impl Current {
    /// Reads a path. Fails with `Conflict` where others change it faster than it can be read.
    ///
    /// INVARIANT: a version that is live never comes without its document. Where there is no document, the version is
    /// asked for in a second step; one that another run writes in between would be overwritten by a change of what was
    /// not there before it.
    pub async fn read(vault: &mut impl Vault, path: &Path) -> Result<Self> {
        for _ in 0..ATTEMPTS {
            if let Some((document, revision)) = vault.read(path).await? {
                return Ok(Self { document: Some(document), revision: Some(revision) });
            }
            let revision = vault.versions(path).await?.pop();
            if revision.as_ref().is_none_or(|revision| revision.state != State::Live) {
                return Ok(Self { document: None, revision });
            }
        }
        Err(Error::conflict(format!("`{path}` is being changed by other runs")).hint("run the same command again"))
    }

    /// What the next write must expect.
    #[must_use]
    pub fn version(&self) -> Version {
        self.revision.as_ref().map_or(Version::ABSENT, |revision| revision.version)
    }

    /// What becomes of the document in a change of single fields.
    #[must_use]
    pub fn fields(&self) -> Document {
        self.document.clone().unwrap_or_default()
    }
}
