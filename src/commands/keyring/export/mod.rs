//! `keyring export`: the keys for applications, printed or handed over.

mod files;
mod text;
pub(super) mod verb;
