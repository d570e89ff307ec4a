//! Which version of a secret, and what became of it. Never the secret itself.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::Timestamp;

/// How many versions of a path are kept, the default of KV version 2: writing one more removes the oldest, its data
/// and its metadata. A document that must outlive ten writes carries its own history.
pub const VERSIONS_KEPT: usize = 10;

/// The number of a version; they count from 1 and, as long as the path exists, never repeat or go back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub u64);

impl Version {
    /// What a write expects of a path that must not exist yet.
    pub const ABSENT: Self = Self(0);
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What became of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Readable.
    Live,
    /// Not readable; its data is kept and can be brought back.
    Deleted,
    /// Its data is gone for good; only this record of it remains.
    Destroyed,
}

/// The record of one version, without its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number.
    pub version: Version,
    /// When it was written.
    pub created_at: Timestamp,
    /// What became of it.
    pub state: State,
    /// The id of the operation that wrote it: after a failure that may have been none, it tells whether the write was
    /// applied. None when something other than claviger wrote it, and in a server's KV engine, which has no place for it.
    pub operation: Option<String>,
    /// When it was deleted; still told after it was destroyed.
    pub deleted_at: Option<Timestamp>,
}

/// Whether an operation wrote the version after `base`: true or false where the records tell, none where the version is
/// too old to be kept, the path is gone, or it is not recorded whose work the version is, as on a server.
#[must_use]
pub fn has_written(revisions: &[Revision], base: Version, operation: &str) -> Option<bool> {
    let next = Version(base.0 + 1);
    if let Some(revision) = revisions.iter().find(|revision| revision.version == next) {
        return revision.operation.as_deref().map(|by| by == operation);
    }
    let current = revisions.last().map_or(Version::ABSENT, |revision| revision.version);
    (current == base).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(version: u64, operation: Option<&str>, state: State) -> Revision {
        Revision {
            version: Version(version),
            created_at: Timestamp::from_second(i64::try_from(version).unwrap()).unwrap(),
            state,
            operation: operation.map(str::to_owned),
            deleted_at: None,
        }
    }

    #[test]
    fn the_records_tell_whether_an_interrupted_run_has_written() {
        let live = |version, operation| revision(version, Some(operation), State::Live);
        let kept = [live(3, "a"), live(4, "b")];
        for (revisions, base, operation, expected) in [
            (&kept[..], 2, "a", Some(true)),
            (&kept, 3, "b", Some(true)),
            (&kept, 3, "c", Some(false)),
            (&kept, 4, "c", Some(false)),
            (&kept, 1, "c", None),
            (&kept, 7, "c", None),
            (&[], 0, "c", Some(false)),
            (&[], 4, "c", None),
        ] {
            assert_eq!(has_written(revisions, Version(base), operation), expected, "{base} {operation}");
        }
        assert_eq!(has_written(&[revision(1, None, State::Live)], Version(0), "a"), None);
        assert_eq!(has_written(&[revision(1, None, State::Live)], Version(1), "a"), Some(false));
    }
}
