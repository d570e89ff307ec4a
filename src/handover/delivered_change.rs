//! A change of the database that makes a secret, and hands it over before it is in force.
//!
//! The order leaves no secret in force that nobody holds: written → handed over, every write checked → committed.
//! Where the secret goes to a file or the vault, the intent is durable first, so that a later run knows whose work
//! it finds there.

use crate::base::exit::Status;
use crate::base::{Error, Kind, Result, Secret, id};
use crate::change::{self, Change, Finished};
use crate::context::Context;
use crate::db::{Database, Event, Operation};
use crate::journal;

use super::Route;

/// A secret on its way to whoever asked for it.
pub(crate) struct Parcel<'a> {
    /// Where it goes.
    pub(crate) route: &'a Route,
    /// What goes there.
    pub(crate) secret: &'a Secret,
    /// What it is, for sentences: `password`.
    pub(crate) what: &'static str,
    /// What the record says before it goes to a file or the vault.
    pub(crate) intent: Event,
}

/// Carries out a change like [`change::carry_out`], and hands over its secret between writing and committing.
pub(crate) async fn carry_out<C: Change>(cx: &mut Context, change: &C, parcel: Parcel<'_>) -> Result<Finished> {
    let plan = change.plan(&mut cx.database().await?.read()).await?;
    if change.is_noop(&plan) {
        return Ok(Finished::unchanged(change.preview(plan)));
    }
    if let Some(status) = change::stop_before(cx) {
        return Ok(Finished::unchanged(change.preview(plan)).with_status(status));
    }
    let place = cx.database().await?.describe();
    change::confirm(cx, change.danger(&plan), &place)?;
    let opened = match parcel.route.place() {
        Some(_) => Some(open(cx, &parcel).await?),
        None => None,
    };
    let operation = opened.as_ref().and_then(|(entry, _)| entry.operation());
    // Taken out, because the vault is written while the transaction is open.
    let mut database = cx.take_database().await?;
    let written = write(cx, &mut database, change, plan, &parcel, operation).await;
    cx.return_database(database);
    if let (Err(error), Some((entry, intent))) = (&written, opened) {
        // The first failure is the one to report.
        if !parcel.route.may_have_arrived(parcel.secret, error) {
            let _ = journal::close(cx, entry, &intent, Some(error)).await;
        }
    }
    written
}

async fn open(cx: &mut Context, parcel: &Parcel<'_>) -> Result<(journal::Entry, Event)> {
    let intent = parcel.route.note_in(parcel.intent.clone());
    let mut unfinished = journal::unfinished(cx, &[intent.kind], &intent.target).await?;
    unfinished.extend(parcel.route.leftover().cloned());
    for operation in unfinished {
        super::route::clear_away(&operation);
        // The outcome is committed with the change: where there is none, there was no change.
        journal::settle(cx, &operation, Some(false)).await?;
    }
    let operation = id::operation_id(&mut cx.sources.rng)?;
    let detail = parcel.route.note_for_journal(&intent, &operation, parcel.secret);
    let entry = journal::open_with(cx, &operation, &intent, detail).await?;
    Ok((entry, intent))
}

async fn write<C: Change>(
    cx: &mut Context,
    database: &mut Database,
    change: &C,
    plan: C::Plan,
    parcel: &Parcel<'_>,
    operation: Option<&Operation>,
) -> Result<Finished> {
    let what = parcel.what;
    let mut writer = database.begin().await?;
    let done = match change.apply(&plan, &mut writer).await {
        Ok(done) => done,
        Err(error) => {
            // The first failure is the one to report; a connection that is gone rolls back by itself.
            let _ = writer.roll_back().await;
            return Err(error);
        }
    };
    let event = change.event(&plan, &done);
    let place = parcel.route.place();
    let view = change.view(plan, done).with_note(match &place {
        None => format!("The {what} is shown this once"),
        Some(place) => format!("The {what} is in {place}"),
    });
    let handed_over = match operation {
        None => cx.printer.show(Status::Done, true, &view),
        Some(operation) => parcel.route.deliver(cx, parcel.secret, &operation.id).await,
    };
    if let Err(error) = handed_over {
        let _ = writer.roll_back().await;
        return Err(error.context(format!("the {what} could not be handed over, and nothing was changed")));
    }
    let committed = match operation {
        None => writer.commit(event).await,
        Some(operation) => writer.commit_outcome(operation, parcel.route.note_in(event).with("outcome", "done")).await,
    };
    committed.map_err(|error| not_in_force(error, what))?;
    Ok(if operation.is_some() { Finished::changed(view) } else { Finished::shown(true) })
}

/// SECURITY: whoever reads the output must not take a password for valid that never came into force.
fn not_in_force(error: Error, what: &str) -> Error {
    let message = match error.kind() {
        Kind::Unavailable => format!("the {what} was handed over, and whether it is in force is unknown"),
        _ => format!("the {what} was handed over, but is not in force"),
    };
    error.context(message).hint("run the same command again")
}
