//! Walking along the stored chain to its end, while others may append to it.

use crate::base::Result;
use crate::db::Reader;
use crate::output::Progress;

use super::chain::Walk;
use super::model::{Head, Linked};
use super::store;

/// Between two reports of progress.
const STRIDE: u64 = 1000;

/// Takes every event from `first` on through the walk, and shows each that can be read to `see`. Gives the end that
/// is on record.
pub(super) async fn follow(
    read: &mut Reader<'_>,
    walk: &mut Walk,
    mut first: i64,
    progress: &Progress,
    mut see: impl FnMut(&Linked),
) -> Result<Option<Head>> {
    loop {
        let seen = walk.events();
        store::for_each_from(read, first, |event| {
            match event {
                Ok(event) => {
                    walk.step(&event)?;
                    see(&event);
                }
                Err(seq) => walk.step_over(seq),
            }
            if walk.events().is_multiple_of(STRIDE) {
                progress.advance(STRIDE);
            }
            Ok(())
        })
        .await?;
        let head = store::find_head(read).await?;
        // Another run may have appended between the two reads; only when nothing more comes, something is missing.
        let is_end = head.as_ref().is_none_or(|head| head.seq <= walk.last());
        if is_end || walk.events() == seen {
            return Ok(head);
        }
        first = walk.last() + 1;
    }
}
