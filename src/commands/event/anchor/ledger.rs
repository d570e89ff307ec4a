//! Holding the chain against what was anchored. Pure rules: no input, no output, no SQL.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commands::event::model::Linked;
use crate::commands::event::report::{Break, Finding, Report};

use super::model::Anchor;

/// What a place must be by one anchor, and what was seen there.
struct Point {
    hash: String,
    at: String,
    database: String,
    origin: String,
    holds: bool,
}

/// Everything that was anchored, while the chain goes by.
#[derive(Default)]
pub(in crate::commands::event) struct Anchored {
    points: BTreeMap<i64, Vec<Point>>,
    refused: Vec<Finding>,
    superseded: u64,
    /// The hash of the first event as it stands.
    first: Option<String>,
}

/// What became of the anchors, as it is shown.
#[derive(Debug, Serialize)]
pub(in crate::commands::event) struct AnchorReport {
    /// Different anchors that were held against the record.
    pub(in crate::commands::event) count: u64,
    /// Those that hold.
    pub(in crate::commands::event) holding: u64,
    /// Those that the record contradicts.
    pub(in crate::commands::event) contradicted: u64,
    /// What is no anchor of this key.
    pub(in crate::commands::event) refused: u64,
    /// Anchors of a series that was ended by `--restart`.
    pub(in crate::commands::event) superseded: u64,
    /// The place of the last anchor that holds.
    pub(in crate::commands::event) last_seq: Option<i64>,
    /// When it was made.
    pub(in crate::commands::event) last_at: Option<String>,
    /// Events after it, for which the chain alone vouches.
    pub(in crate::commands::event) events_since: Option<i64>,
}

impl Anchored {
    /// Adds an anchor whose key was checked.
    pub(super) fn add(&mut self, anchor: &Anchor) {
        let points = self.points.entry(anchor.seq).or_default();
        // The same head in the vault, in a file, in two files: one is enough.
        if points.iter().any(|point| point.hash == anchor.hash && point.origin == anchor.origin) {
            return;
        }
        points.push(Point {
            hash: anchor.hash.clone(),
            at: anchor.at.clone(),
            database: anchor.database.clone(),
            origin: anchor.origin.clone(),
            holds: false,
        });
    }

    /// Counts an anchor of an earlier series.
    pub(super) const fn pass_over(&mut self) {
        self.superseded += 1;
    }

    /// Keeps what is no anchor of this key as a finding.
    pub(super) fn refuse(&mut self, meaning: String) {
        self.refused.push(Finding { seq: None, problem: Break::AnchorForged, meaning });
    }

    /// The last place that was anchored.
    pub(in crate::commands::event) fn last(&self) -> Option<i64> {
        self.points.keys().next_back().copied()
    }

    /// Tells the hash of the first event, where the walk begins after it; empty where there is none.
    pub(super) fn begin(&mut self, first: String) {
        self.first = Some(first);
    }

    /// Takes the next event of the chain.
    pub(in crate::commands::event) fn see(&mut self, event: &Linked) {
        let seq = event.recorded.seq;
        if seq == 1 && self.first.is_none() {
            self.first = Some(event.hash.clone());
        }
        for point in self.points.get_mut(&seq).into_iter().flatten() {
            point.holds |= point.hash == event.hash;
        }
    }

    /// Adds what was found to the report of the walk, whose last event stood at `end`.
    pub(in crate::commands::event) fn finish(self, end: i64, report: &mut Report) -> AnchorReport {
        let all = || self.points.iter().flat_map(|(seq, points)| points.iter().map(move |point| (*seq, point)));
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let refused = number(self.refused.len());
        let contradicted = all().filter(|(_, point)| !point.holds).count();
        if let Some((seq, point)) = all().find(|(_, point)| !point.holds) {
            let before =
                all().filter(|(_, point)| point.holds).map(|(seq, _)| seq).take_while(|held| *held < seq).last();
            report.add(contradiction(seq, point, before.unwrap_or(0), end, self.first.as_deref()));
        }
        let last = all().rfind(|(_, point)| point.holds).map(|(seq, point)| (seq, point.at.clone()));
        let anchors = AnchorReport {
            count: number(all().count()),
            holding: number(all().count() - contradicted),
            contradicted: number(contradicted),
            refused,
            superseded: self.superseded,
            last_seq: last.as_ref().map(|(seq, _)| *seq),
            events_since: last.as_ref().map(|(seq, _)| end.saturating_sub(*seq).max(0)),
            last_at: last.map(|(_, at)| at),
        };
        for finding in self.refused {
            report.add(finding);
        }
        anchors
    }
}

fn contradiction(seq: i64, point: &Point, before: i64, end: i64, first: Option<&str>) -> Finding {
    let Point { at, database, .. } = point;
    let (place, meaning) = if first.is_some_and(|first| first != point.origin) {
        let meaning = format!(
            "it is not the first event of what was anchored on {at} in {database}: the whole record was replaced, or \
             this is another database"
        );
        (1, meaning)
    } else if end < seq {
        (
            end + 1,
            format!(
                "the record ends before event {seq}, which was anchored on {at}: its end was cut off, or an old copy put in its place"
            ),
        )
    } else {
        let from = before + 1;
        let what = if from == seq { "it was".to_owned() } else { format!("it or an event since {from} was") };
        (seq, format!("it is not what was anchored on {at}: {what} replaced, and what follows computed anew"))
    };
    Finding { seq: Some(place), problem: Break::AnchorContradicted, meaning }
}
