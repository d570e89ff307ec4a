//! `apikey create`.

use crate::base::Result;
use crate::base::span::Expiry;
use crate::change::Finished;
use crate::commands::user;
use crate::context::Context;
use crate::handover::SecretOutput;

use super::mint::{self, Wanted};
use super::model::{self, Format, Scope};

/// Create an API key and print it once
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    KEY=$(claviger apikey create --user ci@example.com --name deploy -o plain)\n  \
    claviger apikey create --user ada@example.com --name reports --scope read:orders --expires 30d\n  \
    claviger apikey create --user ci@example.com --name deploy --to vault:ci/deploy#api_key")]
pub struct Args {
    /// Whose key it is: e-mail address or id
    #[arg(long)]
    user: user::model::Target,
    /// What it is for: a label, not unique
    #[arg(long)]
    name: String,
    /// What it may do; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<Scope>,
    /// When it ends: a duration, a time, or never
    #[arg(long, default_value = "90d", value_name = "TIME")]
    expires: Expiry,
    /// How the key looks
    #[arg(
        long,
        default_value = "clv",
        value_name = "FORMAT",
        help = "clv: with a public prefix and a checksum; urlsafe: as Python's secrets.token_urlsafe(32)"
    )]
    format: Format,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    model::check_name(&args.name)?;
    let delivery = args.delivery.delivery()?;
    // One moment for all of it: a key that lives 90 days lives exactly 90 days.
    let now = cx.now();
    let expires_at = args.expires.resolve(now)?;
    let owner = user::store::get(&mut cx.database().await?.read(), &args.user).await?.user;
    mint::check_owner(&owner.email, owner.active)?;
    let wanted = Wanted {
        user: owner.email,
        user_id: owner.id,
        name: args.name,
        scopes: args.scopes.into_iter().map(|scope| scope.0).collect(),
        created_at: now,
        expires_at,
        format: args.format,
        replaces: None,
    };
    mint::mint(cx, wanted, delivery).await
}
