//! Password hashes between claviger and the libraries that applications use: argon2-cffi, bcrypt, Werkzeug.

use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::{Engine, World};
use crate::user::PASSWORD;

/// Checks with the library that belongs to the hash: password on the first line, hash on the second.
const PEER: &str = "
import argon2, bcrypt, sys, werkzeug.security
password, stored = sys.stdin.read().split('\\n')[:2]
def matches(password):
    if stored.startswith('$argon2'):
        try:
            return argon2.PasswordHasher().verify(stored, password)
        except argon2.exceptions.VerifyMismatchError:
            return False
    if stored.startswith('$2'):
        return bcrypt.checkpw(password.encode(), stored.encode())
    return werkzeug.security.check_password_hash(stored, password)
print(matches(password), matches(password + 'x'), argon2.PasswordHasher().check_needs_rehash(stored)
      if stored.startswith('$argon2id') else stored[:7])
";

fn stored(world: &World, email: &str) -> String {
    world.sql(&format!("SELECT password_hash FROM users WHERE email = '{email}'")).remove(0).remove(0)
}

#[track_caller]
fn ask_peer(world: &World, email: &str, password: &str) -> String {
    python(PEER, &[], format!("{password}\n{}\n", stored(world, email)).as_bytes()).trim_end().to_owned()
}

/// Passwords that stumble over encodings and lengths.
const PASSWORDS: [&str; 4] =
    [PASSWORD, "größe-漢字-🔑-kettle-mosaic", "  blanks at both ends, kept  ", "quote'\"\\percent%s-kettle-77"];

on_every_engine!(python_verifies_what_claviger_hashes_with_argon2id, |world| {
    for (number, password) in PASSWORDS.iter().enumerate() {
        let email = format!("u{number}@example.com");
        world.command(&["user", "create", &email, "--stdin"]).stdin(password).run().succeeds();
        // The library's own defaults would hash it the same way.
        assert_eq!(ask_peer(world, &email, password), "True False False");
    }
    let made = world.run(&["user", "set-password", "u0@example.com", "--generate-password", "-o", "plain"]).succeeds();
    assert_eq!(ask_peer(world, "u0@example.com", made.plain()), "True False False");
    assert_eq!(ask_peer(world, "u0@example.com", PASSWORD), "False False False");
});

on_every_engine!(python_verifies_what_claviger_hashes_with_bcrypt, |world| {
    world.set("CLAVIGER_PASSWORD_SCHEME", "bcrypt");
    for (number, password) in PASSWORDS.iter().enumerate() {
        let email = format!("u{number}@example.com");
        world.command(&["user", "create", &email, "--stdin"]).stdin(password).run().succeeds();
        assert_eq!(ask_peer(world, &email, password), "True False $2b$12$");
        assert_eq!(world.user(&email)["password_scheme"], "bcrypt");
    }
    // 72 bytes are all that bcrypt sees: more is refused, as by Python, and not cut.
    let longest =
        format!("{PASSWORD}{}", "kettle-mosaic-lantern-orbit-quarry-hammock-violet".split_at(72 - PASSWORD.len()).0);
    world.command(&["user", "create", "long@example.com", "--stdin"]).stdin(&longest).run().succeeds();
    assert!(ask_peer(world, "u0@example.com", PASSWORD).starts_with("True"));
    let longer = format!("{longest}!");
    let refused =
        world.command(&["user", "create", "b@example.com", "--stdin", "-o", "json"]).stdin(longer).run_in_vain();
    refused.fails_as("usage", 2);
});

on_every_engine!(a_hash_that_no_password_matches_is_well_formed_for_python, |world| {
    world.with_user("argon@example.com", "user");
    world.set("CLAVIGER_PASSWORD_SCHEME", "bcrypt");
    world.with_user("bcrypt@example.com", "user");
    assert_eq!(ask_peer(world, "argon@example.com", "anything"), "False False False");
    assert_eq!(ask_peer(world, "bcrypt@example.com", "anything"), "False False $2b$12$");
});

/// One hash of [`PASSWORD`] by each library and variant, cheap ones among them: `scheme<TAB>hash`.
fn made_by_python() -> Vec<(String, String)> {
    let code = "
import argon2, bcrypt, sys, werkzeug.security
password = sys.argv[1]
def show(scheme, text):
    print(scheme, text, sep='\\t')
show('argon2id', argon2.PasswordHasher().hash(password))
show('argon2id', argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password))
show('argon2i', argon2.PasswordHasher(type=argon2.Type.I).hash(password))
for prefix in (b'2a', b'2b'):
    show('bcrypt', bcrypt.hashpw(password.encode(), bcrypt.gensalt(5, prefix)).decode())
# PHP writes $2y$ for the same thing.
show('bcrypt', '$2y$' + bcrypt.hashpw(password.encode(), bcrypt.gensalt(5)).decode()[4:])
show('scrypt', werkzeug.security.generate_password_hash(password))
show('scrypt', werkzeug.security.generate_password_hash(password, method='scrypt:1024:8:1', salt_length=8))
show('pbkdf2:sha256', werkzeug.security.generate_password_hash(password, method='pbkdf2'))
show('pbkdf2:sha256', werkzeug.security.generate_password_hash(password, method='pbkdf2:sha256:1000'))
show('pbkdf2:sha1', werkzeug.security.generate_password_hash(password, method='pbkdf2:sha1:1000'))
";
    let made = python(code, &[PASSWORD], b"");
    made.lines().map(|line| line.split_once('\t').map(|(scheme, text)| (scheme.into(), text.into())).unwrap()).collect()
}

/// Users whose hashes Python made: `u0@example.com` and so on.
fn with_hashes(world: &World, hashes: &[(String, String)]) -> Vec<String> {
    let mut emails = Vec::new();
    for (number, (_, hash)) in hashes.iter().enumerate() {
        let email = format!("u{number}@example.com");
        world.execute(&format!("INSERT INTO users (email, password_hash, role) VALUES ('{email}', '{hash}', 'user')"));
        emails.push(email);
    }
    emails
}

on_every_engine!(claviger_verifies_what_python_hashed, |world| {
    let hashes = made_by_python();
    for (email, (scheme, hash)) in with_hashes(world, &hashes).iter().zip(&hashes) {
        let check = |password: &str| {
            let args = ["user", "check-password", email, "--stdin", "-o", "json"];
            world.command(&args).stdin(password).run()
        };
        let right = check(PASSWORD).succeeds_with(false);
        assert_eq!(right.fields(), ["outdated", "scheme", "upgraded", "user", "valid"]);
        let answer = right.json();
        assert_eq!((&answer["valid"], &answer["scheme"]), (&true.into(), &scheme.as_str().into()), "{hash}");
        assert_eq!(answer["outdated"], !hash.starts_with("$argon2id$v=19$m=65536,t=3,p=4"), "{hash}");
        let wrong = check("plum-teapot-ledger-42-voyagf").exits(10).json();
        assert_eq!((&wrong["valid"], &wrong["user"]), (&false.into(), &email.as_str().into()), "{hash}");
    }
});

on_every_engine!(a_right_password_upgrades_an_old_hash_once, |world| {
    let mut hashes = made_by_python();
    hashes.retain(|(_, hash)| {
        ["$argon2id$v=19$m=8", "$2y$", "scrypt:1024", "pbkdf2:sha256:1000$"].iter().any(|cheap| hash.starts_with(cheap))
    });
    assert_eq!(hashes.len(), 4);
    for email in with_hashes(world, &hashes) {
        let check = |flags: &[&str], password: &str| {
            let args = ["user", "check-password", &email, "--stdin", "--upgrade", "-o", "json"];
            world.command(&args).args(flags).stdin(password)
        };
        check(&[], "plum-teapot-ledger-42-voyagf").run_in_vain().exits(10);
        let dry = check(&["--dry-run", "--detailed-exitcode"], PASSWORD).run_in_vain().exits(11);
        assert_eq!(dry.json()["upgraded"], false);
        let (upgraded, events) = world.events_of(|| check(&[], PASSWORD).run().succeeds_with(true));
        assert_eq!(events, [format!("user.password_upgraded {email}")]);
        let answer = upgraded.json();
        assert_eq!((&answer["upgraded"], &answer["outdated"]), (&true.into(), &false.into()));
        assert_eq!(answer["scheme"], "argon2id");
        check(&[], PASSWORD).run_in_vain().succeeds_with(false);
        assert_eq!(ask_peer(world, &email, PASSWORD), "True False False");
    }
    world.assert_secret_nowhere(PASSWORD);
});

on_every_engine!(hashes_are_upgraded_to_the_scheme_that_the_application_reads, |world| {
    world.with_login("ada@example.com");
    world.set("CLAVIGER_PASSWORD_SCHEME", "bcrypt");
    assert_eq!(world.user("ada@example.com")["password_outdated"], true);
    let upgrade = |password: &str| {
        world.command(&["user", "check-password", "1", "--stdin", "--upgrade", "-o", "json"]).stdin(password)
    };
    upgrade(PASSWORD).run().succeeds_with(true);
    assert_eq!(ask_peer(world, "ada@example.com", PASSWORD), "True False $2b$12$");
    // A password that the new scheme can not keep is right all the same.
    let long = "kettle-mosaic-lantern-orbit-quarry-".repeat(3);
    let set = world.command(&["user", "set-password", "1", "--stdin"]).env("CLAVIGER_PASSWORD_SCHEME", "argon2id");
    set.stdin(&long).run().succeeds();
    let kept = upgrade(&long).run_in_vain().succeeds_with(false);
    assert_eq!(kept.json()["upgraded"], false);
    assert!(kept.envelope()["warnings"][0].as_str().unwrap().contains("72"), "{kept}");
});

#[test]
fn a_damaged_or_foreign_hash_is_said_to_be_one() {
    let world = World::installed(Engine::Sqlite);
    world.with_user("ada@example.com", "user");
    for (hash, kind, code) in [
        ("$argon2id$v=19$m=65536,t=3,p=4$broken", "integrity", 9),
        ("$argon2id$v=19$m=4294967295,t=3,p=4$c29tZXNhbHQ$c29tZWhhc2hzb21laGFzaHNvbWVoYXNo", "integrity", 9),
        ("scrypt:1073741824:8:1$salt$00", "integrity", 9),
        ("$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO", "usage", 2),
        ("hunter2", "usage", 2),
    ] {
        world.execute(&format!("UPDATE users SET password_hash = '{hash}'"));
        let check = world.command(&["user", "check-password", "1", "--stdin", "-o", "json"]).stdin(PASSWORD);
        let refused = check.run_in_vain().fails_as(kind, code);
        assert!(refused.error()["hint"].as_str().unwrap().contains("set-password"), "{refused}");
        assert!(!refused.messages().contains(hash), "{refused}");
        // It can be replaced.
        world.command(&["user", "set-password", "1", "--stdin"]).stdin(PASSWORD).run().succeeds();
        assert_eq!(world.check("1", PASSWORD), 0);
    }
}

#[test]
fn what_is_easy_to_guess_is_refused_under_either_policy() {
    let world = World::installed(Engine::Sqlite);
    for (policy, passwords) in [
        (
            "nist",
            &[
                "correct horse",
                "aaaaaaaaaaaaaaaaaaaa",
                "passwordpassword",
                "ada.lovelace@example.com",
                "AdaLovelaceAdaLovelace",
                "qwertyuiopasdfgh",
                "123456789012345678",
            ] as &[&str],
        ),
        (
            "guide",
            &[
                "Short1!",
                "alllowercase1!",
                "ALLUPPERCASE1!",
                "NoDigitsHere!",
                "NoSpecials123",
                "Winter2025!!",
                "Password123!",
            ],
        ),
    ] {
        for password in passwords {
            let create =
                ["user", "create", "ada.lovelace@example.com", "--name", "Ada Lovelace", "--stdin", "-o", "json"];
            let run = world.command(&create).env("CLAVIGER_PASSWORD_POLICY", policy).stdin(password);
            let refused = run.run_in_vain().fails_as("conflict", 5);
            assert!(!refused.error()["message"].as_str().unwrap().contains(password), "{refused}");
            assert!(refused.error()["hint"].as_str().unwrap().starts_with("claviger secret generate "), "{refused}");
        }
    }
    let long = format!("Aa1!{}", "kettle-mosaic-lantern-".repeat(6));
    let guide = |password: &str| {
        let create = world.command(&["user", "create", "ada@example.com", "--stdin", "-n"]);
        create.env("CLAVIGER_PASSWORD_POLICY", "guide").stdin(password).run().code
    };
    assert_eq!((guide(&long), guide("Kettle-77-mosaic")), (5, 0));
    // What is made here satisfies both.
    for policy in ["nist", "guide"] {
        for _ in 0..5 {
            let create = world.command(&["user", "create", "made@example.com", "--generate-password", "-n"]);
            create.env("CLAVIGER_PASSWORD_POLICY", policy).run().succeeds();
        }
    }
}
