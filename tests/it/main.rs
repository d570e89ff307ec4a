//! Tests of the whole program: every test runs the real binary in a sealed world, against real servers.
//!
//! `tests/run` is what starts those servers. One file a noun, `common` holds the tools, `harness` tests the tools.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and stands outside the program whose habits the bans protect"
)]
#![expect(unreachable_pub, reason = "no other crate can see into a test binary, so `pub` says what it says elsewhere")]

mod anchor;
mod apikey;
mod architecture;
mod break_glass;
mod campaign;
mod common;
mod completing;
mod config;
mod db;
mod dry_run;
mod event;
mod events;
mod examples;
mod faults;
mod foreign;
mod generated;
mod harness;
mod hostile;
mod idempotent;
mod import;
mod init;
mod interop;
mod keyring;
mod keyring_columns;
mod kill;
mod leaks;
mod openbao;
mod passwords;
mod postgres_tls;
mod race;
mod rotation;
mod secret;
mod secret_env;
mod snapshots;
mod statements;
mod status;
mod terminal;
mod tour;
mod user;
mod vault_model;
mod verbs;
