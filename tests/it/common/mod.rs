//! The tools of the tests: a sealed world for the program, and ways to look at what it did there.

pub mod backends;
pub mod campaign;
pub mod finished;
pub mod kill;
pub mod openbao;
pub mod postgres;
pub mod python;
pub mod record;
pub mod redaction;
pub mod snapshot;
pub mod sql;
pub mod state;
pub mod terminal;
pub mod trace;
pub mod tree;
pub mod world;

pub use backends::{Engine, VaultKind};
pub use finished::Finished;
pub use world::World;

/// The value of a variable that `tests/run` sets, or a panic that says so.
pub fn from_tests_run(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("`{variable}` is not set\nhint: start the tests with `tests/run`"))
}

/// Whether `tests/run --full` asked for the long campaigns.
pub fn is_full_run() -> bool {
    std::env::var_os("CLAVIGER_TEST_FULL").is_some()
}
