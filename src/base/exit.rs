//! Every exit code of the program, once. The table in `docs/exit-codes.md` is generated from here.

use std::process::ExitCode;

/// How a command that ran to its end ended. Failures are [`crate::base::Error`]s, not a `Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, or there was nothing to do.
    Done,
    /// Part was done and the rest can be resumed.
    Partial,
    /// A verification found something broken.
    Integrity,
    /// The question was answered with no.
    Negative,
    /// Changes would be made (`--detailed-exitcode`, `--check`).
    Pending,
}

impl Status {
    /// The exit code of the contract.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Partial => 8,
            Self::Integrity => 9,
            Self::Negative => 10,
            Self::Pending => 11,
        }
    }

    /// What `ok` says in the JSON envelope: an answer of "no" and pending changes are fine,
    /// half-done work and broken data are not.
    #[must_use]
    pub const fn is_ok(self) -> bool {
        matches!(self, Self::Done | Self::Negative | Self::Pending)
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

/// One line of the documentation of exit codes.
pub struct Documented {
    /// The number the process ends with.
    pub code: u8,
    /// The `kind` in JSON errors; empty for success and interruption.
    pub kind: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// All exit codes, in order.
pub const ALL: &[Documented] = &[
    Documented { code: 0, kind: "", meaning: "done, or nothing to do (`changed:false`)" },
    Documented { code: 1, kind: "internal", meaning: "a fault of claviger" },
    Documented { code: 2, kind: "usage", meaning: "bad command line, bad configuration, bad input value" },
    Documented { code: 3, kind: "not_found", meaning: "the thing named does not exist" },
    Documented { code: 4, kind: "denied", meaning: "the database or the vault refused the credentials or the right" },
    Documented {
        code: 5,
        kind: "conflict",
        meaning: "refused by a rule: already exists with other attributes, last administrator, lock held, key still needed, weak password",
    },
    Documented {
        code: 6,
        kind: "unavailable",
        meaning: "database or vault unreachable, or timed out: a retry may succeed",
    },
    Documented { code: 7, kind: "sealed", meaning: "the vault is sealed" },
    Documented {
        code: 8,
        kind: "partial",
        meaning: "part was done, the rest can be resumed; the id to resume is on stdout",
    },
    Documented {
        code: 9,
        kind: "integrity",
        meaning: "verification failed: undecryptable value, broken event chain, containment not holding",
    },
    Documented { code: 10, kind: "negative", meaning: "the question was answered no" },
    Documented { code: 11, kind: "pending", meaning: "with `--detailed-exitcode` or `--check`: changes would be made" },
    Documented {
        code: 12,
        kind: "unconfirmed",
        meaning: "a confirmation is needed and there is no terminal, or it was declined",
    },
    Documented { code: 130, kind: "interrupted", meaning: "interrupted; what was committed stands and can be resumed" },
];
