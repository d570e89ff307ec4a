//! Looking for Fernet tokens in the application's tables. The SQL is put together from names that the catalogue has,
//! quoted, and from nothing else; nothing is written.
//!
//! A token is base64url of a version byte, 0x80, and a time in eight bytes. Before the year 4147 these begin with 36
//! bits that never change, `gAAAAA`: the server counts the values that hold them, and sends only those.

use super::catalogue::{Column, Content, Table};
use super::engine::Engine;
use super::reader::Reader;
use super::row::Row;
use super::statement::{Rendered, quote};
use super::value::Value;
use crate::base::{Error, Result};

/// Columns that are counted in one go: each takes five results, and PostgreSQL gives at most 1664.
const COLUMNS: usize = 300;

/// What the values of a column look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Null.
    pub null: u64,
    /// Not null.
    pub values: u64,
    /// Values that begin like a token.
    pub whole: u64,
    /// Values that begin like a token in a string of JSON.
    pub quoted: u64,
    /// Other values that hold the beginning of a token somewhere.
    pub within: u64,
}

/// Which values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// That begin like a token.
    Whole,
    /// That begin like a token in a string of JSON.
    Quoted,
    /// That hold the beginning of one elsewhere.
    Within,
}

/// How a flag goes together with the tokens of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FlagCounts {
    /// Rows whose flag is set and whose value begins like a token.
    pub tokens: u64,
    /// Rows whose flag is set, with another value.
    pub others: u64,
    /// Rows whose flag is not set, with another value.
    pub others_without: u64,
}

/// Counts the values of columns in one pass over the table.
pub async fn count(read: &mut Reader<'_>, table: &Table, columns: &[&Column]) -> Result<Vec<Counts>> {
    let mut counts = Vec::new();
    for columns in columns.chunks(COLUMNS) {
        let selected: Vec<String> = columns
            .iter()
            .map(|column| {
                let tests = Tests::of(column, read.engine());
                let is_within = tests.of_place(Place::Within);
                format!(
                    "count({}), count(CASE WHEN {} THEN 1 END), count(CASE WHEN {} THEN 1 END), count(CASE WHEN {is_within} THEN 1 END)",
                    quote(&column.name),
                    tests.of_place(Place::Whole),
                    tests.of_place(Place::Quoted)
                )
            })
            .collect();
        let sql = format!("SELECT count(*), {} FROM {}", selected.join(", "), table.relation());
        let numbers = numbers(read, sql).await?;
        let (rows, of_columns) = numbers.split_first().ok_or_else(|| Error::internal("a count gave no number"))?;
        for of_column in of_columns.chunks(4) {
            let [values, whole, quoted, within] = *of_column else { continue };
            counts.push(Counts { null: rows.saturating_sub(values), values, whole, quoted, within });
        }
    }
    Ok(counts)
}

/// Calls `each` with the bytes of values that look like tokens, or hold what does, while they arrive.
pub async fn candidates(
    read: &mut Reader<'_>,
    table: &Table,
    column: &Column,
    place: Place,
    limit: Option<usize>,
    mut each: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let tests = Tests::of(column, read.engine());
    let limit = limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    let sql =
        format!("SELECT {} AS value FROM {} WHERE {}{limit}", tests.value, table.relation(), tests.of_place(place));
    stream(read, sql, |row| match row.value("value")? {
        Value::Text(text) => each(text.as_bytes()),
        Value::Bytes(bytes) => each(bytes),
        _ => Ok(()),
    })
    .await
}

/// How flags of a table go together with the tokens of one of its columns.
pub async fn count_flags(
    read: &mut Reader<'_>,
    table: &Table,
    column: &Column,
    place: Place,
    flags: &[&str],
) -> Result<Vec<FlagCounts>> {
    let test = Tests::of(column, read.engine()).of_place(place);
    let value = quote(&column.name);
    let selected: Vec<String> = flags
        .iter()
        .map(|flag| {
            let flag = quote(flag);
            // DIALECT: SQLite keeps truth values as integers; both take them for a condition.
            format!(
                "count(CASE WHEN {flag} AND {test} THEN 1 END), \
                 count(CASE WHEN {flag} AND {value} IS NOT NULL AND NOT ({test}) THEN 1 END), \
                 count(CASE WHEN NOT {flag} AND {value} IS NOT NULL AND NOT ({test}) THEN 1 END)"
            )
        })
        .collect();
    let numbers = numbers(read, format!("SELECT {} FROM {}", selected.join(", "), table.relation())).await?;
    let of_flag = |numbers: &[u64]| match *numbers {
        [tokens, others, others_without] => FlagCounts { tokens, others, others_without },
        _ => FlagCounts::default(),
    };
    Ok(numbers.chunks(3).map(of_flag).collect())
}

async fn numbers(read: &mut Reader<'_>, sql: String) -> Result<Vec<u64>> {
    let mut numbers = Vec::new();
    stream(read, sql, |row| {
        for value in row.values() {
            match value {
                Value::Int(number) => numbers.push(u64::try_from(*number).unwrap_or(0)),
                _ => return Err(Error::internal("a count is no number")),
            }
        }
        Ok(())
    })
    .await?;
    Ok(numbers)
}

async fn stream(read: &mut Reader<'_>, sql: String, each: impl FnMut(Row) -> Result<()>) -> Result<()> {
    let rendered = Rendered { sql, parameters: Vec::new() };
    read.database.stream_rendered("look for tokens in", "tokens", &rendered, &[], each).await
}

/// Expressions over the value of a column. Each is never null.
struct Tests {
    /// The value as it is sent.
    value: String,
    holds: String,
    is_whole: String,
    is_quoted: String,
}

impl Tests {
    fn of(column: &Column, engine: Engine) -> Self {
        let name = quote(&column.name);
        match (engine, column.content) {
            (Engine::Postgres, Content::Bytes) => {
                let holds = format!("coalesce(position('\\x674141414141'::bytea IN {name}) > 0, false)");
                let is_whole = format!("coalesce(substring({name} FROM 1 FOR 6) = '\\x674141414141'::bytea, false)");
                Self { value: name, holds, is_whole, is_quoted: "false".to_owned() }
            }
            (Engine::Postgres, _) => {
                // Under a collation that takes different texts for equal there is no search within a text.
                let text = format!("CAST({name} AS text) COLLATE \"C\"");
                // White space around a token is read over, as Python does.
                let head = format!("ltrim(left({text}, 20), E' \\t\\r\\n')");
                Self {
                    holds: format!("coalesce(strpos({text}, 'gAAAAA') > 0, false)"),
                    is_whole: format!("coalesce(left({head}, 6) = 'gAAAAA', false)"),
                    is_quoted: format!("coalesce(left({head}, 7) = '\"gAAAAA', false)"),
                    value: text,
                }
            }
            (Engine::Sqlite, _) => {
                let head = format!("ltrim(substr(CAST({name} AS TEXT), 1, 20), char(32, 9, 13, 10))");
                Self {
                    holds: format!("coalesce(instr({name}, 'gAAAAA') > 0, 0)"),
                    is_whole: format!("coalesce(substr({head}, 1, 6) = 'gAAAAA', 0)"),
                    is_quoted: format!("coalesce(substr({head}, 1, 7) = '\"gAAAAA', 0)"),
                    value: name,
                }
            }
        }
    }

    fn of_place(&self, place: Place) -> String {
        let Self { holds, is_whole, is_quoted, .. } = self;
        match place {
            Place::Whole => is_whole.clone(),
            Place::Quoted => is_quoted.clone(),
            Place::Within => format!("{holds} AND NOT {is_whole} AND NOT {is_quoted}"),
        }
    }
}
