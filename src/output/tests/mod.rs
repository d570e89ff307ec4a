//! The printer as a whole: how things look, that nothing harmful passes, and what happens when writing fails.

mod looks;
mod safety;
mod terminal;
mod writing;

use serde::Serialize;

use super::{Captured, Cell, Format, Printer, PrinterOptions, Record, View, reveal};
use crate::base::exit::Status;
use crate::base::{Secret, Timestamp};

/// A record with a cell of every kind that has no secret.
#[derive(Serialize, Clone)]
pub(super) struct Key {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) status: String,
    pub(super) created_at: Option<Timestamp>,
    pub(super) uses: i64,
    pub(super) is_active: bool,
}

impl Key {
    pub(super) fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            status: "active".into(),
            created_at: "2026-01-02T03:04:05Z".parse().ok(),
            uses: 7,
            is_active: true,
        }
    }
}

impl Record for Key {
    const COLUMNS: &'static [&'static str] = &["id", "name", "status", "created_at", "uses", "is_active"];

    fn cells(&self) -> Vec<Cell> {
        let status = if self.is_active { Cell::Good(self.status.clone()) } else { Cell::Bad(self.status.clone()) };
        vec![
            Cell::Id(self.id.clone()),
            Cell::text(&self.name),
            status,
            Cell::time(self.created_at),
            Cell::number(self.uses),
            Cell::Flag(self.is_active),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.id.clone())]
    }
}

/// A record that hands over a secret.
#[derive(Serialize)]
pub(super) struct Minted {
    pub(super) id: String,
    #[serde(serialize_with = "reveal::as_text")]
    pub(super) key: Secret,
}

impl Minted {
    pub(super) fn new(key: &[u8]) -> Self {
        Self { id: "clv_7Qx2aB3c".into(), key: Secret::new(key.to_vec()) }
    }
}

impl Record for Minted {
    const COLUMNS: &'static [&'static str] = &["id", "key"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::Id(self.id.clone()), Cell::Secret(self.key.clone())]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![self.key.clone()]
    }
}

pub(super) fn options(format: Format) -> PrinterOptions {
    PrinterOptions { format, ..PrinterOptions::default() }
}

/// Shows a view into buffers.
pub(super) fn shown(format: Format, view: &View) -> Captured {
    let (printer, captured) = Printer::captured(options(format));
    printer.show(Status::Done, false, view).unwrap();
    captured
}
