//! One line of a file as fields with names, and which names a kind of file knows.

use std::str::FromStr;

use super::fault::{Fault, Faults};
use crate::base::{Error, Result, clock, text};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header (RFC 4180).
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of files whose name ends so.
    pub(super) fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        Self::of_extension(given).ok_or_else(|| {
            Error::usage(format!("`{}` is not a format of files", text::shorten(given, 40))).hint("one of: csv, jsonl")
        })
    }
}

/// The columns that a kind of file knows.
#[derive(Debug)]
pub(crate) struct Columns {
    /// All of them.
    pub(crate) known: &'static [&'static str],
    /// Those without which nothing works.
    pub(crate) required: &'static [&'static str],
    /// Those that are refused, and what to do instead.
    pub(crate) refused: &'static [(&'static str, &'static str)],
}

impl Columns {
    /// The place of a column; an error in words where there is none.
    pub(super) fn place(&self, name: &str) -> Result<usize> {
        if let Some(place) = self.known.iter().position(|known| *known == name) {
            return Ok(place);
        }
        if let Some((_, instead)) = self.refused.iter().find(|(refused, _)| *refused == name) {
            return Err(Error::usage(format!("a column `{name}` is not taken")).hint(*instead));
        }
        let error = Error::usage(format!("there is no column `{}`", text::shorten(name, 40)));
        Err(match text::nearest(name, self.known.iter().copied()) {
            Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
            None => error.hint(format!("columns: {}", self.known.join(", "))),
        })
    }
}

/// The fields of one line, in the order of [`Columns::known`]. Empty counts as absent.
pub(crate) struct Fields<'f> {
    pub(super) line: u64,
    pub(super) columns: &'static Columns,
    pub(super) values: Vec<Option<String>>,
    pub(super) faults: &'f mut Faults,
}

impl Fields<'_> {
    /// Takes a value.
    pub(crate) fn take(&mut self, column: &str) -> Option<String> {
        let place = self.columns.known.iter().position(|known| *known == column)?;
        let value = self.values.get_mut(place)?.take().filter(|value| !value.is_empty())?;
        if value.contains('\0') {
            self.refuse(column, "it contains a NUL character, which no database keeps");
            return None;
        }
        Some(value)
    }

    /// Takes a value that must be there.
    pub(crate) fn require(&mut self, column: &str) -> Option<String> {
        let had_fault = self.faults.count();
        let value = self.take(column);
        if value.is_none() && self.faults.count() == had_fault {
            self.refuse(column, "it is empty");
        }
        value
    }

    /// Takes a truth value; `default` where there is none.
    pub(crate) fn flag(&mut self, column: &str, default: bool) -> bool {
        let Some(value) = self.take(column) else { return default };
        match value.to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "1" => true,
            "false" | "f" | "no" | "n" | "0" => false,
            _ => {
                self.refuse(column, format!("`{}` is neither true nor false", text::shorten(&value, 40)));
                default
            }
        }
    }

    /// Takes a time.
    pub(crate) fn time(&mut self, column: &str) -> Option<crate::base::Timestamp> {
        let value = self.take(column)?;
        self.check(column, clock::parse_time(&value))
    }

    /// The good part of a check; the other becomes a fault of this line.
    pub(crate) fn check<T>(&mut self, column: &str, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(column, error.message());
                None
            }
        }
    }

    /// How many faults were noted so far, of this line and those before it.
    pub(crate) const fn count_faults(&self) -> usize {
        self.faults.count()
    }

    /// Notes a fault of this line.
    pub(crate) fn refuse(&mut self, column: &str, what: impl Into<String>) {
        self.faults.push(Fault::bad(self.line, Some(column), what));
    }
}
