//! `user disable`.

use serde::Serialize;

use crate::base::span::Expiry;
use crate::base::{Result, Secret, Timestamp};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::{Cell, Record, View};

use super::model::{Status, Target, User};
use super::{ending, store};

/// Keep a user out: no login, and no API key of his is valid
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --until, `claviger user enable --due` lets him in again when it is over; until that runs he stays out.\n\n\
    Examples:\n  \
    claviger user disable ada@example.com --reason 'left the company'\n  \
    claviger user disable ada@example.com --until 7d --yes\n  \
    claviger user disable --due      (from cron: all whose break-glass time is over)"
)]
pub struct Args {
    /// E-mail address or id
    #[arg(required_unless_present = "due")]
    user: Option<Target>,
    /// End all emergencies whose time is over: `user break-glass`
    #[arg(long, conflicts_with_all = ["user", "until"])]
    due: bool,
    /// When it ends: a duration, a time, or never
    #[arg(long, value_name = "TIME")]
    until: Option<Expiry>,
}

struct Disable {
    target: Target,
    now: Timestamp,
    /// The end that was asked for.
    until: Until,
    reason: Option<String>,
}

/// When it is to end.
enum Until {
    /// Nothing was said: what is noted stays.
    Unsaid,
    /// A moment, or never.
    Said(Option<Timestamp>),
}

/// A user with why he is kept out.
#[derive(Serialize)]
#[serde(transparent)]
struct KeptOut(User);

impl Record for KeptOut {
    const COLUMNS: &'static [&'static str] =
        &["id", "email", "name", "role", "status", "disabled_until", "disabled_reason"];

    fn cells(&self) -> Vec<Cell> {
        let user = &self.0;
        vec![
            Cell::id(&user.id),
            Cell::text(&user.email),
            Cell::optional(user.name.as_deref()),
            Cell::text(&user.role),
            user.status_cell(),
            Cell::time(user.disabled_until),
            Cell::optional(user.disabled_reason.as_deref()),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.0.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let Some(target) = args.user else { return ending::end_due(cx).await };
    let until = match args.until {
        Some(until) => Until::Said(until.resolve(now)?),
        None => Until::Unsaid,
    };
    let reason = cx.options.reason.clone();
    change::carry_out(cx, &Disable { target, now, until, reason }).await
}

impl Disable {
    /// Run again without --until, it is not a wish to forget the end; but one that is over is no end any more.
    fn until(&self, user: &User) -> Option<Timestamp> {
        match self.until {
            Until::Said(until) => until,
            Until::Unsaid if user.status == Status::Disabled => user.disabled_until,
            Until::Unsaid => None,
        }
    }

    fn reason(&self, user: &User) -> Option<String> {
        let kept = if user.active { None } else { user.disabled_reason.clone() };
        self.reason.clone().or(kept)
    }
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
        user.status == Status::Disabled
            && self.until(user) == user.disabled_until
            && self.reason(user) == user.disabled_reason
    }

    fn danger(&self, user: &User) -> Danger {
        Danger::Reversible(format!("Disable `{}`", user.email))
    }

    fn preview(&self, user: User) -> View {
        let is_noop = self.is_noop(&user);
        let view = View::one(KeptOut(user));
        if is_noop { view.with_note("The user was disabled already") } else { view }
    }

    async fn apply(&self, user: &User, write: &mut Writer<'_>) -> Result<User> {
        store::guard_under_lock(write, user, "disabled").await?;
        let disabled = User {
            active: false,
            status: Status::Disabled,
            disabled_until: self.until(user),
            disabled_reason: self.reason(user),
            ..user.clone()
        };
        store::disable(write, user, self.now, disabled.disabled_until, disabled.disabled_reason.as_deref()).await?;
        Ok(disabled)
    }

    fn event(&self, user: &User, done: &User) -> Event {
        let event = Event::new("user.disabled", user.email.clone()).with("id", user.id.to_string());
        match done.disabled_until {
            Some(until) => event.with("until", crate::base::clock::rfc3339(until)),
            None => event,
        }
    }

    fn view(&self, _: User, done: User) -> View {
        View::one(KeptOut(done))
    }
}
