//! What a key is made from: the text that an application has, and how it makes the Fernet key of it.

mod derive;
mod format;
mod reading;
mod writing;

pub(crate) use derive::{Maker, Recipe, configured};
pub(crate) use format::Format;
pub(crate) use reading::{Brought, numbered_files, read, read_directory};
pub(crate) use writing::write;

use crate::base::{Error, Result, Secret};
use crate::context::Context;

use super::fernet::FernetKey;

/// Bytes of the value that proves a key.
const CANARY_BYTES: usize = 32;

/// A key, and the text it was made from, which is what applications are given.
#[derive(Clone)]
pub(crate) struct Material {
    pub(crate) key: FernetKey,
    /// As it came in.
    text: Secret,
    recipe: Recipe,
}

impl Material {
    /// A key and its origin, as they are kept. That they belong together is not found out again: PBKDF2 takes long.
    pub(super) const fn of_parts(key: FernetKey, text: Secret, recipe: Recipe) -> Self {
        Self { key, text, recipe }
    }

    /// A key whose text is the key itself.
    pub(super) fn of_key(key: FernetKey) -> Self {
        Self { text: key.text().clone(), key, recipe: Recipe::Raw }
    }

    /// The text that came in.
    pub(crate) const fn text(&self) -> &Secret {
        &self.text
    }

    /// How the key is made of the text.
    pub(crate) const fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// Proves that what one side encrypts the other decrypts: a round trip of a random value.
    pub(crate) fn prove(&self, cx: &mut Context) -> Result<()> {
        let canary = Secret::new(cx.sources.rng.vector(CANARY_BYTES)?.to_vec());
        let token = self.key.encrypt(&canary, cx.now());
        match self.key.decrypt(&token) {
            Some(found) if found == canary => Ok(()),
            _ => Err(Error::integrity("the key does not decrypt what it encrypts")),
        }
    }
}
