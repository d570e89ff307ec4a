//! What a command costs before it does anything: the start of the process, the parsing of its arguments.
//!
//! `cron` and shell scripts call claviger in loops, so the start is part of every verb.

#![expect(
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own that talks to a person and stops at the first surprise"
)]

mod measure;

use std::process::{Command, Stdio};

fn main() {
    let start = |program: &'static str, args: &'static [&'static str]| {
        move || {
            let status = Command::new(program).args(args).env_clear().stdout(Stdio::null()).status();
            assert!(status.is_ok_and(|status| status.success()), "`{program} {}` failed", args.join(" "));
        }
    };
    let claviger = env!("CARGO_BIN_EXE_claviger");
    measure::Measurement::new("start of a command", "an empty process", start("/bin/true", &[]))
        .against("claviger version", start(claviger, &["version"]))
        .against("claviger --help", start(claviger, &["--help"]))
        .run(measure::rounds(200));
}
