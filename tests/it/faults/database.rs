//! Databases that are down, refuse, hang, or only take reads.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::{CREATE_KEY, fails, give_away, is_root, set_mode, with_user};
use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};

/// The URL of the world's database with one part replaced.
fn url_with(world: &World, part: &str, replacement: &str) -> String {
    let url = world.database().url();
    let (credentials, address) = url.strip_prefix("postgres://").unwrap().split_once('@').unwrap();
    let (user, password) = credentials.split_once(':').unwrap();
    let (host, database) = address.split_once('/').unwrap();
    let mut parts = [("user", user), ("password", password), ("host", host), ("database", database)];
    parts.iter_mut().find(|(name, _)| *name == part).unwrap().1 = replacement;
    let [(_, user), (_, password), (_, host), (_, database)] = parts;
    format!("postgres://{user}:{password}@{host}/{database}")
}

/// Every kind of command, for faults that none of them survives.
const COMMANDS: &[&[&str]] = &[
    &["user", "list"],
    CREATE_KEY,
    &["apikey", "list", "-o", "jsonl"],
    &["user", "create", "new@example.com", "--generate-password"],
    &["user", "disable", "ada@example.com", "--yes"],
];

#[track_caller]
fn all_fail(world: &World, url: &str, code: i32) {
    world.set("CLAVIGER_DATABASE_URL", url);
    for command in COMMANDS {
        let finished = fails(world.command(command).arg("-v").run(), code);
        assert!(finished.stdout.is_empty(), "{finished}");
        let error = world.command(command).args(&["-o", "json"]).run().exits(code).error();
        assert_eq!(error["exit_code"], code);
        assert!(error["hint"].is_string(), "{error}");
    }
}

#[test]
fn a_server_that_is_down_is_unavailable() {
    let world = with_user(Engine::Postgres);
    // Bound and never listened on: nobody else can take the port meanwhile.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    all_fail(&world, &url_with(&world, "host", &free.to_string()), 6);
    all_fail(&world, "postgresql://postgres@/app?host=/nowhere/at/all", 6);
}

#[test]
fn a_wrong_password_is_denied_and_not_repeated() {
    let world = with_user(Engine::Postgres);
    all_fail(&world, &url_with(&world, "password", "wrong-3Kq9xZ-password"), 4);
    world.assert_secret_nowhere("wrong-3Kq9xZ-password");
    all_fail(&world, &url_with(&world, "user", "stranger"), 4);
}

#[test]
fn a_database_that_does_not_exist_is_not_found() {
    let world = with_user(Engine::Postgres);
    all_fail(&world, &url_with(&world, "database", "no_such_database"), 3);
    let world = with_user(Engine::Sqlite);
    all_fail(&world, "sqlite:no-such-file.db", 3);
    assert!(!world.path("no-such-file.db").exists(), "a database was made by a command that only looks for it");
}

#[test]
fn a_url_that_can_not_be_understood_is_an_error_of_usage_that_repeats_no_password() {
    let world = with_user(Engine::Sqlite);
    for url in
        ["mysql://u:hunter2-hunter2@h/d", "hunter2-hunter2", "sqlite:", "postgresql://u:hunter2-hunter2@h:port/d"]
    {
        all_fail(&world, url, 2);
    }
    world.assert_secret_nowhere("hunter2-hunter2");
}

#[test]
fn a_file_that_is_no_database_is_broken() {
    let world = with_user(Engine::Sqlite);
    let path = world.write("app.db", "not a database at all, but long enough to be taken for one by a hasty reader\n");
    all_fail(&world, &format!("sqlite:{}", path.display()), 9);
    let empty = world.write("empty.db", "");
    all_fail(&world, &format!("sqlite:{}", empty.display()), 2);
}

#[test]
fn a_server_that_never_answers_is_given_up_at_the_time_limit() {
    let world = with_user(Engine::Postgres);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    world.set("CLAVIGER_DATABASE_URL", url_with(&world, "host", &silent.local_addr().unwrap().to_string()));
    let started = Instant::now();
    fails(world.run(&["user", "list", "--timeout", "1s"]), 6);
    let took = started.elapsed();
    assert!(took >= Duration::from_secs(1) && took < Duration::from_secs(4), "{took:?}");
}

#[test]
fn a_server_that_takes_only_reads_denies_changes_and_answers_questions() {
    let world = with_user(Engine::Postgres);
    let name = world.sql("SELECT current_database()")[0][0].clone();
    world.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    let before = world.dump();
    fails(world.run(CREATE_KEY), 4);
    fails(world.run(&["user", "disable", "ada@example.com", "--yes"]), 4);
    world.run(&["user", "list"]).succeeds();
    world.run(&["apikey", "list"]).succeeds();
    assert_eq!(before, world.dump());
}

#[test]
fn a_role_without_rights_is_denied() {
    let world = with_user(Engine::Postgres);
    let role = format!("{}_reader", world.sql("SELECT current_database()")[0][0]);
    world.execute(&format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'reader'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    ));
    world.set("CLAVIGER_DATABASE_URL", url_with(&world, "user", &role).replacen(&password_of(&world), "reader", 1));
    world.run(&["user", "list"]).succeeds();
    fails(world.run(CREATE_KEY), 4);
    fails(world.run(&["user", "disable", "ada@example.com", "--yes"]), 4);
    world.execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
}

fn password_of(world: &World) -> String {
    let url = world.database().url();
    url.split_once("://").unwrap().1.split_once('@').unwrap().0.split_once(':').unwrap().1.to_owned()
}

#[test]
fn a_file_that_can_not_be_written_denies_changes() {
    let world = with_user(Engine::Sqlite);
    let path = world.installation().join("app.db");
    world.give_to_nobody();
    let bytes = std::fs::read(&path).unwrap();
    set_mode(&path, 0o400);
    fails(world.run_as_nobody(CREATE_KEY), 4);
    fails(world.run_as_nobody(&["user", "disable", "ada@example.com", "--yes"]), 4);
    world.run_as_nobody(&["user", "list"]).succeeds();
    set_mode(&path, 0o000);
    fails(world.run_as_nobody(&["user", "list"]), 4);
    assert_eq!(bytes, std::fs::read(&path).unwrap_or_else(|_| bytes.clone()));
    set_mode(&path, 0o600);
    // Made with the mode of the database, and not removed by somebody who may not write it.
    for beside in ["app.db-wal", "app.db-shm"] {
        let _ = std::fs::remove_file(world.installation().join(beside));
    }
    // Neither the log nor the shared memory can be made here.
    set_mode(&world.installation(), 0o500);
    fails(world.run_as_nobody(CREATE_KEY), 4);
    set_mode(&world.installation(), 0o700);
    world.run_as_nobody(CREATE_KEY).succeeds();
}

#[test]
fn a_file_of_another_user_is_denied() {
    if is_root() {
        let world = with_user(Engine::Sqlite);
        world.give_to_nobody();
        let path = world.installation().join("app.db");
        std::os::unix::fs::chown(&path, Some(0), Some(0)).unwrap();
        fails(world.run_as_nobody(&["user", "list"]), 4);
        give_away(&path);
        world.run_as_nobody(&["user", "list"]).succeeds();
    }
}

on_every_engine!(a_table_that_is_missing_is_named_with_what_to_do, with_user, |world| {
    world.execute("ALTER TABLE claviger_api_key_state RENAME TO elsewhere");
    fails(world.run(&["apikey", "list"]), 2);
    fails(world.run(CREATE_KEY), 2);
    world.run(&["user", "list"]).succeeds();
    world.execute("DROP TABLE claviger_migrations");
    fails(world.run(&["user", "list"]), 2);
});

on_every_engine!(a_newer_database_is_not_touched, with_user, |world| {
    world.execute("INSERT INTO claviger_migrations VALUES (999, 'future', '2030-01-01 00:00:00')");
    let before = world.dump();
    fails(world.run(CREATE_KEY), 2);
    assert_eq!(before, world.dump());
});

/// A trigger that refuses rows of a table.
pub fn refuse(world: &World, table: &str, what: &str) {
    world.execute(&match world.database().engine() {
        Engine::Sqlite => format!(
            "CREATE TRIGGER refuse_{table} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END"
        ),
        Engine::Postgres => format!(
            "CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN RAISE EXCEPTION ''refused by a trigger''; END'; \
             CREATE TRIGGER refuse_{table} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{table}()"
        ),
    });
}

on_every_engine!(a_refusal_of_the_applications_own_trigger_is_a_conflict_that_is_shown, with_user, |world| {
    refuse(world, "api_keys", "INSERT");
    let finished = fails_without_hint(world, CREATE_KEY);
    assert!(finished.messages().contains("refused by a trigger"), "{finished}");
    assert_eq!(world.sql("SELECT count(*) FROM claviger_events WHERE kind LIKE 'apikey%'"), [["0"]]);
    assert_eq!(world.sql("SELECT count(*) FROM claviger_journal"), [["0"]]);
});

/// What a trigger means nobody here knows, so there is nothing to hint at.
#[track_caller]
fn fails_without_hint(world: &World, command: &[&str]) -> crate::common::Finished {
    world.run(command).exits(5)
}

#[test]
fn a_failed_command_leaves_no_files_beside_the_database() {
    let world = with_user(Engine::Sqlite);
    let files = || std::fs::read_dir(world.installation()).unwrap().count();
    let before = files();
    for _ in 0..10 {
        world.run(&["user", "create", "ada@example.com", "--no-password"]).exits(5);
        world.run(&["apikey", "revoke", "12345", "--yes"]).exits(3);
        assert_eq!(files(), before);
    }
}
