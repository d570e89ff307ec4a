//! Writing. A `Writer` is an open transaction; it ends in a commit that takes an [`Event`], or it is rolled back.

use super::database::Database;
use super::event::{self, Event, Phase};
use super::reader::Reader;
use super::row::Row;
use super::statement::Command;
use super::value::Value;
use crate::base::{Error, Result, holder};

crate::statements! {
    /// Opens an operation over two systems.
    write OPEN_OPERATION = "INSERT INTO claviger_journal (operation, kind, target, detail, started_at, holder) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Closes it.
    write CLOSE_OPERATION = "DELETE FROM claviger_journal WHERE operation = $1";
}

/// An operation that needs more than one transaction: its intent is durable before its effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// 32 hex digits.
    pub id: String,
    /// The kind of its intent event, such as `secret.set`.
    pub kind: String,
    /// What it acts on.
    pub target: String,
    /// What a later run needs to find out how far it came: JSON, no secret.
    pub detail: String,
}

/// An open transaction.
pub struct Writer<'a> {
    database: &'a mut Database,
    ended: bool,
    has_save_point: bool,
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.database.abandon_transaction();
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) const fn new(database: &'a mut Database) -> Self {
        Self { database, ended: false, has_save_point: false }
    }

    /// Reads inside the transaction.
    pub const fn read(&mut self) -> Reader<'_> {
        Reader { database: self.database }
    }

    /// Runs a statement and gives the number of rows it changed.
    pub async fn run(&mut self, command: &Command, values: &[Value]) -> Result<u64> {
        self.database.execute(&command.0, values).await
    }

    /// Runs a statement that must change exactly `expected` rows: a race between plan and apply is an error.
    pub async fn run_expecting(&mut self, expected: u64, command: &Command, values: &[Value]) -> Result<()> {
        let changed = self.run(command, values).await?;
        if changed == expected {
            return Ok(());
        }
        Err(Error::conflict(format!(
            "somebody else changed it meanwhile ({changed} of {expected} rows were as planned)"
        ))
        .hint("nothing was changed: run the command again"))
    }

    /// Runs a statement with a `RETURNING` clause that gives one row.
    pub async fn run_returning(&mut self, command: &Command, values: &[Value]) -> Result<Row> {
        let mut rows = self.database.fetch("write to", &command.0, values).await?;
        rows.pop().ok_or_else(|| Error::internal(format!("statement `{}` returned no row", command.0.name)))
    }

    /// Marks a place in the transaction to come back to; the one before it is forgotten.
    pub async fn save_point(&mut self) -> Result<()> {
        let sql =
            if self.has_save_point { "RELEASE SAVEPOINT claviger; SAVEPOINT claviger" } else { "SAVEPOINT claviger" };
        self.database.execute_script(sql).await?;
        self.has_save_point = true;
        Ok(())
    }

    /// Gives up what was written since that place, also after a statement that failed. The place stays.
    pub async fn roll_back_to_save_point(&mut self) -> Result<()> {
        self.database.execute_script("ROLLBACK TO SAVEPOINT claviger").await
    }

    /// Records the event and commits: the one way in which a change becomes real.
    pub async fn commit(mut self, event: Event) -> Result<()> {
        event::append(&mut self, event, Phase::Done, None).await?;
        self.end(true).await
    }

    /// Records the intent of an operation over two systems and commits it with what was written so far.
    pub async fn commit_intent(mut self, operation: &Operation, event: Event) -> Result<()> {
        let at = self.database.now();
        let values: [Value; 6] = [
            operation.id.as_str().into(),
            operation.kind.as_str().into(),
            operation.target.as_str().into(),
            operation.detail.as_str().into(),
            at.into(),
            holder::this_process().into(),
        ];
        self.run_expecting(1, &OPEN_OPERATION, &values).await?;
        event::append(&mut self, event, Phase::Intent, Some(&operation.id)).await?;
        self.end(true).await
    }

    /// Records the outcome of an operation, closes it and commits. Whoever did the work has the last word: it is
    /// recorded also where another run, which could not know better, has closed the operation meanwhile.
    pub async fn commit_outcome(mut self, operation: &Operation, event: Event) -> Result<()> {
        self.run(&CLOSE_OPERATION, &[operation.id.as_str().into()]).await?;
        event::append(&mut self, event, Phase::Outcome, Some(&operation.id)).await?;
        self.end(true).await
    }

    /// Records what was found out about an operation that another run left open, closes it and commits. False when it
    /// was closed meanwhile: then nothing is recorded.
    pub async fn commit_finding(mut self, operation: &Operation, event: Event) -> Result<bool> {
        if self.run(&CLOSE_OPERATION, &[operation.id.as_str().into()]).await? == 0 {
            self.end(false).await?;
            return Ok(false);
        }
        event::append(&mut self, event, Phase::Outcome, Some(&operation.id)).await?;
        self.end(true).await.map(|()| true)
    }

    /// Commits a part of work whose beginning is on record already and whose end will be: a batch, with the progress
    /// that was written beside it.
    pub async fn checkpoint(mut self) -> Result<()> {
        self.end(true).await
    }

    /// Gives everything up. A dropped writer is rolled back too, before the connection is used again.
    pub async fn roll_back(mut self) -> Result<()> {
        self.end(false).await
    }

    async fn end(&mut self, commit: bool) -> Result<()> {
        self.ended = true;
        self.database.end(commit).await
    }

    pub(super) const fn database(&mut self) -> &mut Database {
        self.database
    }
}
