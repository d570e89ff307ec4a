//! `keyring rollback`.

use super::model::Named;
use super::passes;
use super::rewrite::{Limits, SweepFlags};
use super::rotating::Manner;
use super::rotation::{self, Kind, Rotation};
use super::{lease, store};
use crate::base::span::Span;
use crate::base::{Error, Result};
use crate::change::{self, Danger, Finished};
use crate::context::Context;

/// Undo the last rotation: make the key before it primary again, and bring every value back under it
///
/// The same steps in the same order: the old key is primary before anything is rewritten, and the new key goes on
/// decrypting until every value was found under the old one. Nothing is lost that was written meanwhile. Not possible
/// once the old key is destroyed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claviger keyring rollback --reason 'one worker still has the old key'")]
pub struct Args {
    /// Wait this long for applications that send no heartbeat, before and after the change of the primary key
    #[arg(long, value_name = "DURATION")]
    settle: Option<Span>,
    #[command(flatten)]
    sweep: SweepFlags,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let limits = Limits::new(&args.sweep, cx)?;
    let last = rotation::find_last(&mut cx.database().await?.read()).await?.ok_or_else(|| {
        Error::not_found("no rotation is on record").hint("make another key primary: claviger keyring promote KEY")
    })?;
    let is_under_way = last.is_open && last.kind == Kind::RollBack;
    if !last.is_open && last.kind == Kind::RollBack {
        return Err(Error::conflict(format!("rotation {} was undone already", last.id))
            .hint("rotate again: claviger keyring rotate"));
    }
    let target = if is_under_way { last.fingerprint.clone() } else { last.previous.clone() };
    let (ring, _) = store::get(cx).await?;
    if let Some(Named::Destroyed(key)) = ring.find(&target) {
        return Err(Error::conflict(format!("the key before, {}, is destroyed", key.fingerprint))
            .hint("there is no way back; rotate to a new key: claviger keyring rotate"));
    }
    if ring.find(&target).is_none() {
        return Err(Error::not_found(format!("the key before, {target}, is not in the keyring"))
            .hint("add it, if you have it: claviger keyring add --stdin"));
    }
    let groups = passes::groups(cx, &[]).await?;
    let without_triggers = passes::check_surroundings(cx, &groups, args.sweep.on_trigger).await?;
    if let Some(status) = change::stop_before(cx) {
        let mut shown = passes::preview(cx, &groups, &ring, &args.sweep, (Some(&target), None)).await?;
        shown.retired = Some(false);
        return Ok(Finished::unchanged(shown.into_view()).with_status(status));
    }
    let place = cx.database().await?.describe();
    let question = format!("Undo rotation {} and bring every encrypted value back under the key {target}", last.id);
    change::confirm(cx, Danger::Reversible(question), &place)?;
    let manner = Manner {
        groups: &groups,
        flags: &args.sweep,
        without_triggers,
        limits,
        settle: args.settle.unwrap_or_else(|| cx.settings.keyring_settle()),
        retire_after: Span::from_secs(0),
        compromised: None,
    };
    lease::take(cx).await?;
    let finished = carry_out(cx, manner, last, is_under_way).await;
    lease::release(cx).await;
    finished
}

async fn carry_out(cx: &mut Context, manner: Manner<'_>, last: Rotation, is_under_way: bool) -> Result<Finished> {
    let rotation = if is_under_way { last } else { begin(cx, last).await? };
    manner.carry_out(cx, rotation).await
}

/// Ends the rotation that is undone, and begins the one that undoes it.
async fn begin(cx: &mut Context, last: Rotation) -> Result<Rotation> {
    let mut database = cx.take_database().await?;
    let begun = last.undo(&mut database, &mut cx.sources.rng).await;
    cx.return_database(database);
    begun
}
