//! `secret list`.

use serde::Serialize;

use crate::base::{Error, Result, Secret, Timestamp};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};
use crate::vault::{Path, Vault};

/// List the secrets in the vault by path, with the names of their fields; never a value
#[derive(Debug, clap::Args)]
#[command(after_help = "Deleted secrets are not listed; `secret history PATH` still shows their versions.\n\n\
    Examples:\n  claviger secret list\n  claviger secret list app -o plain")]
pub struct Args {
    /// Only this path and what lies below it
    prefix: Option<Prefix>,
}

/// A path, at the end of which a `/` may stand as other tools write it.
#[derive(Debug, Clone)]
struct Prefix(Path);

impl std::str::FromStr for Prefix {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Path::parse(text.strip_suffix('/').unwrap_or(text)).map(Self)
    }
}

#[derive(Serialize)]
struct Listed {
    path: String,
    version: u64,
    updated_at: Timestamp,
    fields: Vec<String>,
}

impl Record for Listed {
    const COLUMNS: &'static [&'static str] = &["path", "version", "updated_at", "fields"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Id(self.path.clone()),
            Cell::number(self.version),
            Cell::time(self.updated_at),
            Cell::text(self.fields.join(" ")),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.path.clone())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let prefix = args.prefix.map(|Prefix(path)| path);
    let all = cx.vault()?.read_all(prefix.as_ref()).await?;
    let listed = all.iter().map(|(path, document, revision)| Listed {
        path: path.to_string(),
        version: revision.version.0,
        updated_at: revision.created_at,
        fields: document.iter().map(|(field, _)| field.to_string()).collect(),
    });
    Ok(Finished::unchanged(View::list(listed.collect()).when_empty("There is no secret")))
}
