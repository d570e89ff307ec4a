//! The thread that reads and parses beside the writing.

use tokio::sync::mpsc;

use super::fault::Faults;
use super::import::{Line, Parse};
use super::reading::Reading;
use super::record::Fields;
use crate::base::{Error, Result};

/// Rows in one statement. More gain nothing (measured), and this many fit into little memory.
const BATCH: usize = 5000;

/// Batches that are read ahead of the database.
const AHEAD: usize = 2;

/// What the reading thread says.
pub(super) enum Message<R> {
    /// Rows, and whether every line up to their end was right.
    Batch(Vec<Line<R>>, bool),
    /// The end, and what was wrong on the way.
    End(Faults),
    /// The file can not be read.
    Failed(Error),
}

/// Begins. The thread ends when nobody listens any more; one that waits for standard input is left to the end of the
/// process.
pub(super) fn start<P: Parse>(mut reading: Reading, mut parser: P) -> mpsc::Receiver<Message<P::Row>> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let end = match read(&mut reading, &mut parser, &sender) {
            Ok(faults) => Message::End(faults),
            Err(error) => Message::Failed(error),
        };
        // Nobody listens after a failure.
        let _ = sender.blocking_send(end);
    });
    receiver
}

fn read<P: Parse>(reading: &mut Reading, parser: &mut P, sender: &mpsc::Sender<Message<P::Row>>) -> Result<Faults> {
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
        // Nobody listens after a failure.
        let _ = sender.blocking_send(Message::Batch(batch, faults.is_empty()));
    }
    Ok(faults)
}
