//! The one place that opens, creates and replaces files.
//!
//! Rules: a private file is 0600 before its first byte, never reached through a symbolic link, and replaced by a
//! rename so that a reader or a crash sees the old content or the new, nothing in between.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process;

use super::error::{Error, Result};
use super::owner::Owner;
use super::secret::Secret;

/// Mode of every file that holds a secret.
pub const PRIVATE: u32 = 0o600;

/// Suffix of the temporary files of [`replace`]; what a killed run leaves behind ends in it.
const TEMPORARY_SUFFIX: &str = ".claviger-tmp";

pub(super) fn describe(verb: &str, path: &Path) -> String {
    format!("{verb} `{}`", path.display())
}

/// Reads a file of at most `limit` bytes; devices and directories are refused.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|cause| Error::io(&describe("read", path), cause))?;
    read_all(file, path, limit)
}

/// Reads a file that holds a secret: no symbolic link, owned by the caller or root, closed to group and others.
pub fn read_private(path: &Path, limit: u64) -> Result<Secret> {
    let file = open_without_links(path, OpenOptions::new().read(true))?;
    check_private(&file, path)?;
    Ok(Secret::new(read_all(file, path, limit)?))
}

/// The mode of a file to which group or others have any right; none where it is closed to them.
#[must_use]
pub fn loose_mode(meta: &fs::Metadata) -> Option<u32> {
    (meta.mode() & 0o077 != 0).then_some(meta.mode() & 0o7777)
}

/// Reads a file that may hold secrets and is about to be replaced, with what the system knows about it; none where
/// there is none. Its mode may be any, but it is a regular file, and the caller's unless the caller is root.
pub fn find_replaceable(path: &Path, limit: u64) -> Result<Option<(Secret, fs::Metadata)>> {
    match fs::symlink_metadata(path) {
        // Links are refused by the opening below; a pipe would make it wait for ever.
        Ok(meta) if !meta.is_file() && !meta.is_symlink() => {
            return Err(Error::denied(format!("`{}` is not a regular file", path.display())));
        }
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    let file = open_without_links(path, OpenOptions::new().read(true))?;
    let meta = file.metadata().map_err(|cause| Error::io(&describe("inspect", path), cause))?;
    let caller = process::geteuid();
    if meta.uid() != caller.as_raw() && !caller.is_root() {
        return Err(Error::denied(format!("`{}` belongs to another user (uid {})", path.display(), meta.uid()))
            .hint("run the command as that user, or as root"));
    }
    Ok(Some((Secret::new(read_all(file, path, limit)?), meta)))
}

/// Opens `path` and refuses when its last component is a symbolic link.
pub fn open_without_links(path: &Path, options: &mut OpenOptions) -> Result<File> {
    options.custom_flags((OFlags::NOFOLLOW | OFlags::CLOEXEC).bits().cast_signed()).open(path).map_err(|cause| {
        if fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink()) {
            return Error::denied(format!("`{}` is a symbolic link", path.display()))
                .hint("name the file itself: secrets are not read or written through links");
        }
        Error::io(&describe("open", path), cause)
    })
}

fn read_all(mut file: File, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let meta = file.metadata().map_err(|cause| Error::io(&describe("inspect", path), cause))?;
    if meta.is_dir() {
        return Err(Error::usage(format!("`{}` is a directory", path.display())));
    }
    if meta.len() > limit {
        return Err(Error::usage(format!("`{}` is larger than {limit} bytes", path.display())));
    }
    // INVARIANT: the buffer never grows, so no copy of a secret is left behind in freed memory.
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().max(8 * 1024)).unwrap_or(0) + 1);
    let read = (&mut file).take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Error::io(&describe("read", path), cause))?;
    if bytes.len() as u64 > limit {
        return Err(Error::usage(format!("`{}` is larger than {limit} bytes", path.display())));
    }
    Ok(bytes)
}

fn owned_by_caller_or_root(meta: &fs::Metadata) -> bool {
    meta.uid() == 0 || meta.uid() == process::geteuid().as_raw()
}

fn check_private(file: &File, path: &Path) -> Result<()> {
    let meta = file.metadata().map_err(|cause| Error::io(&describe("inspect", path), cause))?;
    // A pipe (`--file <(…)`) has no owner worth checking and nobody else can open it.
    if !meta.is_file() {
        return Ok(());
    }
    if !owned_by_caller_or_root(&meta) {
        return Err(Error::denied(format!("`{}` belongs to another user (uid {})", path.display(), meta.uid())));
    }
    match loose_mode(&meta) {
        Some(mode) => Err(Error::denied(format!("`{}` is open to other users (mode {mode:04o})", path.display()))
            .hint(format!("chmod 600 {}", path.display()))),
        None => Ok(()),
    }
}

/// Checks that configuration may be trusted: it belongs to the caller or root, and nobody else may write it.
pub fn check_trusted(path: &Path) -> Result<()> {
    let meta = fs::metadata(path).map_err(|cause| Error::io(&describe("read", path), cause))?;
    if !owned_by_caller_or_root(&meta) {
        return Err(Error::denied(format!("`{}` belongs to another user (uid {})", path.display(), meta.uid()))
            .hint("configuration must belong to you or to root"));
    }
    if meta.mode() & 0o022 != 0 {
        return Err(Error::denied(format!(
            "`{}` can be written by other users (mode {:04o})",
            path.display(),
            meta.mode() & 0o7777
        ))
        .hint(format!("chmod go-w {}", path.display())));
    }
    Ok(())
}

/// Creates a file that must not exist yet, 0600, never through a link.
pub fn create_private(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(PRIVATE);
    options.custom_flags((OFlags::NOFOLLOW | OFlags::CLOEXEC).bits().cast_signed());
    options.open(path).map_err(|cause| Error::io(&describe("create", path), cause))
}

/// Creates a directory (and its parents) that only the caller can enter; an existing one is left as it is.
pub fn create_private_directory(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|cause| Error::io(&describe("create directory", path), cause))
}

/// What happens to the content that [`replace`] replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Previous {
    /// Gone.
    Discard,
    /// Kept beside it, under the name given by [`previous_of`].
    Keep,
}

/// Where the previous content is kept: `app.vault` → `app.vault.prev`.
#[must_use]
pub fn previous_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".prev");
    PathBuf::from(name)
}

/// Puts `content` in the place of `path` in one step, durable when it returns:
/// temporary file in the same directory → fsync → rename → fsync of the directory.
/// `path` may be absent; where it is a symbolic link the call is refused.
pub fn replace(path: &Path, content: &[u8], mode: u32, previous: Previous) -> Result<()> {
    replace_owned(path, content, mode, None, previous)
}

/// The same for a file that is to belong to somebody: it is his before it is there.
pub fn replace_for(path: &Path, content: &[u8], mode: u32, owner: Owner) -> Result<()> {
    replace_owned(path, content, mode, Some(owner), Previous::Discard)
}

/// Whether a file beside `path` can be given to somebody, found out on one that has no name and is gone afterwards:
/// which rights that needs depends on the system, its containers and the file system.
pub fn can_be_given(path: &Path, owner: Owner) -> Result<bool> {
    let directory = directory_of(path);
    let fail = |cause| Error::io(&describe("write into", directory), cause);
    let trial = tempfile::tempfile_in(directory).map_err(fail)?;
    match give_to(&trial, owner) {
        Err(cause) if cause.kind() == std::io::ErrorKind::PermissionDenied => Ok(false),
        given => given.map(|()| true).map_err(fail),
    }
}

fn replace_owned(path: &Path, content: &[u8], mode: u32, owner: Option<Owner>, previous: Previous) -> Result<()> {
    let existing = fs::symlink_metadata(path).ok();
    if existing.as_ref().is_some_and(|meta| !meta.is_file()) {
        return Err(Error::denied(format!("`{}` is not a regular file", path.display()))
            .hint("name the file itself: secrets are not written through links"));
    }
    let directory = directory_of(path);
    let fail = |cause| Error::io(&describe("write", path), cause);
    let temporary = write_temporary(path, directory, content, mode).map_err(fail)?;
    if let Some(owner) = owner {
        give_to(temporary.as_file(), owner).map_err(fail)?;
        temporary.as_file().sync_all().map_err(fail)?;
    }
    if previous == Previous::Keep && existing.is_some() {
        keep_previous(path, directory).map_err(fail)?;
    }
    temporary.persist(path).map_err(|failed| fail(failed.error))?;
    sync_directory(directory).map_err(fail)
}

/// Creates a file that must not exist yet, 0600, in one step: it appears with all of `content` or not at all, and is
/// durable when this returns. An existing file, also a link, is a conflict and stays as it is.
pub fn create_complete(path: &Path, content: &[u8]) -> Result<()> {
    let directory = directory_of(path);
    let fail = |cause| Error::io(&describe("create", path), cause);
    let temporary = write_temporary(path, directory, content, PRIVATE).map_err(fail)?;
    temporary.persist_noclobber(path).map_err(|failed| fail(failed.error))?;
    sync_directory(directory).map_err(fail)
}

/// An empty temporary file beside `path`, 0600; it vanishes when dropped.
pub(super) fn new_temporary(path: &Path, directory: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new()
        .prefix(&temporary_prefix(path))
        .suffix(TEMPORARY_SUFFIX)
        .permissions(fs::Permissions::from_mode(PRIVATE))
        .tempfile_in(directory)
}

/// A temporary file beside `path` that holds all of `content` on the disk; it vanishes when dropped.
fn write_temporary(
    path: &Path,
    directory: &Path,
    content: &[u8],
    mode: u32,
) -> std::io::Result<tempfile::NamedTempFile> {
    let mut temporary = new_temporary(path, directory)?;
    temporary.write_all(content)?;
    temporary.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Only a change needs a right that few have.
fn give_to(file: &File, owner: Owner) -> std::io::Result<()> {
    if Owner::of(&file.metadata()?) == owner {
        return Ok(());
    }
    std::os::unix::fs::fchown(file, Some(owner.uid), Some(owner.gid))
}

/// A hard link to the current inode, moved over the old `.prev` in one step: there is never a moment without one.
fn keep_previous(path: &Path, directory: &Path) -> std::io::Result<()> {
    let (current, kept) = (fs::symlink_metadata(path)?, fs::symlink_metadata(previous_of(path)));
    if kept.is_ok_and(|kept| (kept.dev(), kept.ino()) == (current.dev(), current.ino())) {
        // A run that was killed came this far. A rename onto another name of the same file would do nothing, and leave
        // the temporary name where it is.
        return Ok(());
    }
    let link = tempfile::Builder::new()
        .prefix(&temporary_prefix(path))
        .suffix(TEMPORARY_SUFFIX)
        .make_in(directory, |candidate| fs::hard_link(path, candidate))?;
    link.into_temp_path().persist(previous_of(path)).map_err(|failed| failed.error)
}

/// Removes the temporary files that killed runs of [`replace`] left for `path`.
/// To be called only under the lock that guards `path`, or where the journal tells whose they are.
pub fn remove_leftovers(path: &Path) -> Result<()> {
    let prefix = temporary_prefix(path);
    let directory = directory_of(path);
    let entries = fs::read_dir(directory).map_err(|cause| Error::io(&describe("list", directory), cause))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        // The random part has no dot: `.app.vault.x8Kd2f.claviger-tmp` belongs to `app.vault`, whose lock the caller of
        // `app` does not hold.
        let is_leftover = name
            .to_str()
            .and_then(|name| name.strip_prefix(&prefix)?.strip_suffix(TEMPORARY_SUFFIX))
            .is_some_and(|random| !random.contains('.'));
        if is_leftover {
            fs::remove_file(entry.path()).map_err(|cause| Error::io(&describe("remove", &entry.path()), cause))?;
        }
    }
    Ok(())
}

/// Flushes a directory, so that a rename in it survives a power cut.
pub(super) fn sync_directory(directory: &Path) -> std::io::Result<()> {
    File::open(directory)?.sync_all()
}

/// The directory a path names something in; `.` for a bare name.
#[must_use]
pub fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn temporary_prefix(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use super::*;

    fn mode_of(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn replacing_keeps_the_previous_content_and_leaves_no_temporary_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vault");
        replace(&path, b"one", PRIVATE, Previous::Keep).unwrap();
        replace(&path, b"two", PRIVATE, Previous::Keep).unwrap();
        replace(&path, b"three", PRIVATE, Previous::Keep).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read(previous_of(&path)).unwrap(), b"two");
        assert_eq!(mode_of(&path), 0o600);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
    }

    #[test]
    fn links_loose_modes_and_oversize_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        fs::write(&path, b"secret").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(read_private(&path, 100).unwrap_err().kind(), super::super::Kind::Denied);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(read_private(&path, 100).unwrap().expose(), b"secret");
        assert!(read_private(&path, 3).is_err());
        let link = directory.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(read_private(&link, 100).unwrap_err().message().contains("symbolic link"));
        assert!(replace(&link, b"x", PRIVATE, Previous::Discard).is_err());
        assert!(create_private(&link).is_err());
    }

    #[test]
    fn a_file_of_any_mode_is_read_before_it_is_replaced_and_keeps_its_owner() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(".env");
        assert!(find_replaceable(&path, 100).unwrap().is_none());
        fs::write(&path, b"A=1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        if process::geteuid().is_root() {
            std::os::unix::fs::chown(&path, Some(65_534), Some(65_533)).unwrap();
        }
        let (text, before) = find_replaceable(&path, 100).unwrap().unwrap();
        assert_eq!(text.expose(), b"A=1");
        replace_for(&path, b"A=2", PRIVATE, Owner::of(&before)).unwrap();
        let after = fs::metadata(&path).unwrap();
        assert_eq!((after.uid(), after.gid(), mode_of(&path)), (before.uid(), before.gid(), 0o600));
        let link = directory.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(find_replaceable(&link, 100).unwrap_err().message().contains("symbolic link"));
        assert!(find_replaceable(directory.path(), 100).is_err());
    }

    #[test]
    fn leftovers_of_a_killed_run_are_removed_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vault");
        fs::write(directory.path().join(".vault.abc.claviger-tmp"), b"x").unwrap();
        let others = [".other.abc.claviger-tmp", ".vault.two.abc.claviger-tmp"].map(|name| directory.path().join(name));
        for other in &others {
            fs::write(other, b"x").unwrap();
        }
        fs::write(&path, b"x").unwrap();
        remove_leftovers(&path).unwrap();
        assert!(others.iter().all(|other| other.exists()));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_complete_file_is_created_once_and_never_replaces_another() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        create_complete(&path, b"one").unwrap();
        assert_eq!(mode_of(&path), 0o600);
        assert_eq!(create_complete(&path, b"two").unwrap_err().kind(), super::super::Kind::Conflict);
        let link = directory.path().join("link");
        std::os::unix::fs::symlink(directory.path().join("nowhere"), &link).unwrap();
        assert_eq!(create_complete(&link, b"two").unwrap_err().kind(), super::super::Kind::Conflict);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
    }
}
