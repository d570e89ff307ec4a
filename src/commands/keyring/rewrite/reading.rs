//! Reading ahead: while one chunk is dealt with, the next is read, and worked out on a thread of its own.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::base::{Error, Result};
use crate::db::Database;
use crate::db::sweep::{Position, Sweep, SweptRow};

/// Bytes of values in one chunk, about: with three chunks on their way memory stays below 64 MB.
const CHUNK_BYTES: usize = 4 * 1024 * 1024;

/// Rows of the first chunk, from which is learnt how long values are.
const FIRST: usize = 1000;

/// Rows that were read, on their way through the work that is done on them.
pub(super) struct Piece<T> {
    /// Where they begin.
    pub(super) from: Position,
    /// The place behind them.
    pub(super) end: Position,
    /// Whether there are none behind them.
    pub(super) is_last: bool,
    /// How many were asked for.
    pub(super) limit: usize,
    work: JoinHandle<T>,
}

impl<T> Piece<T> {
    /// What was made of them.
    pub(super) async fn finish(self) -> Result<T> {
        self.work.await.map_err(|_| Error::internal("a thread that works on rows has ended"))
    }
}

/// How many rows to ask for.
pub(super) struct ChunkSize {
    most: usize,
    now: usize,
}

impl ChunkSize {
    pub(super) fn new(most: usize) -> Self {
        Self { most, now: most.min(FIRST) }
    }

    pub(super) const fn limit(&self) -> usize {
        self.now
    }

    /// Learns from rows that were read.
    pub(super) fn learn(&mut self, rows: &[SweptRow]) {
        let bytes: usize = rows.iter().flat_map(|row| &row.values).map(crate::db::Value::size).sum();
        let average = bytes / rows.len().max(1) + 1;
        self.now = self.most.min((CHUNK_BYTES / average).max(1));
    }
}

/// What is done with the rows of a chunk, on another thread.
pub(super) type WorkOn<T> = dyn Fn(Vec<SweptRow>) -> T + Send + Sync;

/// Reads one chunk and sets the work on it going.
pub(super) async fn read_piece<T: Send + 'static>(
    database: &mut Database,
    sweep: &Sweep,
    from: &Position,
    size: &mut ChunkSize,
    work_on: &Arc<WorkOn<T>>,
) -> Result<Piece<T>> {
    let limit = size.limit();
    let chunk = database.read().chunk(sweep, from, limit).await?;
    size.learn(&chunk.rows);
    let work_on = Arc::clone(work_on);
    let work = tokio::task::spawn_blocking(move || work_on(chunk.rows));
    Ok(Piece { from: from.clone(), end: chunk.end, is_last: chunk.is_last, limit, work })
}

/// Reads all chunks, each as soon as there is room for it, until the end or until nobody listens.
pub(super) async fn read_all<T: Send + 'static>(
    database: &mut Database,
    sweep: &Sweep,
    mut from: Position,
    mut size: ChunkSize,
    work_on: Arc<WorkOn<T>>,
    sender: mpsc::Sender<Piece<T>>,
) -> Result<()> {
    loop {
        // Asked for before reading, so that no more than the promised number of chunks is held.
        let Ok(place) = sender.reserve().await else { return Ok(()) };
        let piece = read_piece(database, sweep, &from, &mut size, &work_on).await?;
        let is_last = piece.is_last;
        from.clone_from(&piece.end);
        place.send(piece);
        if is_last {
            return Ok(());
        }
    }
}

/// Reads and uses what is read at the same time. What ends the use ends the reading, which is not waited for.
pub(super) async fn together<T>(
    reading: impl Future<Output = Result<()>>,
    using: impl Future<Output = Result<T>>,
) -> Result<T> {
    let mut reading = std::pin::pin!(reading);
    let mut using = std::pin::pin!(using);
    tokio::select! {
        biased;
        used = &mut using => used,
        read = &mut reading => {
            read?;
            using.await
        }
    }
}
