//! What is to be done with the rows of a chunk. Pure: runs on a thread of its own beside reading and writing.

use std::sync::Arc;

use super::cell::{self, Fault, Verdict};
use super::counts::Counts;
use super::keys::Readers;
use crate::base::Timestamp;
use crate::commands::keyring::columns::Group;
use crate::config::{CompanionValue, Plain, Wrapper};
use crate::db::Value;
use crate::db::sweep::{Rewrite, SweptRow};

/// Everything that a decision about a row depends on.
pub(crate) struct Rules {
    readers: Readers,
    columns: Vec<Column>,
    plain: Plain,
    companion: Option<CompanionValue>,
    now: [u8; 8],
}

struct Column {
    name: String,
    wrapper: Wrapper,
    limit: Option<usize>,
}

/// A value that can not be handled, and where it is.
#[derive(Debug, Clone)]
pub(crate) struct RowFault {
    /// What tells its row apart.
    pub(crate) key: Vec<Value>,
    /// Its column.
    pub(crate) column: String,
    /// Why not.
    pub(crate) fault: Fault,
}

/// What is to be done with the rows of a chunk.
#[derive(Default)]
pub(crate) struct Work {
    /// Rows to be rewritten, in the order of their keys.
    pub(crate) rewrites: Vec<Rewrite>,
    /// For each of them which columns change: a bit for each, and whether that is a repair.
    pub(crate) changes: Vec<Changes>,
    /// What else there was, for each column.
    pub(crate) counts: Vec<Counts>,
    /// What can not be handled.
    pub(crate) faults: Vec<RowFault>,
}

/// Which columns of a row change.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    /// Its columns, by place.
    pub(crate) columns: Vec<usize>,
    /// Those among them whose old token was not canonical.
    pub(crate) repaired: Vec<usize>,
}

impl Rules {
    pub(crate) fn new(readers: Readers, group: &Group, plain: Plain, now: Timestamp) -> Arc<Self> {
        let columns = group.target.columns.iter().zip(&group.wrappers);
        let columns = columns
            .map(|(column, wrapper)| Column { name: column.name.clone(), wrapper: *wrapper, limit: column.limit })
            .collect();
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        Arc::new(Self { readers, columns, plain, companion: group.companion, now: seconds.to_be_bytes() })
    }

    /// Bytes of randomness that a row may need.
    pub(crate) const fn vectors_per_row(&self) -> usize {
        self.columns.len() * 16
    }

    /// Decides about rows. `vectors` are random bytes, [`Self::vectors_per_row`] for each.
    pub(crate) fn work_out(&self, rows: Vec<SweptRow>, vectors: &[u8]) -> Work {
        let mut work = Work { counts: vec![Counts::default(); self.columns.len()], ..Work::default() };
        let mut vectors = vectors.as_chunks::<16>().0.iter();
        let mut last = 0;
        for row in rows {
            self.decide(row, &mut vectors, &mut last, &mut work);
        }
        work
    }

    fn decide<'v>(
        &self,
        row: SweptRow,
        vectors: &mut impl Iterator<Item = &'v [u8; 16]>,
        last: &mut usize,
        work: &mut Work,
    ) {
        let mut new = Vec::new();
        let mut changes = Changes::default();
        let mut faults = 0;
        for (place, (column, value)) in self.columns.iter().zip(&row.values).enumerate() {
            let rule = (column.wrapper, column.limit, self.plain);
            // Every value has its own vector, also where it is not used.
            let verdict = match vectors.next() {
                Some(vector) => cell::judge(&self.readers, value, rule, *vector, self.now, last),
                None => Verdict::Fault(Fault::Unencryptable("no randomness")),
            };
            let Some(counts) = work.counts.get_mut(place) else { continue };
            counts.rows += 1;
            match verdict {
                Verdict::Null => counts.skipped_null += 1,
                Verdict::Current => counts.already_current += 1,
                Verdict::Plain => counts.plaintext += 1,
                Verdict::Rewrite { value: token, is_repair } => {
                    if new.is_empty() {
                        new.clone_from(&row.values);
                    }
                    if let Some(slot) = new.get_mut(place) {
                        *slot = token;
                    }
                    changes.columns.push(place);
                    changes.repaired.extend(is_repair.then_some(place));
                }
                Verdict::Fault(fault) => {
                    counts.undecryptable += 1;
                    faults += 1;
                    work.faults.push(RowFault { key: row.key.clone(), column: column.name.clone(), fault });
                }
            }
        }
        if changes.columns.is_empty() {
            return;
        }
        // A companion speaks of the whole row: it must not name the new key while a value is under another.
        if self.companion.is_some() && faults > 0 {
            for place in &changes.columns {
                if let (Some(counts), Some(column)) = (work.counts.get_mut(*place), self.columns.get(*place)) {
                    counts.undecryptable += 1;
                    let fault = Fault::Beside;
                    work.faults.push(RowFault { key: row.key.clone(), column: column.name.clone(), fault });
                }
            }
            return;
        }
        let companion = self.companion.map(|CompanionValue::Sha1| self.readers.sha1.clone());
        work.rewrites.push(Rewrite { key: row.key, old: row.values, new, companion });
        work.changes.push(changes);
    }
}
