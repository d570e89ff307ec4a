//! `user delete`.

use serde::Serialize;

use crate::base::{Result, Secret, text};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::{Cell, Record, View};

use super::model::{Target, User};
use super::store;

/// Delete a user and his API keys for good
#[derive(Debug, clap::Args)]
#[command(after_help = "To keep somebody out without losing anything: claviger user disable")]
pub struct Args {
    /// E-mail address or id
    user: Target,
}

struct Delete {
    target: Target,
}

#[derive(Serialize)]
struct Deleted {
    #[serde(flatten)]
    user: User,
    api_keys: i64,
}

impl Record for Deleted {
    const COLUMNS: &'static [&'static str] = &["id", "email", "role", "api_keys"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.user.id),
            Cell::text(&self.user.email),
            Cell::text(&self.user.role),
            Cell::number(self.api_keys),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.user.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    change::carry_out(cx, &Delete { target: args.user }).await
}

impl Change for Delete {
    type Plan = Deleted;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Deleted> {
        let user = store::get(read, &self.target).await?.user;
        store::guard_last_administrator(read, &user, "deleted").await?;
        let api_keys = store::count_keys(read, &user.id).await?;
        Ok(Deleted { user, api_keys })
    }

    fn is_noop(&self, _: &Deleted) -> bool {
        false
    }

    fn danger(&self, plan: &Deleted) -> Danger {
        let keys = text::count(usize::try_from(plan.api_keys).unwrap_or_default(), "API key");
        Danger::Irreversible(format!("Delete `{}` and {keys}", plan.user.email))
    }

    fn preview(&self, plan: Deleted) -> View {
        View::one(plan)
    }

    async fn apply(&self, plan: &Deleted, write: &mut Writer<'_>) -> Result<()> {
        store::guard_under_lock(write, &plan.user, "deleted").await?;
        store::delete_keys(write, &plan.user.id).await?;
        store::delete(write, &plan.user).await
    }

    fn event(&self, plan: &Deleted, (): &()) -> Event {
        Event::new("user.deleted", plan.user.email.clone())
            .with("id", plan.user.id.to_string())
            .with("role", plan.user.role.clone())
            .with("api_keys", plan.api_keys)
    }

    fn view(&self, plan: Deleted, (): ()) -> View {
        View::one(plan)
    }
}
