//! `apikey rotate`.

use crate::base::span::{Expiry, Span};
use crate::base::{Error, Result};
use crate::change::Finished;
use crate::context::Context;
use crate::handover::SecretOutput;

use super::mint::{self, Wanted};
use super::model::{Format, State, Target};
use super::store;

/// Replace an API key: a successor is made, and the old key ends after the overlap
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger apikey rotate clv_7Qx2abcd --overlap 24h\n  \
    claviger apikey rotate 42 --overlap 1h --to vault:ci/deploy#api_key --force")]
pub struct Args {
    /// Id or visible prefix
    key: Target,
    /// How long the old key stays valid beside the new one
    #[arg(long, default_value = "24h", value_name = "DURATION")]
    overlap: Span,
    /// When the new key ends: a duration, a time, or never
    #[arg(long, default_value = "90d", value_name = "TIME")]
    expires: Expiry,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let delivery = args.delivery.delivery()?;
    let expires_at = args.expires.resolve(now)?;
    let old = store::get(&mut cx.database().await?.read(), &args.key, now).await?;
    mint::check_owner(&old.user, old.status != State::UserDisabled)?;
    if old.status != State::Active {
        return Err(Error::conflict(format!("the API key `{}` is {}", old.handle(), old.status.name()))
            .hint(format!("make a new one: claviger apikey create --user {} --name NAME", old.user)));
    }
    let overlap_ends_at = args.overlap.after(now)?;
    // The overlap never gives an old key more time than it had.
    let ends_at = old.expires_at.map_or(overlap_ends_at, |at| at.min(overlap_ends_at));
    let wanted = Wanted {
        user: old.user.clone(),
        user_id: old.user_id.clone(),
        name: old.name.clone(),
        scopes: old.scopes.clone(),
        created_at: now,
        expires_at,
        format: if old.prefix.is_some() { Format::Claviger } else { Format::Urlsafe },
        replaces: Some((old, ends_at)),
    };
    mint::mint(cx, wanted, delivery).await
}
