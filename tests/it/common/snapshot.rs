//! Snapshots of whole commands, with everything that differs from run to run replaced by a name.

use super::{Finished, World};

/// What differs from run to run, most specific first.
const FILTERS: &[(&str, &str)] = &[
    (r"claviger_test_\d+_\d+", "[database]"),
    (r"postgres:[0-9a-f]{32}@", "postgres:[password]@"),
    (r"127\.0\.0\.1:\d+", "127.0.0.1:[port]"),
    (r"clv_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}", "[key]"),
    (r"clv_[0-9A-Za-z]{8}\b", "[prefix]"),
    (r"gAAAAA[0-9A-Za-z_-]+=*", "[fernet token]"),
    (r"\$argon2id\$[^\s\x22]+", "[argon2id hash]"),
    (r"\$2[aby]\$\d\d\$[./0-9A-Za-z]{53}", "[bcrypt hash]"),
    (r"eyJ[0-9A-Za-z_-]+\.[0-9A-Za-z_-]+\.[0-9A-Za-z_-]+", "[jwt]"),
    (r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "[uuid]"),
    (r"\bINC-\d{4}-", "INC-[year]-"),
    (r"\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", "[time]"),
    (r"\b\d{4}-\d{2}-\d{2}\b", "[date]"),
    // A column is as wide as its widest cell, and a time has as many digits as it needs.
    (r"\[time\] {3,}", "[time]  "),
    (r"\b(CREATED AT|EXPIRES AT|PROMOTED AT) {3,}", "$1  "),
    (r"[0-9A-Za-z_+/-]{43}=", "[base64 key]"),
    (r"\b[0-9a-f]{16,}\b", "[hex]"),
    (r"\b\d+(\.\d+)? ?(ms|µs|s)\b", "[duration]"),
];

impl World {
    /// Settings under which snapshots of this world are the same in every run.
    pub fn snapshot_settings(&self) -> insta::Settings {
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(&regex_of(&self.root().display().to_string()), "[world]");
        for (pattern, name) in FILTERS {
            settings.add_filter(pattern, *name);
        }
        settings
    }
}

/// A whole command as a snapshot shows it.
pub fn render(finished: &Finished) -> String {
    finished.to_string()
}

fn regex_of(text: &str) -> String {
    text.chars()
        .flat_map(|character| (!character.is_ascii_alphanumeric()).then_some('\\').into_iter().chain([character]))
        .collect()
}

/// Compares a whole command (exit code, stdout, stderr) with a snapshot written beside the test.
///
/// `command_snapshot!(world, world.run(&["user", "list"]), @"");`, then `cargo insta review` fills it in.
macro_rules! command_snapshot {
    ($world:expr, $finished:expr, @$snapshot:literal) => {
        $world.snapshot_settings().bind(|| {
            insta::assert_snapshot!($crate::common::snapshot::render(&$finished), @$snapshot);
        })
    };
}
pub(crate) use command_snapshot;
