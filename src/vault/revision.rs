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
