//! Operations that need more than one transaction: intent, effect, outcome, and what to do with an intent that a
//! killed run left without an outcome.
//!
//! Where no database is configured (a CI job that only provisions a file) there is nowhere to record; that is said
//! as a warning, once.

use crate::base::holder::{self, Life};
use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp};
use crate::context::Context;
use crate::db::{Event, Operation, Reader};

/// How long an operation of a process that can not be looked up, since it ran elsewhere, is taken to be at work.
const PATIENCE: Span = Span::from_secs(15 * 60);

crate::statements! {
    /// Operations on a target without an outcome.
    read OPEN_ON = "SELECT operation, kind, target, detail, started_at, holder FROM claviger_journal \
        WHERE target = $1 ORDER BY started_at, operation";
    /// All of them.
    read ALL_OPEN = "SELECT operation, kind, target, detail, started_at, holder FROM claviger_journal \
        ORDER BY started_at, operation";
}

/// An operation whose intent is recorded; none where there is no database to record it in.
pub struct Entry(Option<Operation>);

impl Entry {
    /// The operation.
    #[must_use]
    pub const fn operation(&self) -> Option<&Operation> {
        self.0.as_ref()
    }
}

/// Records the intent.
pub async fn open(cx: &mut Context, operation: &str, intent: &Event) -> Result<Entry> {
    open_with(cx, operation, intent, intent.detail.to_string()).await
}

/// The same with another detail in the journal, which only lasts until the outcome.
pub async fn open_with(cx: &mut Context, operation: &str, intent: &Event, detail: String) -> Result<Entry> {
    if !cx.settings.has_database() {
        cx.printer.warn("no database is configured: this change is not recorded");
        return Ok(Entry(None));
    }
    let operation =
        Operation { id: operation.to_owned(), kind: intent.kind.to_owned(), target: intent.target.clone(), detail };
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

/// Intents on a target that killed runs left without an outcome; none where no database is configured.
/// What a run that still lives is about is not among them.
pub async fn unfinished(cx: &mut Context, kinds: &[&str], target: &str) -> Result<Vec<Operation>> {
    if !cx.settings.has_database() {
        return Ok(Vec::new());
    }
    let now = cx.now();
    let rows = cx.database().await?.read().rows(&OPEN_ON, &[target.into()]).await?;
    let mut operations = read_ended(&rows, now)?;
    operations.retain(|operation| kinds.contains(&operation.kind.as_str()));
    Ok(operations)
}

/// Every intent that a killed run left without an outcome.
pub async fn all_unfinished(read: &mut Reader<'_>, now: Timestamp) -> Result<Vec<Operation>> {
    let rows = read.rows(&ALL_OPEN, &[]).await?;
    read_ended(&rows, now)
}

/// Records what was found out about an operation that a killed run left open, and closes it.
pub async fn settle(cx: &mut Context, unfinished: &Operation, found: Option<bool>) -> Result<()> {
    let writer = cx.database().await?.begin().await?;
    if writer.commit_finding(unfinished, finding(unfinished, found)).await? {
        let Operation { kind, target, .. } = unfinished;
        cx.printer.warn(&format!("an earlier `{kind}` of {target} was interrupted: {}", outcome(found)));
    }
    Ok(())
}

/// What the record says about an operation that a killed run left open.
#[must_use]
pub fn finding(unfinished: &Operation, found: Option<bool>) -> Event {
    Event::new("operation.settled", unfinished.target.clone())
        .with("of", unfinished.kind.clone())
        .with("outcome", outcome(found))
}

const fn outcome(found: Option<bool>) -> &'static str {
    match found {
        Some(true) => "found done",
        Some(false) => "found not done",
        None => "unknown",
    }
}

/// The operations whose process has ended.
fn read_ended(rows: &[crate::db::Row], now: Timestamp) -> Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for row in rows {
        let has_ended = match holder::life_of(&row.text("holder")?) {
            Life::Alive => false,
            Life::Ended => true,
            Life::Elsewhere => PATIENCE.after(row.time("started_at")?)? <= now,
        };
        if has_ended {
            operations.push(read_operation(row)?);
        }
    }
    Ok(operations)
}

fn read_operation(row: &crate::db::Row) -> Result<Operation> {
    Ok(Operation {
        id: row.text("operation")?,
        kind: row.text("kind")?,
        target: row.text("target")?,
        detail: row.text("detail")?,
    })
}
