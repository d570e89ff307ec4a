//! The names of output formats and colour choices, as the command line and the configuration write them.

use std::fmt;
use std::str::FromStr;

use crate::base::{Error, Result};

/// A form in which data is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Columns for a person, in a pipe as on a terminal.
    #[default]
    Table,
    /// One object with `ok`, `changed`, `data` and `warnings`.
    Json,
    /// The items of a list, one a line, bare.
    Jsonl,
    /// A header and rows, safe to open in a spreadsheet.
    Csv,
    /// Only the value or values the command exists for, one a line.
    Plain,
    /// Static analysis results; only where a verb says so.
    Sarif,
    /// Test results; only where a verb says so.
    Junit,
    /// A page; only where a verb says so.
    Html,
    /// A document; only where a verb says so.
    Markdown,
}

impl Format {
    /// What every verb knows.
    pub const COMMON: &'static [Self] = &[Self::Table, Self::Json, Self::Jsonl, Self::Csv, Self::Plain];

    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Plain,
        Self::Sarif,
        Self::Junit,
        Self::Html,
        Self::Markdown,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Plain => "plain",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        by_name(text, Self::ALL, Self::name, "an output format")
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Also in a pipe.
    Always,
    /// Not at all.
    Never,
}

impl ColorChoice {
    /// Every choice.
    pub const ALL: &'static [Self] = &[Self::Auto, Self::Always, Self::Never];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl fmt::Display for ColorChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ColorChoice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        by_name(text, Self::ALL, Self::name, "a colour choice")
    }
}

fn by_name<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str, what: &str) -> Result<T> {
    all.iter().copied().find(|one| name(*one) == text).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        Error::usage(format!("`{}` is not {what}", crate::base::text::shorten(text, 40)))
            .hint(format!("one of {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Kind;

    #[test]
    fn every_name_is_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().unwrap(), *format);
        }
        for choice in ColorChoice::ALL {
            assert_eq!(choice.name().parse::<ColorChoice>().unwrap(), *choice);
        }
        assert!(Format::ALL.starts_with(Format::COMMON));
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        let error = "yaml".parse::<Format>().unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert_eq!(error.hint_text(), Some("one of table, json, jsonl, csv, plain, sarif, junit, html, md"));
    }
}
