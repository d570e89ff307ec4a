//! The one place that reads the process environment. An empty variable counts as unset.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// A snapshot of the environment, taken once in `main`, or given by a test.
#[derive(Clone, Default)]
pub struct Env(BTreeMap<OsString, OsString>);

impl Env {
    /// What the process was started with.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the process environment")]
    pub fn of_process() -> Self {
        Self(std::env::vars_os().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A made-up environment, for tests.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(
            pairs
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (OsString::from(name), OsString::from(value)))
                .collect(),
        )
    }

    /// A variable as text; none when unset, empty or not UTF-8.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(std::ffi::OsStr::new(name)).and_then(|value| value.to_str())
    }

    /// A variable as a path.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(std::ffi::OsStr::new(name)).map(PathBuf::from)
    }

    /// The variables whose names pass, and no others.
    #[must_use]
    pub fn only(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let passes = |name: &OsString| name.to_str().is_some_and(&is_wanted);
        Self(
            self.0.iter().filter(|(name, _)| passes(name)).map(|(name, value)| (name.clone(), value.clone())).collect(),
        )
    }

    /// The names of all variables that begin with `prefix`.
    pub fn names_with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().filter_map(move |name| name.to_str().filter(|name| name.starts_with(prefix)))
    }
}
