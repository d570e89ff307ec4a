//! From the errors of sqlx to ours: the kind, a cause without values of rows, and a hint.
//!
//! SECURITY: PostgreSQL's DETAIL and CONTEXT repeat values of the row (`Key (email)=(…) already exists`); they are
//! never shown. The primary message and the SQLSTATE are.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;

use crate::base::{Error, Kind, text};

/// What was being done when the error came up.
pub(super) fn translate(doing: &str, error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(cause) => from_server(doing, cause.as_ref(), None),
        sqlx::Error::Io(cause) => {
            Error::unavailable(format!("can not {doing}")).caused_by(cause).hint("is the server running and reachable?")
        }
        sqlx::Error::Configuration(cause) => Error::usage(format!("can not {doing}: the database URL is not usable"))
            .caused_by(Opaque(cause.to_string())),
        sqlx::Error::Protocol(message) => {
            Error::unavailable(format!("can not {doing}: the server broke off")).caused_by(Opaque(message))
        }
        sqlx::Error::WorkerCrashed => Error::internal(format!("can not {doing}: the SQLite worker ended")),
        other => Error::internal(format!("can not {doing}")).caused_by(Opaque(other.to_string())),
    }
}

/// A cause reduced to its text, so that nothing underneath can add a value of a row.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Opaque(pub(super) String);

/// What the server refused; `advice` where more is known than its code tells.
pub(super) fn from_server(doing: &str, cause: &dyn DatabaseError, advice: Option<String>) -> Error {
    let code = cause.code().unwrap_or_default().into_owned();
    let postgres = cause.try_downcast_ref::<PgDatabaseError>();
    let (kind, hint) = if postgres.is_some() { of_sqlstate(&code) } else { of_sqlite(&code) };
    let engine = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let message = text::shorten(cause.message(), 300);
    let error = Error::new(kind, format!("can not {doing}")).caused_by(Opaque(format!("{engine}: {message} ({code})")));
    match advice {
        Some(advice) => error.hint(advice),
        None if hint.is_empty() => error,
        None => error.hint(hint),
    }
}

/// PostgreSQL, Appendix A: error codes.
fn of_sqlstate(code: &str) -> (Kind, &'static str) {
    match code {
        "28P01" | "28000" => (Kind::Denied, "check the user and the password of the database URL"),
        "42501" => (Kind::Denied, "the database role lacks a right: ask its owner for a GRANT"),
        "25006" => (Kind::Denied, "the database only takes reads: name the primary server"),
        "3D000" => (Kind::NotFound, "create the database first: createdb NAME"),
        "42P01" | "42703" | "3F000" => {
            (Kind::Usage, "the database lacks a table or column: claviger db migrate --check")
        }
        "23505" => (Kind::Conflict, "it exists already"),
        "23503" | "23514" | "23502" | "40001" | "40P01" => (Kind::Conflict, ""),
        "55P03" | "55006" => (Kind::Conflict, "another session holds a lock on it: see pg_stat_activity"),
        "22001" => (Kind::Usage, "a value is longer than its column"),
        "22P02" | "22021" | "22003" | "22007" | "22008" => (Kind::Usage, "a value does not fit its column"),
        "57014" => (Kind::Unavailable, "the statement ran out of time"),
        _ if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => (Kind::Unavailable, "try again later"),
        _ => (Kind::Internal, ""),
    }
}

/// SQLite's primary result code is the low byte of the extended one (<https://sqlite.org/rescode.html>).
fn of_sqlite(code: &str) -> (Kind, &'static str) {
    let extended: u32 = code.parse().unwrap_or(1);
    match (extended & 0xff, extended) {
        (5 | 6, _) => (Kind::Conflict, "another process is writing: see who has it open with `fuser -v FILE`"),
        (3 | 8 | 23, _) => (Kind::Denied, "the file or its directory can not be written by this user"),
        (10 | 13, _) => (Kind::Unavailable, "is the disk full?"),
        (14, _) => (Kind::Unavailable, "does the file exist, and can this user open it? `claviger init` makes one"),
        (11 | 26, _) => (Kind::Integrity, "the file is damaged or no SQLite database"),
        (19, 1555 | 2067) => (Kind::Conflict, "it exists already"),
        (19, _) => (Kind::Conflict, ""),
        _ => (Kind::Internal, ""),
    }
}
