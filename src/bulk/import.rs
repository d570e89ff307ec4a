//! The driver of every import: reading on a thread of its own, writing in batches, one transaction, one event.

use std::path::PathBuf;

use serde::Serialize;

use super::fault::Faults;
use super::record::{Columns, Fields, Format};
use super::run::Run;
use super::source::Source;
use super::thread::{self, Message};
use crate::base::{Error, Result, Secret, text};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer, Written};
use crate::output::{Cell, Record, View};

/// What every import is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Incoming {
    /// File to read; - for standard input
    file: PathBuf,
    /// How the file is written: csv or jsonl; without this what its name ends in, or what it begins with
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Pass over what exists already; of several lines for the same, the first counts
    #[arg(long)]
    if_missing: bool,
}

/// A row and the line that it stands on.
pub(crate) struct Line<R> {
    pub(crate) number: u64,
    pub(crate) row: R,
}

/// What a line means. Runs on the thread that reads.
pub(crate) trait Parse: Send + 'static {
    /// What a line becomes.
    type Row: Send + 'static;

    /// The columns of such a file.
    fn columns(&self) -> &'static Columns;

    /// The row of a line; none when a fault was noted. An error ends the import.
    fn parse(&mut self, fields: &mut Fields<'_>) -> Result<Option<Self::Row>>;
}

/// Where rows go.
pub(crate) trait Load {
    /// What a line became.
    type Row: Send + 'static;

    /// What a row is, in the singular: `user`.
    const WHAT: &'static str;

    /// The column that tells one row from another: `email`.
    const IDENTITY: &'static str;

    /// What tells this row from another, so that equal texts are the same row.
    fn identity(&self, row: &Self::Row) -> String;

    /// The identity as it may be shown.
    fn shown(identity: &str) -> String {
        text::shorten(identity, 80)
    }

    /// Makes the statements ready.
    async fn prepare(&mut self, write: &mut Writer<'_>) -> Result<()>;

    /// Adds what only the database knows, and notes the lines for which it knows nothing.
    async fn resolve(
        &mut self,
        read: &mut Reader<'_>,
        batch: &mut [Line<Self::Row>],
        faults: &mut Faults,
    ) -> Result<()>;

    /// Which of the rows are there already.
    async fn find_existing(&self, read: &mut Reader<'_>, batch: &[Line<Self::Row>]) -> Result<Vec<bool>>;

    /// Writes the rows; one that is there already is refused.
    async fn insert(&self, write: &mut Writer<'_>, rows: &[&Line<Self::Row>]) -> Result<Written>;

    /// The record of it, to which counts and the name of the file are added.
    fn event(&self, target: &str) -> Event;
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Imported {
    pub(super) file: String,
    pub(super) format: &'static str,
    /// Rows that were read.
    pub(super) read: u64,
    /// Rows that were written, or would be.
    pub(super) created: u64,
    /// Rows that were there already.
    pub(super) skipped: u64,
}

impl Record for Imported {
    const COLUMNS: &'static [&'static str] = &["file", "format", "read", "created", "skipped"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.file),
            Cell::text(self.format),
            Cell::number(self.read),
            Cell::number(self.created),
            Cell::number(self.skipped),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.created.to_string())]
    }
}

/// Imports a file.
pub(crate) async fn import<P, L>(cx: &mut Context, args: &Incoming, parser: P, mut load: L) -> Result<Finished>
where
    P: Parse<Row = L::Row>,
    L: Load,
{
    let source = Source::open(&args.file)?;
    let (file, lines) = (source.name.clone(), source.lines);
    let mut messages = thread::start(source, args.format, parser);
    let format = match messages.recv().await {
        Some(Message::Begun(format)) => format,
        Some(Message::Failed(error)) => return Err(error),
        _ => return Err(Error::internal("the reading thread ended without a word")),
    };
    let total = lines.map(|lines| lines.saturating_sub(u64::from(format == Format::Csv)));
    let progress = cx.printer.progress(&format!("importing {}s", L::WHAT), total);
    let counts = Imported { file, format: format.name(), read: 0, created: 0, skipped: 0 };
    let mut run = Run::new(messages, progress, counts, args.if_missing);
    if cx.options.dry_run {
        run.check_all(cx.database().await?, &mut load).await?;
        let counts = run.finish();
        let status = if counts.created > 0 { change::stop_before(cx) } else { None };
        let finished = Finished::unchanged(View::one(counts));
        return Ok(match status {
            Some(status) => finished.with_status(status),
            None => finished,
        });
    }
    let changed = run.write_all(cx.database().await?, &mut load).await?;
    let view = View::one(run.finish());
    Ok(if changed { Finished::changed(view) } else { Finished::unchanged(view) })
}
