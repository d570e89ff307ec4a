//! Everything a sealed file holds, in memory, and its JSON. Pure: no file, no clock, no key.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::base::{Error, Result, Timestamp};
use crate::vault::refusal::{check_expected, no_secret};
use crate::vault::{Document, Path, Revision, Version};

use super::history::History;

/// All paths with their versions.
/// INVARIANT: a claviger that does not know a field refuses the file, instead of losing the field at the next write.
#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    paths: BTreeMap<Path, History>,
}

impl Contents {
    /// The current version of a path, or a given one, if it is live.
    pub(super) fn find_live(&self, path: &Path, version: Option<Version>) -> Option<(Document, Revision)> {
        let history = self.paths.get(path)?;
        history.find_live(version.unwrap_or_else(|| history.current()))
    }

    /// The records of a path, newest last.
    pub(super) fn revisions(&self, path: &Path) -> Vec<Revision> {
        self.paths.get(path).map(History::revisions).unwrap_or_default()
    }

    /// The paths whose current version is live.
    pub(super) fn list(&self, prefix: Option<&Path>) -> Vec<Path> {
        let is_wanted = |path: &Path| prefix.is_none_or(|prefix| path.is_within(prefix));
        let live = self.paths.iter().filter(|(path, history)| history.is_live() && is_wanted(path));
        live.map(|(path, _)| path.clone()).collect()
    }

    /// The live documents of the same paths.
    pub(super) fn all_live(&self, prefix: Option<&Path>) -> Vec<(Path, Document, Revision)> {
        let wanted = self.paths.iter().filter(|(path, _)| prefix.is_none_or(|prefix| path.is_within(prefix)));
        let live = wanted.filter_map(|(path, history)| Some((path, history.find_live(history.current())?)));
        live.map(|(path, (document, revision))| (path.clone(), document, revision)).collect()
    }

    /// Adds a version, if the current one is `expected`.
    pub(super) fn write(
        &mut self,
        path: &Path,
        document: &Document,
        expected: Version,
        operation: &str,
        at: Timestamp,
    ) -> Result<Version> {
        let current = self.paths.get(path).map_or(Version::ABSENT, History::current);
        check_expected(path, current, expected)?;
        self.paths.entry(path.clone()).or_default().append(document.clone(), operation, at)
    }

    /// Deletes the current version, if it is `expected`.
    pub(super) fn delete(&mut self, path: &Path, expected: Version, at: Timestamp) -> Result<bool> {
        let history = self.history_mut(path)?;
        check_expected(path, history.current(), expected)?;
        Ok(history.delete(at))
    }

    /// Makes deleted versions readable again.
    pub(super) fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        self.history_mut(path)?.undelete(path, versions)
    }

    /// Removes the data of versions.
    pub(super) fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        self.history_mut(path)?.destroy(path, versions)
    }

    /// Removes a path.
    pub(super) fn delete_all(&mut self, path: &Path) -> bool {
        self.paths.remove(path).is_some()
    }

    fn history_mut(&mut self, path: &Path) -> Result<&mut History> {
        self.paths.get_mut(path).ok_or_else(|| no_secret(path))
    }

    /// How many bytes [`Self::write_json`] writes.
    pub(super) fn json_length(&self) -> Result<usize> {
        let mut counter = Counter(0);
        self.write_json(&mut counter)?;
        Ok(counter.0)
    }

    /// Writes the JSON piece by piece, without a buffer of its own.
    pub(super) fn write_json(&self, writer: impl Write) -> Result<()> {
        serde_json::to_writer(writer, self)
            .map_err(|_| Error::internal("the contents of the vault can not be written as JSON"))
    }

    /// Reads what [`Self::write_json`] wrote. Fails with `Integrity`.
    pub(super) fn from_json(json: &[u8]) -> Result<Self> {
        // SECURITY: the parser's message may quote the text it met, which may be a secret: only the place is told.
        serde_json::from_slice(json).map_err(|error| {
            Error::integrity(format!("the content can not be understood (byte {} of its JSON)", error.column()))
        })
    }
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_about_broken_json_quotes_none_of_it() {
        for json in [r#"{"paths":"hunter2"}"#, r#"{"paths":{"hunter2 ":[]}}"#, r#"{"hunter2":1}"#, "hunter2"] {
            let error = Contents::from_json(json.as_bytes()).err().unwrap();
            let told = format!("{error} {:?} {:?}", error.causes(), error.hint_text());
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
