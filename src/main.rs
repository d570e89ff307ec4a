//! The binary: arguments and environment in, exit code out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    claviger::run(&std::env::args_os().collect::<Vec<_>>(), claviger::base::env::Env::of_process())
}
