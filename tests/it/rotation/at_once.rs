//! A rotation while applications write, is killed, and loses its connections: no write is lost, every value can be
//! read, and it comes to an end.
//!
//! Each writer has rows of its own, so what a row must hold in the end is what its writer wrote last. A rotation that
//! wrote without comparing would put back what it had read before.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{SECRETS, column, contents, with_notes};
use crate::common::backends::on_every_engine;
use crate::common::{World, is_full_run};

/// Writers, of which the last writes under the old key.
const WRITERS: usize = 4;

/// How much is done.
struct Size {
    rows: usize,
    kills: usize,
    losses: usize,
}

const SAMPLE: Size = Size { rows: 6_000, kills: 6, losses: 2 };
const FULL: Size = Size { rows: 200_000, kills: 20, losses: 3 };

/// The keys that the ring hands to applications: the primary one first, then the staged.
fn keys(world: &World) -> Vec<String> {
    let exported = world.run(&["keyring", "export", "--format", "list"]).succeeds();
    exported.plain().split(',').map(str::to_owned).collect()
}

/// Writes to its rows until told to stop; gives what each must hold.
fn write(world: &World, writer: usize, rows: usize, key: &str, is_over: &AtomicBool) -> BTreeMap<usize, String> {
    let cipher = fernet::Fernet::new(key).unwrap();
    let mut expected = BTreeMap::new();
    let mine: Vec<usize> = (1..=rows).filter(|row| row % WRITERS == writer).collect();
    for (turn, row) in mine.iter().cycle().step_by(7).enumerate() {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let value = format!("writer {writer} turn {turn}");
        let token = cipher.encrypt(value.as_bytes());
        // A connection that was ended by the test has written nothing: that row is as it was.
        let sql = format!("UPDATE notes SET secret = '{token}' WHERE id = {row}");
        world.execute(&sql);
        expected.insert(*row, value);
    }
    expected
}

/// Runs the rotation again and again: killed, cut off from the server, and in the end to its end.
fn rotate_to_the_end(world: &World, size: &Size, old_is_over: &AtomicBool) -> usize {
    let mut killed = 0;
    let mut lost = 0;
    let deadline = Instant::now() + Duration::from_mins(20);
    loop {
        assert!(Instant::now() < deadline, "the rotation does not come to its end");
        let started = world.command(&["keyring", "rotate", "--yes", "-o", "json", "--batch", "200"]).start();
        let pause = Duration::from_millis(40 + 37 * (killed as u64 % 9));
        if killed < size.kills {
            std::thread::sleep(pause);
            started.signal(Signal::KILL);
            started.end();
            killed += 1;
            continue;
        }
        if lost < size.losses && !world.database().url().starts_with("sqlite") {
            std::thread::sleep(pause);
            world.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claviger' AND datname = current_database()");
            lost += 1;
        }
        // Whoever writes under the old key stops some day; until then a rotation may say that it has not come to an end.
        old_is_over.store(true, Ordering::Relaxed);
        let finished = started.end();
        match finished.code {
            0 => break,
            // Stopped before the end, or cut off where it does not try again by itself.
            6 | 8 => {}
            _ => panic!("{finished}"),
        }
    }
    killed
}

/// Ends the writers, also when the test fails.
struct End<'e>(&'e AtomicBool, &'e AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        self.1.store(true, Ordering::Relaxed);
    }
}

fn campaign(world: &World, size: &Size) {
    world.run(&["keyring", "add"]).succeeds();
    let keys = keys(world);
    let (old, new) = (&keys[0], &keys[1]);
    let (is_over, old_is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let expected = Mutex::new(BTreeMap::new());
    let writes = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (expected, writes, is_over, old_is_over) = (&expected, &writes, &is_over, &old_is_over);
            scope.spawn(move || {
                let is_old = writer == WRITERS - 1;
                let (key, end) = if is_old { (old, old_is_over) } else { (new, is_over) };
                let written = write(world, writer, size.rows, key, end);
                writes.fetch_add(written.len(), Ordering::Relaxed);
                expected.lock().unwrap().extend(written);
            });
        }
        let _end = End(&is_over, &old_is_over);
        rotate_to_the_end(world, size, &old_is_over);
    });
    let expected = expected.into_inner().unwrap();
    assert!(writes.load(Ordering::Relaxed) > WRITERS * 10, "the writers hardly wrote");
    world.run(&["keyring", "verify", "-q"]).succeeds();
    let found = contents(world, &column(world, SECRETS));
    let mut lost = Vec::new();
    for (index, value) in found.iter().enumerate() {
        let row = index + 1;
        let first = format!("value {row}");
        if value != expected.get(&row).unwrap_or(&first) {
            lost.push(format!("row {row} holds `{value}`, expected `{}`", expected.get(&row).unwrap_or(&first)));
        }
    }
    assert!(lost.is_empty(), "{} of {} writes were lost: {:?}", lost.len(), expected.len(), &lost[..lost.len().min(5)]);
    assert_eq!(found.len(), size.rows);
}

on_every_engine!(no_write_is_lost_however_often_it_is_killed, |world| {
    let size = if is_full_run() { FULL } else { SAMPLE };
    with_notes(world, size.rows);
    campaign(world, &size);
});

on_every_engine!(two_at_once_are_one_after_the_other_or_refused, |world| {
    with_notes(world, 8000);
    let slow = world.command(&["keyring", "rotate", "--yes", "--batch", "100", "--max-rate", "1000"]).start();
    std::thread::sleep(Duration::from_millis(1500));
    let refused = world.run(&["keyring", "reencrypt", "--yes", "-o", "json"]).fails_as("conflict", 5);
    let id = slow.id().to_string();
    assert!(refused.error()["message"].as_str().unwrap().contains(&id), "{refused}");
    // The other one has not been disturbed.
    slow.signal(Signal::TERM);
    slow.end().exits(8);
    world.run(&["keyring", "rotate", "--yes"]).succeeds();
    super::assert_all_there(world, 8000);
});

on_every_engine!(of_two_rotations_one_is_carried_out, |world| {
    with_notes(world, 3000);
    let start = || world.command(&["keyring", "rotate", "--yes", "--batch", "100", "-o", "json"]).start();
    let both = [start(), start()];
    let ended = both.map(crate::common::world::Started::end);
    for finished in &ended {
        assert!([0, 5].contains(&finished.code), "{finished}");
    }
    assert!(ended.iter().any(|finished| finished.code == 0));
    let keys = world.run(&["keyring", "list", "-o", "json"]).succeeds().json();
    let staged = keys.as_array().unwrap().iter().filter(|key| key["state"] == "staged").count();
    assert_eq!(staged, 0, "the one that was refused left a key");
    super::assert_all_there(world, 3000);
});
