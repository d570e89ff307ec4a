//! The record of changes: what an event is, how it is chained, how it is appended.
//!
//! Every event carries the hash of the one before it, so that an edit, a deletion, an insertion or a change of order
//! is found by recomputing. The head of the chain is one row, locked for the length of the transaction: events have
//! one order, and a deleted tail no longer matches the head.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::value::Value;
use super::writer::Writer;
use crate::base::{Error, Result, Timestamp};

crate::statements! {
    /// Locks the head of the chain and reads it.
    // DIALECT: SQLite has no row locks; its writing transaction is alone from the beginning.
    write LOCK_HEAD = postgres "SELECT seq, hash FROM claviger_event_head WHERE id = 1 FOR UPDATE"
        sqlite "SELECT seq, hash FROM claviger_event_head WHERE id = 1";
    /// Appends one event.
    write APPEND = "INSERT INTO claviger_events (seq, at, kind, phase, operation, actor, target, reason, detail, \
        previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Moves the head.
    write MOVE_HEAD = "UPDATE claviger_event_head SET seq = $1, hash = $2 WHERE id = 1";
}

/// The hash before the first event.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What happened, before it has a place in the chain.
#[derive(Debug, Clone)]
pub struct Event {
    /// Noun and past participle: `apikey.revoked`.
    pub kind: &'static str,
    /// What it happened to, by its public name.
    pub target: String,
    /// Facts as JSON; never a secret.
    pub detail: serde_json::Value,
}

impl Event {
    /// An event without details.
    pub fn new(kind: &'static str, target: impl Into<String>) -> Self {
        Self { kind, target: target.into(), detail: serde_json::Value::Object(serde_json::Map::new()) }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        if let serde_json::Value::Object(facts) = &mut self.detail {
            facts.insert(name.to_owned(), value.into());
        }
        self
    }
}

/// How an event relates to the change it records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Committed together with its change.
    Done,
    /// Recorded before a change outside of the database.
    Intent,
    /// Recorded after it.
    Outcome,
}

impl Phase {
    /// As stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Intent => "intent",
            Self::Outcome => "outcome",
        }
    }
}

/// An event as it stands in the table: every field is the stored text, because that is what is hashed.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Recorded {
    /// Place in the chain, from 1 without gaps.
    pub seq: i64,
    /// RFC 3339 in UTC with six digits of a second, so that text order is time order.
    pub at: String,
    /// Noun and past participle.
    pub kind: String,
    /// `done`, `intent` or `outcome`.
    pub phase: String,
    /// The operation that an intent and its outcome share; empty for `done`.
    pub operation: String,
    /// JSON: who, from where.
    pub actor: String,
    /// What it happened to.
    pub target: String,
    /// What `--reason` said.
    pub reason: String,
    /// JSON: facts.
    pub detail: String,
}

impl Recorded {
    /// `SHA-256(previous ‖ canonical row)` in hex; the canonical row is the JSON array of the fields in order.
    pub fn hash(&self, previous: &str) -> Result<String> {
        let fields = (
            self.seq,
            &self.at,
            &self.kind,
            &self.phase,
            &self.operation,
            &self.actor,
            &self.target,
            &self.reason,
            &self.detail,
        );
        let canonical = serde_json::to_vec(&fields)
            .map_err(|cause| Error::internal("an event can not be serialised").caused_by(cause))?;
        let digest = Sha256::new().chain_update(previous.as_bytes()).chain_update(&canonical).finalize();
        Ok(data_encoding::HEXLOWER.encode(&digest))
    }
}

/// A moment as the chain stores it.
#[must_use]
pub fn stored_time(at: Timestamp) -> String {
    format!("{at:.6}")
}

pub(super) async fn append(writer: &mut Writer<'_>, event: Event, phase: Phase, operation: Option<&str>) -> Result<()> {
    let head = writer.run_returning(&LOCK_HEAD, &[]).await?;
    let previous = head.text("hash")?;
    let database = writer.database();
    let recorded = Recorded {
        seq: head.int("seq")? + 1,
        at: stored_time(database.now()),
        kind: event.kind.to_owned(),
        phase: phase.name().to_owned(),
        operation: operation.unwrap_or_default().to_owned(),
        actor: database.actor()?,
        target: without_nul(event.target),
        reason: without_nul(database.reason().to_owned()),
        detail: event.detail.to_string(),
    };
    let hash = recorded.hash(&previous)?;
    let seq = recorded.seq;
    let values: [Value; 11] = [
        seq.into(),
        recorded.at.into(),
        recorded.kind.into(),
        recorded.phase.into(),
        recorded.operation.into(),
        recorded.actor.into(),
        recorded.target.into(),
        recorded.reason.into(),
        recorded.detail.into(),
        previous.into(),
        hash.clone().into(),
    ];
    writer.run_expecting(1, &APPEND, &values).await?;
    writer.run_expecting(1, &MOVE_HEAD, &[seq.into(), hash.into()]).await
}

/// Neither engine keeps a NUL in text; a name that has one must not keep a change from being recorded.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{2400}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_depends_on_every_field_and_on_the_one_before() {
        let event = Recorded {
            seq: 1,
            at: stored_time("2026-01-02T03:04:05Z".parse().unwrap()),
            kind: "user.created".into(),
            phase: "done".into(),
            operation: String::new(),
            actor: "{}".into(),
            target: "a@example.com".into(),
            reason: String::new(),
            detail: "{}".into(),
        };
        assert_eq!(event.at, "2026-01-02T03:04:05.000000Z");
        let hash = event.hash(GENESIS).unwrap();
        assert_eq!(hash.len(), 64);
        assert_ne!(event.hash(&hash).unwrap(), hash);
        // Moving a character from one field to the next must not give the same hash.
        let moved = Recorded { kind: "user.create".into(), phase: "ddone".into(), ..event.clone() };
        assert_ne!(moved.hash(GENESIS).unwrap(), hash);
    }
}
