//! One rotation at a time: whoever carries one out holds this from the moment before its first change to its end. The
//! tables have leases of their own, which let `reencrypt` work on others beside it.

use std::time::Instant;

use super::rewrite::progress::{BEGIN, CLAIM, SWEEP, WAIT, at_work};
use crate::base::holder;
use crate::base::span::Span;
use crate::base::{Error, Result};
use crate::context::Context;

crate::statements! {
    /// Lets go of it, and leaves nothing behind.
    write RELEASE = "DELETE FROM claviger_sweeps WHERE id = $1 AND holder = $2";
}

/// The row that stands for it among those of the tables.
const ID: &str = "rotation";

/// How long a runner of another machine, which can not be looked up, is taken to be at work.
const PATIENCE: Span = Span::from_secs(15 * 60);

/// Takes it. Fails with `Conflict` where another run holds it, naming that.
pub(super) async fn take(cx: &mut Context) -> Result<()> {
    let started = Instant::now();
    loop {
        let Some(who) = try_take(cx).await? else { return Ok(()) };
        if started.elapsed() >= WAIT {
            return Err(Error::conflict(format!("a rotation is being carried out by {who}"))
                .hint("wait for it to end: claviger keyring status"));
        }
        tokio::time::sleep(WAIT / 20).await;
    }
}

/// None when it was taken, else who holds it.
async fn try_take(cx: &mut Context) -> Result<Option<String>> {
    let now = cx.now();
    let me = holder::this_process();
    let database = cx.database().await?;
    let found = database.read().find(&SWEEP, &[ID.into()]).await?;
    let mut previous = me.clone();
    if let Some(row) = &found {
        if let Some(who) = at_work(row, PATIENCE, now)? {
            return Ok(Some(who));
        }
        previous = row.text("holder")?;
    }
    let mut write = database.begin().await?;
    write.run(&BEGIN, &[ID.into(), "".into(), me.as_str().into(), now.into()]).await?;
    let values = [ID.into(), "".into(), "".into(), me.into(), now.into(), previous.into()];
    if write.run(&CLAIM, &values).await? == 0 {
        write.roll_back().await?;
        return Ok(Some("another run".to_owned()));
    }
    write.checkpoint().await?;
    Ok(None)
}

/// Lets go of it. That it was let go is found out also without this, where the process can be looked up.
pub(super) async fn release(cx: &mut Context) {
    let me = holder::this_process();
    let released = async {
        let mut write = cx.database().await?.begin().await?;
        write.run(&RELEASE, &[ID.into(), me.into()]).await?;
        write.checkpoint().await
    };
    if let Err(error) = released.await {
        cx.printer.detail(&format!("{error}"));
    }
}
