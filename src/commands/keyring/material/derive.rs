//! From the text of a key to the 256 bits of it, as applications do it. Nothing here repeats a text in a message.

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use pbkdf2::pbkdf2_hmac;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Rng, Secret};
use crate::config::{Derivation, Hash, Salt};
use crate::context::Context;
use crate::handover::SecretInput;

use super::super::fernet::{FernetKey, KEY_BYTES};
use super::Material;

/// The most iterations of PBKDF2: some seconds of work. More is a slip of the hand.
const MOST_ITERATIONS: u32 = 20_000_000;

/// Characters of a generated passphrase: 43 of 62 are 256 bits. None of them means anything to a shell, a list or an
/// environment file.
const PASSPHRASE_LENGTH: usize = 43;
const PASSPHRASE_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// How a key is made of its text, by name. Salt and iterations stay in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Recipe {
    /// It is the key, in base64.
    Raw,
    /// It is the key, in hexadecimal digits.
    Hex,
    /// Its SHA-256.
    Sha256,
    /// PBKDF2 of it.
    Pbkdf2,
}

impl Recipe {
    /// As the configuration calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Hex => "hex",
            Self::Sha256 => "sha256",
            Self::Pbkdf2 => "pbkdf2",
        }
    }
}

/// Makes keys as the configuration says.
pub(crate) enum Maker {
    Raw,
    Hex,
    Sha256,
    Pbkdf2 { hash: Hash, iterations: u32, salt: Secret },
}

/// The maker of keys that the configuration asks for. Opens the vault where the salt is in it.
pub(crate) async fn configured(cx: &mut Context) -> Result<Maker> {
    Ok(match cx.settings.key_derivation()? {
        Derivation::Raw => Maker::Raw,
        Derivation::Hex => Maker::Hex,
        Derivation::Sha256 => Maker::Sha256,
        Derivation::Pbkdf2 { iterations, .. } if iterations > MOST_ITERATIONS => {
            return Err(Error::usage(format!("`keyring.iterations` is more than {MOST_ITERATIONS}")));
        }
        Derivation::Pbkdf2 { hash, iterations, salt } => {
            let salt = match salt {
                Salt::Given(salt) => salt,
                Salt::Vault(reference) => {
                    let input = SecretInput { from: Some(reference), ..SecretInput::default() };
                    let read = input.read(cx, "The salt", false).await;
                    read.map_err(|error| error.context("`keyring.salt` is not usable"))?
                }
            };
            Maker::Pbkdf2 { hash, iterations, salt }
        }
    })
}

impl Maker {
    pub(crate) const fn recipe(&self) -> Recipe {
        match self {
            Self::Raw => Recipe::Raw,
            Self::Hex => Recipe::Hex,
            Self::Sha256 => Recipe::Sha256,
            Self::Pbkdf2 { .. } => Recipe::Pbkdf2,
        }
    }

    /// A new key, in the form in which the application takes one.
    pub(crate) fn generate(&self, rng: &mut Rng) -> Result<Material> {
        match self {
            Self::Raw => FernetKey::generate(rng).map(Material::of_key),
            Self::Hex => {
                let bytes = rng.bytes::<KEY_BYTES>()?;
                self.make(Secret::from_text(HEXLOWER.encode(bytes.as_slice())), "the new key")
            }
            Self::Sha256 | Self::Pbkdf2 { .. } => {
                let passphrase = rng.characters(PASSPHRASE_ALPHABET, PASSPHRASE_LENGTH)?;
                self.make(Secret::from_text((*passphrase).clone()), "the new key")
            }
        }
    }

    /// The key of a text. `which` says which one it is, for the message that may not repeat it: `the key`.
    pub(crate) fn make(&self, text: Secret, which: &str) -> Result<Material> {
        if text.is_empty() {
            return Err(Error::usage(format!("{which} is empty")));
        }
        let bytes = match self {
            Self::Raw => base64(&text).ok_or_else(|| {
                Error::usage(format!("{which} is no Fernet key"))
                    .hint("a Fernet key is 32 bytes in base64, 44 characters; for others set keyring.derive")
            })?,
            Self::Hex => hexadecimal(&text).ok_or_else(|| {
                Error::usage(format!("{which} is no key of 64 hexadecimal digits"))
                    .hint("for keys of another form set keyring.derive")
            })?,
            Self::Sha256 => Zeroizing::new(Sha256::digest(text.expose()).into()),
            Self::Pbkdf2 { hash, iterations, salt } => stretch(*hash, &text, salt, *iterations),
        };
        let key = FernetKey::from_bytes(&bytes)?;
        Ok(Material { key, text, recipe: self.recipe() })
    }
}

type Bytes = Zeroizing<[u8; KEY_BYTES]>;

/// Base64 of either alphabet, with its padding or without, as applications keep it; of exactly 32 bytes.
fn base64(text: &Secret) -> Option<Bytes> {
    let text = text.expose();
    let bare = text.strip_suffix(b"=").unwrap_or(text);
    // Either alphabet, not a mixture: what is neither is no key somebody wrote.
    let encoding = if bare.iter().any(|byte| matches!(byte, b'+' | b'/')) { BASE64_NOPAD } else { BASE64URL_NOPAD };
    let decoded = Zeroizing::new(encoding.decode(bare).ok()?);
    decoded.as_slice().try_into().ok().map(Zeroizing::new)
}

fn hexadecimal(text: &Secret) -> Option<Bytes> {
    let decoded = Zeroizing::new(HEXLOWER_PERMISSIVE.decode(text.expose()).ok()?);
    decoded.as_slice().try_into().ok().map(Zeroizing::new)
}

/// PBKDF2 with HMAC (RFC 8018 section 5.2).
fn stretch(hash: Hash, text: &Secret, salt: &Secret, iterations: u32) -> Bytes {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    let (text, salt, output) = (text.expose(), salt.expose(), bytes.as_mut_slice());
    match hash {
        Hash::Sha1 => pbkdf2_hmac::<Sha1>(text, salt, iterations, output),
        Hash::Sha256 => pbkdf2_hmac::<Sha256>(text, salt, iterations, output),
        Hash::Sha512 => pbkdf2_hmac::<Sha512>(text, salt, iterations, output),
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from_text(text.to_owned())
    }

    fn key_of(maker: &Maker, text: &str) -> Option<String> {
        let made = maker.make(secret(text), "the key").ok()?;
        assert_eq!(*made.text(), secret(text), "the text comes back as it came");
        Some(made.key.text().expose_text("the key").unwrap().to_owned())
    }

    #[test]
    fn base64_is_read_in_both_alphabets_with_and_without_padding() {
        let canonical = "-_8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=";
        for text in [canonical, canonical.trim_end_matches('='), "+/8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4="] {
            assert_eq!(key_of(&Maker::Raw, text).as_deref(), Some(canonical), "{text}");
        }
        for text in ["-/8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=", "AAAA", "", " ", &"A".repeat(44), &"A".repeat(64)]
        {
            assert_eq!(key_of(&Maker::Raw, text), None, "{text}");
        }
    }

    #[test]
    fn hexadecimal_digits_are_the_same_key() {
        let zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        assert_eq!(key_of(&Maker::Hex, &"0".repeat(64)).as_deref(), Some(zeros));
        assert_eq!(key_of(&Maker::Hex, &"aB".repeat(32)), key_of(&Maker::Hex, &"Ab".repeat(32)));
        for text in ["0".repeat(63), "0".repeat(66), "g".repeat(64), zeros.to_owned()] {
            assert_eq!(key_of(&Maker::Hex, &text), None, "{text}");
        }
    }

    #[test]
    fn passphrases_are_taken_to_the_letter() {
        // hashlib.sha256(b"abc"), FIPS 180-4.
        let abc = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=";
        assert_eq!(key_of(&Maker::Sha256, "abc").as_deref(), Some(abc));
        assert_ne!(key_of(&Maker::Sha256, "abc "), key_of(&Maker::Sha256, "abc"));
    }

    #[test]
    fn pbkdf2_agrees_with_the_vectors_of_rfc_7914() {
        // RFC 7914 section 11: the first 32 of the 64 bytes are those of the first block.
        let maker = Maker::Pbkdf2 { hash: Hash::Sha256, iterations: 1, salt: secret("salt") };
        let bytes = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc";
        assert_eq!(key_of(&maker, "passwd"), key_of(&Maker::Hex, bytes));
    }

    #[test]
    fn a_generated_key_is_of_the_form_that_is_configured() {
        let mut rng = Rng::seeded(5);
        let salt = || secret("salt");
        for (maker, length) in [
            (Maker::Raw, 44),
            (Maker::Hex, 64),
            (Maker::Sha256, 43),
            (Maker::Pbkdf2 { hash: Hash::Sha512, iterations: 1, salt: salt() }, 43),
        ] {
            let made = maker.generate(&mut rng).unwrap();
            assert_eq!(made.text().len(), length);
            let again = maker.make(made.text().clone(), "the key").unwrap();
            assert_eq!(again.key.fingerprint(), made.key.fingerprint());
            assert_eq!(again.recipe(), maker.recipe());
        }
    }

    #[test]
    fn no_message_repeats_a_text() {
        for maker in [Maker::Raw, Maker::Hex] {
            let error = maker.make(secret("hunter2"), "key 2 of the list").err().unwrap();
            let told = format!("{error} {:?} {:?}", error.causes(), error.hint_text());
            assert!(told.contains("key 2 of the list") && !told.contains("hunter2"), "{told}");
        }
    }
}
