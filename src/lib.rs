//! claviger, the bearer of the keys: a security toolkit for administrators of home-grown web applications.
//!
//! # The map
//!
//! | room | what it owns |
//! | --- | --- |
//! | [`cli`] | the root command, global flags, from arguments to an exit code |
//! | [`commands`] | one room a noun, one file a verb: read `claviger --help`, then look here |
//! | [`context`] | what every command runs with |
//! | [`change`] | plan, then apply: dry run, confirmation, event, commit, once for every verb |
//! | [`journal`] | operations over two systems that survive `kill -9` |
//! | [`bulk`] | many rows at once: imports and exports |
//! | [`handover`] | how secrets come in and go out |
//! | [`db`] | PostgreSQL and SQLite behind one statement layer |
//! | [`vault`] | versioned documents of secrets |
//! | [`output`] | everything that is printed or asked |
//! | [`config`] | settings with their origins, the mapping of the application's tables |
//! | [`base`] | leaf types: errors, exit codes, secrets, time, randomness, files |
//!
//! Imports point down this list, never up; `tests/it/architecture.rs` enforces it.

pub mod base;
pub mod bulk;
pub mod change;
pub mod cli;
pub mod commands;
pub mod config;
pub mod context;
pub mod db;
pub mod handover;
pub mod journal;
pub mod output;
pub mod vault;

pub use cli::run;
