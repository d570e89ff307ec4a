//! API keys: long random secrets that programs present instead of a password.
//!
//! Of a key the database holds the SHA-256 and nothing else; the key itself is shown once, when it is made. It is
//! stored inactive, handed over, and only then made active: killed in between, there is no active key that nobody
//! holds.

mod create;
mod import;
mod list;
pub(crate) mod many;
mod mint;
pub(crate) mod model;
mod prune;
mod revoke;
mod rotate;
mod show;
pub(crate) mod store;
mod verify;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Create, verify, rotate and revoke API keys
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Create(create::Args),
    List(list::Args),
    Show(show::Args),
    Verify(verify::Args),
    Rotate(rotate::Args),
    Revoke(revoke::Args),
    Prune(prune::Args),
    Import(import::Args),
}

impl Verb {
    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::Create(args) => create::run(args, cx).await,
            Self::List(args) => list::run(args, cx).await,
            Self::Show(args) => show::run(args, cx).await,
            Self::Verify(args) => verify::run(args, cx).await,
            Self::Rotate(args) => rotate::run(args, cx).await,
            Self::Revoke(args) => revoke::run(args, cx).await,
            Self::Prune(args) => prune::run(args, cx).await,
            Self::Import(args) => import::run(args, cx).await,
        }
    }
}
