//! `keyring verify`.

use super::passes::{self, Depth, Passes};
use super::rewrite::{Limits, ScanFlags, Shown, SweepFlags, TableFlags};
use super::store;
use crate::base::Result;
use crate::base::exit::Status;
use crate::change::Finished;
use crate::context::Context;

/// Verify that every value of the declared columns can be decrypted with the primary key alone
///
/// Reads and decrypts everything, and changes nothing. Exit 0 when every token is under the primary key, 10 when some
/// are under other keys of the ring, 9 when some can not be decrypted at all.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claviger keyring verify\n  claviger keyring verify -q && claviger keyring retire KEY"
)]
pub struct Args {
    #[command(flatten)]
    only: TableFlags,
    #[command(flatten)]
    flags: ScanFlags,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let flags = SweepFlags::of_scan(args.flags);
    let (ring, _) = store::get(cx).await?;
    let groups = passes::groups(cx, &args.only.tables).await?;
    let passes = Passes::new(&groups, &ring, &flags, Limits::new(&flags, cx)?)?;
    let found = passes.scan(cx, Depth::All { listed: true }).await?;
    let others = found.under_others;
    let shown = Shown::new(passes.fingerprint().to_owned(), found.lines);
    let (view, status) = passes.conclude(shown, None, &found.reported);
    let finished = Finished::unchanged(view);
    Ok(match status {
        Status::Done if others > 0 => {
            cx.printer.say(&format!("{others} values are under other keys: claviger keyring reencrypt"));
            finished.with_status(Status::Negative)
        }
        status => finished.with_status(status),
    })
}
