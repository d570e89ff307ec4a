//! One pass over one group of columns: every row is read, and rewritten where it has to be.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use tokio::sync::mpsc;

use super::batch::{Batch, Outcome};
use super::cell::Fault;
use super::counts::Counts;
use super::limits::{Limits, Order, STRIPES, Stopped, SweepFlags};
use super::progress::Held;
use super::reading::{self, ChunkSize, Piece, WorkOn};
use super::report::Report;
use super::work::{RowFault, Rules, Work};
use crate::base::{Error, Result, Rng};
use crate::db::sweep::{Position, Rewrite, Sweep, SweptRow, key_text};
use crate::db::{Database, Engine, Value};
use crate::output::Progress;

/// How often a chunk is read again in which rows were lost to others. What is lost then comes round with the next pass.
const REPEATS: usize = 3;

/// The connections of a pass.
pub(super) struct Connections {
    /// Reads ahead; none in SQLite, where a reader keeps the writer from committing.
    pub(super) reader: Option<Database>,
    /// Write side by side; the first also keeps the progress.
    pub(super) writers: Vec<Database>,
}

/// How a pass ended.
pub(super) struct Ended {
    /// Why it stopped before the end.
    pub(super) stopped: Option<Stopped>,
    /// Whether rows were lost to others every time they were tried.
    pub(super) has_lost: bool,
}

/// One pass.
pub(super) struct Pass<'p> {
    pub(super) sweep: Arc<Sweep>,
    pub(super) rules: Arc<Rules>,
    pub(super) flags: &'p SweepFlags,
    pub(super) without_triggers: bool,
    pub(super) limits: &'p mut Limits,
    pub(super) progress: &'p Progress,
    pub(super) columns: Arc<[String]>,
    pub(super) table: String,
    pub(super) report: &'p mut Report,
    pub(super) has_lost: bool,
}

impl Pass<'_> {
    /// Goes on from where the record stands.
    pub(super) async fn run(&mut self, connections: &mut Connections, held: &mut Held) -> Result<Ended> {
        let stopped = self.run_to_end(connections, held).await?;
        Ok(Ended { stopped, has_lost: self.has_lost })
    }

    async fn run_to_end(&mut self, connections: &mut Connections, held: &mut Held) -> Result<Option<Stopped>> {
        let size = ChunkSize::new(self.flags.batch.saturating_mul(STRIPES));
        let work_on = self.work_on();
        let from = held.position.clone();
        let Some(reader) = &mut connections.reader else {
            return self.run_in_turn(&mut connections.writers, held, size, &work_on).await;
        };
        let (sender, mut receiver) = mpsc::channel(1);
        let sweep = Arc::clone(&self.sweep);
        let reading = reading::read_all(reader, &sweep, from, size, work_on, sender);
        let writing = async {
            while let Some(piece) = receiver.recv().await {
                if let Some(stopped) = self.write_piece(&mut connections.writers, held, piece).await? {
                    return Ok(Some(stopped));
                }
            }
            Ok(None)
        };
        reading::together(reading, writing).await
    }

    async fn run_in_turn(
        &mut self,
        writers: &mut [Database],
        held: &mut Held,
        mut size: ChunkSize,
        work_on: &Arc<WorkOn<Work>>,
    ) -> Result<Option<Stopped>> {
        loop {
            let from = held.position.clone();
            let piece = reading::read_piece(first(writers)?, &self.sweep, &from, &mut size, work_on).await?;
            let is_last = piece.is_last;
            if let Some(stopped) = self.write_piece(writers, held, piece).await? {
                return Ok(Some(stopped));
            }
            if is_last {
                return Ok(None);
            }
        }
    }

    fn work_on(&self) -> Arc<WorkOn<Work>> {
        let rules = Arc::clone(&self.rules);
        Arc::new(move |rows: Vec<SweptRow>| {
            // Each thread asks the operating system itself.
            let mut rng = Rng::system();
            match rng.vector(rows.len() * rules.vectors_per_row()) {
                Ok(vectors) => rules.work_out(rows, &vectors),
                // Without vectors nothing is rewritten, and every row counts as one that could not be handled.
                Err(_) => rules.work_out(rows, &[]),
            }
        })
    }

    /// Writes what is to be rewritten of a chunk, and the place behind it.
    async fn write_piece(
        &mut self,
        writers: &mut [Database],
        held: &mut Held,
        piece: Piece<Work>,
    ) -> Result<Option<Stopped>> {
        let (from, end, limit) = (piece.from.clone(), piece.end.clone(), piece.limit);
        let mut work = piece.finish().await?;
        let mut counts = std::mem::take(&mut work.counts);
        let rows = counts.first().map_or(0, |counts| counts.rows);
        self.report.add_all(&self.table, &std::mem::take(&mut work.faults))?;
        let mut written = self.write_rows(writers, held, work).await?;
        let mut tried = Tried::default();
        for _ in 0..REPEATS {
            if written.stopped.is_some() || written.lost == 0 {
                break;
            }
            let lost = std::mem::take(&mut written.counts);
            let again = self.work_out_again(first(writers)?, &from, limit).await?;
            tried = Tried::of(&again);
            written = self.write_rows(writers, held, again).await?;
            // What was lost and needs nothing now was brought under the key by whoever was quicker.
            for ((counts, lost), again) in counts.iter_mut().zip(lost).zip(&written.counts) {
                counts.already_current += lost.lost_races.saturating_sub(again.reencrypted + again.lost_races);
            }
        }
        if let Some(stopped) = written.stopped {
            return Ok(Some(stopped));
        }
        if written.lost > 0 {
            let left = self.work_out_again(first(writers)?, &from, limit).await?;
            self.has_lost |= self.report_unmoved(&tried, &left, &mut counts)?;
        }
        held.commit_chunk(first(writers)?, &counts, end).await?;
        self.progress.advance(rows);
        Ok(None)
    }

    /// Tells the rows that nobody else changed, and that the database did not change either when it was asked to: a
    /// trigger or a rule keeps them as they are. Says whether there are others, which were really lost.
    fn report_unmoved(&mut self, tried: &Tried, left: &Work, counts: &mut [Counts]) -> Result<bool> {
        let mut has_lost = false;
        for (row, changes) in left.rewrites.iter().zip(&left.changes) {
            if !tried.holds(row) {
                has_lost = true;
                continue;
            }
            for place in &changes.columns {
                let (Some(counts), Some(column)) = (counts.get_mut(*place), self.columns.get(*place)) else { continue };
                counts.undecryptable += 1;
                let fault = Fault::Refused("a trigger or a rule keeps the row as it is".to_owned());
                let fault = RowFault { key: row.key.clone(), column: column.clone(), fault };
                self.report.add_all(&self.table, &[fault])?;
            }
        }
        Ok(has_lost)
    }

    /// Reads a chunk again in which rows were lost, for what is still to be rewritten in it.
    async fn work_out_again(&self, database: &mut Database, from: &Position, limit: usize) -> Result<Work> {
        let chunk = database.read().chunk(&self.sweep, from, limit).await?;
        let work_on = self.work_on();
        let worked = tokio::task::spawn_blocking(move || work_on(chunk.rows)).await;
        worked.map_err(|_| Error::internal("a thread that works on rows has ended"))
    }

    /// Writes rows in batches, side by side where there are several connections.
    async fn write_rows(&mut self, writers: &mut [Database], held: &Held, work: Work) -> Result<RowsWritten> {
        let mut total = RowsWritten { counts: vec![Counts::default(); self.columns.len()], lost: 0, stopped: None };
        let is_striped = match self.flags.order {
            Order::Auto => first(writers)?.engine() == Engine::Postgres,
            Order::Key => false,
            Order::Stripes => true,
        };
        let types = first(writers)?.read().types(&self.sweep).await?;
        // While the server is at work on one batch, the next ones are made ready for it.
        let mut batches = self.batches(work, is_striped).into_iter().map(|batch| match &types {
            Some(types) => tokio::spawn(batch.encode(types.clone())),
            None => tokio::spawn(async { Ok(batch) }),
        });
        let mut ahead: VecDeque<_> = batches.by_ref().take(2 * writers.len()).collect();
        while total.stopped.is_none() {
            let mut together: Vec<Batch> = Vec::new();
            while together.len() < writers.len()
                && let Some(batch) = ahead.pop_front()
            {
                let batch = batch.await.map_err(|_| Error::internal("a task that encodes rows has ended"))?;
                together.push(batch?);
                ahead.extend(batches.next());
            }
            if together.is_empty() {
                break;
            }
            total.stopped = self.limits.reached();
            if total.stopped.is_some() {
                break;
            }
            let mut allowed = self.limits.allowed(usize::MAX);
            for batch in &mut together {
                batch.truncate(allowed);
                allowed -= batch.rows.len().min(allowed);
            }
            let writing =
                together.iter().zip(writers.iter_mut()).map(|(batch, writer)| batch.write(writer, held, self.limits));
            let mut rows = 0;
            for outcome in futures_util::future::try_join_all(writing).await? {
                rows += outcome.written;
                if outcome.is_given_up {
                    total.stopped = self.limits.reached();
                }
                self.report.add_all(&self.table, &outcome.faults)?;
                total.add(outcome);
            }
            // Thousands of values are freed beside the next batch, not before it.
            tokio::task::spawn_blocking(move || drop(together));
            self.limits.advance(rows).await;
        }
        Ok(total)
    }

    /// Cuts rows into batches: neighbours, or every n-th row.
    fn batches(&self, work: Work, is_striped: bool) -> Vec<Batch> {
        let count = work.rewrites.len().div_ceil(self.flags.batch);
        let mut batches: Vec<Batch> = (0..count).map(|_| self.batch()).collect();
        for (index, (row, changes)) in work.rewrites.into_iter().zip(work.changes).enumerate() {
            let place = if is_striped { index % count } else { index / self.flags.batch };
            if let Some(batch) = batches.get_mut(place) {
                batch.rows.push(row);
                batch.changes.push(changes);
            }
        }
        batches
    }

    fn batch(&self) -> Batch {
        Batch {
            sweep: Arc::clone(&self.sweep),
            columns: Arc::clone(&self.columns),
            without_triggers: self.without_triggers,
            rows: Vec::new(),
            changes: Vec::new(),
            encoded: None,
        }
    }
}

/// Rows that were tried, with the values they had.
#[derive(Default)]
struct Tried(BTreeMap<String, Vec<Value>>);

impl Tried {
    fn of(work: &Work) -> Self {
        Self(work.rewrites.iter().map(|row| (key_text(&row.key), row.old.clone())).collect())
    }

    fn holds(&self, row: &Rewrite) -> bool {
        self.0.get(&key_text(&row.key)) == Some(&row.old)
    }
}

/// What came of the rows of a chunk.
struct RowsWritten {
    counts: Vec<Counts>,
    lost: u64,
    stopped: Option<Stopped>,
}

impl RowsWritten {
    fn add(&mut self, outcome: Outcome) {
        for (total, counts) in self.counts.iter_mut().zip(outcome.counts) {
            *total += counts;
        }
        self.lost += outcome.lost;
    }
}

fn first(writers: &mut [Database]) -> Result<&mut Database> {
    writers.first_mut().ok_or_else(|| Error::internal("a pass has no connection"))
}
