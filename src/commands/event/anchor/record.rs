//! The record on one side, what was anchored on the other: what `event anchor` looks at before it vouches for more, and
//! what `event verify --anchor` holds the chain against.

use std::path::Path;

use crate::base::{Error, Kind, Result};
use crate::commands::event::chain::Walk;
use crate::commands::event::follow::follow;
use crate::commands::event::model::Head;
use crate::commands::event::report::{Break, Finding};
use crate::commands::event::store as events;
use crate::context::Context;
use crate::db::migrate;

use super::ledger::Anchored;
use super::model::Anchor;
use super::{file, store};

/// The chain as it was found good.
pub(super) struct Sound {
    pub(super) head: Head,
    /// The hash of the first event.
    pub(super) origin: String,
}

/// What the chain must agree with: the anchors of the vault, and those of a file.
pub(in crate::commands::event) async fn expected(cx: &mut Context, path: Option<&Path>) -> Result<Anchored> {
    let ledger = store::get(cx).await?;
    let mut anchored = Anchored::default();
    for anchor in &ledger.anchors {
        match ledger.key.check(anchor) {
            Ok(()) => anchored.add(anchor),
            Err(refusal) => {
                anchored.refuse(format!("an anchor of event {} in the vault {}", anchor.seq, refusal.meaning()));
            }
        }
    }
    let Some(path) = path else { return Ok(anchored) };
    let lines = file::for_each(path, |number, read| {
        match read.and_then(|anchor| ledger.key.check(&anchor).map(|()| anchor)) {
            Ok(anchor) if anchor.series < ledger.series => anchored.pass_over(),
            Ok(anchor) => anchored.add(&anchor),
            Err(refusal) => {
                anchored.refuse(format!("line {number} of `{}` {}", path.display(), refusal.meaning()));
            }
        }
    })?;
    if lines.is_torn {
        cx.printer.warn("the last line of the file is a part of one: a run was killed while it wrote it");
    }
    if lines.count == 0 {
        return Err(Error::not_found(format!("there is no anchor in `{}`", path.display()))
            .hint(format!("claviger event anchor --out {}", path.display())));
    }
    Ok(anchored)
}

/// Fails unless there is a record in the database. One that was anchored up to `last` and is gone is a finding.
pub(in crate::commands::event) async fn require_record(cx: &mut Context, last: Option<i64>) -> Result<()> {
    let Err(error) = cx.database().await.map(|_| ()) else { return Ok(()) };
    let Some(last) = last.filter(|_| error.kind() == Kind::Usage) else { return Err(error) };
    let mut database = cx.open_database().await?;
    let version = migrate::version(&mut database).await;
    let place = database.describe();
    database.close().await?;
    match version? {
        0 => Err(Error::integrity(format!(
            "the record is gone: {place} has no claviger tables, and was anchored up to event {last}"
        ))
        .hint("is this the right database? if it is, restore it from a backup")),
        _ => Err(error),
    }
}

/// The same for a table of the record.
pub(in crate::commands::event) fn or_gone<T>(last: Option<i64>, read: Result<T>) -> Result<T> {
    read.map_err(|error| match last {
        Some(last) if error.kind() == Kind::Usage => error
            .context(format!("the record can not be read any more, and was anchored up to event {last}"))
            .with_kind(Kind::Integrity),
        _ => error,
    })
}

/// Walks the chain from the oldest of these anchors to its end, or from its beginning where there is none. What does
/// not agree comes back as the finding that tells most.
pub(super) async fn examine(cx: &mut Context, anchors: &[&Anchor]) -> Result<Result<Sound, Finding>> {
    let mut anchored = Anchored::default();
    for anchor in anchors {
        anchored.add(anchor);
    }
    let last = anchored.last();
    require_record(cx, last).await?;
    let first = anchors.iter().map(|anchor| anchor.seq).min();
    let mut read = cx.database().await?.read();
    let origin = or_gone(last, events::find_hash(&mut read, 1).await)?.unwrap_or_default();
    let expected = or_gone(last, events::find_head(&mut read).await)?;
    let total = expected.and_then(|head| u64::try_from(head.seq - first.unwrap_or(0)).ok());
    let progress = cx.printer.progress("verifying events", total);
    anchored.begin(origin.clone());
    let mut walk = first.map_or_else(Walk::new, Walk::from);
    let mut read = cx.database().await?.read();
    let head = follow(&mut read, &mut walk, first.unwrap_or(i64::MIN), &progress, |event| anchored.see(event)).await;
    let head = or_gone(last, head)?;
    progress.finish();
    let end = head.as_ref().map_or(walk.last(), |head| head.seq.min(walk.last()));
    let mut report = walk.finish(head);
    anchored.finish(end, &mut report);
    let told_best = report.problems.iter().position(|finding| finding.problem == Break::AnchorContradicted);
    Ok(match (report.problems.into_iter().nth(told_best.unwrap_or(0)), report.head) {
        (None, Some(head)) => Ok(Sound { head, origin }),
        (Some(finding), _) => Err(finding),
        // INVARIANT: a walk without a head has a finding.
        (None, None) => return Err(Error::internal("the end of the chain is not on record")),
    })
}
