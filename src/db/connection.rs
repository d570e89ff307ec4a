//! A connection of either engine, and statements with their parameters on it. What went wrong is given back as it
//! came: `database` says what was being done, and who stood in the way.

use futures_util::TryStreamExt;
use sqlx::postgres::PgTypeInfo;
use sqlx::{Connection as _, Executor, SqliteConnection};

use super::bind;
use super::connect;
use super::decode;
use super::encode_postgres::Parameter;
use super::engine::Engine;
use super::many::Many;
use super::row::Row;
use super::server::{self, Server};
use super::statement::Rendered;
use super::value::Value;
use crate::base::{Error, Result};

/// An open connection.
pub(super) enum Connection {
    Postgres(Box<Server>),
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
    pub(super) fn encoding(cause: sqlx::error::BoxDynError) -> Self {
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

    /// What a transaction begins with.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::Postgres(server) if server.has_pooler => connect::BEGIN_POOLED,
            Self::Postgres(_) => "BEGIN",
            // DIALECT: a deferred transaction that reads first can not become a writing one under contention.
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
        }
    }

    /// Whether settings, a statement and its values meet the same session in a transaction only.
    pub(super) fn has_pooler(&self) -> bool {
        matches!(self, Self::Postgres(server) if server.has_pooler)
    }

    pub(super) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(server) => server.connection.close().await,
            Self::Sqlite(connection) => connection.close().await,
        }
    }

    /// Statements without parameters.
    pub(super) async fn script(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(server) => server.connection.execute(sql).await.map(|_| ()),
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
            Self::Postgres(server) => {
                let arguments = server.arguments(rendered, values).await?;
                let mut rows = server.connection.fetch(Server::query(server.has_pooler, &rendered.sql, arguments));
                while let Some(row) = rows.try_next().await? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::postgres_row(name, names, &row)?)?;
                }
            }
            Self::Sqlite(connection) => {
                let arguments = bind::sqlite_arguments(rendered, values)?;
                let mut rows = connection.fetch(sqlx::query_with(&rendered.sql, arguments));
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
            Self::Postgres(server) => {
                let arguments = server.arguments(rendered, values).await?;
                let query = Server::query(server.has_pooler, &rendered.sql, arguments);
                Ok(server.connection.execute(query).await?.rows_affected())
            }
            Self::Sqlite(connection) => {
                let arguments = bind::sqlite_arguments(rendered, values)?;
                Ok(connection.execute(sqlx::query_with(&rendered.sql, arguments)).await?.rows_affected())
            }
        }
    }

    /// Runs a statement of PostgreSQL with parameters that are ready for the wire.
    pub(super) async fn execute_encoded(&mut self, sql: &str, parameters: &[Parameter]) -> Result<u64, Failure> {
        match self {
            Self::Postgres(server) => {
                // Behind a pooler nothing is known of the statement otherwise.
                server.infer(sql).await?;
                let arguments = server::arguments(parameters.iter().map(Ok))?;
                let query = Server::query(server.has_pooler, sql, arguments);
                Ok(server.connection.execute(query).await?.rows_affected())
            }
            Self::Sqlite(_) => Err(Error::internal("SQLite takes values as they are").into()),
        }
    }

    /// The types of a statement's parameters as PostgreSQL infers them; SQLite has none.
    pub(super) async fn infer(&mut self, sql: &str) -> Result<Vec<PgTypeInfo>, sqlx::Error> {
        match self {
            Self::Postgres(server) => server.infer(sql).await,
            Self::Sqlite(_) => Ok(Vec::new()),
        }
    }

    /// Runs a statement for many rows and gives the number of rows that were written.
    pub(super) async fn execute_many(&mut self, many: &Many, rows: &[&[Value]]) -> Result<u64, Failure> {
        match self {
            Self::Postgres(server) => {
                let sql = many.with_arrays();
                let query = Server::query(server.has_pooler, &sql, server::arguments(many.arrays(rows))?);
                Ok(server.connection.execute(query).await?.rows_affected())
            }
            Self::Sqlite(connection) => {
                let mut written = 0;
                for statement in many.with_tuples(rows) {
                    let (sql, arguments) = statement?;
                    written += connection.execute(sqlx::query_with(&sql, arguments)).await?.rows_affected();
                }
                Ok(written)
            }
        }
    }

    pub(super) async fn prepare(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(server) => server.connection.prepare(sql).await.map(|_| ()),
            Self::Sqlite(connection) => connection.prepare(sql).await.map(|_| ()),
        }
    }
}
