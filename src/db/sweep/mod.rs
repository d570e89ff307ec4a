//! Going through a whole table while others work on it: read in the order of its key, written row by row with a
//! comparison, however many rows there are.

mod target;

pub use target::{KeyColumn, RowKey, Storage, SweptColumn, Target};
