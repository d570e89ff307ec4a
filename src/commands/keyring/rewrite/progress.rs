//! How far a rewriting has come, kept in the database and changed in the transactions that rewrite; and who is at it.

use std::cell::Cell;

use sha2::{Digest, Sha256};

use super::counts::Counts;
use crate::base::holder::{self, Life};
use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp};
use crate::commands::keyring::columns::Group;
use crate::config::Plain;
use crate::db::sweep::{Position, key_text};
use crate::db::{Database, Event, Reader, Row, Value, Writer};

/// How long a runner of another machine, which can not be looked up, is taken to be at work after its last sign.
const PATIENCE: Span = Span::from_secs(60);

/// Between two signs of a runner that is at work.
const SIGN: Span = Span::from_secs(10);

/// How long a runner that is at work is waited for.
pub(crate) const WAIT: std::time::Duration = std::time::Duration::from_secs(3);

crate::statements! {
    /// One rewriting.
    read SWEEP = "SELECT fingerprint, position, holder, seen_at, finished_at FROM claviger_sweeps WHERE id = $1";
    /// Makes the record of a rewriting.
    write BEGIN = "INSERT INTO claviger_sweeps (id, fingerprint, position, holder, seen_at, finished_at) \
        VALUES ($1, $2, '', $3, $4, NULL) ON CONFLICT (id) DO NOTHING";
    /// Takes it over, unless somebody else was quicker.
    write CLAIM = "UPDATE claviger_sweeps SET fingerprint = $2, position = $3, holder = $4, seen_at = $5, \
        finished_at = NULL WHERE id = $1 AND holder = $6";
    /// Begins its counts anew.
    write FORGET = "DELETE FROM claviger_sweep_columns WHERE sweep = $1";
    /// A column of it.
    write COLUMN = "INSERT INTO claviger_sweep_columns (sweep, column_name) VALUES ($1, $2) \
        ON CONFLICT (sweep, column_name) DO NOTHING";
    /// What came of its columns so far.
    read COLUMNS = "SELECT column_name, rows_seen, reencrypted, already_current, skipped_null, plaintext, \
        undecryptable, lost_races, repaired, open_chunk FROM claviger_sweep_columns WHERE sweep = $1";
    /// A batch was written.
    write BATCH = "UPDATE claviger_sweep_columns SET reencrypted = reencrypted + $3, repaired = repaired + $4, \
        lost_races = lost_races + $5, undecryptable = undecryptable + $6, open_chunk = open_chunk + $3 \
        WHERE sweep = $1 AND column_name = $2";
    /// All batches of a chunk were written.
    write CHUNK = "UPDATE claviger_sweep_columns SET rows_seen = rows_seen + $3, \
        already_current = already_current + $4, skipped_null = skipped_null + $5, plaintext = plaintext + $6, \
        undecryptable = undecryptable + $7, open_chunk = $8 WHERE sweep = $1 AND column_name = $2";
    /// A sign that somebody is still at it.
    write TOUCH = "UPDATE claviger_sweeps SET seen_at = $2 WHERE id = $1 AND holder = $3";
    /// The place behind it.
    write MOVE = "UPDATE claviger_sweeps SET position = $2, seen_at = $3 WHERE id = $1 AND holder = $4";
    /// The end.
    write FINISH = "UPDATE claviger_sweeps SET position = '', holder = '', seen_at = $2, finished_at = $2 \
        WHERE id = $1 AND holder = $3";
    /// Lets go of it before the end.
    write RELEASE = "UPDATE claviger_sweeps SET holder = '', seen_at = $2 WHERE id = $1 AND holder = $3";
}

/// The record of one rewriting, held by this process.
#[derive(Debug)]
pub(crate) struct Held {
    id: String,
    /// Who holds it: this process, and which of its sweeps.
    holder: String,
    columns: Vec<String>,
    /// When this process last gave a sign.
    seen_at: Cell<Timestamp>,
    /// Where it goes on.
    pub(crate) position: Position,
    /// Rows that were rewritten behind the position, and will be met again, for each column.
    pub(crate) open_chunk: Vec<u64>,
    /// Whether it goes on where another run stopped.
    pub(crate) is_resumed: bool,
}

/// What stands for a rewriting: everything that decides which values it finds and what it makes of them.
pub(crate) fn id_of(group: &Group, plain: Plain) -> String {
    let facts = format!("{:?}", (&group.target, &group.wrappers, plain, group.companion));
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(facts.as_bytes()));
    let hash: String = digest.chars().take(12).collect();
    format!("{}.{} {hash}", group.target.table, group.target.column_names())
}

/// Takes hold of a rewriting: where another run for the same key stopped, or from the beginning.
pub(crate) async fn claim(database: &mut Database, group: &Group, plain: Plain, fingerprint: &str) -> Result<Held> {
    let id = id_of(group, plain);
    let started = std::time::Instant::now();
    loop {
        match try_claim(database, group, &id, fingerprint).await? {
            Ok(held) => return Ok(held),
            Err(_) if started.elapsed() < WAIT => tokio::time::sleep(WAIT / 20).await,
            Err(who) => {
                return Err(Error::conflict(format!("`{}` is being re-encrypted by {who}", group.target.table))
                    .hint("wait for it to end: claviger keyring status"));
            }
        }
    }
}

/// The rewriting, or who is at it.
async fn try_claim(
    database: &mut Database,
    group: &Group,
    id: &str,
    fingerprint: &str,
) -> Result<Result<Held, String>> {
    let now = database.now();
    let me = holder::this_process();
    let columns: Vec<String> = group.target.columns.iter().map(|column| column.name.clone()).collect();
    let found = database.read().find(&SWEEP, &[id.into()]).await?;
    let mut event = Event::new("keyring.reencryption_begun", group.target.table.clone())
        .with("columns", group.target.column_names())
        .with("fingerprint", fingerprint);
    let mut position = Position::Start;
    let mut is_resumed = false;
    if let Some(row) = &found {
        if let Some(who) = at_work(row, PATIENCE, now)? {
            return Ok(Err(who));
        }
        if row.text("fingerprint")? == fingerprint && row.find_time("finished_at")?.is_none() {
            position = Position::from_text(&row.text("position")?)?;
            is_resumed = true;
            event = event.with("resumed", true);
        }
    }
    let mut write = database.begin().await?;
    let begun = write.run(&BEGIN, &[id.into(), fingerprint.into(), me.as_str().into(), now.into()]).await?;
    let previous = match &found {
        Some(row) => row.text("holder")?,
        None if begun == 1 => me.clone(),
        None => String::new(),
    };
    let claimed = write
        .run(
            &CLAIM,
            &[
                id.into(),
                fingerprint.into(),
                position.to_text().into(),
                me.as_str().into(),
                now.into(),
                previous.into(),
            ],
        )
        .await?;
    if claimed == 0 {
        write.roll_back().await?;
        return Ok(Err("another run".to_owned()));
    }
    if !is_resumed {
        write.run(&FORGET, &[id.into()]).await?;
        for column in &columns {
            write.run(&COLUMN, &[id.into(), column.as_str().into()]).await?;
        }
    }
    write.commit(event).await?;
    let seen_at = Cell::new(now);
    let mut held =
        Held { id: id.to_owned(), holder: me, columns, seen_at, position, open_chunk: Vec::new(), is_resumed };
    held.open_chunk = held.read(&mut database.read()).await?.into_iter().map(|(_, open)| open).collect();
    Ok(Ok(held))
}

/// Who else is at work on what a row stands for, as people know it; nobody, where that run has ended or let go. A
/// process of another machine, which can not be looked up, is believed for as long as `patience` after its last sign.
pub(crate) fn at_work(row: &Row, patience: Span, now: Timestamp) -> Result<Option<String>> {
    let other = row.text("holder")?;
    let is_at_work = match holder::life_of(&other) {
        // Ours from before the connection was lost, or nobody's.
        _ if other.is_empty() || other == holder::this_process() => false,
        Life::Alive => true,
        Life::Ended => false,
        Life::Elsewhere => patience.after(row.time("seen_at")?)? > now,
    };
    let who = other.split(' ').nth(2).map_or_else(|| "another run".to_owned(), |pid| format!("process {pid}"));
    Ok(is_at_work.then_some(who))
}

impl Held {
    /// What came of each column so far, and of which rows since the position.
    async fn read(&self, read: &mut Reader<'_>) -> Result<Vec<(Counts, u64)>> {
        let rows = read.rows(&COLUMNS, &[self.id.as_str().into()]).await?;
        self.columns.iter().map(|column| counts_of(&rows, column)).collect()
    }

    /// What came of each column so far.
    pub(crate) async fn counts(&self, read: &mut Reader<'_>) -> Result<Vec<Counts>> {
        Ok(self.read(read).await?.into_iter().map(|(counts, _)| counts).collect())
    }

    /// A batch was written: what came of each column of it. Commits it with its rows. Fails where another run has taken
    /// over, which it does when this one gave no sign for long.
    pub(crate) async fn commit_batch(&self, mut write: Writer<'_>, counts: &[Counts]) -> Result<()> {
        for (column, counts) in self.columns.iter().zip(counts) {
            let numbers = [counts.reencrypted, counts.repaired, counts.lost_races, counts.undecryptable];
            if numbers.iter().any(|number| *number > 0) {
                write.run_expecting(1, &BATCH, &self.values(column, &numbers)).await?;
            }
        }
        // Whoever looks is patient for much longer than this.
        let now = write.read().now();
        if SIGN.after(self.seen_at.get())? <= now {
            write.run_expecting(1, &TOUCH, &[self.id.as_str().into(), now.into(), self.holder.as_str().into()]).await?;
            self.seen_at.set(now);
        }
        write.checkpoint().await
    }

    /// All rows of a chunk are dealt with: commits what else there was, and the place behind it.
    pub(crate) async fn commit_chunk(
        &mut self,
        database: &mut Database,
        chunk: &[Counts],
        end: Position,
    ) -> Result<()> {
        let now = database.now();
        let mut write = database.begin().await?;
        let mut still_open = Vec::new();
        for (index, (column, counts)) in self.columns.iter().zip(chunk).enumerate() {
            // Those that an interrupted run rewrote are met again as current, and are counted already. Its chunk may
            // have been a longer one: then the rest of them is met in the next.
            let open = self.open_chunk.get(index).copied().unwrap_or(0);
            let met_again = open.min(counts.already_current);
            let current = counts.already_current - met_again;
            let Counts { rows, skipped_null, plaintext, undecryptable, .. } = *counts;
            let numbers = [rows, current, skipped_null, plaintext, undecryptable, open - met_again];
            still_open.push(open - met_again);
            write.run_expecting(1, &CHUNK, &self.values(column, &numbers)).await?;
        }
        let values = [self.id.as_str().into(), end.to_text().into(), now.into(), self.holder.as_str().into()];
        write.run_expecting(1, &MOVE, &values).await?;
        write.checkpoint().await?;
        self.seen_at.set(now);
        self.open_chunk = still_open;
        self.position = end;
        Ok(())
    }

    fn values(&self, column: &str, numbers: &[u64]) -> Vec<Value> {
        let numbers = numbers.iter().map(|number| Value::Int(i64::try_from(*number).unwrap_or(i64::MAX)));
        [self.id.as_str().into(), column.into()].into_iter().chain(numbers).collect()
    }

    /// The end: records what came of it.
    pub(crate) async fn finish(self, database: &mut Database, event: Event) -> Result<()> {
        let now = database.now();
        let mut write = database.begin().await?;
        let values = [self.id.as_str().into(), now.into(), self.holder.as_str().into()];
        write.run_expecting(1, &FINISH, &values).await?;
        write.commit(event).await
    }

    /// Lets go before the end, so that the next run need not find out that this one has ended.
    pub(crate) async fn release(self, database: &mut Database) -> Result<()> {
        let now = database.now();
        let mut write = database.begin().await?;
        write.run(&RELEASE, &[self.id.as_str().into(), now.into(), self.holder.as_str().into()]).await?;
        write.checkpoint().await
    }
}

fn counts_of(rows: &[Row], column: &str) -> Result<(Counts, u64)> {
    let Some(row) = rows.iter().find(|row| row.text("column_name").is_ok_and(|name| name == column)) else {
        return Ok((Counts::default(), 0));
    };
    let number = |name: &str| row.int(name).map(|number| u64::try_from(number).unwrap_or(0));
    let counts = Counts {
        rows: number("rows_seen")?,
        reencrypted: number("reencrypted")?,
        already_current: number("already_current")?,
        skipped_null: number("skipped_null")?,
        plaintext: number("plaintext")?,
        undecryptable: number("undecryptable")?,
        lost_races: number("lost_races")?,
        repaired: number("repaired")?,
    };
    Ok((counts, number("open_chunk")?))
}

/// The key of a row as a report shows it.
pub(crate) fn row_key(key: &[Value]) -> String {
    key_text(key)
}
