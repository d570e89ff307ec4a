//! Many rows at once: from a file into the database, and back.
//!
//! A file is CSV with a header, or JSON lines. It is read on a thread of its own while the database writes; what is
//! held at any time are a few batches, however long the file is. An import is one transaction with one event: all of
//! it or nothing. What is wrong is told with line and column, twenty at a time.
//!
//! Knows nothing of users or keys: what a line means is for `import::Parse`, where it goes for
//! `import::Load`.

pub(crate) mod export;
mod fault;
pub(crate) mod import;
mod reading;
mod record;
mod run;
mod source;
mod thread;

pub(crate) use fault::{Fault, Faults};
pub use record::Format;
pub(crate) use record::{Columns, Fields};
