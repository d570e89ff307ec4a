//! Output that can not be written, and disks that are full.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{CREATE_KEY, fails, is_root, with_user};
use crate::common::backends::on_every_engine;
use crate::common::{Engine, Finished, World};

/// Runs claviger with a shell's redirections; `$@` stands for the command.
fn in_shell(world: &World, script: &str, args: &[&str]) -> Finished {
    let options = ["-c", script, "bash", env!("CARGO_BIN_EXE_claviger")];
    world.other_command("/bin/bash", &options).args(args).run()
}

/// Insists that no key is valid or waiting, and that the record says what became of the attempt.
#[track_caller]
fn no_key_is_left(world: &World) {
    assert_eq!(world.sql("SELECT count(*) FROM api_keys"), [["0"]]);
    assert_eq!(world.sql("SELECT count(*) FROM claviger_api_key_state"), [["0"]]);
    assert_eq!(world.sql("SELECT count(*) FROM claviger_journal"), [["0"]]);
    let open = "SELECT count(*) FROM claviger_events WHERE kind = 'apikey.created' AND phase = 'intent'";
    let closed = "SELECT count(*) FROM claviger_events WHERE kind = 'apikey.created' AND phase = 'outcome' \
                  AND detail LIKE '%not handed over%'";
    assert_eq!(world.sql(open), world.sql(closed));
}

on_every_engine!(a_key_that_can_not_be_printed_does_not_come_into_force, with_user, |world| {
    for format in ["table", "json", "jsonl", "csv", "plain"] {
        let args = [CREATE_KEY, &["-o", format]].concat();
        in_shell(world, "exec \"$@\" >/dev/full", &args).exits(6);
        no_key_is_left(world);
        // The reader is gone before anything is written.
        in_shell(world, "set -o pipefail; \"$@\" | exec <&-", &args).exits(6);
        no_key_is_left(world);
    }
    world.run(CREATE_KEY).succeeds();
});

on_every_engine!(a_key_that_can_not_be_rotated_keeps_its_end, with_user, |world| {
    let prefix = world.run(&[CREATE_KEY, &["-o", "json"]].concat()).json()["prefix"].as_str().unwrap().to_owned();
    let before = world.sql("SELECT * FROM api_keys");
    in_shell(world, "exec \"$@\" >/dev/full", &["apikey", "rotate", &prefix]).exits(6);
    assert_eq!(world.sql("SELECT * FROM api_keys"), before);
    world.run(&["apikey", "rotate", &prefix]).succeeds();
});

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let world = with_user(Engine::Sqlite);
    for args in [&["user", "list"][..], &["--help"], &["user", "show", "ada@example.com", "-o", "json"]] {
        let finished = in_shell(&world, "set -o pipefail; \"$@\" | exec <&-", args).succeeds();
        assert_eq!(finished.messages(), "");
    }
    // With nobody to tell it, an error still has its exit code.
    in_shell(&world, "exec \"$@\" 2>/dev/full", &["user", "show", "nobody@example.com"]).exits(3);
    in_shell(&world, "exec \"$@\" 2>&-", &["user", "show", "nobody@example.com"]).exits(3);
    in_shell(&world, "exec \"$@\" >/dev/full", &["user", "list"]).exits(6);
}

/// A disk with next to nothing free on it: a small file system where the tests may mount one, otherwise a limit on
/// the size of files, which makes writing fail in the same place.
struct FullDisk {
    path: PathBuf,
    is_mounted: bool,
}

impl FullDisk {
    fn under(world: &World) -> Self {
        let path = world.root().join("disk");
        std::fs::create_dir(&path).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=512k,mode=0700", "tmpfs"];
        let is_mounted = is_root() && Command::new("mount").args(mount).arg(&path).status().is_ok_and(|s| s.success());
        Self { path, is_mounted }
    }

    /// Takes up the room that is left, all but `spare` bytes of it.
    fn fill(&self, spare: u64) {
        if self.is_mounted {
            let file = std::fs::File::create(self.path.join("ballast")).unwrap();
            let mut chunk = 64 * 1024;
            let mut written = 0;
            while chunk > 0 {
                match std::os::unix::fs::FileExt::write_at(&file, &vec![b'x'; chunk], written) {
                    Ok(count) => written += count as u64,
                    Err(_) => chunk /= 2,
                }
            }
            file.set_len(written.saturating_sub(spare)).unwrap();
        }
    }

    fn free(&self) {
        let _ = std::fs::remove_file(self.path.join("ballast"));
    }

    /// Runs a command that finds the disk full.
    fn run(&self, world: &World, args: &[&str], stdin: &str) -> Finished {
        let limit = if self.is_mounted { "" } else { "trap '' XFSZ; ulimit -f 0; " };
        let script = format!("{limit}exec \"$@\"");
        let options = ["-c", &script, "bash", env!("CARGO_BIN_EXE_claviger")];
        world.other_command("/bin/bash", &options).args(args).stdin(stdin).run()
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        if self.is_mounted {
            let _ = Command::new("umount").arg(&self.path).status();
        }
    }
}

fn names_in(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_full_disk_under_the_sealed_file_leaves_the_file_as_it_was() {
    let world = with_user(Engine::Postgres);
    let disk = FullDisk::under(&world);
    // The vault alone moves onto the small disk.
    for name in ["claviger.vault", "claviger.key"] {
        std::fs::copy(world.installation().join(name), disk.path.join(name)).unwrap();
    }
    world.set("CLAVIGER_VAULT", format!("file:{}", disk.path.join("claviger.vault").display()));
    world.run(&["keyring", "list"]).succeeds();
    disk.fill(0);
    let before = (names_in(&disk.path), std::fs::read(disk.path.join("claviger.vault")).unwrap());
    let finished = disk.run(&world, &["keyring", "encrypt"], "value");
    fails_or_unavailable(&finished);
    assert_eq!(finished.text(), "", "a token that no ring admits to");
    let after = (names_in(&disk.path), std::fs::read(disk.path.join("claviger.vault")).unwrap());
    let without_lock =
        |names: &[String]| names.iter().filter(|name| *name != "claviger.vault.lock").cloned().collect::<Vec<_>>();
    assert_eq!(without_lock(&before.0), without_lock(&after.0));
    assert_eq!(before.1, after.1);
    disk.free();
    world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
    assert_eq!(world.sql("SELECT count(*) FROM claviger_journal"), [["0"]]);
}

#[track_caller]
fn fails_or_unavailable(finished: &Finished) {
    let finished = finished.clone().exits(6);
    assert!(finished.messages().contains("error:"), "{finished}");
}

on_every_engine!(a_full_disk_under_the_file_of_a_key_leaves_neither_file_nor_key, with_user, |world| {
    let disk = FullDisk::under(world);
    disk.fill(0);
    if !disk.is_mounted && world.database().engine() == Engine::Sqlite {
        // The limit would hit the database as well.
        return;
    }
    let before = names_in(&disk.path);
    let path = disk.path.join("key");
    let args = [CREATE_KEY, &["--out", path.to_str().unwrap()]].concat();
    fails_or_unavailable(&disk.run(world, &args, ""));
    assert_eq!(names_in(&disk.path), before);
    no_key_is_left(world);
    disk.free();
    world.run(&args).succeeds();
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("clv_"));
});

#[test]
fn a_full_disk_under_the_database_changes_nothing() {
    let world = with_user(Engine::Sqlite);
    let disk = FullDisk::under(&world);
    std::fs::copy(world.installation().join("app.db"), disk.path.join("app.db")).unwrap();
    world.set("CLAVIGER_DATABASE_URL", format!("sqlite:{}", disk.path.join("app.db").display()));
    world.run(&["user", "list"]).succeeds();
    disk.fill(0);
    let finished = disk.run(&world, CREATE_KEY, "");
    fails(finished, 6);
    disk.free();
    assert_eq!(world.run(&["apikey", "list", "-o", "json"]).succeeds().json().as_array().unwrap().len(), 0);
    world.run(CREATE_KEY).succeeds();
}
