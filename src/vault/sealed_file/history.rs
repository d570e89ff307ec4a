//! The versions of one path, by the rules of KV version 2. Pure: no file, no clock, no path but for messages.

use serde::{Deserialize, Serialize};

use crate::base::{Error, Result, Timestamp};
use crate::vault::refusal::{destroyed, no_version, too_old};
use crate::vault::{Document, Path, Revision, State, VERSIONS_KEPT, Version};

use super::stored::{StoredDocument, StoredTime};

/// The versions of a path, oldest first. A path that exists has at least one.
#[derive(Serialize, Deserialize, Default)]
#[serde(transparent)]
pub(super) struct History(Vec<Stored>);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: Version,
    created_at: StoredTime,
    operation: Option<String>,
    deleted_at: Option<StoredTime>,
    /// None once destroyed.
    document: Option<StoredDocument>,
}

impl Stored {
    fn state(&self) -> State {
        match (&self.document, self.deleted_at) {
            (None, _) => State::Destroyed,
            (Some(_), Some(_)) => State::Deleted,
            (Some(_), None) => State::Live,
        }
    }

    fn revision(&self) -> Revision {
        Revision {
            version: self.version,
            created_at: self.created_at.0,
            state: self.state(),
            operation: self.operation.clone(),
            deleted_at: self.deleted_at.map(|at| at.0),
        }
    }
}

impl History {
    /// The highest version ever written.
    pub(super) fn current(&self) -> Version {
        self.0.last().map_or(Version::ABSENT, |stored| stored.version)
    }

    /// Whether the current version is live.
    pub(super) fn is_live(&self) -> bool {
        self.0.last().is_some_and(|stored| stored.state() == State::Live)
    }

    /// The records of all versions that are kept, newest last.
    pub(super) fn revisions(&self) -> Vec<Revision> {
        self.0.iter().map(Stored::revision).collect()
    }

    /// A version, if it is live.
    pub(super) fn find_live(&self, version: Version) -> Option<(Document, Revision)> {
        let stored = self.0.iter().find(|stored| stored.version == version)?;
        let document = stored.document.as_ref().filter(|_| stored.state() == State::Live)?;
        Some((document.0.clone(), stored.revision()))
    }

    /// Adds the next version and lets go of what is too old to be kept.
    pub(super) fn append(&mut self, document: Document, operation: &str, at: Timestamp) -> Result<Version> {
        let number = self.current().0.checked_add(1).ok_or_else(|| Error::internal("there are no more versions"))?;
        self.0.push(Stored {
            version: Version(number),
            created_at: StoredTime(at),
            operation: Some(operation).filter(|id| !id.is_empty()).map(str::to_owned),
            deleted_at: None,
            document: Some(StoredDocument(document)),
        });
        let surplus = self.0.len().saturating_sub(VERSIONS_KEPT);
        self.0.drain(..surplus);
        Ok(Version(number))
    }

    /// Deletes the current version, keeping its data. False when it is not live.
    pub(super) fn delete(&mut self, at: Timestamp) -> bool {
        match self.0.last_mut().filter(|stored| stored.state() == State::Live) {
            Some(stored) => {
                stored.deleted_at = Some(StoredTime(at));
                true
            }
            None => false,
        }
    }

    /// Makes deleted versions readable again; nothing changes unless all of them can be.
    pub(super) fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        for version in versions {
            self.check_written(path, *version)?;
            match self.0.iter().find(|stored| stored.version == *version).map(Stored::state) {
                Some(State::Live | State::Deleted) => {}
                Some(State::Destroyed) => return Err(destroyed(path, *version)),
                None => return Err(too_old(path, *version)),
            }
        }
        let mut changed = false;
        for stored in self.0.iter_mut().filter(|stored| versions.contains(&stored.version)) {
            changed |= stored.deleted_at.take().is_some();
        }
        Ok(changed)
    }

    /// Removes the data of versions for good; nothing changes when one of them was never written.
    pub(super) fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        for version in versions {
            self.check_written(path, *version)?;
        }
        let mut changed = false;
        for stored in self.0.iter_mut().filter(|stored| versions.contains(&stored.version)) {
            changed |= stored.document.take().is_some();
        }
        Ok(changed)
    }

    fn check_written(&self, path: &Path, version: Version) -> Result<()> {
        if version == Version::ABSENT || version > self.current() {
            return Err(no_version(path, version));
        }
        Ok(())
    }
}
