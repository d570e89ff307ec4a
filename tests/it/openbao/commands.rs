//! The main jobs on every pair of backends: the same commands, the same answers, wherever secrets are kept.

use serde_json::{Value, json};

use crate::common::backends::on_every_backend;
use crate::common::openbao::Mount;
use crate::common::{Engine, VaultKind, World};

on_every_backend!(an_installation_is_complete_and_making_it_again_changes_nothing, |world| {
    let keys = world.run(&["keyring", "list", "-o", "json"]).succeeds();
    assert_eq!(keys.json()[0]["state"], "primary");
    let again = world.run(&["init", world.installation().to_str().unwrap(), "-o", "json"]).succeeds();
    assert_eq!(again.envelope()["changed"], false, "{again}");
    let status = world.run(&["status", "-o", "json"]).succeeds();
    assert_eq!(status.envelope()["ok"], true);
    let after = world.run(&["keyring", "list", "-o", "json"]).succeeds();
    assert_eq!(keys.json(), after.json());
});

on_every_backend!(a_secret_goes_through_its_whole_life, |world| {
    let set = |value: &str| {
        world.command(&["secret", "set", "app/db#password", "--stdin", "-o", "json"]).stdin(value).run().succeeds()
    };
    let get = || world.run(&["secret", "get", "app/db#password", "-o", "plain", "--reveal"]);
    assert_eq!(set("first é \"quoted\" \u{2028}").envelope()["changed"], true);
    assert_eq!(get().succeeds().plain(), "first é \"quoted\" \u{2028}");
    set("second");
    world.run(&["secret", "set", "app/db#user", "--generate", "hex", "-o", "json"]).succeeds();
    let history = world.run(&["secret", "history", "app/db", "-o", "json"]).succeeds();
    let versions: Vec<_> = history.json().as_array().unwrap().iter().map(|row| row["version"].clone()).collect();
    assert_eq!(versions, [3, 2, 1]);
    let listed = world.run(&["secret", "list", "-o", "plain"]).succeeds();
    assert!(listed.text().lines().any(|line| line == "app/db"), "{listed}");
    world.run(&["secret", "rollback", "app/db", "--version", "1", "--yes"]).succeeds();
    assert_eq!(get().succeeds().plain(), "first é \"quoted\" \u{2028}");
    world.run(&["secret", "delete", "app/db", "--yes"]).succeeds();
    get().exits(3);
    world.run(&["secret", "rollback", "app/db", "--version", "3", "--yes"]).succeeds();
    assert_eq!(get().succeeds().plain(), "second");
    world.run(&["secret", "delete", "app/db", "--destroy", "--yes"]).succeeds();
    get().exits(3);
    assert_eq!(world.run(&["secret", "history", "app/db"]).code, 3);
});

on_every_backend!(what_was_encrypted_is_decrypted, |world| {
    let tokens = world.command(&["keyring", "encrypt"]).stdin("one\ntwo\n").run().succeeds();
    let values = world.command(&["keyring", "decrypt"]).stdin(tokens.text()).run().succeeds();
    assert_eq!(values.text(), "one\ntwo\n");
});

on_every_backend!(a_key_is_delivered_to_the_vault_and_works, |world| {
    world.run(&["user", "create", "ann@example.com", "--no-password"]).succeeds();
    let create = ["apikey", "create", "--user", "ann@example.com", "--name", "ci", "--to", "vault:ci/key#value"];
    world.run(&create).succeeds();
    let key = world.run(&["secret", "get", "ci/key#value", "-o", "plain", "--reveal"]).succeeds();
    world.command(&["apikey", "verify", "--stdin"]).stdin(key.plain()).run().succeeds();
    world.run(&create).exits(5);
});

#[test]
fn a_secret_is_in_the_server_and_nowhere_else() {
    let world = World::installed_on(Engine::Sqlite, VaultKind::OpenBao);
    let secret = "c4nary-9QxZ71";
    world.command(&["secret", "set", "app/db#password", "--stdin"]).stdin(secret).run().succeeds();
    world.run(&["secret", "list", "-vv"]).succeeds();
    world.run(&["secret", "history", "app/db", "-o", "json"]).succeeds();
    world.command(&["secret", "list"]).env("RUST_LOG", "trace").run().succeeds();
    world.command(&["keyring", "list"]).env("VAULT_TOKEN", "s.wrong").run().exits(4);
    world.secret(secret).assert_nowhere();
    world.secret(world.mount().server.token.clone()).assert_nowhere();
    let stored = world.mount().must("GET", "data/app/db", &Value::Null);
    assert_eq!(stored["data"]["data"], json!({ "password": secret }));
}

#[test]
fn an_installation_on_a_server_needs_no_variable_but_the_token() {
    let world = World::installed_on(Engine::Sqlite, VaultKind::OpenBao);
    let config = std::fs::read_to_string(world.installation().join("claviger.toml")).unwrap();
    assert!(!config.contains(&world.mount().server.token), "{config}");
    let token = world.mount().server.token.clone();
    let command = world.command(&["keyring", "list"]);
    let bare = command.without_env("VAULT_ADDR").without_env("VAULT_CACERT").without_env("CLAVIGER_VAULT_AUTH_MOUNT");
    bare.run().succeeds();
    world.command(&["keyring", "list"]).without_env("VAULT_TOKEN").run().exits(2);
    // As `bao login` leaves it.
    let home = std::path::PathBuf::from(world.variable("HOME").unwrap());
    std::fs::write(home.join(".vault-token"), format!("{token}\n")).unwrap();
    let loose = world.command(&["keyring", "list"]).without_env("VAULT_TOKEN").run().exits(4);
    assert!(loose.messages().contains("chmod 600"), "{loose}");
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(home.join(".vault-token"), private).unwrap();
    world.command(&["keyring", "list"]).without_env("VAULT_TOKEN").run().succeeds();
    let shown = world.command(&["config", "show", "-o", "json"]).run().succeeds();
    assert!(!shown.text().contains(&token), "{shown}");
}

#[test]
fn a_server_that_refuses_us_is_noticed_before_anything_is_made() {
    let world = World::sealed().with_server(Mount::new());
    let directory = world.installation();
    let init = |variable: &str, value: &str, code: i32| {
        let finished = world.command(&["init", directory.to_str().unwrap()]).env(variable, value).run().exits(code);
        assert!(!directory.exists(), "{finished}");
    };
    init("VAULT_TOKEN", "s.wrong", 4);
    init("VAULT_ADDR", "https://127.0.0.1:1", 6);
    init("VAULT_CACERT", "/nonexistent", 3);
    init("CLAVIGER_VAULT_AUTH_MOUNT", "nowhere-at-all", 2);
    let address = world.variable("VAULT_ADDR").unwrap();
    let command = world.command(&["init", directory.to_str().unwrap(), "--vault-addr"]).arg(address);
    command.without_env("VAULT_ADDR").run().succeeds();
    let other = ["init", directory.to_str().unwrap(), "--vault-addr", "https://other.example:8200"];
    world.run(&other).exits(5);
}

on_every_backend!(the_state_of_the_vault_is_told, |world| {
    let status = world.run(&["vault", "status", "-o", "json"]).succeeds();
    let data = status.json();
    assert_eq!((&data["sealed"], data["kind"].is_string()), (&json!(false), true), "{status}");
    if data["kind"] == "server" {
        assert_eq!((&data["initialized"], &data["standby"]), (&json!(true), &json!(false)));
        assert_eq!(data["token"]["policies"], json!(["root"]));
        assert_eq!(data["mount"], world.mount().name);
    }
    assert_eq!(world.run(&["vault", "status", "-o", "plain"]).succeeds().plain(), "unsealed");
    world.run(&["vault", "status"]).succeeds();
});
