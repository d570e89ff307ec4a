//! One open connection with the names and the record-keeper that belong to it.

use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Connection as _, Either, Executor, PgConnection, SqliteConnection, Statement as _};

use super::connect::{self, Place};
use super::engine::Engine;
use super::errors::translate;
use super::reader::Reader;
use super::row::Row;
use super::statement::{Rendered, Statement};
use super::url::DatabaseUrl;
use super::value::Value;
use super::writer::Writer;
use super::{decode, encode_postgres, time_text};
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
    Postgres(Box<PgConnection>),
    Sqlite(Box<SqliteConnection>),
}

/// An open database.
pub struct Database {
    connection: Connection,
    place: Place,
    mapping: Mapping,
    recorder: Recorder,
    has_abandoned_transaction: bool,
}

impl Database {
    /// Connects. `create` makes a SQLite file that does not exist yet; PostgreSQL databases are never created.
    pub async fn open(url: &DatabaseUrl, mapping: Mapping, recorder: Recorder, create: bool) -> Result<Self> {
        let (connection, place) = match url {
            DatabaseUrl::Postgres(url) => {
                let options = connect::postgres_options(url)?;
                let connection = connect::postgres(&options).await?;
                (Connection::Postgres(Box::new(connection)), connect::place_of_postgres(&options))
            }
            DatabaseUrl::Sqlite(path) => {
                // An empty file is what a run leaves that was killed right after making it.
                let create = create && std::fs::metadata(path).map_or(true, |meta| meta.len() == 0);
                let connection = connect::sqlite(path, create).await?;
                (Connection::Sqlite(Box::new(connection)), connect::place_of_sqlite(path))
            }
        };
        Ok(Self { connection, place, mapping, recorder, has_abandoned_transaction: false })
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

    /// Database and host as a URL without a password, for records and scripts.
    #[must_use]
    pub fn public_url(&self) -> String {
        let Place { host, database, role } = &self.place;
        match self.engine() {
            Engine::Sqlite => format!("sqlite:{database}"),
            Engine::Postgres if host.starts_with('/') => format!("postgresql://{role}@/{database}?host={host}"),
            Engine::Postgres => format!("postgresql://{role}@{host}/{database}"),
        }
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
        if let Some(facts) = actor.as_object_mut()
            && !self.place.role.is_empty()
        {
            facts.insert("database_role".to_owned(), self.place.role.clone().into());
        }
        Ok(actor.to_string())
    }

    /// Read access.
    pub const fn read(&mut self) -> Reader<'_> {
        Reader { database: self }
    }

    /// Begins a transaction that will write.
    pub async fn begin(&mut self) -> Result<Writer<'_>> {
        // DIALECT: a deferred transaction of SQLite that reads first can not become a writing one under contention.
        let begin = match self.engine() {
            Engine::Postgres => "BEGIN",
            Engine::Sqlite => "BEGIN IMMEDIATE",
        };
        self.control(begin).await?;
        Ok(Writer::new(self))
    }

    /// Ends the connection properly: SQLite checkpoints its log, PostgreSQL sees no broken client.
    pub async fn close(self) -> Result<()> {
        match self.connection {
            Connection::Postgres(connection) => connection.close().await,
            Connection::Sqlite(connection) => connection.close().await,
        }
        .map_err(|cause| translate("close the database", cause))
    }

    pub(super) const fn abandon_transaction(&mut self) {
        self.has_abandoned_transaction = true;
    }

    pub(super) async fn end(&mut self, commit: bool) -> Result<()> {
        let statement = if commit { "COMMIT" } else { "ROLLBACK" };
        self.control(statement).await.map_err(|error| {
            if commit {
                error.hint("whether it was committed is unknown: run the same command again, it finds out")
            } else {
                error
            }
        })
    }

    /// Transaction control and session settings: fixed texts of this module's family, without parameters.
    pub(super) async fn control(&mut self, sql: &'static str) -> Result<()> {
        self.drop_abandoned_transaction().await?;
        self.execute_script(sql).await
    }

    /// A script of several statements without parameters, such as a migration.
    pub(super) async fn execute_script(&mut self, sql: &str) -> Result<()> {
        match &mut self.connection {
            Connection::Postgres(connection) => connection.execute(sql).await.map(|_| ()),
            Connection::Sqlite(connection) => connection.execute(sql).await.map(|_| ()),
        }
        .map_err(|cause| translate(&format!("use {}", self.describe()), cause))
    }

    async fn drop_abandoned_transaction(&mut self) -> Result<()> {
        if std::mem::take(&mut self.has_abandoned_transaction) {
            self.execute_script("ROLLBACK").await?;
        }
        Ok(())
    }

    /// All rows. `doing` is what a failure was about: `read from`, `write to`.
    pub(super) async fn fetch(&mut self, doing: &str, statement: &Statement, values: &[Value]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let keep = |row| {
            rows.push(row);
            Ok(())
        };
        self.stream(doing, statement, values, keep).await?;
        Ok(rows)
    }

    pub(super) async fn stream(
        &mut self,
        doing: &str,
        statement: &Statement,
        values: &[Value],
        mut each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        self.drop_abandoned_transaction().await?;
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let place = self.describe();
        let fail = |cause| translate(&format!("{doing} {place}"), cause);
        let mut names = None;
        match &mut self.connection {
            Connection::Postgres(connection) => {
                let arguments = postgres_arguments(connection, &rendered, values).await.map_err(|e| e.or(fail))?;
                let mut rows = connection.fetch(query(&rendered.sql, arguments));
                while let Some(row) = rows.try_next().await.map_err(fail)? {
                    let names = names.get_or_insert_with(|| decode::names(sqlx::Row::columns(&row)));
                    each(decode::postgres_row(statement.name, names, &row)?)?;
                }
            }
            Connection::Sqlite(connection) => {
                let arguments = sqlite_arguments(&rendered, values).map_err(|e| e.or(fail))?;
                let mut rows = connection.fetch(query(&rendered.sql, arguments));
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
            Connection::Postgres(connection) => {
                let arguments = postgres_arguments(connection, &rendered, values).await.map_err(|e| e.or(fail))?;
                let done = connection.execute(query(&rendered.sql, arguments)).await.map_err(fail)?;
                Ok(done.rows_affected())
            }
            Connection::Sqlite(connection) => {
                let arguments = sqlite_arguments(&rendered, values).map_err(|e| e.or(fail))?;
                let done = connection.execute(query(&rendered.sql, arguments)).await.map_err(fail)?;
                Ok(done.rows_affected())
            }
        }
    }

    /// Asks the engine whether a statement is valid under the present names, without running it.
    pub async fn prepare(&mut self, statement: &Statement) -> Result<()> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let prepared = match &mut self.connection {
            Connection::Postgres(connection) => connection.prepare(&rendered.sql).await.map(|_| ()),
            Connection::Sqlite(connection) => connection.prepare(&rendered.sql).await.map(|_| ()),
        };
        prepared.map_err(|cause| translate(&format!("prepare `{}`", statement.name), cause))
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

/// A parameter that does not fit is our error already; what the server says still has to be translated.
enum BindError {
    Ours(Error),
    Theirs(sqlx::Error),
}

impl BindError {
    fn or(self, translate: impl FnOnce(sqlx::Error) -> Error) -> Error {
        match self {
            Self::Ours(error) => error,
            Self::Theirs(cause) => translate(cause),
        }
    }

    fn encoding(cause: sqlx::error::BoxDynError) -> Self {
        Self::Theirs(sqlx::Error::Encode(cause))
    }
}

/// The value for each parameter of the SQL, checked for what neither engine can keep.
fn bound<'v>(rendered: &'v Rendered, values: &'v [Value]) -> impl Iterator<Item = Result<&'v Value, BindError>> {
    rendered.parameters.iter().map(|index| {
        let value = values.get(*index).ok_or_else(|| BindError::Ours(Error::internal("a parameter has no value")))?;
        match value {
            Value::Text(text) if text.contains('\0') => {
                Err(BindError::Ours(Error::usage("a value contains a NUL character, which no database keeps in text")))
            }
            value => Ok(value),
        }
    })
}

async fn postgres_arguments(
    connection: &mut PgConnection,
    rendered: &Rendered,
    values: &[Value],
) -> Result<PgArguments, BindError> {
    // The server infers the types; the statement is then cached by its text, so this costs no extra round trip.
    let prepared = connection.prepare(&rendered.sql).await.map_err(BindError::Theirs)?;
    let types = match prepared.parameters() {
        Some(Either::Left(types)) => types.to_vec(),
        _ => Vec::new(),
    };
    let mut arguments = PgArguments::default();
    for (value, type_info) in bound(rendered, values).zip(&types) {
        let parameter = encode_postgres::parameter(value?, type_info).map_err(BindError::Ours)?;
        arguments.add(parameter).map_err(BindError::encoding)?;
    }
    Ok(arguments)
}

fn sqlite_arguments(rendered: &Rendered, values: &[Value]) -> Result<SqliteArguments<'static>, BindError> {
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
        .map_err(BindError::encoding)?;
    }
    Ok(arguments)
}
