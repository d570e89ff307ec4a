//! Who a file belongs to, and the accounts of the machine by name. Never changes a file: that is `files`' work.

use std::fmt;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use nix::unistd::{Group, User};
use rustix::process;

use super::error::{Error, Result};
use super::text;

/// The user and the group of a file, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The user.
    pub uid: u32,
    /// The group.
    pub gid: u32,
}

impl Owner {
    /// Of a file that is there.
    #[must_use]
    pub fn of(meta: &Metadata) -> Self {
        Self { uid: meta.uid(), gid: meta.gid() }
    }

    /// Of a file that is new.
    #[must_use]
    pub fn of_caller() -> Self {
        Self { uid: process::geteuid().as_raw(), gid: process::getegid().as_raw() }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.uid, self.gid)
    }
}

/// Who a file shall belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOwner {
    given: String,
    uid: u32,
    /// None where the group stays.
    gid: Option<u32>,
}

impl NewOwner {
    /// Looks up `USER[:GROUP]`. As in chown(1), a name goes before a number, and a number need not have a name.
    pub fn find(given: &str) -> Result<Self> {
        let (user, group) = match given.split_once(':') {
            Some((user, group)) => (user, Some(group)),
            None => (given, None),
        };
        let uid = id_of("user", user, |name| User::from_name(name).map(|found| found.map(|one| one.uid.as_raw())))?;
        let of_group = |name: &str| Group::from_name(name).map(|found| found.map(|one| one.gid.as_raw()));
        let gid = group.map(|group| id_of("group", group, of_group)).transpose()?;
        Ok(Self { given: given.to_owned(), uid, gid })
    }

    /// The owner that this makes of another one.
    #[must_use]
    pub fn instead_of(&self, present: Owner) -> Owner {
        Owner { uid: self.uid, gid: self.gid.unwrap_or(present.gid) }
    }
}

impl fmt::Display for NewOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.given)
    }
}

fn id_of(what: &str, name: &str, look_up: impl Fn(&str) -> nix::Result<Option<u32>>) -> Result<u32> {
    if name.is_empty() || name.contains('\0') {
        return Err(Error::usage(format!("no {what} is named")).hint("write USER or USER:GROUP, by name or by number"));
    }
    let found = look_up(name).map_err(|cause| {
        Error::unavailable(format!("the {what} `{}` can not be looked up", text::shorten(name, 60))).caused_by(cause)
    })?;
    // The highest number means "as it is" to the system (chown(2)).
    let number = || name.parse().ok().filter(|number| *number != u32::MAX && !name.starts_with('+'));
    found.or_else(number).ok_or_else(|| {
        let database = if what == "user" { "passwd" } else { "group" };
        Error::not_found(format!("there is no {what} `{}` on this machine", text::shorten(name, 60)))
            .hint(format!("all of them: getent {database}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Kind;

    #[test]
    fn names_and_numbers_are_found_and_others_are_not() {
        let present = Owner { uid: 7, gid: 8 };
        let owner = |given: &str| NewOwner::find(given).map(|found| found.instead_of(present));
        assert_eq!(owner("root").unwrap(), Owner { uid: 0, gid: 8 });
        assert_eq!(owner("0:root").unwrap(), Owner { uid: 0, gid: 0 });
        assert_eq!(owner("54321:54322").unwrap(), Owner { uid: 54_321, gid: 54_322 });
        for missing in ["no-such-user", "root:no-such-group", "4294967295", "+5", "-1", "root:root:root"] {
            assert_eq!(owner(missing).unwrap_err().kind(), Kind::NotFound, "{missing}");
        }
        for malformed in ["", ":root", "root:", "ro\0ot"] {
            assert_eq!(owner(malformed).unwrap_err().kind(), Kind::Usage, "{malformed:?}");
        }
    }
}
