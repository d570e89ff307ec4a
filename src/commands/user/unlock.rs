//! `user unlock`.

use serde::Serialize;

use crate::base::{Error, Result, Secret, Timestamp};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::{Cell, Record, View};

use super::model::{Target, User};
use super::{login_lock, store};

/// End the lock that failed logins put on a user before its time
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The lock is the application's, in the column that `tables.users.locked_until` names. It is not \
    the same as being disabled: claviger user enable\n\nExample:\n  claviger user unlock ada@example.com"
)]
pub struct Args {
    /// E-mail address or id
    user: Target,
}

struct Unlock {
    target: Target,
    now: Timestamp,
}

/// A user and the end of his lock.
#[derive(Serialize)]
struct Locked {
    #[serde(flatten)]
    user: User,
    locked_until: Option<Timestamp>,
}

impl Record for Locked {
    const COLUMNS: &'static [&'static str] = &["id", "email", "status", "locked_until"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.user.id),
            Cell::text(&self.user.email),
            self.user.status_cell(),
            Cell::time(self.locked_until),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.user.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    if cx.settings.mapping.find_column("users", "locked_until").is_none() {
        return Err(Error::usage("nobody can be unlocked: where the application keeps its locks is not known")
            .hint("name the column in the configuration file: [tables.users] locked_until = \"…\""));
    }
    let change = Unlock { target: args.user, now: cx.now() };
    change::carry_out(cx, &change).await
}

impl Change for Unlock {
    type Plan = Locked;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Locked> {
        let user = store::get(read, &self.target).await?.user;
        let locked_until = login_lock::find(read, &user.id).await?;
        Ok(Locked { user, locked_until })
    }

    fn is_noop(&self, plan: &Locked) -> bool {
        plan.locked_until.is_none_or(|until| until <= self.now)
    }

    fn danger(&self, _: &Locked) -> Danger {
        Danger::None
    }

    fn preview(&self, plan: Locked) -> View {
        let is_noop = self.is_noop(&plan);
        let view = View::one(plan);
        if is_noop { view.with_note("The user was not locked") } else { view }
    }

    async fn apply(&self, plan: &Locked, write: &mut Writer<'_>) -> Result<()> {
        login_lock::end(write, &plan.user.id).await
    }

    fn event(&self, plan: &Locked, (): &()) -> Event {
        let until = plan.locked_until.map(crate::base::clock::rfc3339);
        Event::new("user.unlocked", plan.user.email.clone())
            .with("id", plan.user.id.to_string())
            .with("locked_until", until)
    }

    fn view(&self, plan: Locked, (): ()) -> View {
        let view = View::one(Locked { user: plan.user.clone(), locked_until: None });
        // The one is not the other, and who unlocks wants to let somebody in.
        if plan.user.active { view } else { view.with_note(format!("Disabled he stays: {}", plan.user.email)) }
    }
}
