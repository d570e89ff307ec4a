//! Operations that need more than one transaction: intent, effect, outcome, and what to do with an intent that a
//! killed run left without an outcome.
//!
//! Where no database is configured (a CI job that only provisions a file) there is nowhere to record; that is said
//! as a warning, once.

use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp, process};
use crate::context::Context;
use crate::db::{Event, Operation, Row};

/// How long an operation of another machine is taken to be still going on.
const FOREIGN_PATIENCE: Span = Span::from_secs(600);

crate::statements! {
    /// Operations on the same target that did not report an outcome yet.
    read UNFINISHED = "SELECT operation, kind, target, detail, process, started_at FROM claviger_journal WHERE kind = $1 \
        AND target = $2 ORDER BY started_at, operation";
    /// All of them.
    read ALL_UNFINISHED = "SELECT operation, kind, target, detail FROM claviger_journal \
        ORDER BY started_at, operation";
}

/// An operation whose intent is recorded; none where there is no database to record it in.
pub struct Entry(Option<Operation>);

/// Records the intent.
pub async fn open(cx: &mut Context, operation: &str, intent: &Event) -> Result<Entry> {
    if !cx.settings.has_database() {
        cx.printer.warn("no database is configured: this change is not recorded");
        return Ok(Entry(None));
    }
    let operation = Operation {
        id: operation.to_owned(),
        kind: intent.kind.to_owned(),
        target: intent.target.clone(),
        detail: intent.detail.to_string(),
    };
    let writer = cx.database().await?.begin().await?;
    writer.commit_intent(&operation, intent.clone()).await?;
    Ok(Entry(Some(operation)))
}

/// Records the outcome: the intent's facts, and the failure where there was one.
pub async fn close(cx: &mut Context, entry: Entry, intent: &Event, failure: Option<&Error>) -> Result<()> {
    let Entry(Some(operation)) = entry else { return Ok(()) };
    let outcome = intent.clone().with("outcome", if failure.is_some() { "failed" } else { "done" });
    let outcome = match failure {
        // The kind alone: a message may name what only the caller should see.
        Some(error) => outcome.with("error", error.kind().name()),
        None => outcome,
    };
    let writer = cx.database().await?.begin().await?;
    writer.commit_outcome(&operation, outcome).await
}

/// Intents of the same kind on the same target whose run ended without an outcome.
pub async fn unfinished(cx: &mut Context, intent: &Event) -> Result<Vec<Operation>> {
    if !cx.settings.has_database() {
        return Ok(Vec::new());
    }
    let values = [intent.kind.into(), intent.target.as_str().into()];
    let rows = cx.database().await?.read().rows(&UNFINISHED, &values).await?;
    let patience_ends_at = FOREIGN_PATIENCE.before(cx.now())?;
    rows.iter().filter(|row| has_ended(row, patience_ends_at)).map(read_operation).collect()
}

/// Whether the run behind an intent can not report an outcome any more: it would be wrong to say what became of
/// something that is still going on.
fn has_ended(row: &Row, patience_ends_at: Timestamp) -> bool {
    match row.text("process").ok().and_then(|name| process::is_running(&name)) {
        Some(is_running) => !is_running,
        None => row.time("started_at").is_ok_and(|at| at <= patience_ends_at),
    }
}

/// Every intent without an outcome.
pub async fn all_unfinished(cx: &mut Context) -> Result<Vec<Operation>> {
    let rows = cx.database().await?.read().rows(&ALL_UNFINISHED, &[]).await?;
    rows.iter().map(read_operation).collect()
}

/// Records what was found out about an operation that a killed run left open, and closes it.
pub async fn settle(cx: &mut Context, unfinished: &Operation, found: Option<bool>) -> Result<()> {
    let outcome = match found {
        Some(true) => "found done",
        Some(false) => "found not done",
        None => "unknown",
    };
    let event = Event::new("operation.settled", unfinished.target.clone())
        .with("of", unfinished.kind.clone())
        .with("outcome", outcome);
    let writer = cx.database().await?.begin().await?;
    writer.commit_outcome(unfinished, event).await?;
    cx.printer.warn(&format!("an earlier `{}` of {} was interrupted: {outcome}", unfinished.kind, unfinished.target));
    Ok(())
}

fn read_operation(row: &Row) -> Result<Operation> {
    Ok(Operation {
        id: row.text("operation")?,
        kind: row.text("kind")?,
        target: row.text("target")?,
        detail: row.text("detail")?,
    })
}
