//! The sealed file on the disk: opening, reading, and changing it so that a crash, a full disk or a second run loses
//! nothing. The rules of versions are `history`'s, the cryptography is `keys`' and `seal`'s.

use std::fmt;
use std::path::{Path as FilePath, PathBuf};

use crate::base::files::{self, PRIVATE, Previous};
use crate::base::lock::{self, Lock};
use crate::base::{Clock, Error, Kind, Result, Rng, Secret, Timestamp};
use crate::vault::{Document, Path, Revision, Vault, Version};

use super::body::Contents;
use super::header::{Header, Parts};
use super::keys::{Keys, Unlock};
use super::seal;

/// Largest file, in bytes: it is read and written as a whole.
const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// A sealed local file. The derived key is kept in memory as long as this lives, so Argon2id runs once.
pub struct SealedFile {
    path: PathBuf,
    unlock: Unlock,
    clock: Clock,
    rng: Rng,
    keys: Option<Keys>,
    /// [`SIZE_LIMIT`]; a field, so that a test can reach it.
    pub(super) size_limit: u64,
}

/// What a change leaves in `.prev`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trace {
    /// The state before it.
    Before,
    /// The state after it: nothing of what was destroyed may remain.
    Nothing,
}

impl SealedFile {
    /// Makes a new, empty sealed file, and its key file where `unlock` names one that does not exist.
    /// The directories must exist.
    ///
    /// Fails with `Conflict` when the file, or a `.prev` of a lost one, is there already.
    pub fn create(path: impl AsRef<FilePath>, unlock: Unlock, clock: Clock, rng: Rng) -> Result<Self> {
        let mut vault = Self::new(path.as_ref(), unlock, clock, rng)?;
        let _lock = vault.lock()?;
        for file in [vault.path.clone(), files::previous_of(&vault.path)] {
            // Also a dangling link counts as something that is there.
            if file.symlink_metadata().is_ok() {
                let hint = if file == vault.path {
                    "use it as it is, or name another file".to_owned()
                } else {
                    format!(
                        "a vault was lost: restore it (cp -p {} {}), or move it away",
                        file.display(),
                        vault.path.display()
                    )
                };
                return Err(Error::conflict(format!("`{}` exists already", file.display())).hint(hint));
            }
        }
        // The key before the vault: a run killed in between leaves a key that opens nothing, and is used next time.
        vault.unlock.prepare(&mut vault.rng)?;
        let header = Header::new(vault.unlock.derivation(), &mut vault.rng)?;
        let keys = Keys::derive(&vault.unlock, &header)?;
        let sealed = seal::seal(&Contents::default(), &keys, &mut vault.rng)?;
        files::create_complete(&vault.path, &sealed)?;
        vault.keys = Some(keys);
        Ok(vault)
    }

    /// Opens a sealed file and proves that `unlock` unlocks it.
    ///
    /// Fails with `NotFound` when there is none, `Denied` when the key or passphrase is wrong or another user could
    /// read or replace the file, `Integrity` when it is damaged, `Usage` when a newer claviger made it.
    pub fn open(path: impl AsRef<FilePath>, unlock: Unlock, clock: Clock, rng: Rng) -> Result<Self> {
        let mut vault = Self::new(path.as_ref(), unlock, clock, rng)?;
        vault.load()?;
        Ok(vault)
    }

    fn new(path: &FilePath, unlock: Unlock, clock: Clock, rng: Rng) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(|cause| Error::io("name the vault's file", cause))?;
        Ok(Self { path: absolute, unlock, clock, rng, keys: None, size_limit: SIZE_LIMIT })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    fn lock(&self) -> Result<Lock> {
        let mut name = self.path.as_os_str().to_owned();
        name.push(".lock");
        lock::hold(FilePath::new(&name))
    }

    fn load(&mut self) -> Result<Contents> {
        self.load_with_bytes().map(|(contents, _)| contents)
    }

    /// The contents, and the file as it stands.
    fn load_with_bytes(&mut self) -> Result<(Contents, Secret)> {
        self.unseal().map_err(|error| {
            let error = match error.kind() {
                Kind::NotFound | Kind::Integrity => error.hint(self.hint_at_copies()),
                _ => error,
            };
            error.context(format!("can not open {}", self.describe()))
        })
    }

    fn unseal(&mut self) -> Result<(Contents, Secret)> {
        let bytes = files::read_private(&self.path, self.size_limit)?;
        let parts = Parts::parse(bytes.expose())?;
        let keys = match self.keys.take().filter(|keys| keys.are_for(&parts.header)) {
            Some(keys) => keys,
            None => Keys::derive(&self.unlock, &parts.header)?,
        };
        keys.verify(parts.check, &self.unlock)?;
        let contents = seal::open(&parts, &keys);
        self.keys = Some(keys);
        Ok((contents?, bytes))
    }

    fn hint_at_copies(&self) -> String {
        let previous = files::previous_of(&self.path);
        if previous.exists() {
            let (copy, file) = (previous.display(), self.path.display());
            format!("`{copy}` holds the state before the last change: cp -p {copy} {file}")
        } else if self.path.exists() {
            format!("put back a backup of it; there is no `{}`", previous.display())
        } else {
            "make one: claviger init".to_owned()
        }
    }

    /// Read, modify, write, under the lock. `edit` tells whether anything changed.
    fn change<T>(
        &mut self,
        trace: Trace,
        edit: impl FnOnce(&mut Contents, Timestamp) -> Result<(bool, T)>,
    ) -> Result<T> {
        let _lock = self.lock()?;
        let previous = files::previous_of(&self.path);
        // A killed run may have left a copy of the file under a temporary name, with data destroyed since.
        files::remove_leftovers(&self.path)?;
        files::remove_leftovers(&previous)?;
        let (mut contents, before) = self.load_with_bytes()?;
        let (changed, outcome) = edit(&mut contents, self.clock.now())?;
        if !changed {
            // Data that no version holds any more, because it was too old to be kept, may still stand in `.prev`.
            if trace == Trace::Nothing {
                files::replace(&previous, before.expose(), PRIVATE, Previous::Discard)?;
            }
            return Ok(outcome);
        }
        let keys = self.keys.as_ref().ok_or_else(|| Error::internal("the vault is locked after it was read"))?;
        let sealed = seal::seal(&contents, keys, &mut self.rng)?;
        if sealed.len() as u64 > self.size_limit {
            return Err(Error::usage(format!("{} would grow over {} bytes", self.describe(), self.size_limit))
                .hint("keep smaller secrets, or destroy versions that nobody needs"));
        }
        match trace {
            Trace::Before => files::replace(&self.path, &sealed, PRIVATE, Previous::Keep)?,
            // The state after the destruction first takes the place of `.prev`, then of the file itself. Killed in
            // between, the file still holds the data, so the destruction is not done and is repeated; once the file
            // is free of the data, so is `.prev`. At every moment two whole files exist.
            Trace::Nothing => {
                files::replace(&previous, &sealed, PRIVATE, Previous::Discard)?;
                files::replace(&self.path, &sealed, PRIVATE, Previous::Discard)?;
            }
        }
        Ok(outcome)
    }
}

impl fmt::Debug for SealedFile {
    /// Where it is; never its key or content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Vault for SealedFile {
    async fn read(&mut self, path: &Path) -> Result<Option<(Document, Revision)>> {
        Ok(self.load()?.find_live(path, None))
    }

    async fn read_version(&mut self, path: &Path, version: Version) -> Result<Option<(Document, Revision)>> {
        Ok(self.load()?.find_live(path, Some(version)))
    }

    async fn write(&mut self, path: &Path, document: &Document, expected: Version, operation: &str) -> Result<Version> {
        self.change(Trace::Before, |contents, now| {
            Ok((true, contents.write(path, document, expected, operation, now)?))
        })
    }

    async fn versions(&mut self, path: &Path) -> Result<Vec<Revision>> {
        Ok(self.load()?.revisions(path))
    }

    async fn delete(&mut self, path: &Path, expected: Version) -> Result<bool> {
        self.change(Trace::Before, |contents, now| contents.delete(path, expected, now).map(twice))
    }

    async fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        self.change(Trace::Before, |contents, _| contents.undelete(path, versions).map(twice))
    }

    async fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        self.change(Trace::Nothing, |contents, _| contents.destroy(path, versions).map(twice))
    }

    async fn delete_all(&mut self, path: &Path) -> Result<bool> {
        self.change(Trace::Nothing, |contents, _| Ok(twice(contents.delete_all(path))))
    }

    async fn list(&mut self, prefix: Option<&Path>) -> Result<Vec<Path>> {
        Ok(self.load()?.list(prefix))
    }

    /// One look at the file instead of one for each path.
    async fn read_all(&mut self, prefix: Option<&Path>) -> Result<Vec<(Path, Document, Revision)>> {
        Ok(self.load()?.all_live(prefix))
    }

    fn describe(&self) -> String {
        format!("sealed file `{}`", self.path.display())
    }
}

/// Whether something changed is also the answer.
const fn twice(changed: bool) -> (bool, bool) {
    (changed, changed)
}
