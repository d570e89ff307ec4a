//! `version`.

use serde::Serialize;

use crate::base::Secret;
use crate::change::Finished;
use crate::db;
use crate::output::{Cell, Record, View};

/// Show the version
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claviger version -o plain")]
pub struct Args {}

#[derive(Serialize)]
struct Version {
    version: &'static str,
    /// Of the SQLite library that is compiled in.
    sqlite: &'static str,
}

impl Record for Version {
    const COLUMNS: &'static [&'static str] = &["version", "sqlite"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(self.version), Cell::text(self.sqlite)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.version.to_owned())]
    }
}

/// Runs the verb.
pub(crate) fn run(_: &Args) -> Finished {
    Finished::unchanged(View::one(Version { version: env!("CARGO_PKG_VERSION"), sqlite: db::sqlite_version() }))
}
