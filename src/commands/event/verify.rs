//! `event verify`.

use crate::base::Result;
use crate::base::exit::Status;
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use super::chain::Walk;
use super::store;

/// Between two reports of progress.
const STRIDE: u64 = 1000;

/// Verify that no event was edited, inserted, deleted or moved
///
/// Recomputes the hash of every event and compares the end of the chain with the end on record. Exit 0 when it is
/// intact, 9 when it is broken; what was found stands in `problems`, the first place that is broken in
/// `first_broken_seq`. Somebody who owns the database can compute the whole chain anew: note the hash of the head
/// elsewhere from time to time, and compare it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger event verify\n  \
    claviger event verify -q -o json | jq .data.first_broken_seq")]
pub struct Args {}

/// Runs the verb.
pub(super) async fn run(_: Args, cx: &mut Context) -> Result<Finished> {
    let expected = store::find_head(&mut cx.database().await?.read()).await?;
    let total = expected.and_then(|head| u64::try_from(head.seq).ok());
    let progress = cx.printer.progress("verifying events", total);
    let mut read = cx.database().await?.read();
    let mut walk = Walk::new();
    let mut first = i64::MIN;
    let head = loop {
        let seen = walk.events();
        store::for_each_from(&mut read, first, |event| {
            match event {
                Ok(event) => walk.step(&event)?,
                Err(seq) => walk.step_over(seq),
            }
            if walk.events().is_multiple_of(STRIDE) {
                progress.advance(STRIDE);
            }
            Ok(())
        })
        .await?;
        let head = store::find_head(&mut read).await?;
        // Another run may have appended between the two reads; only when nothing more comes, something is missing.
        let is_end = head.as_ref().is_none_or(|head| head.seq <= walk.last());
        if is_end || walk.events() == seen {
            break head;
        }
        first = walk.last() + 1;
    };
    progress.finish();
    let report = walk.finish(head);
    let (intact, sentences) = (report.intact, report.sentences());
    let view = View::one(report);
    Ok(if intact {
        Finished::unchanged(view)
    } else {
        Finished::unchanged(view.with_note(sentences)).with_status(Status::Integrity)
    })
}
