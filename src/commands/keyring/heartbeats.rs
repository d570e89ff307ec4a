//! What applications say about which keys they hold: a row of each, written by itself.

use crate::base::Result;
use crate::base::span::Span;
use crate::context::Context;

/// How long an application counts as running after it was heard of.
const LIFE: Span = Span::from_secs(15 * 60);

crate::statements! {
    /// The applications that were heard of since.
    read LIVE = "SELECT application, fingerprints FROM claviger_key_heartbeats WHERE seen_at > $1 ORDER BY application";
}

/// The running applications that do not hold a key. An application that sends no heartbeat is not known of.
pub(super) async fn lacking(cx: &mut Context, fingerprint: &str) -> Result<Vec<String>> {
    if !cx.settings.has_database() {
        return Ok(Vec::new());
    }
    let since = LIFE.before(cx.now())?;
    let mut lacking = Vec::new();
    for row in cx.database().await?.read().rows(&LIVE, &[since.into()]).await? {
        let held = row.text("fingerprints")?;
        if !held.split_whitespace().any(|one| one.eq_ignore_ascii_case(fingerprint)) {
            lacking.push(format!("`{}`", row.text("application")?));
        }
    }
    Ok(lacking)
}
