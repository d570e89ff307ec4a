//! `user create`.

use serde::Serialize;

use crate::base::{Error, Result, Secret, Timestamp};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover::{Delivery, SecretInput, SecretOutput};
use crate::output::{Cell, Record, View, reveal};

use super::model::{self, User};
use super::password::{self, PasswordHash};
use super::store::{self, NewUser};

/// Create a user
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger user create ada@example.com --role admin --generate-password\n  \
    pass show ada | claviger user create ada@example.com --stdin\n  \
    claviger user create sso@example.com --no-password --if-missing")]
pub struct Args {
    /// E-mail address
    email: String,
    /// Full name
    #[arg(long)]
    name: Option<String>,
    /// Role
    #[arg(long, default_value = "user")]
    role: String,
    /// Make up a password and print it once
    #[arg(long, group = "secret_input")]
    generate_password: bool,
    /// Store a hash that no password matches (single sign-on, password set later)
    #[arg(long, group = "secret_input")]
    no_password: bool,
    #[command(flatten)]
    password: SecretInput,
    #[command(flatten)]
    delivery: SecretOutput,
    /// Do nothing when the address is taken already
    #[arg(long)]
    if_missing: bool,
}

struct Create {
    email: String,
    name: Option<String>,
    role: String,
    password_hash: PasswordHash,
    if_missing: bool,
    now: Timestamp,
    has_password: bool,
    /// The password that the view shows; none when it was given, or goes elsewhere.
    shown: Option<Secret>,
}

/// What is shown: the user, and the password when it was made up here and not sent elsewhere.
#[derive(Serialize)]
struct Created {
    #[serde(flatten)]
    user: User,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "reveal::as_optional_text")]
    password: Option<Secret>,
}

impl Record for Created {
    const COLUMNS: &'static [&'static str] = &["id", "email", "name", "role", "status", "password"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.user.id),
            Cell::text(&self.user.email),
            Cell::optional(self.user.name.as_deref()),
            Cell::text(&self.user.role),
            Cell::text(self.user.status),
            self.password.clone().map_or(Cell::Empty, Cell::Secret),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.password.clone().map_or_else(|| self.user.plain(), |password| vec![password])
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    model::check_email(&args.email)?;
    args.name.as_deref().map_or(Ok(()), model::check_name)?;
    let delivery = args.delivery.delivery()?;
    if !delivery.is_print() && !args.generate_password {
        return Err(
            Error::usage("--out and --to send a password that was made up here").hint("add --generate-password")
        );
    }
    if !args.password.is_given() && !args.generate_password && !args.no_password && !cx.prompter.can_ask() {
        return Err(Error::usage("no password was given")
            .hint("add --generate-password, --stdin, --file FILE, --from REF or --no-password"));
    }
    delivery.check(cx).await?;
    let (password, password_hash) = prepare_password(&args, cx).await?;
    let generated = password.filter(|_| args.generate_password);
    let change = Create {
        email: args.email,
        name: args.name,
        role: args.role,
        password_hash,
        if_missing: args.if_missing,
        now: cx.now(),
        has_password: !args.no_password,
        shown: generated.clone().filter(|_| delivery.is_print()),
    };
    let mut finished = change::carry_out(cx, &change).await?;
    if let Some(password) = generated.filter(|_| finished.changed) {
        deliver(cx, &delivery, &password).await?;
        finished.view = finished.view.map(|view| match delivery.place() {
            Some(place) => view.with_note(format!("The password is in {place}")),
            None => view.with_note("The password is shown this once"),
        });
    }
    Ok(finished)
}

async fn prepare_password(args: &Args, cx: &mut Context) -> Result<(Option<Secret>, PasswordHash)> {
    let scheme = cx.settings.password_scheme().into();
    if args.no_password {
        return Ok((None, password::unusable(scheme, &mut cx.sources.rng)?));
    }
    let secret = if args.generate_password {
        password::generate::generate(&mut cx.sources.rng)?
    } else {
        args.password.read(cx, "Password", true).await?
    };
    model::check_password(&secret, &args.email, args.name.as_deref(), &cx.settings)?;
    let hash = password::hash(&secret, scheme, &mut cx.sources.rng)?;
    Ok((Some(secret), hash))
}

async fn deliver(cx: &mut Context, delivery: &Delivery, password: &Secret) -> Result<()> {
    let operation = crate::base::id::operation_id(&mut cx.sources.rng)?;
    delivery.deliver(cx, password, &operation).await.map_err(|error| {
        error
            .context("the user was created, but the password could not be delivered")
            .hint("set another one: claviger user set-password EMAIL --generate-password")
    })
}

enum Plan {
    Exists(User),
    Missing(User),
}

impl Change for Create {
    type Plan = Plan;
    type Done = User;

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Plan> {
        if let Some(account) = store::find_by_email(read, &self.email).await? {
            if self.if_missing {
                return Ok(Plan::Exists(account.user));
            }
            return Err(Error::conflict(format!("there is a user `{}` already", account.user.email))
                .hint(format!("look at it: claviger user show {}; or add --if-missing", account.user.email)));
        }
        store::check_role(read, &self.role).await?;
        if self.name.is_some() && read.mapping().find_column("users", "name").is_none() {
            return Err(Error::usage("the application's users have no name: `tables.users.name` is not mapped")
                .hint("leave out --name, or map the column"));
        }
        Ok(Plan::Missing(self.planned(crate::base::Id::Int(0))))
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        matches!(plan, Plan::Exists(_))
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::None
    }

    fn preview(&self, plan: Plan) -> View {
        match plan {
            Plan::Exists(user) => View::one(Created { user, password: None }).with_note("The user exists already"),
            Plan::Missing(user) => View::one(Planned { email: user.email, name: user.name, role: user.role }),
        }
    }

    async fn apply(&self, _: &Plan, write: &mut Writer<'_>) -> Result<User> {
        let row = NewUser {
            email: &self.email,
            name: self.name.as_deref(),
            role: &self.role,
            password_hash: &self.password_hash,
            created_at: self.now,
        };
        let id = store::insert(write, &row).await?;
        Ok(self.planned(id))
    }

    fn event(&self, _: &Plan, done: &User) -> Event {
        Event::new("user.created", done.email.clone())
            .with("id", done.id.to_string())
            .with("role", done.role.clone())
            .with("password", self.has_password)
    }

    fn view(&self, _: Plan, user: User) -> View {
        View::one(Created { user, password: self.shown.clone() })
    }
}

impl Create {
    fn planned(&self, id: crate::base::Id) -> User {
        User {
            id,
            email: self.email.clone(),
            name: self.name.clone(),
            role: self.role.clone(),
            active: true,
            status: model::status(true),
            created_at: Some(self.now),
            disabled_until: None,
            disabled_reason: None,
        }
    }
}

/// What a dry run shows: a user who has no id yet.
#[derive(Serialize)]
struct Planned {
    email: String,
    name: Option<String>,
    role: String,
}

impl Record for Planned {
    const COLUMNS: &'static [&'static str] = &["email", "name", "role"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.email), Cell::optional(self.name.as_deref()), Cell::text(&self.role)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.email.clone())]
    }
}
