//! What every backend says when a change does not fit the versions that are there.

use crate::base::{Error, Result};

use super::path::Path;
use super::revision::Version;

/// Fails with `Conflict` unless the current version is the one that was expected.
pub(super) fn check_expected(path: &Path, current: Version, expected: Version) -> Result<()> {
    if current == expected { Ok(()) } else { Err(unexpected(path, current, expected)) }
}

/// The current version is not the one that was expected.
pub(super) fn unexpected(path: &Path, current: Version, expected: Version) -> Error {
    let message = match (current, expected) {
        (Version::ABSENT, _) => format!("`{path}` does not exist, expected was version {expected}"),
        (_, Version::ABSENT) => format!("`{path}` exists already, at version {current}, expected was none"),
        _ => format!("`{path}` is at version {current}, expected was version {expected}"),
    };
    Error::conflict(message).hint(format!("see what was written meanwhile: claviger secret history {path}"))
}

/// There is nothing at a path.
pub(super) fn no_secret(path: &Path) -> Error {
    Error::not_found(format!("there is no secret `{path}`")).hint("see which there are: claviger secret list")
}

/// A version that was never written.
pub(super) fn no_version(path: &Path, version: Version) -> Error {
    Error::not_found(format!("`{path}` has no version {version}"))
        .hint(format!("see which there are: claviger secret history {path}"))
}

/// A version that fell out of the history.
pub(super) fn too_old(path: &Path, version: Version) -> Error {
    Error::not_found(format!("version {version} of `{path}` is too old to be kept"))
        .hint(format!("see what is left: claviger secret history {path}"))
}

/// A version whose data is gone.
pub(super) fn destroyed(path: &Path, version: Version) -> Error {
    Error::conflict(format!("version {version} of `{path}` is destroyed"))
        .hint(format!("see what is left: claviger secret history {path}"))
}
