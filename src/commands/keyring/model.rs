//! What a keyring is: keys in states, one of them primary. Pure rules: no input, no output.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Rng, Secret, Timestamp};

pub(crate) use super::fernet::FernetKey;

/// The version of the document's form.
const FORM: u32 = 1;

/// Where a key is in its life: each only decrypts, but for the primary one, which encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyState {
    /// Encrypts what is new; there is exactly one.
    Primary,
}

/// A key with its state.
#[derive(Clone)]
pub(crate) struct RingKey {
    pub(crate) key: FernetKey,
    pub(crate) state: KeyState,
    pub(crate) created_at: Timestamp,
}

/// All keys.
#[derive(Clone)]
pub(crate) struct Keyring {
    pub(crate) keys: Vec<RingKey>,
    /// Whether any of the keys may have encrypted anything. Set before the first use, never cleared.
    pub(crate) is_used: bool,
}

impl Keyring {
    /// A ring with one new key.
    pub(crate) fn new(rng: &mut Rng, now: Timestamp) -> Result<Self> {
        let key = RingKey { key: FernetKey::generate(rng)?, state: KeyState::Primary, created_at: now };
        Ok(Self { keys: vec![key], is_used: false })
    }

    pub(crate) fn keys(&self) -> &[RingKey] {
        &self.keys
    }

    /// The key that encrypts.
    pub(crate) fn readers(&self) -> Vec<&RingKey> {
        self.keys.iter().collect()
    }

    pub(crate) fn primary(&self) -> Result<&RingKey> {
        let mut primaries = self.keys.iter().filter(|key| key.state == KeyState::Primary);
        match (primaries.next(), primaries.next()) {
            (Some(key), None) => Ok(key),
            _ => Err(Error::integrity("the keyring does not have exactly one primary key")),
        }
    }

    /// The content of a token and the key that read it; the primary key is tried first.
    pub(crate) fn decrypt(&self, token: &str) -> Option<(Secret, &RingKey)> {
        self.keys.iter().find_map(|key| key.key.decrypt(token).map(|plain| (plain, key)))
    }

    /// The document as it is kept in the vault.
    pub(crate) fn to_document(&self) -> Result<Secret> {
        let keys = self.keys.iter().map(StoredKey::of).collect::<Result<_>>()?;
        let stored = Stored { form: FORM, is_used: self.is_used, keys };
        serde_json::to_vec(&stored)
            .map(Secret::new)
            .map_err(|cause| Error::internal("the keyring can not be serialised").caused_by(cause))
    }

    /// Reads the document.
    pub(crate) fn from_document(document: &Secret) -> Result<Self> {
        // The parser's own message is dropped: it may repeat a part of the document.
        let stored: Stored = serde_json::from_slice(document.expose())
            .map_err(|_| Error::integrity("the keyring document in the vault is damaged"))?;
        if stored.form != FORM {
            return Err(Error::usage("the keyring was written by a newer claviger").hint("install the newer claviger"));
        }
        let keys = stored.keys.into_iter().map(StoredKey::read).collect::<Result<Vec<_>>>()?;
        let ring = Self { keys, is_used: stored.is_used };
        ring.primary()?;
        Ok(ring)
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    form: u32,
    is_used: bool,
    keys: Vec<StoredKey>,
}

#[derive(Serialize, Deserialize)]
struct StoredKey {
    key: Zeroizing<String>,
    state: KeyState,
    created_at: Timestamp,
}

impl StoredKey {
    fn of(key: &RingKey) -> Result<Self> {
        let text = key.key.text().expose_text("the key")?;
        Ok(Self { key: Zeroizing::new(text.to_owned()), state: key.state, created_at: key.created_at })
    }

    fn read(self) -> Result<RingKey> {
        let key = FernetKey::parse(Secret::new(self.key.as_bytes().to_vec()))
            .map_err(|_| Error::integrity("the keyring document holds something that is not a key"))?;
        Ok(RingKey { key, state: self.state, created_at: self.created_at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_survives_a_round_trip_and_damage_is_noticed() {
        let ring = Keyring::new(&mut Rng::seeded(3), Timestamp::UNIX_EPOCH).unwrap();
        let document = ring.to_document().unwrap();
        let again = Keyring::from_document(&document).unwrap();
        assert_eq!(again.primary().unwrap().key.fingerprint(), ring.primary().unwrap().key.fingerprint());
        assert!(!again.is_used);
        let cut = Secret::new(document.expose()[..document.len() - 3].to_vec());
        assert!(Keyring::from_document(&cut).is_err());
        let none = Secret::from_text(r#"{"form":1,"is_used":false,"keys":[]}"#.into());
        assert!(Keyring::from_document(&none).is_err());
    }
}
