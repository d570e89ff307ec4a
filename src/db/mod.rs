//! The database: the only part that knows sqlx, and the only way to PostgreSQL and SQLite.
//!
//! One SQL text serves both engines ([`statement`]); names of application tables come from the mapping of the
//! configuration; the types of parameters are inferred by the server and converted to (`encode_postgres`), so a
//! text id matches a UUID column and a role matches a label of an enum. A [`Reader`] can only read. A [`Writer`]
//! ends in a commit that takes an event, or is rolled back: there is no change without its record.

mod bind;
pub mod catalogue;
mod connect;
mod connect_errors;
mod connection;
mod database;
mod decode;
mod encode_postgres;
mod engine;
mod errors;
pub mod event;
mod holder;
pub mod introspect;
mod many;
pub mod migrate;
mod reader;
mod row;
mod server;
mod server_url;
pub mod statement;
pub mod sweep;
mod time_text;
pub mod tokens;
pub mod url;
mod value;
mod writer;

pub use database::{Database, Recorder};
pub use engine::{Engine, sqlite_version};
pub use event::Event;
pub use many::{Many, Written};
pub use reader::Reader;
pub use row::Row;
pub use statement::{Command, Query, Statement};
pub use url::{DatabaseUrl, Route};
pub use value::Value;
pub use writer::{Operation, Writer};

/// Every statement of the database layer itself.
pub(crate) fn statements() -> impl Iterator<Item = Statement> {
    [
        event::STATEMENTS,
        holder::STATEMENTS,
        introspect::STATEMENTS,
        many::STATEMENTS,
        migrate::STATEMENTS,
        writer::STATEMENTS,
    ]
    .concat()
    .into_iter()
    .chain(catalogue::STATEMENTS.concat())
}
