//! The thread that reads and parses beside the writing.

use tokio::sync::mpsc;

use super::fault::Faults;
use super::import::{Line, Parse};
use super::reading::Reading;
use super::record::{Fields, Format};
use super::source::Source;
use crate::base::{Error, Result};

/// Rows in one statement. More gain nothing (measured), and this many fit into little memory.
const BATCH: usize = 5000;

/// Batches that are read ahead of the database.
const AHEAD: usize = 2;

/// What the reading thread says.
pub(super) enum Message<R> {
    /// How the file is written; the first message, where its beginning could be read.
    Begun(Format),
    /// Rows, and whether every line up to their end was right.
    Batch(Vec<Line<R>>, bool),
    /// The end, and what was wrong on the way.
    End(Faults),
    /// The file can not be read.
    Failed(Error),
}

/// Begins. The thread ends when nobody listens any more; one that waits for standard input is left to the end of the
/// process.
pub(super) fn start<P: Parse>(
    source: Source,
    format: Option<Format>,
    mut parser: P,
) -> mpsc::Receiver<Message<P::Row>> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let end = match read(source, format, &mut parser, &sender) {
            Ok(faults) => Message::End(faults),
            Err(error) => Message::Failed(error),
        };
        let _ = sender.blocking_send(end);
    });
    receiver
}

fn read<P: Parse>(
    source: Source,
    format: Option<Format>,
    parser: &mut P,
    sender: &mpsc::Sender<Message<P::Row>>,
) -> Result<Faults> {
    let (mut reading, format) = Reading::begin(source, format, parser.columns())?;
    // Nobody listens after a failure, here and below.
    let _ = sender.blocking_send(Message::Begun(format));
    let mut faults = Faults::default();
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(record) = reading.next(&mut faults)? {
        let number = record.line;
        let mut fields = Fields { line: number, columns: parser.columns(), values: record.values, faults: &mut faults };
        if let Some(row) = parser.parse(&mut fields)? {
            batch.push(Line { number, row });
        }
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            if sender.blocking_send(Message::Batch(full, faults.is_empty())).is_err() {
                return Ok(faults);
            }
        }
    }
    if !batch.is_empty() {
        let _ = sender.blocking_send(Message::Batch(batch, faults.is_empty()));
    }
    Ok(faults)
}
