//! `user break-glass`.

use serde::Serialize;

use crate::base::span::Span;
use crate::base::{Error, Id, Result, Secret, Timestamp, clock};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover::{self, Delivery, Parcel, Route, SecretInput, SecretOutput};
use crate::output::{Cell, Record, View, reveal};

use super::emergency::{self, Emergency, Origin};
use super::ending;
use super::model::{self, ADMINISTRATOR, Status, User};
use super::password::{self, PasswordHash};
use super::store::{self, Account, NewUser};

/// Whoever needs longer needs an administrator, not an emergency.
const LONGEST: Span = Span::from_secs(7 * 86_400);

/// Make an administrator for an emergency, who ends by himself
///
/// An address that nobody has becomes a new account with a password that is shown once, and is disabled at the end. A
/// user who is there is made an administrator, keeps his password, and gets his role back at the end.
///
/// When the time is over, every command of claviger takes it for over at once. The application reads only whether a
/// user is active and what his role is: there it ends when `claviger user disable --due` runs, which belongs into cron,
/// every minute. A token that the application has issued stays valid for as long as it was issued.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger user break-glass emergency@example.com --ttl 2h --reason 'INC-2026-0042: all administrators locked out'\n  \
    claviger user break-glass ada@example.com --ttl 30m --reason 'on call'\n  \
    claviger user break-glass emergency@example.com --end\n  \
    * * * * * claviger user disable --due --quiet      (crontab)")]
pub struct Args {
    /// E-mail address
    email: String,
    /// How long it lasts, at most 7d
    #[arg(long, value_name = "DURATION", default_value = "2h", conflicts_with = "end")]
    ttl: Span,
    /// End it now
    #[arg(long, conflicts_with_all = ["secret_input", "out", "to"])]
    end: bool,
    #[command(flatten)]
    password: SecretInput,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    if args.end {
        return ending::end_one(cx, &args.email).await;
    }
    if cx.options.reason.is_none() {
        return Err(Error::usage("breaking the glass needs a reason, for the record").hint("add --reason TEXT"));
    }
    if args.ttl > LONGEST || args.ttl.as_secs() <= 0 {
        return Err(Error::usage(format!("an emergency does not last {}", args.ttl))
            .hint("at most 7d; for longer: claviger user create EMAIL --role admin"));
    }
    model::check_email(&args.email)?;
    let delivery = args.delivery.delivery()?;
    if !delivery.is_print() && args.password.is_given() {
        return Err(Error::usage("--out and --to send a password that was made up here")
            .hint("leave out --stdin, --file and --from, or --out and --to"));
    }
    let ends_at = args.ttl.after(cx.now())?;
    let mut change =
        BreakGlass { email: args.email.clone(), ends_at, now: cx.now(), hash: None, key: None, shown: None };
    let plan = change.plan(&mut cx.database().await?.read()).await?;
    if let Plan::Elevate { .. } = plan {
        if args.password.is_given() || !delivery.is_print() {
            return Err(Error::usage(format!("`{}` is there already and keeps his password", args.email))
                .hint("leave out the flags about a password"));
        }
        let finished = change::carry_out(cx, &change).await?;
        return Ok(tell_end(finished, ends_at, cx));
    }
    if let Plan::Make(new) = &plan {
        change.key = new.key.map(|form| form.make(&mut cx.sources.rng)).transpose()?;
    }
    let finished = make(cx, change, &args.password, delivery).await?;
    Ok(tell_end(finished, ends_at, cx))
}

/// Says what the end depends on, whatever else is said.
fn tell_end(finished: Finished, ends_at: Timestamp, cx: &Context) -> Finished {
    if finished.changed {
        let end = clock::rfc3339(ends_at);
        cx.printer.say(&format!(
            "It ends at {end}; in the application when `claviger user disable --due` runs: put it into cron, every minute"
        ));
    }
    finished
}

/// Makes the account, or opens it again, with a password.
async fn make(cx: &mut Context, mut change: BreakGlass, input: &SecretInput, delivery: Delivery) -> Result<Finished> {
    let route = Route::find(delivery, cx).await?;
    let is_given = input.is_given();
    let password = if is_given {
        let password = input.read(cx, "Password", true).await?;
        model::check_password(&password, &change.email, None, &cx.settings)?;
        password
    } else {
        password::generate::generate(&mut cx.sources.rng)?
    };
    change.hash = Some(password::hash(&password, cx.settings.password_scheme().into(), &mut cx.sources.rng)?);
    if is_given {
        return change::carry_out(cx, &change).await;
    }
    change.shown = Some(password.clone()).filter(|_| route.is_print());
    let intent = Event::new("user.break_glass", change.email.clone());
    let parcel = Parcel { route: &route, secret: &password, what: "password", intent };
    handover::carry_out(cx, &change, parcel).await
}

struct BreakGlass {
    email: String,
    ends_at: Timestamp,
    now: Timestamp,
    /// Of the password; none where somebody keeps his own.
    hash: Option<PasswordHash>,
    /// The key, where the table makes none.
    key: Option<Id>,
    shown: Option<Secret>,
}

enum Plan {
    /// A new account.
    Make(NewUser),
    /// An account that was made for this before.
    Reopen { account: Box<Account>, stored_role: String, role: String },
    /// Somebody who is there for other reasons.
    Elevate { user: User, stored_role: String, role: String, origin: Origin },
}

/// An administrator for a while, and the password when it was made up here and not sent elsewhere.
#[derive(Serialize)]
struct Broken {
    #[serde(flatten)]
    user: User,
    elevated: bool,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "reveal::as_optional_text")]
    password: Option<Secret>,
}

impl Record for Broken {
    const COLUMNS: &'static [&'static str] = &["id", "email", "role", "expires_at", "elevated", "password"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.user.id),
            Cell::text(&self.user.email),
            Cell::text(&self.user.role),
            Cell::time(self.user.expires_at),
            Cell::Flag(self.elevated),
            self.password.clone().map_or(Cell::Empty, Cell::Secret),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.password.clone().map_or_else(|| self.user.plain(), |password| vec![password])
    }
}

impl Change for BreakGlass {
    type Plan = Plan;
    type Done = User;

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Plan> {
        let role = store::get_role(read, ADMINISTRATOR).await?;
        let Some(account) = store::find_by_email(read, &self.email).await? else {
            let key = store::missing_key(read).await?;
            return Ok(Plan::Make(NewUser { email: self.email.clone(), name: None, role, created_at: self.now, key }));
        };
        let user = &account.user;
        match emergency::find(read, &user.id).await? {
            Some(Emergency { origin: Origin::Made, role: stored_role, .. }) => {
                Ok(Plan::Reopen { account: Box::new(account), stored_role, role })
            }
            Some(Emergency { origin, role: stored_role, is_active: true, .. }) => {
                Ok(Plan::Elevate { user: account.user, stored_role, role, origin })
            }
            _ if !user.active => Err(Error::conflict(format!("`{}` is disabled", user.email))
                .hint(format!("claviger user enable {}; or name an address that nobody has", user.email))),
            _ if user.is_active_administrator() => {
                Err(Error::conflict(format!("`{}` is an administrator, and without an end", user.email)))
            }
            _ => {
                let stored_role = emergency::get_stored_role(read, &user.id).await?;
                let origin = Origin::Elevated(stored_role.clone());
                Ok(Plan::Elevate { user: account.user, stored_role, role, origin })
            }
        }
    }

    fn is_noop(&self, _: &Plan) -> bool {
        false
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::None
    }

    fn preview(&self, plan: Plan) -> View {
        let email = match plan {
            Plan::Make(new) => new.email,
            Plan::Reopen { account, .. } => account.user.email,
            Plan::Elevate { user, .. } => user.email,
        };
        View::one(Planned { email, role: ADMINISTRATOR, expires_at: self.ends_at })
    }

    async fn apply(&self, plan: &Plan, write: &mut Writer<'_>) -> Result<User> {
        let user = match plan {
            Plan::Make(new) => {
                store::lock_email(write, &self.email).await?;
                if store::find_by_email(&mut write.read(), &self.email).await?.is_some() {
                    return Err(Error::conflict(format!("somebody made `{}` meanwhile", self.email))
                        .hint("run the command again"));
                }
                store::insert(write, new, self.hash()?, self.key.as_ref()).await?
            }
            Plan::Reopen { account, stored_role, role } => {
                store::set_password_hash(write, account, self.hash()?).await?;
                emergency::set_role(write, &account.user.id, stored_role, role).await?;
                emergency::let_in(write, &account.user.id).await?;
                account.user.clone()
            }
            Plan::Elevate { user, stored_role, role, .. } => {
                emergency::set_role(write, &user.id, stored_role, role).await?;
                user.clone()
            }
        };
        emergency::note(write, &user.id, self.ends_at, plan.origin()).await?;
        Ok(self.as_ends(user))
    }

    fn event(&self, plan: &Plan, done: &User) -> Event {
        let previous = match plan.origin() {
            Origin::Made => None,
            Origin::Elevated(role) => Some(role.clone()),
        };
        Event::new("user.break_glass", done.email.clone())
            .with("id", done.id.to_string())
            .with("expires_at", clock::rfc3339(self.ends_at))
            .with("previous_role", previous)
    }

    fn view(&self, plan: Plan, done: User) -> View {
        let elevated = matches!(plan, Plan::Elevate { .. });
        View::one(Broken { user: done, elevated, password: self.shown.clone() })
    }
}

impl BreakGlass {
    fn hash(&self) -> Result<&PasswordHash> {
        self.hash.as_ref().ok_or_else(|| Error::internal("there is no password for the account"))
    }

    /// The user as he is from now on.
    fn as_ends(&self, user: User) -> User {
        User {
            role: ADMINISTRATOR.to_owned(),
            active: true,
            status: Status::Active,
            disabled_until: None,
            disabled_reason: None,
            expires_at: Some(self.ends_at),
            ..user
        }
    }
}

impl Plan {
    const fn origin(&self) -> &Origin {
        match self {
            Self::Make(_) | Self::Reopen { .. } => &Origin::Made,
            Self::Elevate { origin, .. } => origin,
        }
    }
}

/// What a dry run shows.
#[derive(Serialize)]
struct Planned {
    email: String,
    role: &'static str,
    expires_at: Timestamp,
}

impl Record for Planned {
    const COLUMNS: &'static [&'static str] = &["email", "role", "expires_at"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.email), Cell::text(self.role), Cell::time(self.expires_at)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.email.clone())]
    }
}
