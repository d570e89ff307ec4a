//! The encrypted columns: what is declared, what the database really holds, and how the two compare.

mod group;
mod hazards;
mod resolve;
mod table_name;

pub(crate) use group::Group;
pub(crate) use hazards::{Hazard, Severity, look};
pub(crate) use resolve::resolve;
