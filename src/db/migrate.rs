//! The tables of our own, and the default application schema: made, brought up to date, and checked.
//!
//! Every migration is one script per engine, applied once, in order, in one transaction with its event. The tables
//! of an existing application are never altered.

use super::database::Database;
use super::engine::Engine;
use super::event::Event;
use super::introspect;
use super::reader::Reader;
use crate::base::{Error, Kind, Result};

crate::statements! {
    /// The newest migration that was applied.
    read VERSION = "SELECT max(version) AS version FROM claviger_migrations";
    /// Whether our own table of migrations exists.
    // DIALECT: the catalogues differ.
    read EXISTS = postgres "SELECT count(*) AS count FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relname = 'claviger_migrations'"
        sqlite "SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name = 'claviger_migrations'";
    /// Keeps two runs from migrating at once.
    // DIALECT: BEGIN IMMEDIATE is that lock in SQLite.
    write LOCK = postgres "SELECT CAST(pg_advisory_xact_lock(7163850461) AS text) AS locked" sqlite "SELECT 1 AS locked";
    /// Records a migration.
    write RECORD = "INSERT INTO claviger_migrations (version, name, applied_at) VALUES ($1, $2, $3)";
}

/// One step of the schema of our own tables.
struct Migration {
    version: i64,
    name: &'static str,
    postgres: &'static str,
    sqlite: &'static str,
}

/// All of them, oldest first. A released one never changes.
const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "own_tables",
        postgres: include_str!("migrations/postgres/0001_own_tables.sql"),
        sqlite: include_str!("migrations/sqlite/0001_own_tables.sql"),
    },
    Migration {
        version: 2,
        name: "break_glass",
        postgres: include_str!("migrations/postgres/0002_break_glass.sql"),
        sqlite: include_str!("migrations/sqlite/0002_break_glass.sql"),
    },
    Migration {
        version: 3,
        name: "rotations",
        postgres: include_str!("migrations/postgres/0003_rotations.sql"),
        sqlite: include_str!("migrations/sqlite/0003_rotations.sql"),
    },
];

/// The default application schema, for a database that has no tables yet.
const APPLICATION_POSTGRES: &str = include_str!("migrations/postgres/application.sql");
const APPLICATION_SQLITE: &str = include_str!("migrations/sqlite/application.sql");

impl Migration {
    const fn script(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Postgres => self.postgres,
            Engine::Sqlite => self.sqlite,
        }
    }
}

/// The version this program needs.
#[must_use]
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

/// The version of the database; 0 when there is nothing of ours in it.
pub async fn version(database: &mut Database) -> Result<i64> {
    // The common case costs one query; only a refusal asks whether the table is there at all. What could not be sent
    // would be sent before the next question, and its answer taken for that of the next.
    match newest_applied(database).await {
        Err(error) if error.kind() != Kind::Unavailable => {}
        told => return told,
    }
    match database.read().get(&EXISTS, &[]).await?.int("count")? {
        0 => Ok(0),
        // Either the failure was another one, or another run has made the table in this moment.
        _ => newest_applied(database).await,
    }
}

async fn newest_applied(database: &mut Database) -> Result<i64> {
    let row = database.read().find(&VERSION, &[]).await?;
    row.map_or(Ok(0), |row| row.int("version").or(Ok(0)))
}

/// Fails unless the database has the version this program needs.
pub async fn require_current(database: &mut Database) -> Result<()> {
    let found = version(database).await?;
    let needed = newest();
    if found == needed {
        return Ok(());
    }
    let place = database.describe();
    Err(match found {
        0 => Error::usage(format!("{place} has no claviger tables yet")).hint("claviger init, or: claviger db migrate"),
        older if older < needed => Error::usage(format!("{place} is at version {older}, this program needs {needed}"))
            .hint("claviger db migrate"),
        newer => {
            Error::usage(format!("{place} is at version {newer}, made by a newer claviger; this one knows {needed}"))
                .hint("install the newer claviger")
        }
    })
}

/// The names of the migrations that are not applied yet.
pub async fn pending(database: &mut Database) -> Result<Vec<&'static str>> {
    let found = version(database).await?;
    Ok(MIGRATIONS.iter().filter(|migration| migration.version > found).map(|migration| migration.name).collect())
}

/// Whether the database holds no table at all, ours aside.
pub async fn is_empty_of_application(read: &mut Reader<'_>) -> Result<bool> {
    let tables = introspect::tables(read).await?;
    Ok(tables.keys().all(|name| name.starts_with("claviger_")))
}

/// Applies what is pending, and the default application schema where `with_application` says so and there is still no
/// table of anybody's, in one transaction.
pub async fn apply(database: &mut Database, with_application: bool) -> Result<Vec<&'static str>> {
    let engine = database.engine();
    let now = database.now();
    let mut writer = database.begin().await?;
    writer.run_returning(&LOCK, &[]).await?;
    let found = version_inside(&mut writer).await?;
    let mut applied = Vec::new();
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found) {
        writer.database().execute_script(migration.script(engine)).await?;
        writer.run_expecting(1, &RECORD, &[migration.version.into(), migration.name.into(), now.into()]).await?;
        applied.push(migration.name);
    }
    // Asked for before the lock: another run may have made the tables since.
    if with_application && is_empty_of_application(&mut writer.read()).await? {
        let script = if engine == Engine::Postgres { APPLICATION_POSTGRES } else { APPLICATION_SQLITE };
        writer.database().execute_script(script).await?;
        applied.push("application");
    }
    if applied.is_empty() {
        writer.roll_back().await?;
    } else {
        let event = Event::new("db.migrated", format!("version {}", newest())).with("applied", applied.clone());
        writer.commit(event).await?;
    }
    Ok(applied)
}

/// Inside a transaction of PostgreSQL a failed query would spoil it, so existence is asked first.
async fn version_inside(writer: &mut super::Writer<'_>) -> Result<i64> {
    if writer.read().get(&EXISTS, &[]).await?.int("count")? == 0 {
        return Ok(0);
    }
    let row = writer.read().find(&VERSION, &[]).await?;
    row.map_or(Ok(0), |row| match row.int("version") {
        Err(error) if error.kind() == Kind::Integrity => Ok(0),
        other => other,
    })
}
