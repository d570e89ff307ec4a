//! `user list`.

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use super::store;

/// List users
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger user list --role admin\n  claviger user list --disabled -o csv")]
pub struct Args {
    /// Only users with this role
    #[arg(long)]
    role: Option<String>,
    /// Only users who may log in
    #[arg(long, conflicts_with = "disabled")]
    active: bool,
    /// Only users who are kept out
    #[arg(long)]
    disabled: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let mut users = store::list(&mut cx.database().await?.read()).await?;
    users.retain(|user| {
        args.role.as_ref().is_none_or(|role| user.role.eq_ignore_ascii_case(role))
            && (user.active || !args.active)
            && (!user.active || !args.disabled)
    });
    Ok(Finished::unchanged(View::list(users).when_empty("No user matches")))
}
