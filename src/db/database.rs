//! One open connection with the names and the record-keeper that belong to it.

use sqlx::postgres::PgTypeInfo;

use super::connect::{self, Place};
use super::connection::{Connection, Failure};
use super::encode_postgres::Parameter;
use super::engine::Engine;
use super::errors::{self, translate};
use super::holder;
use super::many::{Many, Written};
use super::reader::Reader;
use super::row::Row;
use super::server::Server;
use super::statement::{Rendered, Statement};
use super::url::{self, DatabaseUrl};
use super::value::Value;
use super::writer::Writer;
use crate::base::actor::Actor;
use crate::base::{Clock, Error, Kind, Result, Timestamp};
use crate::config::Mapping;

/// Settings of a transaction that is one of many.
const BATCH: &str = "; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL synchronous_commit = off";
const BATCH_WITHOUT_TRIGGERS: &str = "; SET LOCAL plan_cache_mode = force_generic_plan; \
    SET LOCAL synchronous_commit = off; SET LOCAL session_replication_role = replica";

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
                // An empty file is what a run leaves that was killed right after making it.
                let create = create && std::fs::metadata(path).map_or(true, |meta| meta.len() == 0);
                let connection = connect::sqlite(path, create).await?;
                (Connection::Sqlite(Box::new(connection)), connect::place_of_sqlite(path))
            }
        };
        Ok(Self { connection, place, mapping, recorder, is_in_transaction: false, has_abandoned_transaction: false })
    }

    /// Which engine is on the other side.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.connection.engine()
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
        let Place { host, database, role, .. } = &self.place;
        match self.engine() {
            Engine::Sqlite => format!("sqlite:{database}"),
            Engine::Postgres if host.starts_with('/') => format!("postgresql://{role}@/{database}?host={host}"),
            Engine::Postgres => format!("postgresql://{role}@{host}/{database}"),
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

    /// The same for one of many batches of rows that are rewritten, with its progress beside them.
    /// `without_triggers` asks that no trigger of the application runs for them.
    ///
    /// Such a batch need not be on the disk when the next one begins: what a crash of the server takes away, it takes
    /// away with the progress, and never a batch without those behind it. The commit of a chunk waits for all of them.
    pub async fn begin_batch(&mut self, without_triggers: bool) -> Result<Writer<'_>> {
        self.drop_abandoned_transaction().await?;
        // DIALECT: SQLite has no plans to choose from, no commit that is not waited for (but that of its journal mode),
        // and no way to leave triggers out.
        let settings = match (self.engine(), without_triggers) {
            (Engine::Sqlite, _) => "",
            // A plan made for the arrays at hand takes longer to make than to run, and may read the whole table.
            (Engine::Postgres, false) => BATCH,
            (Engine::Postgres, true) => BATCH_WITHOUT_TRIGGERS,
        };
        self.begin_with(settings).await?;
        Ok(Writer::new(self))
    }

    async fn begin_transaction(&mut self) -> Result<()> {
        self.begin_with("").await
    }

    async fn begin_with(&mut self, settings: &str) -> Result<()> {
        self.execute_script(&format!("{}{settings}", self.connection.begin())).await?;
        self.is_in_transaction = true;
        Ok(())
    }

    async fn end_transaction(&mut self, commit: bool) -> Result<()> {
        self.is_in_transaction = false;
        self.execute_script(if commit { "COMMIT" } else { "ROLLBACK" }).await
    }

    /// Ends the connection properly: SQLite checkpoints its log, PostgreSQL sees no broken client.
    pub async fn close(self) -> Result<()> {
        self.connection.close().await.map_err(|cause| translate("close the database", cause))
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
        let done = self.connection.script(sql).await.map_err(Failure::Theirs);
        self.explain("use", sql, done).await
    }

    async fn drop_abandoned_transaction(&mut self) -> Result<()> {
        if std::mem::take(&mut self.has_abandoned_transaction) {
            self.end_transaction(false).await?;
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
        each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        self.stream_rendered(doing, statement.name, &rendered, values, each).await
    }

    /// The same for a statement whose text is made at run time. `name` says what it is, for errors in a row.
    pub(super) async fn stream_rendered(
        &mut self,
        doing: &str,
        name: &'static str,
        rendered: &Rendered,
        values: &[Value],
        each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        self.drop_abandoned_transaction().await?;
        if self.is_in_transaction || !self.connection.has_pooler() {
            return self.stream_inside(doing, name, rendered, values, each).await;
        }
        self.begin_transaction().await?;
        let streamed = self.stream_inside(doing, name, rendered, values, each).await;
        let ended = self.end_transaction(streamed.is_ok()).await;
        streamed.and(ended)
    }

    async fn stream_inside(
        &mut self,
        doing: &str,
        name: &'static str,
        rendered: &Rendered,
        values: &[Value],
        each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let done = self.connection.stream(name, rendered, values, each).await;
        self.explain(doing, &rendered.sql, done).await
    }

    pub(super) async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        let done = self.connection.execute(&rendered, values).await;
        self.explain("write to", &rendered.sql, done).await
    }

    /// The types of a statement's parameters as PostgreSQL infers them; SQLite has none.
    pub(super) async fn infer(&mut self, sql: &str) -> Result<Vec<PgTypeInfo>> {
        let inferred = self.connection.infer(sql).await.map_err(Failure::Theirs);
        self.explain("write to", sql, inferred).await
    }

    /// Runs a statement for many rows.
    pub(super) async fn execute_many(&mut self, many: &Many, rows: &[&[Value]]) -> Result<Written> {
        let done = self.connection.execute_many(many, rows).await;
        self.written(many.name(), done).await
    }

    /// Runs a statement whose text is made at run time, for many rows.
    pub(super) async fn execute_rendered(&mut self, rendered: &Rendered, values: &[Value]) -> Result<Written> {
        let done = self.connection.execute(rendered, values).await;
        self.written(&rendered.sql, done).await
    }

    /// The same with parameters that are ready for the wire.
    pub(super) async fn execute_encoded(&mut self, rendered: &Rendered, parameters: &[Parameter]) -> Result<Written> {
        let done = self.connection.execute_encoded(&rendered.sql, parameters).await;
        self.written(&rendered.sql, done).await
    }

    async fn written(&mut self, sql: &str, done: Result<u64, Failure>) -> Result<Written> {
        let is_refusal = match &done {
            Err(Failure::Theirs(cause)) => errors::is_refusal_of_row(cause),
            Err(Failure::Ours(error)) => error.kind() != Kind::Internal,
            Ok(_) => false,
        };
        match self.explain("write to", sql, done).await {
            Err(error) if is_refusal => Ok(Written::Refused(error)),
            done => done.map(Written::Rows),
        }
    }

    /// Says what was being done when something failed, and who holds the lock where that is why.
    async fn explain<T>(&mut self, doing: &str, sql: &str, done: Result<T, Failure>) -> Result<T> {
        let cause = match done {
            Ok(done) => return Ok(done),
            Err(Failure::Ours(error)) => return Err(error),
            Err(Failure::Theirs(cause)) => cause,
        };
        let doing = format!("{doing} {}", self.describe());
        if !errors::is_lock_wait(&cause) {
            return Err(translate(&doing, cause));
        }
        Err(match holder::find(&mut self.connection, &self.place, sql).await {
            Some(holder) => translate(&format!("{doing}: {} holds a lock", holder.who), cause).hint(holder.hint),
            None => translate(&doing, cause).hint(holder::hint(self.engine(), &self.place)),
        })
    }

    /// Asks the engine whether a statement is valid under the present names, without running it.
    pub async fn prepare(&mut self, statement: &Statement) -> Result<()> {
        let rendered = statement.render(self.engine(), &self.mapping)?;
        self.prepare_text(&format!("prepare `{}`", statement.name), &rendered.sql).await
    }

    /// The same for a text that is made at run time. `doing` is what a failure was about.
    pub(super) async fn prepare_text(&mut self, doing: &str, sql: &str) -> Result<()> {
        self.drop_abandoned_transaction().await?;
        let is_apart = self.connection.has_pooler() && !self.is_in_transaction;
        if is_apart {
            self.begin_transaction().await?;
        }
        let prepared = self.connection.prepare(sql).await.map_err(|cause| translate(doing, cause));
        let ended = if is_apart { self.end_transaction(false).await } else { Ok(()) };
        prepared.and(ended)
    }
}
