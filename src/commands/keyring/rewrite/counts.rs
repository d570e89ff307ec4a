//! What came of the values of one column.

use std::ops::AddAssign;

use serde::Serialize;

/// Counts of one column. Every row is counted once under one of them, `lost_races` and `repaired` aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    /// Rows that were looked at.
    pub(crate) rows: u64,
    /// Got a token under the primary key.
    pub(crate) reencrypted: u64,
    /// Had one already.
    pub(crate) already_current: u64,
    /// Null.
    pub(crate) skipped_null: u64,
    /// Plain text that may be.
    pub(crate) plaintext: u64,
    /// Could not be handled, for whatever reason.
    pub(crate) undecryptable: u64,
    /// Times that somebody else changed a row between reading and writing.
    pub(crate) lost_races: u64,
    /// Tokens that not every implementation could read, and now can; among the re-encrypted.
    pub(crate) repaired: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.reencrypted += other.reencrypted;
        self.already_current += other.already_current;
        self.skipped_null += other.skipped_null;
        self.plaintext += other.plaintext;
        self.undecryptable += other.undecryptable;
        self.lost_races += other.lost_races;
        self.repaired += other.repaired;
    }
}
