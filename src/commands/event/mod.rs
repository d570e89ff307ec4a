//! The record of everything that was changed: who, when, why, what. Each event carries the hash of the one before
//! it; here the record is read, the chain is verified, and its head is anchored outside of the database. Writing is the
//! business of every change.

mod anchor;
mod chain;
mod follow;
mod list;
mod model;
mod report;
pub(crate) mod store;
mod verify;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Read the record of changes, verify that nobody tampered with it, and anchor it elsewhere
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    List(list::Args),
    Verify(verify::Args),
    Anchor(anchor::Args),
}

impl Verb {
    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::List(args) => list::run(args, cx).await,
            Self::Verify(args) => verify::run(args, cx).await,
            Self::Anchor(args) => anchor::run(args, cx).await,
        }
    }
}
