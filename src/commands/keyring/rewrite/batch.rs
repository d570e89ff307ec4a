//! One batch of rows: one transaction, with the progress beside it.

use std::sync::Arc;
use std::time::Duration;

use super::cell::Fault;
use super::counts::Counts;
use super::limits::Limits;
use super::progress::Held;
use super::work::{Changes, RowFault};
use crate::base::{Error, Kind, Result};
use crate::db::sweep::{Encoded, Rewrite, Sweep, Types};
use crate::db::{Database, Writer, Written};

/// How often a batch is tried that others keep from being written: locks, deadlocks, serialisation.
const ATTEMPTS: u32 = 20;

/// Rows of one transaction.
pub(super) struct Batch {
    pub(super) sweep: Arc<Sweep>,
    pub(super) columns: Arc<[String]>,
    pub(super) without_triggers: bool,
    pub(super) rows: Vec<Rewrite>,
    pub(super) changes: Vec<Changes>,
    /// The rows, ready for the server; none where that is left to the writing.
    pub(super) encoded: Option<Encoded>,
}

/// What came of a batch.
#[derive(Default)]
pub(super) struct Outcome {
    /// For each column; rows that were lost are no part of `reencrypted`.
    pub(super) counts: Vec<Counts>,
    /// Rows that were written.
    pub(super) written: u64,
    /// Rows that somebody else changed meanwhile.
    pub(super) lost: u64,
    /// Whether nothing was written, because others were in the way and it was time to stop.
    pub(super) is_given_up: bool,
    pub(super) faults: Vec<RowFault>,
}

impl Batch {
    /// Makes the rows ready for the server, on another thread.
    pub(super) async fn encode(mut self, types: Types) -> Result<Self> {
        let encoded = tokio::task::spawn_blocking(move || {
            self.encoded = Some(self.sweep.encode(&self.rows, &types)?);
            Ok(self)
        });
        encoded.await.map_err(|_| Error::internal("a thread that encodes rows has ended"))?
    }

    /// Leaves all but the first rows to another run.
    pub(super) fn truncate(&mut self, rows: usize) {
        if rows < self.rows.len() {
            self.rows.truncate(rows);
            self.changes.truncate(rows);
            self.encoded = None;
        }
    }

    /// Writes it, again and again while others are in the way.
    ///
    /// Gives it up when there is a reason to stop: then nothing was written.
    pub(super) async fn write(&self, database: &mut Database, held: &Held, limits: &Limits) -> Result<Outcome> {
        let mut attempt = 0;
        loop {
            let error = match self.try_write(database, held).await {
                Ok(outcome) => return Ok(outcome),
                Err(error) => error,
            };
            attempt += 1;
            if error.kind() == Kind::Conflict && limits.reached().is_some() {
                return Ok(Outcome { is_given_up: true, ..self.nothing() });
            }
            if error.kind() != Kind::Conflict || attempt == ATTEMPTS {
                return Err(error);
            }
            // Two that were in each other's way must not meet again at the same moment.
            let jitter = u64::from(std::process::id() % 7 + 1) * u64::from(attempt);
            tokio::time::sleep(Duration::from_millis(10 * jitter)).await;
        }
    }

    async fn try_write(&self, database: &mut Database, held: &Held) -> Result<Outcome> {
        let mut write = database.begin_batch(self.without_triggers).await?;
        let expected = self.rows.len() as u64;
        let written = match &self.encoded {
            Some(encoded) => write.rewrite_encoded(&self.sweep, encoded).await?,
            None => write.rewrite(&self.sweep, &self.rows).await?,
        };
        let written = match written {
            Written::Rows(written) if written > expected => return Err(too_many(written, expected)),
            // Where rows have several columns, it matters which rows were lost.
            Written::Rows(written) if written == expected || self.columns.len() == 1 => Some(written),
            Written::Rows(_) | Written::Refused(_) => None,
        };
        let outcome = if let Some(written) = written {
            self.outcome_of(written)
        } else {
            write.roll_back().await?;
            write = database.begin_batch(self.without_triggers).await?;
            self.write_by_halves(&mut write).await?
        };
        held.commit_batch(write, &outcome.counts).await?;
        Ok(outcome)
    }

    fn outcome_of(&self, written: u64) -> Outcome {
        let mut outcome = self.nothing();
        outcome.written = written;
        outcome.lost = self.rows.len() as u64 - written;
        for changes in &self.changes {
            outcome.count(changes);
        }
        // Only where there is one column can there be lost rows here.
        if let Some(counts) = outcome.counts.first_mut().filter(|_| outcome.lost > 0) {
            counts.reencrypted = written;
            counts.repaired = counts.repaired.min(written);
            counts.lost_races = outcome.lost;
        }
        outcome
    }

    fn nothing(&self) -> Outcome {
        Outcome { counts: vec![Counts::default(); self.columns.len()], ..Outcome::default() }
    }

    /// Finds the rows that were lost, and those that the database refuses, by halves.
    async fn write_by_halves(&self, write: &mut Writer<'_>) -> Result<Outcome> {
        let mut outcome = self.nothing();
        let mut ranges = vec![(0, self.rows.len())];
        while let Some((start, end)) = ranges.pop() {
            let (Some(rows), Some(changes)) = (self.rows.get(start..end), self.changes.get(start..end)) else {
                continue;
            };
            write.save_point().await?;
            let refusal = match write.rewrite(&self.sweep, rows).await? {
                Written::Rows(written) if written == rows.len() as u64 => {
                    outcome.written += written;
                    for changes in changes {
                        outcome.count(changes);
                    }
                    continue;
                }
                Written::Rows(_) => None,
                Written::Refused(error) => Some(error),
            };
            write.roll_back_to_save_point().await?;
            match (rows, changes) {
                ([], _) | (_, []) => {}
                ([row], [changes, ..]) => match refusal {
                    None => outcome.lose(changes),
                    Some(error) => self.refuse(&mut outcome, row, changes, &error),
                },
                _ => {
                    let middle = start + rows.len() / 2;
                    ranges.extend([(middle, end), (start, middle)]);
                }
            }
        }
        Ok(outcome)
    }

    fn refuse(&self, outcome: &mut Outcome, row: &Rewrite, changes: &Changes, error: &Error) {
        let why = error.causes().into_iter().next().unwrap_or_else(|| error.message().to_owned());
        for place in &changes.columns {
            let (Some(counts), Some(column)) = (outcome.counts.get_mut(*place), self.columns.get(*place)) else {
                continue;
            };
            counts.undecryptable += 1;
            let fault = Fault::Refused(why.clone());
            outcome.faults.push(RowFault { key: row.key.clone(), column: column.clone(), fault });
        }
    }
}

impl Outcome {
    fn count(&mut self, changes: &Changes) {
        for place in &changes.columns {
            if let Some(counts) = self.counts.get_mut(*place) {
                counts.reencrypted += 1;
                counts.repaired += u64::from(changes.repaired.contains(place));
            }
        }
    }

    fn lose(&mut self, changes: &Changes) {
        self.lost += 1;
        for place in &changes.columns {
            if let Some(counts) = self.counts.get_mut(*place) {
                counts.lost_races += 1;
            }
        }
    }
}

fn too_many(written: u64, expected: u64) -> Error {
    Error::integrity(format!("{expected} rows were to be rewritten, {written} would have been: the key is not unique"))
        .hint("name columns that are unique: key = [\"…\"] in its [[encrypted]] section")
}
