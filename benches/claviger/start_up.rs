//! What a command costs before it does anything: the start of the process, the parsing of its arguments.
//!
//! `cron` and shell scripts call claviger in loops, so the start is part of every verb.

use crate::measure;

use std::process::{Command, Stdio};

pub(crate) fn run(rounds: Option<usize>) {
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
        .run(rounds.unwrap_or(200));
}
