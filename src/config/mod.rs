//! Configuration: where every value comes from, and what it is.
//!
//! Strongest first: flags, `CLAVIGER_*`, a profile or file that was *named*, the conventional variables of the field,
//! a file found by itself, defaults. `keys` is the registry of all settings; `layers` finds the strongest value
//! of each with its origin; [`Settings`] is what the rest of the program sees.

mod encrypted;
mod encrypted_toml;
mod file;
mod keyring;
mod keys;
mod layers;
mod mapping;
mod name;
mod secret_source;
mod settings;
mod vault;

pub use encrypted::{Companion, CompanionValue, Encrypted, Ignored, Plain, Wrapper};
pub use file::NAME as FILE_NAME;
pub use keyring::{Derivation, Hash, Salt};
pub use keys::{KEYS, Key, STEERING_VARIABLES, Shape};
pub use layers::{Flags, Origin, Value};
pub use mapping::{Entry, Mapping};
pub use name::Name;
pub use secret_source::{FILE_LIMIT, Reference, read_secret_file};
pub use settings::{PasswordPolicy, PasswordScheme, Settings, installed_config_path};
pub use vault::{LoginSettings, ServerSettings, VaultPlace};

use crate::base::{Error, text};

/// The error for a key that does not exist, naming the nearest that does.
fn unknown_key<'a>(path: &str, known: impl IntoIterator<Item = &'a str>, prefix: &str) -> Error {
    let given = path.strip_prefix(prefix).unwrap_or(path);
    let error = Error::usage(format!("`{}` is not a setting", text::shorten(path, 80)));
    match text::nearest(given, known) {
        Some(name) => error.hint(format!("did you mean `{prefix}{name}`?")),
        None => error.hint("all settings: claviger config show"),
    }
}
