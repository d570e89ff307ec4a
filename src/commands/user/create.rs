//! `user create`.

use serde::Serialize;

use crate::base::{Error, Id, Kind, Result, Secret, Timestamp};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover::{self, Parcel, Route, SecretInput, SecretOutput};
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
    if_missing: bool,
    now: Timestamp,
    /// Filled in after the plan has found that there is something to do.
    password_hash: Option<PasswordHash>,
    /// The key, where the table makes none.
    key: Option<Id>,
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
            self.user.status_cell(),
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
    let mut change = Create {
        email: args.email.clone(),
        name: args.name.clone(),
        role: args.role.clone(),
        if_missing: args.if_missing,
        now: cx.now(),
        password_hash: None,
        key: None,
        has_password: !args.no_password,
        shown: None,
    };
    // Looked at before the password: nobody types one for a user who is there, and none is asked for with --if-missing.
    let plan = change.plan(&mut cx.database().await?.read()).await?;
    match &plan {
        Plan::Exists(_) => return Ok(Finished::unchanged(change.preview(plan))),
        Plan::Missing(new) => change.key = new.key.map(|form| form.make(&mut cx.sources.rng)).transpose()?,
    }
    let route = Route::find(delivery, cx).await?;
    let (password, hash) = prepare_password(&args, cx).await?;
    change.password_hash = Some(hash);
    let Some(password) = password.filter(|_| args.generate_password) else {
        return change.unless_made_meanwhile(change::carry_out(cx, &change).await, cx).await;
    };
    change.shown = Some(password.clone()).filter(|_| route.is_print());
    let intent = Event::new("user.created", change.email.clone()).with("role", change.role.clone());
    let parcel = Parcel { route: &route, secret: &password, what: "password", intent };
    change.unless_made_meanwhile(handover::carry_out(cx, &change, parcel).await, cx).await
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

enum Plan {
    Exists(User),
    Missing(NewUser),
}

impl Change for Create {
    type Plan = Plan;
    type Done = User;

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Plan> {
        if let Some(account) = store::find_by_email(read, &self.email).await? {
            return if self.if_missing { Ok(Plan::Exists(account.user)) } else { Err(taken(&account.user.email)) };
        }
        let role = store::get_role(read, &self.role).await?;
        if self.name.is_some() && read.mapping().find_column("users", "name").is_none() {
            return Err(Error::usage("the application's users have no name: `tables.users.name` is not mapped")
                .hint("leave out --name, or map the column"));
        }
        Ok(Plan::Missing(NewUser {
            email: self.email.clone(),
            name: self.name.clone(),
            role,
            created_at: self.now,
            key: store::missing_key(read).await?,
        }))
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
            Plan::Missing(new) => View::one(Planned { email: new.email, name: new.name, role: new.role }),
        }
    }

    async fn apply(&self, plan: &Plan, write: &mut Writer<'_>) -> Result<User> {
        let (Plan::Missing(new), Some(hash)) = (plan, &self.password_hash) else {
            return Err(Error::internal("there is no user to be made"));
        };
        store::lock_email(write, &self.email).await?;
        if let Some(account) = store::find_by_email(&mut write.read(), &self.email).await? {
            return Err(taken(&account.user.email));
        }
        store::insert(write, new, hash, self.key.as_ref()).await
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
    /// Two runs with --if-missing at once: the slower one has nothing to do.
    async fn unless_made_meanwhile(&self, result: Result<Finished>, cx: &mut Context) -> Result<Finished> {
        match result {
            Err(error) if self.if_missing && error.kind() == Kind::Conflict => {
                match self.plan(&mut cx.database().await?.read()).await? {
                    plan @ Plan::Exists(_) => Ok(Finished::unchanged(self.preview(plan))),
                    Plan::Missing(_) => Err(error),
                }
            }
            result => result,
        }
    }
}

fn taken(email: &str) -> Error {
    Error::conflict(format!("there is a user `{email}` already"))
        .hint(format!("claviger user show {email}; or add --if-missing"))
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
