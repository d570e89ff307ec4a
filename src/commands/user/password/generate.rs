//! Passwords made up by the machine: for users, and as a kind of secret.
//!
//! The alphabet has no characters that are mistaken for one another, and its one special character, the full stop, is
//! left alone by URLs, shells, `.env` and `.pgpass` files, and counted by every validator.

use crate::base::{Error, Result, Rng, Secret};

/// Characters of a generated password: 138 bits.
pub const LENGTH: usize = 24;
/// The fewest characters that still leave room for chance beside the four classes.
pub const MINIMUM: usize = 8;
/// The most characters.
pub const MAXIMUM: usize = 1024;

/// Upper case without `I` and `O`, lower case without `l` and `o`, digits without 0 and 1, and the special character.
const CLASSES: [&[u8]; 4] = [b"ABCDEFGHJKLMNPQRSTUVWXYZ", b"abcdefghijkmnpqrstuvwxyz", b"23456789", b"."];
const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789.";

/// A password of [`LENGTH`] characters that satisfies every [`Policy`](super::Policy).
pub fn generate(rng: &mut Rng) -> Result<Secret> {
    of_length(LENGTH, rng)
}

/// A password of `length` characters with all four classes in it, every such password being equally likely.
/// Fails with `usage` outside [`MINIMUM`] to [`MAXIMUM`].
pub fn of_length(length: usize, rng: &mut Rng) -> Result<Secret> {
    if !(MINIMUM..=MAXIMUM).contains(&length) {
        return Err(Error::usage(format!("a password has {MINIMUM} to {MAXIMUM} characters, not {length}")));
    }
    loop {
        // Rejection, not repair: putting the missing class in at some place would make some passwords likelier.
        let mut text = rng.characters(ALPHABET, length)?;
        if CLASSES.iter().all(|class| text.bytes().any(|byte| class.contains(&byte))) {
            return Ok(Secret::from_text(std::mem::take(&mut *text)));
        }
    }
}

/// The entropy of [`of_length`] in bits: the logarithm of how many texts have all classes, by inclusion and exclusion.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "lengths and sizes are small")]
pub fn entropy(length: usize) -> f64 {
    let size = ALPHABET.len() as f64;
    let share: f64 = (0..1_u32 << CLASSES.len())
        .map(|subset| {
            let left_out = CLASSES.iter().enumerate().filter(|(index, _)| subset >> index & 1 == 1);
            let kept = size - left_out.map(|(_, class)| class.len()).sum::<usize>() as f64;
            let sign = if subset.count_ones() % 2 == 0 { 1.0 } else { -1.0 };
            sign * (kept / size).powf(length as f64)
        })
        .sum();
    (length as f64).mul_add(size.log2(), share.log2())
}

#[cfg(test)]
mod tests {
    use super::super::policy::{Policy, check};
    use super::*;
    use crate::base::Kind;

    #[test]
    fn the_alphabet_is_the_classes_and_nothing_twice() {
        assert_eq!(ALPHABET, CLASSES.concat());
        let mut sorted = ALPHABET.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), ALPHABET.len());
        assert!(!ALPHABET.iter().any(|byte| b"0O1lIo".contains(byte)));
    }

    #[test]
    fn every_generated_password_satisfies_both_policies() {
        let mut rng = Rng::seeded(7);
        for _ in 0..200 {
            let password = generate(&mut rng).unwrap();
            check(&password, Policy::Nist, &["jane@example.com"]).unwrap();
            check(&password, Policy::Guide, &["jane@example.com"]).unwrap();
        }
    }

    #[test]
    fn every_character_turns_up_about_equally_often_but_for_what_the_classes_force() {
        let mut rng = Rng::seeded(8);
        let mut counts = [0_u32; 256];
        for _ in 0..20_000 {
            for byte in of_length(LENGTH, &mut rng).unwrap().expose() {
                counts[usize::from(*byte)] += 1;
            }
        }
        for letter in CLASSES[0].iter().chain(CLASSES[1]) {
            // 20,000 · 24 characters, of which each letter is a 57th, less what the forced full stop takes.
            assert!((7_700..8_600).contains(&counts[usize::from(*letter)]), "{}", char::from(*letter));
        }
        assert!(counts[usize::from(b'.')] >= 20_000);
    }

    #[test]
    fn entropy_agrees_with_counting() {
        // Chance of a draw having all classes, against the share that inclusion and exclusion gives.
        let mut rng = Rng::seeded(9);
        let draws = 100_000;
        let mut hits = 0;
        for _ in 0..draws {
            let text = rng.characters(ALPHABET, 8).unwrap();
            hits += u32::from(CLASSES.iter().all(|class| text.bytes().any(|byte| class.contains(&byte))));
        }
        let measured = 8.0 * 57_f64.log2() + (f64::from(hits) / f64::from(draws)).log2();
        assert!((measured - entropy(8)).abs() < 0.1, "{measured} {}", entropy(8));
        assert!(entropy(LENGTH) >= 138.0);
    }

    #[test]
    fn a_length_out_of_bounds_is_bad_input() {
        let mut rng = Rng::seeded(1);
        for length in [0, 7, 1025, usize::MAX] {
            assert_eq!(of_length(length, &mut rng).unwrap_err().kind(), Kind::Usage);
        }
        assert_eq!(of_length(8, &mut rng).unwrap().len(), 8);
    }
}
