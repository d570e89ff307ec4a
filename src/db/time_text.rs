//! Times in SQLite, which keeps them as text: written as SQLAlchemy writes them, read in every common form.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::base::Timestamp;

/// How SQLAlchemy writes times in SQLite.
const SQLITE_TIME_FORMAT: &str = "%Y-%m-%d %H:%M:%S%.6f";

/// A time as SQLite holds it: what SQLAlchemy writes, what `CURRENT_TIMESTAMP` writes, or RFC 3339. Without a zone
/// it is UTC.
pub(super) fn time_from_text(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| {
        let civil: DateTime = text.parse().ok()?;
        TimeZone::UTC.to_timestamp(civil).ok()
    })
}

/// A time as SQLAlchemy writes it, so that the application reads what we write.
pub(super) fn time_to_text(at: Timestamp) -> String {
    TimeZone::UTC.to_datetime(at).strftime(SQLITE_TIME_FORMAT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_sqlite_are_written_and_read_as_sqlalchemy_does() {
        let at: Timestamp = "2026-01-02T03:04:05.006Z".parse().unwrap();
        assert_eq!(time_to_text(at), "2026-01-02 03:04:05.006000");
        for text in ["2026-01-02 03:04:05.006000", "2026-01-02T03:04:05.006Z", "2026-01-02 04:04:05.006+01:00"] {
            assert_eq!(time_from_text(text), Some(at), "{text}");
        }
        assert_eq!(time_from_text("2026-01-02 03:04:05"), "2026-01-02T03:04:05Z".parse().ok());
        assert_eq!(time_from_text("soon"), None);
    }
}
