//! `keyring discover`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::columns::{Found, State, compare, sections, tables_without_key};
use super::rewrite::{Readers, TableFlags};
use super::store;
use crate::base::exit::Status;
use crate::base::{Result, Secret, text};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Format, Record, View};

/// Look through the database for encrypted columns, and compare them with the declared ones
///
/// Every column that could hold a Fernet token is looked at: text, bytes, JSON, XML, arrays, in all schemas. Nothing is
/// changed. What is found and not declared is printed as sections for claviger.toml, with the exit code 10.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger keyring discover\n  \
    claviger keyring discover --table connection --table billing.card\n  \
    claviger keyring discover -o plain >> claviger.toml")]
pub struct Args {
    #[command(flatten)]
    only: TableFlags,
}

#[derive(Serialize)]
struct Line {
    table: String,
    column: Option<String>,
    state: State,
    wrapper: Option<&'static str>,
    tokens: u64,
    embedded: u64,
    other: u64,
    null: u64,
    /// Of the tokens that were tried: how many are under which key, by fingerprint.
    keys: BTreeMap<String, u64>,
    /// Of the tokens that were tried: how many are under none.
    unknown: u64,
    #[serde(rename = "where")]
    flag: Option<String>,
}

impl Line {
    fn of(found: &Found) -> Self {
        let (other, null) = found.without();
        let wrapper = found.wrapper.map(crate::config::Wrapper::word);
        let mut line = Self {
            table: found.table.clone(),
            column: found.column.clone(),
            state: found.state,
            wrapper,
            tokens: 0,
            embedded: 0,
            other,
            null,
            keys: BTreeMap::new(),
            unknown: 0,
            flag: None,
        };
        if let Some(tally) = found.tally() {
            line.tokens = tally.tokens;
            line.embedded = tally.embedded;
            line.keys.clone_from(tally.keys);
            line.unknown = tally.unknown;
            line.flag = tally.flag.map(str::to_owned);
        }
        line
    }
}

impl Record for Line {
    const COLUMNS: &'static [&'static str] =
        &["table", "column", "state", "wrapper", "tokens", "embedded", "other", "null", "keys"];

    fn cells(&self) -> Vec<Cell> {
        let word = self.state.word().to_owned();
        let state = match self.state {
            State::Declared | State::Own => Cell::Good(word),
            State::DeclaredEmpty | State::Ignored | State::View => Cell::Dim(word),
            State::Undeclared | State::Embedded | State::Mismatched => Cell::Bad(word),
            State::Unreadable => Cell::Warn(word),
        };
        let mut keys: Vec<String> =
            self.keys.iter().map(|(fingerprint, count)| format!("{fingerprint}:{count}")).collect();
        keys.extend((self.unknown > 0).then(|| format!("unknown:{}", self.unknown)));
        vec![
            Cell::Id(self.table.clone()),
            Cell::optional(self.column.clone()),
            state,
            Cell::optional(self.wrapper),
            Cell::number(self.tokens),
            Cell::number(self.embedded),
            Cell::number(self.other),
            Cell::number(self.null),
            Cell::list(&keys),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        Vec::new()
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let readers = readers(cx).await;
    let found = compare(cx, &args.only.tables, readers.as_ref()).await?;
    for found in found.iter().filter(|found| found.is_to_be_said()) {
        cx.printer.warn(&found.sentence());
    }
    let without: BTreeSet<String> = tables_without_key(cx, &found).await?;
    let proposal = sections(&found, |table| !without.contains(table));
    let open = found.iter().filter(|found| found.state.is_open()).count();
    let status = if open == 0 { Status::Done } else { Status::Negative };
    if cx.printer.format() == Format::Plain {
        return Ok(Finished::unchanged(View::text(proposal)).with_status(status));
    }
    let view = View::list(found.iter().map(Line::of).collect()).when_empty("No token was found, and none is declared.");
    let note = match (open, proposal.is_empty()) {
        (0, _) => return Ok(Finished::unchanged(view)),
        (_, true) => format!("{} to be decided about before a rotation.", text::count(open, "column")),
        (_, false) => format!("For the configuration file (also with -o plain):\n\n{proposal}"),
    };
    Ok(Finished::unchanged(view.with_note(note)).with_status(status))
}

/// The keys to try; without a keyring that can be opened, columns are found all the same.
async fn readers(cx: &mut Context) -> Option<Readers> {
    match store::find(cx).await {
        Ok(ring) => ring.and_then(|(ring, _)| Readers::of(&ring).ok()),
        Err(error) => {
            cx.printer.warn(&format!("tokens are not compared with the keyring: {error}"));
            None
        }
    }
}
