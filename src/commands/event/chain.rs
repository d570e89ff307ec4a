//! What makes the chain of events intact, and what is wrong where it is not. Pure rules: no input, no output, no SQL.
//!
//! What can not be found here: somebody who owns the database and computes all hashes anew from some event to the end,
//! or cuts the end off and sets the record of the end back. Only a hash that was noted elsewhere tells: an anchor.

use crate::base::Result;
use crate::db::event::GENESIS;

use super::model::{Head, Linked};
use super::report::{Break, Finding, PROBLEMS_KEPT, Report};

/// A walk along the chain, from its first event to its last. Its size does not depend on the chain's.
pub(super) struct Walk {
    events: u64,
    last: i64,
    /// The hash of the last event as stored, and as it should be where that differs.
    hash: String,
    recomputed: Option<String>,
    problems: Vec<Finding>,
    problem_count: u64,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { events: 0, last: 0, hash: GENESIS.to_owned(), recomputed: None, problems: Vec::new(), problem_count: 0 }
    }

    /// A walk that begins in the middle: what lies before `first` is neither looked at nor missed.
    pub(super) fn from(first: i64) -> Self {
        Self { last: first - 1, hash: String::new(), ..Self::new() }
    }

    /// How many events were seen.
    pub(super) const fn events(&self) -> u64 {
        self.events
    }

    /// The place of the last event so far; 0 before the first.
    pub(super) const fn last(&self) -> i64 {
        self.last
    }

    fn find(&mut self, seq: impl Into<Option<i64>>, problem: Break, meaning: impl Into<String>) {
        self.problem_count += 1;
        if self.problems.len() < PROBLEMS_KEPT {
            self.problems.push(Finding { seq: seq.into(), problem, meaning: meaning.into() });
        }
    }

    /// Takes the next event in the order of places.
    pub(super) fn step(&mut self, event: &Linked) -> Result<()> {
        let seq = event.recorded.seq;
        self.events += 1;
        if !self.advance(seq) {
            return Ok(());
        }
        let follows = self.last == seq - 1 && self.is_end(&event.previous);
        let follows_a_gap = self.last != seq - 1;
        let computed = event.recorded.hash(&event.previous)?;
        if computed != event.hash {
            self.find(seq, Break::Edited, "its content is not what its hash was made of");
        } else if !follows && !follows_a_gap {
            self.find(seq, Break::Unlinked, "it does not follow the event before it: one of the two was replaced");
        }
        // An edit is one finding, wherever in the event it was made: the next event may fit the hash that stands
        // there, or the one that should.
        self.recomputed = if computed == event.hash {
            None
        } else {
            Some(event.recorded.hash(if follows || follows_a_gap { &event.previous } else { &self.hash })?)
        };
        self.hash.clone_from(&event.hash);
        self.last = seq;
        Ok(())
    }

    /// Takes the next event, which can not be read.
    pub(super) fn step_over(&mut self, seq: Option<i64>) {
        self.events += 1;
        self.find(seq, Break::Unreadable, "it holds something that no event can hold");
        if let Some(seq) = seq.filter(|seq| self.advance(*seq)) {
            self.last = seq;
            // What it hashed to can not be told, so whatever comes next can not be held against it.
            self.hash.clear();
            self.recomputed = None;
        }
    }

    /// Whether the chain can go on at this place; finds what lies between.
    fn advance(&mut self, seq: i64) -> bool {
        if seq < 1 {
            self.find(seq, Break::Misplaced, "the first event has place 1");
            return false;
        }
        if seq <= self.last {
            self.find(seq, Break::Duplicate, "its place is taken more than once");
            return false;
        }
        if seq > self.last + 1 {
            let gone = missing(self.last + 1, seq - 1);
            self.find(self.last + 1, Break::Missing, gone);
        }
        true
    }

    /// Whether `hash` is that of the last event.
    fn is_end(&self, hash: &str) -> bool {
        self.hash.is_empty() || self.hash == hash || self.recomputed.as_deref() == Some(hash)
    }

    /// Compares the end of the walk with the end on record.
    pub(super) fn finish(mut self, head: Option<Head>) -> Report {
        match &head {
            None => self.find(self.last, Break::HeadMissing, "the end of the chain is not on record"),
            Some(head) if head.seq > self.last => {
                let gone = format!("{} at the end", missing(self.last + 1, head.seq));
                self.find(self.last + 1, Break::Missing, gone);
            }
            Some(head) if head.seq < self.last => {
                let meaning = "it stands after the end of the chain that is on record";
                self.find(head.seq + 1, Break::HeadMismatch, meaning);
            }
            Some(head) if !self.is_end(&head.hash) => {
                self.find(self.last, Break::HeadMismatch, "the end of the chain on record has another hash");
            }
            Some(_) if self.last == 0 => {
                // INVARIANT: the migration that makes the table records itself, so no table of ours is ever empty.
                self.find(1, Break::Missing, "there is no event at all, not even that of the installation");
            }
            Some(_) => {}
        }
        let first_broken_seq = self.problems.first().and_then(|problem| problem.seq);
        Report {
            events: self.events,
            intact: self.problem_count == 0,
            head,
            first_broken_seq,
            problem_count: self.problem_count,
            problems: self.problems,
        }
    }
}

fn missing(from: i64, to: i64) -> String {
    if from == to { format!("event {from} is missing") } else { format!("events {from} to {to} are missing") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Rng;
    use crate::db::event::Recorded;

    fn chain(length: i64) -> Vec<Linked> {
        let mut previous = GENESIS.to_owned();
        let link = |seq| {
            let recorded = Recorded {
                seq,
                at: format!("2026-01-02T03:04:{seq:02}.000000Z"),
                kind: "user.created".into(),
                phase: "done".into(),
                operation: String::new(),
                actor: "{}".into(),
                target: format!("{seq}@example.com"),
                reason: String::new(),
                detail: "{}".into(),
            };
            let hash = recorded.hash(&previous).unwrap();
            Linked { recorded, previous: std::mem::replace(&mut previous, hash.clone()), hash }
        };
        (1..=length).map(link).collect()
    }

    fn head_of(chain: &[Linked]) -> Option<Head> {
        chain.last().map(|event| Head { seq: event.recorded.seq, hash: event.hash.clone() })
    }

    fn walk(chain: &[Linked], head: Option<Head>) -> Vec<(Option<i64>, Break)> {
        let mut walk = Walk::new();
        for event in chain {
            walk.step(event).unwrap();
        }
        let report = walk.finish(head);
        assert_eq!(report.intact, report.problems.is_empty());
        report.problems.iter().map(|finding| (finding.seq, finding.problem)).collect()
    }

    /// Computes the hashes from `first` on anew, as somebody would who owns the table.
    fn rehash(chain: &mut [Linked], first: usize) {
        for index in first..chain.len() {
            if index > 0 {
                chain[index].previous = chain[index - 1].hash.clone();
            }
            chain[index].hash = chain[index].recorded.hash(&chain[index].previous).unwrap();
        }
    }

    #[test]
    fn what_was_not_touched_is_intact() {
        for length in [1, 2, 9] {
            assert_eq!(walk(&chain(length), head_of(&chain(length))), []);
        }
    }

    #[test]
    fn an_edit_is_one_finding_wherever_it_was_made() {
        let edits: [fn(&mut Linked); 11] = [
            |event| event.recorded.at.push('0'),
            |event| event.recorded.kind.push('x'),
            |event| event.recorded.phase = "intent".into(),
            |event| event.recorded.operation.push('x'),
            |event| event.recorded.actor.push(' '),
            |event| event.recorded.target.clear(),
            |event| event.recorded.reason.push('x'),
            |event| event.recorded.detail.push(' '),
            |event| event.previous = GENESIS.replace('0', "1"),
            |event| event.hash = GENESIS.into(),
            |event| event.hash.clear(),
        ];
        for (number, edit) in edits.iter().enumerate() {
            for at in 0..5 {
                let mut chain = chain(5);
                let head = head_of(&chain);
                edit(&mut chain[at]);
                let place = [1, 2, 3, 4, 5][at];
                assert_eq!(walk(&chain, head), [(Some(place), Break::Edited)], "edit {number} at {place}");
            }
        }
    }

    #[test]
    fn deletions_are_named_by_what_is_missing() {
        let whole = chain(5);
        let without = |gone: std::ops::Range<usize>| {
            let mut rest = whole.clone();
            rest.drain(gone);
            rest
        };
        for (gone, first) in [(0..1, 1), (0..3, 1), (1..3, 2), (3..4, 4), (4..5, 5), (2..5, 3), (0..5, 1)] {
            assert_eq!(walk(&without(gone), head_of(&whole)), [(Some(first), Break::Missing)]);
        }
        // A tail that is cut off together with the record of it can not be told from a shorter chain, but for the
        // event of the installation, which is never missing.
        let nothing = Head { seq: 0, hash: GENESIS.into() };
        assert_eq!(walk(&[], Some(nothing)), [(Some(1), Break::Missing)]);
    }

    #[test]
    fn swapped_contents_are_two_edits() {
        let mut chain = chain(5);
        let head = head_of(&chain);
        let [a, b] = [chain[1].recorded.seq, chain[3].recorded.seq];
        chain.swap(1, 3);
        chain[1].recorded.seq = a;
        chain[3].recorded.seq = b;
        let places: Vec<_> = walk(&chain, head).into_iter().map(|(seq, _)| seq.unwrap()).collect();
        assert!(places.contains(&2) && places.contains(&4), "{places:?}");
    }

    #[test]
    fn an_event_with_a_hash_of_its_own_does_not_fit_its_neighbours() {
        let whole = chain(5);
        let mut forged = whole.clone();
        forged[2].recorded.target = "mallory@example.com".into();
        forged[2].hash = forged[2].recorded.hash(&forged[2].previous).unwrap();
        assert_eq!(walk(&forged, head_of(&whole)), [(Some(4), Break::Unlinked)]);
        // Everything after it computed anew: only the record of the end tells.
        rehash(&mut forged, 3);
        assert_eq!(walk(&forged, head_of(&whole)), [(Some(5), Break::HeadMismatch)]);
        // An event appended past the end.
        let mut longer = chain(6);
        rehash(&mut longer, 0);
        assert_eq!(walk(&longer, head_of(&whole)), [(Some(6), Break::HeadMismatch)]);
    }

    #[test]
    fn places_that_can_not_be_are_found() {
        let whole = chain(3);
        let mut doubled = whole.clone();
        doubled.insert(2, whole[1].clone());
        assert_eq!(walk(&doubled, head_of(&whole)), [(Some(2), Break::Duplicate)]);
        let mut early = whole.clone();
        early.insert(0, whole[1].clone());
        early[0].recorded.seq = 0;
        assert_eq!(walk(&early, head_of(&whole)), [(Some(0), Break::Misplaced)]);
        assert_eq!(walk(&whole, None), [(Some(3), Break::HeadMissing)]);
        let mut unreadable = Walk::new();
        unreadable.step(&whole[0]).unwrap();
        unreadable.step_over(Some(2));
        unreadable.step(&whole[2]).unwrap();
        unreadable.step_over(None);
        let report = unreadable.finish(head_of(&whole));
        let found: Vec<_> = report.problems.iter().map(|finding| (finding.seq, finding.problem)).collect();
        assert_eq!(found, [(Some(2), Break::Unreadable), (None, Break::Unreadable)]);
    }

    #[test]
    fn after_a_rewrite_findings_are_counted_and_a_few_are_kept() {
        let mut chain = chain(500);
        let head = head_of(&chain);
        for event in &mut chain {
            event.recorded.reason = "rewritten".into();
        }
        let mut walk = Walk::new();
        for event in &chain {
            walk.step(event).unwrap();
        }
        let report = walk.finish(head);
        assert_eq!((report.problem_count, report.problems.len()), (500, PROBLEMS_KEPT));
        assert!(report.sentences().ends_with("… and 450 more"));
    }

    #[test]
    fn no_random_tampering_goes_unnoticed() {
        let whole = chain(30);
        let mut rng = Rng::seeded(1);
        let mut pick = |below: usize| usize::from(rng.bytes::<1>().unwrap()[0]) % below;
        for round in 0..2000 {
            let mut chain = whole.clone();
            let mut head = head_of(&whole);
            let at = pick(30);
            match pick(6) {
                0 => drop(chain.remove(at)),
                1 => chain[at].recorded.detail.push('x'),
                2 => {
                    chain[at].recorded.detail.push('x');
                    rehash(&mut chain, at);
                }
                3 => {
                    let copy = chain[at].clone();
                    chain.insert(at, copy);
                    for (seq, event) in (1..).zip(&mut chain) {
                        event.recorded.seq = seq;
                    }
                    rehash(&mut chain, pick(30));
                }
                4 => chain.truncate(at),
                _ => head = head_of(&chain[..at]),
            }
            assert_ne!(walk(&chain, head), [], "round {round}");
        }
    }
}
