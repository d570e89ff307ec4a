//! The one error type: a kind (which is the exit code), a message, a hint, and the chain of causes.
//!
//! Messages are lowercase fragments without a full stop; objects stand in backticks; a hint is a command to type
//! or a sentence that says what to do. No message ever carries a secret.

use std::error::Error as StdError;
use std::fmt;

/// The result of everything fallible in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, in the terms of the contract. Each kind is one exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A fault of claviger itself.
    Internal,
    /// Bad command line, configuration or input value.
    Usage,
    /// The thing named does not exist.
    NotFound,
    /// The database, the vault or the operating system refused the credentials or the right.
    Denied,
    /// Refused by a rule.
    Conflict,
    /// Unreachable or timed out; a retry may succeed.
    Unavailable,
    /// The vault is sealed.
    Sealed,
    /// Part was done; the rest can be resumed.
    Partial,
    /// Verification failed.
    Integrity,
    /// A confirmation was needed and not given.
    Unconfirmed,
    /// Interrupted by a signal.
    Interrupted,
}

impl Kind {
    /// The exit code of the contract.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Internal => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Denied => 4,
            Self::Conflict => 5,
            Self::Unavailable => 6,
            Self::Sealed => 7,
            Self::Partial => 8,
            Self::Integrity => 9,
            Self::Unconfirmed => 12,
            Self::Interrupted => 130,
        }
    }

    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::Internal,
        Self::Usage,
        Self::NotFound,
        Self::Denied,
        Self::Conflict,
        Self::Unavailable,
        Self::Sealed,
        Self::Partial,
        Self::Integrity,
        Self::Unconfirmed,
        Self::Interrupted,
    ];

    /// The kind that ends a command with this code; none for codes that are no failure.
    #[must_use]
    pub fn of_exit_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.exit_code() == code)
    }

    /// The name in JSON errors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Usage => "usage",
            Self::NotFound => "not_found",
            Self::Denied => "denied",
            Self::Conflict => "conflict",
            Self::Unavailable => "unavailable",
            Self::Sealed => "sealed",
            Self::Partial => "partial",
            Self::Integrity => "integrity",
            Self::Unconfirmed => "unconfirmed",
            Self::Interrupted => "interrupted",
        }
    }
}

/// A failure that ends the command.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<String>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// A failure of `kind` with a message.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, cause: None }
    }

    /// A fault of claviger itself.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message)
    }

    /// Bad command line, configuration or input value.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The thing named does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Credentials or rights were refused.
    pub fn denied(message: impl Into<String>) -> Self {
        Self::new(Kind::Denied, message)
    }

    /// Refused by a rule.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, message)
    }

    /// Unreachable or timed out.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, message)
    }

    /// Verification failed.
    pub fn integrity(message: impl Into<String>) -> Self {
        Self::new(Kind::Integrity, message)
    }

    /// A confirmation was needed and not given.
    pub fn unconfirmed(message: impl Into<String>) -> Self {
        Self::new(Kind::Unconfirmed, message)
    }

    /// An operating-system failure while doing `what` ("read `app.toml`").
    /// A missing file is `not_found`, a refused right is `denied`, a full disk is `unavailable`.
    #[must_use]
    pub fn io(what: &str, cause: std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let kind = match cause.kind() {
            Io::NotFound => Kind::NotFound,
            Io::PermissionDenied | Io::ReadOnlyFilesystem => Kind::Denied,
            Io::AlreadyExists => Kind::Conflict,
            Io::InvalidInput | Io::InvalidFilename | Io::IsADirectory | Io::NotADirectory => Kind::Usage,
            _ => Kind::Unavailable,
        };
        Self::new(kind, format!("can not {what}")).caused_by(cause)
    }

    /// Adds what to do about it; the first hint given stays, since it is the most specific.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint.get_or_insert(hint.into());
        self
    }

    /// Adds the failure underneath.
    #[must_use]
    pub fn caused_by(mut self, cause: impl StdError + Send + Sync + 'static) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// Wraps this failure in a message that says what was being attempted, keeping kind and hint.
    #[must_use]
    pub fn context(self, message: impl Into<String>) -> Self {
        let hint = self.hint.clone();
        Self { kind: self.kind, message: message.into(), hint, cause: Some(Box::new(self)) }
    }

    /// The same failure under another kind.
    #[must_use]
    pub fn with_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// What went wrong, in the terms of the contract.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The message alone.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    #[must_use]
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The messages of everything underneath, outermost first, without repetitions.
    #[must_use]
    pub fn causes(&self) -> Vec<String> {
        let mut causes: Vec<String> = Vec::new();
        let mut next = self.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            if causes.last() != Some(&text) && text != self.message {
                causes.push(text);
            }
            next = cause.source();
        }
        causes
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_keeps_kind_and_hint_and_lists_causes_once() {
        let error = Error::not_found("no such row").hint("claviger user list").context("can not revoke `x`");
        assert_eq!(error.kind(), Kind::NotFound);
        assert_eq!(error.hint_text(), Some("claviger user list"));
        assert_eq!(error.causes(), ["no such row"]);
    }

    #[test]
    fn every_kind_has_a_documented_exit_code() {
        for kind in Kind::ALL {
            let documented = super::super::exit::ALL.iter().find(|line| line.code == kind.exit_code());
            assert_eq!(documented.map(|line| line.kind), Some(kind.name()));
        }
    }
}
