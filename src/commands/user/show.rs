//! `user show`.

use serde::Serialize;

use crate::base::{Result, Secret};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};

use super::model::{Target, User};
use super::store;

/// Show one user
#[derive(Debug, clap::Args)]
pub struct Args {
    /// E-mail address or id
    user: Target,
}

#[derive(Serialize)]
struct Details {
    #[serde(flatten)]
    user: User,
    password_scheme: String,
    /// Whether a correct password would be hashed anew by `check-password --upgrade`.
    password_outdated: bool,
}

impl Record for Details {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "email",
        "name",
        "role",
        "status",
        "disabled_until",
        "disabled_reason",
        "created_at",
        "password_scheme",
        "password_outdated",
        "expires_at",
    ];

    fn cells(&self) -> Vec<Cell> {
        let user = &self.user;
        vec![
            Cell::id(&user.id),
            Cell::text(&user.email),
            Cell::optional(user.name.as_deref()),
            Cell::text(&user.role),
            user.status_cell(),
            Cell::time(user.disabled_until),
            Cell::optional(user.disabled_reason.as_deref()),
            Cell::time(user.created_at),
            Cell::text(&self.password_scheme),
            Cell::Flag(self.password_outdated),
            Cell::time(user.expires_at),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.user.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let configured = cx.settings.password_scheme().into();
    let account = store::get(&mut cx.database().await?.read(), &args.user).await?;
    let details = Details {
        password_scheme: account.password_hash.scheme().to_string(),
        password_outdated: super::password::needs_upgrade(&account.password_hash, configured),
        user: account.user,
    };
    Ok(Finished::unchanged(View::one(details)))
}
