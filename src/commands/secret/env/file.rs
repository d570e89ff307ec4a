//! A `.env` file on the disk: locked, read, replaced in one step, closed to others. What is in it is `plan`'s business.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::base::files::{self, PRIVATE, Previous};
use crate::base::lock::{self, Lock};
use crate::base::{Error, NewOwner, Owner, Result, Secret};
use crate::config::FILE_LIMIT;

/// A file that nobody else provisions as long as this lives. The lock is on its directory: a lock file beside it would
/// stay for ever, and one on the file itself would be on another file after the first change.
pub(super) struct EnvFile {
    path: PathBuf,
    /// None where it stays whose it is.
    owner: Option<NewOwner>,
    _lock: Lock,
}

/// What was read.
pub(super) struct Content {
    pub(super) bytes: Secret,
    /// None where there is no file yet.
    pub(super) meta: Option<Metadata>,
}

impl EnvFile {
    /// Waits for its turn.
    pub(super) fn lock(path: &Path, owner: Option<NewOwner>) -> Result<Self> {
        Ok(Self { path: path.to_owned(), owner, _lock: lock::hold_directory(files::directory_of(path))? })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The content; nothing where there is no file.
    pub(super) fn read(&self) -> Result<Content> {
        match files::find_replaceable(&self.path, FILE_LIMIT)? {
            Some((bytes, meta)) => Ok(Content { bytes, meta: Some(meta) }),
            None => Ok(Content { bytes: Secret::new(Vec::new()), meta: None }),
        }
    }

    /// Replaces the content, if it is still what was read. An editor knows nothing of our lock.
    pub(super) fn replace(&self, before: &Content, content: &Secret) -> Result<()> {
        files::remove_leftovers(&self.path)?;
        let now = self.read()?;
        if now.bytes != before.bytes || now.meta.is_some() != before.meta.is_some() {
            return Err(Error::conflict(format!("`{}` was changed meanwhile", self.path.display()))
                .hint("nothing was written: run the command again"));
        }
        match &now.meta {
            Some(meta) => files::replace_for(&self.path, content.expose(), closed_mode(meta), self.owner(&now)),
            None if self.owner.is_some() => files::replace_for(&self.path, content.expose(), PRIVATE, self.owner(&now)),
            None => files::replace(&self.path, content.expose(), PRIVATE, Previous::Discard),
        }
    }

    /// Whose the file will be.
    fn owner(&self, content: &Content) -> Owner {
        let present = content.meta.as_ref().map_or_else(Owner::of_caller, Owner::of);
        self.owner.as_ref().map_or(present, |owner| owner.instead_of(present))
    }

    /// Whose the file will be, where it is not his yet.
    pub(super) fn next_owner(&self, content: &Content) -> Option<Owner> {
        let next = self.owner.as_ref().map(|_| self.owner(content))?;
        (content.owner() != Some(next)).then_some(next)
    }

    /// Refuses, before anything is done, to give the file to somebody to whom it can not be given.
    pub(super) fn check_owner(&self, content: &Content) -> Result<()> {
        let Some((next, asked)) = self.next_owner(content).zip(self.owner.as_ref()) else { return Ok(()) };
        if files::can_be_given(&self.path, next)? {
            return Ok(());
        }
        Err(Error::denied(format!("`{}` can not be given to `{asked}`", self.path.display()))
            .hint("run the command as root, or leave out --owner"))
    }
}

impl Content {
    /// As the only encoding that readers of such files agree on.
    pub(super) fn text(&self, path: &Path) -> Result<&str> {
        self.bytes.expose_text(&format!("`{}`", path.display()))
    }

    /// The mode, where others can do anything with the file.
    pub(super) fn loose_mode(&self) -> Option<u32> {
        files::loose_mode(self.meta.as_ref()?)
    }

    /// Whose it is.
    pub(super) fn owner(&self) -> Option<Owner> {
        self.meta.as_ref().map(Owner::of)
    }

    /// Which file it is: another one after every replacement.
    pub(super) fn inode(&self) -> Option<u64> {
        self.meta.as_ref().map(MetadataExt::ino)
    }
}

/// What the owner may do stays, others may do nothing.
fn closed_mode(meta: &Metadata) -> u32 {
    meta.mode() & 0o700
}
