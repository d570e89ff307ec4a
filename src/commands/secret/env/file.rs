//! A `.env` file on the disk: locked, read, replaced in one step, closed to others. What is in it is `plan`'s business.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::base::files::{self, PRIVATE, Previous};
use crate::base::lock::{self, Lock};
use crate::base::{Error, Result, Secret};
use crate::config::FILE_LIMIT;

/// A file that nobody else provisions as long as this lives. The lock is on its directory: a lock file beside it would
/// stay for ever, and one on the file itself would be on another file after the first change.
pub(super) struct EnvFile {
    path: PathBuf,
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
    pub(super) fn lock(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), _lock: lock::hold_directory(files::directory_of(path))? })
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
            Some(meta) => files::replace_like(&self.path, content.expose(), closed_mode(meta), meta),
            None => files::replace(&self.path, content.expose(), PRIVATE, Previous::Discard),
        }
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

    /// Which file it is: another one after every replacement.
    pub(super) fn inode(&self) -> Option<u64> {
        self.meta.as_ref().map(MetadataExt::ino)
    }
}

/// What the owner may do stays, others may do nothing.
fn closed_mode(meta: &Metadata) -> u32 {
    meta.mode() & 0o700
}
