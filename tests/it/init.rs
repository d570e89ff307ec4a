//! `init`: from nothing to a working installation, and nothing at all when there is one.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::common::backends::on_every_engine;
use crate::common::kill::kill_sweep;
use crate::common::{Engine, World};

fn mode(path: impl AsRef<Path>) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// All that an installation is for, in three commands.
#[track_caller]
fn assert_works(world: &World) {
    world.run(&["user", "create", "probe@example.com", "--role", "admin", "--no-password"]).succeeds();
    world.run(&["apikey", "create", "--user", "probe@example.com", "--name", "probe"]).succeeds();
    let token = world.command(&["keyring", "encrypt"]).stdin("probe").run().succeeds();
    assert_eq!(world.command(&["keyring", "decrypt"]).stdin(&token.stdout).run().succeeds().plain(), "probe");
}

#[test]
fn without_a_directory_everything_after_it_needs_no_flag() {
    let world = World::sealed();
    let planned = world.run_in_vain(&["init", "--dry-run", "-o", "json"]).succeeds_with(false).json();
    world.run_in_vain(&["init", "-n", "--detailed-exitcode"]).exits(11);
    let made = world.run(&["init", "-o", "json"]).succeeds_with(true);
    assert_eq!(made.fields(), ["application_tables", "config", "data", "database", "made"]);
    assert_eq!(made.json(), planned);
    assert_eq!(made.json()["made"], serde_json::json!(["configuration", "vault", "database", "keyring"]));
    let (config, data) = (world.root().join("home/.config/claviger"), world.root().join("home/.local/share/claviger"));
    assert_eq!(made.json()["config"], config.join("claviger.toml").to_str().unwrap());
    assert_eq!(made.json()["database"], format!("sqlite:{}", data.join("app.db").display()));
    for directory in [&config, &data] {
        assert_eq!(mode(directory), 0o700);
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
    let again = world.run_in_vain(&["init", "-o", "json"]).succeeds_with(false).json();
    assert_eq!((&again["made"], &again["config"]), (&serde_json::json!([]), &made.json()["config"]));
    assert_works(&world);
    world.run_in_vain(&["init", "-o", "json"]).succeeds_with(false);
}

#[test]
fn it_ends_with_commands_that_can_be_typed() {
    let world = World::sealed();
    let directory = world.path("a 'quoted' place");
    let said = world.run(&["init", directory.to_str().unwrap()]).succeeds();
    let export = said.messages().lines().find(|line| line.contains("export ")).unwrap().trim();
    let next: Vec<&str> = said.messages().lines().skip_while(|line| !line.contains("Try next")).skip(1).collect();
    assert_eq!(next.len(), 3, "{said}");
    // All but the last, which shows what there is.
    let directory = Path::new(env!("CARGO_BIN_EXE_claviger")).parent().unwrap();
    let script = format!("set -e\nPATH={}:$PATH\n{export}\n{}\n", directory.display(), next.join("\n"));
    world.other_command("/bin/bash", &["-c", &script]).run().succeeds();
    let dry = world.run(&["init", "other", "-n"]).succeeds();
    assert!(!dry.messages().contains("export") && !dry.messages().contains("Try next"), "{dry}");
}

on_every_engine!(
    a_new_installation_has_the_roles_of_the_guide_and_an_intact_record,
    World::with_sealed_file,
    |world| {
        let roles = world.sql("SELECT name FROM roles ORDER BY name");
        assert_eq!(roles, [["admin"], ["moderator"], ["readonly"], ["user"]]);
        assert_eq!(world.sql("SELECT count(*) FROM role_permissions WHERE role = 'admin'"), [["5"]]);
        let events = world.events();
        assert_eq!(events.len(), 3, "{events:?}");
        assert!(events[0].starts_with("db.migrated version "), "{events:?}");
        assert_eq!(events[1], "keyring.created claviger/keyring (intent)");
        assert_eq!(events[2], "keyring.created claviger/keyring (outcome)");
        assert_eq!(world.open_operations(), 0);
        let directory = world.installation();
        for name in ["claviger.toml", "claviger.key", "claviger.vault"] {
            assert_eq!(mode(directory.join(name)), 0o600, "{name}");
        }
        let keys = world.run_in_vain(&["keyring", "list", "-o", "json"]).succeeds_with(false).json();
        assert_eq!(keys.as_array().unwrap().len(), 1);
        assert_works(world);
    }
);

on_every_engine!(the_database_of_the_environment_is_the_database, World::with_database, |world| {
    let directory = world.installation();
    let init = ["init", directory.to_str().unwrap(), "-o", "json"];
    let made = world.run(&init).succeeds_with(true).json();
    assert_eq!(made["application_tables"], true);
    world.set("CLAVIGER_CONFIG", directory.join("claviger.toml"));
    assert_works(world);
    assert_eq!(world.sql("SELECT email FROM users"), [["probe@example.com"]]);
    world.run_in_vain(&init).succeeds_with(false);
    // The password of a server stands in the file that only its owner reads, and in no message.
    if world.database().engine() == Engine::Postgres {
        let url = world.database().url();
        let password = url.split([':', '@']).nth(2).unwrap();
        world.secret(password).except_file(directory.join("claviger.toml")).assert_nowhere();
    }
    // Another one later: said, and not used, since the file names the database.
    let other = world.command(&init).env("DATABASE_URL", "sqlite:other.db").run_in_vain().succeeds();
    assert!(other.envelope()["warnings"][0].as_str().unwrap().contains("names another database already"), "{other}");
    let refused = world.command(&init).args(&["--database-url", "sqlite:other.db"]).run_in_vain();
    refused.fails_as("conflict", 5);
});

#[test]
fn a_relative_database_is_the_one_beside_the_caller() {
    let world = World::sealed();
    for (number, url) in ["sqlite:mine.db", "sqlite:///theirs.db"].iter().enumerate() {
        let directory = format!("d{number}");
        world.run(&["init", &directory, "--database-url", url]).succeeds();
        let config = world.read(format!("{directory}/claviger.toml"));
        let name = if number == 0 { "mine.db" } else { "theirs.db" };
        assert!(config.contains(&format!("\"sqlite:{}\"", world.path(name).display())), "{config}");
        assert_eq!(mode(world.path(name)), 0o600);
    }
}

#[test]
fn a_directory_can_be_moved() {
    let world = World::sealed();
    world.run(&["init", "here"]).succeeds();
    std::fs::rename(world.path("here"), world.path("there")).unwrap();
    world.set("CLAVIGER_CONFIG", world.path("there/claviger.toml"));
    assert_works(&world);
}

#[test]
fn it_installs_beside_the_file_that_is_named_and_cares_for_no_other() {
    let world = World::sealed();
    world.set("CLAVIGER_CONFIG", world.path("app/claviger.toml"));
    let made = world.run(&["init", "-o", "json"]).succeeds_with(true).json();
    assert_eq!(made["config"], world.path("app/claviger.toml").to_str().unwrap());
    assert_works(&world);
    world.run_in_vain(&["init", "-o", "json"]).succeeds_with(false);
    // One that is broken, or not there, is no obstacle for another installation.
    world.write("broken.toml", "databse_url = 'x'");
    world.set("CLAVIGER_CONFIG", world.path("broken.toml"));
    world.run(&["init", "second", "-o", "json"]).succeeds_with(true);
    world.run_in_vain(&["init", "-o", "json"]).fails_as("usage", 2);
}

#[test]
fn a_server_that_is_not_there_is_noticed_before_anything_is_made() {
    let world = World::sealed();
    for (url, code) in [
        ("postgresql://nobody@127.0.0.1:1/none", 6),
        ("mysql://root@localhost/app", 2),
        ("sqlite::memory:", 2),
        ("sqlite:no/such/directory/app.db", 3),
    ] {
        world.run_in_vain(&["init", "demo", "--database-url", url]).exits(code);
        world.run_in_vain(&["init", "demo", "--database-url", url, "--dry-run"]);
    }
    let unknown = World::with_database(Engine::Postgres);
    let url = format!("{}_not_there", unknown.database().url());
    unknown.run_in_vain(&["init", "demo", "--database-url", &url, "-o", "json"]).fails_as("not_found", 3);
    let wrong = unknown.database().url().replace("//postgres:", "//stranger:");
    unknown.run_in_vain(&["init", "demo", "--database-url", &wrong, "-o", "json"]).fails_as("denied", 4);
    let home = world.command(&["init"]).without_env("HOME").without_env("XDG_CONFIG_HOME").run_in_vain();
    assert!(home.exits(2).messages().contains("claviger init DIR"));
}

#[test]
fn a_passphrase_takes_the_place_of_the_key_file() {
    let world = World::sealed();
    let passphrase = "orbit lantern mosaic kettle";
    let init = ["init", "safe", "--passphrase", "--stdin", "-o", "json"];
    world.command(&init).stdin(passphrase).run().succeeds_with(true);
    assert!(!world.path("safe/claviger.key").exists());
    world.assert_secret_nowhere(passphrase);
    // Again without a terminal, with the passphrase at hand.
    world.command(&init).stdin(format!("{passphrase}\n")).run_in_vain().succeeds_with(false);
    let wrong = world.command(&init).stdin("another passphrase").run_in_vain();
    assert!([4, 9].contains(&wrong.code), "{wrong}");
    world.run_in_vain(&["init", "x", "--stdin"]).exits(2);
    let file = world.write("passphrase", passphrase);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    world.set("CLAVIGER_VAULT_AUTH_PASSPHRASE_FILE", &file);
    world.set("CLAVIGER_CONFIG", world.path("safe/claviger.toml"));
    assert_works(&world);

    let mut terminal = world.terminal(&["init", "typed", "--passphrase"]);
    terminal.expect("Passphrase for the secrets file: ");
    terminal.type_line("violet-hammock-quarry");
    terminal.expect("Passphrase for the secrets file again: ");
    terminal.type_line("violet-hammock-quarry");
    terminal.end().succeeds();
    world.assert_secret_nowhere("violet-hammock-quarry");
}

#[test]
fn what_was_lost_is_made_again_and_what_is_there_is_kept() {
    let world = World::sealed().install(Engine::Sqlite);
    world.with_user("ada@example.com", "admin");
    let token = world.command(&["keyring", "encrypt"]).stdin("kept").run().succeeds();
    let directory = world.installation();
    let init = ["init", directory.to_str().unwrap(), "-o", "json"];
    std::fs::remove_file(directory.join("claviger.toml")).unwrap();
    let made = world.run(&init).succeeds_with(true).json();
    assert_eq!(made["made"], serde_json::json!(["configuration"]));
    assert_eq!(world.user("ada@example.com")["role"], "admin");
    assert_eq!(world.command(&["keyring", "decrypt"]).stdin(&token.stdout).run().succeeds().plain(), "kept");
    // A lost vault is not replaced in silence: a copy of it lies beside it.
    std::fs::remove_file(directory.join("claviger.vault")).unwrap();
    let refused = world.run_in_vain(&init).fails_as("conflict", 5);
    assert!(refused.error()["hint"].as_str().unwrap().contains("cp -p"), "{refused}");
}

fn installing_sweep(engine: Engine) {
    let build = || match engine {
        Engine::Sqlite => World::sealed(),
        Engine::Postgres => World::with_database(Engine::Postgres),
    };
    let swept = kill_sweep(
        build,
        &["init", "demo"],
        |run| run,
        |world, _| {
            world.run(&["init", "demo"]).succeeds();
            world.run(&["init", "demo", "-o", "json"]).succeeds_with(false);
            world.set("CLAVIGER_CONFIG", world.path("demo/claviger.toml"));
            world.run(&["user", "create", "probe@example.com", "--role", "admin", "--no-password"]).succeeds();
            assert_eq!(world.run(&["keyring", "list", "-o", "plain"]).succeeds().text().lines().count(), 1);
            if engine == Engine::Sqlite {
                // Applications read while claviger writes: the log is on, whenever the first run ended.
                let bytes = std::fs::read(world.path("demo/app.db")).unwrap();
                assert_eq!(bytes[18..20], [2, 2], "the database is not in WAL mode");
            }
        },
    );
    assert!(swept.killed >= 15, "{swept:?}");
}

#[test]
fn an_installation_that_was_killed_is_finished_by_the_same_command_in_sqlite() {
    installing_sweep(Engine::Sqlite);
}

#[test]
fn an_installation_that_was_killed_is_finished_by_the_same_command_in_postgresql() {
    installing_sweep(Engine::Postgres);
}

#[test]
fn two_installations_at_once_are_one() {
    let world = World::sealed();
    for round in 0..4 {
        let directory = format!("d{round}");
        let codes: Vec<i32> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| world.run(&["init", &directory]).code)).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 5].contains(code)), "{codes:?}");
        world.run(&["init", &directory]).succeeds();
        world.run_in_vain(&["init", &directory, "-o", "json"]).succeeds_with(false);
    }
}
