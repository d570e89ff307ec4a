//! The encrypted columns: what is declared, what the database really holds, and how the two compare.

mod compare;
mod find;
mod group;
mod hazards;
mod propose;
mod resolve;
mod table_name;
mod token;

pub(crate) use compare::{Found, State, compare, tables_without_key, undeclared};
pub(crate) use group::Group;
pub(crate) use hazards::{Severity, look};
pub(crate) use propose::sections;
pub(crate) use resolve::resolve;
