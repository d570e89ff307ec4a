//! What a walk along the chain found, and how it is shown. Pure: no input, no output, no SQL.

use serde::Serialize;

use crate::base::{Secret, text};
use crate::output::{Cell, Record};

use super::model::Head;

/// What is wrong at a place of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Break {
    /// An event does not have the content, or not the place, that its hash was made of.
    Edited,
    /// An event that is sound in itself does not follow the one before it.
    Unlinked,
    /// Events are gone.
    Missing,
    /// A place is taken more than once.
    Duplicate,
    /// An event stands at a place where none can be.
    Misplaced,
    /// An event holds something that no event can hold.
    Unreadable,
    /// The end of the chain is not on record.
    HeadMissing,
    /// The end on record is not the last event.
    HeadMismatch,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// The place; none for an event that has none.
    pub(super) seq: Option<i64>,
    pub(super) problem: Break,
    pub(super) meaning: String,
}

/// What a walk found.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) events: u64,
    pub(super) intact: bool,
    pub(super) head: Option<Head>,
    pub(super) first_broken_seq: Option<i64>,
    pub(super) problem_count: u64,
    /// The first of them.
    pub(super) problems: Vec<Finding>,
}

impl Report {
    /// The findings for a person, one a line.
    pub(super) fn sentences(&self) -> String {
        let mut lines: Vec<String> = self.problems.iter().map(Finding::sentence).collect();
        let kept = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        if self.problem_count > kept {
            lines.push(format!("… and {} more", self.problem_count - kept));
        }
        lines.join("\n")
    }
}

impl Finding {
    fn sentence(&self) -> String {
        let place = self.seq.map_or_else(|| "an event without a place".to_owned(), |seq| format!("event {seq}"));
        format!("{place}: {}", self.meaning)
    }
}

impl Record for Report {
    const COLUMNS: &'static [&'static str] = &["events", "intact", "head", "head_hash", "problems"];

    fn cells(&self) -> Vec<Cell> {
        let intact = self.intact.to_string();
        let problems = usize::try_from(self.problem_count).unwrap_or(usize::MAX);
        vec![
            Cell::number(self.events),
            if self.intact { Cell::Good(intact) } else { Cell::Bad(intact) },
            self.head.as_ref().map_or(Cell::Empty, |head| Cell::Number(head.seq)),
            self.head.as_ref().map_or(Cell::Empty, |head| Cell::Id(head.hash.clone())),
            if self.intact { Cell::Empty } else { Cell::Bad(text::count(problems, "problem")) },
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.intact.to_string())]
    }
}
