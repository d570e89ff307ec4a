//! `user enable`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::{Cell, Record, View};

use super::model::{Status, Target, User};
use super::store;

/// Let a user in again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger user enable ada@example.com\n  \
    claviger user enable --due      (from cron: all whose `disable --until` is over)")]
pub struct Args {
    /// E-mail address or id
    #[arg(required_unless_present = "due")]
    user: Option<Target>,
    /// Let in everybody whose `disable --until` is over
    #[arg(long, conflicts_with = "user")]
    due: bool,
}

struct Enable {
    target: Option<Target>,
}

/// A user, with the API keys that stay revoked.
#[derive(Serialize)]
struct Enabled {
    #[serde(flatten)]
    user: User,
    still_revoked: Vec<String>,
}

impl Record for Enabled {
    const COLUMNS: &'static [&'static str] = &["id", "email", "status", "still_revoked"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.user.id),
            Cell::text(&self.user.email),
            self.user.status_cell(),
            Cell::list(&self.still_revoked),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.user.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let change = Enable { target: args.user };
    change::carry_out(cx, &change).await
}

impl Change for Enable {
    type Plan = Vec<Enabled>;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Self::Plan> {
        let users = match &self.target {
            Some(target) => vec![refuse_emergency(store::get(read, target).await?.user)?],
            None => store::list(read).await?.into_iter().filter(|user| user.status == Status::Due).collect(),
        };
        let mut plan = Vec::new();
        for user in users {
            let still_revoked = store::list_revoked_keys(read, &user.id).await?;
            plan.push(Enabled { user, still_revoked });
        }
        Ok(plan)
    }

    fn is_noop(&self, plan: &Self::Plan) -> bool {
        plan.iter().all(|entry| entry.user.active)
    }

    fn danger(&self, _: &Self::Plan) -> Danger {
        Danger::None
    }

    fn preview(&self, plan: Self::Plan) -> View {
        let note = (!plan.is_empty() && self.is_noop(&plan)).then_some("The user was not disabled");
        self.show(plan, note)
    }

    async fn apply(&self, plan: &Self::Plan, write: &mut Writer<'_>) -> Result<()> {
        for entry in plan {
            store::enable(write, &entry.user).await?;
        }
        Ok(())
    }

    fn event(&self, plan: &Self::Plan, (): &()) -> Event {
        let emails: Vec<String> = plan.iter().map(|entry| entry.user.email.clone()).collect();
        let ids: Vec<String> = plan.iter().map(|entry| entry.user.id.to_string()).collect();
        Event::new("user.enabled", emails.join(" ")).with("ids", ids)
    }

    fn view(&self, plan: Self::Plan, (): ()) -> View {
        let enable = |user: User| User {
            active: true,
            status: Status::Active,
            disabled_until: None,
            disabled_reason: None,
            ..user
        };
        self.show(plan.into_iter().map(|entry| Enabled { user: enable(entry.user), ..entry }).collect(), None)
    }
}

/// An account that was made for an emergency has had its time. Let in again, it would be there for good.
fn refuse_emergency(user: User) -> Result<User> {
    if user.active || user.expires_at.is_none() {
        return Ok(user);
    }
    Err(Error::conflict(format!("`{}` was made for an emergency, and that is over", user.email))
        .hint(format!("claviger user break-glass {} --reason TEXT, or make another user", user.email)))
}

impl Enable {
    fn show(&self, mut plan: Vec<Enabled>, note: Option<&str>) -> View {
        let revoked: usize = plan.iter().map(|entry| entry.still_revoked.len()).sum();
        let view = match (&self.target, plan.pop()) {
            (Some(_), Some(only)) => View::one(only),
            (_, last) => {
                plan.extend(last);
                View::list(plan).when_empty("Nobody is due")
            }
        };
        match note {
            Some(note) => view.with_note(note),
            None if revoked == 0 => view,
            None => {
                let keys = crate::base::text::count(revoked, "API key");
                view.with_note(format!("What was revoked stays revoked: {keys}"))
            }
        }
    }
}
