//! On PostgreSQL: the floors, claviger in each of its manners, over TLS, and the peers in Python.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::contest::{Contender, Contest, Traces};
use super::targets::{Bound, Targets};
use super::tokens;
use crate::measure::Measurement;
use crate::postgres::Installation;
use crate::process::{Finished, measured};

pub(super) const DECLARATION: &str = "\n[[encrypted]]\ntable = \"connection\"\ncolumns = [\"password\"]\n";
pub(super) const REENCRYPT: &[&str] = &["keyring", "reencrypt", "--table", "connection", "--yes", "-q"];
const PLAIN: &str = "sslmode=disable";

/// The least that anybody would type. Every value is written again, and none is looked at.
const ONE_STATEMENT: &str = "UPDATE connection SET password = password || ''";

/// The same in the order in which rows find room on their page: every eighth row of 20,000, eight times.
const STRIPED: &str = "DO $$ DECLARE above bigint := 0; most bigint; BEGIN \
    SELECT max(id) INTO most FROM connection; \
    WHILE above < most LOOP \
      FOR stripe IN 0..7 LOOP \
        UPDATE connection SET password = password || '' \
        WHERE id > above AND id <= above + 20000 AND id % 8 = stripe; \
        COMMIT; \
      END LOOP; \
      above := above + 20000; \
    END LOOP; END $$";

const READ: &str = "\\copy (SELECT id, password FROM connection) TO '/dev/null'";

pub(super) fn run(rows: u32, peer_rows: u32, rounds: usize, targets: &mut Targets) {
    let here = Table::new(rows);
    println!(
        "{}, {} processors",
        here.ask("SELECT version()"),
        std::thread::available_parallelism().map_or(0, usize::from)
    );
    rewriting(&here, rows, rounds, targets);
    verifying(&here, rows, rounds);
    peers(&here, peer_rows, rounds, targets);
}

fn rewriting(here: &Table, rows: u32, rounds: usize, targets: &mut Targets) {
    let tls = Installation::tls();
    let claviger = |parameters: &str, more: &[&str]| here.reencrypt(parameters, more);
    let contenders = vec![
        Contender::new("psql: one UPDATE", || here.psql(ONE_STATEMENT)),
        Contender::new("psql: striped in the server (the real floor)", || here.psql(STRIPED)),
        Contender::new("claviger keyring reencrypt", || claviger(PLAIN, &[])),
        Contender::new("claviger … --order key", || claviger(PLAIN, &["--order", "key"])),
        Contender::new("claviger … --jobs 2", || claviger(PLAIN, &["--jobs", "2"])),
        Contender::new("claviger … over TLS", || claviger(&tls, &[])),
    ];
    let contest = Contest { title: "rewriting on PostgreSQL".to_owned(), rows, contenders };
    let medians = contest.run(rounds, || here.fresh(rows), |name| here.traces(name, rows));
    let [floor, _, claviger, _, _, tls] = &medians[..] else { panic!("six contenders") };
    let ratio = claviger.seconds / floor.seconds;
    targets.add("reencrypt ÷ one UPDATE, reading ahead", ratio, Bound::AtMost(1.0));
    targets.add("reencrypt over TLS ÷ plain", tls.seconds / claviger.seconds, Bound::AtMost(1.15));
    targets.add("WAL of reencrypt ÷ that of one UPDATE", claviger.traces.wal / floor.traces.wal, Bound::AtMost(0.75));
    targets.add("table after reencrypt ÷ before", claviger.traces.table, Bound::AtMost(1.25));
    targets.add("memory of reencrypt, MB", claviger.peak_mib, Bound::AtMost(64.0));
}

/// Reading changes nothing, so one table serves all rounds.
fn verifying(here: &Table, rows: u32, rounds: usize) {
    here.fresh(rows);
    here.reencrypt(PLAIN, &[]);
    here.installation.psql_each(&["VACUUM (FREEZE, ANALYZE) connection", "CHECKPOINT"]);
    let title = format!("\nverifying on PostgreSQL, {rows} rows");
    Measurement::new(&title, "psql: \\copy (SELECT …)", || drop(here.psql(READ)))
        .against("claviger keyring verify", || {
            here.installation.claviger(PLAIN, &["keyring", "verify", "--table", "connection", "-q"]);
        })
        .run(rounds);
}

/// Python is slow enough for fewer rows, and everybody gets the same.
fn peers(here: &Table, rows: u32, rounds: usize, targets: &mut Targets) {
    let contenders = vec![
        Contender::new("psql: one UPDATE", || here.psql(ONE_STATEMENT)),
        Contender::new("claviger keyring reencrypt", || here.reencrypt(PLAIN, &[])),
        Contender::new("psycopg 3: COPY, UPDATE FROM, MultiFernet", || here.peer("copy")),
        Contender::new("psycopg 3: executemany, MultiFernet", || here.peer("executemany")),
        Contender::new("SQLAlchemy: session loop, MultiFernet", || here.peer("session")),
    ];
    let title = "peers in Python, without their start; the others with it".to_owned();
    let contest = Contest { title, rows, contenders };
    let medians = contest.run(rounds, || here.fresh(rows), |name| here.traces(name, rows));
    let [_, claviger, copy, _, session] = &medians[..] else { panic!("five contenders") };
    let on = |peer: &str| format!("{peer} ÷ reencrypt, on {rows} rows");
    targets.add(on("psycopg 3 with COPY"), copy.seconds / claviger.seconds, Bound::AtLeast(3.5));
    targets.add(on("SQLAlchemy session loop"), session.seconds / claviger.seconds, Bound::AtLeast(12.0));
}

/// The table, and the one it is filled from. Its tokens are under the old key of two.
struct Table {
    installation: Installation,
    python: PathBuf,
    keyring: String,
    before: std::cell::RefCell<(String, f64, f64)>,
}

impl Table {
    fn new(rows: u32) -> Self {
        let installation = Installation::new();
        let file = installation.path("tokens");
        tokens::write(&file, rows, |values| installation.claviger_filter(&["keyring", "encrypt", "-q"], values));
        let copy = format!("\\copy template (name, password) FROM '{}'", file.display());
        installation.psql_each(&[
            "CREATE TABLE template (id bigserial PRIMARY KEY, name text, password text)",
            &copy,
            "VACUUM (FREEZE, ANALYZE) template",
        ]);
        std::fs::remove_file(file).expect("the file is there");
        installation.declare(DECLARATION);
        installation.claviger(PLAIN, &["keyring", "add", "-q"]);
        installation.claviger(PLAIN, &["keyring", "promote", "--yes", "-q"]);
        let keyring = installation.claviger_filter(&["secret", "get", "claviger/keyring", "-o", "plain"], "");
        let python = std::env::var_os("CLAVIGER_TEST_PYTHON").expect("set by tests/run --bench").into();
        Self { installation, python, keyring, before: std::cell::RefCell::default() }
    }

    /// Makes it anew: as it would be after years without a change, so that nothing is left of the run before.
    fn fresh(&self, rows: u32) {
        let fill = format!(
            "INSERT INTO connection (id, name, password) \
             SELECT id, name, password FROM template WHERE id <= {rows} ORDER BY id"
        );
        self.installation.psql_each(&[
            "DROP TABLE IF EXISTS connection",
            // Else it sets in during some runs and not during others.
            "CREATE TABLE connection (id bigserial PRIMARY KEY, name text, password text) \
             WITH (autovacuum_enabled = off)",
            &fill,
            "CREATE INDEX connection_name ON connection (name)",
            "VACUUM (FREEZE, ANALYZE) connection",
            "CHECKPOINT",
        ]);
        let (table, indexes) = self.sizes();
        *self.before.borrow_mut() = (self.ask("SELECT pg_current_wal_insert_lsn()"), table, indexes);
    }

    /// What a run left behind. One that was to rewrite every value must have done so.
    fn traces(&self, name: &str, rows: u32) -> Traces {
        let before = self.before.borrow();
        let wal = self.number(&format!("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '{}')", before.0));
        let (table, indexes) = self.sizes();
        if !name.starts_with("psql") {
            let same = self.number(
                "SELECT count(*) FROM connection JOIN template USING (id) \
                 WHERE connection.password = template.password",
            );
            let all = self.number("SELECT count(*) FROM connection");
            assert!(same < 1.0 && all >= f64::from(rows), "`{name}` left {same} of {all} values as they were");
        }
        Traces { wal, table: table / before.1, indexes: indexes / before.2 }
    }

    fn sizes(&self) -> (f64, f64) {
        (self.number("SELECT pg_table_size('connection')"), self.number("SELECT pg_indexes_size('connection')"))
    }

    fn psql(&self, sql: &str) -> Finished {
        measured(&mut self.installation.psql_command(PLAIN, &[sql]))
    }

    fn ask(&self, sql: &str) -> String {
        self.psql(sql).output.trim().to_owned()
    }

    fn number(&self, sql: &str) -> f64 {
        self.ask(sql).parse().expect("a number")
    }

    fn reencrypt(&self, parameters: &str, more: &[&str]) -> Finished {
        measured(&mut self.installation.claviger_command(parameters, &[REENCRYPT, more].concat()))
    }

    /// A program in Python, which tells its own time: loading its libraries is no part of the work.
    fn peer(&self, manner: &str) -> Finished {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/claviger/reencrypt/peers.py");
        let mut command = Command::new(&self.python);
        command.args([script, manner]).env("DATABASE_URL", self.installation.url(PLAIN)).env("KEYRING", &self.keyring);
        let finished = measured(&mut command);
        let seconds: f64 = finished.output.trim().parse().expect("a peer tells its seconds");
        Finished { time: Duration::from_secs_f64(seconds), ..finished }
    }
}
