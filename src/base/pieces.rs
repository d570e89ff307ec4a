//! A private file that is too long to be held: written piece by piece, and there with all of its content or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::{Error, Result};
use super::files::{describe, directory_of, new_temporary, sync_directory};

/// Such a file under way.
pub struct Pieces {
    temporary: tempfile::NamedTempFile,
    path: PathBuf,
    may_replace: bool,
}

impl Pieces {
    /// Begins it. An existing file is a conflict unless it may be replaced; a link always is denied.
    pub fn begin(path: &Path, may_replace: bool) -> Result<Self> {
        if let Ok(meta) = std::fs::symlink_metadata(path) {
            if !meta.is_file() {
                return Err(Error::denied(format!("`{}` is not a regular file", path.display())));
            }
            if !may_replace {
                return Err(
                    Error::conflict(format!("`{}` exists already", path.display())).hint("add --force to replace it")
                );
            }
        }
        let fail = |cause| Error::io(&describe("create", path), cause);
        let temporary = new_temporary(path, directory_of(path)).map_err(fail)?;
        Ok(Self { temporary, path: path.to_owned(), may_replace })
    }

    /// Adds a piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<()> {
        self.temporary.write_all(piece).map_err(|cause| Error::io(&describe("write", &self.path), cause))
    }

    /// Puts it into its place, durable when this returns.
    pub fn finish(self) -> Result<()> {
        let Self { temporary, path, may_replace } = self;
        let fail = |cause| Error::io(&describe("write", &path), cause);
        temporary.as_file().sync_all().map_err(fail)?;
        if may_replace {
            temporary.persist(&path).map_err(|failed| fail(failed.error))?;
        } else {
            temporary.persist_noclobber(&path).map_err(|failed| fail(failed.error))?;
        }
        sync_directory(directory_of(&path)).map_err(fail)
    }
}
