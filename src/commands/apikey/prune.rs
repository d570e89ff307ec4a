//! `apikey prune`.

use crate::base::span::Span;
use crate::base::{Result, Timestamp, text};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::View;

use super::model::{ApiKey, State};
use super::store;

/// A key that waits for its handover longer than this was left by a run that was killed.
const HANDOVER_LIMIT: Span = Span::from_secs(3600);

/// Delete keys that ended long ago, and those that were never handed over
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A key that is valid is never touched.\n\nExample, from cron:\n  claviger apikey prune --older-than 180d"
)]
pub struct Args {
    /// Only keys that were revoked or ran out at least this long ago
    #[arg(long, default_value = "90d", value_name = "DURATION")]
    older_than: Span,
}

struct Prune {
    now: Timestamp,
    ended_before: Timestamp,
    stored_before: Timestamp,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let change = Prune { now, ended_before: args.older_than.before(now)?, stored_before: HANDOVER_LIMIT.before(now)? };
    change::carry_out(cx, &change).await
}

impl Prune {
    fn is_due(&self, key: &ApiKey) -> bool {
        let ended = |at: Option<Timestamp>| at.is_some_and(|at| at <= self.ended_before);
        match key.status {
            State::Revoked => ended(key.revoked_at.or(key.expires_at)),
            State::Expired => ended(key.expires_at),
            State::Pending => key.created_at.is_some_and(|at| at <= self.stored_before),
            State::Active | State::UserDisabled => false,
        }
    }
}

impl Change for Prune {
    type Plan = Vec<ApiKey>;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Vec<ApiKey>> {
        let mut keys = store::list(read, self.now).await?;
        keys.retain(|key| self.is_due(key));
        Ok(keys)
    }

    fn is_noop(&self, plan: &Vec<ApiKey>) -> bool {
        plan.is_empty()
    }

    fn danger(&self, _: &Vec<ApiKey>) -> Danger {
        Danger::None
    }

    fn preview(&self, plan: Vec<ApiKey>) -> View {
        View::list(plan).when_empty("Nothing to prune")
    }

    async fn apply(&self, plan: &Vec<ApiKey>, write: &mut Writer<'_>) -> Result<()> {
        for key in plan {
            match key.status {
                State::Pending => store::delete_pending(write, key).await?,
                _ => store::delete(write, &key.id).await?,
            }
        }
        Ok(())
    }

    fn event(&self, plan: &Vec<ApiKey>, (): &()) -> Event {
        let handles: Vec<String> = plan.iter().map(ApiKey::handle).collect();
        Event::new("apikey.pruned", text::count(handles.len(), "key")).with("keys", handles)
    }

    fn view(&self, plan: Vec<ApiKey>, (): ()) -> View {
        let count = text::count(plan.len(), "key");
        View::list(plan).with_note(format!("Deleted {count}"))
    }
}
