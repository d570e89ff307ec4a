//! The one way to stdout and stderr.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::format::{ColorChoice, Format};
use super::progress::Progress;
use super::secret_buffer::SecretBuffer;
use super::stream::{Captured, Stream, Talk, lock};
use super::style::{Role, use_color};
use super::view::{Body, View, refusal};
use super::{csv, json, plain, safe_text, table};
use crate::base::env::Env;
use crate::base::exit::Status;
use crate::base::{Error, Result};

/// What the global flags say about output.
#[derive(Debug, Clone, Copy, Default)]
pub struct PrinterOptions {
    /// `-o`.
    pub format: Format,
    /// `-q`: no status sentences, notes or progress; warnings and errors stay.
    pub quiet: bool,
    /// How often `-v` was given.
    pub verbose: u8,
    /// `--color`.
    pub color: ColorChoice,
}

/// Prints data to stdout and talks on stderr.
pub struct Printer {
    options: PrinterOptions,
    out: Stream,
    talk: Arc<Talk>,
    warnings: Mutex<Vec<String>>,
    /// Whether data was shown: a later warning has missed the JSON envelope.
    shown: AtomicBool,
}

impl Printer {
    /// A printer on the streams of the process.
    #[must_use]
    pub fn new(options: PrinterOptions, env: &Env) -> Self {
        Self::on(options, Stream::stdout(env), Stream::stderr(env), env)
    }

    /// A printer into buffers, as if both streams were pipes, and the buffers.
    #[must_use]
    pub fn captured(options: PrinterOptions) -> (Self, Captured) {
        Self::captured_terminal(options, None)
    }

    /// A printer into buffers, as if both streams were a terminal of that width, and the buffers.
    #[must_use]
    pub fn captured_terminal(options: PrinterOptions, width: impl Into<Option<u16>>) -> (Self, Captured) {
        let captured = Captured::default();
        let width = width.into();
        let out = Stream::memory(Arc::clone(&captured.stdout), width);
        let err = Stream::memory(Arc::clone(&captured.stderr), width);
        (Self::on(options, out, err, &Env::default()), captured)
    }

    pub(super) fn on(options: PrinterOptions, mut out: Stream, mut err: Stream, env: &Env) -> Self {
        out.color = use_color(options.color, out.is_terminal, env);
        err.color = use_color(options.color, err.is_terminal, env);
        Self { options, out, talk: Arc::new(Talk::new(err)), warnings: Mutex::default(), shown: AtomicBool::new(false) }
    }

    /// The format of data.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.options.format
    }

    /// Whether `-q` was given.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.options.quiet
    }

    /// Whether a person sees what is printed on stdout.
    #[must_use]
    pub const fn stdout_is_terminal(&self) -> bool {
        self.out.is_terminal
    }

    /// Whether a person sees what is said on stderr.
    #[must_use]
    pub fn stderr_is_terminal(&self) -> bool {
        self.talk.stream.is_terminal
    }

    /// Refuses a format before anything is done: the five common ones are always known, others where `extra`
    /// names them. Bad formats are `usage`.
    pub fn check_format(&self, extra: &[Format]) -> Result<()> {
        let format = self.options.format;
        if Format::COMMON.contains(&format) || extra.contains(&format) {
            return Ok(());
        }
        Err(refusal(format, &[Format::COMMON, extra].concat()))
    }

    /// Prints data to stdout and sees to it that it is written.
    ///
    /// A reader that has gone away is fine (`… | head`), except when the view holds a secret: then it is
    /// `unavailable`, because nothing must come into force that nobody holds. Any other failed write is an error.
    pub fn show(&self, status: Status, changed: bool, view: &View) -> Result<()> {
        let mut buffer = SecretBuffer::new();
        self.render(status, changed, view, &mut buffer)?;
        self.shown.store(true, Ordering::Relaxed);
        match self.out.write_all(buffer.as_bytes()) {
            Ok(()) => {}
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
                return Err(Error::io("write to standard output", cause));
            }
            Err(_) if view.holds_secret() => {
                return Err(Error::unavailable("standard output was closed before the secret was written")
                    .hint("let the reader take everything, or use --out FILE"));
            }
            Err(_) => return Ok(()),
        }
        if let (Body::List(rows) | Body::Within(rows), Format::Table) = (&view.body, self.options.format)
            && rows.count() == 0
        {
            self.say(view.when_empty.as_deref().unwrap_or("Nothing found."));
        }
        if let Some(note) = &view.note {
            for line in note.lines() {
                self.say(line);
            }
        }
        Ok(())
    }

    /// Writes a piece of a document that is too long to be held. It must be harmless already; see [`safe_text`] and
    /// [`json`]. False when the reader has gone away and wants no more.
    pub fn write_piece(&self, piece: &[u8]) -> Result<bool> {
        self.shown.store(true, Ordering::Relaxed);
        match self.out.write_all(piece) {
            Ok(()) => Ok(true),
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(cause) => Err(Error::io("write to standard output", cause)),
        }
    }

    fn render(&self, status: Status, changed: bool, view: &View, buffer: &mut SecretBuffer) -> Result<()> {
        let (format, color) = (self.options.format, self.out.color);
        match (format, &view.body) {
            (Format::Json, body) => {
                let warnings = lock(&self.warnings);
                json::write_envelope(status, changed, &warnings, buffer, |buffer| write_json_data(body, buffer))?;
            }
            (Format::Jsonl, Body::List(rows)) => {
                rows.write_json("\n", buffer)?;
                end_line(buffer);
            }
            (Format::Jsonl, body) => {
                write_json_data(body, buffer)?;
                end_line(buffer);
            }
            (Format::Table, Body::One(rows)) => table::write_record(rows.as_ref(), color, buffer),
            (Format::Table, Body::List(rows) | Body::Within(rows)) => {
                table::write_list(rows.as_ref(), color, self.out.width(), buffer);
            }
            (Format::Csv, Body::One(rows) | Body::List(rows) | Body::Within(rows)) => {
                csv::write(rows.as_ref(), buffer)?;
            }
            (Format::Plain, Body::One(rows) | Body::List(rows) | Body::Within(rows)) => {
                plain::write(rows.as_ref(), self.out.is_terminal, buffer);
            }
            (Format::Table | Format::Plain, Body::Text { text, is_secret }) => {
                let is_exact = *is_secret && (format == Format::Plain || !self.out.is_terminal);
                match std::str::from_utf8(text.expose()) {
                    Ok(text) if !is_exact => buffer.push_text(&safe_text::document(text)),
                    Err(_) if !is_exact => buffer.push_text(&safe_text::secret_line(text.expose())),
                    _ => buffer.push(text.expose()),
                }
                end_line(buffer);
            }
            (format, _) => {
                let document = view.documents.iter().find(|(known, _)| *known == format);
                let (_, text) = document.ok_or_else(|| view.refuse(format))?;
                buffer.push_text(&safe_text::document(text));
                end_line(buffer);
            }
        }
        if let (Format::Table, Some(drawing)) = (format, &view.drawing) {
            buffer.push_text("\n");
            match std::str::from_utf8(drawing.expose()) {
                Ok(lines) => buffer.push_text(&safe_text::document(lines)),
                Err(cause) => return Err(Error::internal("a drawing is not text").caused_by(cause)),
            }
            end_line(buffer);
        }
        Ok(())
    }

    /// Says a status sentence; not with `-q`, and not under JSON, where stderr belongs to errors.
    pub fn say(&self, text: &str) {
        if !self.options.quiet && self.options.format != Format::Json {
            self.talk.line(&safe_text::line(text));
        }
    }

    /// Warns on stderr and keeps the warning for the envelope of JSON, which is then its only place.
    pub fn warn(&self, text: &str) {
        let missed = self.shown.load(Ordering::Relaxed);
        if self.options.format != Format::Json || missed {
            let label = Role::Warn.paint("warning:", self.talk.stream.color);
            self.talk.line(&format!("{label} {}", safe_text::line(text)));
        }
        lock(&self.warnings).push(text.to_owned());
    }

    /// Tells a detail, with `-v`.
    pub fn detail(&self, text: &str) {
        if self.options.verbose > 0 && !self.options.quiet {
            let text = Role::Dim.paint(&safe_text::line(text), self.talk.stream.color);
            self.talk.line(&text);
        }
    }

    /// Reports the failure that ends the command.
    pub fn error(&self, error: &Error) {
        if self.options.format == Format::Json {
            let mut buffer = SecretBuffer::new();
            let warnings = if self.shown.load(Ordering::Relaxed) { Vec::new() } else { lock(&self.warnings).clone() };
            if json::write_error(error, &warnings, &mut buffer).is_ok() {
                self.talk.line(String::from_utf8_lossy(buffer.as_bytes()).trim_end());
                return;
            }
        }
        let color = self.talk.stream.color;
        let line = |role: Role, label: &str, text: &str| {
            self.talk.line(&format!("{} {}", role.paint(label, color), safe_text::line(text)));
        };
        line(Role::Bad, "error:", error.message());
        for cause in error.causes() {
            line(Role::Dim, "caused by:", &cause);
        }
        if let Some(hint) = error.hint_text() {
            line(Role::Id, "hint:", hint);
        }
    }

    /// Begins to report the progress of long work: a bar on a terminal, a line every few seconds in a log,
    /// nothing with `-q`, and under JSON only on a terminal.
    #[must_use]
    pub fn progress(&self, what: &str, total: Option<u64>) -> Progress {
        let is_terminal = self.talk.stream.is_terminal;
        if self.options.quiet || (self.options.format == Format::Json && !is_terminal) {
            return Progress::silent();
        }
        Progress::start(Arc::clone(&self.talk), &safe_text::line(what), total)
    }
}

fn write_json_data(body: &Body, buffer: &mut SecretBuffer) -> Result<()> {
    match body {
        Body::One(rows) | Body::Within(rows) => rows.write_json("", buffer),
        Body::List(rows) => {
            buffer.push_text("[");
            rows.write_json(",", buffer)?;
            buffer.push_text("]");
            Ok(())
        }
        Body::Text { text, .. } => json::write(&super::Revealed(text), buffer),
    }
}

fn end_line(buffer: &mut SecretBuffer) {
    if !buffer.is_empty() && buffer.as_bytes().last() != Some(&b'\n') {
        buffer.push_text("\n");
    }
}
