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
            .caused_by(Opaque(cause.to_string()))
            .hint("write postgresql://user@host:5432/database"),
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
    let (kind, hint) = if postgres.is_some() { of_sqlstate(&code) } else { of_sqlite(&code, cause.message()) };
    let engine = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let message = text::shorten(cause.message(), 300);
    let error = Error::new(kind, format!("can not {doing}")).caused_by(Opaque(format!("{engine}: {message} ({code})")));
    match advice {
        Some(advice) => error.hint(advice),
        None if hint.is_empty() => error,
        None => error.hint(hint),
    }
}

/// The hint where a row is missing that another one names, or would be missing.
const REFERRED_TO: &str = "rows of another table refer to it";

/// The hint where a column of the application's wants a value that nobody here knows.
const REQUIRED: &str = "the application's table requires a column that claviger does not fill: give it a default";

/// What to do about a table or column that is not there.
const LACKING: &str =
    "the database lacks a table or column: check the mapping in the configuration, and claviger db migrate";

/// PostgreSQL's code for a lock that was waited for in vain.
const LOCK_NOT_AVAILABLE: &str = "55P03";

/// SQLite's codes for the same: held by another process, or by another connection of this one.
const BUSY: u32 = 5;
const LOCKED: u32 = 6;

/// SQLite's code for a constraint that a row would violate.
const CONSTRAINT: u32 = 19;

/// Whether somebody else's lock was in the way.
pub(super) fn is_lock_wait(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(cause) = error else { return false };
    let code = cause.code().unwrap_or_default();
    if cause.try_downcast_ref::<PgDatabaseError>().is_some() {
        return code == LOCK_NOT_AVAILABLE;
    }
    code.parse().is_ok_and(|code: u32| matches!(code & 0xff, BUSY | LOCKED))
}

/// Whether the content of a row was refused: by a type, a constraint, a trigger. Another row may be taken.
pub(super) fn is_refusal_of_row(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(cause) = error else { return false };
    let code = cause.code().unwrap_or_default();
    if cause.try_downcast_ref::<PgDatabaseError>().is_some() {
        // Data exception, integrity constraint violation, raised by a trigger.
        return code.starts_with("22") || code.starts_with("23") || code == "P0001";
    }
    code.parse().is_ok_and(|code: u32| code & 0xff == CONSTRAINT)
}

/// PostgreSQL, Appendix A: error codes.
fn of_sqlstate(code: &str) -> (Kind, &'static str) {
    match code {
        "28P01" | "28000" => (Kind::Denied, "check the user and the password of the database URL"),
        "42501" => (Kind::Denied, "the database role lacks a right: ask its owner for a GRANT"),
        "25006" => (Kind::Denied, "the database only takes reads: name the primary server"),
        "3D000" => (Kind::NotFound, "create the database first: createdb NAME"),
        "23505" => (Kind::Conflict, "it exists already"),
        "23503" => (Kind::Conflict, REFERRED_TO),
        "23502" => (Kind::Conflict, REQUIRED),
        "23514" => (Kind::Conflict, "a rule of the application's table forbids it"),
        "40001" | "40P01" => (Kind::Conflict, "another session was faster: run the command again"),
        "42P01" | "42703" | "3F000" => (Kind::Usage, LACKING),
        // P0001 is what a trigger of the application raises.
        "P0001" | LOCK_NOT_AVAILABLE | "55006" => (Kind::Conflict, ""),
        "22001" => (Kind::Usage, "a value is longer than its column"),
        "22P02" | "22012" | "22021" | "22003" | "22007" | "22008" => (Kind::Usage, "a value does not fit its column"),
        "57014" => (Kind::Unavailable, "the statement ran out of time"),
        _ if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => (Kind::Unavailable, "try again later"),
        _ => (Kind::Internal, ""),
    }
}

/// SQLite's primary result code is the low byte of the extended one (<https://sqlite.org/rescode.html>).
fn of_sqlite(code: &str, message: &str) -> (Kind, &'static str) {
    let extended: u32 = code.parse().unwrap_or(1);
    match (extended & 0xff, extended) {
        // What is wrong with a statement has no code of its own.
        (1, _) if message.starts_with("no such ") || message.contains("has no column") => (Kind::Usage, LACKING),
        (BUSY | LOCKED, _) => (Kind::Conflict, ""),
        (3 | 8 | 23, _) => (Kind::Denied, "the file or its directory can not be written by this user"),
        (10 | 13, _) => (Kind::Unavailable, "is the disk full?"),
        (14, _) => (Kind::Unavailable, "does the file exist, and can this user open it? `claviger init` makes one"),
        (11 | 26, _) => (Kind::Integrity, "the file is damaged or no SQLite database"),
        (CONSTRAINT, 1555 | 2067) => (Kind::Conflict, "it exists already"),
        (CONSTRAINT, 787) => (Kind::Conflict, REFERRED_TO),
        (CONSTRAINT, 1299) => (Kind::Conflict, REQUIRED),
        (CONSTRAINT, _) => (Kind::Conflict, "a rule of the application's table forbids it"),
        _ => (Kind::Internal, ""),
    }
}
