//! Many rows with one statement, for imports: a command written for one row, `INSERT … VALUES ($1, $2) …`, is made
//! ready once and then run for thousands.
//!
//! PostgreSQL gets an array for each column: `INSERT … SELECT * FROM unnest($1, $2) …`. Only the types of the one-row
//! form are inferred by the server, so those are asked for first, and the arrays are sent as arrays of them: a text id
//! still becomes a UUID, and a role a label of an enum. SQLite, which has no arrays, gets many tuples of values.

use sqlx::postgres::PgTypeInfo;
use sqlx::postgres::types::Oid;
use sqlx::sqlite::SqliteArguments;

use super::bind;
use super::database::Database;
use super::encode_postgres::{self, Parameter};
use super::statement::Command;
use super::value::Value;
use super::writer::Writer;
use crate::base::{Error, Result};

crate::statements! {
    /// The number of the type of arrays of a type.
    // DIALECT: SQLite has no arrays and no types of parameters; this is never run there.
    read ARRAY_TYPE = postgres "SELECT CAST(typarray AS bigint) AS array_type FROM pg_type \
        WHERE oid = CAST(CAST($1 AS bigint) AS oid)"
        sqlite "SELECT $1 AS array_type";
}

/// Tuples in one statement of SQLite: with up to ten columns far below its limit of 32,766 parameters, and a text that
/// is still parsed quickly.
const TUPLES: usize = 500;

/// What came of a statement for many rows.
#[derive(Debug)]
pub enum Written {
    /// So many rows were written.
    Rows(u64),
    /// The database, or the type of a column, refuses one of the rows; none was written. In PostgreSQL the transaction
    /// is to be rolled back, at least to its save point.
    Refused(Error),
}

/// A statement for one row, ready to be run for many.
pub struct Many {
    name: &'static str,
    /// The text before and after the tuple of parameters.
    head: String,
    tail: String,
    /// For each column the index of the value in the caller's rows.
    columns: Vec<usize>,
    /// For each column its type and the type of arrays of it; none for SQLite.
    types: Vec<(PgTypeInfo, Oid)>,
}

impl Writer<'_> {
    /// Makes a one-row `INSERT … VALUES (…)` ready for many rows.
    pub async fn prepare_many(&mut self, command: &Command) -> Result<Many> {
        Many::prepare(self.database(), command).await
    }

    /// Runs it for all `rows`, each with the values of the one-row form.
    pub async fn run_many(&mut self, many: &Many, rows: &[&[Value]]) -> Result<Written> {
        if rows.is_empty() {
            return Ok(Written::Rows(0));
        }
        self.database().execute_many(many, rows).await
    }
}

impl Many {
    async fn prepare(database: &mut Database, command: &Command) -> Result<Self> {
        let name = command.0.name;
        let rendered = command.0.render(database.engine(), database.mapping())?;
        let (head, tail) = split_at_values(&rendered.sql, rendered.parameters.len())
            .ok_or_else(|| Error::internal(format!("statement `{name}` has no tuple of all its parameters")))?;
        let mut types = Vec::new();
        for type_info in database.infer(&rendered.sql).await? {
            let oid = type_info.oid().ok_or_else(|| Error::internal("the type of a column has no number"))?;
            let row = database.read().get(&ARRAY_TYPE, &[i64::from(oid.0).into()]).await?;
            let array = u32::try_from(row.int("array_type")?).unwrap_or_default();
            types.push((type_info, Oid(array)));
        }
        Ok(Self { name, head: head.to_owned(), tail: tail.to_owned(), columns: rendered.parameters, types })
    }

    /// Where the statement is declared.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// The statement for PostgreSQL.
    pub(super) fn with_arrays(&self) -> String {
        let arrays: Vec<String> = (1..=self.columns.len()).map(|number| format!("${number}")).collect();
        format!("{}SELECT * FROM unnest({}){}", self.head, arrays.join(", "), self.tail)
    }

    /// The columns of `rows`, each as one parameter for PostgreSQL.
    pub(super) fn arrays(&self, rows: &[&[Value]]) -> impl Iterator<Item = Result<Parameter>> {
        self.columns.iter().zip(&self.types).map(|(index, (element, array))| {
            let values = self.column(rows, *index)?;
            encode_postgres::array(values.into_iter(), element, *array)
        })
    }

    fn column<'v>(&self, rows: &[&'v [Value]], index: usize) -> Result<Vec<&'v Value>> {
        rows.iter().map(|row| self.value(row, index)).collect()
    }

    fn value<'v>(&self, row: &'v [Value], index: usize) -> Result<&'v Value> {
        let value = row.get(index);
        let value = value.ok_or_else(|| Error::internal(format!("a row for `{}` is too short", self.name)))?;
        bind::check(value).map(|()| value)
    }

    /// Statements for SQLite, each with the rows that it takes.
    pub(super) fn with_tuples<'r>(
        &'r self,
        rows: &'r [&'r [Value]],
    ) -> impl Iterator<Item = Result<(String, SqliteArguments<'static>)>> + 'r {
        rows.chunks(TUPLES).map(|rows| {
            let tuple = format!("({})", vec!["?"; self.columns.len()].join(", "));
            let sql = format!("{}VALUES {}{}", self.head, vec![tuple; rows.len()].join(", "), self.tail);
            let mut arguments = SqliteArguments::default();
            for row in rows {
                for index in &self.columns {
                    let value = self.value(row, *index)?;
                    bind::add_to_sqlite(&mut arguments, value)
                        .map_err(|cause| Error::internal(format!("a value can not be sent: {cause}")))?;
                }
            }
            Ok((sql, arguments))
        })
    }
}

/// What stands before and after `VALUES ($1, $2, …)` with exactly `count` parameters in order.
fn split_at_values(sql: &str, count: usize) -> Option<(&str, &str)> {
    let (head, rest) = sql.split_once("VALUES (")?;
    let (tuple, tail) = rest.split_once(')')?;
    let is_complete = tuple.split(", ").eq((1..=count).map(|number| format!("${number}")));
    is_complete.then_some((head, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tuple_of_all_parameters_in_order_can_be_many() {
        let split = |sql| split_at_values(sql, 2);
        assert_eq!(
            split("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING"),
            Some(("INSERT INTO t (a, b) ", " ON CONFLICT DO NOTHING"))
        );
        assert_eq!(split("INSERT INTO t (a, b) VALUES ($2, $1)"), None);
        assert_eq!(split("INSERT INTO t (a, b) VALUES ($1)"), None);
        assert_eq!(split("INSERT INTO t (a, b) VALUES (now(), $1)"), None);
        assert_eq!(split("UPDATE t SET a = $1 WHERE b = $2"), None);
    }
}
