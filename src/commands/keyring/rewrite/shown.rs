//! What a rewriting shows: for each column what came of its values.

use serde::Serialize;

use super::counts::Counts;
use super::limits::Stopped;
use super::report::Reported;
use super::scan::Tally;
use crate::base::Secret;
use crate::base::exit::Status;
use crate::commands::keyring::columns::Group;
use crate::output::{Cell, Record, View};

/// What came of one column.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ColumnLine {
    table: String,
    column: String,
    #[serde(flatten)]
    pub(crate) counts: Counts,
    /// The rotation that it is a part of; JSON has it above.
    #[serde(skip)]
    rotation: Option<String>,
}

impl Record for ColumnLine {
    const COLUMNS: &'static [&'static str] = &[
        "table",
        "column",
        "rows",
        "reencrypted",
        "current",
        "null",
        "plaintext",
        "undecryptable",
        "lost_races",
        "rotation",
    ];

    fn cells(&self) -> Vec<Cell> {
        let Counts { rows, reencrypted, already_current, skipped_null, plaintext, undecryptable, lost_races, .. } =
            self.counts;
        let undecryptable = match undecryptable {
            0 => Cell::number(0),
            count => Cell::Bad(count.to_string()),
        };
        vec![
            Cell::Id(self.table.clone()),
            Cell::Id(self.column.clone()),
            Cell::number(rows),
            Cell::number(reencrypted),
            Cell::number(already_current),
            Cell::number(skipped_null),
            Cell::number(plaintext),
            undecryptable,
            Cell::number(lost_races),
            self.rotation.clone().map_or(Cell::Empty, Cell::Id),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(format!("{}.{}", self.table, self.column))]
    }
}

/// One line for each column of a group.
pub(crate) fn lines(group: &Group, counts: &[Counts]) -> Vec<ColumnLine> {
    let columns = group.target.columns.iter().zip(counts);
    columns
        .map(|(column, counts)| ColumnLine {
            table: group.target.table.clone(),
            column: column.name.clone(),
            counts: *counts,
            rotation: None,
        })
        .collect()
}

/// What a rewriting would do that brings everything under a key, of which the place is given; a key that is not there
/// yet has none.
pub(crate) fn counts_ahead(tally: &Tally, target: Option<usize>, encrypts_plain: bool) -> Counts {
    let current = target.map_or(0, |place| tally.under.get(&place).copied().unwrap_or(0));
    let tokens: u64 = tally.under.values().sum();
    let plaintext = if encrypts_plain { tally.plaintext } else { 0 };
    Counts {
        already_current: current,
        reencrypted: tokens - current + plaintext,
        plaintext: tally.plaintext - plaintext,
        ..counts_of(tally)
    }
}

/// What a scan found, in the terms of a rewriting that has nothing left to do. Values under other keys are in none of
/// the counts but that of the rows.
pub(crate) fn counts_of(tally: &Tally) -> Counts {
    Counts {
        rows: tally.rows,
        already_current: tally.current(),
        skipped_null: tally.null,
        plaintext: tally.plaintext,
        undecryptable: tally.undecryptable,
        ..Counts::default()
    }
}

/// The whole of a rewriting.
#[derive(Serialize)]
pub(crate) struct Shown {
    /// The rotation that it is a part of.
    pub(crate) rotation: Option<String>,
    /// The key that values come under.
    pub(crate) fingerprint: String,
    pub(crate) columns: Vec<ColumnLine>,
    pub(crate) rows_per_second: u64,
    /// Whether the old keys are retired; only a rotation does that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retired: Option<bool>,
    /// Whether the end was reached.
    pub(crate) complete: bool,
    /// Values that can not be handled.
    pub(crate) failures: u64,
    /// The file that lists them.
    pub(crate) report: Option<String>,
}

impl Shown {
    pub(crate) fn new(fingerprint: String, columns: Vec<ColumnLine>) -> Self {
        Self {
            rotation: None,
            fingerprint,
            columns,
            rows_per_second: 0,
            retired: None,
            complete: true,
            failures: 0,
            report: None,
        }
    }

    /// As it is, for what does nothing.
    pub(crate) fn into_view(self) -> View {
        let lines = self.columns.clone();
        View::list_within(self, lines)
    }

    /// What a person reads below it, and how the command ends.
    pub(crate) fn conclude(
        mut self,
        stopped: Option<Stopped>,
        reported: &Reported,
        max_failures: u64,
        (rows, seconds): (u64, f64),
    ) -> (View, Status) {
        self.failures = reported.count;
        self.report = reported.path.as_ref().map(|path| path.display().to_string());
        self.complete = stopped.is_none();
        self.rows_per_second = rate(rows, seconds);
        let mut notes = reported.said.clone();
        if let Some(path) = &self.report {
            notes.push(format!("{} values can not be handled; all are listed in {path}", self.failures));
        }
        let has_failed = self.failures > max_failures;
        match stopped {
            None => {}
            Some(stopped @ Stopped::Left) => notes.push(stopped.describe().to_owned()),
            Some(stopped) => notes.push(format!("{}; the next run goes on from there", stopped.describe())),
        }
        let status = if has_failed && matches!(stopped, None | Some(Stopped::Left)) {
            Status::Integrity
        } else if stopped.is_some() {
            Status::Partial
        } else {
            Status::Done
        };
        let mut lines = self.columns.clone();
        for line in &mut lines {
            line.rotation.clone_from(&self.rotation);
        }
        (View::list_within(self, lines).with_note(notes.join("\n")), status)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a rate for people, which nothing is computed from"
)]
fn rate(rows: u64, seconds: f64) -> u64 {
    if seconds > 0.0 { (rows as f64 / seconds).round() as u64 } else { 0 }
}
