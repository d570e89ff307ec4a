//! One import under way: batches into the transaction, and when something is wrong, the search for the lines that are.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::fault::{Fault, Faults};
use super::import::{Imported, Line, Load};
use super::thread::Message;
use crate::base::{Error, Result};
use crate::db::{Database, Writer, Written};
use crate::output::Progress;

/// One import under way.
pub(super) struct Run<R> {
    lines: mpsc::Receiver<Message<R>>,
    progress: Progress,
    counts: Imported,
    if_missing: bool,
    faults: Faults,
}

/// Why writing stopped before the end.
enum Stop<R> {
    /// A line is wrong; the batch that was not written, if any.
    Fault(Vec<Line<R>>),
    /// Some rows of the batch are there already, or stand twice in it; and whether each was there before the batch.
    Existing(Vec<Line<R>>, Vec<bool>),
    /// The database refused this row.
    Refused,
}

impl<R: Send + 'static> Run<R> {
    pub(super) fn new(
        lines: mpsc::Receiver<Message<R>>,
        progress: Progress,
        counts: Imported,
        if_missing: bool,
    ) -> Self {
        Self { lines, progress, counts, if_missing, faults: Faults::default() }
    }

    /// The end: the bar goes, the counts stay.
    pub(super) fn finish(self) -> Imported {
        self.progress.finish();
        self.counts
    }

    /// Writes everything and commits. True when there was something to write.
    pub(super) async fn write_all<L: Load<Row = R>>(&mut self, database: &mut Database, load: &mut L) -> Result<bool> {
        let mut writer = database.begin().await?;
        load.prepare(&mut writer).await?;
        let Some(stop) = self.write(&mut writer, load).await? else {
            if self.counts.created == 0 {
                writer.roll_back().await?;
                return Ok(false);
            }
            let event = load
                .event(&self.counts.file)
                .with("created", self.counts.created)
                .with("skipped", self.counts.skipped)
                .with("format", self.counts.format);
            writer.commit(event).await?;
            return Ok(true);
        };
        writer.roll_back().await?;
        // From here on nothing is written; the rest is only looked at, for what else is wrong with it.
        match stop {
            Stop::Fault(batch) => self.check(database, load, batch, &mut Seen::default()).await?,
            Stop::Existing(batch, existed) => self.tell_existing(database, load, &batch, &existed).await?,
            Stop::Refused => {}
        }
        self.check_rest(database, load, &mut None).await?;
        Err(std::mem::take(&mut self.faults).into_error(&self.counts.file))
    }

    async fn write<L: Load<Row = R>>(&mut self, write: &mut Writer<'_>, load: &mut L) -> Result<Option<Stop<R>>> {
        while let Some(message) = self.lines.recv().await {
            let mut batch = match message {
                Message::Batch(batch, true) => batch,
                Message::Batch(batch, false) => return Ok(Some(Stop::Fault(batch))),
                Message::Begun(_) => continue,
                Message::Failed(error) => return Err(error),
                Message::End(faults) if faults.is_empty() => return Ok(None),
                Message::End(faults) => {
                    self.faults.append(faults);
                    return Ok(Some(Stop::Fault(Vec::new())));
                }
            };
            let size = batch.len() as u64;
            load.resolve(&mut write.read(), &mut batch, &mut self.faults).await?;
            if !self.faults.is_empty() {
                return Ok(Some(Stop::Fault(batch)));
            }
            let mut rows: Vec<&Line<R>> = batch.iter().collect();
            // The first rows are looked for before they are written, so that most imports that are done already, or
            // can not be done, are found out without a trace. Others are told by the database itself, which is quicker.
            if self.if_missing || self.counts.read == 0 {
                let existed = load.find_existing(&mut write.read(), &batch).await?;
                let fresh = fresh(load, &batch, &existed);
                if fresh.len() < batch.len() && !self.if_missing {
                    return Ok(Some(Stop::Existing(batch, existed)));
                }
                rows = fresh;
            }
            if let Some(refusal) = self.insert(write, load, &rows).await? {
                let existed = load.find_existing(&mut write.read(), &batch).await?;
                let fresh = fresh(load, &batch, &existed);
                if fresh.len() < batch.len() && !self.if_missing {
                    return Ok(Some(Stop::Existing(batch, existed)));
                }
                return self.blame(write, load, fresh, refusal).await.map(|()| Some(Stop::Refused));
            }
            let written = rows.len() as u64;
            self.count(size, written);
        }
        Err(Error::internal("the reading thread ended without a word"))
    }

    /// Writes rows, and gives back why not where they were refused; then none of them was written.
    async fn insert<L: Load<Row = R>>(
        &self,
        write: &mut Writer<'_>,
        load: &L,
        rows: &[&Line<R>],
    ) -> Result<Option<Error>> {
        if rows.is_empty() {
            return Ok(None);
        }
        write.save_point().await?;
        match load.insert(write, rows).await? {
            Written::Rows(written) if written == rows.len() as u64 => Ok(None),
            Written::Rows(_) => Err(Error::internal("some rows were lost on their way into the database")),
            Written::Refused(error) => {
                write.roll_back_to_save_point().await?;
                Ok(Some(error))
            }
        }
    }

    fn count(&mut self, read: u64, created: u64) {
        self.counts.read += read;
        self.counts.created += created;
        self.counts.skipped += read - created;
        self.progress.advance(read);
    }

    /// Finds the first row that the database refuses, by halves.
    async fn blame<L: Load<Row = R>>(
        &mut self,
        write: &mut Writer<'_>,
        load: &L,
        rows: Vec<&Line<R>>,
        mut refusal: Error,
    ) -> Result<()> {
        let mut suspects = rows.as_slice();
        while suspects.len() > 1 {
            let (first, second) = suspects.split_at(suspects.len() / 2);
            suspects = match self.insert(write, load, first).await? {
                Some(error) => {
                    refusal = error;
                    first
                }
                None => second,
            };
        }
        let what = refusal.causes().into_iter().next().unwrap_or_else(|| refusal.message().to_owned());
        for line in suspects {
            self.faults.push(Fault::bad(line.number, None, format!("the database refuses it: {what}")));
        }
        Ok(())
    }

    /// Tells which rows of a batch were there before the import, and which stand twice in the file.
    async fn tell_existing<L: Load<Row = R>>(
        &mut self,
        database: &mut Database,
        load: &mut L,
        batch: &[Line<R>],
        existed: &[bool],
    ) -> Result<()> {
        let exists = load.find_existing(&mut database.read(), batch).await?;
        let mut seen = Seen::default();
        for ((line, exists), existed) in batch.iter().zip(exists).zip(existed) {
            let identity = load.identity(&line.row);
            let before = seen.add(&identity, line.number);
            if exists {
                self.faults.push(exists_already::<L>(line.number, &identity));
            } else if let Some(before) = before {
                self.faults.push(same_as::<L>(line.number, &identity, &format!("line {before}")));
            } else if *existed {
                self.faults.push(same_as::<L>(line.number, &identity, "an earlier line"));
            }
        }
        Ok(())
    }

    /// Looks at everything and writes nothing.
    pub(super) async fn check_all<L: Load<Row = R>>(&mut self, database: &mut Database, load: &mut L) -> Result<()> {
        self.check_rest(database, load, &mut Some(Seen::default())).await?;
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(std::mem::take(&mut self.faults).into_error(&self.counts.file))
    }

    /// Looks at what is left of the file. Lines that say the same are found within a batch, and within the whole
    /// where all of it was `seen`.
    async fn check_rest<L: Load<Row = R>>(
        &mut self,
        database: &mut Database,
        load: &mut L,
        seen: &mut Option<Seen>,
    ) -> Result<()> {
        while !self.faults.is_full() {
            match self.lines.recv().await {
                Some(Message::Batch(batch, _)) => {
                    let mut of_batch = Seen::default();
                    self.check(database, load, batch, seen.as_mut().unwrap_or(&mut of_batch)).await?;
                }
                Some(Message::Begun(_)) => {}
                Some(Message::Failed(error)) => return Err(error),
                Some(Message::End(faults)) => {
                    self.faults.append(faults);
                    return Ok(());
                }
                None => return Ok(()),
            }
        }
        Ok(())
    }

    async fn check<L: Load<Row = R>>(
        &mut self,
        database: &mut Database,
        load: &mut L,
        mut batch: Vec<Line<R>>,
        seen: &mut Seen,
    ) -> Result<()> {
        load.resolve(&mut database.read(), &mut batch, &mut self.faults).await?;
        let exists = load.find_existing(&mut database.read(), &batch).await?;
        let mut created = 0;
        for (line, exists) in batch.iter().zip(exists) {
            let identity = load.identity(&line.row);
            match (exists, seen.add(&identity, line.number)) {
                (false, None) => created += 1,
                _ if self.if_missing => {}
                (true, _) => self.faults.push(exists_already::<L>(line.number, &identity)),
                (false, Some(before)) => {
                    self.faults.push(same_as::<L>(line.number, &identity, &format!("line {before}")));
                }
            }
        }
        self.count(batch.len() as u64, created);
        Ok(())
    }
}

/// The rows that are not there yet, and of several for the same the first.
fn fresh<'b, L: Load>(load: &L, batch: &'b [Line<L::Row>], existed: &[bool]) -> Vec<&'b Line<L::Row>> {
    let mut seen = Seen::default();
    batch
        .iter()
        .zip(existed)
        .filter(|(line, existed)| seen.add(&load.identity(&line.row), line.number).is_none() && !**existed)
        .map(|(line, _)| line)
        .collect()
}

fn exists_already<L: Load>(line: u64, identity: &str) -> Fault {
    Fault::conflict(line, L::IDENTITY, format!("`{}` exists already", L::shown(identity)))
}

fn same_as<L: Load>(line: u64, identity: &str, before: &str) -> Fault {
    Fault::bad(line, Some(L::IDENTITY), format!("`{}` stands on {before} already", L::shown(identity)))
}

/// Which rows there were, by what tells them apart. Some 50 bytes a row, whatever their length: a dry run has no
/// table to ask.
#[derive(Default)]
struct Seen(BTreeMap<[u8; 16], u64>);

impl Seen {
    /// Adds a row; the line that it stood on before, if any.
    fn add(&mut self, identity: &str, line: u64) -> Option<u64> {
        let digest = Sha256::digest(identity.as_bytes());
        let mut key = [0; 16];
        for (place, byte) in key.iter_mut().zip(digest) {
            *place = byte;
        }
        let before = *self.0.entry(key).or_insert(line);
        (before != line).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_was_seen_tells_its_line() {
        let mut seen = Seen::default();
        assert_eq!(seen.add("a@example.com", 2), None);
        assert_eq!(seen.add("b@example.com", 3), None);
        assert_eq!(seen.add("a@example.com", 4), Some(2));
        assert_eq!(seen.add("a@example.com", 5), Some(2));
    }
}
