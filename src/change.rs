//! Plan, then apply: the one place of dry run, confirmation, event and commit.
//!
//! A `Change` happens in the database: its event is committed with it. An `ExternalChange` happens outside of it
//! (vault, files): its intent is durable first, then it acts, then the outcome is recorded; a run that finds an
//! intent without an outcome looks at the real state and records what it found.

use crate::base::exit::Status;
use crate::base::{Error, Kind, Result, id};
use crate::context::Context;
use crate::db::{Event, Operation, Reader, Writer};
use crate::journal;
use crate::output::View;

/// How a command that ran to its end ended, and what it has to show.
pub struct Finished {
    /// Becomes the exit code.
    pub status: Status,
    /// Whether anything was changed.
    pub changed: bool,
    /// What to show; none where it was shown already.
    pub view: Option<View>,
}

impl Finished {
    /// Changed something.
    #[must_use]
    pub const fn changed(view: View) -> Self {
        Self { status: Status::Done, changed: true, view: Some(view) }
    }

    /// Changed nothing: a question was answered, or there was nothing to do.
    #[must_use]
    pub const fn unchanged(view: View) -> Self {
        Self { status: Status::Done, changed: false, view: Some(view) }
    }

    /// Changed something, and showed it already.
    #[must_use]
    pub const fn shown(changed: bool) -> Self {
        Self { status: Status::Done, changed, view: None }
    }

    /// The same with another status.
    #[must_use]
    pub const fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

/// What can go wrong for people when the change was not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Danger {
    /// Nothing; no question is asked.
    None,
    /// Somebody is affected; it can be undone. The question to ask.
    Reversible(String),
    /// It can not be undone. The question to ask.
    Irreversible(String),
    /// Everybody is affected: the word is to be typed. The question and the word.
    Everybody(String, &'static str),
}

/// A change of the database.
pub(crate) trait Change {
    /// What would be done, found by reading.
    type Plan;
    /// What was done.
    type Done;

    /// Finds out what is to be done. Reads only.
    async fn plan(&self, read: &mut Reader<'_>) -> Result<Self::Plan>;

    /// Whether there is nothing to do.
    fn is_noop(&self, plan: &Self::Plan) -> bool;

    /// What to ask before it is done.
    fn danger(&self, plan: &Self::Plan) -> Danger;

    /// What is shown for a dry run, and when there is nothing to do.
    fn preview(&self, plan: Self::Plan) -> View;

    /// Does it, inside a transaction.
    async fn apply(&self, plan: &Self::Plan, write: &mut Writer<'_>) -> Result<Self::Done>;

    /// What the record says, committed with it.
    fn event(&self, plan: &Self::Plan, done: &Self::Done) -> Event;

    /// What is shown afterwards.
    fn view(&self, plan: Self::Plan, done: Self::Done) -> View;
}

/// Carries out a change of the database.
pub(crate) async fn carry_out<C: Change>(cx: &mut Context, change: &C) -> Result<Finished> {
    let plan = change.plan(&mut cx.database().await?.read()).await?;
    if change.is_noop(&plan) {
        return Ok(Finished::unchanged(change.preview(plan)));
    }
    if let Some(status) = stop_before(cx) {
        return Ok(Finished::unchanged(change.preview(plan)).with_status(status));
    }
    let place = cx.database().await?.describe();
    confirm(cx, change.danger(&plan), &place)?;
    let mut writer = cx.database().await?.begin().await?;
    let done = match change.apply(&plan, &mut writer).await {
        Ok(done) => done,
        Err(error) => {
            // The first failure is the one to report; a connection that is gone rolls back by itself.
            let _ = writer.roll_back().await;
            if error.kind() == Kind::Conflict {
                return overtaken(cx, change, error).await;
            }
            return Err(error);
        }
    };
    writer.commit(change.event(&plan, &done)).await?;
    Ok(Finished::changed(change.view(plan, done)))
}

/// Somebody else was quicker. If he did the same there is nothing left to do, and if a rule forbids it now, that rule
/// says it better than the database.
async fn overtaken<C: Change>(cx: &mut Context, change: &C, conflict: Error) -> Result<Finished> {
    match change.plan(&mut cx.database().await?.read()).await {
        Ok(plan) if change.is_noop(&plan) => Ok(Finished::unchanged(change.preview(plan))),
        Err(refusal) if refusal.kind() == Kind::Conflict => Err(refusal),
        _ => Err(conflict),
    }
}

/// A change outside of the database: of the vault, or of files.
pub(crate) trait ExternalChange {
    /// What would be done, found by reading.
    type Plan;
    /// What was done.
    type Done;

    /// Finds out what is to be done. Reads only.
    async fn plan(&self, cx: &mut Context) -> Result<Self::Plan>;

    /// Whether there is nothing to do.
    fn is_noop(&self, plan: &Self::Plan) -> bool;

    /// What to ask before it is done, and where it happens.
    fn danger(&self, plan: &Self::Plan) -> Danger;

    /// Where it happens, for the question.
    fn place(&self, cx: &Context) -> String;

    /// What is shown for a dry run, and when there is nothing to do.
    fn preview(&self, plan: Self::Plan) -> View;

    /// What the record says before it is done: kind, target, and in the details all that [`probe`](Self::probe) needs.
    fn intent(&self, plan: &Self::Plan) -> Event;

    /// The kinds of operation on the same target, beside that of the intent, which [`probe`](Self::probe) knows.
    fn related(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether the intent of a killed run had its effect. `None` where that can not be told any more.
    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>>;

    /// Does it. `operation` is kept with what is written, so that a later run can tell whose work it was.
    async fn act(&self, plan: &Self::Plan, cx: &mut Context, operation: &str) -> Result<Self::Done>;

    /// What is shown afterwards.
    fn view(&self, plan: Self::Plan, done: Self::Done) -> View;
}

/// Carries out a change outside of the database.
pub(crate) async fn carry_out_external<C: ExternalChange>(cx: &mut Context, change: &C) -> Result<Finished> {
    let plan = change.plan(cx).await?;
    if change.is_noop(&plan) {
        // Perhaps because a killed run got as far as its effect. What has nothing to do does not fail for a record of
        // others that can not be made now: the next run makes it.
        if !cx.options.dry_run
            && let Err(error) = settle(cx, change, &change.intent(&plan)).await
        {
            cx.printer.detail(&format!("interrupted runs were not looked for: {error}"));
        }
        return Ok(Finished::unchanged(change.preview(plan)));
    }
    if let Some(status) = stop_before(cx) {
        return Ok(Finished::unchanged(change.preview(plan)).with_status(status));
    }
    let place = change.place(cx);
    confirm(cx, change.danger(&plan), &place)?;
    let intent = change.intent(&plan);
    settle(cx, change, &intent).await?;
    let operation = id::operation_id(&mut cx.sources.rng)?;
    let entry = journal::open(cx, &operation, &intent).await?;
    let done = match change.act(&plan, cx, &operation).await {
        Ok(done) => done,
        Err(error) => {
            // No answer means unknown. Then the intent stays open: the next run that reaches the other side looks.
            let is_silent = matches!(error.kind(), Kind::Unavailable | Kind::Sealed);
            let is_unknown = is_silent && !has_failed(cx, change, &entry).await;
            if !is_unknown {
                // The first failure is the one to report.
                let _ = journal::close(cx, entry, &intent, Some(&error)).await;
            }
            return Err(error);
        }
    };
    journal::close(cx, entry, &intent, None).await.map_err(|error| {
        error.context("it was done, but that could not be recorded").hint("run the same command again")
    })?;
    Ok(Finished::changed(change.view(plan, done)))
}

/// Whether it is certain that an operation of this run had no effect.
async fn has_failed<C: ExternalChange>(cx: &mut Context, change: &C, entry: &journal::Entry) -> bool {
    match entry.operation() {
        Some(operation) => matches!(change.probe(cx, operation).await, Ok(Some(false))),
        None => true,
    }
}

/// Finds out and records what became of the operations that killed runs left open.
async fn settle<C: ExternalChange>(cx: &mut Context, change: &C, intent: &Event) -> Result<()> {
    let kinds = [&[intent.kind], change.related()].concat();
    for unfinished in journal::unfinished(cx, &kinds, &intent.target).await? {
        let found = change.probe(cx, &unfinished).await?;
        journal::settle(cx, &unfinished, found).await?;
    }
    Ok(())
}

/// A dry run stops here, having gone through the same code as a real one.
pub(crate) fn stop_before(cx: &Context) -> Option<Status> {
    cx.options.dry_run.then(|| {
        cx.printer.say("Dry run: nothing was changed");
        if cx.options.detailed_exitcode { Status::Pending } else { Status::Done }
    })
}

/// Asks, naming the place, unless there is no danger or `--yes` was given.
pub(crate) fn confirm(cx: &Context, danger: Danger, place: &str) -> Result<()> {
    match danger {
        Danger::None => Ok(()),
        Danger::Reversible(question) => cx.prompter.confirm(&format!("{question} in {place}?")),
        Danger::Irreversible(question) => {
            cx.prompter.confirm(&format!("{question} in {place}? This can not be undone."))
        }
        Danger::Everybody(question, word) => cx.prompter.confirm_typed(&format!("{question} in {place}?"), word),
    }
}
