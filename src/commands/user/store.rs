//! Every statement about the users' table and its side table, and the rows they give.

use std::collections::BTreeSet;

use crate::base::{Error, Id, Result, Timestamp};
use crate::db::{Many, Reader, Row, Value, Writer};

use super::model::{self, ADMINISTRATOR, Target, User};
use super::password::PasswordHash;

/// The columns of a user, and the tables they come from.
macro_rules! select_users {
    () => {
        "SELECT u.{users.id} AS id, u.{users.email} AS email, \
            {?users.name}u.{users.name}{/}{!users.name}NULL{/} AS name, u.{users.role} AS role, \
            u.{users.active} AS active, u.{users.password_hash} AS password_hash, \
            {?users.created_at}u.{users.created_at}{/}{!users.created_at}NULL{/} AS created_at, \
            s.disabled_until AS disabled_until, s.disabled_reason AS disabled_reason \
            FROM {users} u \
            LEFT JOIN claviger_user_state s ON s.user_id = CAST(u.{users.id} AS text)"
    };
}

/// A new user with what is known of him.
macro_rules! insert_user {
    () => {
        "INSERT INTO {users} ({users.email}, {users.password_hash}, {users.role}, {users.active}\
            {?users.name}, {users.name}{/}{?users.created_at}, {users.created_at}{/}) \
            VALUES ($1, $2, $3, $4{?users.name}, $5{/}{?users.created_at}, $6{/})"
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
    /// How many there are, and how many may log in.
    read COUNT = "SELECT count(*) AS total, count(CASE WHEN {users.active} = $1 THEN 1 END) AS active FROM {users}";
    /// Active holders of a role other than one user.
    read COUNT_OTHERS_IN_ROLE = "SELECT count(*) AS count FROM {users} WHERE {users.role} = $1 \
        AND {users.active} = $2 AND {users.id} <> $3";
    /// Whether a role exists, where the application keeps a table of them.
    read FIND_ROLE = "SELECT {roles.name} AS name FROM {roles} WHERE {roles.name} = $1";
    /// The roles there are.
    read LIST_ROLES = "SELECT {roles.name} AS name FROM {roles} ORDER BY {roles.name}";
    /// Locks the active holders of a role, so that two administrators can not remove each other at once.
    // DIALECT: SQLite has no row locks; its writing transaction is alone from the beginning.
    write LOCK_ROLE = postgres "SELECT count(*) AS count FROM (SELECT {users.id} FROM {users} \
        WHERE {users.role} = $1 AND {users.active} = $2 ORDER BY {users.id} FOR UPDATE) locked"
        sqlite "SELECT count(*) AS count FROM {users} WHERE {users.role} = $1 AND {users.active} = $2";
    /// A new user.
    write INSERT = [insert_user] " RETURNING {users.id} AS id";
    /// The same without its key, for many at once.
    write INSERT_MANY = [insert_user] "";
    /// The same, passing over addresses that are taken. PostgreSQL needs 1.7 times as long for it (measured).
    write INSERT_MISSING = [insert_user] " ON CONFLICT DO NOTHING";
    /// Which of many addresses are taken, in lower case.
    // DIALECT: SQLite has no arrays.
    read FIND_TAKEN = postgres "SELECT lower({users.email}) AS email FROM {users} WHERE lower({users.email}) IN \
        (SELECT lower(given) FROM unnest(CAST($1 AS text[])) given)"
        sqlite "SELECT lower({users.email}) AS email FROM {users} WHERE lower({users.email}) IN \
        (SELECT lower(value) FROM json_each($1))";
    /// Replaces a password hash that is still the one that was read.
    write SET_PASSWORD_HASH = "UPDATE {users} SET {users.password_hash} = $1 WHERE {users.id} = $2 \
        AND {users.password_hash} = $3";
    /// Lets a user in, or keeps him out, if that is not so already.
    write SET_ACTIVE = "UPDATE {users} SET {users.active} = $1 WHERE {users.id} = $2 AND {users.active} = $3";
    /// Notes since when, until when and why a user is kept out.
    write NOTE_DISABLED = "INSERT INTO claviger_user_state (user_id, disabled_at, disabled_until, \
        disabled_reason) VALUES ($1, $2, $3, $4) ON CONFLICT (user_id) DO UPDATE \
        SET disabled_at = $2, disabled_until = $3, disabled_reason = $4";
    /// Forgets it.
    write FORGET_DISABLED = "UPDATE claviger_user_state \
        SET disabled_at = NULL, disabled_until = NULL, disabled_reason = NULL WHERE user_id = $1";
    /// Prefixes of a user's revoked API keys; the row's key where it has no prefix.
    read LIST_REVOKED_KEYS = "SELECT COALESCE(NULLIF(s.prefix, ''), CAST(k.{api_keys.id} AS text)) AS prefix \
        FROM {api_keys} k LEFT JOIN claviger_api_key_state s ON s.key_id = CAST(k.{api_keys.id} AS text) \
        WHERE k.{api_keys.user_id} = $1 AND k.{api_keys.active} = $2 ORDER BY k.{api_keys.id}";
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

fn read_user(row: &Row) -> Result<User> {
    let active = row.flag("active")?;
    Ok(User {
        id: row.id("id")?,
        email: row.text("email")?,
        name: row.find_text("name")?,
        // Labels of native enums are often in capitals; the program speaks of roles in lower case.
        role: row.text("role")?.to_lowercase(),
        active,
        status: model::status(active),
        created_at: row.find_time("created_at")?,
        disabled_until: row.find_time("disabled_until")?,
        disabled_reason: row.find_text("disabled_reason")?,
    })
}

fn read_account(row: &Row) -> Result<Account> {
    let password_hash = PasswordHash::from_stored(row.find_text("password_hash")?.unwrap_or_default());
    Ok(Account { user: read_user(row)?, password_hash })
}

/// The user with this address; where none is written so, the only one whose address differs in case alone.
pub(crate) async fn find_by_email(read: &mut Reader<'_>, email: &str) -> Result<Option<Account>> {
    if let Some(row) = read.find(&FIND_BY_EMAIL, &[email.into()]).await? {
        return read_account(&row).map(Some);
    }
    let rows = read.rows(&FIND_BY_EMAIL_ANY_CASE, &[email.into()]).await?;
    match rows.as_slice() {
        [] => Ok(None),
        [row] => read_account(row).map(Some),
        _ => Err(Error::conflict(format!("several users have the address `{email}` in different case"))
            .hint("name one by id: claviger user list")),
    }
}

/// The user named on the command line.
pub(crate) async fn find(read: &mut Reader<'_>, target: &Target) -> Result<Option<Account>> {
    match target {
        Target::Email(email) => find_by_email(read, email).await,
        Target::Id(id) => read.find(&FIND_BY_ID, &[id.into()]).await?.map(|row| read_account(&row)).transpose(),
    }
}

/// The user named on the command line, who must exist.
pub(crate) async fn get(read: &mut Reader<'_>, target: &Target) -> Result<Account> {
    let missing = || Error::not_found(format!("there is no user `{target}`")).hint("claviger user list");
    match find(read, target).await {
        Ok(found) => found.ok_or_else(missing),
        // Text that can not be a key of the table names nobody.
        Err(error) if error.kind() == crate::base::Kind::NotFound => Err(missing()),
        Err(error) => Err(error),
    }
}

/// All users, by key.
pub(crate) async fn list(read: &mut Reader<'_>) -> Result<Vec<User>> {
    let mut users = Vec::new();
    read.for_each(&LIST, &[], |row| {
        users.push(read_user(&row)?);
        Ok(())
    })
    .await?;
    Ok(users)
}

/// How many users there are, and how many of them are active.
pub(crate) async fn count(read: &mut Reader<'_>) -> Result<(i64, i64)> {
    let row = read.get(&COUNT, &[true.into()]).await?;
    Ok((row.int("total")?, row.int("active")?))
}

/// Fails when `role` does not exist in the application's table of roles, naming those that do.
pub(crate) async fn check_role(read: &mut Reader<'_>, role: &str) -> Result<()> {
    if read.mapping().find_table("roles").is_none() || read.find(&FIND_ROLE, &[role.into()]).await?.is_some() {
        return Ok(());
    }
    let roles = read.rows(&LIST_ROLES, &[]).await?;
    let names = roles.iter().map(|row| row.text("name")).collect::<Result<Vec<_>>>()?;
    Err(Error::not_found(format!("there is no role `{role}`")).hint(format!("roles: {}", names.join(", "))))
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
    write.run_returning(&LOCK_ROLE, &[ADMINISTRATOR.into(), true.into()]).await?;
    guard_last_administrator(&mut write.read(), user, verb).await
}

/// A user to be made.
pub(crate) struct NewUser<'a> {
    pub(crate) email: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) role: &'a str,
    pub(crate) password_hash: &'a PasswordHash,
    pub(crate) created_at: Timestamp,
}

/// Inserts a user and gives the key that the table chose.
pub(crate) async fn insert(write: &mut Writer<'_>, new: &NewUser<'_>) -> Result<Id> {
    write.run_returning(&INSERT, &new_row(new, true)).await?.id("id")
}

/// Makes [`insert_many`] ready, to pass over addresses that are taken or to fail at one.
pub(crate) async fn prepare_insert_many(write: &mut Writer<'_>, if_missing: bool) -> Result<Many> {
    write.prepare_many(if if_missing { &INSERT_MISSING } else { &INSERT_MANY }).await
}

/// The values of a new user in the order of [`insert_many`].
pub(crate) fn new_row(new: &NewUser<'_>, is_active: bool) -> [Value; 6] {
    [
        new.email.into(),
        new.password_hash.as_stored().into(),
        new.role.into(),
        is_active.into(),
        new.name.into(),
        new.created_at.into(),
    ]
}

/// Inserts users, and says how many were inserted.
pub(crate) async fn insert_many(write: &mut Writer<'_>, many: &Many, rows: &[&[Value]]) -> Result<u64> {
    write.run_many(many, rows).await
}

/// Which of the addresses are taken, whatever their case.
pub(crate) async fn find_taken(read: &mut Reader<'_>, emails: &[&str]) -> Result<BTreeSet<String>> {
    let list = Value::List(emails.iter().map(|email| (*email).into()).collect());
    let rows = read.rows(&FIND_TAKEN, &[list]).await?;
    rows.iter().map(|row| row.text("email")).collect()
}

/// The roles there are; none where the application keeps no table of them.
pub(crate) async fn list_roles(read: &mut Reader<'_>) -> Result<Option<Vec<String>>> {
    if read.mapping().find_table("roles").is_none() {
        return Ok(None);
    }
    let rows = read.rows(&LIST_ROLES, &[]).await?;
    rows.iter().map(|row| row.text("name")).collect::<Result<_>>().map(Some)
}

/// Calls `each` for every user, by key, while they arrive.
pub(crate) async fn for_each(read: &mut Reader<'_>, mut each: impl FnMut(Account) -> Result<()>) -> Result<()> {
    read.for_each(&LIST, &[], |row| each(read_account(&row)?)).await
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
    if user.active {
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

/// Prefixes of a user's API keys that are revoked, and stay so when he is let in again.
pub(crate) async fn list_revoked_keys(read: &mut Reader<'_>, user: &Id) -> Result<Vec<String>> {
    let rows = read.rows(&LIST_REVOKED_KEYS, &[user.into(), false.into()]).await?;
    rows.iter().map(|row| row.text("prefix")).collect()
}

/// How many API keys a user has.
pub(crate) async fn count_keys(read: &mut Reader<'_>, user: &Id) -> Result<i64> {
    read.get(&COUNT_KEYS, &[user.into()]).await?.int("count")
}

/// Deletes a user's API keys.
pub(crate) async fn delete_keys(write: &mut Writer<'_>, user: &Id) -> Result<()> {
    write.run(&DELETE_KEY_STATES, &[user.into()]).await?;
    write.run(&DELETE_KEYS, &[user.into()]).await.map(|_| ())
}

/// Deletes a user and his side row. What refers to him must be gone before.
pub(crate) async fn delete(write: &mut Writer<'_>, user: &User) -> Result<()> {
    write.run(&DELETE_STATE, &[user.id.to_string().into()]).await?;
    write.run_expecting(1, &DELETE, &[(&user.id).into()]).await
}
