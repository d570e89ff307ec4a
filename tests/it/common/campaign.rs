//! Campaigns: a command on a pair of backends, killed at its system calls or refused something there, run once more,
//! and the state looked at after each. `docs/testing.md` says what is looked at and where the results are.
//!
//! A campaign does not stop at what it finds: it counts, writes each point to the file of results, and gives a report.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use serde_json::json;

use super::kill::{KILLED, insist_on_tracing};
use super::state::{Baseline, State, hash};
use super::trace::{self, Point};
use super::world::Run;
use super::{Engine, Finished, VaultKind, World, is_full_run};

/// A database and a place for secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair(pub Engine, pub VaultKind);

impl Pair {
    /// Nothing but files.
    pub const EMBEDDED: Self = Self(Engine::Sqlite, VaultKind::SealedFile);
    /// Nothing but servers.
    pub const SERVERS: Self = Self(Engine::Postgres, VaultKind::OpenBao);
}

/// A command that changes something, and what is peculiar to it. What is looked at is the same for all.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The verb: `user create`.
    pub verb: &'static str,
    /// What follows it.
    pub args: &'static str,
    /// What it reads.
    pub stdin: Option<&'static str>,
    /// Files that it finds where it starts.
    pub files: &'static [(&'static str, &'static str)],
    /// Whose password it sets and prints.
    pub password_of: Option<&'static str>,
    /// What it starts from.
    pub start: Start,
}

/// What a command starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// An installation with users, keys and secrets.
    Installation,
    /// An empty database.
    Database,
    /// Nothing.
    Nothing,
}

/// A case that needs no more than its words.
pub const fn case(verb: &'static str, args: &'static str) -> Case {
    Case { verb, args, stdin: None, files: &[], password_of: None, start: Start::Installation }
}

impl Case {
    /// The command, about to run.
    pub fn command<'a>(&self, world: &'a World) -> Run<'a> {
        let words: Vec<&str> = self.verb.split(' ').chain(self.args.split_whitespace()).collect();
        let command = world.command(&words);
        match self.stdin {
            Some(text) => command.stdin(text),
            None => command,
        }
    }

    /// What the command is given: these values stand as they are in a state.
    fn given(&self) -> Vec<&str> {
        self.stdin.into_iter().chain(self.files.iter().map(|(_, content)| *content)).collect()
    }
}

/// What is done to a run.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Kill,
    Errno(&'static str),
}

/// How much of a command's calls is taken.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Points at which it is killed.
    pub kills: usize,
    /// Calls that are answered with an error.
    pub errors: usize,
}

impl Size {
    /// One size in an ordinary run, and another under `tests/run --full`.
    pub fn of(ordinary: (usize, usize), full: (usize, usize)) -> Self {
        let (kills, errors) = if is_full_run() { full } else { ordinary };
        Self { kills, errors }
    }
}

/// What campaigns found.
#[derive(Debug, Default)]
pub struct Report {
    /// Runs that were killed and looked at.
    pub kills: usize,
    /// Runs in which a call was answered with an error.
    pub errors: usize,
    /// How often each state was found: `before`, `after`, `between`.
    pub states: BTreeMap<&'static str, usize>,
    /// What should not have been found, each with its point.
    pub violations: Vec<String>,
}

impl Report {
    /// Insists on a number of kills and on nothing found.
    #[track_caller]
    pub fn assert_clean(&self, least_kills: usize) {
        let (count, all) = (self.violations.len(), self.violations.join("\n\n"));
        assert!(self.violations.is_empty(), "{count} violations in {} runs:\n{all}", self.kills + self.errors);
        assert!(self.kills >= least_kills, "only {} kills: {:?}", self.kills, self.states);
    }
}

/// The states of a case: before, after one run to its end, and after two.
pub struct Expected {
    baseline: Baseline,
    before: State,
    after: State,
    twice: State,
    code_of_second: i32,
}

/// One point of a case, and what is found there.
struct Look<'a> {
    case: &'a Case,
    expected: &'a Expected,
    world: &'a World,
    violations: Vec<String>,
    /// Whether everything is as before the run, and whether it is as after.
    as_it: (bool, bool),
}

impl Run<'_> {
    /// The same command, stopped right after the n-th call of a name, until somebody lets it go on.
    pub fn stopped_after(self, point: &Point) -> Self {
        let (only, inject) =
            (format!("trace={}", point.call), format!("inject={}:signal=SIGSTOP:when={}", point.call, point.nth));
        self.traced(&["-o", "/dev/null", "-e", &only, "-e", &inject])
    }
}

/// Runs the cases, each run in a world that `build` makes.
pub fn campaign(pair: Pair, cases: &[Case], size: Size, build: impl Fn(&Case) -> World) -> Report {
    insist_on_tracing();
    let mut report = Report::default();
    for case in cases {
        let build = || {
            let world = build(case);
            for (name, content) in case.files {
                let path = world.write(name, content);
                let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
                std::fs::set_permissions(path, private).unwrap();
            }
            world
        };
        let (expected, points) = rehearse(case, &build());
        let (lasting, other): (Vec<_>, Vec<_>) = points.iter().cloned().partition(Point::is_lasting);
        let mut chosen = trace::sample(&lasting, size.kills);
        if is_full_run() {
            chosen.extend(trace::sample(&other, size.kills.saturating_sub(chosen.len())));
        }
        let mut faults: Vec<_> = chosen.into_iter().map(|point| (point, Fault::Kill)).collect();
        let refusable: Vec<_> = points
            .iter()
            .flat_map(|point| point.errors().iter().map(move |error| (point.clone(), Fault::Errno(error))))
            .collect();
        faults.extend(trace::sample(&refusable, size.errors));
        for (point, fault) in faults {
            one(pair, case, &expected, &point, fault, &build(), &mut report);
        }
    }
    report
}

/// Runs a command to its end, twice, and lists its calls.
pub fn rehearse(case: &Case, world: &World) -> (Expected, Vec<Point>) {
    let baseline = if case.start == Start::Nothing { Baseline::default() } else { world.baseline(&case.given()) };
    let before = state(case, world, &baseline).unwrap();
    let points = calls_of(case.command(world));
    let after = state(case, world, &baseline).unwrap();
    assert!(before.parts != after.parts, "`{} {}` changed nothing", case.verb, case.args);
    let code_of_second = case.command(world).run().code;
    let twice = state(case, world, &baseline).unwrap();
    (Expected { baseline, before, after, twice, code_of_second }, points)
}

/// Runs a command to its end, which must be a good one, and lists its calls.
pub fn calls_of(command: Run<'_>) -> Vec<Point> {
    let root = command.world.root().to_owned();
    let file = root.join("trace");
    let calls = format!("trace={}", trace::calls().join(","));
    let options = ["-y", "-s", "256", "-o", file.to_str().unwrap(), "-e", &calls];
    command.traced(&options).run().succeeds();
    let text = std::fs::read(&file).unwrap();
    std::fs::remove_file(file).unwrap();
    trace::points(&String::from_utf8_lossy(&text), root.to_str().unwrap())
}

/// The state, and none where there is only part of an installation yet.
fn state(case: &Case, world: &World, baseline: &Baseline) -> Option<State> {
    match case.start {
        Start::Nothing if !world.installation().exists() => Some(State::default()),
        Start::Nothing if !world.has_installation() => None,
        _ => Some(world.state(baseline)),
    }
}

fn one(pair: Pair, case: &Case, expected: &Expected, point: &Point, fault: Fault, world: &World, report: &mut Report) {
    let (call, nth) = (&point.call, point.nth);
    let (inject, how) = match fault {
        Fault::Kill => (format!("inject={call}:signal=SIGKILL:when={nth}"), "SIGKILL"),
        Fault::Errno(error) => (format!("inject={call}:error={error}:when={nth}"), error),
    };
    let only = format!("trace={call}");
    let hurt = case.command(world).traced(&["-o", "/dev/null", "-e", &only, "-e", &inject]).run();
    let Verdict { found, again, violations } = judge(case, expected, world, &hurt);
    match (fault, hurt.code) {
        (Fault::Kill, KILLED) => report.kills += 1,
        (Fault::Kill, _) => {}
        (Fault::Errno(_), _) => report.errors += 1,
    }
    *report.states.entry(found).or_default() += 1;
    let command = format!("{} {}", case.verb, case.args);
    let place = format!("{command} on {pair:?}, {how} at {call} number {nth} on {:?}", point.target);
    let line = json!({
        "command": command, "database": format!("{:?}", pair.0), "vault": format!("{:?}", pair.1), "call": call,
        "nth": nth, "how": how, "exit_code": hurt.code, "state": found, "exit_code_again": again,
        "violations": violations,
    });
    record(&line.to_string());
    report.violations.extend(violations.iter().map(|what| format!("{place}: {what}\n{hurt}")));
}

/// What was found after a run that was hurt.
pub struct Verdict {
    /// `before`, `after` or `between`.
    pub found: &'static str,
    /// The exit code of the second run.
    pub again: i32,
    /// What should not be.
    pub violations: Vec<String>,
}

/// Looks at what a run that was hurt left, runs the command again, and looks once more.
pub fn judge(case: &Case, expected: &Expected, world: &World, hurt: &Finished) -> Verdict {
    let mut look = Look { case, expected, world, violations: Vec::new(), as_it: (false, false) };
    let found = look.first(hurt);
    let again = look.second(found, hurt);
    Verdict { found, again, violations: look.violations }
}

impl Look<'_> {
    fn says(&mut self, is_so: bool, what: impl FnOnce() -> String) {
        if is_so {
            self.violations.push(what());
        }
    }

    /// Right after the run that was hurt.
    fn first(&mut self, hurt: &Finished) -> &'static str {
        let said = String::from_utf8_lossy(&hurt.stderr).into_owned();
        let is_lawful = matches!(hurt.code, 0 | 3..=9 | KILLED);
        self.says(!is_lawful || said.contains("panicked"), || format!("exit code {}", hurt.code));
        let Some(state) = state(self.case, self.world, &self.expected.baseline) else { return "between" };
        let found = self.classify(&state);
        self.says(hurt.code == 0 && found != "after", || "success was said, and it is not done".into());
        self.secrets(&state, hurt, found);
        self.record_agrees(&state, found);
        found
    }

    /// After the same command once more.
    fn second(&mut self, found: &'static str, hurt: &Finished) -> i32 {
        let again = self.case.command(self.world).run();
        let Some(mut state) = state(self.case, self.world, &self.expected.baseline) else {
            self.violations.push(format!("the second run left no state:\n{again}"));
            return again.code;
        };
        let is_done = folded(&state.parts) == folded(&self.expected.after.parts);
        let is_done_twice = folded(&state.parts) == folded(&self.expected.twice.parts);
        let is_well = match found {
            // What was begun may turn out to be done: then the second run has what a second run has.
            "after" | "between" => {
                (again.code == 0 || again.code == self.expected.code_of_second) && (is_done || is_done_twice)
            }
            _ => again.code == 0 && is_done,
        };
        let after = &self.expected.after;
        self.says(!is_well, || {
            format!("not finished by the second run: {again}{}", difference(&after.parts, &state.parts))
        });
        self.secrets(&state, hurt, found);
        if state.waiting_keys > 0 {
            // Somebody may hold it; it is cleared away when its time has come, and the journal with it.
            self.world.execute("UPDATE api_keys SET created_at = '2020-01-01 00:00:00' WHERE is_active = false");
            let pruned = self.world.run(&["apikey", "prune"]);
            self.says(pruned.code != 0, || pruned.to_string());
            state = self.world.state(&self.expected.baseline);
        }
        // What was found out about the first run must be true.
        let (as_before, as_after) = self.as_it;
        for outcome in &state.findings {
            let is_lie = as_before && outcome == "found done" || as_after && outcome == "found not done";
            self.says(is_lie, || format!("`{outcome}` was recorded, and it is not so"));
        }
        let (open, waiting, leftovers) = (state.open_operations, state.waiting_keys, &state.leftovers);
        self.says(open > 0, || format!("{open} operations without an outcome"));
        self.says(waiting > 0, || format!("{waiting} keys that wait for ever"));
        self.says(!leftovers.is_empty(), || format!("temporary files: {leftovers:?}"));
        self.says(state.break_of_chain.is_some(), || format!("{:?}", state.break_of_chain));
        again.code
    }

    /// Each part is as before or as after; where they disagree the intent is on record.
    fn classify(&mut self, state: &State) -> &'static str {
        let Expected { before, after, .. } = self.expected;
        let names: BTreeSet<&String> =
            before.parts.keys().chain(after.parts.keys()).chain(state.parts.keys()).collect();
        let (mut as_before, mut as_after) = (true, true);
        for name in names {
            let (now, then, later) = (state.parts.get(name), before.parts.get(name), after.parts.get(name));
            as_before &= now == then;
            as_after &= now == later;
            let is_partial = now != then && now != later && self.case.start == Start::Installation;
            self.says(is_partial, || {
                let only = |text: Option<&String>| text.map(|text| (name.clone(), text.clone())).into_iter().collect();
                let [from_before, from_after] = [then, later].map(|other| difference(&only(other), &only(now)));
                format!("{name} is neither as before:{from_before}\nnor as after:{from_after}")
            });
        }
        self.as_it = (as_before, as_after);
        let is_clean = state.open_operations == 0 && state.waiting_keys == 0 && state.leftovers.is_empty();
        match (as_before, as_after) {
            (true, _) if is_clean => "before",
            (_, true) if is_clean => "after",
            (false, false) => {
                let is_unknown = state.open_operations == 0 && self.case.start == Start::Installation;
                self.says(is_unknown, || "half done, and nothing says so".into());
                "between"
            }
            _ => "between",
        }
    }

    /// No secret is valid that was not handed over.
    fn secrets(&mut self, state: &State, hurt: &Finished, found: &'static str) {
        let mut held = state.held.clone();
        for run in self.world.runs() {
            held.extend(String::from_utf8_lossy(&run.stdout).lines().map(hash));
        }
        let given: String = self.case.given().concat();
        held.extend(given.split([',', '\n']).map(str::to_owned));
        let unheld =
            state.valid_keys.iter().any(|key| !self.expected.before.valid_keys.contains(key) && !held.contains(key));
        self.says(unheld, || "a valid key that nobody holds".into());
        if let (Some(user), "after", KILLED) = (self.case.password_of, found, hurt.code)
            && self.world.runs().last().is_some_and(|last| last.number == hurt.number)
        {
            let check = self.world.command(&["user", "check-password", user, "--stdin"]).stdin(&hurt.stdout).run();
            self.says(check.code != 0, || format!("a password that nobody holds: {check}"));
        }
    }

    /// What is recorded as done is done, and what was changed is on record.
    fn record_agrees(&mut self, state: &State, found: &'static str) {
        let new = &state.events[self.expected.before.events.len().min(state.events.len())..];
        let is_done = new.iter().any(|(_, _, is_done)| *is_done);
        self.says(is_done && found == "before", || format!("recorded and not done: {new:?}"));
        self.says(new.is_empty() && found == "after", || "done and not recorded".into());
        self.says(state.break_of_chain.is_some(), || format!("{:?}", state.break_of_chain));
    }
}

/// A secret that was made and delivered twice, because the first run could not know, has two versions for one.
fn folded(parts: &BTreeMap<String, String>) -> BTreeMap<String, Vec<&str>> {
    let fold = |text| {
        let mut lines: Vec<&str> = str::lines(text).collect();
        lines.dedup_by(|next, line| next == line && line.ends_with("=<value>"));
        lines
    };
    parts.iter().map(|(name, text)| (name.clone(), fold(text))).collect()
}

/// The lines that only one of them has.
fn difference(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> String {
    let lines = |parts: &BTreeMap<String, String>| -> BTreeSet<String> {
        parts.iter().flat_map(|(name, text)| text.lines().map(move |line| format!("{name}: {line}"))).collect()
    };
    let (expected, found) = (lines(expected), lines(found));
    let missing = expected.difference(&found).map(|line| format!("\n- {line}"));
    missing.chain(found.difference(&expected).map(|line| format!("\n+ {line}"))).collect()
}

/// One line in the file of results, in one write, since tests run beside one another.
fn record(line: &str) {
    let path = super::from_tests_run("CLAVIGER_TEST_KILL_RESULTS");
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
}
