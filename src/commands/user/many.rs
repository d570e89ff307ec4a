//! Every statement about many users at once.

use std::collections::BTreeSet;

use crate::base::{Id, Result};
use crate::db::{Many, Reader, Value, Writer, Written};

use super::password::PasswordHash;
use super::store::{self, Account, NewUser};

crate::statements! {
    /// New users. Without `ON CONFLICT DO NOTHING`, under which PostgreSQL needs 1.7 times as long (measured).
    write INSERT = "INSERT INTO {users} ({users.email}, {users.password_hash}, {users.role}, {users.active}\
        {?users.name}, {users.name}{/}{?users.created_at}, {users.created_at}{/}) \
        VALUES ($1, $2, $3, $4{?users.name}, $5{/}{?users.created_at}, $6{/})";
    /// The same with keys of ours, where the table makes none.
    write INSERT_WITH_KEY = "INSERT INTO {users} ({users.email}, {users.password_hash}, {users.role}, {users.active}\
        {?users.name}, {users.name}{/}{?users.created_at}, {users.created_at}{/}, {users.id}) \
        VALUES ($1, $2, $3, $4{?users.name}, $5{/}{?users.created_at}, $6{/}, $7)";
    /// Which of many addresses are taken, in lower case.
    // DIALECT: SQLite has no arrays.
    read FIND_TAKEN = postgres "SELECT lower({users.email}) AS email FROM {users} WHERE lower({users.email}) IN \
        (SELECT lower(given) FROM unnest(CAST($1 AS text[])) given)"
        sqlite "SELECT lower({users.email}) AS email FROM {users} WHERE lower({users.email}) IN \
        (SELECT lower(value) FROM json_each($1))";
    /// The users of many addresses, whatever their case.
    // DIALECT: SQLite has no arrays.
    read FIND_IDS = postgres "SELECT {users.id} AS id, {users.email} AS email FROM {users} \
        WHERE lower({users.email}) IN (SELECT lower(given) FROM unnest(CAST($1 AS text[])) given)"
        sqlite "SELECT {users.id} AS id, {users.email} AS email FROM {users} \
        WHERE lower({users.email}) IN (SELECT lower(value) FROM json_each($1))";
}

/// Makes [`insert`] ready, for keys of ours or the table's.
pub(super) async fn prepare(write: &mut Writer<'_>, has_key: bool) -> Result<Many> {
    write.prepare_many(if has_key { &INSERT_WITH_KEY } else { &INSERT }).await
}

/// A new user as [`insert`] takes him.
pub(super) struct NewRow([Value; 7]);

impl NewRow {
    pub(super) fn new(new: NewUser, hash: &PasswordHash, is_active: bool, key: Option<&Id>) -> Self {
        Self([
            new.email.into(),
            hash.as_stored().into(),
            new.role.into(),
            is_active.into(),
            new.name.into(),
            new.created_at.into(),
            key.map_or(Value::Null, Into::into),
        ])
    }

    pub(super) fn email(&self) -> &str {
        let [email, ..] = &self.0;
        email.find_text().unwrap_or_default()
    }

    pub(super) fn role(&self) -> &str {
        let [_, _, role, ..] = &self.0;
        role.find_text().unwrap_or_default()
    }

    pub(super) fn set_role(&mut self, spelling: &str) {
        let [_, _, role, ..] = &mut self.0;
        *role = spelling.into();
    }

    pub(super) const fn values(&self) -> &[Value] {
        &self.0
    }
}

/// Inserts users.
pub(super) async fn insert(write: &mut Writer<'_>, many: &Many, rows: &[&[Value]]) -> Result<Written> {
    write.run_many(many, rows).await
}

/// Which of the addresses are taken, whatever their case.
pub(super) async fn find_taken(read: &mut Reader<'_>, emails: &[&str]) -> Result<BTreeSet<String>> {
    let list = Value::List(emails.iter().map(|email| (*email).into()).collect());
    let rows = read.rows(&FIND_TAKEN, &[list]).await?;
    rows.iter().map(|row| row.text("email")).collect()
}

/// The users of these addresses, whatever their case: each address as it is stored, and its key.
pub(crate) async fn find_ids(read: &mut Reader<'_>, emails: &[&str]) -> Result<Vec<(String, Id)>> {
    let list = Value::List(emails.iter().map(|email| (*email).into()).collect());
    let rows = read.rows(&FIND_IDS, &[list]).await?;
    rows.iter().map(|row| Ok((row.text("email")?, row.id("id")?))).collect()
}

/// Calls `each` for every user, by key, while they arrive.
pub(super) async fn for_each(read: &mut Reader<'_>, mut each: impl FnMut(Account) -> Result<()>) -> Result<()> {
    let (names, now) = (read.mapping().clone(), read.now());
    read.for_each(&store::LIST, &[], |row| each(store::account_of(&row, &names, now)?)).await
}
