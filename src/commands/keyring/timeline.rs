//! `keyring timeline`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::columns::Group;
use super::passes;
use super::rewrite::{TableFlags, time_of};
use crate::base::{Result, Secret, Timestamp};
use crate::change::Finished;
use crate::context::Context;
use crate::db::sweep::{Position, Sweep};
use crate::output::{Cell, Record, View};

/// Rows that are held at once.
const CHUNK: usize = 2000;

/// Show when the values of the encrypted columns were encrypted, by month
///
/// Read from the times that stand in the tokens, which a rotation keeps. No key is needed, and none checks them: a time
/// that no calendar has was forged, or the value was damaged.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger keyring timeline\n  claviger keyring timeline --table connection -o csv")]
pub struct Args {
    #[command(flatten)]
    only: TableFlags,
}

/// The tokens of one column from one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    table: String,
    column: String,
    /// `2026-01`; `beyond` where the calendar ends before.
    month: String,
    tokens: u64,
    /// None where the calendar ends before.
    first_at: Option<Timestamp>,
    last_at: Option<Timestamp>,
}

impl Record for Line {
    const COLUMNS: &'static [&'static str] = &["table", "column", "month", "tokens", "first_at", "last_at"];

    fn cells(&self) -> Vec<Cell> {
        let month = self.month.clone();
        vec![
            Cell::Id(self.table.clone()),
            Cell::Id(self.column.clone()),
            if self.first_at.is_some() { Cell::text(month) } else { Cell::Bad(month) },
            Cell::number(self.tokens),
            Cell::time(self.first_at),
            Cell::time(self.last_at),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.month.clone())]
    }
}

/// What stands for the months of times that no calendar has.
const BEYOND: &str = "beyond";

/// The tokens of one month.
#[derive(Debug, Default)]
struct Month {
    tokens: u64,
    first_at: Option<Timestamp>,
    last_at: Option<Timestamp>,
}

/// The months of one column. There are no more of them than the calendar has.
#[derive(Debug, Default)]
struct Months(BTreeMap<String, Month>);

impl Months {
    fn add(&mut self, time: [u8; 8]) {
        let at = i64::try_from(u64::from_be_bytes(time)).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        let name = at.map_or_else(|| BEYOND.to_owned(), |at| at.strftime("%Y-%m").to_string());
        let month = self.0.entry(name).or_default();
        month.tokens += 1;
        month.first_at = month.first_at.min(at).or(at);
        month.last_at = month.last_at.max(at);
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let groups = passes::groups(cx, &args.only.tables).await?;
    let mut lines = Vec::new();
    for group in &groups {
        for (column, months) in group.target.columns.iter().zip(read(cx, group).await?) {
            lines.extend(months.0.into_iter().map(|(month, of_month)| Line {
                table: group.target.table.clone(),
                column: column.name.clone(),
                month,
                tokens: of_month.tokens,
                first_at: of_month.first_at,
                last_at: of_month.last_at,
            }));
        }
    }
    Ok(Finished::unchanged(View::list(lines).when_empty("The declared columns hold no token.")))
}

async fn read(cx: &mut Context, group: &Group) -> Result<Vec<Months>> {
    let mut months: Vec<Months> = group.wrappers.iter().map(|_| Months::default()).collect();
    let (database, printer) = cx.database_and_printer().await?;
    let sweep = Sweep::new(&group.target, database.engine());
    let mut read = database.read();
    let size = read.size(&sweep).await?;
    let what = format!("reading {}.{}", group.target.table, group.target.column_names());
    let progress = printer.progress(&what, Some(size.rows));
    let mut from = Position::Start;
    loop {
        let chunk = read.chunk(&sweep, &from, CHUNK).await?;
        progress.advance(u64::try_from(chunk.rows.len()).unwrap_or_default());
        for row in &chunk.rows {
            for ((months, wrapper), value) in months.iter_mut().zip(&group.wrappers).zip(&row.values) {
                if let Some(time) = time_of(value, *wrapper) {
                    months.add(time);
                }
            }
        }
        if chunk.is_last {
            break;
        }
        from = chunk.end;
    }
    progress.finish();
    Ok(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_fall_into_months_and_forged_ones_stand_apart() {
        let mut months = Months::default();
        for seconds in [1_767_225_599, 1_767_225_600, 1_767_300_000, 253_402_300_800, u64::MAX, 1 << 63] {
            months.add(seconds.to_be_bytes());
        }
        let found: Vec<(&str, u64)> = months.0.iter().map(|(name, month)| (name.as_str(), month.tokens)).collect();
        assert_eq!(found, [("2025-12", 1), ("2026-01", 2), (BEYOND, 3)]);
        let january = &months.0["2026-01"];
        assert!(january.first_at < january.last_at);
        assert_eq!(months.0[BEYOND].first_at, None);
    }
}
