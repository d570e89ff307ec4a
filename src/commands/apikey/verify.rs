//! `apikey verify`.

use serde::Serialize;

use crate::base::exit::Status;
use crate::base::{Error, Result, Secret};
use crate::change::Finished;
use crate::context::Context;
use crate::handover::SecretInput;
use crate::output::{Cell, Record, View};

use super::model::{ApiKey, PlainKey, State};
use super::store;

/// Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged
#[derive(Debug, clap::Args)]
#[command(after_help = "Nothing is written: not even the time of last use.\n\nExamples:\n  \
    printf %s \"$KEY\" | claviger apikey verify --stdin\n  \
    claviger apikey verify --from vault:ci/deploy#api_key")]
pub struct Args {
    #[command(flatten)]
    key: SecretInput,
}

#[derive(Serialize)]
struct Answer {
    valid: bool,
    #[serde(flatten)]
    key: ApiKey,
}

impl Record for Answer {
    const COLUMNS: &'static [&'static str] =
        &["valid", "status", "id", "prefix", "name", "user", "scopes", "expires_at"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            if self.valid { Cell::Good("yes".to_owned()) } else { Cell::Bad("no".to_owned()) },
            self.key.status_cell(),
            Cell::id(&self.key.id),
            self.key.prefix.clone().map_or(Cell::Empty, Cell::Id),
            Cell::text(&self.key.name),
            Cell::text(&self.key.user),
            Cell::list(&self.key.scopes),
            Cell::time(self.key.expires_at),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.key.status.name().to_owned())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let presented = PlainKey::presented(args.key.read(cx, "API key", false).await?)?;
    let now = cx.now();
    let found = store::find_by_hash(&mut cx.database().await?.read(), &presented.hashed(), now).await?;
    let key = found.ok_or_else(|| Error::not_found("no API key has this value").hint("claviger apikey list"))?;
    let valid = key.status == State::Active;
    let status = if valid { Status::Done } else { Status::Negative };
    Ok(Finished::unchanged(View::one(Answer { valid, key })).with_status(status))
}
