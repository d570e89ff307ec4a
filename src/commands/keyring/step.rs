//! A change of the keyring document that is planned: the ring before and after it, and which keys it is about.

use crate::base::{Result, Timestamp, clock};
use crate::context::Context;
use crate::db::Event;
use crate::output::View;
use crate::vault::Version;

use super::list::Shown;
use super::model::{Keyring, Named};
use super::store;

/// A step in the life of keys.
pub(super) struct Step {
    /// The document's path, which every record of the ring is about.
    path: String,
    /// The version it starts from.
    pub(super) base: Version,
    pub(super) after: Keyring,
    /// Whether the ring is after it already.
    pub(super) is_done: bool,
    pub(super) fingerprints: Vec<String>,
    at: Timestamp,
}

impl Step {
    /// A step to `after`, at the moment `at`.
    pub(super) fn new(
        cx: &Context,
        base: Version,
        after: Keyring,
        fingerprints: Vec<String>,
        at: Timestamp,
    ) -> Result<Self> {
        Ok(Self { path: store::path(cx)?.to_string(), base, after, is_done: false, fingerprints, at })
    }

    /// The same, found to be made already.
    pub(super) fn done(self) -> Self {
        Self { is_done: true, ..self }
    }

    /// What the record says: enough to find out later whether it was made.
    pub(super) fn event(&self, kind: &'static str) -> Event {
        Event::new(kind, self.path.as_str())
            .with("fingerprint", self.fingerprints.join(" "))
            .with("version", self.base.0)
            .with("at", clock::rfc3339(self.at))
    }

    /// Makes it.
    pub(super) async fn write(&self, cx: &mut Context, operation: &str) -> Result<Version> {
        store::write(cx, &self.after, self.base, operation).await
    }

    /// The keys it is about, as they are after it.
    fn shown(&self) -> Vec<Shown> {
        let found = self.fingerprints.iter().filter_map(|fingerprint| self.after.find(fingerprint));
        found
            .map(|named| match named {
                Named::Key(key) => Shown::from(key),
                Named::Destroyed(key) => Shown::from(key),
            })
            .collect()
    }

    /// The one key it is about.
    pub(super) fn view(&self) -> View {
        match self.shown().pop() {
            Some(shown) => View::one(shown),
            None => View::list(self.shown()),
        }
    }

    /// All keys it is about.
    pub(super) fn view_all(&self) -> View {
        View::list(self.shown())
    }
}

/// The key that somebody named.
pub(super) fn fingerprint_of(named: &Named<'_>) -> String {
    match named {
        Named::Key(key) => key.fingerprint(),
        Named::Destroyed(key) => key.fingerprint.clone(),
    }
}
