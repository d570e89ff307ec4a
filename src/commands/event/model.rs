//! What an event is when it is read, and how events are named on the command line. Pure rules: no input, no output,
//! no SQL.

use std::net::IpAddr;
use std::str::FromStr;

use serde::Serialize;
use serde_json::Value;

use crate::base::span::Span;
use crate::base::{Error, Result, Secret, Timestamp, clock, text};
use crate::db::event::Recorded;
use crate::output::{Cell, Record};

/// An event as the commands show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    seq: i64,
    at: String,
    kind: String,
    phase: String,
    operation: Option<String>,
    actor: Value,
    target: String,
    reason: Option<String>,
    detail: Value,
    hash: String,
}

impl Shown {
    pub(super) fn new(recorded: Recorded, hash: String) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            seq: recorded.seq,
            at: recorded.at,
            kind: recorded.kind,
            phase: recorded.phase,
            operation: given(recorded.operation),
            actor: document(recorded.actor),
            target: recorded.target,
            reason: given(recorded.reason),
            detail: document(recorded.detail),
            hash,
        }
    }

    /// Who it was, in a few words: `ann@host`, `ann@host from 192.0.2.7`.
    fn short_actor(&self) -> String {
        let fact = |name: &str| self.actor.get(name).and_then(Value::as_str);
        let who = fact("sudo_user").or_else(|| fact("user")).unwrap_or("?");
        let place = fact("host").map(|host| format!("@{host}")).unwrap_or_default();
        let from = fact("ssh_client").map(|address| format!(" from {address}")).unwrap_or_default();
        format!("{who}{place}{from}")
    }
}

/// A stored document; what somebody made of it that is none is shown as the text it is.
fn document(stored: String) -> Value {
    serde_json::from_str(&stored).unwrap_or(Value::String(stored))
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["seq", "at", "kind", "phase", "target", "actor", "reason"];

    fn cells(&self) -> Vec<Cell> {
        let at = self.at.parse::<Timestamp>().map_or_else(|_| Cell::Bad(self.at.clone()), Cell::Time);
        vec![
            Cell::Number(self.seq),
            at,
            Cell::text(&self.kind),
            Cell::Dim(self.phase.clone()),
            Cell::text(&self.target),
            Cell::text(self.short_actor()),
            Cell::optional(self.reason.as_deref()),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.seq.to_string())]
    }
}

/// An event with what ties it to the others.
#[derive(Debug, Clone)]
pub(super) struct Linked {
    pub(super) recorded: Recorded,
    pub(super) previous: String,
    pub(super) hash: String,
}

/// Where the chain should end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(super) hash: String,
}

/// The beginning of a time: so long ago, or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    Ago(Span),
    At(Timestamp),
}

impl Since {
    /// The moment, seen from `now`.
    pub(super) fn resolve(self, now: Timestamp) -> Result<Timestamp> {
        match self {
            Self::Ago(span) => span.before(now),
            Self::At(at) => Ok(at),
        }
    }
}

impl FromStr for Since {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        given.parse().map(Self::Ago).or_else(|_| clock::parse_time(given).map(Self::At)).map_err(|_| {
            Error::usage(format!("`{}` is neither a duration nor a time", text::shorten(given, 40)))
                .hint("write a duration (24h), a time (2026-12-31T23:59:59Z) or a date (2026-12-31)")
        })
    }
}

/// The address that a session came from, as the record writes it; IPv6 may name an interface (`fe80::1%eth0`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address(pub(super) String);

impl FromStr for Address {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        let (address, interface) = given.split_once('%').map_or((given, None), |(before, after)| (before, Some(after)));
        let address: IpAddr = address.parse().map_err(|_| {
            Error::usage(format!("`{}` is not an IP address", text::shorten(given, 60)))
                .hint("write one address, as in 192.0.2.7 or 2001:db8::7")
        })?;
        Ok(Self(interface.map_or_else(|| address.to_string(), |interface| format!("{address}%{interface}"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_a_duration_a_time_or_a_date() {
        let now: Timestamp = "2026-01-02T00:00:00Z".parse().unwrap();
        for (given, at) in [
            ("24h", "2026-01-01T00:00:00Z"),
            ("2026-01-01", "2026-01-01T00:00:00Z"),
            ("2026-01-01T02:00:00+01:00", "2026-01-01T01:00:00Z"),
        ] {
            assert_eq!(given.parse::<Since>().unwrap().resolve(now).unwrap(), at.parse().unwrap(), "{given}");
        }
        for given in ["", "yesterday", "-5m", "2026-13-01"] {
            assert!(given.parse::<Since>().is_err(), "{given}");
        }
    }

    #[test]
    fn addresses_are_written_in_one_way() {
        assert_eq!("2001:DB8:0::7".parse::<Address>().unwrap().0, "2001:db8::7");
        assert_eq!("fe80::1%eth0".parse::<Address>().unwrap().0, "fe80::1%eth0");
        for given in ["", "192.0.2.0/24", "host", "192.0.2.07"] {
            assert!(given.parse::<Address>().is_err(), "{given}");
        }
    }

    #[test]
    fn a_document_that_is_none_is_shown_as_it_stands() {
        assert_eq!(document("{\"a\":1}".into())["a"], 1);
        assert_eq!(document("{broken".into()), Value::String("{broken".into()));
    }
}
