//! `keyring reencrypt`.

use super::passes::{self, Depth, Passes};
use super::rewrite::{Limits, Reported, Shown, Stopped, SweepFlags, TableFlags};
use super::{encrypt, rotation, store};
use crate::base::Result;
use crate::change::{self, Danger, Finished};
use crate::config::Plain;
use crate::context::Context;

/// Passes after which values that keep arriving under old keys are left to the next run.
pub(super) const PASSES: usize = 3;

/// Bring every value of the declared columns under the primary key
///
/// Values are rewritten in small transactions while the application goes on. A row that the application changes
/// meanwhile keeps what the application wrote, and is looked at again. A token keeps its time. May be killed at any
/// moment: run again, it goes on. Exit 8 when it stopped before the end (--deadline, --max-rows, a signal), 9 when values
/// can not be handled; they are left as they are and listed in a file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger keyring reencrypt\n  \
    claviger keyring reencrypt --table connection --max-rate 5000 --deadline 2h\n  \
    claviger keyring reencrypt --plaintext encrypt --yes")]
pub struct Args {
    /// What to do with values that are no token, in the place of what the configuration says
    #[arg(long, value_name = "WHAT")]
    plaintext: Option<PlainText>,
    #[command(flatten)]
    only: TableFlags,
    #[command(flatten)]
    sweep: SweepFlags,
}

/// What to do with values that are no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PlainText {
    /// Leave them
    Skip,
    /// Encrypt them
    Encrypt,
    /// Leave them, and count each as a failure
    Fail,
}

impl From<PlainText> for Plain {
    fn from(given: PlainText) -> Self {
        match given {
            PlainText::Skip => Self::Skip,
            PlainText::Encrypt => Self::Encrypt,
            PlainText::Fail => Self::Fail,
        }
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let limits = Limits::new(&args.sweep, cx)?;
    let (ring, _) = store::get(cx).await?;
    let groups = passes::groups(cx, &args.only.tables).await?;
    let without_triggers = passes::check_surroundings(cx, &groups, args.sweep.on_trigger).await?;
    let plain = args.plaintext.map(Plain::from);
    let mut passes = Passes::new(&groups, &ring, &args.sweep, limits)?.with(plain, without_triggers);
    let has_work = passes.scan(cx, Depth::UntilWork).await?.has_work;
    let fingerprint = passes.fingerprint().to_owned();
    let open = rotation::find_open(&mut cx.database().await?.read()).await?;
    let of_rotation = |lines| {
        let mut shown = Shown::new(fingerprint.clone(), lines);
        shown.rotation = open.as_ref().map(|rotation| rotation.id.clone());
        shown
    };
    if !has_work {
        // Once more, for what can not be handled.
        let found = passes.scan(cx, Depth::All { listed: true }).await?;
        let (view, status) = passes.conclude(of_rotation(found.lines), None, &found.reported);
        return Ok(Finished::unchanged(view).with_status(status));
    }
    if let Some(status) = change::stop_before(cx) {
        let ahead = passes::preview(cx, &groups, &ring, &args.sweep, (Some(&fingerprint), plain)).await?;
        return Ok(Finished::unchanged(of_rotation(ahead.columns).into_view()).with_status(status));
    }
    let place = cx.database().await?.describe();
    let tables: Vec<&str> = groups.iter().map(|group| group.target.table.as_str()).collect();
    let question = format!("Re-encrypt the values of {} under the key {fingerprint}", tables.join(", "));
    change::confirm(cx, Danger::Reversible(question), &place)?;
    encrypt::note_use(cx).await?;
    cx.put_database_away().await;
    let mut total = Vec::new();
    let mut reported = Reported::default();
    for _ in 0..PASSES {
        let done = passes.pass(cx).await?;
        let is_over = done.stopped.is_some() || !done.may_have_missed;
        passes::add_up(&mut total, done.lines);
        reported = done.reported;
        if is_over || !passes.scan(cx, Depth::UntilWork).await?.has_work {
            let (view, status) = passes.conclude(of_rotation(total), done.stopped, &reported);
            return Ok(Finished::changed(view).with_status(status));
        }
    }
    let (view, status) = passes.conclude(of_rotation(total), Some(Stopped::Arriving), &reported);
    Ok(Finished::changed(view).with_status(status))
}
