//! The text in the password column, and which scheme wrote it.
//!
//! Recognition looks at the beginning only and never fails: whether the rest is well formed is for the scheme to say.

use std::fmt;

/// A stored password hash. Not a secret, but food for crackers: no `Display`, and `Debug` tells only the scheme.
#[derive(Clone)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// The text as it was read from the column, unchanged and unchecked.
    #[must_use]
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text for the column, and for nothing else.
    #[must_use]
    pub fn as_stored(&self) -> &str {
        &self.0
    }

    /// Who wrote it, judged by its beginning.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        Scheme::recognise(&self.0)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PasswordHash({})", self.scheme())
    }
}

/// What a stored hash says about how it was made. `Display` gives the short name used in lists and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Argon2id, RFC 9106; what is written by default.
    Argon2id,
    /// Argon2i, RFC 9106: verified, never written.
    Argon2i,
    /// Argon2d, RFC 9106: verified, never written.
    Argon2d,
    /// bcrypt under `$2a$`, `$2b$` or `$2y$`.
    Bcrypt,
    /// `scrypt:N:r:p$salt$hex`, the default of Werkzeug 3.
    WerkzeugScrypt,
    /// `pbkdf2:DIGEST:ITERATIONS$salt$hex`, the default of Werkzeug before 3.
    WerkzeugPbkdf2 {
        /// The hash under the HMAC.
        digest: Digest,
    },
    /// Deliberately no hash: empty, or begun with `!` or `*` as in `/etc/shadow` and Django. No password matches.
    Unusable,
    /// A known scheme that is not verified here.
    Foreign(&'static str),
    /// Nothing that is known.
    Unknown,
}

/// The hash functions accepted under Werkzeug's PBKDF2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// The name as Python's `hashlib` has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    fn find(name: &str) -> Option<Self> {
        [Self::Sha1, Self::Sha224, Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|digest| digest.name() == name)
    }
}

/// Beginnings of schemes that are recognised in order to name them, not to verify them.
const FOREIGN: &[(&str, &str)] = &[
    // The first of the bcrypt prefixes was written by a library with a sign-extension fault: other bytes go in.
    ("$2x$", "bcrypt 2x"),
    ("$2$", "bcrypt 2"),
    ("$1$", "md5-crypt"),
    ("$apr1$", "apache md5-crypt"),
    ("$5$", "sha256-crypt"),
    ("$6$", "sha512-crypt"),
    ("$y$", "yescrypt"),
    ("$7$", "scrypt crypt"),
    ("$scrypt$", "scrypt"),
    ("$pbkdf2", "passlib pbkdf2"),
    ("$bcrypt-sha256$", "passlib bcrypt-sha256"),
    ("$argon2$", "argon2 of a draft"),
    ("pbkdf2:", "werkzeug pbkdf2 of another digest"),
    ("sha1$", "salted sha1"),
    ("sha256$", "salted sha256"),
    ("sha512$", "salted sha512"),
    ("md5$", "salted md5"),
    ("plain$", "plain text"),
    ("pbkdf2_sha", "django pbkdf2"),
    ("bcrypt$", "django bcrypt"),
    ("bcrypt_sha256$", "django bcrypt-sha256"),
    ("argon2$", "django argon2"),
    ("scrypt$", "django scrypt"),
    ("{", "ldap userPassword"),
];

impl Scheme {
    fn recognise(text: &str) -> Self {
        let begins = |prefix: &str| text.starts_with(prefix);
        if text.is_empty() || begins("!") || begins("*") {
            return Self::Unusable;
        }
        if begins("$argon2id$") {
            return Self::Argon2id;
        }
        if begins("$argon2i$") {
            return Self::Argon2i;
        }
        if begins("$argon2d$") {
            return Self::Argon2d;
        }
        if begins("$2a$") || begins("$2b$") || begins("$2y$") {
            return Self::Bcrypt;
        }
        if begins("scrypt:") {
            return Self::WerkzeugScrypt;
        }
        if let Some(digest) = text.strip_prefix("pbkdf2:").and_then(|rest| Digest::find(rest.split([':', '$']).next()?))
        {
            return Self::WerkzeugPbkdf2 { digest };
        }
        FOREIGN.iter().find(|(prefix, _)| begins(prefix)).map_or(Self::Unknown, |(_, name)| Self::Foreign(name))
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Argon2id => "argon2id",
            Self::Argon2i => "argon2i",
            Self::Argon2d => "argon2d",
            Self::Bcrypt => "bcrypt",
            Self::WerkzeugScrypt => "scrypt",
            Self::WerkzeugPbkdf2 { digest } => return write!(f, "pbkdf2:{}", digest.name()),
            Self::Unusable => "unusable",
            Self::Foreign(name) => name,
            Self::Unknown => "unknown",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_recognised_by_the_beginning_of_the_text() {
        for (text, name) in [
            ("$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", "argon2id"),
            ("$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "argon2i"),
            ("$argon2d$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "argon2d"),
            ("$2a$12$", "bcrypt"),
            ("$2b$12$", "bcrypt"),
            ("$2y$12$", "bcrypt"),
            ("$2x$12$", "bcrypt 2x"),
            ("scrypt:32768:8:1$salt$00", "scrypt"),
            ("pbkdf2:sha256:1000000$salt$00", "pbkdf2:sha256"),
            ("pbkdf2:sha1:1000$salt$00", "pbkdf2:sha1"),
            ("pbkdf2:md5:1000$salt$00", "werkzeug pbkdf2 of another digest"),
            ("$6$rounds=5000$salt$hash", "sha512-crypt"),
            ("pbkdf2_sha256$600000$salt$hash", "django pbkdf2"),
            ("{SSHA}abc", "ldap userPassword"),
            ("", "unusable"),
            ("!", "unusable"),
            ("*LK*", "unusable"),
            ("hunter2", "unknown"),
            ("5f4dcc3b5aa765d61d8327deb882cf99", "unknown"),
        ] {
            assert_eq!(PasswordHash::from_stored(text.to_owned()).scheme().to_string(), name, "{text}");
        }
    }

    #[test]
    fn debug_tells_the_scheme_and_nothing_of_the_hash() {
        let stored = PasswordHash::from_stored("$2b$12$m52yLgOQLqOSVBdmhnSap.".to_owned());
        assert_eq!(format!("{stored:?}"), "PasswordHash(bcrypt)");
        assert_eq!(format!("{:?}", PasswordHash::from_stored("hunter2".to_owned())), "PasswordHash(unknown)");
    }
}
