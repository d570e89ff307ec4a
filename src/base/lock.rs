//! Advisory locks between runs of claviger. They vanish with their holder, so a killed run leaves none.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::error::{Error, Result};
use super::files::{PRIVATE, describe, open_without_links};
use super::lock_holder;

/// Waits up to three seconds for the advisory lock on `path` (made 0600 when absent) and holds it until dropped.
/// The lock stands on a file of its own, because [`replace`](super::files::replace) changes the inode of the file that
/// it guards.
pub fn hold(path: &Path) -> Result<Lock> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).mode(PRIVATE);
    let file = open_without_links(path, &mut options)?;
    wait_for_lock(file, path)
}

/// The same on a directory, for a file in it that is changed by [`replace`](super::files::replace) and beside which no lock file is wanted.
/// It keeps out other runs of claviger, nobody else.
pub fn hold_directory(directory: &Path) -> Result<Lock> {
    let file = File::open(directory).map_err(|cause| Error::io(&describe("open", directory), cause))?;
    wait_for_lock(file, directory)
}

fn wait_for_lock(file: File, path: &Path) -> Result<Lock> {
    for _ in 0..60 {
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Lock { _file: file }),
            Err(rustix::io::Errno::WOULDBLOCK) => std::thread::sleep(std::time::Duration::from_millis(50)),
            Err(errno) => return Err(Error::io(&describe("lock", path), errno.into())),
        }
    }
    let holder =
        lock_holder::find(path).map_or_else(|| "another run of claviger".to_owned(), |holder| holder.to_string());
    Err(Error::conflict(format!("`{}` is locked by {holder}", path.display()))
        .hint(format!("wait for it, or see who holds it: fuser -v {}", path.display())))
}

/// An advisory lock, released when dropped or when its process ends.
pub struct Lock {
    _file: File,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_directory_is_named_to_whom_it_keeps_out() {
        let directory = tempfile::tempdir().unwrap();
        let lock = hold_directory(directory.path()).unwrap();
        assert_eq!(hold_directory(directory.path()).err().unwrap().kind(), crate::base::Kind::Conflict);
        drop(lock);
        hold_directory(directory.path()).unwrap();
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}
