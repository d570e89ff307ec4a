//! `tour`: the real commands, run one after the other on an installation of their own. Nothing here does any work
//! itself: what it shows is what the program does.

mod run;
mod steps;

use crate::base::exit::Status;
use crate::base::{Error, Result, files};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Format, View};

use run::Outcome;

/// Show what claviger does: real commands, executed one by one in a scratch directory
///
/// Needs no server, no configuration and no terminal. It stops at the first command that fails, with its exit code.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger tour\n  claviger tour ./demo     (keeps the installation)")]
pub struct Args {
    /// Directory for the installation, kept afterwards; it must be empty or absent
    dir: Option<std::path::PathBuf>,
}

/// Runs the verb.
pub(super) fn run(args: &Args, cx: &mut Context) -> Result<Finished> {
    if cx.options.dry_run {
        let lines: Vec<String> = steps::all()?.iter().map(run::Step::line).collect();
        return Ok(Finished::unchanged(View::text(lines.join("\n"))));
    }
    // Dropped, and with it removed, when the tour ends; a named directory stays.
    let scratch = match &args.dir {
        Some(_) => None,
        None => Some(tempfile::tempdir().map_err(|cause| Error::io("make a scratch directory", cause))?),
    };
    let named = args.dir.as_deref().map(std::path::absolute).transpose();
    let named = named.map_err(|cause| Error::io("find the current directory", cause))?;
    let directory = match (&named, &scratch) {
        (Some(named), _) => named.as_path(),
        (None, Some(scratch)) => scratch.path(),
        (None, None) => return Err(Error::internal("the tour has no directory")),
    };
    files::create_private_directory(directory)?;
    check_empty(directory)?;

    let progressive = !matches!(cx.printer.format(), Format::Json | Format::Jsonl | Format::Csv);
    let show = |text: String, cx: &Context| cx.printer.show(Status::Done, false, &View::text(text));
    let has_terminal = cx.printer.stdout_is_terminal() && cx.printer.stderr_is_terminal();
    let lends_terminal = progressive && has_terminal && !cx.printer.is_quiet();
    let mut tour = run::Tour::new(directory, lends_terminal, cx)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for step in steps::all()? {
        if progressive {
            show(step.heading(), cx)?;
        }
        let outcome = tour.run(&step)?;
        if lends_terminal && matches!(step.job, run::Job::KilledCommand(_)) {
            // What was killed left its progress bar in the last line, as a shell would find it.
            cx.printer.say("");
        }
        if progressive {
            show(outcome.transcript(), cx)?;
        }
        let failed = outcome.failure();
        outcomes.push(outcome);
        if let Some(failure) = failed {
            return Err(failure);
        }
    }
    let count = outcomes.len();
    let kept = named.map_or_else(
        || "The scratch directory was removed.".to_owned(),
        |named| format!("The installation is in {}: export CLAVIGER_CONFIG={0}/claviger.toml", named.display()),
    );
    cx.printer.say(&format!("{count} commands, all as expected. {kept}"));
    Ok(if progressive { Finished::shown(true) } else { Finished::changed(View::list(outcomes)) })
}

fn check_empty(directory: &std::path::Path) -> Result<()> {
    let mut entries = std::fs::read_dir(directory).map_err(|cause| Error::io("list the directory", cause))?;
    if entries.next().is_none() {
        return Ok(());
    }
    Err(Error::conflict(format!("`{}` is not empty", directory.display())).hint("name another directory, or none"))
}
