//! Writing hashes: which schemes may be written, and which stored ones are due for replacement.

use std::fmt;
use std::str::FromStr;

use super::stored::{PasswordHash, Scheme};
use super::{argon2, bcrypt};
use crate::base::{Error, Result, Rng, Secret, text};

/// The schemes that may be configured for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Configured {
    /// Argon2id, the default.
    #[default]
    Argon2id,
    /// bcrypt, for applications that read nothing else.
    Bcrypt,
}

impl Configured {
    /// The names in the configuration, the default first.
    pub const NAMES: [&str; 2] = ["argon2id", "bcrypt"];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Argon2id => "argon2id",
            Self::Bcrypt => "bcrypt",
        }
    }
}

impl FromStr for Configured {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        [Self::Argon2id, Self::Bcrypt].into_iter().find(|scheme| scheme.name() == name).ok_or_else(|| {
            let error = Error::usage(format!("unknown password scheme `{}`", text::shorten(name, 40)));
            match text::nearest(name, Self::NAMES) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("one of: {}", Self::NAMES.join(", "))),
            }
        })
    }
}

impl fmt::Display for Configured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Hashes `password` for storage, with a fresh salt.
///
/// The bytes are taken as they are. They are not normalised (NIST SP 800-63B-4 §3.1.1.2 would have NFC or NFKC), since
/// the application hashes what the browser sent: a hash of other bytes would lock the user out.
///
/// bcrypt refuses (`usage`) more than 72 bytes, which it would ignore, and zero bytes, which it can not tell apart.
pub fn hash(password: &Secret, scheme: Configured, rng: &mut Rng) -> Result<PasswordHash> {
    match scheme {
        Configured::Argon2id => argon2::hash(password, rng),
        Configured::Bcrypt => bcrypt::hash(password, rng),
    }
}

/// A well-formed hash of `scheme` that no password matches.
///
/// Salt and digest are drawn at random: not even this program ever knew a password for it, a guess hits with
/// probability 2^-256 (bcrypt: 2^-184), and it costs nothing to make, so a large import stays quick.
pub fn unusable(scheme: Configured, rng: &mut Rng) -> Result<PasswordHash> {
    match scheme {
        Configured::Argon2id => argon2::unusable(rng),
        Configured::Bcrypt => bcrypt::unusable(rng),
    }
}

/// Whether `stored` should be replaced once its password is known: written by another scheme than the configured one,
/// or with parameters cheaper to attack than today's. A column that deliberately holds no hash needs nothing.
#[must_use]
pub fn needs_upgrade(stored: &PasswordHash, configured: Configured) -> bool {
    match (stored.scheme(), configured) {
        (Scheme::Unusable, _) => false,
        (Scheme::Argon2id, Configured::Argon2id) => argon2::is_weak(stored),
        (Scheme::Bcrypt, Configured::Bcrypt) => bcrypt::is_weak(stored),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::verify::verify;
    use super::*;

    const BOTH: [Configured; 2] = [Configured::Argon2id, Configured::Bcrypt];

    fn secret(text: &str) -> Secret {
        Secret::from_text(text.to_owned())
    }

    #[test]
    fn what_was_hashed_is_verified_and_another_password_is_not() {
        let mut rng = Rng::seeded(1);
        for scheme in BOTH {
            let stored = hash(&secret("pässwörd mit Umlauten"), scheme, &mut rng).unwrap();
            assert!(verify(&secret("pässwörd mit Umlauten"), &stored).unwrap());
            assert!(!verify(&secret("pässwörd mit umlauten"), &stored).unwrap());
            assert!(!needs_upgrade(&stored, scheme));
        }
    }

    #[test]
    fn the_same_password_gives_a_new_hash_each_time() {
        let mut rng = Rng::seeded(1);
        for scheme in BOTH {
            let first = hash(&secret("x"), scheme, &mut rng).unwrap();
            let second = hash(&secret("x"), scheme, &mut rng).unwrap();
            assert_ne!(first.as_stored(), second.as_stored());
        }
    }

    #[test]
    fn an_unusable_hash_is_well_formed_and_up_to_date_and_matches_nothing() {
        let mut rng = Rng::seeded(1);
        for scheme in BOTH {
            let stored = unusable(scheme, &mut rng).unwrap();
            assert_eq!(stored.scheme().to_string(), scheme.name());
            assert!(!needs_upgrade(&stored, scheme));
            for guess in ["", "password", stored.as_stored()] {
                assert!(!verify(&secret(guess), &stored).unwrap());
            }
        }
    }

    #[test]
    fn another_scheme_or_weaker_parameters_need_an_upgrade() {
        for (text, argon2id, bcrypt) in [
            (
                "$argon2id$v=19$m=65536,t=3,p=4$UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE",
                false,
                true,
            ),
            // 1 GiB once is as much work as 64 MiB sixteen times.
            (
                "$argon2id$v=19$m=1048576,t=1,p=4$UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE",
                false,
                true,
            ),
            (
                "$argon2id$v=19$m=19456,t=2,p=1$Td6i9k7KUtGEOXS7QrUbiQ$O5AtylZe+WsYV6m/uK5Vrn6SmmTPL24tt2Ooli5MtFg",
                true,
                true,
            ),
            (
                "$argon2id$v=19$m=19456,t=50,p=1$Td6i9k7KUtGEOXS7QrUbiQ$O5AtylZe+WsYV6m/uK5Vrn6SmmTPL24tt2Ooli5MtFg",
                true,
                true,
            ),
            (
                "$argon2id$v=16$m=65536,t=3,p=4$UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE",
                true,
                true,
            ),
            ("$argon2id$garbage", true, true),
            (
                "$argon2i$v=19$m=65536,t=3,p=4$UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE",
                true,
                true,
            ),
            ("$2b$12$m52yLgOQLqOSVBdmhnSap.s7EXRmWGuHbkr1E7VC8xia/.2/bXAD6", true, false),
            ("$2y$13$m52yLgOQLqOSVBdmhnSap.s7EXRmWGuHbkr1E7VC8xia/.2/bXAD6", true, false),
            ("$2b$11$m52yLgOQLqOSVBdmhnSap.s7EXRmWGuHbkr1E7VC8xia/.2/bXAD6", true, true),
            ("scrypt:32768:8:1$salt$00", true, true),
            ("pbkdf2:sha256:1000000$salt$00", true, true),
            ("hunter2", true, true),
            ("", false, false),
            ("!", false, false),
        ] {
            let stored = PasswordHash::from_stored(text.to_owned());
            assert_eq!(needs_upgrade(&stored, Configured::Argon2id), argon2id, "{text}");
            assert_eq!(needs_upgrade(&stored, Configured::Bcrypt), bcrypt, "{text}");
        }
    }

    #[test]
    fn a_misspelt_scheme_is_told_the_nearest_name() {
        assert_eq!("bcrypt".parse::<Configured>().unwrap(), Configured::Bcrypt);
        let error = "argon2".parse::<Configured>().unwrap_err();
        assert_eq!(error.kind(), crate::base::Kind::Usage);
        assert_eq!(error.hint_text(), Some("did you mean `argon2id`?"));
    }
}
