//! Administrators for a while: every statement about them, and the rules of their end.
//!
//! The application reads whether a user is active and what his role is, and no end. So the end is kept beside, and put
//! into force by whoever looks next: every verb of claviger takes such an administrator for over when his time is, and
//! `user disable --due`, from cron, makes it so for the application.

use serde::Serialize;

use crate::base::{Id, Result, Timestamp};
use crate::db::{Reader, Row, Value, Writer};

use super::store;

/// The role of whoever is disabled at his end, so that enabling him again makes no administrator.
const LOWLY: &str = "user";

/// An administrator for a while, as the rows say, whether or not his time is over.
macro_rules! select_emergencies {
    () => {
        "SELECT u.{users.id} AS id, u.{users.email} AS email, u.{users.active} AS active, \
            CAST(u.{users.role} AS text) AS role, s.expires_at AS expires_at, s.previous_role AS previous_role \
            FROM {users} u JOIN claviger_user_state s ON s.user_id = CAST(u.{users.id} AS text) \
            WHERE s.expires_at IS NOT NULL"
    };
}

crate::statements! {
    /// All of them.
    read LIST = [select_emergencies] " ORDER BY s.expires_at, u.{users.id}";
    /// One of them.
    read FIND = [select_emergencies] " AND u.{users.id} = $1";
    /// The role of a user, as it is stored.
    read STORED_ROLE = "SELECT CAST({users.role} AS text) AS role FROM {users} WHERE {users.id} = $1";
    /// Gives a role to somebody who still has another.
    write SET_ROLE = "UPDATE {users} SET {users.role} = $1 WHERE {users.id} = $2 \
        AND COALESCE(CAST({users.role} AS text), '') = $3";
    /// Lets a user in, or keeps him out, if that is not so already.
    write SET_ACTIVE = "UPDATE {users} SET {users.active} = $1 WHERE {users.id} = $2 AND {users.active} = $3";
    /// Notes the end, and forgets that he was kept out.
    write NOTE = "INSERT INTO claviger_user_state (user_id, expires_at, previous_role) VALUES ($1, $2, $3) \
        ON CONFLICT (user_id) DO UPDATE SET expires_at = $2, previous_role = $3, \
        disabled_at = NULL, disabled_until = NULL, disabled_reason = NULL";
    /// Notes that an account is at its end, which has not been moved meanwhile.
    write NOTE_DISABLED = "UPDATE claviger_user_state \
        SET disabled_at = $1, disabled_reason = $2, expires_at = $3 WHERE user_id = $4 AND expires_at = $5";
    /// Forgets an end that has not been moved meanwhile.
    write FORGET = "UPDATE claviger_user_state SET expires_at = NULL, previous_role = NULL \
        WHERE user_id = $1 AND expires_at = $2";
}

/// How somebody came to be an administrator for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Origin {
    /// The account was made for it, and is disabled at the end.
    Made,
    /// A user was elevated, and gets this role back at the end.
    Elevated(String),
}

/// An administrator for a while.
#[derive(Debug, Clone)]
pub(super) struct Emergency {
    pub(super) id: Id,
    pub(super) email: String,
    pub(super) is_active: bool,
    /// As it is stored.
    pub(super) role: String,
    pub(super) expires_at: Timestamp,
    pub(super) origin: Origin,
}

impl Emergency {
    /// Whether something is left to be done at his end.
    pub(super) const fn is_open(&self) -> bool {
        self.is_active || matches!(self.origin, Origin::Elevated(_))
    }
}

fn read_emergency(row: &Row) -> Result<Emergency> {
    Ok(Emergency {
        id: row.id("id")?,
        email: row.text("email")?,
        is_active: row.flag("active")?,
        role: row.find_text("role")?.unwrap_or_default(),
        expires_at: row.time("expires_at")?,
        origin: row.find_text("previous_role")?.map_or(Origin::Made, Origin::Elevated),
    })
}

/// Those whose time is over and who were not dealt with.
pub(super) async fn list_due(read: &mut Reader<'_>) -> Result<Vec<Emergency>> {
    let now = read.now();
    let rows = read.rows(&LIST, &[]).await?;
    let all = rows.iter().map(read_emergency).collect::<Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|one| one.is_open() && one.expires_at <= now).collect())
}

/// One of them; none where the user is what he is without an end.
pub(super) async fn find(read: &mut Reader<'_>, user: &Id) -> Result<Option<Emergency>> {
    read.find(&FIND, &[user.into()]).await?.map(|row| read_emergency(&row)).transpose()
}

/// The role of a user, as it is stored.
pub(super) async fn get_stored_role(read: &mut Reader<'_>, user: &Id) -> Result<String> {
    Ok(read.get(&STORED_ROLE, &[user.into()]).await?.find_text("role")?.unwrap_or_default())
}

/// Gives a role to somebody who has another.
pub(super) async fn set_role(write: &mut Writer<'_>, user: &Id, from: &str, to: &str) -> Result<()> {
    if from == to {
        return Ok(());
    }
    write.run_expecting(1, &SET_ROLE, &[to.into(), user.into(), from.into()]).await
}

/// Lets an account in that was made for this, whatever became of it before.
pub(super) async fn let_in(write: &mut Writer<'_>, user: &Id) -> Result<()> {
    write.run(&SET_ACTIVE, &[true.into(), user.into(), false.into()]).await.map(|_| ())
}

/// Notes when it ends, and what he gets back then.
pub(super) async fn note(write: &mut Writer<'_>, user: &Id, until: Timestamp, origin: &Origin) -> Result<()> {
    let previous: Option<&str> = match origin {
        Origin::Made => None,
        Origin::Elevated(role) => Some(role),
    };
    write.run_expecting(1, &NOTE, &[user.to_string().into(), until.into(), previous.into()]).await
}

/// Puts the end into force.
pub(super) async fn end(write: &mut Writer<'_>, one: &Emergency, at: Timestamp) -> Result<()> {
    let user = one.id.to_string();
    match &one.origin {
        Origin::Elevated(previous) => {
            set_role(write, &one.id, &one.role, previous).await?;
            write.run_expecting(1, &FORGET, &[user.into(), one.expires_at.into()]).await
        }
        Origin::Made => {
            write.run(&SET_ACTIVE, &[false.into(), (&one.id).into(), true.into()]).await?;
            // Where the application has no such role, he keeps the one he has, and is kept out all the same.
            if let Ok(lowly) = store::get_role(&mut write.read(), LOWLY).await {
                set_role(write, &one.id, &one.role, &lowly).await?;
            }
            let values: [Value; 5] = [
                at.into(),
                "break-glass has ended".into(),
                one.expires_at.min(at).into(),
                user.into(),
                one.expires_at.into(),
            ];
            write.run_expecting(1, &NOTE_DISABLED, &values).await
        }
    }
}
