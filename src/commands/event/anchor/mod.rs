//! Anchors: the head of the chain, authenticated and kept outside of the database.
//!
//! The chain alone shows nothing of a rewrite by somebody who owns the database and computes every hash anew, nor of
//! a tail that is cut off together with the record of the end. An anchor says that event N once had this hash, under
//! a key that the database never sees; by the chain it vouches for every event up to N.
//!
//! Making an anchor leaves no event. An event would move the head past what was just anchored, so that there would
//! always be something left to anchor; and it would add nothing, since an anchor says by itself when and by which key
//! it was made. The write to the vault is the one effect that has to last: one compare-and-set of one document, so a
//! killed run has made its anchor or has not, and the next run reads which.

mod file;
mod ledger;
mod model;
mod record;
mod store;
mod verb;

pub(super) use ledger::{AnchorReport, Anchored};
pub(super) use record::{expected, or_gone, require_record};
pub(super) use verb::{Args, run};
