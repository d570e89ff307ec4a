//! Making a key in the order that leaves no active key which nobody holds: stored inactive with its intent → handed
//! over, every write checked → made active with the outcome.

use serde::Serialize;

use crate::base::exit::Status;
use crate::base::{Error, Id, Kind, Result, Secret, Timestamp, id};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::{self, Delivery, Route};
use crate::journal;
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
pub(super) async fn mint(cx: &mut Context, wanted: Wanted, delivery: Delivery) -> Result<Finished> {
    let route = Route::find(delivery, cx).await?;
    if let Some(status) = change::stop_before(cx) {
        let view = View::one(wanted.view(None, None, None));
        return Ok(Finished::unchanged(view).with_status(status));
    }
    clear_leftovers(cx, &route).await?;
    let key = PlainKey::generate(wanted.format, &mut cx.sources.rng)?;
    let prefix = key.prefix();
    let (id, operation, intent) = store_pending(cx, &wanted, &key, &route).await?;

    let shown = route.is_print().then(|| key.secret().clone());
    let view = View::one(wanted.view(Some(id.clone()), prefix, shown));
    let view = match route.place() {
        Some(place) => view.with_note(format!("The key is in {place}")),
        None => view.with_note("The key is shown this once; only its hash is kept"),
    };
    // Printed before it is valid: a reader that has gone away, or a full disk, is noticed while it does not matter.
    let handed_over = match route.deliver(cx, key.secret(), &operation.id).await {
        Ok(()) => cx.printer.show(Status::Done, true, &view),
        Err(error) => Err(error),
    };
    match handed_over {
        Ok(()) => activate(cx, &wanted, &id, &operation, intent).await.map_err(not_activated)?,
        Err(error) if route.may_have_arrived(key.secret(), &error) => {
            return Err(error
                .context("whether the API key was handed over is unknown; it is not valid")
                .hint("run the same command again"));
        }
        Err(error) => {
            // The first failure is the one to report; a key that stays pending is not valid.
            let _ = take_back(cx, &id, &operation, intent).await;
            return Err(error.context("the API key could not be handed over, and was not created"));
        }
    }
    Ok(Finished::shown(true))
}

/// SECURITY: no answer to a commit means unknown. Whoever is told that a key is not valid may let it lie about.
fn not_activated(error: Error) -> Error {
    let message = match error.kind() {
        Kind::Unavailable => "the key was handed over, and whether it is valid is unknown",
        _ => "the key was handed over, but is not valid",
    };
    error.context(message).hint("run the same command again; `claviger apikey list` shows what became of this key")
}

/// The kinds of operation that end in a valid key.
const CREATED: &str = "apikey.created";
const ROTATED: &str = "apikey.rotated";

/// Removes the keys that killed runs were about to hand over: nobody can make them valid any more.
async fn clear_leftovers(cx: &mut Context, route: &Route) -> Result<()> {
    let now = cx.now();
    let mut unfinished = journal::all_unfinished(&mut cx.database().await?.read(), now).await?;
    unfinished.retain(|operation| {
        [CREATED, ROTATED].contains(&operation.kind.as_str()) || route.leftover() == Some(operation)
    });
    for operation in unfinished {
        handover::clear_away(&operation);
        let pending = match key_of(&operation) {
            Some(id) => store::find_pending(&mut cx.database().await?.read(), &id, now).await?,
            None => None,
        };
        let Some(pending) = pending else {
            journal::settle(cx, &operation, Some(false)).await?;
            continue;
        };
        let mut writer = cx.database().await?.begin().await?;
        store::delete(&mut writer, &pending.id).await?;
        writer.commit_finding(&operation, journal::finding(&operation, Some(false))).await?;
        cx.printer.say(&format!("Removed the key {}, which an interrupted run left behind", pending.handle()));
    }
    Ok(())
}

/// The row's key of an interrupted operation.
fn key_of(operation: &Operation) -> Option<Id> {
    let detail: serde_json::Value = serde_json::from_str(&operation.detail).ok()?;
    detail.get("id")?.as_str().filter(|_| operation.kind.starts_with("apikey.")).map(Id::parse)
}

async fn store_pending(
    cx: &mut Context,
    wanted: &Wanted,
    key: &PlainKey,
    route: &Route,
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
    let kind = if predecessor.is_some() { ROTATED } else { CREATED };
    let event = Event::new(kind, prefix.unwrap_or_else(|| id.to_string()))
        .with("id", id.to_string())
        .with("user", wanted.user.clone())
        .with("name", wanted.name.clone())
        .with("scopes", wanted.scopes.clone())
        .with("replaces", predecessor);
    let event = route.note_in(event);
    let operation = Operation {
        detail: route.note_for_journal(&event, &operation_id, key.secret()),
        id: operation_id,
        kind: kind.to_owned(),
        target: event.target.clone(),
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
