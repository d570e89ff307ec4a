//! Keys made from something else: as Python makes them, and given out as they came in.

use super::{encrypt, ring};
use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::{Engine, World};

/// Makes a Fernet key as applications do it, and reads tokens with it.
const PYTHON: &str = "
import base64, hashlib, sys
from cryptography.fernet import Fernet
derive, hash_name, iterations, salt, text = sys.argv[1:6]
if derive == 'hex':
    key = bytes.fromhex(text)
elif derive == 'sha256':
    key = hashlib.sha256(text.encode()).digest()
else:
    key = hashlib.pbkdf2_hmac(hash_name, text.encode(), salt.encode(), int(iterations), 32)
fernet = Fernet(base64.urlsafe_b64encode(key))
for token in sys.stdin.read().split():
    print(fernet.decrypt(token).decode())
print(fernet.encrypt(b'from python').decode())
";

fn check(world: &World, derive: &str, hash: &str, iterations: &str, salt: &str, text: &str) {
    let tokens = encrypt(world, "value");
    let told = python(PYTHON, &[derive, hash, iterations, salt, text], &tokens.stdout);
    let (value, token) = told.trim_end().split_once('\n').unwrap();
    assert_eq!(value, "value");
    let back = world.command(&["keyring", "decrypt"]).stdin(token).run().succeeds();
    assert_eq!(back.plain(), "from python");
}

on_every_engine!(a_key_is_made_as_python_makes_it_and_comes_out_as_it_came_in, |_world| {
    for (derive, hash, iterations, salt, text) in [
        ("hex", "", "", "", "00112233445566778899aabbccddeeffFFEEDDCCBBAA99887766554433221100"),
        ("sha256", "", "", "", "correct horse battery staple"),
        ("sha256", "", "", "", " größe; with blanks, and a comma "),
        ("pbkdf2", "sha256", "1000", "salt", "correct horse"),
        ("pbkdf2", "sha1", "1000", "größe", "correct horse"),
        ("pbkdf2", "sha512", "1000", "salt", "-dash"),
    ] {
        let world = World::installed(Engine::Sqlite);
        for (name, value) in [("DERIVE", derive), ("HASH", hash), ("ITERATIONS", iterations), ("SALT", salt)] {
            if !value.is_empty() {
                world.set(&format!("CLAVIGER_KEYRING_{name}"), value);
            }
        }
        world.command(&["keyring", "import", "--stdin"]).stdin(format!("{text}\n")).run().succeeds();
        check(&world, derive, hash, iterations, salt, text);
        let exported = world.run(&["keyring", "export", "--format", "key", "-o", "plain"]).succeeds();
        assert_eq!(exported.text(), format!("{text}\n"));
        // A new key is of the same form.
        world.run(&["keyring", "add"]).succeeds();
        world.run(&["keyring", "promote", "--yes"]).succeeds();
        let new = world.run(&["keyring", "export", "--format", "key", "-q", "-o", "plain"]).succeeds();
        assert_ne!(new.plain(), text);
        check(&world, derive, hash, iterations, salt, new.plain());
        if text.contains(',') {
            world.run_in_vain(&["keyring", "export", "-o", "json"]).fails_as("conflict", 5);
            world.run(&["keyring", "export", "--format", "json"]).succeeds();
        }
        let listed = world.run(&["keyring", "list", "-o", "json"]).succeeds();
        assert_eq!(listed.json()[1]["derive"], derive);
    }
});

on_every_engine!(the_salt_may_lie_in_a_file_or_in_the_vault, World::with_sealed_file, |world| {
    world.set("CLAVIGER_KEYRING_DERIVE", "pbkdf2");
    world.set("CLAVIGER_KEYRING_ITERATIONS", "10");
    let add = || world.command(&["keyring", "add", "--stdin", "-o", "json"]).stdin("a passphrase").run();
    let refused = add().fails_as("usage", 2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("keyring.salt"), "{refused}");
    let file = world.write("salt", "sea\n");
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    world.command(&["secret", "set", "app/salt#value", "--stdin"]).stdin("sea").run().succeeds();
    let mut found = std::collections::BTreeSet::new();
    for (name, value) in [
        ("CLAVIGER_KEYRING_SALT", "sea".to_owned()),
        ("CLAVIGER_KEYRING_SALT_FILE", file.display().to_string()),
        ("CLAVIGER_KEYRING_SALT", "vault:app/salt#value".to_owned()),
    ] {
        let run = world.command(&["keyring", "import", "--stdin", "-o", "json"]).env(name, value).stdin("a passphrase");
        found.insert(run.run().succeeds().json()[0]["fingerprint"].as_str().unwrap().to_owned());
    }
    assert_eq!(found.len(), 1, "{found:?}");
    let bad = world.command(&["keyring", "add"]).env("CLAVIGER_KEYRING_SALT", "vault:app/nowhere#x").run();
    bad.exits(3);
    let shown = world.command(&["config", "show"]).env("CLAVIGER_KEYRING_SALT", "sea-salt-of-mine").run().succeeds();
    assert!(!shown.text().contains("sea-salt"), "{shown}");
});

#[test]
fn a_key_made_another_way_is_pointed_out() {
    let world = World::installed(Engine::Sqlite);
    world
        .command(&["keyring", "add", "--stdin"])
        .env("CLAVIGER_KEYRING_DERIVE", "sha256")
        .stdin("phrase")
        .run()
        .succeeds();
    let exported = world.run(&["keyring", "export"]).succeeds();
    assert!(exported.messages().contains("in another way (sha256) than the primary one (raw)"), "{exported}");
    assert_eq!(ring(&world)["keys"][1]["made_of"]["derive"], "sha256");
}
