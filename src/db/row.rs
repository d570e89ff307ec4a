//! A row that was read. Getters say which statement and column did not hold what was expected.

use std::sync::Arc;

use super::value::Value;
use crate::base::{Error, Id, Result, Timestamp};

/// One row, with the column names of its statement.
#[derive(Debug, Clone)]
pub struct Row {
    statement: &'static str,
    names: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(super) const fn new(statement: &'static str, names: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { statement, names, values }
    }

    /// The value of a column.
    pub fn value(&self, column: &str) -> Result<&Value> {
        let index = self.names.iter().position(|name| name == column);
        index
            .and_then(|index| self.values.get(index))
            .ok_or_else(|| Error::internal(format!("statement `{}` returns no column `{column}`", self.statement)))
    }

    /// All values, in the order of the statement.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The same, for who keeps them.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        self.values
    }

    fn mismatch(&self, column: &str, expected: &str, found: &Value) -> Error {
        Error::integrity(format!("column `{column}` holds {}, expected {expected}", found.kind()))
            .hint(format!("check the mapping of that column (statement `{}`)", self.statement))
    }

    /// Text.
    pub fn text(&self, column: &str) -> Result<String> {
        self.find_text(column)?.ok_or_else(|| self.mismatch(column, "text", &Value::Null))
    }

    /// Text or null.
    pub fn find_text(&self, column: &str) -> Result<Option<String>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Int(number) => Ok(Some(number.to_string())),
            other => Err(self.mismatch(column, "text", other)),
        }
    }

    /// An integer.
    pub fn int(&self, column: &str) -> Result<i64> {
        match self.value(column)? {
            Value::Int(number) => Ok(*number),
            other => Err(self.mismatch(column, "an integer", other)),
        }
    }

    /// A truth value, also where it is kept as an integer. Null counts as false: an account or key whose state is
    /// unknown is not an active one.
    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.value(column)? {
            Value::Null => Ok(false),
            Value::Bool(flag) => Ok(*flag),
            Value::Int(number) => Ok(*number != 0),
            other => Err(self.mismatch(column, "a boolean", other)),
        }
    }

    /// The key of a row.
    pub fn id(&self, column: &str) -> Result<Id> {
        match self.value(column)? {
            Value::Int(number) => Ok(Id::Int(*number)),
            Value::Text(text) => Ok(Id::Text(text.clone())),
            other => Err(self.mismatch(column, "a key", other)),
        }
    }

    /// A time or null. SQLite keeps times as text.
    pub fn find_time(&self, column: &str) -> Result<Option<Timestamp>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Time(at) => Ok(Some(*at)),
            Value::Text(text) => match super::time_text::time_from_text(text) {
                Some(at) => Ok(Some(at)),
                None => Err(self.mismatch(column, "a time", &Value::Text(String::new()))),
            },
            other => Err(self.mismatch(column, "a time", other)),
        }
    }

    /// A time.
    pub fn time(&self, column: &str) -> Result<Timestamp> {
        self.find_time(column)?.ok_or_else(|| self.mismatch(column, "a time", &Value::Null))
    }
}
