//! The locks that the application puts on users after failed logins: every statement about them.

use crate::base::{Id, Result, Timestamp};
use crate::db::{Reader, Writer};

crate::statements! {
    /// Until when the application keeps a user out for failed logins.
    read FIND_LOCK = "SELECT {users.locked_until} AS locked_until FROM {users} WHERE {users.id} = $1";
    /// Ends that.
    write UNLOCK = "UPDATE {users} SET {users.locked_until} = NULL WHERE {users.id} = $1 \
        AND {users.locked_until} IS NOT NULL";
}

/// Until when the application keeps a user out for failed logins.
pub(super) async fn find(read: &mut Reader<'_>, user: &Id) -> Result<Option<Timestamp>> {
    read.get(&FIND_LOCK, &[user.into()]).await?.find_time("locked_until")
}

/// Ends that.
pub(super) async fn end(write: &mut Writer<'_>, user: &Id) -> Result<()> {
    write.run_expecting(1, &UNLOCK, &[user.into()]).await
}
