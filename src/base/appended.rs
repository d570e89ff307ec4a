//! Files to which lines are only ever added, durable when a call returns. They hold no secret, but nobody else may
//! write them; another run that adds at the same time waits.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::process;

use super::error::{Error, Kind, Result};
use super::files::{describe, directory_of, open_without_links, sync_directory};
use super::lock::{self, Lock};

/// A file that lines are added to, locked until it is dropped.
pub struct Appended<'p> {
    file: File,
    path: &'p Path,
    _lock: Lock,
}

/// Opens such a file for reading; none where there is none. Refused when it is a link or no file, or when others than
/// the caller and root may write it.
pub fn find(path: &Path) -> Result<Option<File>> {
    match open_without_links(path, OpenOptions::new().read(true)) {
        Ok(file) => check(&file, path).map(|()| Some(file)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn check(file: &File, path: &Path) -> Result<()> {
    let meta = file.metadata().map_err(|cause| Error::io(&describe("inspect", path), cause))?;
    if !meta.is_file() {
        return Err(Error::usage(format!("`{}` is not a regular file", path.display())));
    }
    if meta.uid() != 0 && meta.uid() != process::geteuid().as_raw() {
        return Err(Error::denied(format!("`{}` belongs to another user (uid {})", path.display(), meta.uid())));
    }
    match meta.mode() & 0o7777 {
        mode if mode & 0o022 != 0 => {
            Err(Error::denied(format!("`{}` can be written by other users (mode {mode:04o})", path.display()))
                .hint(format!("chmod go-w {}", path.display())))
        }
        _ => Ok(()),
    }
}

impl<'p> Appended<'p> {
    /// Opens or makes (0600) such a file, and waits for others who add to it.
    pub fn open(path: &'p Path) -> Result<Self> {
        let lock = lock::hold(path)?;
        let file = open_without_links(path, OpenOptions::new().read(true).append(true))?;
        check(&file, path)?;
        Ok(Self { file, path, _lock: lock })
    }

    /// The file, for reading.
    #[must_use]
    pub const fn file(&self) -> &File {
        &self.file
    }

    /// Takes away what a killed run left behind `length`.
    pub fn cut(&self, length: u64) -> Result<()> {
        self.file.set_len(length).map_err(|cause| self.fail(cause))
    }

    /// Adds bytes at the end, all of them or none.
    pub fn add(&mut self, bytes: &[u8]) -> Result<()> {
        let length = self.file.metadata().map_err(|cause| self.fail(cause))?.len();
        if let Err(cause) = self.file.write_all(bytes) {
            // A full disk takes a part. The first failure is the one to report.
            let _ = self.file.set_len(length);
            return Err(self.fail(cause));
        }
        self.file.sync_all().and_then(|()| sync_directory(directory_of(self.path))).map_err(|cause| self.fail(cause))
    }

    fn fail(&self, cause: std::io::Error) -> Error {
        Error::io(&describe("write", self.path), cause)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_added_stands_after_what_was_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lines");
        assert!(find(&path).unwrap().is_none());
        Appended::open(&path).unwrap().add(b"one\n").unwrap();
        let mut again = Appended::open(&path).unwrap();
        again.add(b"two").unwrap();
        again.cut(4).unwrap();
        again.add(b"three\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one\nthree\n");
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn links_and_what_others_may_write_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lines");
        std::fs::write(&path, b"one\n").unwrap();
        let link = directory.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(find(&link).unwrap_err().kind(), Kind::Denied);
        assert_eq!(Appended::open(&link).err().unwrap().kind(), Kind::Denied);
        assert!(find(directory.path()).is_err());
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).unwrap();
        assert_eq!(find(&path).unwrap_err().kind(), Kind::Denied);
        assert_eq!(Appended::open(&path).err().unwrap().kind(), Kind::Denied);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(find(&path).unwrap().is_some());
    }
}
