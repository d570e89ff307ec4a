//! How fast, how long and how much: the flags of everything that goes through whole tables, and when it is to stop.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::report::Report;
use crate::base::span::Expiry;
use crate::base::{Error, Result, Stop, Timestamp, text};
use crate::context::Context;

/// Rows of one transaction. More gain nothing, and hold locks for longer (measured: docs/performance.md).
const BATCH: usize = 1250;

/// Batches of one chunk. In the order of the key a batch finds no room on its page, and every new version goes to the
/// end of the table and into every index; where row *i* of a chunk belongs to batch *i* mod 8, the first batch makes
/// room on each page for the other seven (measured: docs/performance.md).
pub(super) const STRIPES: usize = 8;

/// The flags.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SweepFlags {
    /// Rows of one transaction
    #[arg(long, value_name = "N", default_value_t = BATCH, value_parser = parse_batch)]
    pub(crate) batch: usize,
    /// Connections that write side by side (PostgreSQL)
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = parse_jobs)]
    pub(crate) jobs: usize,
    /// Rows a second, at most
    #[arg(long, value_name = "ROWS/s", value_parser = parse_rate)]
    pub(crate) max_rate: Option<u32>,
    /// Stop at this time, or after this long; the next run goes on from there
    #[arg(long, value_name = "TIME")]
    pub(crate) deadline: Option<Expiry>,
    /// Stop after so many rows were rewritten; the next run goes on from there
    #[arg(long, value_name = "N")]
    pub(crate) max_rows: Option<u64>,
    /// Which rows make a batch: neighbours, or every eighth row, which is quicker in PostgreSQL
    #[arg(long, value_name = "ORDER", default_value = "auto")]
    pub(crate) order: Order,
    /// Values that may be left because nothing can be done with them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) max_failures: u64,
    /// What to do where triggers of the application run for rewritten rows
    #[arg(long, value_name = "WHAT", default_value = "warn")]
    pub(crate) on_trigger: OnTrigger,
    /// Where values that can not be handled are listed by primary key (CSV)
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// Which tables.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct TableFlags {
    /// Only this table; may be given several times
    #[arg(long = "table", value_name = "TABLE")]
    pub(crate) tables: Vec<String>,
}

/// The flags of what only looks.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ScanFlags {
    /// Values that may be undecryptable without a failure
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) max_failures: u64,
    /// Where values that can not be handled are listed by primary key (CSV)
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

impl SweepFlags {
    /// What only looks has no batches.
    pub(crate) fn of_scan(flags: ScanFlags) -> Self {
        let ScanFlags { max_failures, report } = flags;
        Self {
            batch: BATCH,
            jobs: 1,
            max_rate: None,
            deadline: None,
            max_rows: None,
            order: Order::Auto,
            max_failures,
            on_trigger: OnTrigger::Warn,
            report,
        }
    }
}

/// Which rows make a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Order {
    /// Every eighth row in PostgreSQL, neighbours in SQLite
    Auto,
    /// Neighbours
    Key,
    /// Every eighth row
    Stripes,
}

/// What to do where triggers run for rewritten rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OnTrigger {
    /// Say so, and let them run
    Warn,
    /// Refuse to begin
    Refuse,
    /// Keep them from running for these rows (PostgreSQL; needs the right to set `session_replication_role`)
    Disable,
}

fn parse_batch(given: &str) -> Result<usize> {
    match given.parse() {
        Ok(batch @ 1..=100_000) => Ok(batch),
        _ => Err(Error::usage(format!("`{}` is not a number from 1 to 100000", text::shorten(given, 20)))),
    }
}

fn parse_jobs(given: &str) -> Result<usize> {
    match given.parse() {
        Ok(jobs @ 1..=16) => Ok(jobs),
        _ => Err(Error::usage(format!("`{}` is not a number from 1 to 16", text::shorten(given, 20)))),
    }
}

fn parse_rate(given: &str) -> Result<u32> {
    match given.trim_end_matches("/s").parse() {
        Ok(rate @ 1..) => Ok(rate),
        _ => Err(Error::usage(format!("`{}` is not a rate", text::shorten(given, 20)))
            .hint("write rows a second: --max-rate 5000")),
    }
}

/// Why work stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// A signal asked for it.
    Signal,
    /// `--deadline`.
    Deadline,
    /// `--max-rows`.
    Rows,
    /// Values kept arriving under old keys, pass after pass.
    Arriving,
    /// What is left under old keys can not be handled.
    Left,
}

impl Stopped {
    /// In words, for people.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Signal => "stopped by a signal after the batch under way",
            Self::Deadline => "stopped: the time given by --deadline is over",
            Self::Rows => "stopped: as many rows were rewritten as --max-rows allows",
            Self::Left => "not all is under the key: values that can not be handled are still under an old one",
            Self::Arriving => "stopped: values keep arriving under old keys, so some application still writes with one",
        }
    }
}

/// When to stop and how fast to go, over all tables of a run.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    stop: Stop,
    deadline: Option<Instant>,
    max_rows: Option<u64>,
    max_rate: Option<u32>,
    started: Instant,
    written: u64,
}

impl Limits {
    /// Begins now: a deadline that is a length of time counts from here.
    pub(crate) fn new(flags: &SweepFlags, cx: &Context) -> Result<Self> {
        Report::check(flags.report.as_deref())?;
        let (stop, now, started) = (cx.options.stop.clone(), cx.now(), Instant::now());
        let ends_at = flags.deadline.map(|deadline| deadline.resolve(now)).transpose()?.flatten();
        let left = |at: Timestamp| Duration::try_from(at.duration_since(now)).unwrap_or_default();
        let deadline = ends_at.and_then(|at| started.checked_add(left(at)));
        Ok(Self { stop, deadline, max_rows: flags.max_rows, max_rate: flags.max_rate, started, written: 0 })
    }

    /// Rows that this run rewrote.
    pub(crate) const fn written(&self) -> u64 {
        self.written
    }

    /// Why to stop now, if at all.
    pub(crate) fn reached(&self) -> Option<Stopped> {
        if self.stop.is_asked() {
            Some(Stopped::Signal)
        } else if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            Some(Stopped::Deadline)
        } else if self.max_rows.is_some_and(|most| self.written >= most) {
            Some(Stopped::Rows)
        } else {
            None
        }
    }

    /// How many of `rows` may still be written.
    pub(crate) fn allowed(&self, rows: usize) -> usize {
        let left = self.max_rows.map_or(u64::MAX, |most| most.saturating_sub(self.written));
        rows.min(usize::try_from(left).unwrap_or(usize::MAX))
    }

    /// Rows were written: waits until the rate is kept again, or there is a reason to stop.
    pub(crate) async fn advance(&mut self, rows: u64) {
        self.written += rows;
        let Some(rate) = self.max_rate else { return };
        let due = Duration::from_micros(self.written.saturating_mul(1_000_000) / u64::from(rate));
        while self.reached().is_none() {
            let ahead = due.saturating_sub(self.started.elapsed());
            if ahead.is_zero() {
                return;
            }
            tokio::time::sleep(ahead.min(Duration::from_millis(200))).await;
        }
    }
}
