//! The vault itself: where it is, in what state, and what its token may do. What is kept in it is not known here.

mod model;
mod status;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Look at the vault itself: in what state it is, and how claviger is let in
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Status(status::Args),
}

impl Verb {
    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::Status(args) => status::run(&args, cx).await,
        }
    }
}
