//! How secrets change hands: in by prompt, `--stdin`, `--file` or `--from`; out once, to the output, `--out` or `--to`.
//!
//! No other flag and no argument of any command holds a secret: arguments stand in `/proc/*/cmdline`.

mod delivered_change;
mod delivery;
mod intake;
mod route;

pub(crate) use delivered_change::{Parcel, carry_out};
pub(crate) use delivery::guard_own;
pub use delivery::{Delivery, SecretOutput};
pub use intake::{SecretInput, read_stdin};
pub(crate) use route::{Route, clear_away};
