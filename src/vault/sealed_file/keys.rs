//! From what unlocks a vault to the keys that seal it. The only place of the vault that sees an unlock key or a
//! passphrase; it writes one file, the key file, and never overwrites one.

use std::path::{Path as FilePath, PathBuf};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::{Error, Kind, Result, Rng, Secret, files};

use super::header::{ARGON2, Argon2Cost, Derivation, Header};

/// What a key file begins with; after it, 32 bytes in base64url without padding, and a newline.
const KEY_FILE_PREFIX: &str = "claviger-vault-key-v1:";

/// Far more than a key file holds.
const KEY_FILE_LIMIT: u64 = 4 * 1024;

/// What opens a sealed file.
#[derive(Debug, Clone)]
pub enum Unlock {
    /// A file, 0600, with a 256-bit key: `claviger-vault-key-v1:` and base64url.
    KeyFile(PathBuf),
    /// A passphrase of any bytes; the key is derived with Argon2id.
    Passphrase(Secret),
}

type Key = Zeroizing<[u8; 32]>;

/// The keys of one file. No `Debug`: it would show them.
pub(super) struct Keys {
    header: Header,
    /// Seals the body.
    pub(super) body: Key,
    /// The key check that belongs to the header.
    pub(super) check: [u8; 32],
}

impl Unlock {
    /// How a new file is to be locked.
    pub(super) const fn derivation(&self) -> Derivation {
        match self {
            Self::KeyFile(_) => Derivation::KeyFile,
            Self::Passphrase(_) => Derivation::Argon2id(ARGON2),
        }
    }

    /// Makes what does not exist yet: a key file. One that is there already, perhaps from a run that was killed, is
    /// used, so that creating a vault can be repeated. An empty passphrase is refused.
    pub(super) fn prepare(&self, rng: &mut Rng) -> Result<()> {
        match self {
            Self::Passphrase(passphrase) if passphrase.is_empty() => Err(Error::usage("the passphrase is empty")
                .hint("give one that is long and random: claviger secret generate passphrase")),
            Self::Passphrase(_) => Ok(()),
            Self::KeyFile(path) => match read_key_file(path) {
                Ok(_) => Ok(()),
                Err(error) if error.kind() == Kind::NotFound => create_key_file(path, rng),
                Err(error) => Err(error),
            },
        }
    }
}

impl Keys {
    /// Derives the keys of the file with this header.
    ///
    /// Fails with `Denied` when the file is locked in the other way or the key file is closed to the caller.
    pub(super) fn derive(unlock: &Unlock, header: &Header) -> Result<Self> {
        let root = match (unlock, header.derivation) {
            (Unlock::KeyFile(path), Derivation::KeyFile) => {
                let key = read_key_file(path)?;
                authenticate(&header.salt, &[key.as_slice()])?
            }
            (Unlock::Passphrase(passphrase), Derivation::Argon2id(cost)) => stretch(passphrase, &header.salt, cost)?,
            (Unlock::Passphrase(_), Derivation::KeyFile) => {
                return Err(Error::denied("a passphrase was given, but a key file unlocks it")
                    .hint("set `unlock_key_file` under `[vault_auth]`"));
            }
            (Unlock::KeyFile(_), Derivation::Argon2id(_)) => {
                return Err(Error::denied("a key file was given, but a passphrase unlocks it")
                    .hint("remove `unlock_key_file` under `[vault_auth]` and give the passphrase"));
            }
        };
        // RFC 5869 section 2.3, one block each. With a key file `root` is section 2.2; Argon2id extracts by itself.
        let body = authenticate(root.as_slice(), &[b"claviger-vault v1 body", &[1]])?;
        let check = authenticate(root.as_slice(), &[b"claviger-vault v1 check", &header.checked_bytes(), &[1]])?;
        Ok(Self { header: header.clone(), body, check: *check })
    }

    /// Whether these are the keys of a file with this header; Argon2id is then not run again.
    pub(super) fn are_for(&self, header: &Header) -> bool {
        self.header == *header
    }

    /// Fails with `Denied` when the file was sealed under other keys.
    pub(super) fn verify(&self, check: &[u8; 32], unlock: &Unlock) -> Result<()> {
        if self.check.ct_eq(check).into() {
            return Ok(());
        }
        Err(match unlock {
            Unlock::KeyFile(path) => Error::denied(format!("`{}` is not its key", path.display()))
                .hint("name the key file that was made with this vault: `unlock_key_file` under `[vault_auth]`"),
            Unlock::Passphrase(_) => {
                Error::denied("the passphrase is wrong").hint("try again with the right passphrase")
            }
        })
    }

    /// The header to write.
    pub(super) fn header_bytes(&self) -> Vec<u8> {
        self.header.bytes(&self.check)
    }
}

/// HMAC-SHA-256 (RFC 2104) of the parts, one after the other.
fn authenticate(key: &[u8], parts: &[&[u8]]) -> Result<Key> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key).map_err(|_| Error::internal("HMAC refused a key, and it takes any"))?;
    for part in parts {
        mac.update(part);
    }
    let mut output = Zeroizing::new([0; 32]);
    output.copy_from_slice(&mac.finalize().into_bytes());
    Ok(output)
}

/// Argon2id, version 1.3 (RFC 9106).
fn stretch(passphrase: &Secret, salt: &[u8], cost: Argon2Cost) -> Result<Key> {
    // The causes are dropped: they say nothing more, and the header's bounds leave only oddities such as 8 KiB for 16 lanes.
    let unusable = |_| Error::integrity("the file is damaged: its header asks for an impossible derivation");
    let params = Params::new(cost.memory_kib, cost.iterations, cost.lanes, Some(32)).map_err(unusable)?;
    // The memory is ours so that it is wiped: the crate leaves it as it is.
    let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
    let mut output = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.expose(), salt, output.as_mut_slice(), memory.as_mut_slice())
        .map_err(unusable)?;
    Ok(output)
}

fn create_key_file(path: &FilePath, rng: &mut Rng) -> Result<()> {
    let key = rng.bytes::<32>()?;
    let mut text = Zeroizing::new(String::with_capacity(KEY_FILE_PREFIX.len() + 64));
    text.push_str(KEY_FILE_PREFIX);
    BASE64URL_NOPAD.encode_append(key.as_slice(), &mut text);
    text.push('\n');
    files::create_complete(path, text.as_bytes())
}

fn read_key_file(path: &FilePath) -> Result<Key> {
    let text = files::read_private(path, KEY_FILE_LIMIT).map_err(|error| match error.kind() {
        Kind::NotFound => {
            error.hint(format!("put the key back as `{}`: without it nobody can read the vault", path.display()))
        }
        _ => error,
    })?;
    let text = text.without_trailing_newline();
    let mut key = Zeroizing::new([0; 32]);
    let encoded = text.expose().strip_prefix(KEY_FILE_PREFIX.as_bytes());
    // The length first: `decode_mut` panics when it and the output do not match.
    let decoded = encoded
        .filter(|encoded| BASE64URL_NOPAD.decode_len(encoded.len()).ok() == Some(key.len()))
        .and_then(|encoded| BASE64URL_NOPAD.decode_mut(encoded, key.as_mut_slice()).ok());
    match decoded {
        Some(32) => Ok(key),
        _ => Err(Error::usage(format!("`{}` is not a vault key", path.display())).hint(format!(
            "a vault key is one line, `{KEY_FILE_PREFIX}` and 43 characters; name the file that was made with the vault"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_derived_as_the_standards_say() {
        // RFC 4231 test case 2 for HMAC; RFC 5869 A.1 for extract and expand, whose first block is `info` and 1.
        let hex = |key: Key| data_encoding::HEXLOWER.encode(key.as_slice());
        assert_eq!(
            hex(authenticate(b"Jefe", &[b"what do ya want ", b"for nothing?"]).unwrap()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let salt: Vec<u8> = (0..13).collect();
        let info: Vec<u8> = (0xf0..0xfa).collect();
        let root = authenticate(&salt, &[&[0x0b; 22]]).unwrap();
        assert_eq!(
            hex(authenticate(root.as_slice(), &[&info, &[1]]).unwrap()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
    }

    #[test]
    fn an_impossible_derivation_is_refused_without_a_panic() {
        let cost = Argon2Cost { memory_kib: 8, iterations: 1, lanes: 16 };
        let error = stretch(&Secret::from_text("x".into()), &[0; 32], cost).unwrap_err();
        assert_eq!(error.kind(), Kind::Integrity);
    }
}
