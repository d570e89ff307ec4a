//! Whose the file is: it stays whose it was, or is given to somebody, which is refused before anything is done where
//! the right for it is missing.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

use serde_json::Value;

use super::{env, mode, read, warnings};
use crate::common::kill::kill_sweep;
use crate::common::{Engine, Finished, World};
use crate::secret::assert_found;

/// An account that every system has, and whose numbers no test depends on.
const NOBODY: &str = "nobody";

fn owner(world: &World) -> (u32, u32) {
    let meta = std::fs::metadata(world.path(".env")).unwrap();
    (meta.uid(), meta.gid())
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Without the right to give files away, which root has and others have not.
fn env_without_right(world: &World, args: &[&str]) -> Finished {
    let claviger = [env!("CARGO_BIN_EXE_claviger"), "secret", "env", ".env", "-o", "json"];
    if is_root() {
        let bound = ["--bounding-set=-chown", "--"];
        world.other_command("/usr/bin/setpriv", &[&bound, claviger.as_slice(), args].concat()).run()
    } else {
        env(world, args)
    }
}

#[test]
fn a_file_keeps_its_owner() {
    if !is_root() {
        // Only root can give a file away; for everybody else the owner is the caller.
        return;
    }
    let world = World::sealed();
    let path = world.write(".env", "SECRET_KEY=\n");
    chown(&path, Some(65_534), Some(65_533)).unwrap();
    env(&world, &[]).succeeds();
    assert_eq!((owner(&world), mode(&world)), ((65_534, 65_533), 0o600));
}

#[test]
fn a_file_is_given_once_and_its_content_stays() {
    if !is_root() {
        return;
    }
    let world = World::installed(Engine::Sqlite);
    let made = env(&world, &["--owner", "54321:54322"]).succeeds();
    assert_eq!((owner(&world), mode(&world)), ((54_321, 54_322), 0o600));
    assert!(!warnings(&made).contains("belonged"), "{made}");
    let text = world.read(".env");
    let before = world.fingerprint();
    assert_eq!(env(&world, &["--owner", "54321:54322"]).succeeds().envelope()["changed"], false);
    assert_eq!(env(&world, &["--owner", "54321"]).succeeds().envelope()["changed"], false);
    assert_eq!(env(&world, &[]).succeeds().envelope()["changed"], false);
    let dry = env(&world, &["--owner", NOBODY, "-n", "--detailed-exitcode"]).exits(11);
    let dry_table = world.run(&["secret", "env", ".env", "--owner", NOBODY, "-n"]).succeeds();
    assert!(dry_table.messages().contains("It belongs to 54321:54322, and would belong to"), "{dry_table}");
    assert_eq!(dry.envelope()["changed"], false);
    before.assert_unchanged(&world);

    // A name without a group leaves the group; the content is the same to the byte.
    let given = env(&world, &["--owner", NOBODY]).succeeds();
    assert_eq!(given.envelope()["changed"], true);
    assert!(warnings(&given).contains("belonged to 54321:54322"), "{given}");
    let (uid, gid) = owner(&world);
    assert!(uid != 54_321 && gid == 54_322, "{uid}:{gid}");
    assert_eq!((world.read(".env"), mode(&world)), (text.clone(), 0o600));
    let last = world.sql("SELECT detail FROM claviger_events ORDER BY seq DESC").swap_remove(0);
    let detail: Value = serde_json::from_str(&last[0]).unwrap();
    assert_eq!((&detail["owner_was"], &detail["owner"]), (&"54321:54322".into(), &format!("{uid}:{gid}").into()));

    // Giving and replacing go together, and a stricter mode stays.
    std::fs::set_permissions(world.path(".env"), std::fs::Permissions::from_mode(0o400)).unwrap();
    env(&world, &["--owner", "root:root", "--rotate", "SECRET_KEY"]).succeeds();
    assert_eq!((owner(&world), mode(&world)), ((0, 0), 0o400));
    assert_ne!(world.read(".env"), text);
    assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 1);
}

#[test]
fn without_the_right_nothing_is_done() {
    let world = World::installed(Engine::Sqlite);
    let to_another = if is_root() { "54321:54322" } else { "0:0" };
    let before = world.fingerprint();
    for args in [&["--owner", to_another][..], &["--owner", to_another, "-n"]] {
        let refused = env_without_right(&world, args).exits(4).error();
        assert_eq!(refused["kind"], "denied");
        assert!(refused["message"].as_str().unwrap().contains(&format!("can not be given to `{to_another}`")));
        assert!(refused["hint"].as_str().unwrap().contains("as root"), "{refused}");
        before.assert_unchanged(&world);
    }
    env(&world, &[]).succeeds();
    let text = world.read(".env");
    let before = world.fingerprint();
    env_without_right(&world, &["--owner", to_another, "--rotate", "SECRET_KEY"]).exits(4);
    before.assert_unchanged(&world);
    // What is so already needs no right.
    let (uid, gid) = owner(&world);
    let same = env_without_right(&world, &["--owner", &format!("{uid}:{gid}")]).succeeds();
    assert_eq!((same.envelope()["changed"].clone(), world.read(".env")), (false.into(), text));
    env_without_right(&world, &["--owner", &uid.to_string(), "--rotate", "SECRET_KEY"]).succeeds();
}

#[test]
fn accounts_that_are_not_there_are_named() {
    let world = World::sealed();
    for (given, what) in [("no-such-user", "user `no-such-user`"), ("root:no-such-group", "group `no-such-group`")] {
        let missing = env(&world, &["--owner", given]).exits(3).error();
        assert!(missing["message"].as_str().unwrap().contains(what), "{missing}");
    }
    for given in ["", ":root", "root:"] {
        env(&world, &["--owner", given]).exits(2);
    }
    assert!(!world.path(".env").exists());
}

#[test]
fn giving_can_be_killed_anywhere_and_is_finished_by_the_next_run() {
    if !is_root() {
        return;
    }
    let template = World::installed(Engine::Sqlite);
    env(&template, &[]).succeeds();
    let text = template.read(".env");
    let build = || {
        let world = template.duplicate();
        std::fs::set_permissions(world.write(".env", &text), std::fs::Permissions::from_mode(0o600)).unwrap();
        world
    };
    let args = ["secret", "env", ".env", "--owner", "54321:54322"];
    let swept = kill_sweep(
        build,
        &args,
        |run| run,
        |world, _| {
            let is_done = owner(world) == (54_321, 54_322);
            assert!(is_done || owner(world) == (0, 0));
            assert_eq!((world.read(".env"), mode(world)), (text.clone(), 0o600));
            let again = env(world, &["--owner", "54321:54322"]).succeeds();
            assert_eq!(again.envelope()["changed"], !is_done, "{again}");
            assert_eq!(owner(world), (54_321, 54_322));
            assert_eq!(read(world.path(".env")).len(), 4);
            assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 1, "a temporary file is left");
            assert_eq!(world.open_operations(), 0);
            assert_found(world, is_done);
        },
    );
    assert!(swept.killed >= 20, "{swept:?}");
}
