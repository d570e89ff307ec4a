//! `completions`.

use clap_complete::Shell;

use crate::base::{Error, Result};
use crate::change::Finished;
use crate::output::View;

/// Print a script that teaches a shell to complete the command line
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    source <(claviger completions bash)\n  \
    claviger completions zsh > \"${fpath[1]}/_claviger\"\n  \
    claviger completions fish > ~/.config/fish/completions/claviger.fish")]
pub struct Args {
    /// Which shell
    shell: Shell,
}

/// Runs the verb.
pub(crate) fn run(args: &Args, mut definition: clap::Command) -> Result<Finished> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition, "claviger", &mut script);
    let script = String::from_utf8(script)
        .map_err(|cause| Error::internal("the script is not text").caused_by(cause.utf8_error()))?;
    Ok(Finished::unchanged(View::text(script)))
}
