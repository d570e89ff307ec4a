//! Every statement about the users' table and its side table, and the rows they give.

use crate::base::{Error, Id, Kind, Result, Timestamp, text};
use crate::config::Mapping;
use crate::db::introspect::{self, KeyForm};
use crate::db::{Reader, Row, Value, Writer};

use super::model::{ADMINISTRATOR, Status, Target, User};
use super::password::PasswordHash;

/// The columns of a user, and the tables they come from.
macro_rules! select_users {
    () => {
        "SELECT u.{users.id} AS id, u.{users.email} AS email, \
            {?users.name}u.{users.name}{/}{!users.name}NULL{/} AS name, u.{users.role} AS role, \
            u.{users.active} AS active, u.{users.password_hash} AS password_hash, \
            {?users.created_at}u.{users.created_at}{/}{!users.created_at}NULL{/} AS created_at, \
            s.disabled_until AS disabled_until, s.disabled_reason AS disabled_reason, \
            s.expires_at AS expires_at, s.previous_role AS previous_role \
            FROM {users} u \
            LEFT JOIN claviger_user_state s ON s.user_id = CAST(u.{users.id} AS text)"
    };
}

crate::statements! {
    /// By address, as written.
    read FIND_BY_EMAIL = [select_users] " WHERE u.{users.email} = $1";
    /// By address, whatever its case.
    read FIND_BY_EMAIL_ANY_CASE = [select_users] " WHERE lower(u.{users.email}) = lower($1) ORDER BY u.{users.id}";
    /// By key.
    read FIND_BY_ID = [select_users] " WHERE u.{users.id} = $1";
    /// All of them.
    read LIST = [select_users] " ORDER BY u.{users.id}";
    /// How many there are, how many may log in, and how many of these in a role, written in whatever case. Whose time
    /// is over may not, or has lost the role.
    read COUNT = "SELECT count(*) AS total, \
        count(CASE WHEN u.{users.active} = $1 AND (s.previous_role IS NOT NULL OR s.expires_at IS NULL \
            OR s.expires_at > $3) THEN 1 END) AS active, \
        count(CASE WHEN u.{users.active} = $1 AND (s.expires_at IS NULL OR s.expires_at > $3) \
            AND lower(CAST(u.{users.role} AS text)) = $2 THEN 1 END) AS in_role \
        FROM {users} u LEFT JOIN claviger_user_state s ON s.user_id = CAST(u.{users.id} AS text)";
    /// Active holders of a role, whatever its case, other than one user, and for good.
    read COUNT_OTHERS_IN_ROLE = "SELECT count(*) AS count FROM {users} u \
        LEFT JOIN claviger_user_state s ON s.user_id = CAST(u.{users.id} AS text) \
        WHERE lower(CAST(u.{users.role} AS text)) = lower($1) AND u.{users.active} = $2 AND u.{users.id} <> $3 \
        AND s.expires_at IS NULL";
    /// Whether a role exists, where the application keeps a table of them.
    read FIND_ROLE = "SELECT {roles.name} AS name FROM {roles} WHERE {roles.name} = $1";
    /// The roles there are.
    read LIST_ROLES = "SELECT {roles.name} AS name FROM {roles} ORDER BY {roles.name}";
    /// How a role is spelt in the rows there are, where it differs in case alone.
    read FIND_SPELLING = "SELECT CAST({users.role} AS text) AS role FROM {users} \
        WHERE lower(CAST({users.role} AS text)) = lower($1) \
        ORDER BY CASE WHEN CAST({users.role} AS text) = $1 THEN 0 ELSE 1 END LIMIT 1";
    /// Any role in use.
    read ANY_ROLE = "SELECT CAST({users.role} AS text) AS role FROM {users} WHERE {users.role} IS NOT NULL LIMIT 1";
    /// Locks the active holders of a role, so that two administrators can not remove each other at once.
    // DIALECT: SQLite has no row locks; its writing transaction is alone from the beginning.
    write LOCK_ROLE = postgres "SELECT count(*) AS count FROM (SELECT {users.id} FROM {users} \
        WHERE lower(CAST({users.role} AS text)) = lower($1) AND {users.active} = $2 \
        ORDER BY {users.id} FOR UPDATE) locked"
        sqlite "SELECT count(*) AS count FROM {users} \
        WHERE lower(CAST({users.role} AS text)) = lower($1) AND {users.active} = $2";
    /// Keeps two runs from making the same user at once, also where no index of the application's forbids it.
    // DIALECT: BEGIN IMMEDIATE is that lock in SQLite.
    write LOCK_EMAIL = postgres "SELECT CAST(pg_advisory_xact_lock(hashtextextended(lower($1), 7163850462)) AS text) \
        AS locked" sqlite "SELECT lower($1) AS locked";
    /// A new user.
    write INSERT = "INSERT INTO {users} ({users.email}, {users.password_hash}, {users.role}, \
        {users.active}{?users.name}, {users.name}{/}{?users.created_at}, {users.created_at}{/}) \
        VALUES ($1, $2, $3, $4{?users.name}, $5{/}{?users.created_at}, $6{/}) RETURNING {users.id} AS id";
    /// The same with a key of ours, where the table makes none.
    write INSERT_WITH_KEY = "INSERT INTO {users} ({users.email}, {users.password_hash}, {users.role}, \
        {users.active}{?users.name}, {users.name}{/}{?users.created_at}, {users.created_at}{/}, {users.id}) \
        VALUES ($1, $2, $3, $4{?users.name}, $5{/}{?users.created_at}, $6{/}, $7) RETURNING {users.id} AS id";
    /// Replaces a password hash that is still the one that was read; null is read as empty.
    write SET_PASSWORD_HASH = "UPDATE {users} SET {users.password_hash} = $1 WHERE {users.id} = $2 \
        AND COALESCE({users.password_hash}, '') = $3";
    /// Lets a user in, or keeps him out, if that is not so already.
    write SET_ACTIVE = "UPDATE {users} SET {users.active} = $1 WHERE {users.id} = $2 AND {users.active} = $3";
    /// Notes since when, until when and why a user is kept out.
    write NOTE_DISABLED = "INSERT INTO claviger_user_state (user_id, disabled_at, disabled_until, \
        disabled_reason) VALUES ($1, $2, $3, $4) ON CONFLICT (user_id) DO UPDATE \
        SET disabled_at = $2, disabled_until = $3, disabled_reason = $4";
    /// Forgets it.
    write FORGET_DISABLED = "UPDATE claviger_user_state \
        SET disabled_at = NULL, disabled_until = NULL, disabled_reason = NULL WHERE user_id = $1";
    /// Prefixes of a user's revoked API keys; the row's key where it has no prefix. Keys that were never handed over
    /// are not among them.
    read LIST_REVOKED_KEYS = "SELECT COALESCE(NULLIF(s.prefix, ''), CAST(k.{api_keys.id} AS text)) AS prefix \
        FROM {api_keys} k LEFT JOIN claviger_api_key_state s ON s.key_id = CAST(k.{api_keys.id} AS text) \
        WHERE k.{api_keys.user_id} = $1 AND k.{api_keys.active} = $2 \
        AND (s.key_id IS NULL OR s.delivered_at IS NOT NULL OR s.revoked_at IS NOT NULL) ORDER BY k.{api_keys.id}";
    /// How many API keys a user has, in any state.
    read COUNT_KEYS = "SELECT count(*) AS count FROM {api_keys} WHERE {api_keys.user_id} = $1";
    /// Deletes the side rows of a user's API keys.
    write DELETE_KEY_STATES = "DELETE FROM claviger_api_key_state \
        WHERE key_id IN (SELECT CAST({api_keys.id} AS text) FROM {api_keys} WHERE {api_keys.user_id} = $1)";
    /// Deletes a user's API keys.
    write DELETE_KEYS = "DELETE FROM {api_keys} WHERE {api_keys.user_id} = $1";
    /// Deletes the side row.
    write DELETE_STATE = "DELETE FROM claviger_user_state WHERE user_id = $1";
    /// Deletes the user.
    write DELETE = "DELETE FROM {users} WHERE {users.id} = $1";
}

/// A user with what only a check of his password needs.
pub(crate) struct Account {
    pub(crate) user: User,
    pub(crate) password_hash: PasswordHash,
}

fn read_user(row: &Row, names: &Mapping, now: Timestamp) -> Result<User> {
    let disabled_until = row.find_time("disabled_until")?;
    let expires_at = row.find_time("expires_at")?;
    let is_over = expires_at.is_some_and(|at| at <= now);
    let previous_role = row.find_text("previous_role")?;
    // At the end of an emergency an account that was made for it is over, and somebody who was elevated is again what
    // he was; also before that stands in the application's table.
    let is_account_over = is_over && previous_role.is_none() && row.flag("active")?;
    let active = row.flag("active")? && !is_account_over;
    let role = previous_role.filter(|_| is_over).map_or_else(|| row.find_text("role"), |role| Ok(Some(role)))?;
    let role = role.unwrap_or_default();
    Ok(User {
        id: row.id("id")?,
        email: row.text("email")?,
        name: row.find_text("name")?,
        role: spoken_role(&role, names),
        active,
        status: if is_account_over { Status::Over } else { Status::of(active, disabled_until, now) },
        created_at: row.find_time("created_at")?,
        disabled_until,
        disabled_reason: row.find_text("disabled_reason")?,
        expires_at,
    })
}

/// A role as commands show it: labels of an application's own enum are often in capitals, and scripts should not have
/// to know.
pub(crate) fn spoken_role(stored: &str, names: &Mapping) -> String {
    if names.is_default("users") { stored.to_owned() } else { stored.to_lowercase() }
}

fn read_account(row: &Row, read: &Reader<'_>) -> Result<Account> {
    account_of(row, read.mapping(), read.now())
}

/// The account in a row of the columns that every statement here selects.
pub(super) fn account_of(row: &Row, names: &Mapping, now: Timestamp) -> Result<Account> {
    let password_hash = PasswordHash::from_stored(row.find_text("password_hash")?.unwrap_or_default());
    Ok(Account { user: read_user(row, names, now)?, password_hash })
}

/// The user with this address; where none is written so, the only one whose address differs in case alone.
pub(crate) async fn find_by_email(read: &mut Reader<'_>, email: &str) -> Result<Option<Account>> {
    if let Some(row) = read.find(&FIND_BY_EMAIL, &[email.into()]).await? {
        return read_account(&row, read).map(Some);
    }
    let rows = read.rows(&FIND_BY_EMAIL_ANY_CASE, &[email.into()]).await?;
    match rows.as_slice() {
        [] => Ok(None),
        [row] => read_account(row, read).map(Some),
        _ => Err(Error::conflict(format!("several users have the address `{email}` in different case"))
            .hint("name one by id: claviger user list")),
    }
}

/// The user named on the command line.
pub(crate) async fn find(read: &mut Reader<'_>, target: &Target) -> Result<Option<Account>> {
    match target {
        Target::Email(email) => find_by_email(read, email).await,
        Target::Id(id) => {
            for spelling in id.spellings() {
                let row = read.find(&FIND_BY_ID, &[(&spelling).into()]).await?;
                let account = row.map(|row| read_account(&row, read)).transpose()?;
                // The engines take `01` and `1.0` for the number 1.
                if let Some(account) = account.filter(|account| id.names(&account.user.id)) {
                    return Ok(Some(account));
                }
            }
            Ok(None)
        }
    }
}

/// The user named on the command line, who must exist.
pub(crate) async fn get(read: &mut Reader<'_>, target: &Target) -> Result<Account> {
    let missing = || Error::not_found(format!("there is no user `{target}`")).hint("claviger user list");
    match find(read, target).await {
        Ok(found) => found.ok_or_else(missing),
        // Text that can not be a key of the table names nobody.
        Err(error) if error.kind() == Kind::NotFound => Err(missing()),
        Err(error) => Err(error),
    }
}

/// All users, by key.
pub(crate) async fn list(read: &mut Reader<'_>) -> Result<Vec<User>> {
    let (names, now) = (read.mapping().clone(), read.now());
    let mut users = Vec::new();
    read.for_each(&LIST, &[], |row| {
        users.push(read_user(&row, &names, now)?);
        Ok(())
    })
    .await?;
    Ok(users)
}

/// How many users there are.
pub(crate) struct Count {
    pub(crate) total: i64,
    pub(crate) active: i64,
    /// Active ones in the role of an administrator.
    pub(crate) administrators: i64,
}

/// Counts them.
pub(crate) async fn count(read: &mut Reader<'_>) -> Result<Count> {
    let now = read.now();
    let row = read.get(&COUNT, &[true.into(), ADMINISTRATOR.into(), now.into()]).await?;
    Ok(Count { total: row.int("total")?, active: row.int("active")?, administrators: row.int("in_role")? })
}

/// The role as it is to be stored. Where the application keeps a table of roles, it must be one of them; elsewhere it
/// is spelt as the rows there are spell it, because code that reads `ADMIN` fails on `admin`.
pub(crate) async fn get_role(read: &mut Reader<'_>, role: &str) -> Result<String> {
    if read.mapping().find_table("roles").is_none() {
        return find_spelling(read, role).await;
    }
    if read.find(&FIND_ROLE, &[role.into()]).await?.is_some() {
        return Ok(role.to_owned());
    }
    let roles = read.rows(&LIST_ROLES, &[]).await?;
    let names = roles.iter().map(|row| row.text("name")).collect::<Result<Vec<_>>>()?;
    let error = Error::not_found(format!("there is no role `{role}`"));
    Err(match text::nearest(role, names.iter().map(String::as_str)) {
        Some(near) => error.hint(format!("did you mean `{near}`? roles: {}", names.join(", "))),
        None => error.hint(format!("roles: {}", names.join(", "))),
    })
}

async fn find_spelling(read: &mut Reader<'_>, role: &str) -> Result<String> {
    if let Some(row) = read.find(&FIND_SPELLING, &[role.into()]).await? {
        return row.text("role");
    }
    let any = read.find(&ANY_ROLE, &[]).await?.map(|row| row.text("role")).transpose()?;
    let is_capital = any.is_some_and(|text| text.chars().any(char::is_uppercase) && text == text.to_uppercase());
    Ok(if is_capital { role.to_uppercase() } else { role.to_owned() })
}

/// Refuses to go on when `user` is the last active administrator. Called while planning, for a clear answer, and
/// again under the lock while applying, for two administrators who act at once.
pub(crate) async fn guard_last_administrator(read: &mut Reader<'_>, user: &User, verb: &str) -> Result<()> {
    if !user.is_active_administrator() {
        return Ok(());
    }
    let values: [Value; 3] = [ADMINISTRATOR.into(), true.into(), (&user.id).into()];
    if read.get(&COUNT_OTHERS_IN_ROLE, &values).await?.int("count")? > 0 {
        return Ok(());
    }
    Err(Error::conflict(format!("`{}` is the last active administrator and can not be {verb}", user.email))
        .hint("make another one first: claviger user create EMAIL --role admin --generate-password"))
}

/// Locks the administrators and repeats the guard.
pub(crate) async fn guard_under_lock(write: &mut Writer<'_>, user: &User, verb: &str) -> Result<()> {
    if user.is_active_administrator() {
        write.run_returning(&LOCK_ROLE, &[ADMINISTRATOR.into(), true.into()]).await?;
    }
    guard_last_administrator(&mut write.read(), user, verb).await
}

/// A user to be made.
pub(crate) struct NewUser {
    pub(crate) email: String,
    pub(crate) name: Option<String>,
    /// As it is to be stored.
    pub(crate) role: String,
    pub(crate) created_at: Timestamp,
    /// The form of the key, where the table makes none itself.
    pub(crate) key: Option<KeyForm>,
}

/// The form of the key that an INSERT must bring along; none where the table makes it.
pub(crate) async fn missing_key(read: &mut Reader<'_>) -> Result<Option<KeyForm>> {
    introspect::missing_key(read, "users").await
}

/// Waits for another run that is making a user of this address.
pub(crate) async fn lock_email(write: &mut Writer<'_>, email: &str) -> Result<()> {
    write.run_returning(&LOCK_EMAIL, &[email.into()]).await.map(|_| ())
}

/// Inserts a user; the table, or the plan, chooses the key.
pub(crate) async fn insert(
    write: &mut Writer<'_>,
    new: &NewUser,
    hash: &PasswordHash,
    key: Option<&Id>,
) -> Result<User> {
    let mut values: Vec<Value> = vec![
        new.email.as_str().into(),
        hash.as_stored().into(),
        new.role.as_str().into(),
        true.into(),
        new.name.as_deref().into(),
        new.created_at.into(),
    ];
    let id = match key {
        None => write.run_returning(&INSERT, &values).await?.id("id")?,
        Some(key) => {
            values.push(key.into());
            write.run_returning(&INSERT_WITH_KEY, &values).await?.id("id")?
        }
    };
    Ok(User {
        id,
        email: new.email.clone(),
        name: new.name.clone(),
        role: spoken_role(&new.role, write.read().mapping()),
        active: true,
        status: Status::Active,
        created_at: Some(new.created_at),
        disabled_until: None,
        disabled_reason: None,
        expires_at: None,
    })
}

/// Replaces the password hash, unless somebody else has done so since it was read.
pub(crate) async fn set_password_hash(write: &mut Writer<'_>, account: &Account, new: &PasswordHash) -> Result<()> {
    let old = account.password_hash.as_stored();
    write.run_expecting(1, &SET_PASSWORD_HASH, &[new.as_stored().into(), (&account.user.id).into(), old.into()]).await
}

/// Keeps a user out from now on.
pub(crate) async fn disable(
    write: &mut Writer<'_>,
    user: &User,
    at: Timestamp,
    until: Option<Timestamp>,
    reason: Option<&str>,
) -> Result<()> {
    if user.active || user.status == Status::Over {
        write.run_expecting(1, &SET_ACTIVE, &[false.into(), (&user.id).into(), true.into()]).await?;
    }
    let values: [Value; 4] = [user.id.to_string().into(), at.into(), until.into(), reason.into()];
    write.run_expecting(1, &NOTE_DISABLED, &values).await
}

/// Lets a user in again.
pub(crate) async fn enable(write: &mut Writer<'_>, user: &User) -> Result<()> {
    write.run_expecting(1, &SET_ACTIVE, &[true.into(), (&user.id).into(), false.into()]).await?;
    write.run(&FORGET_DISABLED, &[user.id.to_string().into()]).await.map(|_| ())
}

/// Whether the application has API keys at all.
fn has_keys(read: &Reader<'_>) -> bool {
    read.mapping().find_table("api_keys").is_some()
}

/// Prefixes of a user's API keys that are revoked, and stay so when he is let in again.
pub(crate) async fn list_revoked_keys(read: &mut Reader<'_>, user: &Id) -> Result<Vec<String>> {
    if !has_keys(read) {
        return Ok(Vec::new());
    }
    let rows = read.rows(&LIST_REVOKED_KEYS, &[user.into(), false.into()]).await?;
    rows.iter().map(|row| row.text("prefix")).collect()
}

/// How many API keys a user has.
pub(crate) async fn count_keys(read: &mut Reader<'_>, user: &Id) -> Result<i64> {
    if !has_keys(read) {
        return Ok(0);
    }
    read.get(&COUNT_KEYS, &[user.into()]).await?.int("count")
}

/// Deletes a user's API keys.
pub(crate) async fn delete_keys(write: &mut Writer<'_>, user: &Id) -> Result<()> {
    if !has_keys(&write.read()) {
        return Ok(());
    }
    write.run(&DELETE_KEY_STATES, &[user.into()]).await?;
    write.run(&DELETE_KEYS, &[user.into()]).await.map(|_| ())
}

/// Deletes a user and his side row. What refers to him must be gone before.
pub(crate) async fn delete(write: &mut Writer<'_>, user: &User) -> Result<()> {
    write.run(&DELETE_STATE, &[user.id.to_string().into()]).await?;
    write.run_expecting(1, &DELETE, &[(&user.id).into()]).await.map_err(|error| match error.kind() {
        Kind::Conflict => Error::conflict(format!("`{}` can not be deleted", user.email))
            .hint(format!("keep him out instead: claviger user disable {}", user.email))
            .caused_by(error),
        _ => error,
    })
}
