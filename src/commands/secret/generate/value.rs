//! Making a secret of a kind and a size, and saying how many bits of chance are in it.
//!
//! All randomness comes from the generator that is passed in; buffers are wiped, and the value is a
//! [`Secret`] from its first byte on.

use data_encoding::{BASE32_NOPAD, BASE64, BASE64URL, BASE64URL_NOPAD, Encoding, HEXLOWER};

use super::kind::{Bounds, Kind, Measure};
use super::passphrase;
use crate::base::{Error, Result, Rng, Secret};
use crate::commands::user::password::generate as password;

/// The size asked for; nothing asked for is the default of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Random bytes, for `hex` `base64` `urlsafe` `jwt` `totp`.
    pub bytes: Option<usize>,
    /// Characters of a `password` or `pin`, words of a `passphrase`.
    pub length: Option<usize>,
}

/// A fresh secret.
#[derive(Debug)]
pub struct Generated {
    /// What was asked for.
    pub kind: Kind,
    /// The value, in the text form of its kind.
    pub value: Secret,
    /// Its entropy in bits, rounded down.
    pub bits: u32,
}

/// Generates a secret. Fails with `usage` when the size does not apply to the kind or is out of its bounds.
pub fn generate(kind: Kind, size: Size, rng: &mut Rng) -> Result<Generated> {
    let amount = amount(kind, size)?;
    let encoded = |encoding: &Encoding, bytes: usize, rng: &mut Rng| -> Result<(Secret, u32)> {
        Ok((Secret::from_text(encoding.encode(&rng.vector(bytes)?)), bits_of_bytes(bytes)))
    };
    let (value, bits) = match kind {
        Kind::Hex => encoded(&HEXLOWER, amount, rng)?,
        Kind::Base64 => encoded(&BASE64, amount, rng)?,
        Kind::Urlsafe | Kind::Jwt => encoded(&BASE64URL_NOPAD, amount, rng)?,
        Kind::Totp => encoded(&BASE32_NOPAD, amount, rng)?,
        Kind::Fernet => encoded(&BASE64URL, 32, rng)?,
        Kind::Password => (password::of_length(amount, rng)?, floor(password::entropy(amount))),
        Kind::Passphrase => (passphrase::generate(amount, rng)?, floor(passphrase::entropy(amount))),
        Kind::Pin => {
            let mut digits = rng.characters(b"0123456789", amount)?;
            (Secret::from_text(std::mem::take(&mut *digits)), floor(pin_entropy(amount)))
        }
        Kind::Uuid => {
            let uuid = uuid::Builder::from_random_bytes(*rng.bytes()?).into_uuid();
            // Six of the 128 bits say version and variant.
            (Secret::from_text(uuid.hyphenated().to_string()), 122)
        }
    };
    Ok(Generated { kind, value, bits })
}

/// The bytes, characters or words to draw.
fn amount(kind: Kind, size: Size) -> Result<usize> {
    let wrong = |given: &str, right: &str| {
        Err(Error::usage(format!("`{given}` does not apply to `{kind}`"))
            .hint(format!("the size of `{kind}` is {right}")))
    };
    match (kind.measure(), size) {
        (Measure::Bytes(_), Size { length: Some(_), .. }) => wrong("--length", "`--bytes N`, the random bytes in it"),
        (Measure::Length(_), Size { bytes: Some(_), .. }) => wrong("--bytes", unit(kind)),
        (Measure::Fixed, Size { bytes: Some(_), .. }) => wrong("--bytes", "fixed"),
        (Measure::Fixed, Size { length: Some(_), .. }) => wrong("--length", "fixed"),
        (Measure::Bytes(bounds), Size { bytes, .. }) => within(kind, "--bytes", bytes, bounds),
        (Measure::Length(bounds), Size { length, .. }) => within(kind, "--length", length, bounds),
        (Measure::Fixed, _) => Ok(0),
    }
}

const fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Passphrase => "`--length N`, its words",
        Kind::Pin => "`--length N`, its digits",
        _ => "`--length N`, its characters",
    }
}

fn within(kind: Kind, flag: &str, given: Option<usize>, bounds: Bounds) -> Result<usize> {
    let Bounds { default, minimum, maximum, reason } = bounds;
    let amount = given.unwrap_or(default);
    if (minimum..=maximum).contains(&amount) {
        return Ok(amount);
    }
    let error = Error::usage(format!("`{flag} {amount}` is out of bounds for `{kind}`: {minimum} to {maximum}"));
    Err(if amount < minimum && !reason.is_empty() { error.hint(reason) } else { error })
}

fn bits_of_bytes(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX).saturating_mul(8)
}

#[expect(clippy::cast_precision_loss, reason = "a PIN has few digits")]
fn pin_entropy(digits: usize) -> f64 {
    digits as f64 * 10_f64.log2()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded sizes, never negative")]
fn floor(bits: f64) -> u32 {
    bits.floor() as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::Kind as Failure;

    fn make(kind: Kind, size: Size) -> (String, u32) {
        let generated = generate(kind, size, &mut Rng::system()).unwrap();
        assert_eq!(generated.kind, kind);
        (generated.value.expose_text("value").unwrap().to_owned(), generated.bits)
    }

    fn refusal(kind: Kind, size: Size) -> Error {
        let error = generate(kind, size, &mut Rng::seeded(1)).expect_err(kind.name());
        assert_eq!(error.kind(), Failure::Usage);
        error
    }

    const fn bytes(number: usize) -> Size {
        Size { bytes: Some(number), length: None }
    }

    const fn length(number: usize) -> Size {
        Size { bytes: None, length: Some(number) }
    }

    fn is_of(text: &str, alphabet: &str) -> bool {
        text.chars().all(|character| alphabet.contains(character))
    }

    const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
    const DIGITS: &str = "0123456789";

    #[test]
    fn each_kind_has_its_default_size_alphabet_and_entropy() {
        let urlsafe = format!("{UPPER}{LOWER}{DIGITS}-_");
        for (kind, characters, bits, alphabet) in [
            (Kind::Hex, 64, 256, "0123456789abcdef".to_owned()),
            (Kind::Base64, 44, 256, format!("{UPPER}{LOWER}{DIGITS}+/=")),
            (Kind::Urlsafe, 43, 256, urlsafe.clone()),
            (Kind::Password, 24, 138, format!("{UPPER}{LOWER}{DIGITS}.")),
            (Kind::Fernet, 44, 256, format!("{urlsafe}=")),
            (Kind::Jwt, 86, 512, urlsafe.clone()),
            (Kind::Uuid, 36, 122, "0123456789abcdef-".to_owned()),
            (Kind::Pin, 6, 19, DIGITS.to_owned()),
            (Kind::Totp, 32, 160, format!("{UPPER}234567")),
        ] {
            let (value, entropy) = make(kind, Size::default());
            assert_eq!((value.len(), entropy), (characters, bits), "{kind}");
            assert!(is_of(&value, &alphabet), "{kind} {value}");
        }
        let (phrase, entropy) = make(Kind::Passphrase, Size::default());
        assert_eq!(entropy, 103);
        assert!(is_of(&phrase, &format!("{LOWER}-")));
        assert!(phrase.split('-').count() >= 8);
    }

    #[test]
    fn a_size_is_honoured_and_counted() {
        for (kind, size, characters, bits) in [
            (Kind::Hex, bytes(1), 2, 8),
            (Kind::Hex, bytes(65_536), 131_072, 524_288),
            (Kind::Base64, bytes(16), 24, 128),
            (Kind::Urlsafe, bytes(16), 22, 128),
            (Kind::Jwt, bytes(32), 43, 256),
            (Kind::Totp, bytes(16), 26, 128),
            (Kind::Password, length(8), 8, 43),
            (Kind::Password, length(100), 100, 583),
            (Kind::Pin, length(4), 4, 13),
            (Kind::Pin, length(64), 64, 212),
        ] {
            let (value, entropy) = make(kind, size);
            assert_eq!((value.len(), entropy), (characters, bits), "{kind} {size:?}");
        }
        assert_eq!(make(Kind::Passphrase, length(6)).1, 77);
    }

    #[test]
    fn a_size_that_does_not_apply_names_the_one_that_does() {
        for (kind, size, hint) in [
            (Kind::Hex, length(32), "the size of `hex` is `--bytes N`, the random bytes in it"),
            (Kind::Jwt, length(32), "the size of `jwt` is `--bytes N`, the random bytes in it"),
            (Kind::Password, bytes(32), "the size of `password` is `--length N`, its characters"),
            (Kind::Passphrase, bytes(32), "the size of `passphrase` is `--length N`, its words"),
            (Kind::Pin, bytes(4), "the size of `pin` is `--length N`, its digits"),
            (Kind::Fernet, bytes(32), "the size of `fernet` is fixed"),
            (Kind::Uuid, length(36), "the size of `uuid` is fixed"),
            (
                Kind::Hex,
                Size { bytes: Some(32), length: Some(32) },
                "the size of `hex` is `--bytes N`, the random bytes in it",
            ),
        ] {
            assert_eq!(refusal(kind, size).hint_text(), Some(hint));
        }
    }

    #[test]
    fn a_size_out_of_bounds_is_refused() {
        for kind in Kind::ALL {
            for number in [0, 65_537, usize::MAX] {
                refusal(kind, bytes(number));
                refusal(kind, length(number));
            }
        }
        assert_eq!(refusal(Kind::Jwt, bytes(31)).message(), "`--bytes 31` is out of bounds for `jwt`: 32 to 65536");
        assert!(refusal(Kind::Jwt, bytes(31)).hint_text().unwrap().contains("RFC 7518"));
        assert!(refusal(Kind::Totp, bytes(15)).hint_text().unwrap().contains("RFC 4226"));
        refusal(Kind::Totp, bytes(65));
        refusal(Kind::Passphrase, length(3));
        refusal(Kind::Pin, length(3));
        refusal(Kind::Password, length(7));
    }

    #[test]
    fn values_decode_to_what_was_drawn() {
        let drawn = |number: usize| Rng::seeded(5).vector(number).unwrap();
        for (kind, number, encoding) in [
            (Kind::Hex, 32, &HEXLOWER),
            (Kind::Base64, 32, &BASE64),
            (Kind::Urlsafe, 32, &BASE64URL_NOPAD),
            (Kind::Jwt, 64, &BASE64URL_NOPAD),
            (Kind::Fernet, 32, &BASE64URL),
            (Kind::Totp, 20, &BASE32_NOPAD),
        ] {
            let value = generate(kind, Size::default(), &mut Rng::seeded(5)).unwrap().value;
            assert_eq!(encoding.decode(value.expose()).unwrap(), *drawn(number), "{kind}");
        }
    }

    #[test]
    fn a_uuid_says_that_it_is_random() {
        let (value, _) = make(Kind::Uuid, Size::default());
        let uuid: uuid::Uuid = value.parse().unwrap();
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (4, uuid::Variant::RFC4122));
    }

    #[test]
    fn a_fernet_key_is_accepted_by_fernet() {
        assert!(fernet::Fernet::new(&make(Kind::Fernet, Size::default()).0).is_some());
    }

    #[test]
    fn debug_shows_no_value() {
        let generated = generate(Kind::Pin, length(64), &mut Rng::seeded(1)).unwrap();
        assert_eq!(format!("{generated:?}"), "Generated { kind: Pin, value: Secret(…), bits: 212 }");
    }

    #[test]
    fn values_do_not_repeat() {
        for kind in Kind::ALL {
            let size = if kind == Kind::Pin { length(32) } else { Size::default() };
            let values: BTreeSet<String> = (0..100).map(|_| make(kind, size).0).collect();
            assert_eq!(values.len(), 100, "{kind}");
        }
    }
}
