//! Going through a whole table while others work on it: read in the order of its key, written row by row with a
//! comparison, however many rows there are.

mod position;
mod rows;
mod sql;
mod target;

pub use position::{Position, key_text};
pub use rows::{Chunk, Encoded, Rewrite, Size, Sweep, SweptRow, Types};
pub use target::{KeyColumn, RowKey, Storage, SweptColumn, Target};
