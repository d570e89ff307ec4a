//! Making a key in the order that leaves no active key which nobody holds: stored inactive with its intent → handed
//! over, every write checked → made active with the outcome.

use serde::Serialize;

use crate::base::exit::Status;
use crate::base::{Error, Id, Result, Secret, Timestamp, id};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::Delivery;
use crate::output::{Cell, Record, View, reveal};

use super::model::{ApiKey, Format, PlainKey};
use super::store::{self, NewKey};

/// What the new key is to be.
pub(super) struct Wanted {
    pub(super) user: String,
    pub(super) user_id: Id,
    pub(super) name: String,
    pub(super) scopes: Vec<String>,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Option<Timestamp>,
    pub(super) format: Format,
    /// The key that this one replaces, and when that one ends.
    pub(super) replaces: Option<(ApiKey, Timestamp)>,
}

/// A key that was just made: the only view that ever holds one.
#[derive(Serialize)]
struct Minted {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    prefix: Option<String>,
    name: String,
    user: String,
    scopes: Vec<String>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predecessor: Option<Replaced>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "reveal::as_optional_text")]
    key: Option<Secret>,
}

#[derive(Serialize)]
struct Replaced {
    id: Id,
    prefix: Option<String>,
    expires_at: Timestamp,
}

impl Record for Minted {
    const COLUMNS: &'static [&'static str] =
        &["id", "prefix", "name", "user", "scopes", "created_at", "expires_at", "key"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.id.as_ref().map_or(Cell::Empty, Cell::id),
            self.prefix.clone().map_or(Cell::Empty, Cell::Id),
            Cell::text(&self.name),
            Cell::text(&self.user),
            Cell::list(&self.scopes),
            Cell::time(self.created_at),
            Cell::time(self.expires_at),
            self.key.clone().map_or(Cell::Empty, Cell::Secret),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        let id = || self.id.as_ref().map(|id| Secret::from_text(id.to_string()));
        self.key.clone().or_else(id).into_iter().collect()
    }
}

/// Makes the key, hands it over, and makes it valid.
pub(super) async fn mint(cx: &mut Context, wanted: Wanted, delivery: &Delivery) -> Result<Finished> {
    delivery.check(cx).await?;
    if let Some(status) = change::stop_before(cx) {
        let view = View::one(wanted.view(None, None, None));
        return Ok(Finished::unchanged(view).with_status(status));
    }
    let key = PlainKey::generate(wanted.format, &mut cx.sources.rng)?;
    let prefix = key.prefix();
    let (id, operation, intent) = store_pending(cx, &wanted, &key, delivery).await?;

    let shown = delivery.is_print().then(|| key.secret().clone());
    let view = View::one(wanted.view(Some(id.clone()), prefix, shown));
    let view = match delivery.place() {
        Some(place) => view.with_note(format!("The key is in {place}")),
        None => view.with_note("The key is shown this once; only its hash is kept"),
    };
    // Printed before it is valid: a reader that has gone away, or a full disk, is noticed while it does not matter.
    let handed_over = match delivery.deliver(cx, key.secret(), &operation.id).await {
        Ok(()) => cx.printer.show(Status::Done, true, &view),
        Err(error) => Err(error),
    };
    match handed_over {
        Ok(()) => activate(cx, &wanted, &id, &operation, intent).await.map_err(|error| {
            error
                .context("the key was handed over, but is not valid")
                .hint("run the same command again; `claviger apikey prune` removes this key")
        })?,
        Err(error) => {
            // The first failure is the one to report; a key that stays pending is not valid.
            let _ = take_back(cx, &id, &operation, intent).await;
            return Err(error.context("the API key could not be handed over, and was not created"));
        }
    }
    Ok(Finished::shown(true))
}

async fn store_pending(
    cx: &mut Context,
    wanted: &Wanted,
    key: &PlainKey,
    delivery: &Delivery,
) -> Result<(Id, Operation, Event)> {
    let operation_id = id::operation_id(&mut cx.sources.rng)?;
    let prefix = key.prefix();
    let predecessor = wanted.replaces.as_ref().map(|(old, _)| old.handle());
    let new = NewKey {
        hash: &key.hashed(),
        prefix: prefix.as_deref(),
        user_id: &wanted.user_id,
        name: &wanted.name,
        scopes: &wanted.scopes,
        created_at: wanted.created_at,
        expires_at: wanted.expires_at,
        predecessor: predecessor.as_deref(),
    };
    let missing = store::missing_key(&mut cx.database().await?.read()).await?;
    let row_key = missing.map(|form| form.make(&mut cx.sources.rng)).transpose()?;
    let mut writer = cx.database().await?.begin().await?;
    let id = store::insert_pending(&mut writer, &new, row_key.as_ref()).await?;
    let kind = if predecessor.is_some() { "apikey.rotated" } else { "apikey.created" };
    let event = Event::new(kind, prefix.unwrap_or_else(|| id.to_string()))
        .with("id", id.to_string())
        .with("user", wanted.user.clone())
        .with("name", wanted.name.clone())
        .with("scopes", wanted.scopes.clone())
        .with("replaces", predecessor)
        .with("to", delivery.place());
    let operation = Operation {
        id: operation_id,
        kind: kind.to_owned(),
        target: event.target.clone(),
        detail: event.detail.to_string(),
    };
    writer.commit_intent(&operation, event.clone()).await?;
    Ok((id, operation, event))
}

async fn activate(cx: &mut Context, wanted: &Wanted, id: &Id, operation: &Operation, intent: Event) -> Result<()> {
    let now = cx.now();
    let mut writer = cx.database().await?.begin().await?;
    store::activate(&mut writer, id, now).await?;
    if let Some((old, ends_at)) = &wanted.replaces {
        store::set_expiry(&mut writer, &old.id, *ends_at).await?;
    }
    writer.commit_outcome(operation, intent.with("outcome", "done")).await
}

async fn take_back(cx: &mut Context, id: &Id, operation: &Operation, intent: Event) -> Result<()> {
    let mut writer = cx.database().await?.begin().await?;
    store::delete(&mut writer, id).await?;
    writer.commit_outcome(operation, intent.with("outcome", "not handed over")).await
}

impl Wanted {
    fn view(&self, id: Option<Id>, prefix: Option<String>, key: Option<Secret>) -> Minted {
        let predecessor = self.replaces.as_ref().map(|(old, ends_at)| Replaced {
            id: old.id.clone(),
            prefix: old.prefix.clone(),
            expires_at: *ends_at,
        });
        Minted {
            id,
            prefix,
            name: self.name.clone(),
            user: self.user.clone(),
            scopes: self.scopes.clone(),
            created_at: self.created_at,
            expires_at: self.expires_at,
            predecessor,
            key,
        }
    }
}

/// Refuses to make a key for somebody who is kept out.
pub(super) fn check_owner(user: &str, is_active: bool) -> Result<()> {
    if is_active {
        return Ok(());
    }
    Err(Error::conflict(format!("`{user}` is disabled")).hint(format!("claviger user enable {user}")))
}
