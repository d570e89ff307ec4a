//! `event verify`.

use std::path::PathBuf;

use crate::base::Result;
use crate::base::exit::Status;
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use super::anchor::{self, Anchored};
use super::chain::Walk;
use super::follow::follow;
use super::report::AnchoredReport;
use super::store;

/// Verify that no event was edited, inserted, deleted or moved
///
/// Recomputes the hash of every event and compares the end of the chain with the end on record. Exit 0 when it is
/// intact, 9 when it is broken; what was found stands in `problems`, the first place that is broken in
/// `first_broken_seq`.
///
/// Somebody who owns the database can compute the whole chain anew, or cut off its end together with the record of
/// it. --anchor finds that, too: the chain is held against the anchors that `event anchor` keeps in the vault, and with
/// FILE against those that it added there. Then there is also `anchors`: `count` different ones, `holding`,
/// `contradicted`, `refused` (what the key of the vault did not make), `superseded` (ended by --restart), `last_seq` and
/// `last_at` of the last that holds, and `events_since` then, for which the chain alone vouches. Exit 3 when there is
/// no anchor.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger event verify\n  \
    claviger event verify --anchor\n  \
    claviger event verify --anchor /mnt/worm/anchors.jsonl\n  \
    claviger event verify -q -o json | jq .data.first_broken_seq")]
pub struct Args {
    /// Hold the chain against the anchors in the vault, and those in FILE (a line of a log may hold more)
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "a flag whose value may be left out")]
    anchor: Option<Option<PathBuf>>,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    // Before the chain: an anchor that is made meanwhile is about events that this walk may not see.
    let mut anchored = match args.anchor {
        Some(file) => Some(anchor::expected(cx, file.as_deref()).await?),
        None => None,
    };
    let last = anchored.as_ref().and_then(Anchored::last);
    anchor::require_record(cx, last).await?;
    let expected = anchor::or_gone(last, store::find_head(&mut cx.database().await?.read()).await)?;
    let total = expected.and_then(|head| u64::try_from(head.seq).ok());
    let progress = cx.printer.progress("verifying events", total);
    let mut read = cx.database().await?.read();
    let mut walk = Walk::new();
    let head = follow(&mut read, &mut walk, i64::MIN, &progress, |event| {
        if let Some(anchored) = &mut anchored {
            anchored.see(event);
        }
    });
    let head = anchor::or_gone(last, head.await)?;
    progress.finish();
    let end = walk.last();
    let mut report = walk.finish(head);
    let Some(anchored) = anchored else {
        let (intact, sentences) = (report.intact, report.sentences());
        return Ok(finished(View::one(report), intact, sentences));
    };
    let anchors = anchored.finish(end, &mut report);
    let (intact, sentences) = (report.intact, report.sentences());
    let report = AnchoredReport { report, anchors };
    let note = if intact { report.remark() } else { sentences };
    Ok(finished(View::one(report), intact, note))
}

fn finished(view: View, intact: bool, note: String) -> Finished {
    let view = if note.is_empty() { view } else { view.with_note(note) };
    let finished = Finished::unchanged(view);
    if intact { finished } else { finished.with_status(Status::Integrity) }
}
