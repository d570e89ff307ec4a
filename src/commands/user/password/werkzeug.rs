//! The hashes of Werkzeug's `generate_password_hash`: `METHOD:PARAMETERS$SALT$HEX`, read and never written.
//! The salt is text and goes in as its bytes. The only user of the crates `scrypt` and `pbkdf2` for passwords.

use data_encoding::HEXLOWER;
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::refusal::{malformed, too_costly};
use super::stored::{Digest, PasswordHash, Scheme};
use crate::base::{Error, Result, Secret};

/// Bytes of output of Python's `hashlib.scrypt`.
const SCRYPT_OUTPUT: usize = 64;
/// The most N · r · p a stored hash may ask for: 64 times Werkzeug's default, 16 times the OWASP minimum.
const MAX_SCRYPT_WORK: u64 = 1 << 24;
/// The most N · r: 128 bytes of memory each, 512 MiB in all.
const MAX_SCRYPT_BLOCKS: u64 = 1 << 22;
/// The most PBKDF2 iterations: ten times the default of Werkzeug 3.1.
const MAX_ITERATIONS: u32 = 10_000_000;

/// Fails unless `stored` is whole and asks for no more work than an honest one.
pub(super) fn check(stored: &PasswordHash, scheme: Scheme) -> Result<()> {
    match scheme {
        Scheme::WerkzeugPbkdf2 { digest } => sound_pbkdf2(stored, digest).map(|_| ()),
        _ => sound_scrypt(stored).map(|_| ()),
    }
}

/// The parts of a scrypt hash, its parameters, and the bytes of memory that these take.
fn sound_scrypt(stored: &PasswordHash) -> Result<(Parsed<'_>, scrypt::Params, u64)> {
    let scheme = Scheme::WerkzeugScrypt;
    let parsed = Parsed::find(stored, SCRYPT_OUTPUT).ok_or_else(|| malformed(scheme))?;
    let ["scrypt", cost, block, parallel] = parsed.method.as_slice() else { return Err(malformed(scheme)) };
    let numbers = || Some((number(cost)?, number(block)?, number(parallel)?));
    let (cost, block, parallel) = numbers().ok_or_else(|| malformed(scheme))?;
    if cost < 2 || !cost.is_power_of_two() {
        return Err(malformed(scheme));
    }
    // SECURITY: whoever can write the column chooses the parameters. Bounded before anything multiplies them in 32 bit.
    let blocks = u64::from(cost) * u64::from(block);
    if blocks > MAX_SCRYPT_BLOCKS || blocks.saturating_mul(u64::from(parallel)) > MAX_SCRYPT_WORK {
        return Err(too_costly(scheme));
    }
    let exponent = u8::try_from(cost.ilog2()).map_err(|_| malformed(scheme))?;
    let params = scrypt::Params::new(exponent, block, parallel).map_err(|_| malformed(scheme))?;
    Ok((parsed, params, blocks * 128))
}

/// `scrypt:N:r:p$salt$hex`.
pub(super) fn verify_scrypt(password: &Secret, stored: &PasswordHash) -> Result<bool> {
    let scheme = Scheme::WerkzeugScrypt;
    let (parsed, params, bytes) = sound_scrypt(stored)?;
    // The crate would abort the process; this asks first.
    let bytes = usize::try_from(bytes).map_err(|_| too_costly(scheme))?;
    Vec::<u8>::new()
        .try_reserve_exact(bytes)
        .map_err(|cause| Error::unavailable("not enough memory for a scrypt hash").caused_by(cause))?;
    let mut output = Zeroizing::new([0; SCRYPT_OUTPUT]);
    scrypt::scrypt(password.expose(), parsed.salt.as_bytes(), &params, output.as_mut_slice())
        .map_err(|_| malformed(scheme))?;
    Ok(output.as_slice().ct_eq(&parsed.output).into())
}

/// The parts of a PBKDF2 hash, and its iterations.
fn sound_pbkdf2(stored: &PasswordHash, digest: Digest) -> Result<(Parsed<'_>, u32)> {
    let scheme = Scheme::WerkzeugPbkdf2 { digest };
    let parsed = Parsed::find(stored, size(digest)).ok_or_else(|| malformed(scheme))?;
    let ["pbkdf2", _, iterations] = parsed.method.as_slice() else { return Err(malformed(scheme)) };
    let iterations = number(iterations).filter(|iterations| *iterations > 0).ok_or_else(|| malformed(scheme))?;
    if iterations > MAX_ITERATIONS {
        return Err(too_costly(scheme));
    }
    Ok((parsed, iterations))
}

/// `pbkdf2:DIGEST:ITERATIONS$salt$hex`.
pub(super) fn verify_pbkdf2(password: &Secret, stored: &PasswordHash, digest: Digest) -> Result<bool> {
    let (parsed, iterations) = sound_pbkdf2(stored, digest)?;
    let mut output = Zeroizing::new(vec![0; size(digest)]);
    let (password, salt) = (password.expose(), parsed.salt.as_bytes());
    match digest {
        Digest::Sha1 => pbkdf2_hmac::<Sha1>(password, salt, iterations, &mut output),
        Digest::Sha224 => pbkdf2_hmac::<Sha224>(password, salt, iterations, &mut output),
        Digest::Sha256 => pbkdf2_hmac::<Sha256>(password, salt, iterations, &mut output),
        Digest::Sha384 => pbkdf2_hmac::<Sha384>(password, salt, iterations, &mut output),
        Digest::Sha512 => pbkdf2_hmac::<Sha512>(password, salt, iterations, &mut output),
    }
    Ok(output.ct_eq(&parsed.output).into())
}

/// Bytes of output of Python's `hashlib.pbkdf2_hmac`: those of the digest (FIPS 180-4).
const fn size(digest: Digest) -> usize {
    match digest {
        Digest::Sha1 => 20,
        Digest::Sha224 => 28,
        Digest::Sha256 => 32,
        Digest::Sha384 => 48,
        Digest::Sha512 => 64,
    }
}

struct Parsed<'a> {
    method: Vec<&'a str>,
    salt: &'a str,
    output: Vec<u8>,
}

impl<'a> Parsed<'a> {
    /// The three parts, the last of `length` bytes; lower case, since Werkzeug compares the text.
    fn find(stored: &'a PasswordHash, length: usize) -> Option<Self> {
        let (method, rest) = stored.as_stored().split_once('$')?;
        let (salt, output) = rest.split_once('$')?;
        let output = HEXLOWER.decode(output.as_bytes()).ok().filter(|output| output.len() == length)?;
        (!salt.is_empty()).then(|| Self { method: method.split(':').collect(), salt, output })
    }
}

/// A number in plain digits, without the sign that `parse` would take.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
