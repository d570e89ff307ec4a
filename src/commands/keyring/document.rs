//! The document of a keyring, as it is kept in the vault: JSON in a form with a number. Pure: no vault.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Secret, Timestamp};

use super::fernet::FernetKey;
use super::model::{KeyState, Keyring, Material, Recipe, RingKey, Tombstone};

/// The form that is written.
const FORM: u32 = 2;

/// The form before there was more than one state: one key, primary since it was made.
const FIRST_FORM: u32 = 1;

#[derive(Deserialize)]
struct Form {
    form: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    form: u32,
    is_used: bool,
    keys: Vec<StoredKey>,
    #[serde(default)]
    destroyed: Vec<Tombstone>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    key: Zeroizing<String>,
    /// The text that the key was made from; none where it is the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_of: Option<StoredText>,
    state: KeyState,
    created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promoted_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retired_at: Option<Timestamp>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredText {
    derive: Recipe,
    /// In base64, since a passphrase may be any bytes.
    text: Zeroizing<String>,
}

impl Keyring {
    /// The document as it is kept in the vault.
    pub(crate) fn to_document(&self) -> Result<Secret> {
        let keys = self.keys.iter().map(StoredKey::of).collect::<Result<_>>()?;
        let stored = Stored { form: FORM, is_used: self.is_used, keys, destroyed: self.destroyed.clone() };
        // INVARIANT: the buffer never grows, so no copy of a key is left behind in freed memory.
        let texts: usize = self.keys.iter().map(|key| 2 * key.material.text().len()).sum();
        let mut document = Vec::with_capacity(256 + texts + 512 * (self.keys.len() + self.destroyed.len()));
        serde_json::to_writer(&mut document, &stored)
            .map_err(|cause| Error::internal("the keyring can not be serialised").caused_by(cause))?;
        Ok(Secret::new(document))
    }

    /// Reads the document.
    pub(crate) fn from_document(document: &Secret) -> Result<Self> {
        // SECURITY: the parser's own message is dropped: it may repeat a part of the document.
        let damaged = |_| Error::integrity("the keyring document in the vault is damaged");
        let Form { form } = serde_json::from_slice(document.expose()).map_err(damaged)?;
        if form > FORM {
            return Err(Error::usage("the keyring was written by a newer claviger").hint("install the newer claviger"));
        }
        if form < FIRST_FORM {
            return Err(Error::integrity("the keyring document in the vault is damaged"));
        }
        let stored: Stored = serde_json::from_slice(document.expose()).map_err(damaged)?;
        let keys = stored.keys.into_iter().map(|key| key.read(form)).collect::<Result<Vec<_>>>()?;
        Self::of_parts(keys, stored.destroyed, stored.is_used)
    }
}

impl StoredKey {
    fn of(key: &RingKey) -> Result<Self> {
        let text = key.key().text();
        let made_of = (key.material.text() != text || key.material.recipe() != Recipe::Raw).then(|| StoredText {
            derive: key.material.recipe(),
            text: Zeroizing::new(data_encoding::BASE64.encode(key.material.text().expose())),
        });
        Ok(Self {
            key: Zeroizing::new(text.expose_text("the key")?.to_owned()),
            made_of,
            state: key.state,
            created_at: key.created_at,
            promoted_at: key.promoted_at,
            retired_at: key.retired_at,
        })
    }

    fn read(self, form: u32) -> Result<RingKey> {
        let damaged = || Error::integrity("the keyring document holds something that is not a key");
        let key = FernetKey::parse(Secret::new(self.key.as_bytes().to_vec())).map_err(|_| damaged())?;
        let material = match self.made_of {
            None => Material::of_key(key),
            Some(made_of) => {
                let text = data_encoding::BASE64.decode(made_of.text.as_bytes()).map_err(|_| damaged())?;
                Material::of_parts(key, Secret::new(text), made_of.derive)
            }
        };
        let promoted_at = self.promoted_at.or_else(|| (form == FIRST_FORM).then_some(self.created_at));
        Ok(RingKey {
            material,
            state: self.state,
            created_at: self.created_at,
            promoted_at,
            retired_at: self.retired_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{at, ring_of};
    use super::*;
    use crate::base::Kind;
    use crate::commands::keyring::material::Maker;

    const KEY: &str = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    fn read(document: &str) -> Result<Keyring> {
        Keyring::from_document(&Secret::from_text(document.to_owned()))
    }

    #[test]
    fn the_first_form_is_still_read() {
        let text = format!(
            r#"{{"form":1,"is_used":true,"keys":[{{"key":"{KEY}","state":"primary","created_at":"2026-01-02T03:04:05Z"}}]}}"#
        );
        let ring = read(&text).unwrap();
        let key = ring.primary().unwrap();
        assert!(ring.is_used);
        assert_eq!(key.promoted_at, Some(key.created_at));
        assert_eq!(key.material.text().expose(), KEY.as_bytes());
        let written = ring.to_document().unwrap();
        assert!(written.expose().starts_with(br#"{"form":2"#));
        assert_eq!(Keyring::from_document(&written).unwrap().primary().unwrap().fingerprint(), key.fingerprint());
    }

    #[test]
    fn what_a_key_was_made_from_is_kept_to_the_byte() {
        let text = Secret::new(b" \xff passphrase\t".to_vec());
        let made = Maker::Sha256.make(text.clone(), "the key").unwrap();
        let ring = Keyring::new(made, at(0));
        let again = Keyring::from_document(&ring.to_document().unwrap()).unwrap();
        let key = again.primary().unwrap();
        assert_eq!((key.material.text(), key.material.recipe()), (&text, Recipe::Sha256));
        assert_eq!(key.fingerprint(), ring.primary().unwrap().fingerprint());
    }

    #[test]
    fn damage_and_contradictions_are_noticed() {
        let whole = String::from_utf8(ring_of(2).to_document().unwrap().expose().to_vec()).unwrap();
        for (from, to) in [
            ("secondary", "primary"),
            ("primary", "secondary"),
            ("secondary", "retired"),
            ("secondary", "asleep"),
            ("\"is_used\":false", "\"is_used\":false,\"colour\":1"),
            ("}]", "}"),
            ("=", ""),
            ("\"keys\"", "\"keyz\""),
        ] {
            let broken = whole.replace(from, to);
            assert_ne!(broken, whole, "{from}");
            assert_eq!(read(&broken).err().map(|error| error.kind()), Some(Kind::Integrity), "{from} {to}");
        }
        let twice = read(&whole).unwrap().keys()[0].clone();
        let ring = Keyring { keys: vec![twice.clone(), RingKey { state: KeyState::Secondary, ..twice }], ..ring_of(1) };
        let document = ring.to_document().unwrap();
        assert_eq!(Keyring::from_document(&document).err().map(|error| error.kind()), Some(Kind::Integrity));
        assert_eq!(read(r#"{"form":1,"is_used":false,"keys":[]}"#).err().unwrap().kind(), Kind::Integrity);
        let none = r#"{"form":0,"is_used":false,"keys":[],"destroyed":[]}"#;
        assert_eq!(read(none).err().unwrap().kind(), Kind::Integrity);
        assert_eq!(read(r#"{"form":3}"#).err().unwrap().kind(), Kind::Usage);
    }
}
