//! Why a stored hash is not checked. None of the messages repeats any of it.

use super::stored::Scheme;
use crate::base::Error;

/// What to do about a hash that can not be checked.
const REPLACE: &str = "claviger user set-password EMAIL";

/// The stored text is not what its beginning promises.
pub(super) fn malformed(scheme: Scheme) -> Error {
    Error::integrity(format!("the stored {scheme} password hash is malformed")).hint(REPLACE)
}

/// The stored parameters would take memory or time that no honest hash asks for.
pub(super) fn too_costly(scheme: Scheme) -> Error {
    Error::integrity(format!("the stored {scheme} password hash asks for more work than any honest one")).hint(REPLACE)
}

/// The stored text is of a scheme that is not read here.
pub(super) fn unreadable(message: &str) -> Error {
    Error::usage(message).hint(REPLACE)
}
