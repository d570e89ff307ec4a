//! Hundreds of random tamperings by somebody with all rights in the database, and the wit to compute hashes anew.

use std::collections::BTreeSet;

use super::{add_users, anchor, anchored, compute_anew, keep, looks_whole, put_back, verify};
use crate::common::{Engine, is_full_run};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn place(&mut self, last: usize) -> usize {
        1 + self.roll(last)
    }
}

/// What somebody does to the events up to `anchored`, and whether he then computes the chain anew.
fn tampering(dice: &mut Dice, anchored: usize) -> (String, bool) {
    const COLUMNS: [&str; 8] = ["at", "kind", "phase", "operation", "actor", "target", "reason", "detail"];
    let column = COLUMNS[dice.roll(8)];
    let one = dice.place(anchored);
    let other = dice.place(anchored);
    let of_other = |column: &str| format!("(SELECT {column} FROM kept WHERE seq = {other})");
    let shift = |from: usize, by: i64| {
        format!(
            "UPDATE claviger_events SET seq = -seq WHERE seq >= {from}; \
             UPDATE claviger_events SET seq = -seq + {by} WHERE seq < 0"
        )
    };
    let insert = |place: usize, from: &str| {
        format!(
            "INSERT INTO claviger_events SELECT {place}, at, kind, phase, operation, actor, target, {from}, detail, \
             previous, hash FROM kept WHERE seq = {other}"
        )
    };
    let statements = match dice.roll(9) {
        0 => format!("UPDATE claviger_events SET {column} = '' WHERE seq = {one}"),
        1 => format!("UPDATE claviger_events SET {column} = {column} || ' ' WHERE seq = {one}"),
        2 => format!("UPDATE claviger_events SET {column} = {} WHERE seq = {one}", of_other(column)),
        3 => format!("UPDATE claviger_events SET {column} = upper({column}) WHERE seq BETWEEN {one} AND {anchored}"),
        4 => format!("DELETE FROM claviger_events WHERE seq = {one}; {}", shift(one, -1)),
        5 => format!("{}; {}", shift(one, 1), insert(one, "'forged'")),
        6 => {
            let all: Vec<String> = COLUMNS.iter().map(|name| format!("{name} = {}", of_other(name))).collect();
            format!("UPDATE claviger_events SET {} WHERE seq = {one}", all.join(", "))
        }
        7 => format!("DELETE FROM claviger_events WHERE seq >= {one}"),
        _ => format!("UPDATE claviger_events SET {column} = '{{}}'"),
    };
    (statements, dice.roll(5) > 0)
}

fn no_random_tampering_goes_unnoticed(engine: Engine, wanted: usize) {
    let world = anchored(engine);
    add_users(&world, 11..=12);
    anchor(&world, &[]);
    add_users(&world, 13..=14);
    keep(&world);
    let state =
        || (world.sql("SELECT * FROM claviger_events ORDER BY seq"), world.sql("SELECT * FROM claviger_event_head"));
    let untouched = state();
    assert_eq!(untouched.0.len(), 17);
    let mut dice = Dice(20_260_102);
    let mut different = BTreeSet::new();
    let (mut done, mut missed_by_the_chain) = (0, 0);
    while done < wanted {
        let (statements, is_computed_anew) = tampering(&mut dice, 15);
        world.execute(&statements);
        let is_deleted_whole = statements.starts_with("DELETE FROM claviger_events WHERE seq >= 1");
        if is_computed_anew && !is_deleted_whole {
            compute_anew(&world, 1);
        }
        // What happens to change nothing is no tampering.
        if state() != untouched {
            let (code, report) = verify(&world, &["--anchor"]);
            assert_eq!(code, 9, "{statements}, computed anew: {is_computed_anew}: {report}");
            // The chain alone is asked about some of them only, for the time it takes.
            if done % 10 == 0 && looks_whole(&world) {
                missed_by_the_chain += 1;
            }
            different.insert((statements, is_computed_anew));
            done += 1;
            put_back(&world);
        }
    }
    assert!(different.len() * 10 > wanted * 6, "{} of {wanted} differ", different.len());
    assert!(missed_by_the_chain * 20 > wanted, "the chain alone missed {missed_by_the_chain} of {} asked", wanted / 10);
    assert_eq!(verify(&world, &["--anchor"]).0, 0);
}

#[test]
fn no_random_tampering_goes_unnoticed_sqlite() {
    no_random_tampering_goes_unnoticed(Engine::Sqlite, if is_full_run() { 2000 } else { 500 });
}

#[test]
fn no_random_tampering_goes_unnoticed_postgres() {
    no_random_tampering_goes_unnoticed(Engine::Postgres, if is_full_run() { 500 } else { 40 });
}
