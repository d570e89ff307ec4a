//! What an overview is made of: parts, each with a state, a sentence and facts. Pure: no input, no output, no SQL.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::{Error, Secret};
use crate::output::{Cell, Record};

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Ok,
    /// It works, and wants attention.
    Warning,
    /// It does not work.
    Failed,
    /// Nobody configured it.
    Absent,
    /// It could not be looked at, because something else failed or is locked.
    Unknown,
}

/// One line of the overview.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    state: State,
    summary: String,
    #[serde(flatten)]
    facts: Map<String, Value>,
    #[serde(skip)]
    failure: Option<Error>,
}

impl Part {
    fn new(state: State, summary: impl Into<String>) -> Self {
        Self { state, summary: summary.into(), facts: Map::new(), failure: None }
    }

    pub(super) fn ok(summary: impl Into<String>) -> Self {
        Self::new(State::Ok, summary)
    }

    pub(super) fn warning(summary: impl Into<String>) -> Self {
        Self::new(State::Warning, summary)
    }

    pub(super) fn absent() -> Self {
        Self::new(State::Absent, "not configured")
    }

    pub(super) fn unknown(why: impl Into<String>) -> Self {
        Self::new(State::Unknown, format!("unknown: {}", why.into()))
    }

    /// A part that does not work, and why.
    pub(super) fn failed(failure: Error) -> Self {
        let causes = failure.causes();
        let reason: Vec<&str> = std::iter::once(failure.message()).chain(causes.iter().map(String::as_str)).collect();
        let mut part = Self::new(State::Failed, format!("failed: {}", reason.join(": ")));
        part.facts.insert("error".to_owned(), failure.kind().name().into());
        part.failure = Some(failure);
        part
    }

    /// Ok, or a warning where something wants attention.
    pub(super) fn ok_unless(wants_attention: bool, summary: impl Into<String>) -> Self {
        if wants_attention { Self::warning(summary) } else { Self::ok(summary) }
    }

    /// What a fallible look found.
    pub(super) fn from_result(found: Result<Self, Error>) -> Self {
        found.unwrap_or_else(Self::failed)
    }

    /// Adds a fact for machines.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    fn cell(&self) -> Cell {
        let text = self.summary.clone();
        match self.state {
            State::Ok => Cell::Text(text),
            State::Warning => Cell::Warn(text),
            State::Failed => Cell::Bad(text),
            State::Absent | State::Unknown => Cell::Dim(text),
        }
    }
}

/// All parts.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    /// The worst that was found: `ok`, `warning` or `failed`.
    state: State,
    #[serde(flatten)]
    parts: BTreeMap<&'static str, Part>,
}

impl Overview {
    /// The overview, and the first failure in the order in which parts are shown.
    pub(super) fn new(mut parts: BTreeMap<&'static str, Part>) -> (Self, Option<Error>) {
        let failure = Self::COLUMNS.iter().find_map(|name| parts.get_mut(name)?.failure.take());
        let wants_attention = parts.values().any(|part| part.state == State::Warning);
        let state = match (&failure, wants_attention) {
            (Some(_), _) => State::Failed,
            (None, true) => State::Warning,
            (None, false) => State::Ok,
        };
        (Self { state, parts }, failure)
    }
}

impl Record for Overview {
    const COLUMNS: &'static [&'static str] =
        &["state", "config", "database", "mapping", "vault", "keyring", "users", "api_keys", "events", "unfinished"];

    fn cells(&self) -> Vec<Cell> {
        let state = match self.state {
            State::Failed => Cell::Bad("failed".to_owned()),
            State::Warning => Cell::Warn("wants attention".to_owned()),
            State::Ok | State::Absent | State::Unknown => Cell::Good("ok".to_owned()),
        };
        let of_parts = Self::COLUMNS.iter().skip(1).map(|name| self.parts.get(name).map_or(Cell::Empty, Part::cell));
        std::iter::once(state).chain(of_parts).collect()
    }

    fn plain(&self) -> Vec<Secret> {
        let state = match self.state {
            State::Failed => "failed",
            State::Warning => "warning",
            State::Ok | State::Absent | State::Unknown => "ok",
        };
        vec![Secret::from_text(state.to_owned())]
    }
}
