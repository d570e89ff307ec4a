//! `config`: every setting says where it comes from, and no password is shown.

use serde_json::Value;

use crate::common::{Engine, Finished, World};

const PASSWORD: &str = "hunter2-4f9c";

fn setting(finished: &Finished, key: &str) -> (Value, Value) {
    let data = finished.json();
    let found = data.as_array().unwrap().iter().find(|setting| setting["key"] == key);
    let found = found.unwrap_or_else(|| panic!("no `{key}`:\n{finished}"));
    (found["value"].clone(), found["origin"].clone())
}

fn show(world: &World, args: &[&str]) -> Finished {
    let args: Vec<&str> = ["config", "show", "-o", "json"].iter().chain(args).copied().collect();
    world.run(&args).succeeds()
}

#[track_caller]
fn insist(finished: &Finished, key: &str, value: impl Into<Value>, origin: impl Into<Value>) {
    assert_eq!(setting(finished, key), (value.into(), origin.into()), "{key}");
}

#[test]
fn every_value_says_where_it_comes_from() {
    let world = World::sealed();
    insist(&show(&world, &[]), "issuer", "claviger", "default");
    insist(&show(&world, &[]), "database_url", Value::Null, Value::Null);
    let file = world
        .write("claviger.toml", "issuer = 'Example'\nkeyring.path = 'a/b'\n[profiles.staging]\nissuer = 'Staging'\n");
    let file = file.to_str().unwrap();
    let named = show(&world, &["--config", file]);
    insist(&named, "issuer", "Example", "file");
    insist(&named, "keyring.path", "a/b", "file");
    insist(&named, "password.scheme", "argon2id", "default");
    insist(&show(&world, &["--config", file, "--profile", "staging"]), "issuer", "Staging", "profile staging");
    world.set("CLAVIGER_ISSUER", "Variable");
    insist(&show(&world, &["--config", file]), "issuer", "Variable", "environment CLAVIGER_ISSUER");
    world.set("DATABASE_URL", "sqlite:conventional.db");
    insist(&show(&world, &[]), "database_url", "sqlite:conventional.db", "environment DATABASE_URL");
    insist(&show(&world, &["--database-url", "sqlite:flag.db"]), "database_url", "sqlite:flag.db", "flag");
}

#[test]
fn the_names_of_tables_are_part_of_it() {
    let world = World::sealed();
    let text = "[tables.users]\ntable = 'user'\nactive = 'enabled'\n[tables.roles]\ntable = ''\n\
                [profiles.old.tables.users]\ntable = 'people'\n";
    let file = world.write("claviger.toml", text);
    let file = file.to_str().unwrap();
    let shown = show(&world, &["--config", file]);
    insist(&shown, "tables.users.table", "user", "file");
    insist(&shown, "tables.users.active", "enabled", "file");
    insist(&shown, "tables.users.email", "email", "default");
    insist(&shown, "tables.users.name", Value::Null, "file");
    insist(&shown, "tables.roles.table", Value::Null, "file");
    insist(&shown, "tables.api_keys.last_used", "last_used", "default");
    let of_profile = show(&world, &["--config", file, "--profile", "old"]);
    insist(&of_profile, "tables.users.table", "people", "profile old");
    insist(&of_profile, "tables.roles.table", "roles", "default");
}

#[test]
fn a_part_can_be_asked_for() {
    let world = World::sealed();
    let keys = |args: &[&str]| {
        let data = show(&world, args).json();
        let keys = data.as_array().unwrap().iter().map(|setting| setting["key"].as_str().unwrap().to_owned());
        keys.collect::<Vec<_>>()
    };
    assert_eq!(keys(&["password", "issuer"]), ["issuer", "password.scheme", "password.policy"]);
    assert_eq!(keys(&["tables.roles"]), ["tables.roles.table", "tables.roles.name", "tables.roles.description"]);
    assert_eq!(world.run(&["config", "show", "password.policy", "-o", "plain"]).plain(), "nist");
    assert_eq!(world.run(&["config", "show", "vault", "-o", "plain"]).succeeds().text(), "");
    let unknown = world.run(&["config", "show", "isuer", "-o", "json"]).exits(3).error();
    assert_eq!(unknown["hint"], "did you mean `issuer`?");
}

#[test]
fn no_password_is_shown_in_any_format() {
    let world = World::sealed();
    let url = format!("postgresql://app:{PASSWORD}@db.example:5432/app?sslmode=verify-full");
    world.set("DATABASE_URL", &url);
    for format in ["table", "json", "jsonl", "csv", "plain"] {
        let finished = world.run(&["config", "show", "-v", "-o", format]).succeeds();
        let masked = "postgresql://app:********@db.example:5432/app?sslmode=verify-full";
        assert!(finished.text().contains(masked), "{finished}");
    }
    world.assert_secret_nowhere(PASSWORD);
    // A file that holds the URL is named, not read.
    let world = World::sealed();
    let secret = world.write("url", &url);
    world.set("CLAVIGER_DATABASE_URL_FILE", &secret);
    let shown = show(&world, &[]);
    insist(&shown, "database_url_file", secret.to_str().unwrap(), "environment CLAVIGER_DATABASE_URL_FILE");
    world.secret(PASSWORD).except_file(&secret).assert_nowhere();
}

#[test]
fn the_file_in_force_is_named_with_how_it_was_found() {
    let world = World::sealed();
    let home = world.variable("XDG_CONFIG_HOME").unwrap().into_string().unwrap();
    let missing = world.run(&["config", "path", "-o", "json"]).exits(3).error();
    assert!(missing["message"].as_str().unwrap().contains(&home), "{missing}");
    assert!(missing["hint"].as_str().unwrap().contains("claviger init"), "{missing}");
    let path = |args: &[&str]| {
        let data = world.run(&[&["config", "path", "-o", "json"], args].concat()).succeeds().json();
        (data["path"].as_str().unwrap().to_owned(), data["named_by"].as_str().unwrap().to_owned())
    };
    let found = format!("{home}/claviger/claviger.toml");
    std::fs::create_dir_all(format!("{home}/claviger")).unwrap();
    std::fs::write(&found, "").unwrap();
    assert_eq!(path(&[]), (found.clone(), "found".into()));
    assert_eq!(world.run(&["config", "path", "-o", "plain"]).plain(), found);
    let other = world.write("other.toml", "");
    let other_text = other.to_str().unwrap().to_owned();
    assert_eq!(path(&["--config", "other.toml"]), (other_text.clone(), "flag".into()));
    world.set("CLAVIGER_CONFIG", &other);
    assert_eq!(path(&[]), (other_text, "environment CLAVIGER_CONFIG".into()));
    world.set("CLAVIGER_CONFIG", "nowhere.toml");
    world.run(&["config", "path"]).exits(2);
}

#[test]
fn a_file_in_the_current_directory_is_not_used_by_itself() {
    let world = World::sealed();
    world.write("claviger.toml", "issuer = 'Mallory'\n");
    world.run(&["config", "path"]).exits(3);
    insist(&show(&world, &[]), "issuer", "claviger", "default");
}

#[test]
fn an_installation_shows_its_own_file() {
    let world = World::installed(Engine::Sqlite);
    let shown = show(&world, &[]);
    insist(&shown, "database_url", "sqlite:app.db", "file");
    insist(&shown, "vault", "file:claviger.vault", "file");
}
