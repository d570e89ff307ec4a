//! `event list`.

use crate::base::{Kind, Result};
use crate::change::Finished;
use crate::commands::user;
use crate::context::Context;
use crate::db::Reader;
use crate::output::View;

use super::model::{Address, Since};
use super::store::{self, About, Filter};

/// List what was changed, oldest first
///
/// Shows the newest events that match, in the order in which they happened. The record also has the intents of
/// changes outside of the database and their outcomes: see the phase.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger event list --since 24h\n  \
    claviger event list --type apikey --user ci@example.com\n  \
    claviger event list --since 2026-01-01 --limit 0 -o jsonl")]
pub struct Args {
    /// Only events since then: a duration (24h) or a time
    #[arg(long, value_name = "DURATION|TIME")]
    since: Option<Since>,
    /// Only events about this user, who may be gone
    #[arg(long)]
    user: Option<user::model::Target>,
    /// Only events of this kind, or whose kind begins so: user.created, apikey
    #[arg(long = "type", value_name = "KIND")]
    kind: Option<String>,
    /// Only events of sessions from this address
    #[arg(long)]
    ip: Option<Address>,
    /// At most so many, the newest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let since = args.since.map(|since| since.resolve(cx.now())).transpose()?;
    let mut read = cx.database().await?.read();
    let user = match &args.user {
        Some(target) => Some(about(&mut read, target).await?),
        None => None,
    };
    let kind = args.kind.unwrap_or_default();
    let filter = Filter { since, kind, ip: args.ip.map(|address| address.0), user };
    // One more than is shown tells whether there are more.
    let wanted = if args.limit == 0 { i64::MAX } else { i64::from(args.limit) + 1 };
    let mut events = store::list(&mut read, &filter, wanted).await?;
    let is_cut = i64::try_from(events.len()).is_ok_and(|count| count == wanted);
    if is_cut {
        events.remove(0);
    }
    let view = View::list(events).when_empty("No event matches");
    Ok(Finished::unchanged(if is_cut {
        view.with_note("Older events are left out: --limit 0 shows all")
    } else {
        view
    }))
}

/// What the record calls a user: by address and id where he exists, else by what was given.
async fn about(read: &mut Reader<'_>, target: &user::model::Target) -> Result<About> {
    let found = match user::store::find(read, target).await {
        Ok(found) => found,
        // Text that can not be a key of the table names nobody who exists now.
        Err(error) if error.kind() == Kind::NotFound => None,
        Err(error) => return Err(error),
    };
    Ok(match (found, target) {
        (Some(account), _) => About { email: Some(account.user.email), id: Some(account.user.id.to_string()) },
        (None, user::model::Target::Email(email)) => About { email: Some(email.clone()), id: None },
        (None, user::model::Target::Id(id)) => About { email: None, id: Some(id.to_string()) },
    })
}
