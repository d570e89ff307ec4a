//! `secret history`.

use crate::base::{Result, Secret};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};
use crate::vault::Vault;

use super::model::{ShownRevision, WholePath};
use super::store;

/// List the versions of a secret, newest first; never a value
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ten versions are kept. One that is deleted can be brought back, one that is destroyed can not.\n\n\
    Example:\n  claviger secret history app/db"
)]
pub struct Args {
    /// Path of the secret
    path: WholePath,
}

impl Record for ShownRevision {
    const COLUMNS: &'static [&'static str] = &["version", "created_at", "state", "deleted_at"];

    fn cells(&self) -> Vec<Cell> {
        let state = match self.state {
            "live" => Cell::Good(self.state.to_owned()),
            "deleted" => Cell::Warn(self.state.to_owned()),
            _ => Cell::Dim(self.state.to_owned()),
        };
        vec![Cell::number(self.version), Cell::time(self.created_at), state, Cell::time(self.deleted_at)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.version.to_string())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let WholePath(path) = args.path;
    let revisions = cx.vault()?.versions(&path).await?;
    if revisions.is_empty() {
        return Err(store::missing(&path, None));
    }
    Ok(Finished::unchanged(View::list(revisions.iter().rev().map(ShownRevision::from).collect())))
}
