//! Durations as the contract writes them: `90s 15m 24h 30d`, alone or put together (`1d12h`).

use jiff::{SignedDuration, SpanRelativeTo, Timestamp};

use super::error::{Error, Result};

/// A length of time, in whole seconds or finer. A day is 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(SignedDuration);

impl Span {
    /// A span of whole seconds.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Self(SignedDuration::from_secs(seconds))
    }

    /// Whole seconds.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        self.0.as_secs()
    }

    /// For time-outs of the standard library.
    #[must_use]
    pub fn to_std(self) -> std::time::Duration {
        self.0.unsigned_abs()
    }

    /// The moment this long after `at`; an error when that is beyond the calendar.
    pub fn after(self, at: Timestamp) -> Result<Timestamp> {
        at.checked_add(self.0).map_err(|cause| Error::usage("that time is out of range").caused_by(cause))
    }

    /// The moment this long before `at`; an error when that is beyond the calendar.
    pub fn before(self, at: Timestamp) -> Result<Timestamp> {
        at.checked_sub(self.0).map_err(|cause| Error::usage("that time is out of range").caused_by(cause))
    }
}

impl std::str::FromStr for Span {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refuse = || {
            Error::usage(format!("`{}` is not a duration", super::text::shorten(text, 40)))
                .hint("write a number and a unit: 90s, 15m, 24h, 30d, or 1d12h")
        };
        if !text.starts_with(|first: char| first.is_ascii_digit())
            || !text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Err(refuse());
        }
        let span: jiff::Span = text.parse().map_err(|_| refuse())?;
        if span.get_months() != 0 || span.get_years() != 0 {
            return Err(refuse());
        }
        let relative = SpanRelativeTo::days_are_24_hours();
        Ok(Self(span.to_duration(relative).map_err(|_| refuse())?))
    }
}

impl std::fmt::Display for Span {
    /// The shortest exact form: `90s`, `15m`, `24h`, `30d`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = self.as_secs();
        for (unit, size) in [("d", 86_400), ("h", 3_600), ("m", 60)] {
            if seconds != 0 && seconds % size == 0 {
                return write!(f, "{}{unit}", seconds / size);
            }
        }
        write!(f, "{seconds}s")
    }
}

/// `90d`, a time, or `never`: how the contract writes an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// This long from now.
    In(Span),
    /// At a moment.
    At(Timestamp),
    /// Without an end.
    Never,
}

impl Expiry {
    /// The moment, seen from `now`; none for never. A moment that has passed is refused.
    pub fn resolve(self, now: Timestamp) -> Result<Option<Timestamp>> {
        let at = match self {
            Self::Never => return Ok(None),
            Self::At(at) => at,
            Self::In(span) => span.after(now)?,
        };
        if at <= now {
            return Err(Error::usage(format!("`{}` is not in the future", super::clock::rfc3339(at))));
        }
        Ok(Some(at))
    }
}

impl std::str::FromStr for Expiry {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text == "never" {
            return Ok(Self::Never);
        }
        if let Ok(span) = text.parse() {
            return Ok(Self::In(span));
        }
        super::clock::parse_time(text).map(Self::At).map_err(|_| {
            Error::usage(format!("`{}` is not an expiry", super::text::shorten(text, 40)))
                .hint("write a duration (90d), a time (2026-12-31T23:59:59Z) or never")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_the_contract_are_read_and_printed_back() {
        for (text, seconds) in [("90s", 90), ("15m", 900), ("24h", 86_400), ("30d", 2_592_000), ("0s", 0)] {
            assert_eq!(text.parse::<Span>().unwrap().as_secs(), seconds, "{text}");
        }
        assert_eq!("24h".parse::<Span>().unwrap().to_string(), "1d");
        assert_eq!("1d12h".parse::<Span>().unwrap().to_string(), "36h");
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "90", "-5m", "5 m", "P1D", "1mo", "1y", "ever", "1.5h", "99999999999999999999d"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_end_in_the_past_is_refused() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        assert!("2025-12-31".parse::<Expiry>().unwrap().resolve(now).is_err());
        assert!("0s".parse::<Expiry>().unwrap().resolve(now).is_err());
        assert_eq!("never".parse::<Expiry>().unwrap().resolve(now).unwrap(), None);
        assert_eq!(
            "1d".parse::<Expiry>().unwrap().resolve(now).unwrap(),
            Some("2026-01-02T00:00:00Z".parse().unwrap())
        );
    }
}
