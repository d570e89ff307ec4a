//! `completions`.

use std::ffi::OsString;

use clap_complete::Shell;

use crate::base::{Error, Result};
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use super::live;

/// Print a script that teaches a shell to complete the command line
///
/// With --live the shell asks the program while you type, which also knows the users, the prefixes of API keys and the
/// paths of the vault, as far as it gets at them within a second and without a question. It only reads.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    source <(claviger completions bash)\n  \
    source <(claviger completions bash --live)\n  \
    claviger completions zsh > \"${fpath[1]}/_claviger\"\n  \
    claviger completions fish > ~/.config/fish/completions/claviger.fish")]
pub struct Args {
    /// Which shell
    shell: Shell,
    /// Complete users, API keys and paths of the vault, too: bash, zsh, fish
    #[arg(long)]
    live: bool,
    /// What the scripts of --live ask: candidates for the word with this number
    #[arg(long, hide = true, value_name = "N", requires = "words")]
    candidates: Option<usize>,
    /// The words so far
    #[arg(hide = true, last = true, requires = "candidates")]
    words: Vec<OsString>,
}

/// Runs the verb.
pub(crate) async fn run(args: &Args, cx: &Context, definition: fn() -> clap::Command) -> Result<Finished> {
    if let Some(index) = args.candidates {
        let found = live::complete(definition, &args.words, index, &cx.env).await;
        let is_nothing = found.is_empty();
        return Ok(if is_nothing {
            Finished::shown(false)
        } else {
            Finished::unchanged(View::text(found.join("\n") + "\n"))
        });
    }
    if args.live {
        return Ok(Finished::unchanged(View::text(live::script(args.shell)?.to_owned())));
    }
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "claviger", &mut script);
    let script = String::from_utf8(script)
        .map_err(|cause| Error::internal("the script is not text").caused_by(cause.utf8_error()))?;
    Ok(Finished::unchanged(View::text(script)))
}
