//! Every channel by which a secret could get out while commands run in a world, and what came through each of them.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use super::canary::{Canary, Net};
use crate::common::redaction::files_under;
use crate::common::{Engine, World, from_tests_run};

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// The arguments of all processes of the machine, sampled.
    Arguments,
    /// What commands printed.
    Stdout,
    /// What they said, under `-v` and `RUST_LOG=trace`.
    Stderr,
    /// Files, temporary ones too, and their names.
    Files,
    /// Every row of every table, the events among them.
    Tables,
    /// The database server's log, which has every statement with its values.
    DatabaseLog,
    /// The vault server's own log.
    VaultLog,
    /// The vault server's record of requests.
    VaultAudit,
    /// What the vault server says of secrets to those who may not read them.
    VaultAnswers,
}

/// Watches what would be over too soon to be looked at afterwards.
pub struct Watch {
    is_over: Arc<AtomicBool>,
    sampler: Option<JoinHandle<BTreeSet<Vec<u8>>>>,
    logs: Vec<(Channel, PathBuf, u64)>,
}

impl Watch {
    /// From now on. In PostgreSQL every statement is logged from here on, with its parameters.
    pub fn start(world: &World) -> Self {
        let mut logs = Vec::new();
        if world.database().engine() == Engine::Postgres {
            let name = world.sql("SELECT quote_ident(current_database())").swap_remove(0).swap_remove(0);
            for setting in ["log_statement = 'all'", "log_min_duration_statement = 0", "log_parameter_max_length = -1"]
                .into_iter()
                .chain(["log_parameter_max_length_on_error = -1", "log_error_verbosity = 'verbose'"])
            {
                world.execute(&format!("ALTER DATABASE {name} SET {setting}"));
            }
            logs.push((Channel::DatabaseLog, PathBuf::from(from_tests_run("CLAVIGER_TEST_POSTGRES_LOG"))));
        }
        if world.has_server() {
            let audit = PathBuf::from(from_tests_run("CLAVIGER_TEST_OPENBAO_AUDIT"));
            logs.push((Channel::VaultLog, audit.with_file_name("server.log")));
            logs.push((Channel::VaultAudit, audit));
        }
        let length = |path: &Path| std::fs::metadata(path).unwrap().len();
        let is_over = Arc::new(AtomicBool::new(false));
        Self {
            sampler: Some(std::thread::spawn({
                let is_over = Arc::clone(&is_over);
                move || sample_arguments(&is_over)
            })),
            is_over,
            logs: logs.into_iter().map(|(channel, path)| (channel, path.clone(), length(&path))).collect(),
        }
    }

    /// Everything that came through, and where.
    pub fn end(mut self, world: &World) -> Vec<(Channel, String, Vec<u8>)> {
        self.is_over.store(true, Ordering::Relaxed);
        let arguments = self.sampler.take().unwrap().join().unwrap();
        let mut seen: Vec<(Channel, String, Vec<u8>)> = Vec::new();
        for line in arguments {
            seen.push((Channel::Arguments, String::from_utf8_lossy(&line).replace('\0', " "), line));
        }
        for run in world.runs() {
            seen.push((Channel::Arguments, format!("`{}`", run.line), run.line.clone().into_bytes()));
            seen.push((Channel::Stdout, place_of_run(run.number, &run.line), run.stdout));
            seen.push((Channel::Stderr, place_of_run(run.number, &run.line), run.stderr));
        }
        for path in files_under(world.root()) {
            let name = path.as_os_str().as_encoded_bytes().to_vec();
            seen.push((Channel::Files, format!("the name of {}", path.display()), name));
            seen.push((Channel::Files, path.display().to_string(), std::fs::read(&path).unwrap()));
        }
        for (table, rows) in world.dump() {
            let text: Vec<String> = rows.iter().map(|row| row.join("\n")).collect();
            seen.push((Channel::Tables, table, text.join("\n\n").into_bytes()));
        }
        for (channel, path, from) in &self.logs {
            let mut log = std::fs::File::open(path).unwrap();
            log.seek(SeekFrom::Start(*from)).unwrap();
            let mut bytes = Vec::new();
            log.read_to_end(&mut bytes).unwrap();
            seen.push((*channel, path.display().to_string(), bytes));
        }
        if world.has_server() {
            let answers = answers(world);
            seen.push((Channel::VaultAnswers, "metadata".into(), answers.into_bytes()));
        }
        seen
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

fn place_of_run(number: usize, line: &str) -> String {
    format!("run {number}: `{line}`")
}

/// The arguments of every process, again and again: a command lives for some ten milliseconds.
fn sample_arguments(is_over: &AtomicBool) -> BTreeSet<Vec<u8>> {
    let mut seen = BTreeSet::new();
    while !is_over.load(Ordering::Relaxed) {
        for entry in std::fs::read_dir("/proc").unwrap().flatten() {
            let is_process = entry.file_name().as_encoded_bytes().iter().all(u8::is_ascii_digit);
            // It may have ended meanwhile.
            if is_process && let Ok(line) = std::fs::read(entry.path().join("cmdline")) {
                seen.insert(line);
            }
        }
        std::thread::sleep(Duration::from_millis(8));
    }
    seen
}

/// What the server tells of every secret beside its value: names, times, and claviger's notes.
fn answers(world: &World) -> String {
    let mount = world.mount();
    let mut text = String::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let (_, listed) = mount.server.call("LIST", &format!("{}/metadata/{folder}", mount.name), &Value::Null);
        for name in listed["data"]["keys"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let path = format!("{folder}{name}");
            if name.ends_with('/') {
                folders.push(path);
            } else {
                text += &mount.must("GET", &format!("metadata/{path}"), &Value::Null).to_string();
                text += "\n";
            }
        }
        text += &listed.to_string();
    }
    for path in ["sys/mounts", "sys/internal/counters/requests", "sys/leases/count"] {
        text += &mount.server.call("GET", path, &Value::Null).1.to_string();
    }
    text
}

/// Every canary in every place where it must not be: the channel, and what to say.
pub fn leaks(canaries: &[Canary], seen: &[(Channel, String, Vec<u8>)]) -> Vec<(Channel, String)> {
    let net = Net::new(canaries);
    let mut leaks = Vec::new();
    for (channel, place, bytes) in seen {
        for found in net.search(bytes) {
            let canary = &canaries[found.canary];
            let was_asked =
                *channel == Channel::Stdout && canary.runs.iter().any(|run| place.starts_with(&format!("run {run}: ")));
            let is_its_file = *channel == Channel::Files && canary.files.iter().any(|file| Path::new(place) == file);
            if !was_asked && !is_its_file {
                leaks.push((
                    *channel,
                    format!("{channel:?}: the secret of {} in {place} ({})", canary.name, found.form),
                ));
            }
        }
    }
    leaks
}
