//! `apikey list`.

use crate::base::span::Span;
use crate::base::{Result, Timestamp};
use crate::change::Finished;
use crate::commands::user;
use crate::context::Context;
use crate::output::View;

use super::model::{ApiKey, State};
use super::store;

/// List API keys, oldest first, in all states
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger apikey list --user ci@example.com\n  \
    claviger apikey list --expiring-in 14d\n  \
    claviger apikey list --unused-for 90d -o plain")]
pub struct Args {
    /// Only the keys of this user
    #[arg(long)]
    user: Option<user::model::Target>,
    /// Only keys whose time is over
    #[arg(long)]
    expired: bool,
    /// Only valid keys that end within this time
    #[arg(long, value_name = "DURATION")]
    expiring_in: Option<Span>,
    /// Only valid keys that were not used for this long (or never, and made before then)
    #[arg(long, value_name = "DURATION")]
    unused_for: Option<Span>,
    /// Only keys that were revoked
    #[arg(long)]
    revoked: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let ends_before = args.expiring_in.map(|span| span.after(now)).transpose()?;
    let used_before = args.unused_for.map(|span| span.before(now)).transpose()?;
    let mut read = cx.database().await?.read();
    let owner = match &args.user {
        Some(target) => Some(user::store::get(&mut read, target).await?.user.id),
        None => None,
    };
    let mut keys = store::list(&mut read, now).await?;
    keys.retain(|key| {
        owner.as_ref().is_none_or(|id| key.user_id == *id)
            && (!args.expired || key.status == State::Expired)
            && (!args.revoked || key.status == State::Revoked)
            && ends_before.is_none_or(|limit| is_ending(key, limit))
            && used_before.is_none_or(|limit| is_unused(key, limit))
    });
    Ok(Finished::unchanged(View::list(keys).when_empty("No API key matches")))
}

fn is_ending(key: &ApiKey, limit: Timestamp) -> bool {
    key.status == State::Active && key.expires_at.is_some_and(|at| at <= limit)
}

fn is_unused(key: &ApiKey, limit: Timestamp) -> bool {
    key.status == State::Active && key.last_used.or(key.created_at).is_none_or(|at| at <= limit)
}
