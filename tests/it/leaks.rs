//! Secrets are where they belong and nowhere else: not in arguments, events, logs, errors, other files, however much
//! the program is asked to tell.

mod canary;
mod channels;
mod core_dump;
mod every_verb;
mod keys;

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::common::backends::on_every_engine;
use crate::common::{Engine, Finished, World};
use crate::examples::verbs_of_the_command_line;

fn key_file(world: &World) -> PathBuf {
    world.installation().join("claviger.key")
}

/// Everything that could tell more than it should is asked for.
const TALKATIVE: &[&str] = &["-v", "-v"];

on_every_engine!(an_api_key_is_shown_once_and_kept_nowhere, crate::faults::with_user, |world| {
    let create = |more: &[&str]| {
        let args = [&["apikey", "create", "--user", "ada@example.com", "--name", "job"], more, TALKATIVE].concat();
        world.run(&args).succeeds()
    };
    let printed = create(&["-o", "plain"]);
    let key = printed.plain().to_owned();
    let as_json = create(&["-o", "json"]);
    let json_key = as_json.json()["key"].as_str().unwrap().to_owned();
    let file = world.path("key");
    create(&["--out", file.to_str().unwrap()]);
    let filed_key = std::fs::read_to_string(&file).unwrap();
    create(&["--to", "vault:ci/deploy#key"]);
    for key in [&key, &json_key, &filed_key] {
        world.command(&[&["apikey", "verify", "--stdin"], TALKATIVE].concat()).stdin(key).run().succeeds();
        world.command(&["apikey", "verify", "--stdin", "-o", "json"]).stdin(key).run().succeeds();
    }
    // Mistyped, cut and unknown ones are not repeated either.
    let other = if key.ends_with('x') { 'y' } else { 'x' };
    let damaged = format!("{}{other}", &key[..key.len() - 1]);
    world.command(&["apikey", "verify", "--stdin", "-v"]).stdin(&damaged).run().exits(2);
    world.command(&["apikey", "revoke", "--stdin", "-y", "-v"]).stdin(&filed_key).run().succeeds();
    world.run(&[&["apikey", "list"], TALKATIVE].concat()).succeeds();
    world.run(&["apikey", "show", &key[..12], "-o", "json"]).succeeds();
    // From the secret part on: the prefix is public.
    world.secret(&key[12..]).except_output_of(&printed).assert_nowhere();
    world.secret(&json_key[12..]).except_output_of(&as_json).assert_nowhere();
    world.secret(&filed_key.trim_end()[12..]).except_file(&file).assert_nowhere();
    world.assert_secret_nowhere(&damaged[12..]);
    let stored = world.runs().iter().find(|run| run.line.contains("vault:ci")).unwrap().clone();
    assert!(stored.text().ends_with("key         -\n"), "{stored}");
    world.run(&["apikey", "verify", "--from", "vault:ci/deploy#key", "-v"]).succeeds();
    assert!(stored.messages().contains("vault:ci/deploy#key"), "{stored}");
});

#[test]
fn a_whole_key_on_the_command_line_is_refused_and_not_repeated() {
    let world = crate::faults::with_user(Engine::Sqlite);
    let key = world.run(&[crate::faults::CREATE_KEY, &["-o", "plain"]].concat()).plain().to_owned();
    for args in [["apikey", "show", &key], ["apikey", "revoke", &key], ["apikey", "rotate", &key]] {
        for format in ["table", "json"] {
            let finished = world.command(&args).args(&["--yes", "-v", "-o", format]).run().exits(2);
            assert!(!finished.messages().contains(&key[12..]), "{}", finished.messages());
        }
    }
}

on_every_engine!(a_password_is_shown_once_and_kept_nowhere, World::installed, |world| {
    let talk = |args: &[&str]| world.run(&[args, TALKATIVE].concat()).succeeds();
    let made = talk(&["user", "create", "ada@example.com", "--generate-password", "-o", "plain"]);
    let password = made.plain().to_owned();
    let set = talk(&["user", "set-password", "ada@example.com", "--generate-password", "-o", "json"]);
    let second = set.json()["password"].as_str().unwrap().to_owned();
    let file = world.path("password");
    talk(&["user", "set-password", "ada@example.com", "--generate-password", "--out", file.to_str().unwrap()]);
    let third = std::fs::read_to_string(&file).unwrap();
    let chosen = "lattice-oboe-71-fern";
    let with_input = |args: &[&str], input: &str| world.command(args).args(TALKATIVE).stdin(input).run();
    with_input(&["user", "set-password", "ada@example.com", "--stdin"], chosen).succeeds();
    with_input(&["user", "check-password", "ada@example.com", "--stdin"], chosen).succeeds();
    with_input(&["user", "check-password", "ada@example.com", "--stdin"], "wrong-but-secret-5Kx").exits(10);
    // What the policy refuses is not repeated.
    let refused = with_input(&["user", "create", "bob@example.com", "--stdin", "-o", "json"], "passwordpassword");
    refused.exits(5);
    with_input(&["user", "set-password", "ada@example.com", "--from", "env:SECRET_VALUE"], "").exits(3);
    world.secret(password).except_output_of(&made).assert_nowhere();
    world.secret(second).except_output_of(&set).assert_nowhere();
    world.secret(third.trim_end()).except_file(&file).assert_nowhere();
    for secret in [chosen, "wrong-but-secret-5Kx", "passwordpassword"] {
        world.assert_secret_nowhere(secret);
    }
});

on_every_engine!(the_key_of_the_vault_and_what_it_opens_stay_where_they_are, World::with_sealed_file, |world| {
    let plain = "4111 1111 1111 1111";
    let encrypt = world.command(&[&["keyring", "encrypt"], TALKATIVE].concat()).stdin(plain).run().succeeds();
    let decrypt = world.command(&[&["keyring", "decrypt"], TALKATIVE].concat()).stdin(encrypt.text()).run().succeeds();
    world.run(&[&["keyring", "list"], TALKATIVE].concat()).succeeds();
    world.command(&["keyring", "decrypt", "-v"]).stdin("not a token 8Zq0kk").run().exits(9);
    world.secret(plain).except_output_of(&decrypt).assert_nowhere();
    let key = std::fs::read_to_string(key_file(world)).unwrap();
    let (_, secret) = key.trim_end().split_once(':').unwrap();
    world.secret(secret).except_file(key_file(world)).assert_nowhere();
    world
        .secret(data_encoding::BASE64URL_NOPAD.decode(secret.as_bytes()).unwrap())
        .except_file(key_file(world))
        .assert_nowhere();
    world.assert_secret_nowhere("not a token 8Zq0kk");
});

#[test]
fn the_password_of_the_database_is_in_the_configuration_alone() {
    let world = World::installed(Engine::Postgres);
    let url = world.database().url();
    let password = url.split_once("://postgres:").unwrap().1.split_once('@').unwrap().0.to_owned();
    let config = world.installation().join("claviger.toml");
    assert_eq!(std::fs::metadata(&config).unwrap().mode() & 0o777, 0o600);
    world.run(&[&["user", "list"], TALKATIVE].concat()).succeeds();
    world.run(&["user", "create", "ada@example.com", "--no-password", "-o", "json", "-v"]).succeeds();
    for (name, args) in [("config show", &["config", "show"][..]), ("status", &["status"])] {
        if verbs_of_the_command_line().contains(name) {
            for format in ["table", "json", "csv", "plain"] {
                world.command(args).args(&["-o", format, "-v"]).run();
            }
        }
    }
    for broken in ["port 1", "host nowhere.invalid"] {
        let (part, value) = broken.split_once(' ').unwrap();
        let address = if part == "port" { "127.0.0.1:1".to_owned() } else { value.to_owned() };
        let url = format!("postgres://postgres:{password}@{address}/app");
        world
            .command(&["user", "list", "-v"])
            .env("DATABASE_URL", url.as_str())
            .env("CLAVIGER_DATABASE_URL", url)
            .run()
            .exits(6);
    }
    // `init` was given it on its command line, and warned about that.
    let init = world.runs().swap_remove(0);
    assert!(init.envelope()["warnings"][0].as_str().unwrap().contains("process list"), "{init}");
    let found: Vec<String> = world.secret(&password).except_file(&config).find();
    assert!(found.iter().all(|place| place.starts_with("the command line `claviger init")), "{found:#?}");
}

#[test]
fn everything_that_is_made_is_closed_to_others_whatever_the_umask() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::with_database(engine);
        let url = world.database().url();
        let script = "umask 0; exec \"$@\"";
        let run = |args: &[&str]| {
            let options = ["-c", script, "sh", env!("CARGO_BIN_EXE_claviger")];
            world.other_command("/bin/sh", &options).args(args).run().succeeds()
        };
        match engine {
            Engine::Sqlite => run(&["init", "installation"]),
            Engine::Postgres => run(&["init", "installation", "--database-url", &url]),
        };
        world.set("CLAVIGER_CONFIG", world.path("installation/claviger.toml"));
        run(&["user", "create", "ada@example.com", "--generate-password", "--out", "installation/password"]);
        run(&["apikey", "create", "--user", "ada@example.com", "--name", "x", "--out", "installation/key"]);
        world
            .other_command("/bin/sh", &["-c", script, "sh", env!("CARGO_BIN_EXE_claviger"), "keyring", "encrypt"])
            .stdin("x")
            .run()
            .succeeds();
        let directory = world.path("installation");
        assert_eq!(std::fs::metadata(&directory).unwrap().mode() & 0o777, 0o700);
        let mut files = 0;
        for entry in std::fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600, "{}", path.display());
            files += 1;
        }
        assert!(files >= 6, "{files}");
    }
}

/// Where the user puts it, a secret does not go through what somebody else put there.
#[test]
fn a_secret_is_not_written_through_a_link_or_over_a_file() {
    let world = crate::faults::with_user(Engine::Sqlite);
    let victim = world.write("victim", "precious");
    let link = world.path("link");
    std::os::unix::fs::symlink(&victim, &link).unwrap();
    let out = |path: &Path, more: &[&str]| -> Finished {
        world.run(&[crate::faults::CREATE_KEY, &["--out", path.to_str().unwrap()], more].concat())
    };
    out(&link, &[]).exits(4);
    out(&link, &["--force"]).exits(4);
    out(&victim, &[]).exits(5);
    out(&world.path("absent/key"), &[]).exits(3);
    out(Path::new("/dev/null"), &["--force"]).exits(4);
    assert_eq!(world.read("victim"), "precious");
    assert_eq!(world.sql("SELECT count(*) FROM api_keys"), [["0"]]);
    std::fs::set_permissions(&victim, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    out(&victim, &["--force"]).succeeds();
    assert!(world.read("victim").starts_with("clv_"));
    assert_eq!(std::fs::metadata(&victim).unwrap().mode() & 0o777, 0o600);
}

#[test]
fn the_tour_hands_secrets_on_by_input_and_never_in_arguments() {
    let world = World::sealed();
    let trace = world.root().join("trace");
    let strace = crate::common::from_tests_run("CLAVIGER_TEST_STRACE");
    let options = ["-f", "-qq", "-s", "4096", "-e", "trace=execve", "-o", trace.to_str().unwrap(), "--"];
    let finished = world.other_command(strace, &options).args(&[env!("CARGO_BIN_EXE_claviger"), "tour"]).run();
    if !verbs_of_the_command_line().contains("event verify") {
        return;
    }
    let finished = finished.succeeds();
    let calls = std::fs::read_to_string(trace).unwrap();
    assert!(calls.matches("execve").count() > 10, "{calls}");
    let whole = |text: &str| {
        text.match_indices("clv_").any(|(at, _)| text[at..].len() >= 52 && text[at + 12..].starts_with('_'))
    };
    assert!(finished.text().contains("clv_"));
    assert!(!whole(&calls), "a whole key in the arguments of a process:\n{calls}");
}
