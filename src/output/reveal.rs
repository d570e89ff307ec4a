//! The way a secret leaves: as a field of a record that its command prints once.
//!
//! A record says `#[serde(serialize_with = "reveal::as_text")]` on its secret, or wraps it in [`Revealed`]. JSON
//! is text, so a secret of other bytes is refused there with a hint to the formats that keep bytes exact.

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use crate::base::Secret;

/// What the serialiser reports for a secret that is not text; [`super::json`] turns it into a usage error.
pub(super) const NOT_TEXT: &str = "the secret is not UTF-8 text";

/// A secret that serialises as its text.
pub struct Revealed<'a>(pub &'a Secret);

impl Serialize for Revealed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        as_text(self.0, serializer)
    }
}

/// For `#[serde(serialize_with = "…")]` on a [`Secret`].
pub fn as_text<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    // The decoding error is dropped on purpose: it tells where in the secret the bad byte is.
    let text = std::str::from_utf8(secret.expose()).map_err(|_| S::Error::custom(NOT_TEXT))?;
    serializer.serialize_str(text)
}

/// For `#[serde(serialize_with = "…")]` on an `Option<Secret>`; none is `null`.
pub fn as_optional_text<S: Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
    match secret {
        Some(secret) => as_text(secret, serializer),
        None => serializer.serialize_none(),
    }
}

/// For `#[serde(serialize_with = "…")]` on a list of [`Secret`]s.
pub fn as_texts<S: Serializer>(secrets: &[Secret], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(secrets.iter().map(Revealed))
}

/// What stands for a secret that is not shown: always the same, so that not even its length is told.
#[must_use]
pub fn mask(_secret: &Secret) -> String {
    "********".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_tells_nothing_of_the_length() {
        assert_eq!(mask(&Secret::from_text("a".into())), mask(&Secret::from_text("a".repeat(99))));
    }
}
