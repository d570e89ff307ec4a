//! Whether a key can go: the census of the values that only it can read.

use crate::base::{Error, Result, text};
use crate::context::Context;

use super::model::RingKey;
use super::passes::Passes;
use super::rewrite::{Limits, ScanFlags, SweepFlags};
use super::{columns, store};

/// How many values of the declared columns, and of claviger's own, are under a key: counted by reading them all.
async fn values_under(cx: &mut Context, key: &RingKey) -> Result<u64> {
    if !cx.settings.has_database() {
        cx.printer.warn("no database is configured: nobody looked for values that need the key");
        return Ok(0);
    }
    // Nobody counts what is not declared.
    columns::refuse_undeclared(cx).await?;
    let (ring, _) = store::get(cx).await?;
    let groups = columns::resolve(cx).await?;
    let flags = SweepFlags::of_scan(ScanFlags::default());
    let passes = Passes::new(&groups, &ring, &flags, Limits::new(&flags, cx)?)?;
    let fingerprint = key.fingerprint();
    let place = passes.fingerprints().iter().position(|known| *known == fingerprint);
    let tallies = passes.tally(cx).await?;
    Ok(tallies.iter().flatten().filter_map(|tally| tally.under.get(&place?)).sum())
}

/// Refuses while any value needs a key.
pub(super) async fn require_free(cx: &mut Context, key: &RingKey) -> Result<()> {
    let count = values_under(cx, key).await?;
    if count == 0 {
        return Ok(());
    }
    let count = text::count(usize::try_from(count).unwrap_or(usize::MAX), "value");
    Err(Error::conflict(format!("the key {} is still needed: {count} under it", key.fingerprint()))
        .hint("bring them under the primary key: claviger keyring reencrypt"))
}
