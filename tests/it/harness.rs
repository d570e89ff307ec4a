//! Tests of the tools in `common`: a tool that sees nothing would let every test that uses it pass.
//!
//! Where a test needs a program of known behaviour it takes the shell, so that nothing here depends on claviger.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rexpect::process::Signal;

use crate::common::backends::on_every_engine;
use crate::common::kill::kill_sweep;
use crate::common::python::python;
use crate::common::snapshot::command_snapshot;
use crate::common::{Engine, Finished, World};

/// A world in which the shell stands in the place of claviger.
fn shell() -> World {
    World::sealed().with_program("/bin/sh".as_ref())
}

fn sh(world: &World, script: &str) -> Finished {
    world.run(&["-c", script])
}

#[test]
fn claviger_itself_starts_in_a_sealed_world() {
    let world = World::sealed();
    world.run(&["--help"]).succeeds();
    assert_eq!(world.runs().len(), 1);
}

#[test]
fn a_world_shows_nothing_of_the_machine() {
    let world = shell();
    let variables = sh(&world, "env | cut -d = -f 1 | sort | tr '\\n' ' '").succeeds();
    let expected =
        "HOME LANG PATH PWD TMPDIR TZ XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR XDG_STATE_HOME ";
    assert_eq!(variables.text(), expected);
    let home = PathBuf::from(world.variable("HOME").unwrap());
    assert!(home.starts_with(world.root()));
    assert_eq!(sh(&world, "pwd").plain(), world.path("").to_str().unwrap().trim_end_matches('/'));
}

#[test]
fn a_command_gets_its_input_variables_and_directory() {
    let world = shell();
    world.set("GREETING", "hello");
    let script = "cat; echo \"$GREETING $NAME ${TZ-unset} $1\"; pwd";
    let finished = world
        .command(&["-c", script, "sh"])
        .arg("argument")
        .stdin("input\n")
        .env("NAME", "world")
        .without_env("TZ")
        .directory(world.root())
        .run()
        .succeeds();
    assert_eq!(finished.text(), format!("input\nhello world unset argument\n{}\n", world.root().display()));
    let script = world.write("scripts/say.sh", "echo said >said.txt");
    world.other_command("/bin/sh", &[script.to_str().unwrap()]).run().succeeds();
    assert_eq!(world.read("said.txt"), "said\n");
}

#[test]
fn a_command_that_reads_nothing_does_not_stop_a_test_that_writes_much() {
    let world = shell();
    world.command(&["-c", "exit 3"]).stdin(vec![b'x'; 1 << 20]).run().exits(3);
}

#[test]
fn exit_codes_and_signals_are_told_apart() {
    let world = shell();
    assert_eq!(sh(&world, "exit 5").code, 5);
    assert_eq!(sh(&world, "kill -9 $$").code, 137);
}

#[test]
#[should_panic(expected = "half a sentence")]
fn an_unexpected_exit_code_shows_what_was_printed() {
    sh(&shell(), "echo half a sentence >&2; exit 1").succeeds();
}

#[test]
fn the_envelope_of_machine_output_is_opened() {
    let world = shell();
    let finished = sh(&world, r#"echo '{"ok":true,"changed":false,"data":[{"id":7}],"warnings":[]}'"#);
    assert_eq!(finished.json()[0]["id"], 7);
    assert_eq!(finished.envelope()["changed"], false);
    let failed = sh(&world, r#"echo '{"ok":false,"error":{"kind":"not_found"}}' >&2; exit 3"#).exits(3);
    assert_eq!(failed.error()["kind"], "not_found");
    assert!(failed.messages().contains("not_found"));
}

on_every_engine!(plain_sql_reads_the_same_from_both_engines, World::with_database, |world| {
    world.execute("CREATE TABLE t (id integer, name text, active boolean, at text)");
    assert_eq!(world.execute("INSERT INTO t VALUES (1, 'é', true, '2026-01-01'), (2, NULL, false, NULL)"), 2);
    let rows = world.sql("SELECT id, name, active, at FROM t ORDER BY id");
    assert_eq!(rows, [["1", "é", "1", "2026-01-01"], ["2", "NULL", "0", "NULL"]]);
    let bytes = match world.database().engine() {
        Engine::Sqlite => "SELECT x'00ff', 1.5",
        Engine::Postgres => "SELECT '\\x00ff'::bytea, 1.5::float8",
    };
    assert_eq!(world.sql(bytes), [["\\x00ff", "1.5"]]);
    let dump = world.dump();
    assert!(dump.iter().any(|(table, rows)| table.contains('t') && rows.len() == 2), "{dump:?}");
});

#[test]
fn every_world_has_a_database_of_its_own_and_drops_it() {
    let (first, second) = (World::with_database(Engine::Postgres), World::with_database(Engine::Postgres));
    first.execute("CREATE TABLE only_here (id integer)");
    let name = first.sql("SELECT current_database()")[0][0].clone();
    let count = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(second.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"), [["0"]]);
    assert_eq!(second.sql(&count), [["1"]]);
    drop(first);
    assert_eq!(second.sql(&count), [["0"]]);
}

/// What `init` promises, as far as a world needs it.
const STAND_IN_FOR_INIT: &str = r#"#!/bin/sh
[ "$1" = init ] || { echo "$CLAVIGER_CONFIG"; exit 0; }
mkdir -p "$2" && : >"$2/embedded.db" && echo "database_url = \"${6:-sqlite:embedded.db}\"" >"$2/claviger.toml"
"#;

fn installed_by_stand_in(engine: Engine) -> World {
    let world = World::sealed();
    let program = world.write("stand-in", STAND_IN_FOR_INIT);
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    world.with_program(&program).install(engine)
}

on_every_engine!(an_installed_world_knows_its_configuration_and_database, installed_by_stand_in, |world| {
    assert_eq!(world.run(&["status"]).plain(), world.installation().join("claviger.toml").to_str().unwrap());
    world.execute("CREATE TABLE t (id integer)");
    assert_eq!(world.sql("SELECT count(*) FROM t"), [["0"]]);
});

#[test]
fn the_server_speaks_tls_under_a_certificate_of_the_test_authority() {
    let code = "
import socket, ssl, struct, sys, urllib.parse
url = urllib.parse.urlsplit(sys.argv[1])
def names_match(address):
    with socket.create_connection((address, url.port)) as plain:
        plain.sendall(struct.pack('!ii', 8, 80877103))
        assert plain.recv(1) == b'S'
        try:
            with ssl.create_default_context(cafile=sys.argv[2]).wrap_socket(plain, server_hostname=address):
                return True
        except ssl.SSLCertVerificationError:
            return False
print(names_match('localhost'), names_match('127.0.0.1'), names_match('127.0.0.2'))
";
    let url = crate::common::from_tests_run("CLAVIGER_TEST_POSTGRES");
    let authority = crate::common::from_tests_run("CLAVIGER_TEST_POSTGRES_CA");
    assert_eq!(python(code, &[&url, &authority], b""), "True True False\n");
}

#[test]
fn the_python_peers_are_there() {
    let code = "
import argon2, bcrypt, hvac, pyotp, sys, werkzeug.security
from cryptography.fernet import Fernet
print(sys.stdin.read() + sys.argv[1] + str(len(Fernet.generate_key())))
";
    assert_eq!(python(code, &["argument"], b"input"), "inputargument44\n");
}

#[test]
fn the_naughty_strings_are_there() {
    let strings: Vec<String> = serde_json::from_str(include_str!("data/blns.json")).unwrap();
    assert_eq!(strings.len(), 485);
}

#[test]
fn a_terminal_shows_what_a_person_types_and_hides_what_is_hidden() {
    let world = shell();
    let script = "test -t 0 && test -t 1 && printf 'näme? '; read name; stty -echo; printf 'password? '; \
                  read password; stty echo; echo; echo \"bye $name\"; exit 4";
    let mut terminal = world.terminal(&["-c", script]);
    terminal.expect("näme? ");
    terminal.type_line("visible");
    terminal.expect("password? ");
    terminal.type_line("correct horse");
    let finished = terminal.end().exits(4);
    assert!(finished.text().contains("visible"), "{finished}");
    assert!(finished.text().contains("bye"), "{finished}");
    assert!(!finished.text().contains("correct horse"), "{finished}");
}

#[test]
fn a_terminal_sends_interrupts_and_signals() {
    let world = shell();
    let script = "trap 'echo got it; exit 130' INT; echo ready; while :; do sleep 0.1; done";
    let mut terminal = world.terminal(&["-c", script]);
    terminal.expect("ready");
    terminal.press_control('c');
    assert!(terminal.end().exits(130).text().contains("got it"));
    let mut terminal = world.terminal(&["-c", "echo ready; exec sleep 60"]);
    terminal.expect("ready");
    terminal.signal(Signal::SIGTERM);
    terminal.end().exits(143);
}

const SECRET: &str = "s3cret-7Hq0Zr";

#[test]
fn a_secret_is_found_in_every_form() {
    for (script, form) in [
        ("printf s3cret-7Hq0Zr", "as it is"),
        ("printf s3cret-7Hq0Zr | od -An -v -tx1 | tr -d ' \\n'", "hex"),
        ("printf s3cret-7Hq0Zr | od -An -v -tx1 | tr -d ' \\n' | tr a-f A-F", "upper-case hex"),
        ("printf s3cret-7Hq0Zr | base64", "base64"),
        ("printf 1s3cret-7Hq0Zr | base64", "base64"),
        ("printf 12s3cret-7Hq0Zr | base64", "base64"),
    ] {
        // Read from a file, so that the secret is not in the command line.
        let world = World::sealed();
        let path = world.write("leak.sh", script);
        let finished = world.other_command("/bin/sh", &["leak.sh"]).run().succeeds();
        let found = world.secret(SECRET).except_file(path).find();
        assert_eq!(found, [format!("stdout of `{}` ({form})", finished.line)], "{script}");
    }
}

#[test]
fn a_secret_is_found_in_the_url_safe_alphabet() {
    let world = World::sealed();
    // 0xff and 0xfb make the characters in which the alphabets differ.
    let secret = [0xff, 0xfb, 0xff, 0xfb, 0xff, 0xfb, 0xff, 0xfb, 0xff];
    let path = world.write("token", "__v_-__7__v_");
    assert_eq!(world.secret(secret).find(), [format!("{} (base64url)", path.display())]);
    world.write("token", "//v/+//7//v/");
    assert_eq!(world.secret(secret).find(), [format!("{} (base64)", path.display())]);
}

#[test]
fn a_secret_is_found_in_files_names_and_streams_but_not_where_it_belongs() {
    let world = shell();
    let file = world.write("app.env", format!("KEY={SECRET}\n"));
    assert_eq!(world.secret(SECRET).find().len(), 1);
    world.secret(SECRET).except_file(&file).assert_nowhere();
    let printed = sh(&world, "cat app.env; cat app.env >&2").succeeds();
    assert_eq!(world.secret(SECRET).except_file(&file).find().len(), 2);
    world.secret(SECRET).except_file(&file).except_output_of(&printed).assert_nowhere();
    world.write(format!("{SECRET}.txt"), "");
    assert_eq!(world.secret(SECRET).except_file(&file).except_output_of(&printed).find().len(), 1);
    world.assert_secret_nowhere("another secret");
}

on_every_engine!(a_secret_is_found_in_the_database, World::with_database, |world| {
    world.execute("CREATE TABLE t (id integer, value text)");
    world.assert_secret_nowhere(SECRET);
    // Longer than a page, so that the plain bytes of an SQLite file do not hold it in one piece.
    let secret = SECRET.repeat(1000);
    world.execute(&format!("INSERT INTO t VALUES (1, '{secret}')"));
    let found = world.secret(&secret).find();
    assert!(found.iter().any(|place| place.starts_with("a row of")), "{found:?}");
});

#[test]
fn a_secret_is_found_in_the_log_of_the_server() {
    let world = World::with_database(Engine::Postgres);
    world.execute("CREATE TABLE t (id integer DEFAULT length('logged-once-0xA1'))");
    let found = world.secret("logged-once-0xA1").find();
    assert!(found.contains(&"the log of the server (as it is)".to_owned()), "{found:?}");
}

on_every_engine!(a_fingerprint_sees_every_change, World::with_database, |world| {
    world.execute("CREATE TABLE t (id integer, name text)");
    world.execute("INSERT INTO t VALUES (1, 'one')");
    let file = world.write("file", "content");
    let before = world.fingerprint();
    before.assert_unchanged(world);
    let seen = |what: &str, change: &dyn Fn()| {
        let before = world.fingerprint();
        change();
        let differences = before.differences(&world.fingerprint());
        assert_eq!(differences.len(), 1, "{what}: {differences:#?}");
    };
    seen("row", &|| assert_eq!(world.execute("UPDATE t SET name = 'two'"), 1));
    seen("content", &|| std::fs::write(&file, "CONTENT").unwrap());
    seen("same content again", &|| std::fs::write(&file, "CONTENT").unwrap());
    seen("mode", &|| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap());
    seen("new file", &|| drop(world.write("new", "")));
    seen("link", &|| std::os::unix::fs::symlink("new", world.path("link")).unwrap());
    seen("gone", &|| std::fs::remove_file(world.path("new")).unwrap());
});

#[test]
fn a_fingerprint_sees_a_write_that_was_rolled_back() {
    let world = World::with_database(Engine::Postgres);
    world.execute("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, name text)");
    world.execute("INSERT INTO t (name) VALUES ('one')");
    let before = world.fingerprint();
    world.execute("BEGIN; INSERT INTO t (name) VALUES ('two'); ROLLBACK");
    assert_eq!(before.differences(&world.fingerprint()).len(), 1);
}

#[test]
fn a_snapshot_is_the_same_in_every_run() {
    let world = shell();
    let script = "echo \"$HOME at $(date -u +%FT%TZ) took 12.5 ms\"; echo clv_7Qx2aaaa INC-2026-0001 >&2; exit 10";
    world.write("script", script);
    command_snapshot!(world, world.run(&["script"]), @r"
    $ sh script
    exit code: 10
    ----- stdout -----
    [world]/home at [time] took [duration]
    ----- stderr -----
    [prefix] INC-[year]-0001
    ");
}

#[test]
fn a_sweep_kills_before_and_after_every_step() {
    let script = "echo new >.new && mv .new current && rm marker";
    let build = || {
        let world = shell();
        world.write("current", "old\n");
        world.write("marker", "");
        world
    };
    let seen = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let swept = kill_sweep(
        build,
        &["-c", script],
        |run| run,
        |world, point| {
            let current = world.read("current");
            assert!(current == "old\n" || current == "new\n", "half a file after a kill {point}: {current:?}");
            seen.borrow_mut().insert((current, world.path("marker").exists()));
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
    let states = [("new\n".to_owned(), true), ("old\n".to_owned(), true)];
    assert!(states.iter().all(|state| seen.borrow().contains(state)), "{seen:?}");
}

#[test]
#[should_panic(expected = "the file is torn")]
fn a_sweep_finds_a_command_that_leaves_half_of_its_work() {
    let build = || {
        let world = shell();
        world.write("current", "old\n");
        world
    };
    // Truncates first and writes afterwards: the mistake that every careless program makes.
    kill_sweep(
        build,
        &["-c", "echo new >current"],
        |run| run,
        |world, _| {
            assert!(!world.read("current").is_empty(), "the file is torn");
        },
    );
}
