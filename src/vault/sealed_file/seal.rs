//! Sealing: bytes of a body in, bytes of a file out, and back. Knows nothing of paths, versions or the file system.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Rng};

use super::body::Contents;
use super::header::{LENGTH, Parts};
use super::keys::Keys;

/// Bytes of nonce. Drawn at random each time: with 192 bits, collisions are out of reach however often a file is
/// written (draft-irtf-cfrg-xchacha-03, section 3.1).
const NONCE: usize = 24;

/// Bytes of the authentication tag (RFC 8439 section 2.5).
const TAG: usize = 16;

/// The whole file for these contents.
pub(super) fn seal(contents: &Contents, keys: &Keys, rng: &mut Rng) -> Result<Zeroizing<Vec<u8>>> {
    let nonce = rng.bytes::<NONCE>()?;
    let header = keys.header_bytes();
    let length = contents.json_length()?;
    // INVARIANT: the buffer never grows, so no copy of the plaintext is left behind; it is encrypted where it stands.
    let mut file = Zeroizing::new(Vec::with_capacity(LENGTH + NONCE + length + TAG));
    file.extend_from_slice(&header);
    file.extend_from_slice(nonce.as_slice());
    contents.write_json(&mut *file)?;
    let body = file.get_mut(LENGTH + NONCE..).unwrap_or_default();
    let tag = cipher(keys)
        .encrypt_inout_detached(&XNonce::from(*nonce), &header, body.into())
        .map_err(|_| Error::internal("the body is too long to be sealed"))?;
    file.extend_from_slice(&tag);
    Ok(file)
}

/// The contents of a file that was taken apart. Fails with `Integrity` when a bit of it was changed.
pub(super) fn open(parts: &Parts<'_>, keys: &Keys) -> Result<Contents> {
    let damaged = || Error::integrity("the file is damaged: its seal is broken");
    let (nonce, body) = parts.sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
    let (body, tag) = body.split_last_chunk::<TAG>().ok_or_else(damaged)?;
    let mut body = Zeroizing::new(body.to_vec());
    cipher(keys)
        .decrypt_inout_detached(&XNonce::from(*nonce), parts.tied, body.as_mut_slice().into(), &Tag::from(*tag))
        .map_err(|_| damaged())?;
    Contents::from_json(&body)
}

fn cipher(keys: &Keys) -> XChaCha20Poly1305 {
    // By reference: no copy of the key but the cipher's own, which it wipes.
    XChaCha20Poly1305::new((&*keys.body).into())
}
