//! `secret env`: the `.env` file of an application, as python-dotenv reads it.

mod owner;

use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use serde_json::{Value, json};

use crate::common::backends::on_every_engine;
use crate::common::kill::kill_sweep;
use crate::common::python::python;
use crate::common::{Engine, Finished, World};
use crate::secret::assert_found;

const GUIDE: [&str; 4] = ["SECRET_KEY", "JWT_SECRET_KEY", "ENCRYPTION_KEY", "DB_PASSWORD"];

/// Everything that a file of a person may have: comments, `export`, quotes, several lines, a broken line.
const LIVED_IN: &str = "# The application\n\nFLASK_ENV=production   # not development\nexport SECRET_KEY='9f86d081884c7d65'\n\
                        GREETING=\"two\nlines, a \\\" quote and a # hash\"\nENCRYPTION_KEY= # make one\n  NAME = value  \n\
                        EMPTY=\n'quoted key'=1\nnot a binding\nURL=postgres://u:p@h/d?x=${NAME}#f\n#DB_PASSWORD=old\n\n";

fn env(world: &World, args: &[&str]) -> Finished {
    world.run(&[&["secret", "env", ".env", "-o", "json"], args].concat())
}

/// What python-dotenv reads, without filling in variables; keys without a value are left out.
fn read(path: impl AsRef<Path>) -> BTreeMap<String, String> {
    let code = "
import json, sys
from dotenv import dotenv_values
values = dotenv_values(sys.argv[1], interpolate=False, encoding='utf-8')
print(json.dumps({key: value for key, value in values.items() if value is not None}))
";
    serde_json::from_str(&python(code, &[path.as_ref().to_str().unwrap()], b"")).unwrap()
}

fn actions(finished: &Finished) -> Vec<(String, String)> {
    let data = finished.json();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    data.as_array().unwrap().iter().map(|one| (text(one, "name"), text(one, "action"))).collect()
}

fn mode(world: &World) -> u32 {
    std::fs::metadata(world.path(".env")).unwrap().mode() & 0o7777
}

fn warnings(finished: &Finished) -> String {
    finished.envelope()["warnings"].to_string()
}

on_every_engine!(a_new_file_is_made_once_and_its_values_are_nowhere_else, |world| {
    let before = world.fingerprint();
    env(world, &["-n"]).succeeds();
    let pending = env(world, &["-n", "--detailed-exitcode"]).exits(11);
    assert_eq!(pending.envelope()["changed"], false);
    before.assert_unchanged(world);

    let made = env(world, &[]).succeeds();
    let expected = |action: &str| {
        json!([
            {"name": "SECRET_KEY", "kind": "hex", "action": action},
            {"name": "JWT_SECRET_KEY", "kind": "jwt", "action": action},
            {"name": "ENCRYPTION_KEY", "kind": "fernet", "action": action},
            {"name": "DB_PASSWORD", "kind": "password", "action": action},
        ])
    };
    assert_eq!((made.envelope()["changed"].clone(), made.json()), (json!(true), expected("generated")));
    assert_eq!(pending.json(), made.json());
    assert_eq!(mode(world), 0o600);
    let values = read(world.path(".env"));
    assert_eq!(values.keys().map(String::as_str).collect::<Vec<_>>(), {
        let mut names = GUIDE;
        names.sort_unstable();
        names
    });
    let lengths: Vec<usize> = GUIDE.iter().map(|name| values[*name].len()).collect();
    assert_eq!(lengths, [64, 86, 44, 24]);
    python(
        "import sys; from cryptography.fernet import Fernet; Fernet(sys.argv[1])",
        &[&values["ENCRYPTION_KEY"]],
        b"",
    );

    let before = world.fingerprint();
    let again = env(world, &[]).succeeds();
    assert_eq!((again.envelope()["changed"].clone(), again.json()), (json!(false), expected("kept")));
    assert_eq!(world.run(&["secret", "env", ".env", "-o", "plain"]).succeeds().text(), GUIDE.join("\n") + "\n");
    before.assert_unchanged(world);
    let events = world.sql("SELECT kind, phase, target FROM claviger_events WHERE kind LIKE 'secret.%' ORDER BY seq");
    let target = format!("file:{}", world.path(".env").canonicalize().unwrap().display());
    assert_eq!(
        events,
        ["intent", "outcome"].map(|phase| vec!["secret.env_provisioned".into(), phase.into(), target.clone()])
    );
    for value in values.values() {
        world.secret(value).except_file(world.path(".env")).assert_nowhere();
    }
    // Nothing but the file is left in the directory.
    assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 1);
});

#[test]
fn a_file_that_was_lived_in_keeps_every_byte_but_those_of_new_values() {
    for line_end in ["\n", "\r\n"] {
        let world = World::sealed();
        let text = LIVED_IN.replace('\n', line_end);
        let path = world.write(".env", &text);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        let before = read(&path);
        let made = env(&world, &[]).succeeds();
        let told = warnings(&made);
        assert!(told.contains("line 11 can not be read") && told.contains("not recorded"), "{made}");
        let generated: Vec<String> =
            actions(&made).into_iter().filter(|(_, action)| action == "generated").map(|(name, _)| name).collect();
        assert_eq!(generated, ["JWT_SECRET_KEY", "ENCRYPTION_KEY", "DB_PASSWORD"]);
        let after = read(&path);
        let expected = text.replacen("ENCRYPTION_KEY=", &format!("ENCRYPTION_KEY={}", after["ENCRYPTION_KEY"]), 1)
            + &["JWT_SECRET_KEY", "DB_PASSWORD"].map(|name| format!("{name}={}{line_end}", after[name])).concat();
        assert_eq!(world.read(".env"), expected);
        for (name, value) in &before {
            assert!(after[name] == *value || generated.contains(name), "{name}");
        }
        assert_eq!(after.len(), before.len() + 2);
        assert_eq!(env(&world, &[]).succeeds().envelope()["changed"], false);
        assert_eq!(world.read(".env"), expected);
    }
}

on_every_engine!(a_value_is_replaced_where_it_stands_and_only_on_demand, |world| {
    env(world, &["--add", "CSRF_KEY=urlsafe", "--add", "PIN=pin"]).succeeds();
    let before = read(world.path(".env"));
    let rotated = env(world, &["--rotate", "JWT_SECRET_KEY", "--rotate", "DB_PASSWORD"]).succeeds();
    assert!(actions(&rotated).contains(&("JWT_SECRET_KEY".into(), "rotated".into())), "{rotated}");
    assert!(warnings(&rotated).contains("`DB_PASSWORD` is new in the file only"), "{rotated}");
    let after = read(world.path(".env"));
    let changed: Vec<&str> =
        before.iter().filter(|(name, value)| after[*name] != **value).map(|one| one.0.as_str()).collect();
    assert_eq!(changed, ["DB_PASSWORD", "JWT_SECRET_KEY"]);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());

    // An encryption key is still needed for what is encrypted under it.
    let rotated = env(world, &["--rotate", "ENCRYPTION_KEY"]).succeeds();
    assert!(warnings(&rotated).contains("ENCRYPTION_KEY_PREVIOUS"), "{rotated}");
    let after = read(world.path(".env"));
    assert_eq!(after["ENCRYPTION_KEY_PREVIOUS"], before["ENCRYPTION_KEY"]);
    assert_ne!(after["ENCRYPTION_KEY"], before["ENCRYPTION_KEY"]);

    let untouched = world.fingerprint();
    env(world, &["--rotate", "ENCRYPTION_KEY"]).exits(5);
    env(world, &["--rotate", "MISSING"]).exits(2);
    let missing = env(world, &["--rotate", "MISSING", "--add", "MISSING=hex"]).exits(3);
    assert_eq!(missing.error()["kind"], "not_found");
    let unknown = env(world, &["--rotate", "CSRF_KEY"]).exits(2);
    assert_eq!(unknown.error()["hint"], "add --add CSRF_KEY=KIND");
    for args in [["--add", "A"], ["--add", "A=nonsense"], ["--add", "1A=hex"], ["--rotate", "A B"]] {
        env(world, &args).exits(2);
    }
    env(world, &["-n", "--rotate", "CSRF_KEY", "--add", "CSRF_KEY=hex"]).succeeds();
    untouched.assert_unchanged(world);
    env(world, &["--rotate", "CSRF_KEY", "--add", "CSRF_KEY=hex"]).succeeds();
    assert_eq!(read(world.path(".env"))["CSRF_KEY"].len(), 64);
    assert_eq!(world.open_operations(), 0);
    for value in before.values().chain(after.values()).filter(|value| value.len() >= 8) {
        world.secret(value).except_file(world.path(".env")).assert_nowhere();
    }
});

#[test]
fn a_file_that_others_could_read_is_closed_and_that_is_said() {
    let world = World::sealed();
    env(&world, &[]).succeeds();
    let text = world.read(".env");
    std::fs::set_permissions(world.path(".env"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let dry = world.run(&["secret", "env", ".env", "-n", "--detailed-exitcode"]).exits(11);
    assert!(dry.messages().contains("mode 0644"), "{dry}");
    assert_eq!(mode(&world), 0o644);
    let closed = env(&world, &[]).succeeds();
    assert_eq!(closed.envelope()["changed"], true);
    assert!(warnings(&closed).contains("mode 0644"), "{closed}");
    assert_eq!((mode(&world), world.read(".env")), (0o600, text));
    assert_eq!(env(&world, &[]).succeeds().envelope()["changed"], false);
    // Stricter than ours stays.
    std::fs::set_permissions(world.path(".env"), std::fs::Permissions::from_mode(0o400)).unwrap();
    env(&world, &["--rotate", "SECRET_KEY"]).succeeds();
    assert_eq!(mode(&world), 0o400);
}

#[test]
fn what_is_no_file_of_ours_is_refused_and_left_alone() {
    let world = World::sealed();
    world.write("real", "SECRET_KEY=\n");
    symlink("real", world.path(".env")).unwrap();
    assert!(env(&world, &[]).exits(4).error()["message"].as_str().unwrap().contains("symbolic link"));
    world.run(&["secret", "env", "/dev/null"]).exits(4);
    world.run(&["secret", "env", "."]).exits(2);
    world.run(&["secret", "env", "none/.env"]).exits(3);
    world.run(&["secret", "env", ""]).exits(2);
    world.write("latin", b"A=\xe9\n");
    world.run(&["secret", "env", "latin"]).exits(2);
    world.write("broken", "A=1\nSECRET_KEY=\"open\nB=2\n");
    let refused = world.run(&["secret", "env", "broken"]).exits(2);
    assert!(refused.messages().contains("line 2 sets `SECRET_KEY`"), "{refused}");
    world.write("large", vec![b'#'; (1 << 20) + 1]);
    world.run(&["secret", "env", "large"]).exits(2);
    assert_eq!(
        (world.read("real"), world.read("broken")),
        ("SECRET_KEY=\n".into(), "A=1\nSECRET_KEY=\"open\nB=2\n".into())
    );
    assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 5);
}

#[test]
fn placeholders_are_told_and_a_configured_database_that_is_away_is_an_error() {
    let world = World::sealed();
    world.write(".env", "SECRET_KEY=change-me\nDB_PASSWORD=a\nDB_PASSWORD=Xk2.9fLw.qqZ\n");
    let made = env(&world, &[]).succeeds();
    let told = warnings(&made);
    assert!(told.contains("`SECRET_KEY` looks like a placeholder") && told.contains("more than once"), "{made}");
    let text = world.read(".env");
    world.set("DATABASE_URL", "postgres://u:p@127.0.0.1:1/x");
    env(&world, &["--rotate", "SECRET_KEY"]).exits(6);
    assert_eq!(world.read(".env"), text, "there is no change without a record");
    env(&world, &[]).succeeds();
}

#[test]
fn of_runs_at_once_none_loses_a_variable() {
    let world = World::installed(Engine::Sqlite);
    world.write(".env", "KEPT=1\n");
    let added: Vec<String> = (0..5).map(|number| format!("KEY_{number}=hex")).collect();
    let ended: Vec<i32> = std::thread::scope(|scope| {
        let runs: Vec<_> = added.iter().map(|one| scope.spawn(|| env(&world, &["--add", one]).code)).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    // On a machine that is slow enough the last ones wait in vain.
    assert!(ended.contains(&0) && ended.iter().all(|code| matches!(code, 0 | 5)), "{ended:?}");
    let done = ended.iter().filter(|code| **code == 0).count();
    let values = read(world.path(".env"));
    assert_eq!(values.len(), 1 + GUIDE.len() + done, "{values:?}");
    assert_eq!(world.read(".env").lines().count(), values.len(), "no variable is there twice");
    assert_eq!(world.open_operations(), 0);
    assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 1);
}

/// Pieces that are put together to files of all shapes.
const PIECES: &[&str] = &[
    "SECRET_KEY=",
    "SECRET_KEY=x",
    "export SECRET_KEY = 'a b' # c",
    "SECRET_KEY",
    "JWT_SECRET_KEY=\"\"",
    "ENCRYPTION_KEY=''#",
    "DB_PASSWORD= # c",
    "DB_PASSWORD=#c",
    "A=\"1\n2\"",
    "B='\\'' ",
    "C=\\",
    "D = \t e\u{a0}",
    "'E f'=g",
    "# h = i",
    "\u{1f511}=\u{e9}",
    "J=\"k\\\\\"",
    "export",
    "export L=m#n #o",
    "\u{feff}P=q",
    "\u{c}R=s",
    "T=u\u{85}",
    "=",
    "\"v",
    "W='x\n",
    "  ",
    "Y=$(id) `z`",
];

#[test]
fn python_reads_files_of_all_shapes_as_before_with_the_new_values() {
    let world = World::sealed();
    let mut state = 42_u64;
    let mut next = |bound: usize| {
        // Numerical Recipes' generator: the files are the same in every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut files = Vec::new();
    for number in 0..60 {
        let line_end = ["\n", "\n", "\r\n"][next(3)];
        let pieces: Vec<&str> = (0..next(7)).map(|_| PIECES[next(PIECES.len())]).collect();
        let text = pieces.join(line_end) + ["", line_end][next(2)];
        let name = format!("{number}.env");
        world.write(&name, &text);
        world.write(format!("{name}.before"), &text);
        let finished = world.run(&["secret", "env", &name, "-q", "-o", "json"]);
        match finished.code {
            0 => files.push(name),
            // A line that was meant to set a wanted variable can not be read.
            2 => assert_eq!(world.read(&name), text),
            _ => panic!("{text:?} {finished}"),
        }
    }
    assert!(files.len() >= 30, "{}", files.len());
    let code = "
import logging, sys
from dotenv import dotenv_values
logging.disable()
names = ['SECRET_KEY', 'JWT_SECRET_KEY', 'ENCRYPTION_KEY', 'DB_PASSWORD']
read = lambda path: dotenv_values(path, interpolate=False, encoding='utf-8')
for file in sys.argv[2:]:
    path = sys.argv[1] + '/' + file
    before, after = read(path + '.before'), read(path)
    assert list(after)[:len(before)] == list(before), (file, before, after)
    for name, value in before.items():
        assert after[name] == value or name in names and not value, (file, name, before, after)
    for name in names:
        assert before.get(name) or len(after[name]) >= 24, (file, name, before, after)
    assert set(after) == set(before) | set(names), (file, before, after)
";
    let work = world.path("");
    let args: Vec<&str> = [work.to_str().unwrap()].into_iter().chain(files.iter().map(String::as_str)).collect();
    python(code, &args, b"");
}

#[test]
fn provisioning_can_be_killed_anywhere_and_is_finished_by_the_next_run() {
    let template = World::installed(Engine::Sqlite);
    let text = "# kept\nSECRET_KEY=\nDB_PASSWORD='old'\n";
    let build = || {
        let world = template.duplicate();
        world.write(".env", text);
        world
    };
    let args = ["secret", "env", ".env", "--rotate", "DB_PASSWORD"];
    let swept = kill_sweep(
        build,
        &args,
        |run| run,
        |world, _| {
            let left = world.read(".env");
            let values = read(world.path(".env"));
            let is_done = left != text;
            if is_done {
                assert!(GUIDE.iter().all(|name| values[*name].len() >= 24), "{left}");
                assert_eq!(mode(world), 0o600);
            }
            assert_ne!(values["DB_PASSWORD"] == "old", is_done);
            let again = env(world, &[]).succeeds();
            assert_eq!(again.envelope()["changed"], !is_done, "{again}");
            let finished = read(world.path(".env"));
            assert!(GUIDE.iter().all(|name| finished.contains_key(*name)));
            assert_eq!(finished["DB_PASSWORD"] == "old", !is_done);
            assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 1, "a temporary file is left");
            assert_eq!(world.open_operations(), 0);
            assert_found(world, is_done);
        },
    );
    assert!(swept.killed >= 20, "{swept:?}");
}

#[test]
fn a_full_disk_and_a_directory_that_can_not_be_written_leave_the_file_as_it_was() {
    let world = World::sealed();
    let path = world.write(".env", "SECRET_KEY=\n");
    let program = env!("CARGO_BIN_EXE_claviger");
    let args = [program, "secret", "env", ".env", "-o", "json"];
    // The program gets the error and not the signal.
    let full = [["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""].as_slice(), &args].concat();
    world.other_command("/bin/sh", &full).run().exits(6);
    std::fs::set_permissions(world.path(""), std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root obeys no mode, unless the rights that say so are taken away.
    let refused = if rustix::process::geteuid().is_root() {
        let bound = ["--bounding-set=-dac_override,-dac_read_search", "--"];
        world.other_command("/usr/bin/setpriv", &[bound.as_slice(), &args].concat()).run()
    } else {
        env(&world, &[])
    };
    std::fs::set_permissions(world.path(""), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(refused.exits(4).error()["kind"], "denied");
    assert_eq!(world.read(".env"), "SECRET_KEY=\n");
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}
