//! What a user is. Pure rules: no input, no output, no SQL.

use serde::Serialize;

use crate::base::{Error, Id, Result, Secret, Timestamp, text};
use crate::config::{PasswordPolicy, PasswordScheme, Settings};
use crate::output::{Cell, Record};

use super::password::{self, Configured, Policy};

/// The role whose last active holder can not be taken away.
pub(crate) const ADMINISTRATOR: &str = "admin";

/// Longest e-mail address: RFC 5321 §4.5.3.1.3 allows a path of 256 octets, two of them the angle brackets.
const EMAIL_LIMIT: usize = 254;

/// Longest name, as the guide's column has it.
const NAME_LIMIT: usize = 255;

/// A user as the commands show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) email: String,
    pub(crate) name: Option<String>,
    pub(crate) role: String,
    pub(crate) active: bool,
    pub(crate) status: Status,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) disabled_until: Option<Timestamp>,
    pub(crate) disabled_reason: Option<String>,
    /// When an administrator for a while ends; see [`super::emergency`].
    pub(crate) expires_at: Option<Timestamp>,
}

/// Whether a user may log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// Lets in.
    Active,
    /// Kept out.
    Disabled,
    /// Kept out until a time that is over: only the sweep is missing (`user enable --due`).
    Due,
    /// Let in until a time that is over: only the sweep is missing (`user disable --due`).
    Over,
}

impl Status {
    /// What follows from what is stored.
    pub(crate) fn of(is_active: bool, disabled_until: Option<Timestamp>, now: Timestamp) -> Self {
        match disabled_until {
            _ if is_active => Self::Active,
            Some(until) if until <= now => Self::Due,
            _ => Self::Disabled,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Due => "due",
            Self::Over => "over",
        }
    }
}

impl User {
    /// The status with its colour.
    pub(crate) fn status_cell(&self) -> Cell {
        let text = self.status.name().to_owned();
        match self.status {
            Status::Active => Cell::Good(text),
            Status::Due | Status::Over => Cell::Warn(text),
            Status::Disabled => Cell::Bad(text),
        }
    }

    /// Whether he is an administrator for good: one who ends by himself does not count.
    pub(crate) fn is_active_administrator(&self) -> bool {
        self.active && self.expires_at.is_none() && self.role.eq_ignore_ascii_case(ADMINISTRATOR)
    }
}

impl Record for User {
    const COLUMNS: &'static [&'static str] = &["id", "email", "name", "role", "status", "disabled_until", "created_at"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Id(self.id.to_string()),
            Cell::text(&self.email),
            Cell::optional(self.name.as_deref()),
            Cell::text(&self.role),
            self.status_cell(),
            Cell::time(self.disabled_until),
            Cell::time(self.created_at),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.id.to_string())]
    }
}

/// How a user is named on the command line: by e-mail address or by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Email(String),
    Id(Id),
}

impl std::str::FromStr for Target {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        if given.is_empty() {
            return Err(Error::usage("an empty text names no user"));
        }
        Ok(if given.contains('@') { Self::Email(given.to_owned()) } else { Self::Id(Id::parse(given)) })
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Email(email) => f.write_str(email),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// Refuses what can not be an e-mail address. Deliverability is not ours to judge; what would break a log line, a
/// header or a terminal is.
pub(crate) fn check_email(email: &str) -> Result<()> {
    let refuse =
        |why: &str| Err(Error::usage(format!("`{}` is not an e-mail address: {why}", text::shorten(email, 60))));
    if email.len() > EMAIL_LIMIT {
        return refuse("it is longer than 254 bytes");
    }
    if email.chars().any(|character| character.is_whitespace() || text::is_unsafe(character)) {
        return refuse("it contains a space or a control character");
    }
    match email.rsplit_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() && !local.contains('@') => Ok(()),
        _ => refuse("it needs one @ between two parts"),
    }
}

/// Refuses a name that no column keeps.
pub(crate) fn check_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(Error::usage("the name is empty").hint("leave --name out"));
    }
    if name.chars().count() > NAME_LIMIT {
        return Err(Error::usage(format!("the name is longer than {NAME_LIMIT} characters")));
    }
    Ok(())
}

/// Refuses a password that breaks the configured policy, or is easy to guess for somebody who knows the user.
pub(crate) fn check_password(password: &Secret, email: &str, name: Option<&str>, settings: &Settings) -> Result<()> {
    let context: Vec<&str> = [email, settings.issuer()].into_iter().chain(name).collect();
    password::check(password, settings.password_policy().into(), &context)
}

impl From<PasswordPolicy> for Policy {
    fn from(policy: PasswordPolicy) -> Self {
        match policy {
            PasswordPolicy::Nist => Self::Nist,
            PasswordPolicy::Guide => Self::Guide,
        }
    }
}

impl From<PasswordScheme> for Configured {
    fn from(scheme: PasswordScheme) -> Self {
        match scheme {
            PasswordScheme::Argon2id => Self::Argon2id,
            PasswordScheme::Bcrypt => Self::Bcrypt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_kept_out_until_a_time_that_is_over_is_due() {
        let now: Timestamp = "2026-01-02T00:00:00Z".parse().unwrap();
        let later: Timestamp = "2026-01-03T00:00:00Z".parse().unwrap();
        assert_eq!(Status::of(false, None, now), Status::Disabled);
        assert_eq!(Status::of(false, Some(later), now), Status::Disabled);
        assert_eq!(Status::of(false, Some(now), now), Status::Due);
        // Let in by the application itself: what was noted once says nothing any more.
        assert_eq!(Status::of(true, Some(now), now), Status::Active);
    }

    #[test]
    fn addresses_with_one_at_between_two_parts_are_taken() {
        for email in ["a@b", "o'brien+x@example.com", "ünïcode@exämple.com"] {
            assert!(check_email(email).is_ok(), "{email}");
        }
        for email in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a\u{1b}[31m@b", "a\u{202e}@b"] {
            assert!(check_email(email).is_err(), "{email:?}");
        }
        assert!(check_email(&format!("{}@b", "a".repeat(300))).is_err());
    }
}
