//! Secrets that are no user's password: generated, kept, put back, removed; in the vault, and in the `.env` file of an
//! application.
//!
//! A value leaves by `generate` and `get` and is in no event. Every change of the vault is compare-and-set with the
//! version that the plan has seen, so of two runs at once one is told to look again.

mod delete;
mod env;
mod export;
pub mod generate;
mod get;
mod history;
mod list;
pub(crate) mod model;
mod put;
mod rollback;
mod set;
pub(crate) mod store;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Generate, keep and look up secrets
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Generate(generate::verb::Args),
    Env(env::verb::Args),
    Set(set::Args),
    Get(get::Args),
    List(list::Args),
    History(history::Args),
    Rollback(rollback::Args),
    Delete(delete::Args),
}

impl Verb {
    /// Whether the configuration matters: what only makes up a value must work where nothing is installed.
    pub(crate) const fn needs_settings(&self) -> bool {
        match self {
            Self::Generate(args) => args.needs_settings(),
            _ => true,
        }
    }

    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::Generate(args) => generate::verb::run(args, cx).await,
            Self::Env(args) => env::verb::run(args, cx).await,
            Self::Set(args) => set::run(args, cx).await,
            Self::Get(args) => get::run(args, cx).await,
            Self::List(args) => list::run(args, cx).await,
            Self::History(args) => history::run(args, cx).await,
            Self::Rollback(args) => rollback::run(args, cx).await,
            Self::Delete(args) => delete::run(args, cx).await,
        }
    }
}
