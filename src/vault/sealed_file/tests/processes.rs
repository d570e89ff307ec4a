//! Several runs at once, killed runs, full disks. A test that needs another process starts its own binary again, which
//! runs the same test and finds, in a variable, the directory to work in.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Place, SealedFile, Unlock, document, path, ready, value_of};
use crate::base::env::Env;
use crate::base::{Clock, Kind, Rng};
use crate::vault::{State, Vault, Version};

const DIRECTORY: &str = "CLAVIGER_TEST_DIRECTORY";

/// The vault to work on, when this process was started by a test.
fn given() -> Option<SealedFile> {
    let directory = Env::of_process().path(DIRECTORY)?;
    let unlock = Unlock::KeyFile(directory.join("app.key"));
    Some(SealedFile::open(directory.join("app.vault"), unlock, Clock::System, Rng::system()).unwrap())
}

fn executable() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// Starts `test` of this file in a process of its own, by way of `wrapper` where one is given.
fn start(place: &Place, wrapper: Option<&str>, test: &str) -> std::process::Child {
    let mut command = match wrapper {
        None => Command::new(executable()),
        Some(script) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", script]).arg(executable());
            shell
        }
    };
    let (_, module) = module_path!().split_once("::").unwrap();
    command.args(["--exact", &format!("{module}::{test}"), "--test-threads=1"]).env(DIRECTORY, place.0.path());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap()
}

/// Adds one to the counter `rounds` times; whoever loses a race reads again.
fn count(vault: &mut SealedFile, rounds: u32) {
    let counter = path("counter");
    let mut done = 0;
    while done < rounds {
        let (read, revision) = ready(vault.read(&counter)).unwrap().unwrap();
        let next = value_of(&read).parse::<u32>().unwrap() + 1;
        match ready(vault.write(&counter, &document(&next.to_string()), revision.version, "op")) {
            Ok(_) => done += 1,
            Err(error) => assert_eq!(error.kind(), Kind::Conflict, "{error:?}"),
        }
    }
}

#[test]
fn runs_and_threads_that_count_together_lose_nothing() {
    if let Some(mut vault) = given() {
        return count(&mut vault, 20);
    }
    let place = Place::new();
    ready(place.create().write(&path("counter"), &document("0"), Version::ABSENT, "op")).unwrap();
    let children: Vec<_> =
        (0..3).map(|_| start(&place, None, "runs_and_threads_that_count_together_lose_nothing")).collect();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| count(&mut place.open().unwrap(), 20));
        }
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let (read, revision) = ready(place.open().unwrap().read(&path("counter"))).unwrap().unwrap();
    assert_eq!((value_of(&read).as_str(), revision.version), ("100", Version(101)));
}

/// Writes the next version and destroys all before it, without end.
fn write_and_destroy(vault: &mut SealedFile) -> ! {
    loop {
        let current = ready(vault.versions(&path("a"))).unwrap().last().unwrap().version;
        let next = Version(current.0 + 1);
        ready(vault.write(&path("a"), &document(&format!("value {next}")), current, "op")).unwrap();
        ready(vault.destroy(&path("a"), &[current])).unwrap();
    }
}

/// What the vault calls destroyed is gone from the copy too, without the command being run again.
fn assert_previous_holds_nothing_destroyed(place: &Place, vault: &mut SealedFile) {
    let copied = ready(place.open_previous().versions(&path("a"))).unwrap();
    for destroyed in ready(vault.versions(&path("a"))).unwrap() {
        let copy = copied.iter().find(|copy| copy.version == destroyed.version);
        let is_kept = destroyed.state == State::Destroyed && copy.is_some_and(|copy| copy.state != State::Destroyed);
        assert!(!is_kept, "version {} is destroyed, but not in the copy", destroyed.version);
    }
}

#[test]
fn a_run_killed_anywhere_leaves_a_whole_vault_and_a_destruction_that_can_be_finished() {
    if let Some(mut vault) = given() {
        write_and_destroy(&mut vault);
    }
    let place = Place::new();
    let mut vault = place.create();
    ready(vault.write(&path("a"), &document("value 1"), Version::ABSENT, "op")).unwrap();
    let mut rng = Rng::system();
    let mut versions = vec![1];
    for _ in 0..25 {
        let test = "a_run_killed_anywhere_leaves_a_whole_vault_and_a_destruction_that_can_be_finished";
        let mut child = start(&place, None, test);
        std::thread::sleep(Duration::from_millis(u64::from(30 + rng.below(60).unwrap())));
        child.kill().unwrap();
        child.wait().unwrap();

        let (read, revision) = ready(vault.read(&path("a"))).unwrap().unwrap();
        assert_eq!(value_of(&read), format!("value {}", revision.version));
        assert!(versions.last().unwrap() <= &revision.version.0);
        versions.push(revision.version.0);
        assert_previous_holds_nothing_destroyed(&place, &mut vault);
        let older: Vec<Version> = (1..revision.version.0).map(Version).collect();
        ready(vault.destroy(&path("a"), &older)).unwrap();
        for vault in [&mut vault, &mut place.open_previous()] {
            let mut revisions = ready(vault.versions(&path("a"))).unwrap();
            assert_eq!(revisions.pop().map(|newest| newest.version), Some(revision.version));
            assert!(revisions.iter().all(|older| older.state == State::Destroyed));
        }
        assert_eq!(place.names(), ["app.key", "app.vault", "app.vault.lock", "app.vault.prev"]);
    }
    versions.dedup();
    assert!(versions.len() > 5, "the runs were killed before they did anything: {versions:?}");
}

/// A write that does not fit on the disk fails as `Unavailable`, and nothing else happens.
fn assert_no_room(vault: &mut SealedFile) {
    let large = document(&"x".repeat(200_000));
    for _ in 0..3 {
        let error = ready(vault.write(&path("a"), &large, Version(1), "op")).unwrap_err();
        assert_eq!(error.kind(), Kind::Unavailable, "{error:?}");
        assert_eq!(value_of(&ready(vault.read(&path("a"))).unwrap().unwrap().0), "small");
    }
    ready(vault.write(&path("a"), &document("also small"), Version(1), "op")).unwrap();
    ready(vault.destroy(&path("a"), &[Version(1)])).unwrap();
}

#[test]
fn a_write_that_exceeds_the_limit_on_files_changes_nothing() {
    if let Some(mut vault) = given() {
        return assert_no_room(&mut vault);
    }
    let place = Place::new();
    ready(place.create().write(&path("a"), &document("small"), Version::ABSENT, "op")).unwrap();
    // 64 blocks of 512 or 1024 bytes, as the shell counts; the signal would kill before the write can fail.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let mut child = start(&place, Some(script), "a_write_that_exceeds_the_limit_on_files_changes_nothing");
    assert!(child.wait().unwrap().success());
    assert_eq!(place.names(), ["app.key", "app.vault", "app.vault.lock", "app.vault.prev"]);
    assert_eq!(value_of(&ready(place.open().unwrap().read(&path("a"))).unwrap().unwrap().0), "also small");
}

/// A small file system in memory, gone when dropped.
struct SmallDisk<'a>(&'a Place);

impl<'a> SmallDisk<'a> {
    /// None without the right to mount.
    fn mount(place: &'a Place) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs"]).arg(place.0.path());
        mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success()).then_some(Self(place))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.0.path()).status();
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn a_full_disk_changes_nothing_and_is_unavailable() {
    let place = Place::new();
    let Some(disk) = SmallDisk::mount(&place) else {
        eprintln!("skipped: no right to mount a small disk; the limit on files is tested instead");
        return;
    };
    let mut vault = place.create();
    ready(vault.write(&path("a"), &document("small"), Version::ABSENT, "op")).unwrap();
    assert_no_room(&mut vault);
    assert_eq!(place.names(), ["app.key", "app.vault", "app.vault.lock", "app.vault.prev"]);
    drop(disk);
}

#[test]
fn a_lock_that_is_held_is_waited_for_and_then_named() {
    let place = Place::new();
    let mut vault = place.create();
    let lock = place.0.path().join("app.vault.lock");
    let held = crate::base::lock::hold(&lock).unwrap();
    let error = ready(vault.write(&path("a"), &document("x"), Version::ABSENT, "op")).unwrap_err();
    assert_eq!(error.kind(), Kind::Conflict);
    assert!(error.message().contains("is locked by process"), "{error:?}");
    assert!(ready(vault.read(&path("a"))).unwrap().is_none(), "reading needs no lock");
    drop(held);
    ready(vault.write(&path("a"), &document("x"), Version::ABSENT, "op")).unwrap();
}
