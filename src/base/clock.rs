//! Time as a parameter. `jiff::Timestamp::now` is banned everywhere else, so that a test can stand at any moment.

pub use jiff::Timestamp;

use super::error::{Error, Result};

/// Where "now" comes from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The operating system.
    System,
    /// A moment that does not move.
    Fixed(Timestamp),
}

impl Clock {
    /// The present moment, cut to microseconds: that is what PostgreSQL and the application's ORM keep,
    /// and what is written must equal what is read back.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system's clock")]
            Self::System => Timestamp::now(),
            Self::Fixed(at) => *at,
        };
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// RFC 3339 in UTC, whole microseconds only where there are any: `2026-01-02T03:04:05Z`.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    at.to_string()
}

/// Reads an RFC 3339 time; a date alone is its midnight in UTC.
pub fn parse_time(text: &str) -> Result<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    // A civil date parser also takes `2026-01-02T03:04:05` and drops the time: only a bare date is meant.
    if text.len() == 10
        && let Ok(date) = text.parse::<jiff::civil::Date>()
        && let Ok(at) = jiff::tz::TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0))
    {
        return Ok(at);
    }
    Err(Error::usage(format!("`{}` is not a time", super::text::shorten(text, 40)))
        .hint("write RFC 3339 in UTC, as in 2026-12-31T23:59:59Z, or a date, as in 2026-12-31"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_cut_to_microseconds_and_printed_in_utc() {
        let at = Timestamp::from_nanosecond(1_767_323_045_123_456_789).unwrap();
        assert_eq!(rfc3339(Clock::Fixed(at).now()), "2026-01-02T03:04:05.123456Z");
    }

    #[test]
    fn times_and_dates_are_read_and_nonsense_is_refused() {
        assert_eq!(rfc3339(parse_time("2026-01-02").unwrap()), "2026-01-02T00:00:00Z");
        assert_eq!(rfc3339(parse_time("2026-01-02T03:04:05+01:00").unwrap()), "2026-01-02T02:04:05Z");
        assert!(parse_time("tomorrow").is_err());
        assert!(parse_time("2026-01-02T03:04:05").is_err(), "a time without a zone is ambiguous");
    }
}
