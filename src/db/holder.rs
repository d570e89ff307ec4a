//! Who holds the lock that a statement waited for in vain.

use super::connect::Place;
use super::connection::Connection;
use super::engine::Engine;
use super::row::Row;
use crate::base::{Result, clock, lock_holder, text};
use crate::config::Mapping;

crate::statements! {
    /// The session whose transaction is the oldest of those that write to, or lock, a table named in the text.
    /// A session that itself waits is not to blame.
    // DIALECT: SQLite knows nothing of its sessions; the operating system is asked.
    read OLDEST_HOLDER = postgres "SELECT a.pid, a.usename, a.application_name, a.client_addr::text AS client, \
            a.xact_start, a.state FROM pg_locks l \
        JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid \
        WHERE l.granted AND l.pid <> pg_backend_pid() AND l.mode <> 'AccessShareLock' \
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
            AND strpos($1, c.relname) > 0 \
            AND NOT EXISTS (SELECT FROM pg_locks w WHERE w.pid = l.pid AND NOT w.granted) \
        ORDER BY a.xact_start NULLS LAST, a.pid LIMIT 1"
        sqlite "SELECT $1 AS pid, NULL AS usename, NULL AS application_name, NULL AS client, NULL AS xact_start, \
            NULL AS state WHERE 1 = 0";
}

/// Somebody who holds a lock.
pub(super) struct Holder {
    /// In words: `process 42 (role `app`, …)`.
    pub(super) who: String,
    /// What to do about it.
    pub(super) hint: String,
}

/// What to do where the holder is not known.
pub(super) fn hint(engine: Engine, place: &Place) -> String {
    match engine {
        Engine::Postgres => "another session holds a lock on it: see pg_locks and pg_stat_activity".to_owned(),
        Engine::Sqlite => format!("another process is writing: fuser -v {}", place.database),
    }
}

/// Looks for the holder; finds none where looking fails, for the lock is the failure to report.
pub(super) async fn find(connection: &mut Connection, place: &Place, sql: &str) -> Option<Holder> {
    match connection.engine() {
        Engine::Sqlite => find_process(&place.database),
        Engine::Postgres => {
            // Nothing can be asked in a transaction that failed. Whoever began it gives it up in any case.
            connection.script("ROLLBACK").await.ok()?;
            let rendered = OLDEST_HOLDER.0.render(Engine::Postgres, &Mapping::default()).ok()?;
            let mut found = None;
            let keep = |row: Row| {
                found = Some(session(&row)?);
                Ok(())
            };
            connection.stream(OLDEST_HOLDER.0.name, &rendered, &[sql.into()], keep).await.ok()?;
            found
        }
    }
}

fn session(row: &Row) -> Result<Holder> {
    let pid = row.int("pid")?;
    let shown = |text: Option<String>| text.filter(|text| !text.is_empty()).map(|text| text::shorten(&text, 60));
    let facts = [
        shown(row.find_text("usename")?).map(|role| format!("role `{role}`")),
        shown(row.find_text("application_name")?).map(|name| format!("application `{name}`")),
        shown(row.find_text("client")?).map(|address| format!("from {address}")),
        shown(row.find_text("state")?),
        row.find_time("xact_start")?.map(|at| format!("since {}", clock::rfc3339(at))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Ok(Holder {
        who: format!("process {pid} of the server ({})", facts.join(", ")),
        hint: format!("wait for it, or end it: SELECT pg_terminate_backend({pid})"),
    })
}

/// The lock of a SQLite database in WAL mode is on the file of shared memory, otherwise on the database itself.
fn find_process(database: &str) -> Option<Holder> {
    let files = [format!("{database}-shm"), database.to_owned()];
    let process = files.iter().find_map(|file| lock_holder::find(std::path::Path::new(file)))?;
    Some(Holder { who: process.to_string(), hint: format!("wait for it, or look at it: ps -fp {}", process.pid) })
}
