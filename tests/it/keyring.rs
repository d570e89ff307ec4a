//! `keyring`: the encryption keys by fingerprint, and values encrypted and decrypted with them.

mod destroyed;
mod directory;
mod forms;
mod life;
mod passphrases;

use std::path::Path as FilePath;

use claviger::base::{Clock, Rng};
use claviger::vault::{Field, Path, SealedFile, Unlock, Vault};

use crate::common::backends::on_every_engine;
use crate::common::kill::kill_sweep;
use crate::common::sql::block_on;
use crate::common::{Engine, Finished, World};

/// The keyring document as it lies in the vault.
pub fn document(world: &World) -> serde_json::Value {
    let directory = world.installation();
    let unlock = Unlock::KeyFile(directory.join("claviger.key"));
    let mut vault = SealedFile::open(directory.join("claviger.vault"), unlock, Clock::System, Rng::system()).unwrap();
    let (document, _) = block_on(vault.read(&Path::parse("claviger/keyring").unwrap())).unwrap().unwrap();
    let field = document.find_field(&Field::parse("keyring").unwrap()).unwrap();
    serde_json::from_slice(field.expose()).unwrap()
}

/// The keyring as the vault of any kind holds it.
pub fn ring(world: &World) -> serde_json::Value {
    if !world.has_server() {
        return document(world);
    }
    let answer = world.mount().must("GET", "data/claviger/keyring", &serde_json::Value::Null);
    serde_json::from_str(answer["data"]["data"]["keyring"].as_str().unwrap()).unwrap()
}

/// The states of all keys, oldest first, those that are destroyed last.
pub fn states(world: &World) -> Vec<String> {
    let listed = world.run(&["keyring", "list", "-o", "json"]).succeeds();
    listed.json().as_array().unwrap().iter().map(|key| key["state"].as_str().unwrap().to_owned()).collect()
}

/// The fingerprints of all keys, in the same order.
pub fn fingerprints(world: &World) -> Vec<String> {
    world.run(&["keyring", "list", "-o", "plain"]).succeeds().text().lines().map(str::to_owned).collect()
}

/// Puts another key in the place of the primary one; gives its fingerprint.
pub fn replace_primary(world: &World) -> String {
    world.run(&["keyring", "add", "-q"]).succeeds();
    world.run(&["keyring", "promote", "--yes", "-o", "plain"]).succeeds().plain().to_owned()
}

/// The primary key, in the text form that every implementation reads.
pub fn key(world: &World) -> String {
    document(world)["keys"][0]["key"].as_str().unwrap().to_owned()
}

#[track_caller]
fn encrypt(world: &World, input: impl AsRef<[u8]>) -> Finished {
    world.command(&["keyring", "encrypt"]).stdin(input).run().succeeds()
}

#[track_caller]
fn decrypt(world: &World, input: impl AsRef<[u8]>) -> Finished {
    world.command(&["keyring", "decrypt"]).stdin(input).run()
}

on_every_engine!(keys_are_shown_by_fingerprint_and_by_nothing_else, World::with_sealed_file, |world| {
    let listed = world.run_in_vain(&["keyring", "list", "-o", "json"]).succeeds_with(false);
    assert_eq!(
        listed.fields(),
        ["created_at", "derive", "destroyed_at", "fingerprint", "promoted_at", "retired_at", "state"]
    );
    let entry = &listed.json()[0];
    let fingerprint = entry["fingerprint"].as_str().unwrap();
    assert!(fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()), "{fingerprint}");
    assert_eq!(entry["state"], "primary");
    assert_eq!(world.run(&["keyring", "list", "-o", "plain"]).succeeds().plain(), fingerprint);
    let csv = world.run(&["keyring", "list", "-o", "csv"]).succeeds();
    assert!(csv.text().starts_with(&format!("fingerprint,state,created_at\n{fingerprint},primary,")), "{csv}");
    world.run(&["keyring", "list"]).succeeds();
    encrypt(world, "value");
    let key = key(world);
    assert_eq!(key.len(), 44);
    world.assert_secret_nowhere(&key);
    let another = World::installed(Engine::Sqlite);
    assert_ne!(another.run(&["keyring", "list", "-o", "plain"]).succeeds().plain(), fingerprint);
});

on_every_engine!(the_first_use_is_noted_before_anything_is_encrypted, World::with_sealed_file, |world| {
    assert_eq!(document(world)["is_used"], false);
    let run = |flags: &[&str]| world.command(&["keyring", "encrypt"]).args(flags).stdin("value");
    run(&["--dry-run", "-o", "json"]).run_in_vain().succeeds_with(false);
    run(&["-n", "--detailed-exitcode"]).run_in_vain().exits(11);
    // Without a value no key was used.
    let nothing = world.run_in_vain(&["keyring", "encrypt", "-o", "json"]).succeeds_with(false);
    assert_eq!(nothing.json(), serde_json::json!([]));
    let (first, events) = world.events_of(|| run(&["-o", "json"]).run().succeeds_with(true));
    let event = "keyring.first_used claviger/keyring";
    assert_eq!(events, [format!("{event} (intent)"), format!("{event} (outcome)")]);
    assert_eq!(document(world)["is_used"], true);
    let second = run(&["-o", "json"]).run_in_vain().succeeds_with(false);
    run(&["-n", "--detailed-exitcode"]).run_in_vain().succeeds();
    // The same value never looks the same.
    assert_ne!(first.json()[0]["value"], second.json()[0]["value"]);
    assert_eq!(decrypt(world, first.json()[0]["value"].as_str().unwrap()).succeeds().plain(), "value");
});

on_every_engine!(values_of_any_kind_come_back_as_they_went_in, |world| {
    let long = "x".repeat(2 * 1024 * 1024);
    for value in ["value", "", " two  blanks ", "größe 漢字 🔑", "tab\tand\rreturn", "-o json", "\u{1b}[31m", &long]
    {
        let token = encrypt(world, format!("{value}\n"));
        let token = token.plain();
        assert!(token.starts_with("gAAAAA") && token.is_ascii(), "{token:.80}");
        let plain = decrypt(world, token).succeeds();
        assert_eq!(plain.stdout, format!("{value}\n").as_bytes());
    }
    let bytes = b"\xff\x00\xfe";
    assert_eq!(decrypt(world, encrypt(world, bytes).stdout).succeeds().stdout, b"\xff\x00\xfe\n");
    // Lines in, lines out; a newline at the end ends a line, and begins none.
    for (input, output) in [("a\nb", "a\nb\n"), ("a\nb\n", "a\nb\n"), ("a\n\nb\n", "a\n\nb\n"), ("\n", "\n"), ("", "")]
    {
        let tokens = encrypt(world, input);
        assert_eq!(tokens.text().lines().count(), output.lines().count(), "{input:?}");
        assert_eq!(decrypt(world, &tokens.stdout).succeeds().text(), output, "{input:?}");
    }
    let many = (0..3000).map(|number| format!("customer {number}\n")).collect::<Vec<_>>().concat();
    assert_eq!(decrypt(world, encrypt(world, &many).stdout).succeeds().text(), many);
});

on_every_engine!(tokens_and_values_are_printed_in_every_format, |world| {
    let run = |verb: &str, format: &str, input: &str| {
        world.command(&["keyring", verb, "-o", format]).stdin(input).run().succeeds()
    };
    let tokens = run("encrypt", "plain", "=1+1\nb");
    assert_eq!(tokens.text().lines().count(), 2);
    let json = run("decrypt", "json", tokens.text());
    assert_eq!(json.json(), serde_json::json!([{"value": "=1+1"}, {"value": "b"}]));
    assert_eq!(json.envelope()["changed"], false);
    assert_eq!(run("decrypt", "jsonl", tokens.text()).text(), "{\"value\":\"=1+1\"}\n{\"value\":\"b\"}\n");
    assert_eq!(run("decrypt", "csv", tokens.text()).text(), "value\n'=1+1\nb\n");
    assert_eq!(run("decrypt", "plain", tokens.text()).text(), "=1+1\nb\n");
    let bytes = encrypt(world, b"\xff").text().to_owned();
    let refused = world.command(&["keyring", "decrypt", "-o", "json"]).stdin(bytes).run().fails_as("usage", 2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("-o plain"), "{refused}");
});

on_every_engine!(what_is_no_token_of_ours_is_an_error_and_nothing_is_printed, |world| {
    let token = encrypt(world, "value").plain().to_owned();
    let foreign = encrypt(&World::installed(Engine::Sqlite), "value").plain().to_owned();
    let mut tampered = token.clone().into_bytes();
    tampered[40] ^= 1;
    let tampered = String::from_utf8_lossy(&tampered).into_owned();
    for bad in ["value", "gAAAAA", &foreign, &tampered, &token[..token.len() - 4], "", "\u{1b}[2J"] {
        let input = format!("{token}\n{bad}\n{token}\n");
        let run = world.command(&["keyring", "decrypt", "-o", "json"]).stdin(input).run_in_vain();
        let refused = run.fails_as("integrity", 9);
        assert!(refused.error()["message"].as_str().unwrap().starts_with("line 2 "), "{refused}");
    }
    // Blanks around a token come from the table it was copied from.
    assert_eq!(decrypt(world, format!("  {token} \r\n")).succeeds().plain(), "value");
    assert_eq!(decrypt(world, "").succeeds().text(), "");
});

on_every_engine!(neither_key_nor_value_leaves_a_trace, World::with_sealed_file, |world| {
    let value = "a value that nobody else may read";
    let token = encrypt(world, value);
    let plain = decrypt(world, &token.stdout).succeeds();
    world.secret(value).except_output_of(&plain).assert_nowhere();
    world.secret(key(world)).assert_nowhere();
});

#[test]
fn without_a_vault_nothing_is_encrypted() {
    let world = World::installed(Engine::Sqlite);
    let directory = world.installation();
    let (vault, key) = (directory.join("claviger.vault"), directory.join("claviger.key"));
    let hidden = world.path("hidden");
    let without = |path: &FilePath, codes: &[i32]| {
        std::fs::rename(path, &hidden).unwrap();
        for verb in ["list", "encrypt", "decrypt"] {
            let refused = world.command(&["keyring", verb, "-o", "json"]).stdin("value").run();
            assert!(codes.contains(&refused.code), "{refused}");
            assert!(refused.stdout.is_empty() && refused.error()["hint"].is_string(), "{refused}");
        }
        std::fs::rename(&hidden, path).unwrap();
    };
    without(&vault, &[3]);
    without(&key, &[2, 3, 4]);
    world.set("CLAVIGER_KEYRING_PATH", "another/keyring");
    let refused = world.run_in_vain(&["keyring", "list", "-o", "json"]).fails_as("not_found", 3);
    assert_eq!(refused.error()["hint"], "claviger init makes one");
}

#[test]
fn a_person_is_told_what_to_type() {
    let world = World::installed(Engine::Sqlite);
    let mut terminal = world.terminal(&["keyring", "encrypt"]);
    terminal.expect("One value a line; Ctrl-D ends");
    terminal.type_line("value");
    terminal.press_control('d');
    let shown = terminal.end().succeeds();
    let token = shown.text().lines().map(str::trim).find(|line| line.starts_with("gAAAAA")).unwrap().to_owned();
    assert_eq!(decrypt(&world, token).succeeds().plain(), "value");
}

#[test]
fn a_key_that_made_a_token_is_marked_as_used_whenever_the_run_was_killed() {
    let swept = kill_sweep(
        || World::installed(Engine::Sqlite),
        &["keyring", "encrypt"],
        |run| run.stdin("value"),
        |world, _| {
            let printed = world.runs().last().unwrap().stdout.clone();
            if !printed.is_empty() {
                assert_eq!(document(world)["is_used"], true);
                assert_eq!(decrypt(world, printed).succeeds().plain(), "value");
            }
            let token = encrypt(world, "again");
            assert_eq!(decrypt(world, &token.stdout).succeeds().plain(), "again");
            assert_eq!(document(world)["is_used"], true);
            assert_eq!(world.open_operations(), 0);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}
