//! What a command has to show, in terms of cells with a role; how it looks is the printer's business.

use serde::Serialize;

use super::format::Format;
use super::json;
use super::secret_buffer::SecretBuffer;
use crate::base::{Error, Id, Result, Secret, Timestamp, clock};

/// One value of a record, with the role that decides about colour, alignment and escaping.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Text of any origin.
    Text(String),
    /// An identifier: never wrapped or cut.
    Id(String),
    /// A state that is well.
    Good(String),
    /// A state that wants attention.
    Warn(String),
    /// A state that is bad.
    Bad(String),
    /// Something of less interest.
    Dim(String),
    /// A moment; RFC 3339 in UTC everywhere.
    Time(Timestamp),
    /// A number.
    Number(i64),
    /// Yes or no; `true` or `false` in machine formats.
    Flag(bool),
    /// A secret that this command exists to hand over.
    Secret(Secret),
    /// No value.
    Empty,
}

impl Cell {
    /// Text of any origin.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Text, or nothing.
    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Several short words, or nothing.
    #[must_use]
    pub fn list(words: &[String]) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(words.join(" ")) }
    }

    /// A row's key or an operation's id.
    #[must_use]
    pub fn id(id: &Id) -> Self {
        Self::Id(id.to_string())
    }

    /// A moment, or nothing.
    pub fn time(at: impl Into<Option<Timestamp>>) -> Self {
        at.into().map_or(Self::Empty, Self::Time)
    }

    /// A number; one beyond 64 bits is shown as the largest.
    pub fn number(number: impl TryInto<i64>) -> Self {
        Self::Number(number.try_into().unwrap_or(i64::MAX))
    }

    /// The text that machine formats show; none for secrets and for nothing.
    pub(super) fn exact_text(&self) -> Option<String> {
        match self {
            Self::Text(text)
            | Self::Id(text)
            | Self::Good(text)
            | Self::Warn(text)
            | Self::Bad(text)
            | Self::Dim(text) => Some(text.clone()),
            Self::Time(at) => Some(clock::rfc3339(*at)),
            Self::Number(number) => Some(number.to_string()),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Secret(_) | Self::Empty => None,
        }
    }
}

/// One item that a command shows. Its serde form is the `data` of JSON output, or one element of it.
pub trait Record: Serialize {
    /// Names of the columns in `snake_case`: the header of CSV as they are, table headings in upper case.
    const COLUMNS: &'static [&'static str];

    /// The values, in the order and number of [`Self::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;

    /// The value or values the command exists for, printed with their exact bytes, one a line, by `-o plain`:
    /// of a list the ids, of something made the secret.
    fn plain(&self) -> Vec<Secret>;
}

/// Records of one type, seen without it.
pub(super) trait Rows {
    fn columns(&self) -> &'static [&'static str];
    fn count(&self) -> usize;
    /// The cells of every record, in order.
    fn cells(&self) -> Box<dyn Iterator<Item = Vec<Cell>> + '_>;
    /// The plain values of every record beside its cells, in order.
    fn plain(&self) -> Box<dyn Iterator<Item = (Vec<Secret>, Vec<Cell>)> + '_>;
    /// Appends every record as JSON, with `separator` between them.
    fn write_json(&self, separator: &str, buffer: &mut SecretBuffer) -> Result<()>;
}

impl<R: Record> Rows for Vec<R> {
    fn columns(&self) -> &'static [&'static str] {
        R::COLUMNS
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn cells(&self) -> Box<dyn Iterator<Item = Vec<Cell>> + '_> {
        Box::new(self.iter().map(Record::cells))
    }

    fn plain(&self) -> Box<dyn Iterator<Item = (Vec<Secret>, Vec<Cell>)> + '_> {
        Box::new(self.iter().map(|record| (record.plain(), record.cells())))
    }

    fn write_json(&self, separator: &str, buffer: &mut SecretBuffer) -> Result<()> {
        for (at, record) in self.iter().enumerate() {
            if at > 0 {
                buffer.push_text(separator);
            }
            json::write(record, buffer)?;
        }
        Ok(())
    }
}

/// Records that are a part of something larger, which only JSON shows as a whole.
struct Within<W, R> {
    whole: W,
    rows: Vec<R>,
}

impl<W: Serialize, R: Record> Rows for Within<W, R> {
    fn columns(&self) -> &'static [&'static str] {
        self.rows.columns()
    }

    fn count(&self) -> usize {
        self.rows.count()
    }

    fn cells(&self) -> Box<dyn Iterator<Item = Vec<Cell>> + '_> {
        Rows::cells(&self.rows)
    }

    fn plain(&self) -> Box<dyn Iterator<Item = (Vec<Secret>, Vec<Cell>)> + '_> {
        Rows::plain(&self.rows)
    }

    fn write_json(&self, _: &str, buffer: &mut SecretBuffer) -> Result<()> {
        json::write(&self.whole, buffer)
    }
}

pub(super) enum Body {
    /// One record: an object in JSON, label and value in a table.
    One(Box<dyn Rows>),
    /// A list of records.
    List(Box<dyn Rows>),
    /// A list of records that is a part of something larger: an object in JSON, a list everywhere else.
    Within(Box<dyn Rows>),
    /// A document of several lines; a string in JSON.
    Text { text: Secret, is_secret: bool },
}

/// What a command shows when it is done.
pub struct View {
    pub(super) body: Body,
    pub(super) note: Option<String>,
    pub(super) when_empty: Option<String>,
    pub(super) drawing: Option<Secret>,
    pub(super) documents: Vec<(Format, String)>,
}

impl View {
    fn new(body: Body) -> Self {
        Self { body, note: None, when_empty: None, drawing: None, documents: Vec::new() }
    }

    /// One record.
    pub fn one<R: Record + 'static>(record: R) -> Self {
        Self::new(Body::One(Box::new(vec![record])))
    }

    /// A list, in the order given.
    #[must_use]
    pub fn list<R: Record + 'static>(records: Vec<R>) -> Self {
        Self::new(Body::List(Box::new(records)))
    }

    /// A list that is a part of something larger: JSON shows `whole`, other formats the list.
    #[must_use]
    pub fn list_within<W: Serialize + 'static, R: Record + 'static>(whole: W, records: Vec<R>) -> Self {
        Self::new(Body::Within(Box::new(Within { whole, rows: records })))
    }

    /// A document without secrets: a policy, a unit file, SQL. Lines and tabs stay, control characters are shown.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Body::Text { text: Secret::from_text(text.into()), is_secret: false })
    }

    /// A document that is a secret, or holds one: exact bytes, except on a terminal under `-o table`.
    #[must_use]
    pub fn secret_text(text: Secret) -> Self {
        Self::new(Body::Text { text, is_secret: true })
    }

    /// Adds a sentence for a person, said on stderr after the data; not with `-q`, not under JSON.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What is said on stderr when the list is empty, in place of "Nothing found."
    #[must_use]
    pub fn when_empty(mut self, sentence: impl Into<String>) -> Self {
        self.when_empty = Some(sentence.into());
        self
    }

    /// Adds lines drawn below the data under `-o table`, such as a QR code. They are taken for a secret.
    #[must_use]
    pub fn with_drawing(mut self, lines: Secret) -> Self {
        self.drawing = Some(lines);
        self
    }

    /// Adds the rendering in a format that only this verb knows. The text must be valid in that format and hold no
    /// raw control characters (for JSON dialects: [`json::to_text`]).
    #[must_use]
    pub fn with_document(mut self, format: Format, text: impl Into<String>) -> Self {
        self.documents.push((format, text.into()));
        self
    }

    /// The formats this view can be printed in.
    #[must_use]
    pub fn formats(&self) -> Vec<Format> {
        let known = |format: &Format| match format {
            Format::Table | Format::Json | Format::Jsonl | Format::Plain => true,
            Format::Csv => !matches!(self.body, Body::Text { .. }),
            other => self.documents.iter().any(|(format, _)| format == other),
        };
        Format::ALL.iter().copied().filter(known).collect()
    }

    /// Whether losing what is printed would lose a secret.
    pub(super) fn holds_secret(&self) -> bool {
        match &self.body {
            Body::One(rows) | Body::List(rows) | Body::Within(rows) => rows.plain().any(|(plain, cells)| {
                cells.iter().any(|cell| matches!(cell, Cell::Secret(_)))
                    || plain.iter().any(|value| !is_shown(value, &cells))
            }),
            Body::Text { is_secret, .. } => *is_secret,
        }
    }

    /// The error for a format this view does not know.
    pub(super) fn refuse(&self, format: Format) -> Error {
        refusal(format, &self.formats())
    }
}

/// The error for a format that is none of `known`.
pub(super) fn refusal(format: Format, known: &[Format]) -> Error {
    let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
    Error::usage(format!("this command can not print `{format}`")).hint(format!("use -o {}", names.join("|")))
}

/// Whether a plain value also stands in an ordinary cell: then it is an id or a name, not a secret.
pub(super) fn is_shown(value: &Secret, cells: &[Cell]) -> bool {
    cells.iter().filter_map(Cell::exact_text).any(|text| text.as_bytes() == value.expose())
}
