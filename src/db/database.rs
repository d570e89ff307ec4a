//! One open connection with the names and the record-keeper that belong to it.

use futures_util::TryStreamExt;
use sqlx::{Connection as _, Executor, SqliteConnection};

use super::bind::sqlite_arguments;
use super::connect::{self, Place};
use super::decode;
use super::engine::Engine;
use super::errors::translate;
use super::many::Many;
use super::reader::Reader;
use super::row::Row;
use super::server::{self, Server};
use super::statement::Statement;
use super::url::{self, DatabaseUrl};
use super::value::Value;
use super::writer::Writer;
use crate::base::actor::Actor;
use crate::base::{Clock, Error, Result, Timestamp};
use crate::config::Mapping;

/// What every event says beside what happened: who, why, when.
#[derive(Debug, Clone)]
pub struct Recorder {
    /// The person or job behind the command.
    pub actor: Actor,
    /// What `--reason` said; empty without it.
    pub reason: String,
    /// Where "now" comes from.
    pub clock: Clock,
}

enum Connection {
    Postgres(Box<Server>),
    Sqlite(Box<SqliteConnection>),
}

/// An open database.
pub struct Database {
    connection: Connection,
    place: Place,
    mapping: Mapping,
    recorder: Recorder,
    is_in_transaction: bool,
    has_abandoned_transaction: bool,
}

impl Database {
    /// Connects. `create` makes a SQLite file that does not exist yet; PostgreSQL databases are never created.
    pub async fn open(url: &DatabaseUrl, mapping: Mapping, recorder: Recorder, create: bool) -> Result<Self> {
        let (connection, place) = match &url.place {
            url::Place::Postgres(server) => {
                let (connection, place) = connect::postgres(server, &url.route).await?;
                (Connection::Postgres(Box::new(Server::new(connection, url.route.has_pooler))), place)
            }
            url::Place::Sqlite(path) => {
                let create = create && !path.exists();
                let connection = connect::sqlite(path, create).await?;
                (Connection::Sqlite(Box::new(connection)), connect::place_of_sqlite(path))
            }
        };
        Ok(Self { connection, place, mapping, recorder, is_in_transaction: false, has_abandoned_transaction: false })
    }

    /// Which engine is on the other side.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.connection {
            Connection::Postgres(_) => Engine::Postgres,
            Connection::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// Database and host, for confirmations.
    #[must_use]
    pub fn describe(&self) -> String {
        match self.engine() {
            Engine::Postgres => format!("database `{}` on `{}`", self.place.database, self.place.host),
            Engine::Sqlite => format!("database `{}`", self.place.database),
        }
    }

    /// How the way to it is protected; nothing for a file.
    #[must_use]
    pub const fn protection(&self) -> &'static str {
        self.place.protection
    }

    /// The names in use.
    #[must_use]
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.recorder.clock.now()
    }

    pub(super) fn reason(&self) -> &str {
        &self.recorder.reason
    }

    /// The actor as JSON, with the database role.
    pub(super) fn actor(&self) -> Result<String> {
        let mut actor = serde_json::to_value(&self.recorder.actor)
            .map_err(|cause| Error::internal("the actor can not be serialised").caused_by(cause))?;
        if let Some(facts) = actor.as_object_mut() {
            if !self.place.role.is_empty() {
                facts.insert("database_role".to_owned(), self.place.role.clone().into());
            }
            if self.place.is_unverified {
                facts.insert("insecure_tls".to_owned(), true.into());
            }
        }
        Ok(actor.to_string())
    }

    /// Read access.
    pub const fn read(&mut self) -> Reader<'_> {
        Reader { database: self }
    }

    /// Begins a transaction that will write.
    pub async fn begin(&mut self) -> Result<Writer<'_>> {
        self.drop_abandoned_transaction().await?;
        self.begin_transaction().await?;
        Ok(Writer::new(self))
    }

    async fn begin_transaction(&mut self) -> Result<()> {
        // DIALECT: a deferred transaction of SQLite that reads first can not become a writing one under contention.
        let begin = match &self.connection {
            Connection::Postgres(server) if server.has_pooler => connect::BEGIN_POOLED,
            Connection::Postgres(_) => "BEGIN",
            Connection::Sqlite(_) => "BEGIN IMMEDIATE",
        };
        self.execute_script(begin).await?;
        self.is_in_transaction = true;
        Ok(())
    }

    async fn end_transaction(&mut self, commit: bool) -> Result<()> {
        self.is_in_transaction = false;
        self.execute_script(if commit { "COMMIT" } else { "ROLLBACK" }).await
    }

    /// Ends the connection properly: SQLite checkpoints its log, PostgreSQL sees no broken client.
    pub async fn close(self) -> Result<()> {
        match self.connection {
            Connection::Postgres(server) => server.connection.close().await,
            Connection::Sqlite(connection) => connection.close().await,
        }
        .map_err(|cause| translate("close the database", cause))
    }

    pub(super) const fn abandon_transaction(&mut self) {
        self.has_abandoned_transaction = true;
    }

    pub(super) async fn end(&mut self, commit: bool) -> Result<()> {
        self.end_transaction(commit).await.map_err(|error| {
            if commit {
                error.hint("whether it was committed is unknown: run the same command again, it finds out")
            } else {
                error
            }
        })
    }

    /// A script of several statements without parameters, such as a migration.
    pub(super) async fn execute_script(&mut self, sql: &str) -> Result<()> {
        match &mut self.connection {
            Connection::Postgres(server) => server.connection.execute(sql).await.map(|_| ()),
            Connection::Sqlite(connection) => connection.execute(sql).await.map(|_| ()),
        }
        .map_err(|cause| translate(&format!("use {}", self.describe()), cause))
    }

    async fn drop_abandoned_transaction(&mut self) -> Result<()> {
        if std::mem::take(&mut self.has_abandoned_transaction) {
            self.end_transaction(false).await?;
        }
        Ok(())
    }

    pub(super) async fn fetch(&mut self, statement: &Statement, values: &[Value]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.stream(statement, values, |row| {
            rows.push(row);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    pub(super) async fn stream(
        &mut self,
        statement: &Statement,
        values: &[Value],
        each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        self.drop_abandoned_transaction().await?;
        // Behind a pooler the settings, the statement and its values meet the same session in a transaction only.
        let is_alone =
            matches!(&self.connection, Connection::Postgres(server) if server.has_pooler) && !self.is_in_transaction;
        if !is_alone {
            return self.stream_inside(statement, values, each).await;
        }
        self.begin_transaction().await?;
        let streamed = self.stream_inside(statement, values, each).await;
        let ended = self.end_transaction(streamed.is_ok()).await;
        streamed.and(ended)
    }

    async fn stream_inside(
        &mut self,
        statement: &Statement,
        values: &[Value],
        mut each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let place = self.describe();
        let fail = |cause| translate(&format!("read from {place}"), cause);
        let mut names = None;
        match &mut self.connection {
            Connection::Postgres(server) => {
                let arguments = server.arguments(&rendered, values).await.map_err(|e| e.or(fail))?;
                let mut rows = server.connection.fetch(Server::query(server.has_pooler, &rendered.sql, arguments));
                while let Some(row) = rows.try_next().await.map_err(fail)? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::postgres_row(statement.name, names, &row)?)?;
                }
            }
            Connection::Sqlite(connection) => {
                let arguments = sqlite_arguments(&rendered, values).map_err(|e| e.or(fail))?;
                let mut rows = connection.fetch(sqlx::query_with(&rendered.sql, arguments));
                while let Some(row) = rows.try_next().await.map_err(fail)? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::sqlite_row(statement.name, names, &row)?)?;
                }
            }
        }
        Ok(())
    }

    pub(super) async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let place = self.describe();
        let fail = |cause| translate(&format!("write to {place}"), cause);
        match &mut self.connection {
            Connection::Postgres(server) => {
                let arguments = server.arguments(&rendered, values).await.map_err(|e| e.or(fail))?;
                let query = Server::query(server.has_pooler, &rendered.sql, arguments);
                let done = server.connection.execute(query).await.map_err(fail)?;
                Ok(done.rows_affected())
            }
            Connection::Sqlite(connection) => {
                let arguments = sqlite_arguments(&rendered, values).map_err(|e| e.or(fail))?;
                let done = connection.execute(sqlx::query_with(&rendered.sql, arguments)).await.map_err(fail)?;
                Ok(done.rows_affected())
            }
        }
    }

    /// The types of a statement's parameters as PostgreSQL infers them; SQLite has none.
    pub(super) async fn infer(&mut self, sql: &str) -> Result<Vec<sqlx::postgres::PgTypeInfo>> {
        let place = self.describe();
        match &mut self.connection {
            Connection::Postgres(server) => {
                server.infer(sql).await.map_err(|cause| translate(&format!("write to {place}"), cause))
            }
            Connection::Sqlite(_) => Ok(Vec::new()),
        }
    }

    /// Runs a statement for many rows.
    pub(super) async fn run_many(&mut self, many: &Many, rows: &[&[Value]]) -> Result<u64> {
        let place = self.describe();
        let fail = |cause| translate(&format!("write to {place}"), cause);
        match &mut self.connection {
            Connection::Postgres(server) => {
                let sql = many.with_arrays();
                let arguments = server::arguments(many.arrays(rows)).map_err(|error| error.or(fail))?;
                let query = Server::query(server.has_pooler, &sql, arguments);
                Ok(server.connection.execute(query).await.map_err(fail)?.rows_affected())
            }
            Connection::Sqlite(connection) => {
                let mut written = 0;
                for statement in many.with_tuples(rows) {
                    let (sql, arguments) = statement?;
                    let done = connection.execute(sqlx::query_with(&sql, arguments)).await.map_err(fail)?;
                    written += done.rows_affected();
                }
                Ok(written)
            }
        }
    }

    /// Asks the engine whether a statement is valid under the present names, without running it.
    pub async fn prepare(&mut self, statement: &Statement) -> Result<()> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let prepared = match &mut self.connection {
            Connection::Postgres(server) => server.connection.prepare(&rendered.sql).await.map(|_| ()),
            Connection::Sqlite(connection) => connection.prepare(&rendered.sql).await.map(|_| ()),
        };
        prepared.map_err(|cause| translate(&format!("prepare `{}`", statement.name), cause))
    }
}
