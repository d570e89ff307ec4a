//! Encryption keys and values under them, planted through the verbs of the keyring.

use sha2::{Digest, Sha256};

use super::canary::fresh_text;
use super::every_verb::Field;

/// A Fernet key that nobody else has.
fn fresh_key() -> String {
    data_encoding::BASE64URL.encode(&Sha256::digest(fresh_text()))
}

pub(super) fn plant_key(field: &mut Field<'_>) {
    let wrong = field.given("--stdin, no key");
    field.command("--stdin -o json").stdin(wrong).run().exits(2);
    let key = fresh_key();
    field.keep("--stdin", &key);
    field.command("--stdin").stdin(&key).run().succeeds();
    let another = fresh_key();
    field.keep("--from env: while one is staged", &another);
    field.command("--from env:GIVEN -o json").env("GIVEN", another).run().exits(5);
    // A key where its fingerprint belongs is not repeated; the line itself is the user's.
    for verb in ["promote", "retire", "destroy"] {
        let refused = field.world.run(&["keyring", verb, &fresh_key(), "--yes"]).exits(2);
        let (_, typed) = refused.line.split_once(verb).unwrap();
        assert!(!refused.messages().contains(typed.split_whitespace().next().unwrap()), "{refused}");
    }
}

pub(super) fn plant_keys(field: &mut Field<'_>) {
    for (format, before, after) in
        [("list", "", ""), ("env", "FERNET_KEYS='", "'"), ("json", "[{\"key\":\"", "\",\"state\":\"primary\"}]")]
    {
        let wrong = field.given(&format!("--format {format}, no key"));
        let args = format!("--stdin --format {format} -o json");
        field.command(&args).stdin(format!("{before}{wrong}{after}")).run().exits(2);
        let key = fresh_key();
        field.keep(&format!("--format {format}"), &key);
        field.command(&args).stdin(format!("{before}{key}{after}")).run().succeeds();
    }
    let phrase = field.given("a passphrase");
    field.command("--stdin").env("CLAVIGER_KEYRING_DERIVE", "sha256").stdin(phrase).run().succeeds();
}

pub(super) fn plant_export(field: &mut Field<'_>) {
    for format in ["list", "env", "json"] {
        for output in ["plain", "json"] {
            let printed = field.run(&format!("--format {format} -o {output}")).succeeds();
            for canary in field.canaries.iter_mut().filter(|canary| canary.name.contains("keyring")) {
                canary.runs.push(printed.number);
            }
            if let Some(first) = field.canaries.iter_mut().find(|canary| canary.name.ends_with("first encryption key"))
            {
                first.runs.push(printed.number);
            }
        }
    }
    field.run("--out exported -o json").succeeds();
    field.run("--to vault:app/keys#list -o json").succeeds();
    field.run("--format directory --out key-files").succeeds();
    let directory = std::fs::read_dir(field.world.path("key-files")).unwrap();
    let files: Vec<_> = directory.map(|entry| entry.unwrap().path()).chain([field.world.path("exported")]).collect();
    for canary in &mut field.canaries {
        canary.files.extend(files.iter().cloned());
    }
}

pub(super) fn plant_encrypt(field: &mut Field<'_>) {
    let plain = field.given("a line");
    let tokens = field.command("").stdin(&plain).run().succeeds();
    let canary = field.canaries.last_mut().unwrap();
    let back = field.world.command(&["keyring", "decrypt"]).stdin(tokens.text()).run().succeeds();
    assert_eq!(back.plain(), plain);
    canary.runs.push(back.number);
}

/// Every value is in the hands of a rotation, and of everything that reads them all.
pub(super) fn plant_rotate(field: &mut Field<'_>) {
    let plain = field.given("a value of a column");
    let encrypt = field.world.command(&["keyring", "encrypt", "-q"]).stdin(&plain).run().succeeds();
    field.world.execute(&format!("UPDATE users SET mfa_secret = '{}' WHERE id = 1", encrypt.plain()));
    field.run("--yes -v").succeeds();
    for words in ["status", "verify", "reencrypt --plaintext fail --yes --report unhandled", "rollback --yes -v"] {
        let args: Vec<&str> = ["keyring"].into_iter().chain(words.split(' ')).collect();
        let finished = field.world.run(&args);
        assert!([0, 9, 10].contains(&finished.code), "{finished}");
    }
}

pub(super) fn plant_decrypt(field: &mut Field<'_>) {
    let broken = field.given("no token");
    field.command("").stdin(broken).run().exits(9);
}
