//! `user disable`.

use crate::base::span::Expiry;
use crate::base::{Result, Timestamp};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::View;

use super::model::{self, Target, User};
use super::store;

/// Keep a user out: no login, and no API key of his is valid
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --until, `claviger user enable --due` lets him in again when it is over; until that runs he stays out.\n\n\
    Examples:\n  \
    claviger user disable ada@example.com --reason 'left the company'\n  \
    claviger user disable ada@example.com --until 7d --yes"
)]
pub struct Args {
    /// E-mail address or id
    user: Target,
    /// When it ends: a duration or a time
    #[arg(long, value_name = "TIME")]
    until: Option<Expiry>,
}

struct Disable {
    target: Target,
    now: Timestamp,
    until: Option<Timestamp>,
    is_until_given: bool,
    reason: Option<String>,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let until = args.until.map_or(Ok(None), |until| until.resolve(now))?;
    let reason = cx.options.reason.clone();
    let change = Disable { target: args.user, now, until, is_until_given: args.until.is_some(), reason };
    change::carry_out(cx, &change).await
}

impl Change for Disable {
    type Plan = User;
    type Done = User;

    async fn plan(&self, read: &mut Reader<'_>) -> Result<User> {
        let user = store::get(read, &self.target).await?.user;
        store::guard_last_administrator(read, &user, "disabled").await?;
        Ok(user)
    }

    fn is_noop(&self, user: &User) -> bool {
        // Run again without --until, it is not a wish to forget the end.
        !user.active && (!self.is_until_given || user.disabled_until == self.until)
    }

    fn danger(&self, user: &User) -> Danger {
        Danger::Reversible(format!("Disable `{}`", user.email))
    }

    fn preview(&self, user: User) -> View {
        View::one(user)
    }

    async fn apply(&self, user: &User, write: &mut Writer<'_>) -> Result<User> {
        store::guard_under_lock(write, user, "disabled").await?;
        let reason = self.reason.as_deref().or(user.disabled_reason.as_deref());
        store::disable(write, user, self.now, self.until, reason).await?;
        Ok(User {
            active: false,
            status: model::status(false),
            disabled_until: self.until,
            disabled_reason: reason.map(str::to_owned),
            ..user.clone()
        })
    }

    fn event(&self, user: &User, _: &User) -> Event {
        let event = Event::new("user.disabled", user.email.clone()).with("id", user.id.to_string());
        match self.until {
            Some(until) => event.with("until", crate::base::clock::rfc3339(until)),
            None => event,
        }
    }

    fn view(&self, _: User, done: User) -> View {
        View::one(done)
    }
}
