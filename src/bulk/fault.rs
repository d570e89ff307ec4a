//! What is wrong with a file, line by line, and the error that it ends in.

use crate::base::{Error, Kind, text};

/// As many are collected; then reading stops, since a person mends a few and tries again.
const LIMIT: usize = 20;

/// One thing that is wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line of the file, from 1.
    pub(crate) line: u64,
    /// The column, where it is one that is at fault.
    pub(crate) column: Option<String>,
    /// What is wrong: a fragment, no secret.
    pub(crate) what: String,
    /// Whether the line is right and stands against what is there already.
    pub(crate) is_conflict: bool,
}

impl Fault {
    /// A line that is wrong in itself.
    pub(crate) fn bad(line: u64, column: Option<&str>, what: impl Into<String>) -> Self {
        Self { line, column: column.map(|name| text::shorten(name, 40)), what: what.into(), is_conflict: false }
    }

    /// A line that is against what is there already.
    pub(crate) fn conflict(line: u64, column: &str, what: impl Into<String>) -> Self {
        Self { is_conflict: true, ..Self::bad(line, Some(column), what) }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.column {
            Some(column) => write!(f, "line {}, column `{column}`: {}", self.line, self.what),
            None => write!(f, "line {}: {}", self.line, self.what),
        }
    }
}

/// What is wrong with a file so far.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// One more; those beyond the limit are dropped.
    pub(crate) fn push(&mut self, fault: Fault) {
        if !self.is_full() {
            self.0.push(fault);
        }
    }

    /// Those of another place, too.
    pub(crate) fn append(&mut self, others: Self) {
        others.0.into_iter().for_each(|fault| self.push(fault));
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether more would be dropped.
    pub(crate) const fn is_full(&self) -> bool {
        self.0.len() >= LIMIT
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.0.len()
    }

    /// The error for the file of this name: one cause for each fault, in the order of lines.
    pub(crate) fn into_error(mut self, file: &str) -> Error {
        self.0.sort_by_key(|fault| fault.line);
        self.0.dedup();
        let is_full = self.is_full();
        let is_conflict = self.0.iter().all(|fault| fault.is_conflict);
        let (kind, hint) = if is_conflict {
            (Kind::Conflict, "nothing was imported; --if-missing passes over what is there")
        } else {
            (Kind::Usage, "nothing was imported: mend the lines and import the file again")
        };
        let count = text::count(self.0.len(), "fault");
        let more = if is_full { ", and reading stopped there" } else { "" };
        let mut chain = None;
        for fault in self.0.into_iter().rev() {
            chain = Some(Box::new(Told { text: fault.to_string(), next: chain }));
        }
        let error = Error::new(kind, format!("`{file}` can not be imported: {count}{more}")).hint(hint);
        match chain {
            Some(first) => error.caused_by(*first),
            None => error,
        }
    }
}

/// A chain of causes that are in truth a list.
#[derive(Debug)]
struct Told {
    text: String,
    next: Option<Box<Self>>,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Told {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.next.as_deref().map(|next| next as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_lists_every_fault_by_line_and_is_a_conflict_only_when_all_are() {
        let mut faults = Faults::default();
        faults.push(Fault::conflict(7, "email", "`a@example.com` exists already"));
        faults.push(Fault::bad(3, None, "too few fields"));
        let error = faults.into_error("people.csv");
        assert_eq!(error.kind(), Kind::Usage);
        assert_eq!(error.message(), "`people.csv` can not be imported: 2 faults");
        assert_eq!(
            error.causes(),
            ["line 3: too few fields", "line 7, column `email`: `a@example.com` exists already"]
        );
        let mut faults = Faults::default();
        faults.push(Fault::conflict(7, "email", "x"));
        assert_eq!(faults.into_error("people.csv").kind(), Kind::Conflict);
    }

    #[test]
    fn twenty_are_enough() {
        let mut faults = Faults::default();
        (1..100).for_each(|line| faults.push(Fault::bad(line, None, format!("wrong {line}"))));
        let error = faults.into_error("x");
        assert_eq!(error.causes().len(), LIMIT);
        assert!(error.message().ends_with("20 faults, and reading stopped there"));
    }
}
