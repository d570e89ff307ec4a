//! What a walk along the chain found, and how it is shown. Pure: no input, no output, no SQL.

use serde::Serialize;

use crate::base::{Secret, text};
use crate::output::{Cell, Record};

use super::anchor::AnchorReport;
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
    /// What was anchored is not what stands there now.
    AnchorContradicted,
    /// What is kept as an anchor was not made by the key.
    AnchorForged,
}

/// More findings than these are counted, not kept: after a rewrite every event is one.
pub(super) const PROBLEMS_KEPT: usize = 50;

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
    /// Adds what was found beside the walk.
    pub(super) fn add(&mut self, finding: Finding) {
        self.intact = false;
        self.problem_count += 1;
        if self.first_broken_seq.is_none() {
            self.first_broken_seq = finding.seq;
        }
        if self.problems.len() < PROBLEMS_KEPT {
            self.problems.push(finding);
        }
    }

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
    pub(super) fn sentence(&self) -> String {
        if self.problem == Break::AnchorForged {
            return self.meaning.clone();
        }
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

/// What a walk found, and what became of the anchors that were held against it.
#[derive(Debug, Serialize)]
pub(super) struct AnchoredReport {
    #[serde(flatten)]
    pub(super) report: Report,
    pub(super) anchors: AnchorReport,
}

impl AnchoredReport {
    /// What a person should know of an intact record.
    pub(super) fn remark(&self) -> String {
        let AnchorReport { last_seq, last_at, events_since, .. } = &self.anchors;
        match (last_seq, last_at, events_since) {
            (Some(seq), Some(at), Some(0)) => format!("Anchored up to event {seq}, the last, on {at}"),
            (Some(seq), Some(at), Some(since)) => {
                let since = text::count(usize::try_from(*since).unwrap_or(usize::MAX), "event");
                format!("Anchored up to event {seq} on {at}; {since} since then: claviger event anchor")
            }
            _ => String::new(),
        }
    }
}

impl Record for AnchoredReport {
    const COLUMNS: &'static [&'static str] =
        &["events", "intact", "head", "head_hash", "problems", "anchors", "last_anchor"];

    fn cells(&self) -> Vec<Cell> {
        let AnchorReport { count, holding, last_seq, .. } = &self.anchors;
        let held = if count == holding { count.to_string() } else { format!("{holding} of {count}") };
        let mut cells = self.report.cells();
        cells.push(if count == holding { Cell::Good(held) } else { Cell::Bad(held) });
        cells.push(last_seq.map_or(Cell::Empty, Cell::Number));
        cells
    }

    fn plain(&self) -> Vec<Secret> {
        self.report.plain()
    }
}
