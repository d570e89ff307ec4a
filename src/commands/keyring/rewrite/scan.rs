//! Looking at every value of a group without changing any: which key it is under.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::cell::{self, Fault, Found};
use super::keys::Readers;
use super::reading::{self, ChunkSize, Piece, WorkOn};
use super::report::Report;
use super::run::Lost;
use super::work::RowFault;
use crate::base::{Result, Stop};
use crate::commands::keyring::columns::Group;
use crate::config::{Plain, Wrapper};
use crate::context::Context;
use crate::db::sweep::{Position, Sweep, SweptRow};

/// Rows of one chunk.
const CHUNK: usize = 20_000;

/// Chunks that are worked on beside the one that is read.
const AHEAD: usize = 2;

/// What the values of one column are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Rows.
    pub(crate) rows: u64,
    /// Values under each key, by its place among the readers; 0 is the primary key.
    pub(crate) under: BTreeMap<usize, u64>,
    /// Null.
    pub(crate) null: u64,
    /// No token.
    pub(crate) plaintext: u64,
    /// Tokens of no key in the ring, or damaged.
    pub(crate) undecryptable: u64,
}

impl Tally {
    /// Values under any key but the primary one.
    pub(crate) fn under_others(&self) -> u64 {
        self.under.iter().filter(|(place, _)| **place != 0).map(|(_, count)| count).sum()
    }

    /// Values under the primary key.
    pub(crate) fn current(&self) -> u64 {
        self.under.get(&0).copied().unwrap_or(0)
    }

    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.null += other.null;
        self.plaintext += other.plaintext;
        self.undecryptable += other.undecryptable;
        for (place, count) in &other.under {
            *self.under.entry(*place).or_default() += count;
        }
    }
}

/// What to look for, and when to stop.
pub(crate) struct Scan<'s> {
    /// The keys.
    pub(crate) readers: &'s Readers,
    /// What is plain text to a rotation, where the command line says so.
    pub(crate) plain: Option<Plain>,
    /// Whether to stop at the first value that a rotation would rewrite.
    pub(crate) until_work: bool,
    /// Whether a person or the system asked for an end.
    pub(crate) stop: Stop,
}

/// What was found in a chunk.
struct Seen {
    tallies: Vec<Tally>,
    faults: Vec<RowFault>,
    has_work: bool,
}

/// What was found in a group.
pub(crate) struct Scanned {
    /// For each column.
    pub(crate) tallies: Vec<Tally>,
    /// Whether a rotation would rewrite anything.
    pub(crate) has_work: bool,
    /// Whether all of it was looked at.
    pub(crate) is_complete: bool,
}

impl Scan<'_> {
    /// Looks at a group; from its beginning again when the connection is lost.
    pub(crate) async fn group(
        &self,
        cx: &mut Context,
        group: &Group,
        mut report: Option<&mut Report>,
    ) -> Result<Scanned> {
        let mut lost = Lost::default();
        let mark = report.as_deref_mut().map(Report::mark).transpose()?;
        loop {
            match self.try_group(cx, group, report.as_deref_mut()).await {
                Err(error) => lost.wait(cx, error).await?,
                done => return done,
            }
            if let (Some(report), Some(mark)) = (report.as_deref_mut(), &mark) {
                report.rewind(mark)?;
            }
        }
    }

    async fn try_group(&self, cx: &Context, group: &Group, report: Option<&mut Report>) -> Result<Scanned> {
        let mut database = cx.open_database().await?;
        let sweep = Sweep::new(&group.target, database.engine());
        let size = database.read().size(&sweep).await?;
        let what = format!("reading {}.{}", group.target.table, group.target.column_names());
        let progress = cx.printer.progress(&what, Some(size.rows));
        let (sender, receiver) = mpsc::channel(AHEAD);
        let work_on = self.work_on(group);
        let reading = reading::read_all(&mut database, &sweep, Position::Start, ChunkSize::new(CHUNK), work_on, sender);
        let table = group.target.table.clone();
        let counting = self.count(receiver, &table, report, |rows| progress.advance(rows));
        let mut scanned = reading::together(reading, counting).await?;
        progress.finish();
        scanned.tallies.resize(group.target.columns.len(), Tally::default());
        Ok(scanned)
    }

    fn work_on(&self, group: &Group) -> Arc<WorkOn<Seen>> {
        let readers = self.readers.clone();
        let plain = group.plain_rule(self.plain);
        let names = group.target.columns.iter().map(|column| column.name.clone());
        let columns: Vec<(String, Wrapper)> = names.zip(group.wrappers.iter().copied()).collect();
        Arc::new(move |rows| look(&readers, plain, &columns, &rows))
    }

    async fn count(
        &self,
        mut receiver: mpsc::Receiver<Piece<Seen>>,
        table: &str,
        mut report: Option<&mut Report>,
        advance: impl Fn(u64),
    ) -> Result<Scanned> {
        let mut scanned = Scanned { tallies: Vec::new(), has_work: false, is_complete: true };
        while let Some(piece) = receiver.recv().await {
            let seen = piece.finish().await?;
            scanned.tallies.resize(seen.tallies.len(), Tally::default());
            for (total, tally) in scanned.tallies.iter_mut().zip(&seen.tallies) {
                total.add(tally);
            }
            advance(seen.tallies.first().map_or(0, |tally| tally.rows));
            if let Some(report) = &mut report {
                report.add_all(table, &seen.faults)?;
            }
            scanned.has_work |= seen.has_work;
            if self.stop.is_asked() || (self.until_work && scanned.has_work) {
                scanned.is_complete = false;
                break;
            }
        }
        Ok(scanned)
    }
}

fn look(readers: &Readers, plain: Plain, columns: &[(String, Wrapper)], rows: &[SweptRow]) -> Seen {
    let mut seen = Seen { tallies: vec![Tally::default(); columns.len()], faults: Vec::new(), has_work: false };
    let mut last = 0;
    for row in rows {
        for ((tally, (name, wrapper)), value) in seen.tallies.iter_mut().zip(columns).zip(&row.values) {
            tally.rows += 1;
            let fault = match cell::look(readers, value, *wrapper, &mut last) {
                Found::Null => {
                    tally.null += 1;
                    None
                }
                Found::Token { place, .. } => {
                    *tally.under.entry(place).or_default() += 1;
                    seen.has_work |= place != 0;
                    None
                }
                Found::Unreadable => {
                    tally.undecryptable += 1;
                    Some(Fault::Undecryptable)
                }
                Found::Plain => {
                    tally.plaintext += 1;
                    seen.has_work |= plain == Plain::Encrypt;
                    (plain == Plain::Fail).then_some(Fault::Plaintext)
                }
            };
            if let Some(fault) = fault {
                seen.faults.push(RowFault { key: row.key.clone(), column: name.clone(), fault });
            }
        }
    }
    seen
}
