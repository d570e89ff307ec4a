//! The records of versions as a KV engine tells them, and as `Revision`s.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Error, Result, Timestamp};
use crate::vault::{Revision, State, Version};

use super::answer::Answer;
use super::values::Stored;

/// The answer to the reading of a version, its fields borrowed from the body.
#[derive(Deserialize)]
pub(super) struct Read<'a> {
    #[serde(borrow, default)]
    pub(super) data: Stored<'a>,
    pub(super) metadata: Written,
}

/// The record in the answer to a reading or a writing.
#[derive(Deserialize)]
pub(super) struct Written {
    pub(super) version: u64,
    created_time: String,
}

impl Written {
    /// The record of a version that is live. KV keeps nothing with a version, so there is no operation in it.
    pub(super) fn live(&self) -> Result<Revision> {
        Ok(Revision {
            version: Version(self.version),
            created_at: read_time(&self.created_time)?,
            state: State::Live,
            operation: None,
            deleted_at: None,
        })
    }
}

/// The records of a path.
#[derive(Deserialize)]
pub(super) struct Metadata {
    current_version: u64,
    #[serde(default)]
    versions: Option<BTreeMap<String, Kept>>,
}

#[derive(Deserialize)]
struct Kept {
    created_time: String,
    deletion_time: String,
    destroyed: bool,
}

impl Metadata {
    /// The highest version ever written; 0 for a path that has settings but no version.
    pub(super) const fn current(&self) -> Version {
        Version(self.current_version)
    }

    /// The records, newest last. `answer` is where they came from, and tells the time of the server.
    pub(super) fn revisions(&self, answer: &Answer) -> Result<Vec<Revision>> {
        let mut revisions = Vec::new();
        for (number, kept) in self.versions.iter().flatten() {
            let version =
                number.parse().map_err(|_| Error::unavailable("the vault numbers a version with no number"))?;
            revisions.push(kept.revision(Version(version), answer.at)?);
        }
        revisions.sort_by_key(|revision| revision.version);
        Ok(revisions)
    }
}

impl Kept {
    fn revision(&self, version: Version, server_time: Option<Timestamp>) -> Result<Revision> {
        let ends_at = if self.deletion_time.is_empty() { None } else { Some(read_time(&self.deletion_time)?) };
        // A version may be set to delete itself some day. The server's clock decides, not ours; it tells whole seconds.
        let deleted_at = ends_at.filter(|at| {
            server_time.is_none_or(|now| *at <= now.saturating_add(jiff::SignedDuration::from_secs(1)).unwrap_or(now))
        });
        let state = match (self.destroyed, deleted_at) {
            (true, _) => State::Destroyed,
            (false, Some(_)) => State::Deleted,
            (false, None) => State::Live,
        };
        Ok(Revision { version, created_at: read_time(&self.created_time)?, state, operation: None, deleted_at })
    }
}

/// A time of the server, cut to the microseconds that are kept everywhere else.
fn read_time(text: &str) -> Result<Timestamp> {
    let at: Timestamp = text.parse().map_err(|_| Error::unavailable("the vault tells a time that is none"))?;
    Ok(Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    #[test]
    fn versions_are_sorted_by_number_and_a_deletion_to_come_is_none() {
        let json = r#"{"data":{"current_version":11,"versions":{
            "10":{"created_time":"2026-01-01T00:00:10.123456789Z","deletion_time":"2026-01-01T01:00:00Z","destroyed":true},
            "9":{"created_time":"2026-01-01T00:00:09Z","deletion_time":"2026-01-01T00:59:59.5Z","destroyed":false},
            "11":{"created_time":"2026-01-01T00:00:11Z","deletion_time":"2026-01-01T02:00:00Z","destroyed":false},
            "2":{"created_time":"2026-01-01T00:00:02Z","deletion_time":"","destroyed":false}}}}"#;
        let at = Some("2026-01-01T01:00:00Z".parse().unwrap());
        let answer = Answer { status: 200, location: None, at, body: Zeroizing::new(json.as_bytes().to_vec()) };
        let metadata: Metadata = answer.data().unwrap();
        assert_eq!(metadata.current(), Version(11));
        let revisions = metadata.revisions(&answer).unwrap();
        let told: Vec<_> = revisions.iter().map(|revision| (revision.version.0, revision.state)).collect();
        assert_eq!(told, [(2, State::Live), (9, State::Deleted), (10, State::Destroyed), (11, State::Live)]);
        assert_eq!(revisions[2].created_at.to_string(), "2026-01-01T00:00:10.123456Z");
        assert!(revisions[2].deleted_at.is_some() && revisions[3].deleted_at.is_none());
    }
}
