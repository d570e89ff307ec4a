//! `user check-password`.

use serde::Serialize;

use crate::base::exit::Status;
use crate::base::{Kind, Result, Secret};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover::SecretInput;
use crate::output::{Cell, Record, View};

use super::model::Target;
use super::password::{self, Configured, PasswordHash};
use super::store::{self, Account};

/// Check a user's password: exit 0 when it is right, 10 when it is wrong
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger user check-password ada@example.com\n  \
    printf %s \"$PASSWORD\" | claviger user check-password ada@example.com --stdin --upgrade")]
pub struct Args {
    /// E-mail address or id
    user: Target,
    #[command(flatten)]
    password: SecretInput,
    /// When the password is right and its hash is old, hash it anew with the configured scheme
    #[arg(long)]
    upgrade: bool,
}

#[derive(Serialize)]
struct Answer {
    user: String,
    valid: bool,
    scheme: String,
    outdated: bool,
    upgraded: bool,
}

impl Record for Answer {
    const COLUMNS: &'static [&'static str] = &["user", "valid", "scheme", "outdated", "upgraded"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.user),
            if self.valid { Cell::Good("yes".to_owned()) } else { Cell::Bad("no".to_owned()) },
            Cell::text(&self.scheme),
            Cell::Flag(self.outdated),
            Cell::Flag(self.upgraded),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(if self.valid { "valid" } else { "invalid" }.to_owned())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let configured: Configured = cx.settings.password_scheme().into();
    let password = args.password.read(cx, "Password", false).await?;
    let account = match store::get(&mut cx.database().await?.read(), &args.user).await {
        Ok(account) => account,
        Err(error) => {
            // SECURITY: the same work is done for a stranger, so that time does not tell who exists.
            if error.kind() == Kind::NotFound {
                password::verify_dummy(&password, configured)?;
            }
            return Err(error);
        }
    };
    let valid = password::verify(&password, &account.password_hash)?;
    let outdated = password::needs_upgrade(&account.password_hash, configured);
    let mut answer = Answer {
        user: account.user.email.clone(),
        valid,
        scheme: account.password_hash.scheme().to_string(),
        outdated,
        upgraded: false,
    };
    if !valid || !outdated || !args.upgrade {
        let status = if valid { Status::Done } else { Status::Negative };
        return Ok(Finished::unchanged(View::one(answer)).with_status(status));
    }
    let hash = match password::hash(&password, configured, &mut cx.sources.rng) {
        Ok(hash) => hash,
        Err(error) if error.kind() == Kind::Usage => {
            // The answer is yes all the same: only the new scheme can not keep this password.
            cx.printer.warn(&format!("the hash stays as it is: {error}"));
            return Ok(Finished::unchanged(View::one(answer)));
        }
        Err(error) => return Err(error),
    };
    let finished = change::carry_out(cx, &Upgrade { target: args.user, hash, configured, password }).await?;
    if finished.changed {
        answer.upgraded = true;
        answer.outdated = false;
        answer.scheme = configured.to_string();
    }
    Ok(Finished { view: Some(View::one(answer)), ..finished })
}

struct Upgrade {
    target: Target,
    hash: PasswordHash,
    configured: Configured,
    password: Secret,
}

impl Change for Upgrade {
    type Plan = Account;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Account> {
        store::get(read, &self.target).await
    }

    fn is_noop(&self, account: &Account) -> bool {
        // Whatever happened since the check: only the hash of this very password may be replaced.
        !password::needs_upgrade(&account.password_hash, self.configured)
            || !password::verify(&self.password, &account.password_hash).unwrap_or(false)
    }

    fn danger(&self, _: &Account) -> Danger {
        Danger::None
    }

    fn preview(&self, account: Account) -> View {
        View::one(account.user)
    }

    async fn apply(&self, account: &Account, write: &mut Writer<'_>) -> Result<()> {
        store::set_password_hash(write, account, &self.hash).await
    }

    fn event(&self, account: &Account, (): &()) -> Event {
        Event::new("user.password_upgraded", account.user.email.clone())
            .with("from", account.password_hash.scheme().to_string())
            .with("to", self.hash.scheme().to_string())
    }

    fn view(&self, account: Account, (): ()) -> View {
        View::one(account.user)
    }
}
