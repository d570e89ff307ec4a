//! `man`.

use std::path::{Path, PathBuf};

use clap_mangen::Man;
use serde::Serialize;

use crate::base::files::{self, Previous};
use crate::base::{Error, Result, Secret, text};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::output::{Cell, Record, View};

/// Mode of a manual page: everybody may read it.
const PUBLIC: u32 = 0o644;

/// Print the manual page of the program or of one command, or write all of them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger man user create | man -l -\n  \
    claviger man --dir /usr/local/share/man/man1")]
pub struct Args {
    /// The command, word by word
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    command: Vec<String>,
    /// Write the pages of all commands into this directory
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// A page that was written.
#[derive(Serialize)]
struct Page {
    path: String,
}

impl Record for Page {
    const COLUMNS: &'static [&'static str] = &["path"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::Id(self.path.clone())]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.path.clone())]
    }
}

/// Runs the verb.
pub(crate) fn run(args: &Args, cx: &Context, definition: clap::Command) -> Result<Finished> {
    // `help` is a word that every noun understands, not a command with a page of its own.
    let mut root = definition.disable_help_subcommand(true);
    root.build();
    match &args.dir {
        Some(directory) => write_all(&root, directory, cx),
        None => Ok(Finished::unchanged(View::text(page(find(&root, &args.command)?)?.1))),
    }
}

fn find<'c>(root: &'c clap::Command, words: &[String]) -> Result<&'c clap::Command> {
    let mut command = root;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            let known = command.get_subcommands().map(clap::Command::get_name);
            let error = Error::not_found(format!("there is no command `{}`", text::shorten(&words.join(" "), 80)));
            match text::nearest(word, known) {
                Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
                None => error.hint("all commands: claviger --help"),
            }
        })?;
    }
    Ok(command)
}

/// The name of a page's file, and the page.
fn page(command: &clap::Command) -> Result<(String, String)> {
    let broken = || Error::internal("the manual page can not be made");
    let man = Man::new(command.clone()).source(concat!("claviger ", env!("CARGO_PKG_VERSION"))).manual("claviger");
    let mut bytes = Vec::new();
    man.render(&mut bytes).map_err(|cause| broken().caused_by(cause))?;
    let text = String::from_utf8(bytes).map_err(|cause| broken().caused_by(cause.utf8_error()))?;
    Ok((man.get_filename(), text))
}

fn write_all(root: &clap::Command, directory: &Path, cx: &Context) -> Result<Finished> {
    let pages = all(root).into_iter().map(page).collect::<Result<Vec<_>>>()?;
    let written = || {
        let path = |(name, _): &(String, String)| Page { path: directory.join(name).display().to_string() };
        View::list(pages.iter().map(path).collect())
    };
    let is_there = |(name, text): &(String, String)| {
        std::fs::read(directory.join(name)).is_ok_and(|existing| existing == text.as_bytes())
    };
    if pages.iter().all(is_there) {
        return Ok(Finished::unchanged(written()));
    }
    if let Some(status) = change::stop_before(cx) {
        return Ok(Finished::unchanged(written()).with_status(status));
    }
    std::fs::create_dir_all(directory)
        .map_err(|cause| Error::io(&format!("create directory `{}`", directory.display()), cause))?;
    for (name, text) in &pages {
        files::replace(&directory.join(name), text.as_bytes(), PUBLIC, Previous::Discard)?;
    }
    Ok(Finished::changed(written()))
}

/// A command and all below it.
fn all(command: &clap::Command) -> Vec<&clap::Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(all)).collect()
}
