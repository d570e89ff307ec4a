//! Fernet for millions of tokens: key schedule and HMAC state are made once for a key, not once for a token.
//!
//! Reads what any implementation reads and writes the canonical form (<https://github.com/fernet/spec>). The crate
//! `fernet`, which does everything else, is its oracle in the tests.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut, BlockEncryptMut, InnerIvInit, KeyInit};
use aes::{Aes128Dec, Aes128Enc};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::base::{Error, Result, Secret};

/// Version 0x80.
const VERSION: u8 = 0x80;

/// Version, time, initialisation vector: what stands before the ciphertext.
const HEAD: usize = 1 + 8 + 16;

/// HMAC-SHA256 at the end.
const TAG: usize = 32;

/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// A key, ready for many tokens.
#[derive(Clone)]
pub(crate) struct Cipher {
    encrypt: Aes128Enc,
    decrypt: Aes128Dec,
    mac: Hmac<Sha256>,
}

impl Cipher {
    /// Reads the text form of a key: 44 characters of base64url.
    pub(crate) fn new(text: &Secret) -> Result<Self> {
        let bad = || Error::integrity("the keyring holds something that is not a key");
        let bytes = Zeroizing::new(data_encoding::BASE64URL.decode(text.expose()).map_err(|_| bad())?);
        // The first half signs, the second encrypts.
        let (signing, encryption) = bytes.split_at_checked(BLOCK).ok_or_else(bad)?;
        Ok(Self {
            encrypt: Aes128Enc::new_from_slice(encryption).map_err(|_| bad())?,
            decrypt: Aes128Dec::new_from_slice(encryption).map_err(|_| bad())?,
            mac: <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(signing).map_err(|_| bad())?,
        })
    }

    /// The content of a token given as its bytes; none when this key did not make it.
    pub(crate) fn open(&self, token: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        if !has_form(token) {
            return None;
        }
        let (signed, tag) = token.split_at_checked(token.len().checked_sub(TAG)?)?;
        self.mac.clone().chain_update(signed).verify_slice(tag).ok()?;
        let (head, ciphertext) = signed.split_at_checked(HEAD)?;
        let vector: &[u8; 16] = head.last_chunk()?;
        let mut buffer = Zeroizing::new(ciphertext.to_vec());
        let cipher = cbc::Decryptor::inner_iv_init(self.decrypt.clone(), vector.into());
        let length = cipher.decrypt_padded_mut::<Pkcs7>(&mut buffer).ok()?.len();
        // What is cut off is padding.
        buffer.truncate(length);
        Some(buffer)
    }

    /// A token with the content and the time (eight bytes, big-endian seconds) of another one.
    pub(crate) fn seal(&self, time: [u8; 8], vector: [u8; 16], plain: &[u8]) -> Option<String> {
        let padded = (plain.len() / BLOCK + 1) * BLOCK;
        let mut token = Vec::with_capacity(HEAD + padded + TAG);
        token.push(VERSION);
        token.extend_from_slice(&time);
        token.extend_from_slice(&vector);
        token.extend_from_slice(plain);
        token.resize(HEAD + padded, 0);
        let cipher = cbc::Encryptor::inner_iv_init(self.encrypt.clone(), &vector.into());
        let sealed = cipher.encrypt_padded_mut::<Pkcs7>(token.get_mut(HEAD..)?, plain.len()).is_ok();
        if !sealed {
            token.zeroize();
            return None;
        }
        let tag = self.mac.clone().chain_update(&token).finalize().into_bytes();
        token.extend_from_slice(&tag);
        Some(data_encoding::BASE64URL.encode(&token))
    }
}

/// Whether bytes have the form of a token, whoever made it.
pub(crate) fn has_form(token: &[u8]) -> bool {
    let body = token.len().checked_sub(HEAD + TAG);
    token.first() == Some(&VERSION) && body.is_some_and(|length| length >= BLOCK && length % BLOCK == 0)
}

/// The time of a token, as it stands in it.
pub(crate) fn time_of(token: &[u8]) -> Option<[u8; 8]> {
    token.get(1..9)?.try_into().ok()
}

/// The bytes of a token from its text, as strictly as the specification writes it, or as leniently as Python reads it.
/// Says also whether it was written as the specification writes it.
pub(crate) fn decode(text: &[u8]) -> Option<(Vec<u8>, bool)> {
    // The library takes one padded text behind another for a text; nobody else does.
    let is_single = text.iter().position(|byte| *byte == b'=').is_none_or(|at| at + 2 >= text.len());
    match data_encoding::BASE64URL.decode(text) {
        Ok(token) if is_single => Some((token, true)),
        _ => decode_leniently(text).map(|token| (token, false)),
    }
}

/// What Python's `base64.urlsafe_b64decode` takes: the other alphabet, characters that are none of it (white space
/// above all), bits at the end that mean nothing, anything behind the padding.
fn decode_leniently(text: &[u8]) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(text.len());
    let mut padding = 0;
    for byte in text {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => digits.push(*byte),
            b'+' => digits.push(b'-'),
            b'/' => digits.push(b'_'),
            b'=' if digits.len() % 4 >= 2 => {
                padding += 1;
                if digits.len() % 4 + padding >= 4 {
                    break;
                }
                continue;
            }
            _ => continue,
        }
        padding = 0;
    }
    let missing = (4 - digits.len() % 4) % 4;
    if missing != padding.min(missing) || digits.len() % 4 == 1 {
        return None;
    }
    let mut lenient = data_encoding::BASE64URL_NOPAD.specification();
    lenient.check_trailing_bits = false;
    lenient.encoding().ok()?.decode(&digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    const KEY: &str = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    const OTHER: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

    fn cipher(text: &str) -> Cipher {
        Cipher::new(&Secret::from_text(text.into())).unwrap()
    }

    /// `generate.json` of the specification.
    #[test]
    fn the_vector_of_the_specification_is_written_and_read() {
        let vector: [u8; 16] = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let token = cipher(KEY).seal(499_162_800_u64.to_be_bytes(), vector, b"hello").unwrap();
        assert_eq!(
            token,
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
        );
        let (bytes, is_canonical) = decode(token.as_bytes()).unwrap();
        assert!(is_canonical);
        assert_eq!(time_of(&bytes), Some(499_162_800_u64.to_be_bytes()));
        assert_eq!(*cipher(KEY).open(&bytes).unwrap(), b"hello");
        assert!(cipher(OTHER).open(&bytes).is_none());
    }

    #[test]
    fn what_python_reads_is_read() {
        let canonical =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
        let (bytes, _) = decode(canonical.as_bytes()).unwrap();
        let folded = format!("{}\r\n {}\n", &canonical[..40], &canonical[40..]);
        let standard = canonical.replace('-', "+").replace('_', "/");
        let loose_bits = canonical.replace("DA==", "DB==");
        let behind = format!("{canonical}rest");
        for text in [folded, standard, loose_bits, behind, format!("\u{feff}{canonical}")] {
            assert_eq!(decode(text.as_bytes()).unwrap(), (bytes.clone(), false), "{text}");
        }
        for text in [&canonical[..canonical.len() - 1], &canonical[..canonical.len() - 2]] {
            assert!(decode(text.as_bytes()).is_none_or(|(found, _)| found != bytes), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_does_what_the_crate_does(plain in proptest::collection::vec(any::<u8>(), 0..200), time in any::<u32>()) {
            let oracle = fernet::Fernet::new(KEY).unwrap();
            let token = oracle.encrypt_at_time(&plain, time.into());
            let (bytes, _) = decode(token.as_bytes()).unwrap();
            prop_assert_eq!(&*cipher(KEY).open(&bytes).unwrap(), &plain);
            let vector: [u8; 16] = bytes[9..25].try_into().unwrap();
            prop_assert_eq!(cipher(KEY).seal(time_of(&bytes).unwrap(), vector, &plain).unwrap(), token.clone());
            prop_assert!(cipher(OTHER).open(&bytes).is_none());
        }

        #[test]
        fn a_changed_bit_is_found(at in 0_usize..100, bit in 0_u8..8) {
            let mut token = decode(cipher(KEY).seal([0; 8], [7; 16], b"a value").unwrap().as_bytes()).unwrap().0;
            let at = at % token.len();
            token[at] ^= 1 << bit;
            prop_assert!(cipher(KEY).open(&token).is_none());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(cipher(KEY).open(&bytes).is_none());
            let _ = decode(&bytes).map(|(token, _)| time_of(&token));
        }
    }
}
