//! What the application's tables are made of, as far as it matters for encrypted columns: kinds of tables, types of
//! columns, keys, families of partitions. Read from the catalogue only; no row of the application is looked at.

mod filter;
mod key;
mod sqlite_trigger;
mod surroundings;
mod table;

pub use filter::check as check_filter;
pub use key::{Key, keys};
pub use surroundings::{
    Publication, Rights, Rule, Snapshot, SnapshotKind, Trigger, old_snapshots, publications, rights, rules, triggers,
};
pub use table::{Catalogue, Column, Content, Form, Table};

use super::statement::Statement;

/// Every statement about the catalogue.
pub(super) const STATEMENTS: &[&[Statement]] = &[key::STATEMENTS, surroundings::STATEMENTS, table::STATEMENTS];
