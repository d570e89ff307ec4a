//! One Fernet key (<https://github.com/fernet/spec>): AES-128-CBC with HMAC-SHA256 under 256 bits of key. The only
//! place that knows the crate `fernet`.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Rng, Secret, Timestamp};

/// Bytes of a key: 16 to sign with, 16 to encrypt with.
pub(super) const KEY_BYTES: usize = 32;

/// Hex digits of a fingerprint: 64 bits tell the keys of one ring apart, and say nothing about a random key.
const FINGERPRINT_DIGITS: usize = 16;

/// A key, in the text form of 44 characters that every implementation reads.
#[derive(Clone)]
pub(crate) struct FernetKey {
    text: Secret,
    cipher: fernet::Fernet,
}

impl FernetKey {
    /// A new random key.
    pub(crate) fn generate(rng: &mut Rng) -> Result<Self> {
        Self::from_bytes(&*rng.bytes::<KEY_BYTES>()?)
    }

    /// The key of these bytes.
    pub(crate) fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Result<Self> {
        Self::parse(Secret::from_text(data_encoding::BASE64URL.encode(bytes)))
    }

    /// Reads the text form.
    ///
    /// INVARIANT: only the one canonical text, so that a key has one fingerprint: the crate also reads others.
    pub(crate) fn parse(text: Secret) -> Result<Self> {
        let is_canonical = |text: &&str| {
            data_encoding::BASE64URL.decode(text.as_bytes()).is_ok_and(|bytes| Zeroizing::new(bytes).len() == KEY_BYTES)
        };
        let cipher = text.expose_text("the key").ok().filter(is_canonical).and_then(fernet::Fernet::new);
        let cipher = cipher.ok_or_else(|| Error::usage("that is not a Fernet key"))?;
        Ok(Self { text, cipher })
    }

    /// The text form.
    pub(crate) const fn text(&self) -> &Secret {
        &self.text
    }

    /// What stands for the key on screens: the beginning of a hash of it, under a label of its own.
    pub(crate) fn fingerprint(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"claviger keyring fingerprint v1\0")
            .chain_update(self.text.expose())
            .finalize();
        let hex = data_encoding::HEXLOWER.encode(&digest);
        hex.chars().take(FINGERPRINT_DIGITS).collect()
    }

    /// A token that carries the present moment, in whole seconds.
    pub(crate) fn encrypt(&self, plain: &Secret, now: Timestamp) -> String {
        self.cipher.encrypt_at_time(plain.expose(), u64::try_from(now.as_second()).unwrap_or_default())
    }

    /// The content of a token; none when this key did not make it, or it is damaged.
    ///
    /// The token's own time is taken as the present: the crate refuses tokens from more than a minute ahead, which
    /// Python reads, and values at rest do not expire.
    pub(crate) fn decrypt(&self, token: &str) -> Option<Secret> {
        let at = token_time(token)?;
        self.cipher.decrypt_at_time(token, None, at).ok().map(Secret::new)
    }
}

/// The time in a token, in seconds since 1970: eight bytes behind the version byte 0x80.
fn token_time(token: &str) -> Option<u64> {
    // 12 characters are 9 bytes: the version and the time.
    let head = data_encoding::BASE64URL.decode(token.get(..12)?.as_bytes()).ok()?;
    match head.split_first()? {
        (0x80, time) => Some(u64::from_be_bytes(time.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    /// The key of the specification's vectors.
    const SPEC_KEY: &str = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    fn spec_key() -> FernetKey {
        FernetKey::parse(Secret::from_text(SPEC_KEY.into())).unwrap()
    }

    /// `verify.json` of the specification.
    #[test]
    fn the_vector_of_the_specification_is_read() {
        let token =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
        assert_eq!(spec_key().decrypt(token).unwrap().expose(), b"hello");
        // `generate.json` made it at this moment.
        assert_eq!(token_time(token), Some(499_162_800));
    }

    /// `invalid.json` of the specification, all but those that concern time to live.
    #[test]
    fn the_invalid_vectors_of_the_specification_are_refused() {
        for token in [
            // incorrect mac
            "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==",
            // too short
            "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==",
            // invalid base64
            "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
            // payload size not multiple of block size
            "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm",
            // payload padding error
            "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==",
            // incorrect IV (causes padding error)
            "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==",
            "",
        ] {
            assert!(spec_key().decrypt(token).is_none(), "{token}");
        }
    }

    #[test]
    fn a_token_from_the_far_future_is_read() {
        let future: Timestamp = "2999-01-01T00:00:00Z".parse().unwrap();
        let token = spec_key().encrypt(&Secret::from_text("x".into()), future);
        assert_eq!(spec_key().decrypt(&token).unwrap().expose(), b"x");
    }

    proptest! {
        #[test]
        fn what_one_key_encrypts_only_that_key_decrypts(plain in proptest::collection::vec(any::<u8>(), 0..200)) {
            let key = FernetKey::generate(&mut Rng::seeded(1)).unwrap();
            let token = key.encrypt(&Secret::new(plain.clone()), Timestamp::UNIX_EPOCH);
            prop_assert_eq!(key.decrypt(&token).unwrap().expose().to_vec(), plain);
            prop_assert!(spec_key().decrypt(&token).is_none());
        }

        #[test]
        fn no_text_makes_decryption_panic(text in ".{0,120}") {
            prop_assert!(spec_key().decrypt(&text).is_none());
        }
    }
}
