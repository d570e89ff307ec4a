//! `keyring list`.

use serde::Serialize;

use crate::base::{Result, Secret, Timestamp};
use crate::change::Finished;
use crate::context::Context;
use crate::output::{Cell, Record, View};

use super::model::{KeyState, RingKey};
use super::store;

/// List the encryption keys by fingerprint
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
pub(super) struct Shown {
    fingerprint: String,
    state: KeyState,
    created_at: Timestamp,
}

impl From<&RingKey> for Shown {
    fn from(key: &RingKey) -> Self {
        Self { fingerprint: key.key.fingerprint(), state: key.state, created_at: key.created_at }
    }
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["fingerprint", "state", "created_at"];

    fn cells(&self) -> Vec<Cell> {
        let state = match self.state {
            KeyState::Primary => Cell::Good("primary".to_owned()),
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
    Ok(Finished::unchanged(View::list(ring.keys().iter().map(Shown::from).collect())))
}
