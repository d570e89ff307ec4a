//! The vault that is a file on this machine, for those without a server: the same documents, versions and
//! compare-and-set, sealed as a whole under a key that lies in another file or is derived from a passphrase.
//!
//! **Format** (integers little-endian):
//!
//! | bytes | content |
//! | --- | --- |
//! | 0..15 | `claviger-vault\n` |
//! | 15 | version of the format: 1 |
//! | 16 | key derivation: 1 key file, 2 Argon2id |
//! | 17..20 | zero |
//! | 20..32 | Argon2id: memory in KiB, iterations, lanes, 4 bytes each; zero with a key file |
//! | 32..64 | salt, drawn once per file |
//! | 64..96 | key check: a keyed hash of the bytes before it, so that a wrong key is told from damage |
//! | 96..128 | SHA-256 of the bytes before it, so that a damaged header is told from a wrong key |
//! | 128..152 | nonce, drawn at each write |
//! | 152.. | XChaCha20-Poly1305 of the body under the derived key, tied to the bytes 0..128 |
//!
//! The body is JSON: all paths with their versions, values in base64.
//!
//! **What it protects**: who has the file, a backup of it or the disk, but not the key, learns its size and nothing
//! else, and can not change it unnoticed. **What it does not**: someone who can write the file can put an older copy
//! of it in its place (roll-back), and nothing here notices; someone who has the key *and* the raw disk may find
//! destroyed data in blocks that the file system has not used again, and in backups made before.
//!
//! **Changes** are read-modify-write under an advisory lock on `FILE.lock`; the state before the last change stays in
//! `FILE.prev`, except after a destruction, which must leave nothing there. Readers take no lock: they see the file
//! before a change or after it.

mod body;
mod file;
mod header;
mod history;
mod keys;
mod seal;
mod stored;
#[cfg(test)]
mod tests;

pub use file::SealedFile;
pub use keys::Unlock;
