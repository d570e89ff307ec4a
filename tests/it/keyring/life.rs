//! The states of a key: which steps there are, which are refused, and what each leaves in the record.

use super::{decrypt, encrypt, fingerprints, replace_primary, ring, states};
use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::{Engine, World};

on_every_backend!(a_key_goes_through_its_life_step_by_step, |world| {
    let before = encrypt(world, "before");
    let old = fingerprints(world)[0].clone();
    let (added, events) = world.events_of(|| world.run(&["keyring", "add", "-o", "json"]).succeeds_with(true));
    assert_eq!(events, ["keyring.added claviger/keyring (intent)", "keyring.added claviger/keyring (outcome)"]);
    let new = added.json()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(states(world), ["primary", "staged"]);
    // What is staged decrypts nothing yet and encrypts nothing.
    let still = encrypt(world, "still the old key");
    world.run(&["keyring", "promote", "-o", "json"]).exits(12);
    let (promoted, events) =
        world.events_of(|| world.run(&["keyring", "promote", "--yes", "-o", "json"]).succeeds_with(true));
    assert_eq!(events, ["keyring.promoted claviger/keyring (intent)", "keyring.promoted claviger/keyring (outcome)"]);
    assert_eq!(promoted.json()["fingerprint"], new.as_str());
    assert_eq!(states(world), ["secondary", "primary"]);
    let after = encrypt(world, "after");
    for (token, value) in [(&before, "before"), (&still, "still the old key"), (&after, "after")] {
        assert_eq!(decrypt(world, &token.stdout).succeeds().plain(), value);
    }
    world.run_in_vain(&["keyring", "promote", "--yes", "-o", "json"]).succeeds_with(false);
    world.run_in_vain(&["keyring", "promote", &new[..6], "--yes", "-o", "json"]).succeeds_with(false);
    // The primary key is not retired; a secondary one is not destroyed.
    world.run_in_vain(&["keyring", "retire", &new, "--yes", "-o", "json"]).fails_as("conflict", 5);
    world.run_in_vain(&["keyring", "destroy", &old, "--yes", "-o", "json"]).fails_as("conflict", 5);
    let (_, events) =
        world.events_of(|| world.run(&["keyring", "retire", &old[..8], "--yes", "-o", "json"]).succeeds_with(true));
    assert_eq!(events, ["keyring.retired claviger/keyring (intent)", "keyring.retired claviger/keyring (outcome)"]);
    assert_eq!(states(world), ["retired", "primary"]);
    world.run_in_vain(&["keyring", "retire", &old, "--yes", "-o", "json"]).succeeds_with(false);
    // It still decrypts, and can be made primary again.
    assert_eq!(decrypt(world, &before.stdout).succeeds().plain(), "before");
    world.run(&["keyring", "promote", &old, "--yes"]).succeeds();
    assert_eq!(states(world), ["primary", "secondary"]);
    assert_eq!(ring(world)["keys"][0]["retired_at"], serde_json::Value::Null);
});

on_every_engine!(a_key_is_staged_once, World::with_sealed_file, |world| {
    let key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let add = |text: &str| world.command(&["keyring", "add", "--stdin", "-o", "json"]).stdin(text).run();
    let added = add(&format!("{key}\n")).succeeds_with(true);
    assert_eq!(added.json()["fingerprint"], "ae9572ea0dd4f2f4");
    // One more while that waits, and the same once more.
    for refused in [add(key), world.run(&["keyring", "add", "-o", "json"])] {
        let error = refused.fails_as("conflict", 5).error();
        assert!(error["hint"].as_str().unwrap().contains("keyring destroy ae9572ea0dd4f2f4"), "{error}");
    }
    world.run(&["keyring", "promote", "--yes"]).succeeds();
    let error = add(key).fails_as("conflict", 5).error();
    assert!(error["message"].as_str().unwrap().contains("in the keyring already"), "{error}");
    // What never was in use may go, and does not come back.
    let second = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    add(second).succeeds_with(true);
    world.run(&["keyring", "destroy", "d6330de5", "--yes"]).succeeds();
    assert_eq!(states(world), ["secondary", "primary", "destroyed"]);
    let error = add(second).fails_as("conflict", 5).error();
    assert!(error["message"].as_str().unwrap().contains("was destroyed"), "{error}");
    for (text, code) in [("", 2), ("AAAA", 2), ("no key at all", 2)] {
        add(text).exits(code);
    }
    world.secret(key).assert_nowhere();
});

on_every_engine!(a_key_is_named_by_the_beginning_of_its_fingerprint, |world| {
    let primary = replace_primary(world);
    for verb in ["promote", "retire", "destroy"] {
        let run = |key: &str| world.run_in_vain(&["keyring", verb, key, "--yes", "-o", "json"]);
        let missing = run(if primary.starts_with("0000") { "1111" } else { "0000" }).fails_as("not_found", 3);
        assert_eq!(missing.error()["hint"], "claviger keyring list");
        run(&primary[..3]).fails_as("usage", 2);
        run("primary").fails_as("usage", 2);
    }
});

on_every_engine!(a_key_that_a_running_application_lacks_is_not_promoted, |world| {
    let new = world.run(&["keyring", "add", "-o", "plain"]).succeeds().plain().to_owned();
    let old = fingerprints(world)[0].clone();
    let heartbeat = |application: &str, held: &str, seen_at: &str| {
        world.execute(&format!(
            "INSERT INTO claviger_key_heartbeats VALUES ('{application}', '{held}', {seen_at}) \
             ON CONFLICT (application) DO UPDATE SET fingerprints = excluded.fingerprints, seen_at = excluded.seen_at"
        ));
    };
    let now = match world.database().engine() {
        Engine::Sqlite => "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
        Engine::Postgres => "now()",
    };
    heartbeat("web", &old, now);
    heartbeat("worker", &format!("{old} {}", new.to_uppercase()), now);
    // Heard of too long ago.
    heartbeat("old", &old, "'2026-01-01 00:00:00'");
    let promote = || world.run_in_vain(&["keyring", "promote", "--yes", "-o", "json"]);
    let refused = promote().fails_as("conflict", 5);
    let message = refused.error()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("1 application does not hold") && message.ends_with(": `web`"), "{message}");
    heartbeat("web", &format!("{new} {old}"), now);
    world.run(&["keyring", "promote", "--yes", "-o", "json"]).succeeds_with(true);
});

on_every_engine!(a_key_that_values_need_is_not_retired, |world| {
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, secret text)");
    for (number, token) in encrypt(world, "a\nb\nc").text().lines().enumerate() {
        world.execute(&format!("INSERT INTO notes VALUES ({number}, '{token}')"));
    }
    let config = world.installation().join("claviger.toml");
    let text = std::fs::read_to_string(&config).unwrap() + "\n[[encrypted]]\ntable = 'notes'\ncolumns = ['secret']\n";
    std::fs::write(&config, text).unwrap();
    let old = fingerprints(world)[0].clone();
    replace_primary(world);
    let refused = world.run_in_vain(&["keyring", "retire", &old, "--yes", "-o", "json"]).fails_as("conflict", 5);
    assert!(refused.error()["message"].as_str().unwrap().contains("3 values"), "{refused}");
    world.run(&["keyring", "reencrypt", "--yes"]).succeeds();
    world.run(&["keyring", "retire", &old, "--yes"]).succeeds();
    // Old values come back with an old backup.
    world.execute("UPDATE notes SET secret = NULL");
    world.run(&["keyring", "destroy", &old, "--yes"]).succeeds();
});

#[test]
fn the_document_of_an_earlier_version_is_read_and_written_anew() {
    use claviger::base::{Clock, Rng, Secret};
    use claviger::vault::{Document, Field, Path, SealedFile, Unlock, Vault};
    let world = World::installed(Engine::Sqlite);
    let key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let text = format!(
        r#"{{"form":1,"is_used":true,"keys":[{{"key":"{key}","state":"primary","created_at":"2026-01-02T03:04:05Z"}}]}}"#
    );
    let directory = world.installation();
    let unlock = Unlock::KeyFile(directory.join("claviger.key"));
    let mut vault = SealedFile::open(directory.join("claviger.vault"), unlock, Clock::System, Rng::system()).unwrap();
    let mut document = Document::new();
    document.set(Field::parse("keyring").unwrap(), Secret::from_text(text));
    let path = Path::parse("claviger/keyring").unwrap();
    crate::common::sql::block_on(async {
        let (_, revision) = vault.read(&path).await.unwrap().unwrap();
        vault.write(&path, &document, revision.version, "").await.unwrap();
    });
    let token = encrypt(&world, "value");
    let new = replace_primary(&world);
    assert_eq!(fingerprints(&world), ["ae9572ea0dd4f2f4", &new]);
    assert_eq!(ring(&world)["form"], 2);
    assert_eq!(ring(&world)["keys"][0]["promoted_at"], "2026-01-02T03:04:05Z");
    assert_eq!(decrypt(&world, &token.stdout).succeeds().plain(), "value");
}
