//! Passes and scans over all groups of a run: what `reencrypt`, `rotate` and `rollback` have in common.

use std::time::Instant;

use super::columns::{self, Group, Severity};
use super::model::Keyring;
use super::rewrite::{
    ColumnLine, Limits, OnTrigger, Readers, Report, Reported, Run, Scan, Shown, Stopped, SweepFlags, Tally,
    counts_ahead, counts_of, lines,
};
use crate::base::exit::Status;
use crate::base::{Error, Result};
use crate::config::Plain;
use crate::context::Context;
use crate::output::View;

/// The declared columns, or those of the given tables.
pub(super) async fn groups(cx: &mut Context, tables: &[String]) -> Result<Vec<Group>> {
    let mut groups = columns::resolve(cx).await?;
    for table in tables {
        if !groups.iter().any(|group| group.target.table == *table) {
            let known: Vec<&str> = groups.iter().map(|group| group.target.table.as_str()).collect();
            return Err(Error::not_found(format!("no encrypted column of a table `{table}` is declared"))
                .hint(format!("declared: {}", known.join(", "))));
        }
    }
    groups.retain(|group| tables.is_empty() || tables.contains(&group.target.table));
    if groups.is_empty() {
        return Err(Error::conflict("no encrypted column is declared")
            .hint("find them, and what to put into claviger.toml: claviger keyring discover"));
    }
    Ok(groups)
}

/// Looks for what could go wrong around the rows. Says whether triggers are to be kept from running.
pub(super) async fn check_surroundings(cx: &mut Context, groups: &[Group], on_trigger: OnTrigger) -> Result<bool> {
    let mut has_triggers = false;
    for hazard in columns::look(cx, groups).await? {
        match (hazard.severity(), on_trigger) {
            (Severity::Refusal, _) => return Err(hazard.into_error()),
            (Severity::Trigger, OnTrigger::Refuse) => {
                return Err(hazard
                    .into_error()
                    .hint("let it run: --on-trigger warn, or keep it from running: --on-trigger disable"));
            }
            (Severity::Trigger, OnTrigger::Disable) => has_triggers = true,
            (Severity::Trigger, OnTrigger::Warn) | (Severity::Warning, _) => cx.printer.warn(&hazard.to_string()),
        }
    }
    if has_triggers && cx.database().await?.engine() == crate::db::Engine::Sqlite {
        return Err(Error::conflict("SQLite has no way to keep triggers from running for single statements")
            .hint("let them run: --on-trigger warn"));
    }
    Ok(has_triggers)
}

/// What a rewriting would do that brings everything under a key, for a dry run. The key may not be there yet.
pub(super) async fn preview(
    cx: &mut Context,
    groups: &[Group],
    ring: &Keyring,
    flags: &SweepFlags,
    (target, plain): (Option<&str>, Option<Plain>),
) -> Result<Shown> {
    let passes = Passes::new(groups, ring, flags, Limits::new(flags, cx)?)?;
    let place = passes.fingerprints().iter().position(|known| Some(known.as_str()) == target);
    let mut columns = Vec::new();
    for (group, tallies) in groups.iter().zip(passes.tally(cx).await?) {
        let encrypts_plain = group.plain_rule(plain) == Plain::Encrypt;
        let counts: Vec<_> = tallies.iter().map(|tally| counts_ahead(tally, place, encrypts_plain)).collect();
        columns.extend(lines(group, &counts));
    }
    Ok(Shown::new(target.unwrap_or_default().to_owned(), columns))
}

/// All passes and scans of a run.
pub(super) struct Passes<'p> {
    groups: &'p [Group],
    readers: Readers,
    run: RunParts<'p>,
    started: Instant,
}

struct RunParts<'p> {
    fingerprint: String,
    flags: &'p SweepFlags,
    plain: Option<Plain>,
    without_triggers: bool,
    limits: Limits,
}

/// How much a scan looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Up to the first value that is to be rewritten.
    UntilWork,
    /// Everything, and whether what can not be handled is listed.
    All { listed: bool },
}

/// What came of one pass over everything.
pub(super) struct Passed {
    /// For each column.
    pub(super) lines: Vec<ColumnLine>,
    /// Why it stopped before the end.
    pub(super) stopped: Option<Stopped>,
    /// Whether a part was done by an earlier run, or rows were lost to the end: then there may be more to do.
    pub(super) may_have_missed: bool,
    /// What could not be handled.
    pub(super) reported: Reported,
}

/// What a scan over everything found.
pub(super) struct Scanned {
    pub(super) lines: Vec<ColumnLine>,
    /// Values under other keys than the primary one, or plain text that is to be encrypted.
    pub(super) has_work: bool,
    /// Values under other keys than the primary one.
    pub(super) under_others: u64,
    pub(super) is_complete: bool,
    pub(super) reported: Reported,
}

impl<'p> Passes<'p> {
    pub(super) fn new(groups: &'p [Group], ring: &Keyring, flags: &'p SweepFlags, limits: Limits) -> Result<Self> {
        let fingerprint = ring.primary()?.fingerprint();
        let run = RunParts { fingerprint, flags, plain: None, without_triggers: false, limits };
        Ok(Self { groups, readers: Readers::of(ring)?, run, started: Instant::now() })
    }

    /// The same with another rule for plain text, and with or without triggers of the application.
    pub(super) fn with(mut self, plain: Option<Plain>, without_triggers: bool) -> Self {
        self.run.plain = plain;
        self.run.without_triggers = without_triggers;
        self
    }

    /// Looks for values that are to be rewritten.
    pub(super) async fn scan(&self, cx: &mut Context, depth: Depth) -> Result<Scanned> {
        let until_work = depth == Depth::UntilWork;
        let is_listed = depth == Depth::All { listed: true };
        let scan = Scan { readers: &self.readers, plain: self.run.plain, until_work, stop: cx.options.stop.clone() };
        let mut report = Report::new(self.run.flags.report.as_deref(), cx);
        let mut scanned = Scanned {
            lines: Vec::new(),
            has_work: false,
            under_others: 0,
            is_complete: true,
            reported: Reported::default(),
        };
        for group in self.groups {
            let found = scan.group(cx, group, is_listed.then_some(&mut report)).await?;
            let counts: Vec<_> = found.tallies.iter().map(counts_of).collect();
            scanned.lines.extend(lines(group, &counts));
            scanned.has_work |= found.has_work;
            scanned.under_others += found.tallies.iter().map(Tally::under_others).sum::<u64>();
            scanned.is_complete &= found.is_complete;
            if !found.is_complete {
                break;
            }
        }
        scanned.reported = report.finish()?;
        Ok(scanned)
    }

    /// What the values of each group are.
    pub(super) async fn tally(&self, cx: &mut Context) -> Result<Vec<Vec<Tally>>> {
        let scan = Scan { readers: &self.readers, plain: None, until_work: false, stop: cx.options.stop.clone() };
        let mut tallies = Vec::new();
        for group in self.groups {
            tallies.push(scan.group(cx, group, None).await?.tallies);
        }
        Ok(tallies)
    }

    /// The fingerprints of the keys, the primary one first.
    pub(super) fn fingerprints(&self) -> Vec<String> {
        self.readers.fingerprints()
    }

    /// One pass over everything.
    pub(super) async fn pass(&mut self, cx: &mut Context) -> Result<Passed> {
        let report = Report::new(self.run.flags.report.as_deref(), cx);
        let mut run = Run {
            readers: &self.readers,
            fingerprint: self.run.fingerprint.clone(),
            flags: self.run.flags,
            plain: self.run.plain,
            without_triggers: self.run.without_triggers,
            limits: &mut self.run.limits,
            report,
        };
        let mut passed =
            Passed { lines: Vec::new(), stopped: None, may_have_missed: false, reported: Reported::default() };
        for group in self.groups {
            let outcome = run.pass(cx, group).await?;
            passed.lines.extend(lines(group, &outcome.counts));
            passed.may_have_missed |= outcome.may_have_missed;
            passed.stopped = outcome.stopped;
            if passed.stopped.is_some() {
                break;
            }
        }
        passed.reported = run.report.finish()?;
        Ok(passed)
    }

    /// What is shown at the end, and how the command ends.
    pub(super) fn conclude(&self, shown: Shown, stopped: Option<Stopped>, reported: &Reported) -> (View, Status) {
        let seconds = self.started.elapsed().as_secs_f64();
        shown.conclude(stopped, reported, self.run.flags.max_failures, (self.run.limits.written(), seconds))
    }

    /// The key that everything comes under.
    pub(super) fn fingerprint(&self) -> &str {
        &self.run.fingerprint
    }
}

/// Adds what a later pass did to what the ones before it did: the rows are those of the last.
pub(super) fn add_up(before: &mut Vec<ColumnLine>, later: Vec<ColumnLine>) {
    if before.is_empty() {
        *before = later;
        return;
    }
    for (line, later) in before.iter_mut().zip(later) {
        let (reencrypted, lost_races) = (line.counts.reencrypted, line.counts.lost_races);
        line.counts = later.counts;
        // What the first pass rewrote is current in the second.
        line.counts.already_current = line.counts.already_current.saturating_sub(reencrypted);
        line.counts.reencrypted += reencrypted;
        line.counts.lost_races += lost_races;
    }
}
