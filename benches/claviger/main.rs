//! The benchmarks. What they are for and how to read them: `benches/README.md`.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark is a program of its own that talks to a person and stops at the first surprise"
)]

mod import;
mod installed;
mod measure;
mod postgres;
mod process;
mod reencrypt;
mod short_commands;
mod start_up;

/// Runs a benchmark with a number of rounds, or its own.
type Run = fn(Option<usize>);

/// Every benchmark, and whether it needs the servers that `tests/run --bench` starts.
const ALL: &[(&str, bool, Run)] = &[
    ("start_up", false, start_up::run),
    ("short_commands", true, short_commands::run),
    ("import", true, import::run),
    ("reencrypt", true, reencrypt::run),
];

/// `[NAME…] [ROUNDS]`; cargo adds `--bench` of its own.
fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let rounds = args.iter().find_map(|arg| arg.parse().ok()).filter(|rounds| *rounds > 0);
    let names: Vec<&String> = args.iter().filter(|arg| arg.parse::<usize>().is_err()).collect();
    let has_servers = std::env::var_os("CLAVIGER_TEST_POSTGRES").is_some();
    for name in &names {
        assert!(ALL.iter().any(|(known, ..)| known == name), "no benchmark is called `{name}`");
    }
    for (name, needs_servers, run) in
        ALL.iter().filter(|(name, ..)| names.is_empty() || names.iter().any(|n| n == name))
    {
        if *needs_servers && !has_servers {
            println!("{name}: not run, because it needs servers: tests/run --bench");
        } else {
            run(rounds);
        }
    }
}
