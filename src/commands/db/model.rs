//! What a migration shows. Pure: no input, no output, no SQL.

use serde::Serialize;

use crate::base::Secret;
use crate::output::{Cell, Record};

/// The state of claviger's own tables, before or after a migration.
#[derive(Debug, Serialize)]
pub(super) struct Migrated {
    pub(super) database: String,
    pub(super) engine: &'static str,
    /// The version of the database; 0 where there is nothing of ours.
    pub(super) version: i64,
    /// The version that this program needs.
    pub(super) newest: i64,
    /// What is still to be applied.
    pub(super) pending: Vec<&'static str>,
    /// What this run applied.
    pub(super) applied: Vec<&'static str>,
    /// What the mapping names and the database does not have.
    pub(super) missing_names: Vec<String>,
}

impl Record for Migrated {
    const COLUMNS: &'static [&'static str] = &["database", "engine", "version", "newest", "pending", "applied"];

    fn cells(&self) -> Vec<Cell> {
        let names = |names: &[&str]| if names.is_empty() { Cell::Empty } else { Cell::text(names.join(", ")) };
        vec![
            Cell::text(&self.database),
            Cell::text(self.engine),
            Cell::Number(self.version),
            Cell::Number(self.newest),
            names(&self.pending),
            names(&self.applied),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.version.to_string())]
    }
}
