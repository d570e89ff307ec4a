//! The verbs of the command line: one room for each noun.

pub mod secret;
pub mod user;
