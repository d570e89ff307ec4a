//! Looking at the parts of an installation, one by one. A part that fails does not keep the others from being seen.

use std::time::Duration;

use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp, clock, text};
use crate::commands::apikey::model::State as KeyState;
use crate::commands::{apikey, event, keyring, user};
use crate::config::{Origin, VaultPlace};
use crate::context::Context;
use crate::db::{Database, Reader, introspect, migrate};
use crate::journal;
use crate::vault::Vault as _;

use super::model::Part;

/// A key that ends within this time is mentioned.
const SOON: Span = Span::from_secs(14 * 86_400);

/// How long the database may take to answer: a server that drops packets would take minutes.
const PATIENCE: Duration = Duration::from_secs(5);

/// The configuration file.
pub(super) fn config(cx: &Context) -> Part {
    let Some(path) = &cx.settings.config_path else { return Part::absent() };
    let path = path.display().to_string();
    let named_by = match &cx.settings.config_origin {
        Some(Origin::Default) | None => "found".to_owned(),
        Some(origin) => origin.to_string(),
    };
    Part::ok(path.clone()).with("path", path).with("named_by", named_by)
}

/// The vault and what is kept in it.
pub(super) async fn of_vault(cx: &mut Context) -> [(&'static str, Part); 2] {
    let (vault, keyring) = match open_vault(cx) {
        Ok(Opened::Absent) => (Part::absent(), Part::absent()),
        Ok(Opened::Locked(place)) => {
            let part = Part::warning(format!("{place}, locked: only its passphrase opens it"));
            (part.with("place", place).with("unlocked", false), Part::unknown("the vault is locked"))
        }
        Ok(Opened::Open(place)) => match check(cx).await {
            Ok(()) => {
                let part = Part::ok(format!("{place}, unlocked"));
                (part.with("place", place).with("unlocked", true), Part::from_result(keyring(cx).await))
            }
            Err(error) => (Part::failed(error), Part::unknown("the vault does not let us in")),
        },
        Err(error) => (Part::failed(error), Part::unknown("the vault can not be opened")),
    };
    [("vault", vault), ("keyring", keyring)]
}

enum Opened {
    Absent,
    Locked(String),
    Open(String),
}

fn open_vault(cx: &mut Context) -> Result<Opened> {
    if !cx.settings.values().any(|(key, value)| key.path == "vault" && value.is_some()) {
        return Ok(Opened::Absent);
    }
    if let VaultPlace::File(path) = cx.settings.vault()?
        && !cx.can_unlock_unattended()
    {
        std::fs::metadata(&path).map_err(|cause| Error::io(&format!("open `{}`", path.display()), cause))?;
        return Ok(Opened::Locked(format!("sealed file `{}`", path.display())));
    }
    Ok(Opened::Open(cx.vault()?.describe()))
}

async fn check(cx: &mut Context) -> Result<()> {
    cx.vault()?.check().await
}

async fn keyring(cx: &mut Context) -> Result<Part> {
    let Some((ring, _)) = keyring::store::find(cx).await? else {
        return Ok(Part::warning("there is none yet: claviger init makes one"));
    };
    let primary = ring.primary()?;
    let fingerprint = primary.fingerprint();
    let days = days_between(primary.created_at, cx.now());
    let count = ring.keys().len();
    let summary = format!("{}, primary {fingerprint} is {} old", text::count(count, "key"), text::count(days, "day"));
    Ok(Part::ok(summary)
        .with("primary", fingerprint)
        .with("created_at", clock::rfc3339(primary.created_at))
        .with("age_days", days)
        .with("keys", count))
}

fn days_between(from: Timestamp, to: Timestamp) -> usize {
    usize::try_from(to.duration_since(from).as_secs() / 86_400).unwrap_or(0)
}

/// The names of what is looked for in the database.
const OF_DATABASE: [&str; 6] = ["database", "mapping", "users", "api_keys", "events", "unfinished"];

/// The database and what is kept in it.
pub(super) async fn of_database(cx: &Context) -> [(&'static str, Part); 6] {
    if !cx.settings.has_database() {
        return OF_DATABASE.map(|name| (name, Part::absent()));
    }
    let late = || Error::unavailable(format!("the database does not answer within {} s", PATIENCE.as_secs()));
    let opened = tokio::time::timeout(PATIENCE, cx.open_database()).await;
    match opened.unwrap_or_else(|_| Err(late())) {
        Ok(mut database) => {
            let parts = look_around(&mut database, cx.now()).await;
            // Everything was read; how the connection ends changes nothing about it.
            let _ = database.close().await;
            parts
        }
        Err(error) => {
            let mut failure = Some(error);
            OF_DATABASE.map(|name| {
                let first = failure.take().map(Part::failed);
                (name, first.unwrap_or_else(|| Part::unknown("the database can not be reached")))
            })
        }
    }
}

async fn look_around(database: &mut Database, now: Timestamp) -> [(&'static str, Part); 6] {
    let (own, is_current) = match own_tables(database).await {
        Ok(part) => (part, true),
        Err(error) => (Part::failed(error), false),
    };
    let own = own.with("place", database.describe()).with("engine", database.engine().name());
    let mut read = database.read();
    let mapping = Part::from_result(mapping(&mut read).await);
    let users = Part::from_result(users(&mut read).await);
    let stale = || Part::unknown("claviger's own tables are not up to date");
    let (keys, events, operations) = if is_current {
        (
            Part::from_result(api_keys(&mut read, now).await),
            Part::from_result(events(&mut read).await),
            Part::from_result(unfinished(&mut read, now).await),
        )
    } else {
        (stale(), stale(), stale())
    };
    [
        ("database", own),
        ("mapping", mapping),
        ("users", users),
        ("api_keys", keys),
        ("events", events),
        ("unfinished", operations),
    ]
}

async fn own_tables(database: &mut Database) -> Result<Part> {
    migrate::require_current(database).await?;
    let version = migrate::version(database).await?;
    let summary = format!("{}, {}, version {version}", database.describe(), database.engine().name());
    Ok(Part::ok(summary).with("version", version))
}

async fn mapping(read: &mut Reader<'_>) -> Result<Part> {
    let missing = introspect::missing_names(read).await?;
    let summary = if missing.is_empty() {
        "every table and column is there".to_owned()
    } else {
        format!("not there: {}", missing.join(", "))
    };
    Ok(Part::ok_unless(!missing.is_empty(), summary).with("missing_names", missing))
}

async fn users(read: &mut Reader<'_>) -> Result<Part> {
    let count = user::store::count(read).await?;
    let summary = format!("{}, {} active, {} of them administrators", count.total, count.active, count.administrators);
    // An application without any user is new; one with users and without an administrator is in trouble.
    Ok(Part::ok_unless(count.total > 0 && count.administrators == 0, summary)
        .with("total", count.total)
        .with("active", count.active)
        .with("administrators", count.administrators))
}

async fn api_keys(read: &mut Reader<'_>, now: Timestamp) -> Result<Part> {
    let soon = SOON.after(now)?;
    let (mut active, mut ending, mut pending) = (0_u64, 0_u64, 0_u64);
    apikey::store::for_each(read, now, |key| match key.status {
        KeyState::Active => {
            active += 1;
            ending += u64::from(key.expires_at.is_some_and(|at| at <= soon));
        }
        KeyState::Pending => pending += 1,
        KeyState::Expired | KeyState::UserDisabled | KeyState::Revoked => {}
    })
    .await?;
    let summary = format!("{active} active, {ending} of them ending within 14 days, {pending} not handed over");
    Ok(Part::ok_unless(ending + pending > 0, summary)
        .with("active", active)
        .with("expiring", ending)
        .with("pending", pending))
}

async fn events(read: &mut Reader<'_>) -> Result<Part> {
    let Some(head) = event::store::find_head(read).await? else {
        return Err(Error::integrity("the end of the chain of events is not on record").hint("claviger event verify"));
    };
    // INVARIANT: places have no gaps, so the last place is the number of events. `event verify` checks that.
    let last_at = event::store::find_time(read, head.seq).await?;
    let last = last_at.map(clock::rfc3339);
    let summary = format!("{}, the last at {}", head.seq, last.as_deref().unwrap_or("an unknown time"));
    Ok(Part::ok_unless(last.is_none(), summary).with("count", head.seq).with("last_at", last))
}

async fn unfinished(read: &mut Reader<'_>, now: Timestamp) -> Result<Part> {
    let operations = journal::all_unfinished(read, now).await?;
    let names: Vec<String> =
        operations.iter().map(|operation| format!("{} of {}", operation.kind, operation.target)).collect();
    let summary = if names.is_empty() { "no interrupted operation".to_owned() } else { names.join(", ") };
    Ok(Part::ok_unless(!names.is_empty(), summary).with("count", names.len()).with("operations", names))
}
