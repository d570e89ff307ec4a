//! `config path`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::Finished;
use crate::config::Origin;
use crate::context::Context;
use crate::output::{Cell, Record, View};

/// Show which configuration file is in force, and where one is looked for
///
/// Exit 3 when there is none. A file in the current directory is never used by itself.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  \"$EDITOR\" \"$(claviger config path -o plain)\"")]
pub struct Args {}

#[derive(Serialize)]
struct Found {
    path: String,
    /// `flag`, `environment CLAVIGER_CONFIG`, or `found` for one that nobody named.
    named_by: String,
    searched: Vec<String>,
}

impl Record for Found {
    const COLUMNS: &'static [&'static str] = &["path", "named_by", "searched"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::Id(self.path.clone()), Cell::text(&self.named_by), Cell::Dim(self.searched.join(", "))]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.path.clone())]
    }
}

/// Runs the verb.
pub(super) fn run(_: &Args, cx: &Context) -> Result<Finished> {
    let searched: Vec<String> = cx.settings.searched.iter().map(|path| path.display().to_string()).collect();
    let Some(path) = &cx.settings.config_path else {
        return Err(Error::not_found(format!("there is no configuration file at {}", quoted(&searched)))
            .hint("make an installation: claviger init, or name a file: --config or CLAVIGER_CONFIG"));
    };
    let named_by = match &cx.settings.config_origin {
        Some(Origin::Default) | None => "found".to_owned(),
        Some(origin) => origin.to_string(),
    };
    Ok(Finished::unchanged(View::one(Found { path: path.display().to_string(), named_by, searched })))
}

fn quoted(paths: &[String]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    paths.join(" or ")
}
