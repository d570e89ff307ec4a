//! A twin of two commands, written as one writes it on a Friday afternoon: each run to its end is right, and the suite
//! must find what a kill leaves of it. A suite that finds nothing here sees nothing.

use std::os::unix::fs::PermissionsExt;

use super::cases::{GROUPS, prepare};
use crate::common::campaign::{Case, Pair, Report, Size, campaign};
use crate::common::from_tests_run;

/// The key is valid before it is printed, its event comes in a transaction of its own, the file is truncated before it
/// is written, and its event is written before.
const TWIN: &str = r#"
import hashlib, json, os, secrets, sqlite3, sys

database = sqlite3.connect(os.environ["DATABASE_FILE"], isolation_level=None)

def record(kind, target):
    seq, previous = database.execute("SELECT seq, hash FROM claviger_event_head").fetchone()
    fields = ["2026-01-01T00:00:00.000000Z", kind, "done", "", "{}", target, "", "{}"]
    text = json.dumps([seq + 1, *fields], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256((previous + text).encode()).hexdigest()
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO claviger_events VALUES (?,?,?,?,?,?,?,?,?,?,?)", (seq + 1, *fields, previous, digest))
    database.execute("UPDATE claviger_event_head SET seq = ?, hash = ?", (seq + 1, digest))
    database.execute("COMMIT")

if sys.argv[1] == "apikey":
    key = "clv_" + secrets.token_hex(20)
    now = "2026-01-01 00:00:00.000000"
    row = database.execute("INSERT INTO api_keys (key_hash, user_id, name, created_at, is_active) VALUES (?, 1, 'deploy', ?, 1)",
                           (hashlib.sha256(key.encode()).hexdigest(), now)).lastrowid
    database.execute("INSERT INTO claviger_api_key_state (key_id, prefix, delivered_at) VALUES (?, ?, ?)", (str(row), key[:12], now))
    record("apikey.created", key[:12])
    print(key, flush=True)
else:
    record("secret.env_provisioned", ".env")
    with open(".env", "w") as file:
        for name in ("SECRET_KEY", "DB_PASSWORD"):
            file.write(f"{name}={secrets.token_hex(32)}\n")
            file.flush()
"#;

fn report(group: &str, verb: &str) -> Report {
    let (_, cases) = GROUPS.iter().find(|(name, _)| *name == group).expect("a group of that name");
    let case = cases.iter().find(|case| case.verb == verb).expect("a case of that verb");
    let template = prepare(Pair::EMBEDDED);
    let program = template.root().join("twin.py");
    let shebang = format!("#!{}\n", from_tests_run("CLAVIGER_TEST_PYTHON"));
    std::fs::write(&program, shebang + TWIN).unwrap();
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let build = |_: &Case| {
        let world = template.duplicate();
        let url = world.database().url();
        world.set("DATABASE_FILE", url.strip_prefix("sqlite:").unwrap());
        world.with_program(&program)
    };
    campaign(Pair::EMBEDDED, &[*case], Size { kills: 24, errors: 0 }, build)
}

#[test]
fn a_naive_key_is_found_valid_in_nobodys_hands() {
    let report = report("apikey create|rotate|revoke", "apikey create");
    assert!(report.kills >= 8, "{report:?}");
    let has = |what: &str| report.violations.iter().any(|violation| violation.contains(what));
    assert!(has("a valid key that nobody holds") && has("neither as before"), "{report:#?}");
}

#[test]
fn a_naive_file_is_found_torn_and_its_event_a_lie() {
    let report = report("secret set|env", "secret env");
    assert!(report.kills >= 8, "{report:?}");
    let has = |what: &str| report.violations.iter().any(|violation| violation.contains(what));
    assert!(has("neither as before") && has("recorded and not done"), "{report:#?}");
}
