//! Every statement about API keys and their side table, and the rows they give.

use crate::base::{Error, Id, Kind, Result, Timestamp};
use crate::db::introspect::{self, KeyForm};
use crate::db::{Reader, Row, Value, Writer};

use super::model::{ApiKey, Facts, HashedKey, State, Target};

/// The columns of a key with its owner and its side row, and the tables they come from.
macro_rules! select_keys {
    () => {
        "SELECT k.{api_keys.id} AS id, k.{api_keys.name} AS name, k.{api_keys.user_id} AS user_id, \
            u.{users.email} AS email, u.{users.active} AS user_active, k.{api_keys.active} AS active, \
            us.expires_at AS user_expires_at, us.previous_role AS user_previous_role, \
            k.{api_keys.created_at} AS created_at, k.{api_keys.expires_at} AS expires_at, \
            {?api_keys.last_used}k.{api_keys.last_used}{/}{!api_keys.last_used}NULL{/} AS last_used, \
            s.key_id AS side_key, s.prefix AS prefix, s.scopes AS scopes, s.delivered_at AS delivered_at, \
            s.revoked_at AS revoked_at, s.revoked_reason AS revoked_reason, s.predecessor AS predecessor \
            FROM {api_keys} k \
            JOIN {users} u ON u.{users.id} = k.{api_keys.user_id} \
            LEFT JOIN claviger_api_key_state s ON s.key_id = CAST(k.{api_keys.id} AS text) \
            LEFT JOIN claviger_user_state us ON us.user_id = CAST(u.{users.id} AS text)"
    };
}

crate::statements! {
    /// All keys, oldest first.
    read LIST = [select_keys] " ORDER BY k.{api_keys.created_at}, k.{api_keys.id}";
    /// By key of the row.
    read FIND_BY_ID = [select_keys] " WHERE k.{api_keys.id} = $1";
    /// By hash of the key.
    read FIND_BY_HASH = [select_keys] " WHERE k.{api_keys.key_hash} = $1";
    /// Which rows a visible prefix names.
    read FIND_IDS_BY_PREFIX = "SELECT key_id FROM claviger_api_key_state WHERE prefix = $1 ORDER BY key_id";
    /// A new key, not active yet.
    write INSERT = "INSERT INTO {api_keys} ({api_keys.key_hash}, {api_keys.user_id}, {api_keys.name}, \
        {api_keys.created_at}, {api_keys.expires_at}, {api_keys.active}) \
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING {api_keys.id} AS id";
    /// The same with a key of the row of ours, where the table makes none.
    write INSERT_WITH_KEY = "INSERT INTO {api_keys} ({api_keys.key_hash}, {api_keys.user_id}, {api_keys.name}, \
        {api_keys.created_at}, {api_keys.expires_at}, {api_keys.active}, {api_keys.id}) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING {api_keys.id} AS id";
    /// Its side row, not delivered yet.
    write INSERT_STATE = "INSERT INTO claviger_api_key_state (key_id, prefix, scopes, predecessor) \
        VALUES ($1, $2, $3, $4)";
    /// Makes a key valid that is waiting for its handover.
    write ACTIVATE = "UPDATE {api_keys} SET {api_keys.active} = $1 WHERE {api_keys.id} = $2 \
        AND {api_keys.active} = $3";
    /// Notes that it was handed over.
    write NOTE_DELIVERED = "UPDATE claviger_api_key_state SET delivered_at = $1 WHERE key_id = $2 \
        AND delivered_at IS NULL AND revoked_at IS NULL";
    /// Brings the end of a key forward.
    write SET_EXPIRY = "UPDATE {api_keys} SET {api_keys.expires_at} = $1 WHERE {api_keys.id} = $2 \
        AND {api_keys.active} = $3";
    /// Ends a key.
    write DEACTIVATE = "UPDATE {api_keys} SET {api_keys.active} = $1 WHERE {api_keys.id} = $2";
    /// Notes when and why; makes the side row of a key that the application made.
    write NOTE_REVOKED = "INSERT INTO claviger_api_key_state (key_id, prefix, revoked_at, revoked_reason) \
        VALUES ($1, '', $2, $3) ON CONFLICT (key_id) DO UPDATE SET revoked_at = $2, revoked_reason = $3 \
        WHERE claviger_api_key_state.revoked_at IS NULL";
    /// Closes the operation of a run that was killed before it could hand the key over.
    write CLOSE_OPERATION = "DELETE FROM claviger_journal WHERE target = $1 \
        AND kind IN ('apikey.created', 'apikey.rotated')";
    /// Deletes a side row.
    write DELETE_STATE = "DELETE FROM claviger_api_key_state WHERE key_id = $1";
    /// Deletes a key that is not valid.
    write DELETE = "DELETE FROM {api_keys} WHERE {api_keys.id} = $1";
}

fn read_key(row: &Row, now: Timestamp) -> Result<ApiKey> {
    let expires_at = row.find_time("expires_at")?;
    let revoked_at = row.find_time("revoked_at")?;
    // An account that was made for an emergency is over when its time is; somebody who was elevated only loses a role.
    let is_user_over =
        row.find_time("user_expires_at")?.is_some_and(|at| at <= now) && row.find_text("user_previous_role")?.is_none();
    let facts = Facts {
        is_active: row.flag("active")?,
        is_user_active: row.flag("user_active")? && !is_user_over,
        has_side_row: row.find_text("side_key")?.is_some(),
        delivered_at: row.find_time("delivered_at")?,
        expires_at,
        revoked_at,
    };
    Ok(ApiKey {
        id: row.id("id")?,
        prefix: row.find_text("prefix")?.filter(|prefix| !prefix.is_empty()),
        name: row.find_text("name")?.unwrap_or_default(),
        user: row.text("email")?,
        user_id: row.id("user_id")?,
        scopes: row.find_text("scopes")?.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
        status: State::of(&facts, now),
        created_at: row.find_time("created_at")?,
        expires_at,
        last_used: row.find_time("last_used")?,
        revoked_at,
        revoked_reason: row.find_text("revoked_reason")?,
        predecessor: row.find_text("predecessor")?,
    })
}

/// All keys, oldest first.
pub(crate) async fn list(read: &mut Reader<'_>, now: Timestamp) -> Result<Vec<ApiKey>> {
    let mut keys = Vec::new();
    for_each(read, now, |key| keys.push(key)).await?;
    Ok(keys)
}

/// Hands over all keys, one by one: memory does not grow with their number.
pub(crate) async fn for_each(read: &mut Reader<'_>, now: Timestamp, mut each: impl FnMut(ApiKey)) -> Result<()> {
    read.for_each(&LIST, &[], |row| {
        each(read_key(&row, now)?);
        Ok(())
    })
    .await
}

/// The key with this hash.
pub(crate) async fn find_by_hash(read: &mut Reader<'_>, hash: &HashedKey, now: Timestamp) -> Result<Option<ApiKey>> {
    let row = read.find(&FIND_BY_HASH, &[hash.as_stored().into()]).await?;
    row.map(|row| read_key(&row, now)).transpose()
}

/// The key named on the command line, which must exist.
pub(crate) async fn get(read: &mut Reader<'_>, target: &Target, now: Timestamp) -> Result<ApiKey> {
    let missing = || Error::not_found(format!("there is no API key `{target}`")).hint("claviger apikey list");
    let id = match target {
        Target::Id(id) => id.clone(),
        Target::Prefix(prefix) => {
            let rows = read.rows(&FIND_IDS_BY_PREFIX, &[prefix.as_str().into()]).await?;
            match rows.as_slice() {
                [] => return Err(missing()),
                [row] => Id::parse(&row.text("key_id")?),
                _ => {
                    return Err(Error::conflict(format!("several API keys begin with `{prefix}`"))
                        .hint("name one by id: claviger apikey list"));
                }
            }
        }
    };
    match find_by_id(read, &id, now).await {
        Ok(found) => found.ok_or_else(missing),
        // Text that can not be a key of the table names nothing.
        Err(error) if error.kind() == Kind::NotFound => Err(missing()),
        Err(error) => Err(error),
    }
}

async fn find_by_id(read: &mut Reader<'_>, id: &Id, now: Timestamp) -> Result<Option<ApiKey>> {
    for spelling in id.spellings() {
        let row = read.find(&FIND_BY_ID, &[(&spelling).into()]).await?;
        let key = row.map(|row| read_key(&row, now)).transpose()?;
        // The engines take `01` and `1.0` for the number 1.
        if let Some(key) = key.filter(|key| id.names(&key.id)) {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

/// A key that waits for its handover; none when there is no such row, or it is in another state.
pub(crate) async fn find_pending(read: &mut Reader<'_>, id: &Id, now: Timestamp) -> Result<Option<ApiKey>> {
    let row = read.find(&FIND_BY_ID, &[id.into()]).await?;
    let key = row.map(|row| read_key(&row, now)).transpose()?;
    Ok(key.filter(|key| key.status == State::Pending))
}

/// A key to be stored.
pub(crate) struct NewKey<'a> {
    pub(crate) hash: &'a HashedKey,
    pub(crate) prefix: Option<&'a str>,
    pub(crate) user_id: &'a Id,
    pub(crate) name: &'a str,
    pub(crate) scopes: &'a [String],
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) predecessor: Option<&'a str>,
}

/// The form of the row's key that an INSERT must bring along; none where the table makes it.
pub(crate) async fn missing_key(read: &mut Reader<'_>) -> Result<Option<KeyForm>> {
    introspect::missing_key(read, "api_keys").await
}

/// Stores a key that is not valid yet, and gives the id that the table, or the caller, chose.
pub(crate) async fn insert_pending(write: &mut Writer<'_>, new: &NewKey<'_>, key: Option<&Id>) -> Result<Id> {
    let mut values: Vec<Value> = vec![
        new.hash.as_stored().into(),
        new.user_id.into(),
        new.name.into(),
        new.created_at.into(),
        new.expires_at.into(),
        false.into(),
    ];
    let id = match key {
        None => write.run_returning(&INSERT, &values).await?.id("id")?,
        Some(key) => {
            values.push(key.into());
            write.run_returning(&INSERT_WITH_KEY, &values).await?.id("id")?
        }
    };
    let values: [Value; 4] = [
        id.to_string().into(),
        new.prefix.unwrap_or_default().into(),
        new.scopes.join(" ").into(),
        new.predecessor.into(),
    ];
    write.run_expecting(1, &INSERT_STATE, &values).await?;
    Ok(id)
}

/// Makes a key valid that was handed over.
pub(crate) async fn activate(write: &mut Writer<'_>, id: &Id, at: Timestamp) -> Result<()> {
    write.run_expecting(1, &NOTE_DELIVERED, &[at.into(), id.to_string().into()]).await?;
    write.run_expecting(1, &ACTIVATE, &[true.into(), id.into(), false.into()]).await
}

/// Lets a key end at `at`; it must still be active.
pub(crate) async fn set_expiry(write: &mut Writer<'_>, id: &Id, at: Timestamp) -> Result<()> {
    write.run_expecting(1, &SET_EXPIRY, &[at.into(), id.into(), true.into()]).await
}

/// Ends a key for good.
pub(crate) async fn revoke(write: &mut Writer<'_>, id: &Id, at: Timestamp, reason: Option<&str>) -> Result<()> {
    write.run_expecting(1, &NOTE_REVOKED, &[id.to_string().into(), at.into(), reason.into()]).await?;
    write.run_expecting(1, &DEACTIVATE, &[false.into(), id.into()]).await
}

/// Removes a key that was never handed over, with the operation that a killed run left open.
pub(crate) async fn delete_pending(write: &mut Writer<'_>, key: &ApiKey) -> Result<()> {
    write.run(&CLOSE_OPERATION, &[key.handle().into()]).await?;
    delete(write, &key.id).await
}

/// Removes a key.
pub(crate) async fn delete(write: &mut Writer<'_>, id: &Id) -> Result<()> {
    write.run(&DELETE_STATE, &[id.to_string().into()]).await?;
    write.run_expecting(1, &DELETE, &[id.into()]).await
}
