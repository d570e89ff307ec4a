//! `keyring rotate`.

use super::add::Add;
use super::model::{KeyState, Keyring, Named};
use super::passes;
use super::rewrite::{Limits, Shown, SweepFlags};
use super::rotating::Manner;
use super::rotation::{self, Kind, Rotation};
use super::{columns, lease, store};
use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp};
use crate::change::{self, Danger, Finished};
use crate::context::Context;
use crate::output::View;

/// Rotate the encryption key, and bring every declared value under the new one
///
/// Adds a key (or takes the one that is staged), waits until the applications hold it, makes it primary, re-encrypts
/// every value while the application goes on, reads everything twice, and retires the old keys. May be killed at any
/// moment: run again, it goes on where it stopped, and never begins a second rotation beside it.
///
/// Refuses where the database holds encrypted columns that are not declared. Exit 0 when every value is under the new
/// key (`retired` says whether the old keys are retired), 8 when it stopped before the end, 9 when values can not be
/// handled; those are left as they are and listed in a file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger keyring rotate --yes\n  \
    claviger keyring rotate --if-older-than 90d --retire-after 7d --yes    (for cron)\n  \
    claviger keyring rotate --compromised 3f9a2c51 --reason 'laptop stolen'")]
pub struct Args {
    /// Do nothing while the primary key is younger than this
    #[arg(long, value_name = "DURATION")]
    if_older_than: Option<Span>,
    /// Keep the old keys this long after every value was found under the new one; a later run retires them
    #[arg(long, value_name = "DURATION", default_value = "0s")]
    retire_after: Span,
    /// Wait this long for applications that send no heartbeat, before and after the change of the primary key
    #[arg(long, value_name = "DURATION")]
    settle: Option<Span>,
    /// Somebody else holds this key: bring everything from under it, without any wait, and retire it
    #[arg(long, value_name = "KEY", conflicts_with_all = ["if_older_than", "retire_after", "settle"])]
    compromised: Option<String>,
    #[command(flatten)]
    sweep: SweepFlags,
}

/// What there is to do.
enum Goal {
    /// Nothing; why.
    Nothing(String),
    /// Go on.
    GoOn(Rotation),
    /// Begin, with the key that is there already.
    Begin(String),
    /// Begin, with a new key.
    BeginNew,
}

impl Goal {
    /// The key that everything comes under; none where it is still to be made.
    fn fingerprint(&self) -> Option<&str> {
        match self {
            Self::GoOn(rotation) => Some(&rotation.fingerprint),
            Self::Begin(fingerprint) => Some(fingerprint),
            Self::Nothing(_) | Self::BeginNew => None,
        }
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let limits = Limits::new(&args.sweep, cx)?;
    let (ring, goal, _) = plan(&args, cx).await?;
    let groups = passes::groups(cx, &[]).await?;
    if let Goal::Nothing(why) = &goal {
        return Ok(Finished::unchanged(nothing(cx, &ring, why)?));
    }
    columns::refuse_undeclared(cx).await?;
    let without_triggers = passes::check_surroundings(cx, &groups, args.sweep.on_trigger).await?;
    if let Some(status) = change::stop_before(cx) {
        let mut shown = passes::preview(cx, &groups, &ring, &args.sweep, (goal.fingerprint(), None)).await?;
        shown.retired = Some(false);
        return Ok(Finished::unchanged(shown.into_view()).with_status(status));
    }
    let place = cx.database().await?.describe();
    change::confirm(cx, Danger::Reversible(question(&goal, &groups)), &place)?;
    lease::take(cx).await?;
    let manner = Manner {
        groups: &groups,
        flags: &args.sweep,
        without_triggers,
        limits,
        settle: args.settle.unwrap_or_else(|| cx.settings.keyring_settle()),
        retire_after: args.retire_after,
        compromised: None,
    };
    let finished = carry_out(&args, cx, manner).await;
    lease::release(cx).await;
    finished
}

/// What there is to do, and with which key somebody else can read.
async fn plan(args: &Args, cx: &mut Context) -> Result<(Keyring, Goal, Option<String>)> {
    let (ring, _) = store::get(cx).await?;
    let open = rotation::find_open(&mut cx.database().await?.read()).await?;
    let compromised = args.compromised.as_deref().map(|typed| find_compromised(&ring, typed)).transpose()?;
    let goal = goal(args, &ring, open, compromised.as_deref(), cx.now())?;
    Ok((ring, goal, compromised))
}

/// Does it. What there is to do is asked once more: another run may have done it until this one had its turn.
async fn carry_out(args: &Args, cx: &mut Context, manner: Manner<'_>) -> Result<Finished> {
    let (ring, goal, compromised) = plan(args, cx).await?;
    let rotation = match goal {
        Goal::Nothing(why) => return Ok(Finished::unchanged(nothing(cx, &ring, &why)?)),
        Goal::GoOn(rotation) => {
            cx.printer.say(&format!("Going on with rotation {}", rotation.id));
            rotation
        }
        Goal::Begin(fingerprint) => begin(cx, &fingerprint).await?,
        Goal::BeginNew => {
            let add = Add::generated(cx).await?;
            change::carry_out_external(cx, &add).await?;
            let (ring, _) = store::get(cx).await?;
            let staged = ring.find_staged().ok_or_else(|| {
                Error::conflict("another run promoted the new key meanwhile").hint("run the same command again")
            })?;
            begin(cx, &staged.fingerprint()).await?
        }
    };
    Manner { compromised, ..manner }.carry_out(cx, rotation).await
}

/// What is shown where there is nothing to do.
fn nothing(cx: &Context, ring: &Keyring, why: &str) -> Result<View> {
    cx.printer.say(why);
    let mut shown = Shown::new(ring.primary()?.fingerprint(), Vec::new());
    shown.retired = Some(ring.keys().iter().all(|key| key.state != KeyState::Secondary));
    Ok(shown.into_view())
}

async fn begin(cx: &mut Context, fingerprint: &str) -> Result<Rotation> {
    let (ring, _) = store::get(cx).await?;
    let previous = ring.primary()?.fingerprint();
    let mut database = cx.take_database().await?;
    let begun = rotation::begin(&mut database, &mut cx.sources.rng, Kind::Rotate, fingerprint, &previous).await;
    cx.return_database(database);
    begun
}

fn find_compromised(ring: &Keyring, typed: &str) -> Result<String> {
    match ring.get(typed)? {
        Named::Key(key) if key.state == KeyState::Staged => Err(Error::conflict("that key was never in use")
            .hint(format!("take it away: claviger keyring destroy {}", key.fingerprint()))),
        Named::Key(key) => Ok(key.fingerprint()),
        Named::Destroyed(key) => Err(Error::conflict(format!("the key {} is destroyed", key.fingerprint))),
    }
}

fn goal(
    args: &Args,
    ring: &Keyring,
    open: Option<Rotation>,
    compromised: Option<&str>,
    now: Timestamp,
) -> Result<Goal> {
    let primary = ring.primary()?;
    if let Some(open) = open {
        // A rotation to a key that turns out to be compromised ends with a rotation away from it.
        let is_to_compromised = compromised == Some(open.fingerprint.as_str());
        let is_waiting = match open.verified_at {
            Some(at) => compromised.is_none() && args.retire_after.after(at)? > now,
            None => false,
        };
        if is_to_compromised {
            return Err(Error::conflict(format!("rotation {} is bringing values under that very key", open.id))
                .hint("undo it first: claviger keyring rollback"));
        }
        return Ok(if is_waiting {
            Goal::Nothing(format!("Rotation {} is done but for retiring the old keys, which is not due yet", open.id))
        } else {
            Goal::GoOn(open)
        });
    }
    if compromised.is_some_and(|key| key != primary.fingerprint()) {
        return Ok(Goal::Begin(primary.fingerprint()));
    }
    let since = primary.promoted_at.unwrap_or(primary.created_at);
    if let Some(age) = args.if_older_than
        && age.after(since)? > now
    {
        return Ok(Goal::Nothing(format!("The primary key is younger than {age}")));
    }
    Ok(ring.find_staged().map_or(Goal::BeginNew, |staged| Goal::Begin(staged.fingerprint())))
}

fn question(goal: &Goal, groups: &[columns::Group]) -> String {
    let mut tables: Vec<&str> = groups.iter().map(|group| group.target.table.as_str()).collect();
    tables.dedup();
    let tables = tables.join(", ");
    match goal {
        Goal::GoOn(rotation) => format!("Go on with rotation {} over {tables}", rotation.id),
        Goal::Begin(fingerprint) => format!("Bring every encrypted value of {tables} under the key {fingerprint}"),
        Goal::BeginNew | Goal::Nothing(_) => format!("Bring every encrypted value of {tables} under a new key"),
    }
}
