//! Rows on their way out: CSV or JSON lines, to a private file or to standard output, piece by piece.
//!
//! SECURITY: a spreadsheet runs a cell that begins like a formula, and the names in it are chosen by strangers. Such a
//! cell gets a guard, a leading `'`, which an import takes away again; JSON lines are exact without one.

use std::io::Write;
use std::path::PathBuf;

use super::record::Format;
use crate::base::Result;
use crate::base::pieces::Pieces;
use crate::output::{Printer, json, safe_text};

/// What is written at a time.
const BLOCK: usize = 64 * 1024;

/// What makes a spreadsheet calculate: OWASP's list ("CSV Injection"), with the full-width forms.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// What every export is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Outgoing {
    /// How to write: csv or jsonl; without this what the name of --out ends in, or as -o says, or csv
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to a new file (mode 0600) instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite the file when it exists
    #[arg(long, requires = "out")]
    force: bool,
}

impl Outgoing {
    /// The format that follows from what was said.
    pub(crate) fn format(&self, printer: &Printer) -> Format {
        let extension = self.out.as_ref().and_then(|path| path.extension()).unwrap_or_default();
        let of_name = || Format::of_extension(&extension.to_string_lossy().to_lowercase());
        let of_output = || match printer.format() {
            crate::output::Format::Jsonl => Format::Jsonl,
            _ => Format::Csv,
        };
        self.format.or_else(of_name).unwrap_or_else(of_output)
    }

    /// Fails early where the file could not be made.
    pub(crate) fn check(&self) -> Result<()> {
        self.out.as_ref().map_or(Ok(()), |path| Pieces::begin(path, self.force).map(|_| ()))
    }

    /// Opens the place that it goes to. Nothing is there before [`Export::finish`].
    pub(crate) fn open<'p>(&self, printer: &'p Printer, columns: Vec<&'static str>) -> Result<Export<'p>> {
        let place = match &self.out {
            Some(path) => Place::File(Pieces::begin(path, self.force)?),
            None => Place::Printer(printer),
        };
        let mut export = Export {
            format: self.format(printer),
            place,
            columns,
            buffer: Vec::with_capacity(BLOCK + 4096),
            rows: 0,
            is_wanted: true,
        };
        if export.format == Format::Csv {
            export.buffer.extend_from_slice(export.columns.join(",").as_bytes());
            export.buffer.push(b'\n');
        }
        Ok(export)
    }
}

/// A value of a row.
pub(crate) enum Value {
    /// Text; none where there is none.
    Text(Option<String>),
    /// A truth value.
    Flag(bool),
}

/// An export under way.
pub(crate) struct Export<'p> {
    format: Format,
    place: Place<'p>,
    columns: Vec<&'static str>,
    buffer: Vec<u8>,
    rows: u64,
    is_wanted: bool,
}

enum Place<'p> {
    File(Pieces),
    Printer(&'p Printer),
}

impl Export<'_> {
    /// One more row, with a value for each column.
    pub(crate) fn row(&mut self, values: &[Value]) -> Result<()> {
        if !self.is_wanted {
            return Ok(());
        }
        self.rows += 1;
        match self.format {
            Format::Csv => self.csv(values),
            Format::Jsonl => self.json(values)?,
        }
        self.buffer.push(b'\n');
        if self.buffer.len() >= BLOCK { self.flush() } else { Ok(()) }
    }

    fn csv(&mut self, values: &[Value]) {
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.buffer.push(b',');
            }
            match value {
                Value::Flag(flag) => self.buffer.extend_from_slice(if *flag { b"true" } else { b"false" }),
                Value::Text(None) => {}
                Value::Text(Some(text)) => write_field(&mut self.buffer, text),
            }
        }
    }

    fn json(&mut self, values: &[Value]) -> Result<()> {
        let mut separator = b'{';
        for (name, value) in self.columns.iter().zip(values) {
            self.buffer.push(separator);
            separator = b',';
            // Names are ours and need no escape.
            let _ = write!(self.buffer, "\"{name}\":");
            match value {
                Value::Flag(flag) => self.buffer.extend_from_slice(if *flag { b"true" } else { b"false" }),
                Value::Text(None) => self.buffer.extend_from_slice(b"null"),
                Value::Text(Some(text)) => self.buffer.extend_from_slice(json::to_text(text)?.as_bytes()),
            }
        }
        self.buffer.push(b'}');
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let bytes = std::mem::take(&mut self.buffer);
        match &mut self.place {
            Place::File(pieces) => pieces.write(&bytes)?,
            // A reader that has seen enough (`| head`) is no failure.
            Place::Printer(printer) => self.is_wanted = printer.write_piece(&bytes)?,
        }
        self.buffer = bytes;
        self.buffer.clear();
        Ok(())
    }

    /// The end: everything is where it belongs, and durable where that is a file. Gives the number of rows.
    pub(crate) fn finish(mut self) -> Result<u64> {
        self.flush()?;
        match self.place {
            Place::File(pieces) => pieces.finish()?,
            Place::Printer(_) => {}
        }
        Ok(self.rows)
    }
}

/// A field of CSV. Control characters are shown and not kept: for those there are JSON lines.
fn write_field(buffer: &mut Vec<u8>, text: &str) {
    let safe = safe_text::line(text);
    let guard = if needs_guard(text) { "'" } else { "" };
    if safe.contains(['"', ',']) || safe.starts_with(' ') || safe.ends_with(' ') {
        buffer.push(b'"');
        buffer.extend_from_slice(guard.as_bytes());
        buffer.extend_from_slice(safe.replace('"', "\"\"").as_bytes());
        buffer.push(b'"');
    } else {
        buffer.extend_from_slice(guard.as_bytes());
        buffer.extend_from_slice(safe.as_bytes());
    }
}

/// Whether it begins like a formula, after any number of guards: so that one guard more is always ours.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// The field of CSV without the guard that an export gave it.
pub(super) fn without_guard(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(text: &str) -> String {
        let mut buffer = Vec::new();
        write_field(&mut buffer, text);
        String::from_utf8(buffer).unwrap()
    }

    #[test]
    fn a_formula_is_guarded_and_comes_back_as_it_was() {
        for text in ["=1+1", "+41", "-x", "@x", "'=1", "''=1", "plain", "'quoted'", "O'Brien", ""] {
            let written = field(text);
            assert!(!written.starts_with(FORMULA), "{written}");
            assert_eq!(without_guard(&written), text);
        }
        assert_eq!(field("=1,2"), "\"'=1,2\"");
        assert_eq!(field("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
