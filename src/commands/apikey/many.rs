//! Every statement about many API keys at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Id, Result, Timestamp};
use crate::db::introspect::{self, KeyForm};
use crate::db::{Many, Reader, Value, Writer, Written};

use super::model::HashedKey;

crate::statements! {
    /// Keys in whatever state.
    write INSERT = "INSERT INTO {api_keys} ({api_keys.key_hash}, {api_keys.user_id}, {api_keys.name}, \
        {api_keys.created_at}, {api_keys.expires_at}, {api_keys.active}) VALUES ($1, $2, $3, $4, $5, $6)";
    /// The same with keys of the rows of ours, where the table makes none.
    write INSERT_WITH_KEY = "INSERT INTO {api_keys} ({api_keys.key_hash}, {api_keys.user_id}, {api_keys.name}, \
        {api_keys.created_at}, {api_keys.expires_at}, {api_keys.active}, {api_keys.id}) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// What keys may do, for those that are restricted.
    write INSERT_STATE = "INSERT INTO claviger_api_key_state (key_id, prefix, scopes, delivered_at) \
        VALUES ($1, $2, $3, $4)";
    /// Rows by many hashes.
    // DIALECT: SQLite has no arrays.
    read FIND_BY_HASHES = postgres "SELECT {api_keys.id} AS id, {api_keys.key_hash} AS key_hash FROM {api_keys} \
        WHERE {api_keys.key_hash} IN (SELECT given FROM unnest(CAST($1 AS text[])) given)"
        sqlite "SELECT {api_keys.id} AS id, {api_keys.key_hash} AS key_hash FROM {api_keys} \
        WHERE {api_keys.key_hash} IN (SELECT value FROM json_each($1))";
}

/// The statements of an import.
pub(super) struct Statements {
    keys: Many,
    states: Many,
}

/// A key as the statements take it.
pub(super) struct NewRow {
    values: [Value; 7],
    /// The owner's address, until [`NewRow::set_owner`] puts his id in its place.
    pub(super) user: String,
    scopes: String,
}

impl NewRow {
    pub(super) fn new(
        hash: &HashedKey,
        user: String,
        name: String,
        scopes: String,
        (created_at, expires_at): (Timestamp, Option<Timestamp>),
        is_active: bool,
        key: Option<&Id>,
    ) -> Self {
        let values = [
            hash.as_stored().into(),
            Value::Null,
            name.into(),
            created_at.into(),
            expires_at.into(),
            is_active.into(),
            key.map_or(Value::Null, Into::into),
        ];
        Self { values, user, scopes }
    }

    pub(super) fn hash(&self) -> &str {
        let [hash, ..] = &self.values;
        hash.find_text().unwrap_or_default()
    }

    pub(super) fn set_owner(&mut self, id: &Id) {
        let [_, owner, ..] = &mut self.values;
        *owner = id.into();
    }
}

/// The form of the key of a row that an INSERT must bring along; none where the table makes it.
pub(super) async fn missing_key(read: &mut Reader<'_>) -> Result<Option<KeyForm>> {
    introspect::missing_key(read, "api_keys").await
}

/// Makes [`insert`] ready, for keys of the rows of ours or the table's.
pub(super) async fn prepare(write: &mut Writer<'_>, has_key: bool) -> Result<Statements> {
    Ok(Statements {
        keys: write.prepare_many(if has_key { &INSERT_WITH_KEY } else { &INSERT }).await?,
        states: write.prepare_many(&INSERT_STATE).await?,
    })
}

/// Inserts keys, and a side row for each that is restricted. None of them may be there.
pub(super) async fn insert(
    write: &mut Writer<'_>,
    statements: &Statements,
    rows: &[&NewRow],
    at: Timestamp,
) -> Result<Written> {
    let values: Vec<&[Value]> = rows.iter().map(|row| row.values.as_slice()).collect();
    let written = match write.run_many(&statements.keys, &values).await? {
        Written::Rows(written) => written,
        refused @ Written::Refused(_) => return Ok(refused),
    };
    let restricted: Vec<&&NewRow> = rows.iter().filter(|row| !row.scopes.is_empty()).collect();
    let hashes: Vec<&str> = restricted.iter().map(|row| row.hash()).collect();
    let ids = find_ids(&mut write.read(), &hashes).await?;
    let states: Vec<[Value; 4]> = restricted
        .iter()
        .filter_map(|row| {
            let id = ids.get(row.hash())?;
            Some([id.to_string().into(), "".into(), row.scopes.as_str().into(), at.into()])
        })
        .collect();
    let states: Vec<&[Value]> = states.iter().map(<[Value; 4]>::as_slice).collect();
    match write.run_many(&statements.states, &states).await? {
        Written::Rows(_) => Ok(Written::Rows(written)),
        refused @ Written::Refused(_) => Ok(refused),
    }
}

/// Which of the hashes there are.
pub(super) async fn find_existing(read: &mut Reader<'_>, hashes: &[&str]) -> Result<BTreeSet<String>> {
    Ok(find_ids(read, hashes).await?.into_keys().collect())
}

async fn find_ids(read: &mut Reader<'_>, hashes: &[&str]) -> Result<BTreeMap<String, Id>> {
    if hashes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let list = Value::List(hashes.iter().map(|hash| (*hash).into()).collect());
    let rows = read.rows(&FIND_BY_HASHES, &[list]).await?;
    rows.iter().map(|row| Ok((row.text("key_hash")?.trim_end().to_owned(), row.id("id")?))).collect()
}
