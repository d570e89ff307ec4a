//! The rules about secrets in the vault: which field is meant, what a version's record tells about an interrupted
//! run. Pure: no vault, no file, no clock.

use serde::Serialize;

use crate::base::{Error, Result, Timestamp};
use crate::vault::{Field, Path, Reference, Revision, State, Version};

/// The field that `set` means when none is named.
pub(crate) const DEFAULT_FIELD: &str = "value";

/// The kinds of operation on a path of the vault: an interrupted one of any of them is settled by the next.
pub(crate) const KINDS: &[&str] = &[SET, ROLLED_BACK, DELETED, DESTROYED];
/// A field got a value.
pub(crate) const SET: &str = "secret.set";
/// An earlier version became the current one again.
pub(crate) const ROLLED_BACK: &str = "secret.rolled_back";
/// A field, or the current version, is gone; earlier versions are kept.
pub(crate) const DELETED: &str = "secret.deleted";
/// Everything is gone for good.
pub(crate) const DESTROYED: &str = "secret.destroyed";

/// A secret named on the command line: `PATH#FIELD` or `PATH`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target(pub(crate) Reference);

impl std::str::FromStr for Target {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        // The form of references elsewhere; whoever copies one from there means the same.
        Reference::parse(text.strip_prefix("vault:").unwrap_or(text)).map(Self)
    }
}

impl Target {
    /// The field that is set.
    pub(crate) fn field_to_set(&self) -> Result<Field> {
        self.0.field.clone().map_or_else(|| Field::parse(DEFAULT_FIELD), Ok)
    }
}

/// A path named on the command line, of which no field can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WholePath(pub(crate) Path);

impl std::str::FromStr for WholePath {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Reference { path, field } = text.parse::<Target>()?.0;
        match field {
            None => Ok(Self(path)),
            Some(_) => Err(Error::usage("versions are of a whole path, not of a field").hint(format!("write {path}"))),
        }
    }
}

/// The variable that `--fallback env` looks for: the field in upper case, with `_` for what no variable can have.
pub(crate) fn variable_of(field: &Field) -> String {
    field.as_str().to_uppercase().replace(['.', '-'], "_")
}

/// The record of a version, as it is shown.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct ShownRevision {
    pub(crate) version: u64,
    pub(crate) created_at: Timestamp,
    pub(crate) state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted_at: Option<Timestamp>,
}

impl From<&Revision> for ShownRevision {
    fn from(revision: &Revision) -> Self {
        Self {
            version: revision.version.0,
            created_at: revision.created_at,
            state: state_name(revision.state),
            deleted_at: revision.deleted_at,
        }
    }
}

/// As shown.
pub(crate) const fn state_name(state: State) -> &'static str {
    match state {
        State::Live => "live",
        State::Deleted => "deleted",
        State::Destroyed => "destroyed",
    }
}

/// Whether a version is deleted, or its data gone; none where it is too old to be kept, or the path is gone.
pub(crate) fn is_deleted(revisions: &[Revision], version: Version) -> Option<bool> {
    let revision = revisions.iter().find(|revision| revision.version == version)?;
    Some(revision.state != State::Live)
}

/// Whether a path was destroyed since it had a version written at `created_at`. A path written again begins anew.
pub(crate) fn is_destroyed(revisions: &[Revision], version: Version, created_at: &str) -> bool {
    let known = revisions.iter().find(|revision| revision.version == version);
    match (known, revisions.last()) {
        (Some(revision), _) => revision.created_at.to_string() != created_at,
        // Ten writes later the version is no longer kept; a path that began anew has not come that far.
        (None, Some(current)) => current.version < version,
        (None, None) => true,
    }
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
    fn a_field_names_its_variable() {
        for (field, variable) in [("password", "PASSWORD"), ("db.api-key", "DB_API_KEY"), ("KEY_2", "KEY_2")] {
            assert_eq!(variable_of(&Field::parse(field).unwrap()), variable);
        }
    }

    #[test]
    fn a_reference_may_be_written_as_elsewhere_and_a_path_has_no_field() {
        assert_eq!("vault:a/b#c".parse::<Target>().unwrap(), "a/b#c".parse().unwrap());
        assert_eq!("a/b".parse::<Target>().unwrap().field_to_set().unwrap().as_str(), "value");
        assert_eq!("a/b#c".parse::<WholePath>().unwrap_err().hint_text(), Some("write a/b"));
    }

    #[test]
    fn the_records_tell_whether_an_interrupted_run_has_deleted() {
        let kept = [revision(3, None, State::Live), revision(4, None, State::Deleted)];
        let told = |version| is_deleted(&kept, Version(version));
        assert_eq!([told(3), told(4), told(2)], [Some(false), Some(true), None]);
        let third = kept[0].created_at.to_string();
        assert!(!is_destroyed(&kept, Version(3), &third), "still there");
        assert!(is_destroyed(&kept, Version(3), "2026-01-01T00:00:00Z"), "a path that began anew");
        assert!(is_destroyed(&[], Version(3), &third));
        assert!(is_destroyed(&kept, Version(9), &third));
        assert!(!is_destroyed(&kept, Version(1), &third));
    }
}
