//! Every SQL statement of the program is prepared by both engines: under the names of the default schema, and under
//! those of an application that was there before (a table called `user`, UUID keys, a native enum as role, booleans
//! kept as integers, columns that are missing).

use std::path::Path;

use claviger::base::env::Env;
use claviger::base::{Clock, Secret, actor::Actor};
use claviger::config::Mapping;
use claviger::db::{Database, DatabaseUrl, Recorder, Statement, migrate};

use crate::common::sql::block_on;
use crate::common::{Engine, World};

/// An application's own schema, with the names of [`MAPPING`].
const FOREIGN_POSTGRES: &str = r#"
    CREATE TYPE user_role AS ENUM ('ADMIN', 'MODERATOR', 'USER', 'READONLY');
    CREATE TABLE "user" (
        "user id" uuid PRIMARY KEY DEFAULT gen_random_uuid(), mail varchar(120) NOT NULL UNIQUE, pw text NOT NULL,
        role user_role NOT NULL DEFAULT 'USER', enabled integer NOT NULL DEFAULT 1);
    CREATE TABLE api_key (
        key uuid PRIMARY KEY DEFAULT gen_random_uuid(), digest char(64) NOT NULL UNIQUE,
        owner uuid NOT NULL REFERENCES "user" ("user id"), "label" text NOT NULL, created timestamptz NOT NULL,
        expires timestamp, enabled smallint NOT NULL DEFAULT 1);
"#;

const FOREIGN_SQLITE: &str = r#"
    CREATE TABLE "user" (
        "user id" CHAR(32) PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))), mail VARCHAR(120) NOT NULL UNIQUE,
        pw TEXT NOT NULL, role VARCHAR(9) NOT NULL DEFAULT 'USER', enabled INTEGER NOT NULL DEFAULT 1);
    CREATE TABLE api_key (
        key CHAR(32) PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))), digest CHAR(64) NOT NULL UNIQUE,
        owner CHAR(32) NOT NULL REFERENCES "user" ("user id"), "label" TEXT NOT NULL, created DATETIME NOT NULL,
        expires DATETIME, enabled BOOLEAN NOT NULL DEFAULT 1);
"#;

/// The part of `claviger.toml` that describes it.
pub const MAPPING: &str = r#"
[tables.users]
table = "user"
id = "user id"
email = "mail"
password_hash = "pw"
active = "enabled"

[tables.api_keys]
table = "api_key"
id = "key"
key_hash = "digest"
user_id = "owner"
name = "label"
created_at = "created"
expires_at = "expires"
active = "enabled"

[tables.roles]
table = ""

[tables.role_permissions]
table = ""
"#;

/// A world on the database of such an application, with claviger's own tables beside the application's.
pub fn foreign_world(engine: Engine) -> World {
    let world = World::with_database(engine);
    world.execute(if engine == Engine::Postgres { FOREIGN_POSTGRES } else { FOREIGN_SQLITE });
    world
}

fn prepare_all(engine: Engine, world: &World, mapping: &Mapping, with_application: bool, may_lack: &[&str]) {
    let recorder = Recorder { actor: Actor::detect(&Env::default()), reason: String::new(), clock: Clock::System };
    let url = Secret::from_text(world.database().url());
    let url = DatabaseUrl::parse(&url, Path::new("/")).unwrap();
    let failures = block_on(async {
        let mut database = Database::open(&url, mapping.clone(), recorder.clone(), false).await.unwrap();
        migrate::apply(&mut database, with_application).await.unwrap();
        let mut failures = Vec::new();
        for statement in claviger::commands::statements() {
            if may_lack.iter().any(|table| statement.template(claviger_engine(engine)).contains(table)) {
                assert!(statement.render(claviger_engine(engine), mapping).is_err(), "{}", statement.name);
                continue;
            }
            if let Err(error) = database.prepare(&statement).await {
                failures.push(format!("{}: {error}: {}", statement.name, error.causes().join(": ")));
            }
        }
        database.close().await.unwrap();
        failures
    });
    assert!(failures.is_empty(), "{} statement(s) are not valid:\n{}", failures.len(), failures.join("\n"));
}

fn claviger_engine(engine: Engine) -> claviger::db::Engine {
    match engine {
        Engine::Sqlite => claviger::db::Engine::Sqlite,
        Engine::Postgres => claviger::db::Engine::Postgres,
    }
}

fn foreign_mapping() -> Mapping {
    let table: toml::Table = MAPPING.parse().unwrap();
    Mapping::from_toml(table["tables"].as_table().unwrap()).unwrap()
}

#[test]
fn every_statement_is_valid_in_sqlite_under_default_names() {
    prepare_all(Engine::Sqlite, &World::with_database(Engine::Sqlite), &Mapping::default(), true, &[]);
}

#[test]
fn every_statement_is_valid_in_postgresql_under_default_names() {
    prepare_all(Engine::Postgres, &World::with_database(Engine::Postgres), &Mapping::default(), true, &[]);
}

#[test]
fn every_statement_is_valid_in_sqlite_under_foreign_names() {
    let lacks = ["{roles}", "{role_permissions}", "{users.locked_until}"];
    prepare_all(Engine::Sqlite, &foreign_world(Engine::Sqlite), &foreign_mapping(), false, &lacks);
}

#[test]
fn every_statement_is_valid_in_postgresql_under_foreign_names() {
    let lacks = ["{roles}", "{role_permissions}", "{users.locked_until}"];
    prepare_all(Engine::Postgres, &foreign_world(Engine::Postgres), &foreign_mapping(), false, &lacks);
}

#[test]
fn a_reading_statement_only_reads() {
    for statement in claviger::commands::statements() {
        let Statement { name, .. } = statement;
        for engine in [claviger::db::Engine::Postgres, claviger::db::Engine::Sqlite] {
            let text = statement.template(engine).trim_start();
            let writes = ["INSERT ", "UPDATE ", "DELETE ", "FOR UPDATE"].iter().any(|word| text.contains(word));
            assert!(text.starts_with("SELECT") || writes, "{name} neither selects nor writes: {text}");
        }
    }
}
