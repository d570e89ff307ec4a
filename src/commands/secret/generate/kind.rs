//! The kinds of secret that can be generated, and what a size means to each.

use std::fmt;
use std::str::FromStr;

use crate::base::{Error, Result, text};

/// What to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Random bytes in lower-case hex.
    Hex,
    /// Random bytes in base64 with padding (RFC 4648 §4).
    Base64,
    /// Random bytes in URL-safe base64 without padding, as Python's `secrets.token_urlsafe`.
    Urlsafe,
    /// Characters of four classes, none mistaken for another.
    Password,
    /// Words of EFF's large list.
    Passphrase,
    /// A Fernet key: URL-safe base64 of 32 bytes, with padding.
    Fernet,
    /// A key for signing JWTs with HMAC: as [`Kind::Urlsafe`], of 256 bits at least.
    Jwt,
    /// A random UUID (version 4, RFC 9562 §5.4).
    Uuid,
    /// Decimal digits.
    Pin,
    /// A key for one-time passwords: random bytes in base32 without padding.
    Totp,
}

/// What a kind is measured in, with its default and its bounds (inclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Random bytes: `--bytes`.
    Bytes(Bounds),
    /// Characters or words: `--length`.
    Length(Bounds),
    /// Always the same.
    Fixed,
}

/// A default and the bounds around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) default: usize,
    pub(super) minimum: usize,
    pub(super) maximum: usize,
    /// Why less than the minimum is refused.
    pub(super) reason: &'static str,
}

/// Far beyond any key, and still nothing to a pipe.
const MAX_BYTES: usize = 65_536;

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Hex,
        Self::Base64,
        Self::Urlsafe,
        Self::Password,
        Self::Passphrase,
        Self::Fernet,
        Self::Jwt,
        Self::Uuid,
        Self::Pin,
        Self::Totp,
    ];

    /// The names on the command line, in the same order.
    pub const NAMES: [&str; 10] =
        ["hex", "base64", "urlsafe", "password", "passphrase", "fernet", "jwt", "uuid", "pin", "totp"];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Urlsafe => "urlsafe",
            Self::Password => "password",
            Self::Passphrase => "passphrase",
            Self::Fernet => "fernet",
            Self::Jwt => "jwt",
            Self::Uuid => "uuid",
            Self::Pin => "pin",
            Self::Totp => "totp",
        }
    }

    pub(super) const fn measure(self) -> Measure {
        use crate::commands::user::password::generate as password;
        match self {
            Self::Hex | Self::Base64 | Self::Urlsafe => {
                Measure::Bytes(Bounds { default: 32, minimum: 1, maximum: MAX_BYTES, reason: "" })
            }
            Self::Jwt => Measure::Bytes(Bounds {
                default: 64,
                minimum: 32,
                maximum: MAX_BYTES,
                reason: "HS256 needs a key of 256 bits (RFC 7518 §3.2)",
            }),
            // Above the block size of SHA-1, HMAC only hashes the key down again (RFC 2104 §3).
            Self::Totp => Measure::Bytes(Bounds {
                default: 20,
                minimum: 16,
                maximum: 64,
                reason: "a shared secret has 128 bits at least and better 160 (RFC 4226 §4)",
            }),
            Self::Password => Measure::Length(Bounds {
                default: password::LENGTH,
                minimum: password::MINIMUM,
                maximum: password::MAXIMUM,
                reason: "",
            }),
            Self::Passphrase => Measure::Length(Bounds {
                default: 8,
                minimum: 4,
                maximum: 64,
                reason: "three words are found by trying",
            }),
            Self::Pin => Measure::Length(Bounds { default: 6, minimum: 4, maximum: 64, reason: "" }),
            Self::Fernet | Self::Uuid => Measure::Fixed,
        }
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let error = Error::usage(format!("unknown kind of secret `{}`", text::shorten(name, 40)));
            match text::nearest(name, Self::NAMES) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("one of: {}", Self::NAMES.join(", "))),
            }
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_the_name_of_its_kind() {
        for (name, kind) in Kind::NAMES.into_iter().zip(Kind::ALL) {
            assert_eq!(name.parse::<Kind>().unwrap(), kind);
            assert_eq!(kind.to_string(), name);
        }
    }

    #[test]
    fn a_misspelt_kind_is_told_the_nearest_name() {
        assert_eq!("passwrd".parse::<Kind>().unwrap_err().hint_text(), Some("did you mean `password`?"));
        let error = "quux".parse::<Kind>().unwrap_err();
        assert_eq!(error.kind(), crate::base::Kind::Usage);
        assert!(error.hint_text().unwrap().starts_with("one of: hex, "));
    }
}
