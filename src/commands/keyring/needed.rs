//! Whether a key can go: the census of the values that only it can read.

use crate::base::{Error, Result, text};
use crate::context::Context;

use super::model::RingKey;

/// How many values of the declared columns, and of claviger's own, are under a key: counted by reading them all. Until
/// that census is there, none.
#[expect(clippy::unused_async, reason = "the census reads the database")]
pub(super) async fn values_under(_: &mut Context, _: &RingKey) -> Result<u64> {
    Ok(0)
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
