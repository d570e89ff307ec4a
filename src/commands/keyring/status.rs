//! `keyring status`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::passes::{self, Passes};
use super::rewrite::{Limits, ScanFlags, SweepFlags, TableFlags, Tally};
use super::{columns::Group, rotation, store};
use crate::base::{Result, Secret};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};

/// Show for every encrypted column how many values are under which key
///
/// Read from the values themselves: what is counted under a key was decrypted with it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger keyring status\n  claviger keyring status --table connection -o json")]
pub struct Args {
    #[command(flatten)]
    only: TableFlags,
}

/// One column.
#[derive(Debug, Serialize)]
struct Line {
    table: String,
    column: String,
    rows: u64,
    /// Values under each key, by fingerprint; keys without values are there, too.
    keys: BTreeMap<String, u64>,
    null: u64,
    plaintext: u64,
    undecryptable: u64,
    /// Whether these are columns of claviger's own.
    own: bool,
    #[serde(skip)]
    current: u64,
    #[serde(skip)]
    others: String,
}

impl Record for Line {
    const COLUMNS: &'static [&'static str] =
        &["table", "column", "rows", "current", "other_keys", "null", "plaintext", "undecryptable"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Id(self.table.clone()),
            Cell::Id(self.column.clone()),
            Cell::number(self.rows),
            Cell::number(self.current),
            if self.others.is_empty() { Cell::Empty } else { Cell::Warn(self.others.clone()) },
            Cell::number(self.null),
            Cell::number(self.plaintext),
            if self.undecryptable == 0 { Cell::number(0) } else { Cell::Bad(self.undecryptable.to_string()) },
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(format!("{}.{}", self.table, self.column))]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let flags = SweepFlags::of_scan(ScanFlags::default());
    let (ring, _) = store::get(cx).await?;
    let groups = passes::groups(cx, &args.only.tables).await?;
    let passes = Passes::new(&groups, &ring, &flags, Limits::new(&flags, cx)?)?;
    let mut lines = Vec::new();
    for (group, tallies) in groups.iter().zip(passes.tally(cx).await?) {
        lines.extend(lines_of(&passes.fingerprints(), group, &tallies));
    }
    let view = View::list(lines);
    Ok(Finished::unchanged(match rotation::find_open(&mut cx.database().await?.read()).await? {
        Some(open) => {
            let state = if open.verified_at.is_some() { "verified; old keys are not retired yet" } else { "under way" };
            view.with_note(format!("Rotation {} is {state}: claviger keyring rotate goes on with it", open.id))
        }
        None => view,
    }))
}

fn lines_of(fingerprints: &[String], group: &Group, tallies: &[Tally]) -> Vec<Line> {
    let line = |(column, tally): (&crate::db::sweep::SweptColumn, &Tally)| {
        let under = |place: usize| tally.under.get(&place).copied().unwrap_or(0);
        let keys: BTreeMap<String, u64> =
            fingerprints.iter().enumerate().map(|(place, fingerprint)| (fingerprint.clone(), under(place))).collect();
        let others = fingerprints.iter().enumerate().skip(1).filter(|(place, _)| under(*place) > 0);
        let others: Vec<String> =
            others.map(|(place, fingerprint)| format!("{fingerprint}: {}", under(place))).collect();
        Line {
            table: group.target.table.clone(),
            column: column.name.clone(),
            rows: tally.rows,
            keys,
            null: tally.null,
            plaintext: tally.plaintext,
            undecryptable: tally.undecryptable,
            own: group.is_own,
            current: tally.current(),
            others: others.join(", "),
        }
    };
    group.target.columns.iter().zip(tallies).map(line).collect()
}
