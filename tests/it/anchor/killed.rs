//! `kill -9` while an anchor is made: it is there or it is not, and the next run makes up for it.

use super::{anchor, busy, verify};
use crate::common::kill::kill_sweep;
use crate::common::{Engine, VaultKind, World};
use crate::events::assert_chain;

#[track_caller]
fn sweep(template: &World, at_least: usize) {
    let before = template.sql("SELECT count(*) FROM claviger_events");
    let args = ["event", "anchor", "--out", "anchors.jsonl", "-o", "plain"];
    let swept = kill_sweep(
        || {
            let world = template.duplicate();
            if let Ok(lines) = std::fs::read(template.path("anchors.jsonl")) {
                let path = world.write("anchors.jsonl", lines);
                std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            }
            world
        },
        &args,
        |run| run,
        |world, _| {
            let printed = world.runs().pop().unwrap().text().trim_end().to_owned();
            let again = anchor(world, &["--out", "anchors.jsonl"]);
            let line = again["data"]["line"].as_str().unwrap().to_owned();
            // What was printed was kept.
            assert!(printed.is_empty() || printed == line, "{printed}\n{line}");
            assert_eq!(anchor(world, &["--out", "anchors.jsonl"])["changed"], false);
            let lines = world.read("anchors.jsonl");
            assert_eq!(lines.lines().filter(|found| *found == line).count(), 1, "{lines}");
            let (code, report) = verify(world, &["--anchor", "anchors.jsonl"]);
            assert_eq!((code, &report["anchors"]["refused"]), (0, &0.into()), "{report}");
            // No event, and nothing that waits to be settled.
            assert_eq!(world.sql("SELECT count(*) FROM claviger_events"), before);
            assert_eq!(world.sql("SELECT count(*) FROM claviger_journal"), [["0"]]);
            assert_chain(world);
        },
    );
    assert!(swept.killed >= at_least, "{swept:?}");
}

#[test]
fn a_killed_first_anchor_is_made_by_the_next_run_sqlite() {
    sweep(&busy(Engine::Sqlite), 15);
}

#[test]
fn a_killed_later_anchor_is_made_by_the_next_run_sqlite() {
    let template = busy(Engine::Sqlite);
    anchor(&template, &["--out", "anchors.jsonl"]);
    super::add_users(&template, 8..=8);
    let before = template.read("anchors.jsonl");
    sweep(&template, 15);
    assert_eq!(template.read("anchors.jsonl"), before);
}

#[test]
fn a_killed_first_anchor_is_made_by_the_next_run_postgres_and_openbao() {
    let template = World::installed_on(Engine::Postgres, VaultKind::OpenBao);
    super::add_users(&template, 1..=3);
    sweep(&template, 12);
}
