//! Leaf types that every other part of the crate stands on.
//!
//! Nothing here imports anything else of ours, and nothing here knows what an API key or a user is.

pub mod actor;
pub mod appended;
pub mod clock;
pub mod directory;
pub mod dump;
pub mod env;
pub mod env_file;
pub mod error;
pub mod exit;
pub mod files;
pub mod holder;
pub mod id;
pub mod lock;
pub mod lock_holder;
pub mod owner;
pub mod pieces;
pub mod rng;
pub mod secret;
pub mod span;
pub mod stdin;
pub mod stop;
pub mod text;

pub use clock::{Clock, Timestamp};
pub use error::{Error, Kind, Result};
pub use id::Id;
pub use owner::{NewOwner, Owner};
pub use rng::Rng;
pub use secret::Secret;
pub use stop::Stop;
