//! What is in a directory, and taking it out of there.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::error::{Error, Result};
use super::files::{describe, directory_of, sync_directory};

/// The names of what is in a directory, in order.
pub fn names_in(directory: &Path) -> Result<Vec<OsString>> {
    let fail = |cause| Error::io(&describe("list", directory), cause);
    let entries = fs::read_dir(directory).map_err(fail)?;
    let mut names =
        entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<Vec<_>, _>>().map_err(fail)?;
    names.sort_unstable();
    Ok(names)
}

/// Removes a file, durably; one that is gone is no failure.
pub fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(Error::io(&describe("remove", path), cause)),
        _ => sync_directory(directory_of(path)).map_err(|cause| Error::io(&describe("remove", path), cause)),
    }
}
