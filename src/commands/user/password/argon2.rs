//! Argon2 in PHC strings, as `argon2-cffi` writes and reads them. The only user of the crate `argon2` for passwords.

use ::argon2::password_hash::phc;
use ::argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Error as Argon2Error, Params, Version};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::refusal::{malformed, too_costly};
use super::stored::{PasswordHash, Scheme};
use crate::base::{Error, Result, Rng, Secret};

/// Memory of a new hash in KiB, with [`PASSES`] and [`LANES`] the second recommended option of RFC 9106 §4. It is above
/// the OWASP minimum (19 MiB, 2 passes, 1 lane), and exactly what `argon2-cffi` does unasked, so that its
/// `check_needs_rehash` in the application finds nothing to do.
const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over the memory of a new hash.
const PASSES: u32 = 3;
/// Lanes of a new hash. They are walked one after the other here, which changes the time and not the result.
const LANES: u32 = 4;
/// Bytes of salt, RFC 9106 §3.1.
const SALT: usize = 16;
/// Bytes of output, RFC 9106 §4.
const OUTPUT: usize = 32;

/// The most memory a stored hash may ask for: 1 GiB, the heaviest preset in the field (libsodium's `SENSITIVE`).
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
/// The most memory times passes: that preset's four passes.
const MAX_WORK_KIB: u64 = 4 * 1024 * 1024;

/// A hash with today's parameters and a fresh salt.
pub(super) fn hash(password: &Secret, rng: &mut Rng) -> Result<PasswordHash> {
    let salt = rng.bytes::<SALT>()?;
    let mut output = Zeroizing::new([0; OUTPUT]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params()?)
        .hash_password_into(password.expose(), salt.as_slice(), output.as_mut_slice())
        .map_err(failed)?;
    encode(salt.as_slice(), output.as_slice())
}

/// A hash whose salt and output are random.
pub(super) fn unusable(rng: &mut Rng) -> Result<PasswordHash> {
    let (salt, output) = (rng.bytes::<SALT>()?, rng.bytes::<OUTPUT>()?);
    encode(salt.as_slice(), output.as_slice())
}

/// Whether `password` is the one behind `stored`.
pub(super) fn verify(password: &Secret, stored: &PasswordHash, scheme: Scheme) -> Result<bool> {
    let parsed = sound(stored, scheme)?;
    let mut output = Zeroizing::new(vec![0; parsed.output.len()]);
    Argon2::new(parsed.algorithm, parsed.version, parsed.params)
        .hash_password_into(password.expose(), &parsed.salt, &mut output)
        .map_err(failed)?;
    Ok(output.ct_eq(parsed.output.as_ref()).into())
}

/// Fails unless `stored` is whole and asks for no more work than an honest one.
pub(super) fn check(stored: &PasswordHash, scheme: Scheme) -> Result<()> {
    sound(stored, scheme).map(|_| ())
}

fn sound(stored: &PasswordHash, scheme: Scheme) -> Result<Parsed> {
    let parsed = Parsed::find(stored).ok_or_else(|| malformed(scheme))?;
    // SECURITY: whoever can write the column chooses the parameters; without a bound, one row takes the machine down.
    if parsed.params.m_cost() > MAX_MEMORY_KIB || parsed.work() > MAX_WORK_KIB {
        return Err(too_costly(scheme));
    }
    Ok(parsed)
}

/// Whether an Argon2id hash is cheaper to attack than a new one. Fewer lanes do not make it cheaper; less memory does,
/// whatever the passes, and an older version of the algorithm.
pub(super) fn is_weak(stored: &PasswordHash) -> bool {
    Parsed::find(stored).is_none_or(|parsed| {
        parsed.version != Version::V0x13
            || parsed.params.m_cost() < MEMORY_KIB
            || parsed.work() < u64::from(MEMORY_KIB) * u64::from(PASSES)
            || parsed.salt.len() < SALT
            || parsed.output.len() < OUTPUT
    })
}

struct Parsed {
    algorithm: Algorithm,
    version: Version,
    params: Params,
    salt: phc::Salt,
    output: phc::Output,
}

impl Parsed {
    fn find(stored: &PasswordHash) -> Option<Self> {
        let parsed = phc::PasswordHash::new(stored.as_stored()).ok()?;
        let number = |name: &str| parsed.params.get_decimal(name);
        // Exactly these three: the crate would fill in what is missing, and neither it nor `argon2-cffi` writes more.
        let (memory, passes, lanes) = (number("m")?, number("t")?, number("p")?);
        let output = parsed.hash?;
        if parsed.params.iter().count() != 3 {
            return None;
        }
        Some(Self {
            algorithm: parsed.algorithm.as_str().parse().ok()?,
            // Strings without a version are of the time before there was one.
            version: Version::try_from(parsed.version.unwrap_or(0x10)).ok()?,
            params: Params::new(memory, passes, lanes, Some(output.len())).ok()?,
            salt: parsed.salt?,
            output,
        })
    }

    fn work(&self) -> u64 {
        u64::from(self.params.m_cost()) * u64::from(self.params.t_cost())
    }
}

fn params() -> Result<Params> {
    Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT)).map_err(failed)
}

fn encode(salt: &[u8], output: &[u8]) -> Result<PasswordHash> {
    let invalid = |cause: phc::Error| Error::internal("can not encode an argon2id hash").caused_by(cause);
    let encoded = phc::PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: phc::ParamsString::try_from(&params()?)
            .map_err(|cause| Error::internal("can not encode an argon2id hash").caused_by(cause))?,
        salt: Some(phc::Salt::new(salt).map_err(invalid)?),
        hash: Some(phc::Output::new(output).map_err(invalid)?),
    };
    Ok(PasswordHash::from_stored(encoded.to_string()))
}

fn failed(cause: Argon2Error) -> Error {
    match cause {
        Argon2Error::OutOfMemory => Error::unavailable("not enough memory for an argon2 hash"),
        other => Error::internal("can not compute an argon2 hash").caused_by(other),
    }
}
