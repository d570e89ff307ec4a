//! Checking a password against a stored hash of any scheme that is read.
//!
//! Whoever can write the column must gain nothing but a refusal: parameters are bounded before anything is computed,
//! malformed text is an error and never a match, and no message repeats any of it.

use std::hint::black_box;

use super::hash::Configured;
use super::stored::{PasswordHash, Scheme};
use super::{argon2, bcrypt, refusal, werkzeug};
use crate::base::{Result, Secret};

/// Hashes of random values that nobody kept, with the parameters of new hashes.
const DUMMY_ARGON2ID: &str =
    "$argon2id$v=19$m=65536,t=3,p=4$aGv4kRQ9hSJVIfFzMdDY+w$2uV9f2VdiK/a+EWe4f78cpqMSYhoSfbHeFJteqcKU/s";
const DUMMY_BCRYPT: &str = "$2b$12$m52yLgOQLqOSVBdmhnSap.s7EXRmWGuHbkr1E7VC8xia/.2/bXAD6";

/// Whether `password` is the one behind `stored`, compared in constant time.
///
/// Fails with `usage` when the scheme is not one that is read, and with `integrity` when the text is malformed or asks
/// for absurd work. For bcrypt, a password over 72 bytes or with a zero byte never matches.
pub fn verify(password: &Secret, stored: &PasswordHash) -> Result<bool> {
    match stored.scheme() {
        scheme @ (Scheme::Argon2id | Scheme::Argon2i | Scheme::Argon2d) => argon2::verify(password, stored, scheme),
        Scheme::Bcrypt => bcrypt::verify(password, stored),
        Scheme::WerkzeugScrypt => werkzeug::verify_scrypt(password, stored),
        Scheme::WerkzeugPbkdf2 { digest } => werkzeug::verify_pbkdf2(password, stored, digest),
        Scheme::Unusable => Ok(false),
        Scheme::Foreign(name) => {
            Err(refusal::unreadable(&format!("the stored password hash is of the scheme `{name}`")))
        }
        Scheme::Unknown => Err(refusal::unreadable("the stored password hash is of no known scheme")),
    }
}

/// Fails unless `stored` is a hash that can be verified, or one that deliberately matches nothing. Costs nothing: the
/// function itself is not run.
pub fn check_stored(stored: &PasswordHash) -> Result<()> {
    match stored.scheme() {
        scheme @ (Scheme::Argon2id | Scheme::Argon2i | Scheme::Argon2d) => argon2::check(stored, scheme),
        Scheme::Bcrypt => bcrypt::check(stored),
        scheme @ (Scheme::WerkzeugScrypt | Scheme::WerkzeugPbkdf2 { .. }) => werkzeug::check(stored, scheme),
        Scheme::Unusable => Ok(()),
        Scheme::Foreign(name) => Err(refusal::unreadable(&format!("the password hash is of the scheme `{name}`"))),
        Scheme::Unknown => Err(refusal::unreadable("the password hash is of no known scheme")),
    }
}

/// Takes the time of a verification and answers nothing.
///
/// SECURITY: called for a user who does not exist, lest the quick answer tell which e-mails do. It is even with rows of
/// the configured scheme; rows of an older one still differ.
pub fn verify_dummy(password: &Secret, configured: Configured) -> Result<()> {
    let dummy = match configured {
        Configured::Argon2id => DUMMY_ARGON2ID,
        Configured::Bcrypt => DUMMY_BCRYPT,
    };
    black_box(verify(password, &PasswordHash::from_stored(dummy.to_owned()))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Kind;

    const PHRASE: &str = "correct horse battery staple";
    const UNICODE: &str = "pässwörd €uro ünïcode";

    /// Written by argon2-cffi 25.1, bcrypt 5.0 and Werkzeug 3.1.
    const PYTHON: &[(&str, &str)] = &[
        (PHRASE, "$argon2id$v=19$m=65536,t=3,p=4$UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE"),
        (PHRASE, "$argon2id$v=19$m=19456,t=2,p=1$Td6i9k7KUtGEOXS7QrUbiQ$O5AtylZe+WsYV6m/uK5Vrn6SmmTPL24tt2Ooli5MtFg"),
        (UNICODE, "$argon2id$v=19$m=65536,t=3,p=4$qCNNZohz+v23A1JJBFoTGw$aMQ9PrgpE0jD4P5r4QJPRiQIX6QwG+dSuh/SyOONsJ4"),
        (PHRASE, "$argon2i$v=19$m=1024,t=2,p=2$iASZBmPff5w$FZMmUg+LdEcak66ziHkSjg"),
        (
            PHRASE,
            "$argon2d$v=19$m=64,t=1,p=1$/6IWByRsB3KI8X+l3+jzmw$GBnjw1NKtWTNktRc2/HE/rA7jMaSYu/8geobvUuz1gsqBpHRKD87xieiW5k5FIOn2+hEksfVjaa8bLM+ajCcGQ",
        ),
        (PHRASE, "$argon2id$v=16$m=256,t=1,p=1$c29tZXNhbHQxMjM0NTY3OA$F2TxBQVAMvxVfLif0K3giQ"),
        (PHRASE, "$argon2id$m=256,t=1,p=1$c29tZXNhbHQxMjM0NTY3OA$F2TxBQVAMvxVfLif0K3giQ"),
        (PHRASE, "$2b$04$9tEuy4K9WQav3bQxko9bG.X7BJkqQxkEO1kTNnaeIdRh5terjObc."),
        (PHRASE, "$2a$04$qG/V7OYMvTMgQY0OX5sGDuxuWJmpOu66qzYHrmGJrFVcPoyjxP2yS"),
        (PHRASE, "$2y$04$6xww0QjyPtl8A5lu1JqXY.2PH3grrGK0uSoYtPpICSW771z4Qawa."),
        (UNICODE, "$2b$05$ySVe3cPLIvxdFW/RX5JnLeBJ/xC6vVPy1Yy2O60hKbh0Uq03bY0s2"),
        ("", "$2b$04$mIzjcQuvdC0A8JcJNy7yMeC0hARaTNEUzqKQzUKLF0EqKqRlWcfYG"),
        (
            PHRASE,
            "scrypt:32768:8:1$2tOhKBz9ZotDBR9t$edf5333edc13e404b43afce4a1f7e6036d2b21750d0950beaacf69a002ac1e12a417d5ec2660f31e9244055c0c77adc35a13ebc5b9f36ce4e3307844704c023a",
        ),
        (
            PHRASE,
            "scrypt:512:4:2$XRz0GuX51sK76azN$d86104f0a47d51ec2063ae0363b0117a4d21bb80524bb98734853ec419a0f45c39b700b32a0e11d47d561bccf799dca1a61b13aae77d905a7e9aefca540fa3e4",
        ),
        (
            UNICODE,
            "scrypt:1024:8:1$S778N52hi0z2XvDU$61395c90ea95d4a32d6a9e9b1e2b9f4f654f2e27c2005c54a2f233bc91f615780531c83b337ccebabc7716a5ce09de4878836ebae7af401bfd115698e2766a66",
        ),
        (
            PHRASE,
            "pbkdf2:sha256:1000000$fh0xrri3Y9x1yj3b$cef85106facd6975c22b341e2b9d0b2f1126a2562728b1cef28d40ac935df329",
        ),
        (
            UNICODE,
            "pbkdf2:sha256:1000$HAouQPmSMW4oKW51$40bc4918ba503dda865c64058c2de49238e0e124a4bc75a3f26b80c614e83648",
        ),
        (PHRASE, "pbkdf2:sha1:1000$cd6wF0LEClIAc4zk$8b084a14d15610ff0a36abf5158946af6cafa1d6"),
        (PHRASE, "pbkdf2:sha224:1000$TDD9s9jd6U3tjLk3$eb4cd7cac80b845b16d3b8cbc31d0ec9d3c2ead0d1845ef10e062cf4"),
        (
            PHRASE,
            "pbkdf2:sha384:1000$BoFZnz5p0lKqHrrI$5ac0768f05b01d3bd60e3b67a7262704ea7ae22c0f08d62d44b8f78cde4640fca192e673fbd41c90e133d1341a5f0334",
        ),
        (
            PHRASE,
            "pbkdf2:sha512:1000$aac8hvNdItNSnLpa$6d6f0a39ccde8956b94b9abc806d50d5abaaf8719909c401a8d163adb8d8b1c9f0859fcd21460a7ccfa5e53ea2098ca020f60c93fbe978493ebce222fdc82f55",
        ),
    ];

    fn secret(text: &str) -> Secret {
        Secret::from_text(text.to_owned())
    }

    fn stored(text: &str) -> PasswordHash {
        PasswordHash::from_stored(text.to_owned())
    }

    #[test]
    fn hashes_written_by_python_are_verified() {
        for (password, text) in PYTHON {
            assert!(verify(&secret(password), &stored(text)).unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_verified_passes_the_check_and_what_is_cut_does_not() {
        for (_, text) in PYTHON {
            check_stored(&stored(text)).unwrap();
            assert!(check_stored(&stored(&text[..text.len() / 2])).is_err(), "{text}");
        }
        for text in ["hunter2", "$6$salt$hash", "pbkdf2_sha256$600000$salt$hash"] {
            assert_eq!(check_stored(&stored(text)).unwrap_err().kind(), Kind::Usage, "{text}");
        }
        check_stored(&stored("!")).unwrap();
    }

    #[test]
    fn another_password_does_not_match() {
        for (password, text) in PYTHON {
            assert!(!verify(&secret(&format!("{password} ")), &stored(text)).unwrap(), "{text}");
        }
    }

    #[test]
    fn a_hash_cut_anywhere_is_an_error_or_no_match_and_never_repeated_in_a_message() {
        for (password, text) in PYTHON {
            // The costly ones differ from the cheap ones in numbers only.
            if ["m=65536", "m=19456", "32768", "1000000"].iter().any(|costly| text.contains(costly)) {
                continue;
            }
            for length in 1..text.len() {
                let cut = &text[..length];
                match verify(&secret(password), &stored(cut)) {
                    Ok(matches) => assert!(!matches, "{cut}"),
                    Err(error) => {
                        let tail = text.rsplit('$').next().unwrap();
                        assert!(matches!(error.kind(), Kind::Integrity | Kind::Usage), "{cut}");
                        assert!(!format!("{error:?}").contains(&tail[..8]), "{error:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn hostile_parameters_are_refused_at_once() {
        let argon2 = "UMSSJsbNxLUr5T8XoxTghA$iQJQRrzwz1Fy5VDJ+g5sNCuQllYLwS89w9anGi6ujrE";
        let bcrypt = "m52yLgOQLqOSVBdmhnSap.s7EXRmWGuHbkr1E7VC8xia/.2/bXAD6";
        let hex = "00".repeat(64);
        let short = "00".repeat(32);
        for text in [
            format!("$argon2id$v=19$m=4294967295,t=1,p=1${argon2}"),
            format!("$argon2id$v=19$m=1048577,t=1,p=1${argon2}"),
            format!("$argon2id$v=19$m=8,t=4294967295,p=1${argon2}"),
            format!("$argon2id$v=19$m=1048576,t=5,p=1${argon2}"),
            format!("$argon2id$v=19$m=8,t=1,p=16777215${argon2}"),
            format!("$argon2id$v=19$m=8,t=1,p=4294967295${argon2}"),
            format!("$argon2id$v=19$m=8,t=0,p=1${argon2}"),
            format!("$argon2id$v=19$m=0,t=1,p=0${argon2}"),
            format!("$argon2id$v=99$m=8,t=1,p=1${argon2}"),
            format!("$argon2id$v=19$m=8,t=1${argon2}"),
            format!("$argon2id$v=19${argon2}"),
            format!("$argon2id$v=19$m=8,t=1,p=1,x=1${argon2}"),
            format!("$argon2id$v=19$m=8,m=9,t=1,p=1${argon2}"),
            format!("$2b$17${bcrypt}"),
            format!("$2b$31${bcrypt}"),
            format!("$2b$99${bcrypt}"),
            format!("$2b$03${bcrypt}"),
            format!("$2b$+5${bcrypt}"),
            format!("$2b$12${bcrypt} "),
            format!("$2b$12${}é", &bcrypt[..51]),
            format!("scrypt:1073741824:8:1$salt${hex}"),
            format!("scrypt:2147483648:4294967295:4294967295$salt${hex}"),
            format!("scrypt:2:4294967295:4294967295$salt${hex}"),
            format!("scrypt:2:8:4294967295$salt${hex}"),
            format!("scrypt:2:0:1$salt${hex}"),
            format!("scrypt:2:1:0$salt${hex}"),
            format!("scrypt:0:8:1$salt${hex}"),
            format!("scrypt:1:8:1$salt${hex}"),
            format!("scrypt:1000:8:1$salt${hex}"),
            format!("scrypt:+1024:8:1$salt${hex}"),
            format!("scrypt:1024:8$salt${hex}"),
            format!("scrypt:1024:8:1$${hex}"),
            format!("scrypt:1024:8:1$salt${short}"),
            format!("scrypt:1024:8:1$salt${}", hex.replace("00", "0A")),
            format!("pbkdf2:sha256:4294967295$salt${short}"),
            format!("pbkdf2:sha256:10000001$salt${short}"),
            format!("pbkdf2:sha256:99999999999$salt${short}"),
            format!("pbkdf2:sha256:0$salt${short}"),
            format!("pbkdf2:sha256$salt${short}"),
            format!("pbkdf2:sha256:-1$salt${short}"),
            format!("pbkdf2:sha256:1000$salt${hex}"),
            format!("pbkdf2:sha256:1000$salt${short}$"),
        ] {
            let error = verify(&secret("x"), &stored(&text)).expect_err(&text);
            assert_eq!(error.kind(), Kind::Integrity, "{text}");
            assert!(check_stored(&stored(&text)).is_err(), "{text}");
            assert!(error.hint_text().is_some());
        }
    }

    #[test]
    fn a_scheme_that_is_not_read_is_named() {
        let error = verify(&secret("x"), &stored("$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO")).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert_eq!(error.message(), "the stored password hash is of the scheme `sha512-crypt`");
        let error = verify(&secret("hunter2"), &stored("hunter2")).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert!(!error.message().contains("hunter2"));
    }

    #[test]
    fn no_password_matches_an_unusable_column() {
        for text in ["", "!", "*", "!password", "*LK*"] {
            for password in ["", "!", "*", "password"] {
                assert!(!verify(&secret(password), &stored(text)).unwrap());
            }
        }
    }

    #[test]
    fn the_dummies_cost_what_new_hashes_cost() {
        use super::super::hash::needs_upgrade;
        for (dummy, configured) in [(DUMMY_ARGON2ID, Configured::Argon2id), (DUMMY_BCRYPT, Configured::Bcrypt)] {
            assert!(!needs_upgrade(&stored(dummy), configured));
            verify_dummy(&secret("x"), configured).unwrap();
        }
    }

    /// Texts near enough to the real thing to get past the first check, and cheap where they are well formed.
    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            r"\$argon2(id|i|d)(\$v=[0-9]{1,3})?\$m=[0-9]{1,3},t=[0-9]{1,2},p=[0-9]{1,2}(,[a-z]+=[0-9a-z]+)?\$[A-Za-z0-9+/]{0,30}\$[A-Za-z0-9+/]{0,90}",
            r"\$2[aby]\$0[0-9]\$[./A-Za-z0-9]{50,56}",
            r"\$2[aby]\$.{0,60}",
            r"scrypt:[0-9]{1,3}:[0-9]{1,2}:[0-9]\$\PC{0,20}\$([0-9a-f]{128}|\PC{0,130})",
            r"pbkdf2:sha(1|224|256|384|512):[0-9]{1,3}\$\PC{0,20}\$([0-9a-f]{64}|[0-9a-f]{0,128})",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]
        #[test]
        fn arbitrary_text_never_panics_and_never_matches(text in hostile(), password in any::<Vec<u8>>()) {
            if let Ok(matches) = verify(&Secret::new(password), &stored(&text)) {
                prop_assert!(!matches);
            }
        }
    }
}
