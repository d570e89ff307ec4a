//! `user set-password`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover::{self, Parcel, Route, SecretInput, SecretOutput};
use crate::output::{Cell, Record, View, reveal};

use super::model::{self, Target, User};
use super::password::{self, Configured, PasswordHash};
use super::store::{self, Account};

/// Set a user's password
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger user set-password ada@example.com --generate-password\n  \
    claviger user set-password ada@example.com --from vault:people/ada#password")]
pub struct Args {
    /// E-mail address or id
    user: Target,
    /// Make up a password and print it once
    #[arg(long, group = "secret_input")]
    generate_password: bool,
    #[command(flatten)]
    password: SecretInput,
    #[command(flatten)]
    delivery: SecretOutput,
}

struct SetPassword {
    target: Target,
    password: Secret,
    hash: PasswordHash,
    scheme: Configured,
    is_generated: bool,
    shown: Option<Secret>,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    user: User,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "reveal::as_optional_text")]
    password: Option<Secret>,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["id", "email", "password"];

    fn cells(&self) -> Vec<Cell> {
        let password = self.password.clone().map_or(Cell::Empty, Cell::Secret);
        vec![Cell::id(&self.user.id), Cell::text(&self.user.email), password]
    }

    fn plain(&self) -> Vec<Secret> {
        self.password.clone().map_or_else(|| self.user.plain(), |password| vec![password])
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let delivery = args.delivery.delivery()?;
    if !delivery.is_print() && !args.generate_password {
        return Err(
            Error::usage("--out and --to send a password that was made up here").hint("add --generate-password")
        );
    }
    if !args.password.is_given() && !args.generate_password && !cx.prompter.can_ask() {
        return Err(
            Error::usage("no password was given").hint("add --generate-password, --stdin, --file FILE or --from REF")
        );
    }
    // The account is read before the password, so that nobody types one for a user who does not exist, and because
    // the policy needs the name.
    let account = store::get(&mut cx.database().await?.read(), &args.user).await?;
    let route = Route::find(delivery, cx).await?;
    let password = if args.generate_password {
        password::generate::generate(&mut cx.sources.rng)?
    } else {
        args.password.read(cx, "New password", true).await?
    };
    model::check_password(&password, &account.user.email, account.user.name.as_deref(), &cx.settings)?;
    let scheme = cx.settings.password_scheme().into();
    let change = SetPassword {
        target: args.user,
        hash: password::hash(&password, scheme, &mut cx.sources.rng)?,
        scheme,
        is_generated: args.generate_password,
        shown: (args.generate_password && route.is_print()).then(|| password.clone()),
        password,
    };
    if !args.generate_password {
        return change::carry_out(cx, &change).await;
    }
    let intent = event_of(&account.user, true);
    let parcel = Parcel { route: &route, secret: &change.password, what: "password", intent };
    handover::carry_out(cx, &change, parcel).await
}

fn event_of(user: &User, is_generated: bool) -> Event {
    Event::new("user.password_set", user.email.clone()).with("id", user.id.to_string()).with("generated", is_generated)
}

impl Change for SetPassword {
    type Plan = (Account, bool);
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Self::Plan> {
        let account = store::get(read, &self.target).await?;
        // A hash that can not be understood is certainly not that of the new password.
        let same = !self.is_generated
            && !password::needs_upgrade(&account.password_hash, self.scheme)
            && password::verify(&self.password, &account.password_hash).unwrap_or(false);
        Ok((account, same))
    }

    fn is_noop(&self, (_, same): &Self::Plan) -> bool {
        *same
    }

    fn danger(&self, _: &Self::Plan) -> Danger {
        Danger::None
    }

    fn preview(&self, (account, same): Self::Plan) -> View {
        let view = View::one(Shown { user: account.user, password: None });
        if same { view.with_note("That is the password already") } else { view }
    }

    async fn apply(&self, (account, _): &Self::Plan, write: &mut Writer<'_>) -> Result<()> {
        store::set_password_hash(write, account, &self.hash).await
    }

    fn event(&self, (account, _): &Self::Plan, (): &()) -> Event {
        event_of(&account.user, self.is_generated)
    }

    fn view(&self, (account, _): Self::Plan, (): ()) -> View {
        View::one(Shown { user: account.user, password: self.shown.clone() })
    }
}
