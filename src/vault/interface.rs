//! The trait that every place for secrets implements. What a backend can not do as KV version 2 does it, it refuses.

use crate::base::Result;

use super::document::Document;
use super::path::Path;
use super::revision::{Revision, Version};

/// Versioned documents, changed by compare-and-set, with the semantics of KV version 2.
///
/// - A path has a *current version*, the highest number ever written to it; 0 when it does not exist. A deleted or
///   destroyed version still counts: the next write must expect its number.
/// - The newest [`super::VERSIONS_KEPT`] versions are kept.
/// - A failure of kind `Unavailable` or `Sealed` means *unknown*: the change may have been made. Read back, and compare
///   the operation id of the newest [`Revision`], before repeating a write; where the backend keeps no such id, compare
///   the content. The other changes may simply be repeated.
///
/// Calls may block for as long as the backend takes: a command runs on one thread and does one thing at a time.
#[expect(async_fn_in_trait, reason = "the program runs on one thread: no future has to be `Send`")]
pub trait Vault {
    /// The current version; none when the path does not exist or its current version is deleted or destroyed.
    async fn read(&mut self, path: &Path) -> Result<Option<(Document, Revision)>>;

    /// A given version; none unless it is live.
    async fn read_version(&mut self, path: &Path, version: Version) -> Result<Option<(Document, Revision)>>;

    /// Writes the next version and gives back its number. `operation` is kept with the version, where the
    /// backend has a place for it (empty: nothing is).
    ///
    /// Fails with `Conflict` when the current version is not `expected`.
    async fn write(&mut self, path: &Path, document: &Document, expected: Version, operation: &str) -> Result<Version>;

    /// The records of all versions that are kept, newest last; none when the path does not exist.
    async fn versions(&mut self, path: &Path) -> Result<Vec<Revision>>;

    /// Deletes the current version, keeping its data. False when it was not live any more.
    ///
    /// Fails with `Conflict` when the current version is not `expected`, with `NotFound` when the path does not exist.
    async fn delete(&mut self, path: &Path, expected: Version) -> Result<bool>;

    /// Makes deleted versions readable again, all of them or none. False when none of them was deleted.
    ///
    /// Fails with `NotFound` when the path or a version does not exist (any more), with `Conflict` when a version is
    /// destroyed.
    async fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool>;

    /// Removes the data of versions for good and keeps their records. False when there was no data of them left.
    /// A version too old to be kept counts as destroyed.
    ///
    /// Fails with `NotFound` when the path does not exist or a version was never written.
    async fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool>;

    /// Removes a path with all its versions and records for good. False when it did not exist.
    /// A path written again afterwards begins at version 1.
    async fn delete_all(&mut self, path: &Path) -> Result<bool>;

    /// The paths whose current version is live, in order: all of them, or `prefix` itself and what lies below it.
    async fn list(&mut self, prefix: Option<&Path>) -> Result<Vec<Path>>;

    /// The documents of the same paths, with their records: for what looks at all of them. A backend that can not read
    /// them at once reads one by one, and leaves out what is deleted meanwhile.
    async fn read_all(&mut self, prefix: Option<&Path>) -> Result<Vec<(Path, Document, Revision)>> {
        let mut all = Vec::new();
        for path in self.list(prefix).await? {
            if let Some((document, revision)) = self.read(&path).await? {
                all.push((path, document, revision));
            }
        }
        Ok(all)
    }

    /// What this is, for confirmations and messages: ``sealed file `/srv/app/claviger.vault` ``.
    fn describe(&self) -> String;
}
