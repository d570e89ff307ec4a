//! What the record of changes says, and whether a command left everything as it was.

use super::world::Run;
use super::{Finished, World};

impl World {
    /// The events so far, oldest first: `user.created ada@example.com`, with the phase where it is not `done`.
    #[track_caller]
    pub fn events(&self) -> Vec<String> {
        let rows = self.sql("SELECT kind, target, phase FROM claviger_events ORDER BY seq");
        let line = |row: Vec<String>| match row.as_slice() {
            [kind, target, phase] if phase == "done" => format!("{kind} {target}"),
            [kind, target, phase] => format!("{kind} {target} ({phase})"),
            _ => unreachable!("three columns were asked for"),
        };
        rows.into_iter().map(line).collect()
    }

    /// The events that `work` adds.
    #[track_caller]
    pub fn events_of<T>(&self, work: impl FnOnce() -> T) -> (T, Vec<String>) {
        let before = self.events().len();
        let outcome = work();
        (outcome, self.events().split_off(before))
    }

    /// How many operations have no outcome yet.
    #[track_caller]
    pub fn open_operations(&self) -> usize {
        self.sql("SELECT operation FROM claviger_journal").len()
    }

    /// Runs a command that must leave every file and every row as it was, events among them.
    #[track_caller]
    pub fn run_in_vain(&self, args: &[&str]) -> Finished {
        self.command(args).run_in_vain()
    }
}

impl Run<'_> {
    /// Runs the command, which must leave every file and every row as it was, events among them.
    #[track_caller]
    pub fn run_in_vain(self) -> Finished {
        let world = self.world;
        let before = world.fingerprint();
        let finished = self.run();
        before.assert_unchanged(world);
        finished
    }
}

impl Finished {
    /// The names of the fields of an object under `data`, in order.
    #[track_caller]
    pub fn fields(&self) -> Vec<String> {
        let data = self.json();
        let object = data.as_object().or_else(|| data.as_array()?.first()?.as_object());
        object.unwrap_or_else(|| panic!("no object under `data`:\n{self}")).keys().cloned().collect()
    }

    /// Insists on a failure of a kind under `-o json`, and that stdout stayed empty.
    #[track_caller]
    pub fn fails_as(self, kind: &str, code: i32) -> Self {
        let finished = self.exits(code);
        let error = finished.error();
        assert_eq!(error["kind"], kind, "{finished}");
        assert_eq!(error["exit_code"], code, "{finished}");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{finished}");
        assert!(finished.stdout.is_empty(), "{finished}");
        finished
    }

    /// Insists on success under `-o json`, and on whether something was changed.
    #[track_caller]
    pub fn succeeds_with(self, changed: bool) -> Self {
        let finished = self.exits(0);
        let envelope = finished.envelope();
        assert_eq!(envelope["ok"], true, "{finished}");
        assert_eq!(envelope["changed"], changed, "{finished}");
        assert!(envelope["warnings"].is_array(), "{finished}");
        finished
    }
}
