//! The state of a world, so that two runs of the same command can be compared: what is drawn anew in each run (ids,
//! times, hashes, generated values) is replaced by its kind, what was there before stands as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path as FilePath;

use claviger::base::{Clock, Rng};
use claviger::vault::{self, SealedFile, Unlock, Vault};
use sha2::{Digest, Sha256};

use super::World;
use super::sql::{Dump, block_on};
use crate::events::find_break_of_chain;

/// What temporary files of claviger end in.
const TEMPORARY: &str = ".claviger-tmp";

/// All that a command could have changed.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What must be as before or as after, each for itself: the rows, each path of the vault, each file.
    pub parts: BTreeMap<String, String>,
    /// Operations without an outcome.
    pub open_operations: usize,
    /// Keys that are stored and not valid yet.
    pub waiting_keys: usize,
    /// Temporary files.
    pub leftovers: Vec<String>,
    /// The hashes of the keys that are valid.
    pub valid_keys: BTreeSet<String>,
    /// The hashes of every value that is in the vault or in a file: whoever reads there holds it.
    pub held: BTreeSet<String>,
    /// What runs found out about earlier ones.
    pub findings: Vec<String>,
    /// What is wrong with the chain of events.
    pub break_of_chain: Option<String>,
    /// The events: kind, phase, and whether they say that something was done.
    pub events: Vec<(String, String, bool)>,
}

/// What was there before a command ran.
#[derive(Default)]
pub struct Baseline {
    rows: BTreeSet<(String, Vec<String>)>,
    cells: BTreeSet<String>,
    values: BTreeSet<Vec<u8>>,
    last_key: u64,
}

/// SHA-256 in hex, as keys are stored.
pub fn hash(value: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(value))
}

impl World {
    /// What is here now; `given` are values that the command is given, and that stand as they are.
    pub fn baseline(&self, given: &[&str]) -> Baseline {
        let dump = self.dump();
        let rows: BTreeSet<_> =
            dump.iter().flat_map(|(table, rows)| rows.iter().map(|row| (table.clone(), row.clone()))).collect();
        let mut values: BTreeSet<Vec<u8>> = given.iter().map(|value| value.as_bytes().to_vec()).collect();
        values.extend(
            self.documents()
                .into_iter()
                .flat_map(|(_, versions)| versions)
                .flat_map(|(_, fields)| fields.into_iter().map(|(_, value)| value).collect::<Vec<_>>()),
        );
        let keys = dump.iter().filter(|(table, _)| is_table(table, "api_keys")).flat_map(|(_, rows)| rows);
        let last_key = keys.map(|key| key[0].parse().unwrap()).max().unwrap_or(0);
        Baseline { cells: rows.iter().flat_map(|(_, row)| row.clone()).collect(), rows, values, last_key }
    }

    /// The state, told against what was there before.
    pub fn state(&self, baseline: &Baseline) -> State {
        let mut state = State::default();
        self.read_database(baseline, &mut state);
        for (path, versions) in self.documents() {
            let mut text = String::new();
            for (state_of_version, fields) in versions {
                write!(text, "{state_of_version}").unwrap();
                for (name, value) in fields {
                    write!(text, " {name}={}", baseline.value(&value)).unwrap();
                    state.held.insert(hash(&value));
                }
                text.push('\n');
            }
            state.parts.insert(format!("vault:{path}"), text);
        }
        self.read_files(baseline, &mut state);
        state
    }

    fn read_database(&self, baseline: &Baseline, state: &mut State) {
        let dump = self.dump();
        let rows = |name: &str| dump.iter().find(|(table, _)| is_table(table, name)).map_or(&[][..], |(_, rows)| rows);
        let mut waiting = BTreeSet::new();
        for key in rows("api_keys") {
            let [id, key_hash, .., is_active] = key.as_slice() else { unreachable!("a key has more columns") };
            if is_active == "1" {
                state.valid_keys.insert(key_hash.clone());
            } else if id.parse::<u64>().unwrap() > baseline.last_key {
                waiting.insert(id.clone());
            }
        }
        state.open_operations = rows("claviger_journal").len();
        let mut events = rows("claviger_events").to_vec();
        events.sort_by_key(|event| event[0].parse::<u64>().unwrap());
        if !events.is_empty() {
            state.break_of_chain = find_break_of_chain(&events, rows("claviger_event_head"));
        }
        for event in events.iter().filter(|event| event[2] == "operation.settled") {
            let detail: serde_json::Value = serde_json::from_str(&event[8]).unwrap();
            state.findings.push(detail["outcome"].as_str().unwrap().to_owned());
        }
        let says = |event: Vec<String>| {
            let is_done = event[3] == "done" || event[3] == "outcome" && event[8].contains("\"outcome\":\"done\"");
            (event[2].clone(), event[3].clone(), is_done && event[2] != "operation.settled")
        };
        state.events = events.into_iter().map(says).collect();
        state.waiting_keys = waiting.len();
        state.parts.insert("database".into(), told(dump, baseline, &waiting));
    }

    /// Every path of the vault with its versions: what became of each, and its fields.
    fn documents(&self) -> Documents {
        if let Some(mount) = &self.vault {
            return block_on(documents(&mut mount.open()));
        }
        let directory = self.installation();
        let (file, unlock) = (directory.join("claviger.vault"), Unlock::KeyFile(directory.join("claviger.key")));
        if !file.exists() {
            return Documents::new();
        }
        block_on(documents(&mut SealedFile::open(file, unlock, Clock::System, Rng::system()).unwrap()))
    }

    fn read_files(&self, baseline: &Baseline, state: &mut State) {
        for directory in ["here", "installation", "tmp"] {
            let Ok(entries) = std::fs::read_dir(self.root().join(directory)) else { continue };
            for entry in entries.flatten() {
                let name = format!("{directory}/{}", entry.file_name().to_string_lossy());
                if name.ends_with(TEMPORARY) || directory == "tmp" {
                    state.leftovers.push(name);
                } else if directory == "here" && entry.path().is_file() {
                    state.held.extend(words_of(&entry.path()).iter().map(hash));
                    state.parts.insert(name, baseline.file(&entry.path()));
                } else if ["-wal", "-shm", "-journal"].iter().all(|end| !name.ends_with(end)) {
                    // What is in these files is looked at elsewhere.
                    state.parts.insert(name, "is there".into());
                }
            }
        }
    }
}

type Fields = Vec<(String, Vec<u8>)>;
type Documents = Vec<(String, Vec<(String, Fields)>)>;

async fn documents(vault: &mut impl Vault) -> Documents {
    let mut documents = Documents::new();
    for path in vault.list(None).await.unwrap() {
        let mut versions = Vec::new();
        for revision in vault.versions(&path).await.unwrap() {
            let fields = if revision.state == vault::State::Live {
                let (document, _) = vault.read_version(&path, revision.version).await.unwrap().unwrap();
                document.iter().map(|(name, value)| (name.to_string(), value.expose().to_vec())).collect()
            } else {
                Fields::new()
            };
            versions.push((format!("{:?}", revision.state), fields));
        }
        documents.push((path.to_string(), versions));
    }
    documents
}

fn is_table(entry: &str, name: &str) -> bool {
    entry.trim_start_matches("public.").trim_matches('"') == name
}

/// The rows of all tables but those that tell of every attempt.
fn told(dump: Dump, baseline: &Baseline, waiting: &BTreeSet<String>) -> String {
    const TOLD_APART: &[&str] = &["claviger_events", "claviger_event_head", "claviger_journal", "sqlite_sequence"];
    let mut text = String::new();
    for (table, rows) in dump {
        if TOLD_APART.iter().any(|name| is_table(&table, name)) || table.contains("pg_sequences") {
            continue;
        }
        let of_keys = is_table(&table, "api_keys") || is_table(&table, "claviger_api_key_state");
        let mut lines: Vec<String> = rows
            .into_iter()
            .filter(|row| !(of_keys && waiting.contains(&row[0])))
            .map(|row| baseline.row(&table, row))
            .collect();
        lines.sort_unstable();
        if !lines.is_empty() {
            writeln!(text, "{}\n  {}", table.split_whitespace().collect::<Vec<_>>().join(" "), lines.join("\n  "))
                .unwrap();
        }
    }
    text
}

impl Baseline {
    fn row(&self, table: &str, row: Vec<String>) -> String {
        let entry = (table.to_owned(), row);
        if self.rows.contains(&entry) {
            return entry.1.join(" | ");
        }
        entry.1.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(" | ")
    }

    /// A cell of a row that is new or changed.
    fn cell(&self, cell: &str) -> String {
        let kind = if cell.len() > 1 && cell.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(cell.as_bytes(), [b'2'..=b'9'])
        {
            // Numbers are drawn from a counter, which moves in runs that are undone, too.
            "<number>"
        } else if self.cells.contains(cell) || self.values.contains(cell.as_bytes()) {
            cell
        } else if cell.len() >= 19 && cell.as_bytes()[4] == b'-' && cell.starts_with('2') {
            "<time>"
        } else if cell.len() == 64 && cell.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            "<hash>"
        } else if cell.starts_with("$argon2") {
            "<password hash>"
        } else if cell.starts_with("clv_") {
            "<prefix>"
        } else {
            cell
        };
        kind.to_owned()
    }

    fn value(&self, value: &[u8]) -> String {
        if self.values.contains(value) {
            return String::from_utf8_lossy(value).into_owned();
        }
        // Of the keyring the one thing that changes is worth telling.
        match serde_json::from_slice::<serde_json::Value>(value) {
            Ok(document) if document["is_used"].is_boolean() => format!("<keyring, used: {}>", document["is_used"]),
            _ => "<value>".into(),
        }
    }

    /// Mode and lines of a file, in which the right side of an assignment may be new.
    fn file(&self, path: &FilePath) -> String {
        let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let content = std::fs::read(path).unwrap();
        let mut text = format!("{mode:o}\n");
        for line in String::from_utf8_lossy(&content).split_inclusive('\n') {
            let known = self.values.iter().any(|value| String::from_utf8_lossy(value).contains(line.trim_end()));
            match line.split_once('=') {
                _ if known => text.push_str(line),
                Some((name, value)) if value.trim_end().len() >= 16 => writeln!(text, "{name}=<value>").unwrap(),
                None if line.trim_end().len() >= 16 => text.push_str("<value>"),
                _ => text.push_str(line),
            }
        }
        text
    }
}

fn words_of(path: &FilePath) -> Vec<String> {
    let content = std::fs::read(path).unwrap();
    String::from_utf8_lossy(&content).split([',', '\n', '=']).map(str::to_owned).collect()
}
