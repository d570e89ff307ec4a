//! Fresh secret values of every kind an application needs. The rules are pure: randomness is a parameter, and what
//! becomes of a value (printed, stored) is decided elsewhere.

pub mod kind;
mod passphrase;
pub mod value;

pub use kind::Kind;
pub use value::{Generated, Size, generate};
