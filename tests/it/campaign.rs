//! The kill suite: every verb that changes something, on pairs of backends, killed at its system calls or refused
//! something there. What is left is before, after, or something that the same command finishes.

mod cases;
mod naive;
pub mod servers;

use std::collections::BTreeSet;

use crate::common::backends::Engine;
use crate::common::campaign::{Case, Pair, Report, Size, Start, campaign};
use crate::common::openbao::Mount;
use crate::common::{VaultKind, World, is_full_run};
use crate::examples::verbs_of_the_command_line;
use crate::verbs::{Effect, VERBS};

use cases::{GROUPS, JUDGED, prepare};

/// Verbs that the tables take for changing, and that have nothing here to be killed in.
const ELSEWHERE: &[(&str, &str)] = &[
    ("tour", "works in a directory of its own"),
    ("user export", "writes a file that its caller names, and nothing else"),
    ("keyring rotate", "killed in `rotation`, where every value is looked at"),
    ("keyring reencrypt", "the same steps as `keyring rotate`"),
    ("keyring rollback", "the same steps as `keyring rotate`"),
    ("keyring export", "killed in `keyring`, where the order of files is looked into"),
    ("keyring destroy", "killed in `keyring`, where the traces of the key are looked for"),
    ("event anchor", "killed in `anchor`, where what it leaves is looked into"),
];

#[test]
fn every_verb_that_changes_something_has_a_case() {
    let covered: BTreeSet<&str> = GROUPS.iter().flat_map(|(_, cases)| cases.iter()).map(|case| case.verb).collect();
    let reads = |verb: &str| VERBS.iter().any(|known| known.path == verb && known.effect == Effect::Reads);
    let missing: Vec<String> = verbs_of_the_command_line()
        .into_iter()
        .filter(|verb| !reads(verb) && !covered.contains(verb.as_str()))
        .filter(|verb| ELSEWHERE.iter().all(|(other, _)| other != verb))
        .collect();
    assert!(missing.is_empty(), "no case is killed of: {}", missing.join(", "));
}

/// The cases of some groups.
fn cases_of(groups: &[&str]) -> Vec<Case> {
    let taken = GROUPS.iter().filter(|(name, _)| groups.contains(name));
    taken.flat_map(|(_, cases)| cases.iter().copied()).collect()
}

/// Runs cases on a pair; gives the report of all of them.
fn run(pair: Pair, cases: &[Case], size: Size) -> Report {
    let template = cases.iter().any(|case| case.start == Start::Installation).then(|| prepare(pair));
    let build = |case: &Case| match (case.start, &template) {
        (Start::Installation, Some(template)) => template.duplicate(),
        _ => bare(pair, case.start),
    };
    campaign(pair, cases, size, build)
}

/// A world in which nothing is installed yet.
fn bare(pair: Pair, start: Start) -> World {
    let world = match start {
        Start::Nothing => World::about_to_be_installed(pair.0),
        _ => World::with_database(pair.0),
    };
    match pair.1 {
        VaultKind::SealedFile => world,
        VaultKind::OpenBao => world.with_server(Mount::new()),
    }
}

/// The number of kills that a group must reach.
fn least(group: &str) -> usize {
    match (JUDGED.contains(&group), is_full_run()) {
        (true, true) => 101,
        (true, false) => 8,
        (false, true) => 20,
        (false, false) => 3,
    }
}

fn is_clean(pair: Pair, group: &str) {
    let size = if JUDGED.contains(&group) { Size::of((3, 1), (42, 14)) } else { Size::of((2, 1), (20, 10)) };
    run(pair, &cases_of(&[group]), size).assert_clean(least(group));
}

/// A group, three tests: the two pairs, and the pairs across in a smaller size.
macro_rules! groups {
    ($($name:ident: $group:literal,)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn is_before_or_after_or_finished_embedded() {
                is_clean(Pair::EMBEDDED, $group);
            }

            #[test]
            fn is_before_or_after_or_finished_on_servers() {
                is_clean(Pair::SERVERS, $group);
            }
        }
    )*

        #[test]
        fn every_group_is_run() {
            let run = BTreeSet::from([$($group),*]);
            assert_eq!(run, GROUPS.iter().map(|(name, _)| *name).collect());
        }
    };
}

groups! {
    keys: "apikey create|rotate|revoke",
    other_keys: "apikey",
    passwords: "user set-password",
    users: "user",
    secrets: "secret set|env",
    other_secrets: "secret",
    keyring: "keyring",
    installation: "installation",
}

#[test]
fn the_pairs_across_are_no_different() {
    let mut cases = cases_of(JUDGED);
    // What stands in both systems, or nothing would be different.
    cases.retain(|case| is_full_run() || case.args.contains("vault:") || case.verb == "secret set");
    for pair in [Pair(Engine::Sqlite, VaultKind::OpenBao), Pair(Engine::Postgres, VaultKind::SealedFile)] {
        let report = run(pair, &cases, Size::of((1, 0), (42, 14)));
        report.assert_clean(if is_full_run() { 200 } else { 3 });
        assert!(report.states.keys().any(|state| *state != "after"), "{:?}", report.states);
    }
}
