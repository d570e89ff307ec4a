//! `apikey show`.

use serde::Serialize;

use crate::base::{Result, Secret};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};

use super::model::{ApiKey, Target};
use super::store;

/// Show one API key; never the key itself, which nobody has but its holder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id or visible prefix
    key: Target,
}

/// The same facts as in a list, and those that are too long for one.
#[derive(Serialize)]
#[serde(transparent)]
struct Details(ApiKey);

impl Record for Details {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "prefix",
        "name",
        "user",
        "scopes",
        "status",
        "created_at",
        "expires_at",
        "last_used",
        "revoked_at",
        "revoked_reason",
        "predecessor",
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells = self.0.cells();
        cells.extend([
            Cell::time(self.0.revoked_at),
            Cell::optional(self.0.revoked_reason.as_deref()),
            Cell::optional(self.0.predecessor.as_deref()),
        ]);
        cells
    }

    fn plain(&self) -> Vec<Secret> {
        self.0.plain()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let key = store::get(&mut cx.database().await?.read(), &args.key, now).await?;
    Ok(Finished::unchanged(View::one(Details(key))))
}
