//! The encrypted columns: what is declared, what the database really holds, and how the two compare.

mod compare;
mod find;
mod group;
mod hazards;
mod propose;
mod resolve;
mod table_name;
pub(crate) mod token;

pub(crate) use compare::{Found, State, compare, refuse_undeclared, tables_without_key};
pub(crate) use group::Group;
pub(crate) use hazards::{Severity, look};
pub(crate) use propose::sections;
pub(crate) use resolve::resolve;
