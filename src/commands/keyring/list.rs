//! `keyring list`.

use serde::Serialize;

use crate::base::{Result, Secret, Timestamp};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};

use super::model::{Keyring, Recipe, RingKey, Tombstone};
use super::store;

/// The state of what is left of a key.
const DESTROYED: &str = "destroyed";

/// List the encryption keys by fingerprint
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
pub(super) struct Shown {
    fingerprint: String,
    state: &'static str,
    created_at: Timestamp,
    promoted_at: Option<Timestamp>,
    retired_at: Option<Timestamp>,
    destroyed_at: Option<Timestamp>,
    /// How the key is made of its text; none of what is destroyed.
    derive: Option<Recipe>,
}

impl From<&RingKey> for Shown {
    fn from(key: &RingKey) -> Self {
        Self {
            fingerprint: key.fingerprint(),
            state: key.state.name(),
            created_at: key.created_at,
            promoted_at: key.promoted_at,
            retired_at: key.retired_at,
            destroyed_at: None,
            derive: Some(key.material.recipe()),
        }
    }
}

impl From<&Tombstone> for Shown {
    fn from(key: &Tombstone) -> Self {
        Self {
            fingerprint: key.fingerprint.clone(),
            state: DESTROYED,
            created_at: key.created_at,
            promoted_at: key.promoted_at,
            retired_at: key.retired_at,
            destroyed_at: Some(key.destroyed_at),
            derive: None,
        }
    }
}

/// All keys of a ring, those that are gone last.
pub(super) fn shown(ring: &Keyring) -> Vec<Shown> {
    ring.keys().iter().map(Shown::from).chain(ring.destroyed().iter().map(Shown::from)).collect()
}

impl Record for Shown {
    // The other times are in JSON: with them the table would not fit a terminal of 80 columns.
    const COLUMNS: &'static [&'static str] = &["fingerprint", "state", "created_at"];

    fn cells(&self) -> Vec<Cell> {
        let state = self.state.to_owned();
        let state = match self.state {
            "primary" => Cell::Good(state),
            "staged" => Cell::Warn(state),
            "secondary" => Cell::Text(state),
            _ => Cell::Dim(state),
        };
        vec![Cell::Id(self.fingerprint.clone()), state, Cell::time(self.created_at)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.fingerprint.clone())]
    }
}

/// Runs the verb.
pub(super) async fn run(_: Args, cx: &mut Context) -> Result<Finished> {
    let (ring, _) = store::get(cx).await?;
    Ok(Finished::unchanged(View::list(shown(&ring))))
}
