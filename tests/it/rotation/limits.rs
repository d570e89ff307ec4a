//! What stops a rotation before its end, and how it goes on.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{SECRETS, assert_all_there, column, counts, primary, with_notes};
use crate::common::World;
use crate::common::backends::on_every_engine;

const ROWS: usize = 3000;

/// How many rows are under another key than before.
fn rewritten(world: &World, before: &[String]) -> usize {
    column(world, SECRETS).iter().zip(before).filter(|(now, before)| now != before).count()
}

on_every_engine!(max_rows_are_kept_and_the_next_run_goes_on, |world| {
    with_notes(world, ROWS);
    let before = column(world, SECRETS);
    let run = |verb: &str, flags: &[&str]| {
        world.command(&["keyring", verb, "--yes", "-o", "json", "--batch", "300"]).args(flags).run()
    };
    let first = run("rotate", &["--max-rows", "700"]).exits(8);
    assert_eq!((&first.envelope()["ok"], &first.json()["complete"]), (&false.into(), &false.into()));
    assert_eq!(counts(&first, "notes", "secret")["reencrypted"], 700);
    assert_eq!(rewritten(world, &before), 700);
    let second = run("reencrypt", &["--max-rows", "1000"]).exits(8);
    assert_eq!(second.json()["rotation"], first.json()["rotation"]);
    assert_eq!(rewritten(world, &before), 1700);
    let third = run("rotate", &[]).succeeds();
    assert_eq!((&third.json()["rotation"], &third.json()["retired"]), (&first.json()["rotation"], &true.into()));
    // What earlier runs did of the pass is counted with it.
    let notes = counts(&third, "notes", "secret");
    assert_eq!((&notes["rows"], &notes["reencrypted"]), (&ROWS.into(), &ROWS.into()), "{notes}");
    assert_eq!(notes["already_current"], 0, "{notes}");
    assert_all_there(world, ROWS);
});

on_every_engine!(a_signal_lets_the_batch_be_finished, |world| {
    with_notes(world, ROWS);
    let before = column(world, SECRETS);
    for signal in [Signal::TERM, Signal::INT] {
        let running =
            world.command(&["keyring", "rotate", "--yes", "-o", "json", "--batch", "50", "--max-rate", "500"]).start();
        std::thread::sleep(Duration::from_millis(1200));
        running.signal(signal);
        let stopped = running.end().exits(8);
        assert_eq!(stopped.json()["complete"], false);
        assert!(stopped.json()["rotation"].is_string(), "{stopped}");
    }
    let some = rewritten(world, &before);
    assert!(some > 0 && some < ROWS, "{some}");
    world.run(&["keyring", "rotate", "--yes"]).succeeds();
    assert_all_there(world, ROWS);
});

on_every_engine!(a_rate_and_a_deadline_are_kept, |world| {
    with_notes(world, ROWS);
    let before = column(world, SECRETS);
    let started = Instant::now();
    let run = |flags: &[&str]| {
        world.command(&["keyring", "rotate", "--yes", "-o", "json", "--batch", "100"]).args(flags).run()
    };
    run(&["--max-rate", "400/s", "--deadline", "2s"]).exits(8);
    let millis = usize::try_from(started.elapsed().as_millis()).unwrap();
    let done = rewritten(world, &before);
    // A batch more than the rate may be on its way.
    assert!(done > 0 && done <= 400 * millis / 1000 + 100, "{done} rows in {millis} ms");
    assert!(done < ROWS);
    let late = run(&["--deadline", "2020-01-01T00:00:00Z"]).fails_as("usage", 2);
    assert!(late.error()["message"].as_str().unwrap().contains("not in the future"), "{late}");
    world.run(&["keyring", "rotate", "--yes"]).succeeds();
    assert_all_there(world, ROWS);
});

on_every_engine!(several_writers_and_every_order_do_the_same, |world| {
    with_notes(world, ROWS);
    for flags in [["--order", "key"], ["--order", "stripes"], ["--jobs", "3"], ["--batch", "1000"]] {
        let old = primary(world);
        let done = world.command(&["keyring", "rotate", "--yes", "-o", "json", "--batch", "150"]).args(&flags[..]);
        let done = if flags[0] == "--batch" {
            world.command(&["keyring", "rotate", "--yes", "-o", "json"]).args(&flags)
        } else {
            done
        };
        let done = done.run().succeeds_with(true);
        assert_eq!(counts(&done, "notes", "secret")["reencrypted"], ROWS, "{flags:?}");
        assert_ne!(primary(world), old);
        assert_all_there(world, ROWS);
    }
});

on_every_engine!(flags_that_make_no_sense_are_refused, |world| {
    with_notes(world, 1);
    for flags in [
        ["--batch", "0"],
        ["--batch", "many"],
        ["--jobs", "0"],
        ["--max-rate", "0"],
        ["--max-rate", "fast"],
        ["--order", "random"],
        ["--deadline", "soon"],
        ["--on-trigger", "maybe"],
        ["--retire-after", "7"],
        ["--compromised", "zz"],
    ] {
        world.command(&["keyring", "rotate", "--yes", "-o", "json"]).args(&flags).run_in_vain().fails_as("usage", 2);
    }
});

on_every_engine!(an_application_that_lacks_the_key_is_waited_for, |world| {
    with_notes(world, 20);
    let old = primary(world);
    let beat = |fingerprints: &str| {
        world.execute("DELETE FROM claviger_key_heartbeats");
        let now = world.sql("SELECT CURRENT_TIMESTAMP").remove(0).remove(0);
        world.execute(&format!("INSERT INTO claviger_key_heartbeats VALUES ('web-1', '{fingerprints}', '{now}')"));
    };
    beat(&old);
    let waiting = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--deadline", "2s"]).exits(8);
    assert!(waiting.json()["rotation"].is_string(), "{waiting}");
    assert_eq!(primary(world), old, "an application could not read what is written under the new key");
    let listed = world.run(&["keyring", "list", "-o", "json"]).succeeds().json();
    let staged = listed.as_array().unwrap().iter().find(|key| key["state"] == "staged").unwrap();
    beat(&format!("{old} {}", staged["fingerprint"].as_str().unwrap()));
    world.run(&["keyring", "rotate", "--yes"]).succeeds();
    assert_all_there(world, 20);
});

on_every_engine!(a_locked_row_does_not_keep_a_deadline_from_being_kept, |world| {
    with_notes(world, 200);
    let lock = match world.database().engine() {
        crate::common::Engine::Postgres => "BEGIN; UPDATE notes SET owner = 'busy' WHERE id = 7",
        crate::common::Engine::Sqlite => "BEGIN IMMEDIATE; UPDATE notes SET owner = 'busy' WHERE id = 7",
    };
    world.run(&["keyring", "rotate", "--yes", "--max-rows", "1", "-q"]).exits(8);
    let held = world.hold(lock);
    let started = Instant::now();
    let stopped = world.run(&["keyring", "rotate", "--yes", "--deadline", "2s", "-o", "json"]);
    assert!(started.elapsed() < Duration::from_secs(30), "{stopped}");
    // SQLite lets nobody write at all meanwhile, which is found out before the first batch.
    assert!(stopped.code == 8 || (stopped.code == 5 && lock.contains("IMMEDIATE")), "{stopped}");
    drop(held);
    world.run(&["keyring", "rotate", "--yes", "-q"]).succeeds();
    assert_all_there(world, 200);
});

on_every_engine!(a_list_that_can_not_be_written_is_refused_before_anything_is_done, |world| {
    with_notes(world, 5);
    let args = ["keyring", "rotate", "--yes", "--report", "nowhere/list.csv", "-o", "json"];
    world.run_in_vain(&args).fails_as("usage", 2);
});
