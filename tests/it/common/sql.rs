//! A look into the database past the program: plain SQL in, text out, the same text from both engines.

use std::fmt::Write;

use sqlx::postgres::PgValueFormat;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Column, Connection as _, Executor, PgConnection, Row, SqliteConnection, TypeInfo, ValueRef};

use super::World;
use super::backends::{Database, Location};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// A table, or whatever else a dump names, with its rows as text.
pub type Dump = Vec<(String, Vec<Vec<String>>)>;

impl World {
    /// The rows of a query as text. Booleans are `1` and `0`, null is `NULL`, bytes are `\x` and hex, on both engines.
    #[track_caller]
    pub fn sql(&self, query: &str) -> Vec<Vec<String>> {
        self.on_database(query, async |connection| connection.rows(query).await)
    }

    /// Runs statements and says how many rows they touched.
    #[track_caller]
    pub fn execute(&self, statements: &str) -> u64 {
        self.on_database(statements, async |connection| connection.execute(statements).await)
    }

    /// Every row of every table, and what else a command could leave in a database: its schema and its counters.
    #[track_caller]
    pub fn dump(&self) -> Dump {
        self.on_database("dump", async |connection| connection.dump().await)
    }

    #[track_caller]
    fn on_database<T>(&self, what: &str, work: impl AsyncFnOnce(&mut Connection) -> Result<T>) -> T {
        block_on(async {
            let mut connection = Connection::open(self.database()).await?;
            let outcome = work(&mut connection).await;
            connection.close().await?;
            outcome
        })
        .unwrap_or_else(|cause| panic!("{what}: {cause}"))
    }
}

/// A transaction that stays open, in the way of everybody else, until it is dropped.
pub struct Held {
    runtime: tokio::runtime::Runtime,
    connection: Option<Connection>,
}

impl World {
    /// Begins a transaction with these statements and leaves it open.
    #[track_caller]
    pub fn hold(&self, statements: &str) -> Held {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connection = runtime.block_on(async {
            let mut connection = Connection::open(self.database()).await?;
            connection.execute(statements).await?;
            Ok::<_, sqlx::Error>(connection)
        });
        let connection = connection.unwrap_or_else(|cause| panic!("{statements}: {cause}"));
        Held { runtime, connection: Some(connection) }
    }
}

impl Held {
    /// A query on the connection that is held.
    pub fn rows(&mut self, query: &str) -> Vec<Vec<String>> {
        let connection = self.connection.as_mut().unwrap();
        self.runtime.block_on(connection.rows(query)).unwrap_or_else(|cause| panic!("{query}: {cause}"))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // A panic while a test unwinds would hide its message.
            let _ = self.runtime.block_on(connection.close());
        }
    }
}

/// Runs a future on this thread.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// A connection of the tests' own, which has nothing to do with the program's.
pub enum Connection {
    /// To a file.
    Sqlite(SqliteConnection),
    /// To the server, with the rights of its superuser.
    Postgres(PgConnection),
}

impl Connection {
    async fn open(database: &Database) -> Result<Self> {
        match &database.location {
            Location::File(path) => {
                let options = SqliteConnectOptions::new().filename(path);
                Ok(Self::Sqlite(SqliteConnection::connect_with(&options).await?))
            }
            Location::Server { url, .. } | Location::Elsewhere(url) => Self::open_server(url).await,
        }
    }

    pub(super) async fn open_server(url: &str) -> Result<Self> {
        Ok(Self::Postgres(PgConnection::connect(url).await?))
    }

    pub(super) async fn close(self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection.close().await,
            Self::Postgres(connection) => connection.close().await,
        }
    }

    pub(super) async fn execute(&mut self, statements: &str) -> Result<u64> {
        match self {
            Self::Sqlite(connection) => Ok(connection.execute(sqlx::raw_sql(statements)).await?.rows_affected()),
            Self::Postgres(connection) => Ok(connection.execute(sqlx::raw_sql(statements)).await?.rows_affected()),
        }
    }

    async fn rows(&mut self, query: &str) -> Result<Vec<Vec<String>>> {
        match self {
            Self::Sqlite(connection) => connection
                .fetch_all(sqlx::raw_sql(query))
                .await?
                .iter()
                .map(|row| (0..row.len()).map(|index| sqlite_text(row, index)).collect())
                .collect(),
            Self::Postgres(connection) => connection
                .fetch_all(sqlx::raw_sql(query))
                .await?
                .iter()
                .map(|row| (0..row.len()).map(|index| postgres_text(row, index)).collect())
                .collect(),
        }
    }

    async fn dump(&mut self) -> Result<Dump> {
        let (schema, tables) = match self {
            Self::Sqlite(_) => (
                vec!["SELECT type, name, sql FROM sqlite_master ORDER BY type, name"],
                r#"SELECT '"' || replace(name, '"', '""') || '"' FROM sqlite_master WHERE type = 'table' ORDER BY name"#,
            ),
            // A counter moves even in a transaction that is rolled back, so it tells of writes that left no row.
            Self::Postgres(_) => (
                vec![
                    "SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default \
                     FROM information_schema.columns \
                     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, ordinal_position",
                    "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2",
                    "SELECT schemaname, indexname, indexdef FROM pg_indexes \
                     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2",
                ],
                "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables \
                 WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') \
                 ORDER BY 1",
            ),
        };
        let mut dump = Dump::new();
        for query in schema {
            dump.push((query.to_owned(), self.rows(query).await?));
        }
        for table in self.rows(tables).await?.into_iter().flatten() {
            let mut rows = self.rows(&format!("SELECT * FROM {table}")).await?;
            rows.sort_unstable();
            dump.push((table, rows));
        }
        Ok(dump)
    }
}

/// The simple query protocol sends every type as text.
fn postgres_text(row: &sqlx::postgres::PgRow, index: usize) -> Result<String> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok("NULL".into());
    }
    assert_eq!(value.format(), PgValueFormat::Text);
    let text = value.as_str().map_err(sqlx::Error::Decode)?;
    Ok(match (row.column(index).type_info().name(), text) {
        ("BOOL", "t") => "1".into(),
        ("BOOL", "f") => "0".into(),
        _ => text.to_owned(),
    })
}

/// In SQLite the type belongs to the value, not to the column.
fn sqlite_text(row: &sqlx::sqlite::SqliteRow, index: usize) -> Result<String> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok("NULL".into());
    }
    if value.type_info().name() == "BLOB" {
        let bytes: Vec<u8> = row.try_get_unchecked(index)?;
        return Ok(bytes.iter().fold("\\x".to_owned(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        }));
    }
    // Asked for text, SQLite writes numbers as it would print them.
    row.try_get_unchecked(index)
}
