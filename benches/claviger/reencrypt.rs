//! `keyring reencrypt` and `keyring verify` beside what the databases themselves need for the same rows, and beside what
//! would be written in Python otherwise. What each line means: `benches/README.md`.

mod contest;
mod postgres;
mod sqlite;
mod targets;
mod tokens;

use targets::Targets;

/// Rows of the table, unless `CLAVIGER_BENCH_ROWS` says otherwise.
const ROWS: u32 = 1_000_000;

/// Rows on which the peers in Python are measured, and claviger and the floor beside them.
const PEER_ROWS: u32 = 50_000;

pub(crate) fn run(rounds: Option<usize>) {
    let rows = std::env::var("CLAVIGER_BENCH_ROWS").map_or(ROWS, |rows| rows.parse().expect("a number of rows"));
    let rounds = rounds.unwrap_or(3);
    println!("reencrypt: {}", env!("CARGO_BIN_EXE_claviger"));
    if cfg!(debug_assertions) {
        println!("THIS IS A DEBUG BUILD: its figures mean nothing");
    }
    let mut targets = Targets::default();
    postgres::run(rows, PEER_ROWS.min(rows), rounds, &mut targets);
    sqlite::run(rows, rounds, &mut targets);
    targets.print();
}
