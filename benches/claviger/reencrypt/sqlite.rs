//! On SQLite. The floor runs in Python's `sqlite3`, which is the library in C behind one call.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::contest::{Contender, Contest, Traces};
use super::postgres::{DECLARATION, REENCRYPT};
use super::targets::{Bound, Targets};
use super::tokens;
use crate::installed::Installed;
use crate::process::{Finished, measured};

pub(super) fn run(rows: u32, rounds: usize, targets: &mut Targets) {
    let here = Table::new(rows);
    let contenders = vec![
        Contender::new("sqlite3: one UPDATE that changes each value", || here.python("floor")),
        Contender::new("claviger keyring reencrypt", || measured(&mut here.installed.command(REENCRYPT))),
        Contender::new("sqlite3: a loop with MultiFernet", || here.python("loop")),
    ];
    let contest = Contest { title: "rewriting on SQLite".to_owned(), rows, contenders };
    let traces = |name: &str| {
        if !name.contains("one UPDATE") {
            let same = here.python("same").output;
            assert_eq!(same.trim(), "0", "`{name}` left values as they were");
        }
        Traces::default()
    };
    let medians = contest.run(rounds, || drop(here.python("fresh")), traces);
    let [floor, claviger, _] = &medians[..] else { panic!("three contenders") };
    targets.add("reencrypt ÷ one UPDATE, SQLite", claviger.seconds / floor.seconds, Bound::AtMost(4.0));
    targets.add("memory of reencrypt on SQLite, MB", claviger.peak_mib, Bound::AtMost(64.0));
}

struct Table {
    installed: Installed,
    python: PathBuf,
    keyring: String,
}

impl Table {
    fn new(rows: u32) -> Self {
        let installed = Installed::new("sqlite", &[]);
        let file = installed.path("tokens");
        tokens::write(&file, rows, |values| installed.filter(&["keyring", "encrypt", "-q"], values));
        let python = std::env::var_os("CLAVIGER_TEST_PYTHON").expect("set by tests/run --bench").into();
        let mut table = Self { installed, python, keyring: String::new() };
        table.python("template");
        std::fs::remove_file(file).expect("the file is there");
        table.installed.declare(DECLARATION);
        table.installed.run(&["keyring", "add", "-q"]);
        table.installed.run(&["keyring", "promote", "--yes", "-q"]);
        table.keyring = table.installed.filter(&["secret", "get", "claviger/keyring", "-o", "plain"], "");
        table
    }

    /// A part of the script; its own time, where it tells one.
    fn python(&self, part: &str) -> Finished {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/claviger/reencrypt/sqlite.py");
        let mut command = Command::new(&self.python);
        command.args([script, part]).current_dir(self.installed.path("")).env("KEYRING", &self.keyring);
        let finished = measured(&mut command);
        match finished.output.trim().strip_prefix("seconds ") {
            Some(seconds) => Finished { time: Duration::from_secs_f64(seconds.parse().expect("a number")), ..finished },
            None => finished,
        }
    }
}
