//! The configuration in force: every value with its origin, and the file it comes from.

mod model;
mod path;
mod show;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Show the settings in force, and where they come from
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Show(show::Args),
    Path(path::Args),
}

impl Verb {
    pub(crate) fn run(self, cx: &Context) -> Result<Finished> {
        match self {
            Self::Show(args) => show::run(&args, cx),
            Self::Path(args) => path::run(&args, cx),
        }
    }
}
