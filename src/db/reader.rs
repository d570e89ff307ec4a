//! Reading. A `Reader` takes only [`Query`]s, so a plan or a dry run has no way to write.

use super::database::Database;
use super::row::Row;
use super::statement::Query;
use super::value::Value;
use crate::base::{Error, Result, Timestamp};
use crate::config::Mapping;

/// Read access to the database.
pub struct Reader<'a> {
    pub(super) database: &'a mut Database,
}

impl Reader<'_> {
    /// All rows.
    pub async fn rows(&mut self, query: &Query, values: &[Value]) -> Result<Vec<Row>> {
        self.database.fetch("read from", &query.0, values).await
    }

    /// The row, or none. More than one is a fault.
    pub async fn find(&mut self, query: &Query, values: &[Value]) -> Result<Option<Row>> {
        let mut rows = self.rows(query, values).await?;
        if rows.len() > 1 {
            return Err(Error::integrity(format!(
                "statement `{}` found {} rows, expected one",
                query.0.name,
                rows.len()
            )));
        }
        Ok(rows.pop())
    }

    /// The row that must be there.
    pub async fn get(&mut self, query: &Query, values: &[Value]) -> Result<Row> {
        self.find(query, values)
            .await?
            .ok_or_else(|| Error::internal(format!("statement `{}` found no row", query.0.name)))
    }

    /// Calls `each` for every row while they arrive: memory does not grow with the result.
    pub async fn for_each(
        &mut self,
        query: &Query,
        values: &[Value],
        each: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        self.database.stream("read from", &query.0, values, each).await
    }

    /// The names in use.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        self.database.mapping()
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.database.now()
    }

    /// The engine on the other side.
    #[must_use]
    pub const fn engine(&self) -> super::Engine {
        self.database.engine()
    }
}
