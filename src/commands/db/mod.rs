//! The database itself: claviger's own tables in it.

mod migrate;
mod model;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Bring claviger's own tables in the database up to date
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Migrate(migrate::Args),
}

impl Verb {
    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::Migrate(args) => migrate::run(args, cx).await,
        }
    }
}
