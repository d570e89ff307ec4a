//! Everything that leaves the process on standard output and standard error, and every question to a person.
//!
//! Data goes to stdout, talk to stderr. A command builds a [`View`] of [`Record`]s; the [`Printer`] turns it into
//! a table, JSON, JSON lines, CSV or bare values. Every string that is not a literal of ours passes
//! [`safe_text`] (or the escapes of [`json`]) before a terminal or a spreadsheet sees it, and whatever may hold a
//! secret is built in a [`SecretBuffer`], which is wiped.
//!
//! Knows nothing of the command line parser, the database or the vault. Must never print a secret on stderr.

mod csv;
mod format;
pub mod json;
mod plain;
mod printer;
mod progress;
mod prompt;
pub mod reveal;
pub mod safe_text;
mod secret_buffer;
mod stream;
mod style;
mod table;
mod view;

#[cfg(test)]
mod tests;

pub use format::{ColorChoice, Format};
pub use printer::{Printer, PrinterOptions};
pub use progress::Progress;
pub use prompt::Prompter;
pub use reveal::{Revealed, mask};
pub use secret_buffer::SecretBuffer;
pub use stream::Captured;
pub use view::{Cell, Record, View};
