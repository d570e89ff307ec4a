//! Every statement that reads the record, and the rows they give.

use crate::base::{Error, Kind, Result, Timestamp};
use crate::db::event::{self, Recorded};
use crate::db::{Reader, Row, Value};

use super::model::{Head, Linked, Shown};

crate::statements! {
    /// The newest events that match, newest first. A filter that is empty lets everything through; a fragment that
    /// is empty is found nowhere. Text is searched by `replace`, which means the same to both engines, as `LIKE` does
    /// not, and which a damaged document can not break, as it would break the functions for JSON.
    read LIST = "SELECT seq, at, kind, phase, operation, actor, target, reason, detail, hash FROM claviger_events \
        WHERE at >= $1 AND ($2 = '' OR substr(kind, 1, length($2)) = $2) \
        AND ($3 = '' OR replace(actor, $3, '') <> actor) \
        AND ($4 = '' OR replace(' ' || target || ' ', $5, '') <> ' ' || target || ' ' \
            OR replace(detail, $6, '') <> detail \
            OR (substr(kind, 1, 5) = 'user.' AND replace(detail, $7, '') <> detail)) \
        ORDER BY seq DESC LIMIT $8";
    /// The chain from a place on; an event without a place, which no constraint of ours allows, at first as well.
    read CHAIN = "SELECT seq, at, kind, phase, operation, actor, target, reason, detail, previous, hash \
        FROM claviger_events WHERE seq >= $1 OR (seq IS NULL AND $2 = 1) ORDER BY seq";
    /// Where the chain should end.
    read FIND_HEAD = "SELECT seq, hash FROM claviger_event_head WHERE id = 1";
    /// The hash of an event.
    read FIND_HASH = "SELECT hash FROM claviger_events WHERE seq = $1";
    /// When an event happened.
    read FIND_TIME = "SELECT at FROM claviger_events WHERE seq = $1";
}

/// Which events to list.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub(super) since: Option<Timestamp>,
    /// The beginning of the kind.
    pub(super) kind: String,
    pub(super) ip: Option<String>,
    pub(super) user: Option<About>,
}

/// The user whom events are about.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) email: Option<String>,
    pub(super) id: Option<String>,
}

/// A member or a value of a document, as the documents of events are written: without blanks.
fn fragment(member: &str, text: &str) -> String {
    let quoted = serde_json::Value::from(text);
    if member.is_empty() { quoted.to_string() } else { format!("\"{member}\":{quoted}") }
}

/// The newest `limit` events that match, oldest first.
pub(super) async fn list(read: &mut Reader<'_>, filter: &Filter, limit: i64) -> Result<Vec<Shown>> {
    let about = filter.user.as_ref();
    let email = about.and_then(|user| user.email.as_deref());
    let id = about.and_then(|user| user.id.as_deref());
    let values: [Value; 8] = [
        filter.since.map(event::stored_time).unwrap_or_default().into(),
        filter.kind.as_str().into(),
        filter.ip.as_ref().map(|ip| fragment("ssh_client", ip)).unwrap_or_default().into(),
        if about.is_some() { "about a user" } else { "" }.into(),
        email.map(|email| format!(" {email} ")).unwrap_or_default().into(),
        email.map(|email| fragment("", email)).unwrap_or_default().into(),
        id.map(|id| fragment("id", id)).unwrap_or_default().into(),
        limit.into(),
    ];
    let mut events = read.rows(&LIST, &values).await?.iter().map(read_shown).collect::<Result<Vec<_>>>()?;
    events.reverse();
    Ok(events)
}

fn read_shown(row: &Row) -> Result<Shown> {
    read_recorded(row).and_then(|recorded| Ok(Shown::new(recorded, row.text("hash")?))).map_err(|cause| {
        Error::integrity("an event holds something that no event can hold")
            .caused_by(cause)
            .hint("claviger event verify")
    })
}

fn read_recorded(row: &Row) -> Result<Recorded> {
    Ok(Recorded {
        seq: row.int("seq")?,
        at: row.text("at")?,
        kind: row.text("kind")?,
        phase: row.text("phase")?,
        operation: row.text("operation")?,
        actor: row.text("actor")?,
        target: row.text("target")?,
        reason: row.text("reason")?,
        detail: row.text("detail")?,
    })
}

/// Hands over the events from `first` on in the order of their places, while they arrive. An event that can not be
/// read comes as its place alone, if it has one.
pub(super) async fn for_each_from(
    read: &mut Reader<'_>,
    first: i64,
    mut each: impl FnMut(Result<Linked, Option<i64>>) -> Result<()>,
) -> Result<()> {
    let is_beginning = first == i64::MIN;
    read.for_each(&CHAIN, &[first.into(), i64::from(is_beginning).into()], |row| {
        let linked = read_recorded(&row)
            .and_then(|recorded| Ok(Linked { recorded, previous: row.text("previous")?, hash: row.text("hash")? }));
        match linked {
            Ok(linked) => each(Ok(linked)),
            Err(error) if error.kind() == Kind::Integrity => each(Err(row.int("seq").ok())),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Where the chain should end; none when that is not on record, which no run of claviger leaves so.
pub(crate) async fn find_head(read: &mut Reader<'_>) -> Result<Option<Head>> {
    let row = read.find(&FIND_HEAD, &[]).await?;
    row.map(|row| Ok(Head { seq: row.int("seq")?, hash: row.text("hash")? })).transpose()
}

/// The hash of the event at a place.
pub(super) async fn find_hash(read: &mut Reader<'_>, seq: i64) -> Result<Option<String>> {
    let row = read.find(&FIND_HASH, &[seq.into()]).await?;
    row.map(|row| row.text("hash")).transpose()
}

/// When the event at a place happened.
pub(crate) async fn find_time(read: &mut Reader<'_>, seq: i64) -> Result<Option<Timestamp>> {
    let row = read.find(&FIND_TIME, &[seq.into()]).await?;
    row.map(|row| row.time("at")).transpose()
}
