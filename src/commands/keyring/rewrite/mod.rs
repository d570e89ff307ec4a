//! Rewriting the values of declared columns under the primary key, while the application goes on.
//!
//! A *group* is what is declared together over one table. A *pass* goes through all its rows in the order of their key:
//! `reading` reads ahead, `work` decides on another thread, `batch` writes with a comparison and commits the progress
//! in the same transaction. A *scan* looks and changes nothing. docs/encryption.md describes the protocol.

mod batch;
mod cell;
pub(crate) mod cipher;
mod counts;
mod keys;
mod limits;
mod pass;
pub(crate) mod progress;
mod reading;
mod report;
mod run;
mod scan;
mod shown;
mod work;

pub(crate) use cell::time_of;
pub(crate) use counts::Counts;
pub(crate) use keys::Readers;
pub(crate) use limits::{Limits, OnTrigger, ScanFlags, Stopped, SweepFlags, TableFlags};
pub(crate) use report::{Report, Reported};
pub(crate) use run::Run;
pub(crate) use scan::{Scan, Tally};
pub(crate) use shown::{ColumnLine, Shown, counts_ahead, counts_of, lines};
