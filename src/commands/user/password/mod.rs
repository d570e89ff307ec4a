//! Passwords of users: how they are stored, recognised, judged and made up.
//!
//! Pure rules: no database, no clock, no terminal; randomness is a parameter. A clear password lives in a
//! [`Secret`](crate::base::Secret), a stored hash in a [`PasswordHash`], and neither can be printed by accident.
//!
//! What is written is Argon2id, or bcrypt where the application reads nothing else. What is read is that, and what
//! Werkzeug writes, so that old rows can be checked and then moved to the configured scheme.

mod argon2;
mod bcrypt;
pub mod generate;
mod hash;
pub mod policy;
mod refusal;
mod stored;
mod verify;
mod werkzeug;

pub use hash::{Configured, hash, needs_upgrade, unusable};
pub use policy::{Policy, check};
pub use stored::{Digest, PasswordHash, Scheme};
pub use verify::{check_stored, verify, verify_dummy};
