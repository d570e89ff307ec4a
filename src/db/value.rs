//! A value on its way into or out of the database, before it has a column's type.

use crate::base::{Id, Timestamp};

/// What a statement binds and a row holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A truth value; 0 or 1 where the column is an integer.
    Bool(bool),
    /// Any integer.
    Int(i64),
    /// A floating-point number; only ever read.
    Real(f64),
    /// Text, and everything that travels as text: UUIDs, enum labels, JSON.
    Text(String),
    /// Binary.
    Bytes(Vec<u8>),
    /// A moment, in microseconds.
    Time(Timestamp),
    /// Many values of one kind, as one parameter: an array of PostgreSQL, a JSON array for `json_each` of SQLite.
    /// Never read.
    List(Vec<Self>),
}

impl Value {
    /// The text, where it is one.
    #[must_use]
    pub fn find_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::List(values) => values.iter().map(Self::size).sum(),
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Real(_) | Self::Time(_) => 8,
        }
    }

    /// What kind of value it is, for error messages; never the value itself.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Real(_) => "a real number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Time(_) => "a time",
            Self::List(_) => "a list",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Time(value)
    }
}

impl From<&Id> for Value {
    fn from(value: &Id) -> Self {
        match value {
            Id::Int(number) => Self::Int(*number),
            Id::Text(text) => Self::Text(text.clone()),
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
