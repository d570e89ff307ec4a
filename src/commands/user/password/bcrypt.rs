//! bcrypt under `$2a$`, `$2b$` and `$2y$`, which name the same function in every library that is still in use.
//! The only user of the crate `bcrypt`.

use ::bcrypt::Version;

use super::refusal::{malformed, too_costly};
use super::stored::{PasswordHash, Scheme};
use crate::base::{Error, Result, Rng, Secret};

/// Rounds of a new hash as a power of two: the default of Python's `bcrypt`, above the OWASP minimum of 10.
const COST: u32 = 12;
/// The most a stored hash may ask for: 16 times a new one.
const MAX_COST: u32 = 16;
/// The least that the function takes.
const MIN_COST: u32 = 4;
/// The function reads this many bytes and ignores the rest.
const MAX_BYTES: usize = 72;

/// Characters of every hash: `$2b$`, the cost and a `$`, 22 of salt, 31 of digest.
const LENGTH: usize = 60;

/// The alphabet of bcrypt's base64.
const ALPHABET: &[u8] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// What may end a salt: 22 characters hold 132 bits, and the last four are zero.
const SALT_ENDS: &[u8] = b".Oeu";
/// What may end a digest: 31 characters hold 186 bits, and the last two are zero.
const DIGEST_ENDS: &[u8] = b".CGKOSWaeimquy26";

/// A hash with today's cost and a fresh salt, under `$2b$`.
pub(super) fn hash(password: &Secret, rng: &mut Rng) -> Result<PasswordHash> {
    if password.len() > MAX_BYTES {
        return Err(Error::usage(format!(
            "the password has {} bytes and bcrypt reads only the first {MAX_BYTES}",
            password.len()
        ))
        .hint("choose a shorter password, or `scheme = \"argon2id\"` if the application reads it"));
    }
    if has_zero(password) {
        return Err(Error::usage("the password has a zero byte, which bcrypt can not tell from its end"));
    }
    let parts = ::bcrypt::hash_with_salt(password.expose(), COST, *rng.bytes()?)
        .map_err(|cause| Error::internal("can not compute a bcrypt hash").caused_by(cause))?;
    Ok(PasswordHash::from_stored(parts.format_for_version(Version::TwoB)))
}

/// A hash whose salt and digest are random.
pub(super) fn unusable(rng: &mut Rng) -> Result<PasswordHash> {
    let mut text = format!("$2b${COST:02}$");
    for (alphabet, length) in [(ALPHABET, 21), (SALT_ENDS, 1), (ALPHABET, 30), (DIGEST_ENDS, 1)] {
        text.push_str(&rng.characters(alphabet, length)?);
    }
    Ok(PasswordHash::from_stored(text))
}

/// Whether `password` is the one behind `stored`.
///
/// SECURITY: a password over 72 bytes never matches. Old libraries cut it and let anybody in who knew the beginning;
/// today's refuse it. Nor does one with a zero byte: the function repeats the password with a zero at its end, so
/// `a` and `a\0a` have the same hash.
pub(super) fn verify(password: &Secret, stored: &PasswordHash) -> Result<bool> {
    let cost = find_cost(stored).ok_or_else(|| malformed(Scheme::Bcrypt))?;
    if cost > MAX_COST {
        return Err(too_costly(Scheme::Bcrypt));
    }
    if password.len() > MAX_BYTES || has_zero(password) {
        return Ok(false);
    }
    // The cause is dropped: only the text can be at fault, and what is wrong with it is nobody's business.
    ::bcrypt::verify(password.expose(), stored.as_stored()).map_err(|_| malformed(Scheme::Bcrypt))
}

/// Fails unless `stored` is whole and asks for no more work than an honest one.
pub(super) fn check(stored: &PasswordHash) -> Result<()> {
    match find_cost(stored) {
        Some(cost) if cost > MAX_COST => Err(too_costly(Scheme::Bcrypt)),
        Some(MIN_COST..) if stored.as_stored().len() == LENGTH => Ok(()),
        _ => Err(malformed(Scheme::Bcrypt)),
    }
}

/// Whether a hash costs less than a new one.
pub(super) fn is_weak(stored: &PasswordHash) -> bool {
    find_cost(stored).is_none_or(|cost| cost < COST)
}

fn find_cost(stored: &PasswordHash) -> Option<u32> {
    // The crate takes a sign for a digit and reads `$2b$+5$`: look for digits first.
    let cost = stored.as_stored().get(4..6)?;
    let parts: ::bcrypt::HashParts = stored.as_stored().parse().ok()?;
    cost.bytes().all(|byte| byte.is_ascii_digit()).then_some(parts.get_cost())
}

fn has_zero(password: &Secret) -> bool {
    password.expose().contains(&0)
}

#[cfg(test)]
mod tests {
    use super::super::Configured;
    use super::super::hash as by_scheme;
    use super::*;
    use crate::base::Kind;

    #[test]
    fn a_password_of_73_bytes_is_refused_and_one_of_72_is_not() {
        let mut rng = Rng::seeded(1);
        let password = |length| Secret::new(vec![b'x'; length]);
        let stored = by_scheme::hash(&password(72), Configured::Bcrypt, &mut rng).unwrap();
        assert!(verify(&password(72), &stored).unwrap());
        assert!(!verify(&password(73), &stored).unwrap());
        assert_eq!(by_scheme::hash(&password(73), Configured::Bcrypt, &mut rng).unwrap_err().kind(), Kind::Usage);
    }

    #[test]
    fn a_zero_byte_is_refused_and_never_matches() {
        let mut rng = Rng::seeded(1);
        let stored = hash(&Secret::new(b"a".to_vec()), &mut rng).unwrap();
        // The function itself can not tell the two apart.
        assert!(::bcrypt::verify(b"a\0a", stored.as_stored()).unwrap());
        assert!(!verify(&Secret::new(b"a\0a".to_vec()), &stored).unwrap());
        assert_eq!(hash(&Secret::new(b"a\0a".to_vec()), &mut rng).unwrap_err().kind(), Kind::Usage);
    }

    #[test]
    fn random_hashes_are_always_well_formed() {
        let mut rng = Rng::seeded(2);
        for _ in 0..1_000 {
            assert_eq!(find_cost(&unusable(&mut rng).unwrap()), Some(COST));
        }
    }
}
