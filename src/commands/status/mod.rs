//! `status`: the whole installation on one screen. Reads only, asks nobody, and verifies nothing that takes long.

mod model;
mod parts;

use std::collections::BTreeMap;

use crate::base::Result;
use crate::base::exit::Status;
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use model::Overview;

/// Show the whole installation at a glance
///
/// A part that can not be read is shown as failed, with its reason, beside the others; the exit code is then that of
/// the first failure. Parts that are not configured, and what merely wants attention, are no failures. The chain of
/// events is not verified here, and a vault that only a passphrase opens stays locked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger status\n  claviger status -o json | jq .data.api_keys")]
pub struct Args {}

/// Runs the verb.
pub(super) async fn run(_: Args, cx: &mut Context) -> Result<Finished> {
    if !cx.settings.has_database() && cx.settings.vault().is_err() {
        // Nothing is installed here: there is nothing to show, but a way to go.
        cx.settings.database_url()?;
    }
    let mut parts = BTreeMap::from([("config", parts::config(cx))]);
    parts.extend(parts::of_vault(cx).await);
    parts.extend(parts::of_database(cx).await);
    let (overview, failure) = Overview::new(parts);
    match failure {
        None => Ok(Finished::unchanged(View::one(overview))),
        Some(failure) => {
            // What is well is shown all the same; the failure says how the command ended.
            cx.printer.show(Status::Partial, false, &View::one(overview))?;
            Err(failure)
        }
    }
}
