//! A connection of either engine, and statements with their parameters on it. What went wrong is given back as it
//! came: `database` says what was being done, and who stood in the way.

use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Connection as _, Either, Executor, PgConnection, SqliteConnection, Statement as _};

use super::engine::Engine;
use super::row::Row;
use super::statement::Rendered;
use super::value::Value;
use super::{decode, encode_postgres, time_text};
use crate::base::{Error, Result};

/// An open connection.
pub(super) enum Connection {
    Postgres(Box<PgConnection>),
    Sqlite(Box<SqliteConnection>),
}

/// What is wrong with a parameter or a row is our error already; what the server says still has to be translated.
pub(super) enum Failure {
    Ours(Error),
    Theirs(sqlx::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<sqlx::Error> for Failure {
    fn from(cause: sqlx::Error) -> Self {
        Self::Theirs(cause)
    }
}

impl Failure {
    fn encoding(cause: sqlx::error::BoxDynError) -> Self {
        Self::Theirs(sqlx::Error::Encode(cause))
    }
}

impl Connection {
    pub(super) const fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    pub(super) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(connection) => connection.close().await,
            Self::Sqlite(connection) => connection.close().await,
        }
    }

    /// Statements without parameters.
    pub(super) async fn script(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(connection) => connection.execute(sql).await.map(|_| ()),
            Self::Sqlite(connection) => connection.execute(sql).await.map(|_| ()),
        }
    }

    /// Calls `each` for every row while they arrive. `name` is that of the statement, for errors in a row.
    pub(super) async fn stream(
        &mut self,
        name: &'static str,
        rendered: &Rendered,
        values: &[Value],
        mut each: impl FnMut(Row) -> Result<()>,
    ) -> Result<(), Failure> {
        let mut names = None;
        match self {
            Self::Postgres(connection) => {
                let arguments = postgres_arguments(connection, rendered, values).await?;
                let mut rows = connection.fetch(query(&rendered.sql, arguments));
                while let Some(row) = rows.try_next().await? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::postgres_row(name, names, &row)?)?;
                }
            }
            Self::Sqlite(connection) => {
                let arguments = sqlite_arguments(rendered, values)?;
                let mut rows = connection.fetch(query(&rendered.sql, arguments));
                while let Some(row) = rows.try_next().await? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::sqlite_row(name, names, &row)?)?;
                }
            }
        }
        Ok(())
    }

    /// Gives the number of rows that were changed.
    pub(super) async fn execute(&mut self, rendered: &Rendered, values: &[Value]) -> Result<u64, Failure> {
        match self {
            Self::Postgres(connection) => {
                let arguments = postgres_arguments(connection, rendered, values).await?;
                Ok(connection.execute(query(&rendered.sql, arguments)).await?.rows_affected())
            }
            Self::Sqlite(connection) => {
                let arguments = sqlite_arguments(rendered, values)?;
                Ok(connection.execute(query(&rendered.sql, arguments)).await?.rows_affected())
            }
        }
    }

    pub(super) async fn prepare(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(connection) => connection.prepare(sql).await.map(|_| ()),
            Self::Sqlite(connection) => connection.prepare(sql).await.map(|_| ()),
        }
    }
}

fn query<'q, D: sqlx::Database>(
    sql: &'q str,
    arguments: D::Arguments<'q>,
) -> sqlx::query::Query<'q, D, D::Arguments<'q>>
where
    D::Arguments<'q>: sqlx::IntoArguments<'q, D>,
{
    sqlx::query_with(sql, arguments)
}

/// The value for each parameter of the SQL, checked for what neither engine can keep.
fn bound<'v>(rendered: &'v Rendered, values: &'v [Value]) -> impl Iterator<Item = Result<&'v Value, Failure>> {
    rendered.parameters.iter().map(|index| {
        let value = values.get(*index).ok_or_else(|| Error::internal("a parameter has no value"))?;
        match value {
            Value::Text(text) if text.contains('\0') => {
                Err(Error::usage("a value contains a NUL character, which no database keeps in text").into())
            }
            value => Ok(value),
        }
    })
}

async fn postgres_arguments(
    connection: &mut PgConnection,
    rendered: &Rendered,
    values: &[Value],
) -> Result<PgArguments, Failure> {
    // The server infers the types; the statement is then cached by its text, so this costs no extra round trip.
    let prepared = connection.prepare(&rendered.sql).await?;
    let types = match prepared.parameters() {
        Some(Either::Left(types)) => types.to_vec(),
        _ => Vec::new(),
    };
    let mut arguments = PgArguments::default();
    for (value, type_info) in bound(rendered, values).zip(&types) {
        let parameter = encode_postgres::parameter(value?, type_info)?;
        arguments.add(parameter).map_err(Failure::encoding)?;
    }
    Ok(arguments)
}

fn sqlite_arguments(rendered: &Rendered, values: &[Value]) -> Result<SqliteArguments<'static>, Failure> {
    let mut arguments = SqliteArguments::default();
    for value in bound(rendered, values) {
        match value?.clone() {
            Value::Null => arguments.add(None::<String>),
            // DIALECT: SQLAlchemy reads 0 and 1 as booleans, and the text 'false' as true.
            Value::Bool(flag) => arguments.add(i64::from(flag)),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
            Value::Time(at) => arguments.add(time_text::time_to_text(at)),
        }
        .map_err(Failure::encoding)?;
    }
    Ok(arguments)
}
