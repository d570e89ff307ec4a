//! Fresh secret values of every kind an application needs. The rules are pure: randomness is a parameter, and what
//! becomes of a value (printed, stored) is decided by `verb` and the other verbs of the room.

pub mod kind;
mod passphrase;
pub mod value;
pub(crate) mod verb;

pub use kind::Kind;
pub use value::{Generated, Size, generate};
