//! CSV and JSON lines as records: line by line, never more than one in memory.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::fault::{Fault, Faults};
use super::record::{Columns, Format};
use super::source::Source;
use crate::base::{Error, Result};

/// The longest record. A quote that is never closed would otherwise take the rest of the file for one field.
const LONGEST: u64 = 1024 * 1024;

/// A record: its line, and its values in the order of the columns.
pub(super) struct Record {
    pub(super) line: u64,
    pub(super) values: Vec<Option<String>>,
}

/// Reads records.
pub(super) struct Reading {
    columns: &'static Columns,
    name: String,
    shape: Shape,
}

enum Shape {
    Csv(Box<Csv>),
    Jsonl { reader: BufReader<Box<dyn Read + Send>>, line: u64, buffer: Vec<u8> },
}

struct Csv {
    reader: csv::Reader<Bounded>,
    /// For each field of the file the place of its column.
    places: Vec<usize>,
    record: csv::ByteRecord,
    allowed: Arc<AtomicU64>,
}

impl Reading {
    /// Begins to read: by the format given, or what the name ends in, or what the file begins with.
    pub(super) fn begin(
        mut source: Source,
        given: Option<Format>,
        columns: &'static Columns,
    ) -> Result<(Self, Format)> {
        let first = source.peek()?.first().copied();
        let Some(first) = first else {
            return Err(Error::usage(format!("`{}` is empty", source.name))
                .hint(format!("its first line names the columns: {}", columns.known.join(","))));
        };
        let of_content = if first == b'{' { Format::Jsonl } else { Format::Csv };
        let format = given.or_else(|| Format::of_extension(&source.extension)).unwrap_or(of_content);
        let shape = match format {
            Format::Csv => Shape::Csv(Box::new(Csv::begin(source.reader, &source.name, columns)?)),
            Format::Jsonl => Shape::Jsonl { reader: source.reader, line: 0, buffer: Vec::new() },
        };
        Ok((Self { columns, name: source.name, shape }, format))
    }

    /// The next record that can be read; none at the end. What can not be read is added to `faults`.
    pub(super) fn next(&mut self, faults: &mut Faults) -> Result<Option<Record>> {
        while !faults.is_full() {
            let read = match &mut self.shape {
                Shape::Csv(csv) => csv.next(self.columns),
                Shape::Jsonl { reader, line, buffer } => next_json(reader, line, buffer, self.columns),
            };
            match read {
                Ok(record) => return Ok(record),
                Err(Trouble::Fault(fault)) => faults.push(fault),
                // Nothing can be told about what comes after it.
                Err(Trouble::LastFault(fault)) => {
                    faults.push(fault);
                    return Ok(None);
                }
                Err(Trouble::Io(cause)) => return Err(Error::io(&format!("read `{}`", self.name), cause)),
            }
        }
        Ok(None)
    }
}

enum Trouble {
    Fault(Fault),
    LastFault(Fault),
    Io(io::Error),
}

impl Csv {
    fn begin(reader: BufReader<Box<dyn Read + Send>>, name: &str, columns: &'static Columns) -> Result<Self> {
        let allowed = Arc::new(AtomicU64::new(LONGEST));
        let bounded = Bounded { inner: reader, taken: 0, allowed: Arc::clone(&allowed) };
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(true).from_reader(bounded);
        let header = reader.headers().map_err(|cause| {
            Error::usage(format!("the first line of `{name}` can not be read as a header")).caused_by(cause)
        })?;
        let mut places = Vec::new();
        for column in header.iter().map(str::trim) {
            if column.contains([';', '\t']) {
                return Err(Error::usage(format!("the columns of `{name}` are not separated by commas"))
                    .hint("save it as comma-separated values"));
            }
            let place =
                columns.place(column).map_err(|error| error.context(format!("`{name}` can not be imported")))?;
            if places.contains(&place) {
                return Err(Error::usage(format!("`{name}` names the column `{column}` twice")));
            }
            places.push(place);
        }
        for required in columns.required {
            let place = columns.place(required)?;
            if !places.contains(&place) {
                return Err(Error::usage(format!("`{name}` has no column `{required}`"))
                    .hint(format!("its first line names the columns, of: {}", columns.known.join(", "))));
            }
        }
        Ok(Self { reader, places, record: csv::ByteRecord::new(), allowed })
    }

    fn next(&mut self, columns: &Columns) -> Result<Option<Record>, Trouble> {
        let position = self.reader.position();
        let line = position.line();
        // What the reader took ahead is no part of the record.
        self.allowed.store(position.byte() + LONGEST, Ordering::Relaxed);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(cause) => {
                return Err(match cause.into_kind() {
                    csv::ErrorKind::Io(cause) if is_too_long(&cause) => {
                        let what = "more than 1 MiB up to the end of the record: is a quote left open?";
                        Trouble::LastFault(Fault::bad(line, None, what))
                    }
                    csv::ErrorKind::Io(cause) => Trouble::Io(cause),
                    _ => Trouble::LastFault(Fault::bad(line, None, "it can not be read as CSV")),
                });
            }
        }
        let line = self.record.position().map_or(line, csv::Position::line);
        if self.record.len() != self.places.len() {
            let (found, expected) = (self.record.len(), self.places.len());
            return Err(Trouble::Fault(Fault::bad(
                line,
                None,
                format!("{found} fields where the header has {expected}; a value with a comma stands in quotes"),
            )));
        }
        let mut values = vec![None; columns.known.len()];
        for (field, place) in self.record.iter().zip(&self.places) {
            let column = columns.known.get(*place).copied();
            let text = std::str::from_utf8(field)
                .map_err(|_| Trouble::Fault(Fault::bad(line, column, "it is not UTF-8 text")))?;
            if let Some(slot) = values.get_mut(*place).filter(|_| !text.is_empty()) {
                *slot = Some(super::export::without_guard(text).to_owned());
            }
        }
        Ok(Some(Record { line, values }))
    }
}

/// Gives no more than is allowed, so that one record can not take all memory.
struct Bounded {
    inner: BufReader<Box<dyn Read + Send>>,
    taken: u64,
    allowed: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken > self.allowed.load(Ordering::Relaxed) {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "record too long"));
        }
        let length = self.inner.read(buffer)?;
        self.taken += length as u64;
        Ok(length)
    }
}

fn is_too_long(cause: &io::Error) -> bool {
    cause.kind() == io::ErrorKind::FileTooLarge && cause.raw_os_error().is_none()
}

fn next_json(
    reader: &mut impl BufRead,
    line: &mut u64,
    buffer: &mut Vec<u8>,
    columns: &Columns,
) -> Result<Option<Record>, Trouble> {
    loop {
        buffer.clear();
        let length = reader.by_ref().take(LONGEST).read_until(b'\n', buffer).map_err(Trouble::Io)?;
        if length == 0 {
            return Ok(None);
        }
        *line += 1;
        if length as u64 == LONGEST && buffer.last() != Some(&b'\n') {
            return Err(Trouble::LastFault(Fault::bad(*line, None, "it is longer than 1 MiB")));
        }
        let mark: &[u8] = if *line == 1 { b"\xEF\xBB\xBF" } else { b"" };
        let bytes = buffer.strip_prefix(mark).unwrap_or(buffer).trim_ascii();
        if !bytes.is_empty() {
            return read_object(bytes, *line, columns).map(|values| Some(Record { line: *line, values }));
        }
    }
}

fn read_object(bytes: &[u8], line: u64, columns: &Columns) -> Result<Vec<Option<String>>, Trouble> {
    let bad = |column: Option<&str>, what: String| Trouble::Fault(Fault::bad(line, column, what));
    // SECURITY: the parser's message about syntax holds a position and no value.
    let value: serde_json::Value = serde_json::from_slice(bytes)
        .map_err(|cause| bad(None, format!("it is no JSON, at character {}", cause.column())))?;
    let serde_json::Value::Object(object) = value else {
        return Err(bad(None, "it is JSON, but no object".to_owned()));
    };
    let mut values = vec![None; columns.known.len()];
    for (name, value) in object {
        let place = columns.place(&name).map_err(|error| {
            let hint = error.hint_text().map(|hint| format!("; {hint}")).unwrap_or_default();
            bad(None, format!("{}{hint}", error.message()))
        })?;
        let text = match value {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text),
            serde_json::Value::Bool(flag) => Some(flag.to_string()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            serde_json::Value::Array(items) => {
                let words: Option<Vec<&str>> = items.iter().map(serde_json::Value::as_str).collect();
                Some(
                    words
                        .ok_or_else(|| bad(Some(&name), "it is a list of other things than texts".to_owned()))?
                        .join(" "),
                )
            }
            serde_json::Value::Object(_) => return Err(bad(Some(&name), "it is an object".to_owned())),
        };
        if let Some(slot) = values.get_mut(place) {
            *slot = text;
        }
    }
    Ok(values)
}
