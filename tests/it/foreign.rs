//! On the database of an application that was there before: a table called `user`, UUID keys, a native enum as role,
//! truth kept as integers, columns that are missing. The mapping is all that claviger is told.

use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::{Engine, World};
use crate::statements::{MAPPING, foreign_world};

/// Installs claviger beside the application, and tells it the names.
fn installed(engine: Engine) -> World {
    adopt(foreign_world(engine), MAPPING)
}

#[track_caller]
fn adopt(world: World, mapping: &str) -> World {
    let directory = world.installation();
    let url = world.database().url();
    world.run(&["init", directory.to_str().unwrap(), "--database-url", &url]).succeeds();
    let config = directory.join("claviger.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n{mapping}")).unwrap();
    world.set("CLAVIGER_CONFIG", config);
    world
}

/// A user whom the application made.
#[track_caller]
fn application_makes(world: &World, mail: &str, role: &str) {
    world.execute(&format!("INSERT INTO \"user\" (mail, pw, role) VALUES ('{mail}', '!', '{role}')"));
}

fn tables(world: &World) -> Vec<String> {
    let query = match world.database().engine() {
        Engine::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1",
    };
    world.sql(query).into_iter().flatten().collect()
}

on_every_engine!(init_makes_only_tables_of_its_own_and_says_so, foreign_world, |world| {
    let before = tables(world);
    let (directory, url) = (world.installation(), world.database().url());
    let init = ["init", directory.to_str().unwrap(), "--database-url", &url];
    let planned = world.run_in_vain(&[&init[..], &["--dry-run", "--detailed-exitcode"]].concat()).exits(11);
    assert!(planned.messages().contains("only claviger_ tables would be made in it"), "{planned}");
    let said = world.run(&init).succeeds();
    assert!(said.messages().contains("only claviger_ tables were made in it"), "{said}");
    assert!(said.messages().contains("claviger config adopt"), "{said}");
    let made: Vec<String> = tables(world).into_iter().filter(|table| !before.contains(table)).collect();
    assert!(!made.is_empty() && made.iter().all(|table| table.starts_with("claviger_")), "{made:?}");
    let again = world.run_in_vain(&[&init[..], &["-o", "json"]].concat()).succeeds_with(false).json();
    assert_eq!((&again["application_tables"], &again["made"]), (&false.into(), &serde_json::json!([])));
    // Without a mapping there is no table of users, and the hint says what to do about it.
    world.set("CLAVIGER_CONFIG", directory.join("claviger.toml"));
    let refused = world.run_in_vain(&["user", "list", "-o", "json"]).fails_as("usage", 2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("mapping"), "{refused}");
});

on_every_engine!(users_of_a_foreign_schema_have_a_whole_life, installed, |world| {
    application_makes(world, "root@example.com", "ADMIN");
    let create = ["user", "create", "ada@example.com", "--role", "moderator", "--generate-password", "-o", "json"];
    world.run_in_vain(&[&create[..], &["-n", "--detailed-exitcode"]].concat()).exits(11);
    let created = world.run(&create).succeeds_with(true).json();
    let id = created["id"].as_str().unwrap();
    let length = if world.database().engine() == Engine::Postgres { 36 } else { 32 };
    assert_eq!(id.len(), length);
    assert_eq!((&created["role"], &created["created_at"].is_string()), (&"moderator".into(), &true));
    // As the application spells it.
    assert_eq!(world.sql("SELECT role, enabled FROM \"user\" WHERE mail = 'ada@example.com'"), [["MODERATOR", "1"]]);
    assert_eq!(world.check("Ada@example.com", created["password"].as_str().unwrap()), 0);
    for target in ["ada@example.com", id, &id.to_uppercase()] {
        let shown = world.run_in_vain(&["user", "show", target, "-o", "json"]).succeeds_with(false).json();
        assert_eq!((&shown["id"], &shown["role"]), (&id.into(), &"moderator".into()), "{target}");
        assert!(shown["name"].is_null() && shown["created_at"].is_null(), "{shown}");
    }
    world.run_in_vain(&create).exits(5);
    world.run_in_vain(&["user", "create", "b@example.com", "--no-password", "--name", "B"]).exits(2);
    assert_eq!(
        world.run(&["user", "list", "--role", "admin", "-o", "json"]).succeeds().json()[0]["email"],
        "root@example.com"
    );
    let disable = ["user", "disable", id, "--yes", "--reason", "left", "-o", "json"];
    world.run(&disable).succeeds_with(true);
    world.run_in_vain(&disable).succeeds_with(false);
    assert_eq!(world.sql("SELECT enabled FROM \"user\" WHERE mail = 'ada@example.com'"), [["0"]]);
    world.run(&["user", "enable", "ada@example.com", "-o", "json"]).succeeds_with(true);
    world.command(&["user", "set-password", id, "--stdin"]).stdin(crate::user::PASSWORD).run().succeeds();
    assert_eq!(world.check(id, crate::user::PASSWORD), 0);
    world.run(&["user", "delete", id, "--yes", "-o", "json"]).succeeds_with(true);
    world.run_in_vain(&["user", "delete", id, "--yes"]).exits(3);
    assert_eq!(world.sql("SELECT mail FROM \"user\""), [["root@example.com"]]);
    assert_eq!(world.sql("SELECT user_id FROM claviger_user_state").len(), 0);
});

on_every_engine!(the_last_administrator_of_a_foreign_schema_stays, installed, |world| {
    application_makes(world, "root@example.com", "ADMIN");
    application_makes(world, "bob@example.com", "USER");
    world.run_in_vain(&["user", "disable", "root@example.com", "--yes", "-o", "json"]).fails_as("conflict", 5);
    world.run(&["user", "create", "second@example.com", "--role", "admin", "--no-password"]).succeeds();
    world.run(&["user", "disable", "root@example.com", "--yes"]).succeeds();
    world.run_in_vain(&["user", "delete", "second@example.com", "--yes", "-o", "json"]).fails_as("conflict", 5);
    world.run(&["user", "disable", "bob@example.com", "--yes"]).succeeds();
});

#[test]
fn a_role_that_the_enum_does_not_have_is_refused_with_those_it_has() {
    let world = installed(Engine::Postgres);
    let refused =
        world.run_in_vain(&["user", "create", "a@example.com", "--role", "boss", "--no-password", "-o", "json"]);
    assert_eq!(refused.fails_as("usage", 2).error()["hint"], "it allows: ADMIN, MODERATOR, USER, READONLY");
}

on_every_engine!(an_enum_without_administrators_has_no_last_one, foreign_world, |world| {
    if world.database().engine() == Engine::Postgres {
        world.execute("ALTER TYPE user_role RENAME VALUE 'ADMIN' TO 'BOSS'");
    }
    application_makes(world, "bob@example.com", "USER");
    let directory = world.installation();
    world.run(&["init", directory.to_str().unwrap()]).succeeds();
    let config = directory.join("claviger.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n{MAPPING}")).unwrap();
    world.set("CLAVIGER_CONFIG", config);
    world.run(&["user", "disable", "bob@example.com", "--yes"]).succeeds();
    world.run(&["user", "delete", "bob@example.com", "--yes"]).succeeds();
});

on_every_engine!(keys_of_a_foreign_schema_have_a_whole_life, installed, |world| {
    application_makes(world, "root@example.com", "ADMIN");
    application_makes(world, "ci@example.com", "USER");
    let create = ["apikey", "create", "--user", "ci@example.com", "--name", "deploy", "--scope", "a", "-o", "json"];
    world.run_in_vain(&[&create[..], &["-n"]].concat()).succeeds_with(false);
    let created = world.run(&create).succeeds_with(true).json();
    let (id, key) = (created["id"].as_str().unwrap(), created["key"].as_str().unwrap());
    let code = "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest(), end='')";
    let hash = python(code, &[key], b"");
    let row = world.sql("SELECT digest, \"label\", enabled FROM api_key");
    assert_eq!(row, [[&hash, "deploy", "1"]]);
    assert_eq!(world.verify(key), 0);
    // What came out is what goes in: the times of two columns of different types.
    let shown = world.run(&["apikey", "show", id, "-o", "json"]).succeeds().json();
    assert_eq!((&shown["created_at"], &shown["expires_at"]), (&created["created_at"], &created["expires_at"]));
    assert!(shown["last_used"].is_null());
    assert_eq!(world.key_ids(&["--user", "ci@example.com"]), id);
    let rotated = world.run(&["apikey", "rotate", &key[..12], "--overlap", "1h", "-o", "json"]).succeeds().json();
    assert_eq!(rotated["predecessor"]["id"], id);
    let next = rotated["key"].as_str().unwrap();
    assert_eq!((world.verify(key), world.verify(next)), (0, 0));
    world.run(&["user", "disable", "ci@example.com", "--yes"]).succeeds();
    assert_eq!(world.verify(next), 10);
    world.run(&["user", "enable", "ci@example.com"]).succeeds();
    let revoke = ["apikey", "revoke", id, "--yes", "--reason", "leaked", "-o", "json"];
    world.run(&revoke).succeeds_with(true);
    world.run_in_vain(&revoke).succeeds_with(false);
    assert_eq!(world.sql("SELECT enabled FROM api_key ORDER BY created"), [["0"], ["1"]]);
    assert_eq!((world.verify(key), world.verify(next)), (10, 0));
    let enabled = world.run(&["user", "disable", "ci@example.com", "--yes"]).succeeds();
    assert!(enabled.text().contains("disabled"), "{enabled}");
    let enabled = world.run(&["user", "enable", "ci@example.com", "-o", "json"]).succeeds().json();
    assert_eq!(enabled["still_revoked"], serde_json::json!([&key[..12]]));
    world.execute("UPDATE api_key SET expires = '2020-01-01 00:00:00' WHERE enabled = 1");
    assert_eq!(world.verify(next), 10);
    let pruned = world.run(&["apikey", "prune", "--older-than", "0s", "-o", "json"]).succeeds_with(true).json();
    assert_eq!(pruned.as_array().unwrap().len(), 2);
    let key = world.with_key("ci@example.com", "last");
    let deleted = world.run(&["user", "delete", "ci@example.com", "--yes", "-o", "json"]).succeeds_with(true).json();
    assert_eq!((&deleted["api_keys"], world.verify(key)), (&1.into(), 3));
    assert_eq!(world.sql("SELECT key_id FROM claviger_api_key_state").len(), 0);
});

on_every_engine!(an_application_without_keys_has_users_all_the_same, foreign_world, |world| {
    world.execute("DROP TABLE api_key");
    application_makes(world, "root@example.com", "ADMIN");
    let directory = world.installation();
    world.run(&["init", directory.to_str().unwrap()]).succeeds();
    let config = directory.join("claviger.toml");
    let (users, rest) = MAPPING.split_once("[tables.api_keys]").unwrap();
    let (_, roles) = rest.split_once("[tables.roles]").unwrap();
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n{users}[tables.api_keys]\ntable = \"\"\n[tables.roles]{roles}")).unwrap();
    world.set("CLAVIGER_CONFIG", config);
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world.run(&["user", "disable", "ada@example.com", "--yes"]).succeeds();
    world.run(&["user", "enable", "ada@example.com"]).succeeds();
    world.run(&["user", "delete", "ada@example.com", "--yes"]).succeeds();
    for args in [&["apikey", "list"] as &[&str], &["apikey", "create", "--user", "root@example.com", "--name", "x"]] {
        let refused = world.run_in_vain(&[args, &["-o", "json"]].concat()).fails_as("usage", 2);
        assert!(refused.error()["message"].as_str().unwrap().contains("tables.api_keys"), "{refused}");
    }
});

/// As object mappers make tables: the key is made by the application's code, and nothing has a default.
fn without_defaults(engine: Engine) -> World {
    let world = foreign_world(engine);
    match engine {
        Engine::Postgres => world.execute(
            "ALTER TABLE \"user\" ALTER \"user id\" DROP DEFAULT, ALTER role DROP DEFAULT, ALTER enabled DROP DEFAULT;
             ALTER TABLE api_key ALTER key DROP DEFAULT, ALTER enabled DROP DEFAULT;",
        ),
        Engine::Sqlite => world.execute(
            "DROP TABLE api_key; DROP TABLE \"user\";
             CREATE TABLE \"user\" (\"user id\" CHAR(32) NOT NULL, mail VARCHAR(120) NOT NULL, pw TEXT NOT NULL,
                 role VARCHAR(9) NOT NULL, enabled INTEGER NOT NULL, PRIMARY KEY (\"user id\"), UNIQUE (mail));
             CREATE TABLE api_key (key VARCHAR(36) NOT NULL, digest CHAR(64) NOT NULL, owner CHAR(32) NOT NULL,
                 label TEXT NOT NULL, created DATETIME NOT NULL, expires DATETIME, enabled BOOLEAN NOT NULL,
                 PRIMARY KEY (key), UNIQUE (digest), FOREIGN KEY(owner) REFERENCES \"user\" (\"user id\"));",
        ),
    };
    adopt(world, MAPPING)
}

on_every_engine!(keys_that_a_table_does_not_make_are_made_in_the_form_of_the_column, without_defaults, |world| {
    let created = world.run(&["user", "create", "ada@example.com", "--no-password", "-o", "json"]).succeeds().json();
    let id = created["id"].as_str().unwrap();
    assert_eq!(world.user(id)["email"], "ada@example.com");
    let key = world.run(&["apikey", "create", "--user", id, "--name", "x", "-o", "json"]).succeeds().json();
    let key_id = key["id"].as_str().unwrap();
    let form = "
import sys, uuid
for text, length in zip(sys.argv[1::2], sys.argv[2::2]):
    assert len(text) == int(length) and uuid.UUID(text).version == 4, text
";
    let length = if world.database().engine() == Engine::Postgres { "36" } else { "32" };
    python(form, &[id, length, key_id, "36"], b"");
    assert_eq!(world.verify(key["key"].as_str().unwrap()), 0);
    assert_eq!(world.sql("SELECT count(*) FROM \"user\" WHERE \"user id\" IS NULL"), [["0"]]);
});

on_every_engine!(a_column_that_nobody_fills_is_named, installed, |world| {
    let add = match world.database().engine() {
        Engine::Postgres => "ALTER TABLE \"user\" ADD tenant integer NOT NULL",
        Engine::Sqlite => {
            "DROP TABLE api_key; DROP TABLE \"user\"; CREATE TABLE \"user\" (\"user id\" INTEGER PRIMARY KEY, mail TEXT, \
             pw TEXT, role TEXT, enabled INTEGER, tenant INTEGER NOT NULL)"
        }
    };
    world.execute(add);
    let refused =
        world.run(&["user", "create", "a@example.com", "--no-password", "-o", "json"]).fails_as("conflict", 5);
    let error = refused.error();
    assert!(error["causes"].to_string().contains("tenant"), "{refused}");
    assert!(error["hint"].as_str().unwrap().contains("give it a default"), "{refused}");
    assert_eq!(world.sql("SELECT * FROM \"user\"").len(), 0);
});
