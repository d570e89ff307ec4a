//! Keyrings for unit tests.

use crate::base::{Rng, Timestamp};

use super::material::Maker;
use super::model::{KeyState, Keyring, Material, RingKey};

/// A key; the same for the same seed.
pub(super) fn material(seed: u64) -> Material {
    Maker::Raw.generate(&mut Rng::seeded(seed)).unwrap()
}

/// Seconds since 1970.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// A ring whose first key is primary; the others are secondary.
pub(super) fn ring_of(count: u64) -> Keyring {
    let state = |seed| if seed == 0 { KeyState::Primary } else { KeyState::Secondary };
    let keys = (0..count).map(|seed| RingKey::new(material(seed), state(seed), at(0))).collect();
    Keyring::of_parts(keys, Vec::new(), false).unwrap()
}
