//! The type every secret value lives in: no `Display`, a `Debug` that shows nothing, wiped on drop.
//!
//! The bytes leave only through [`Secret::expose`]; every call of it is a place worth reading in a review.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::error::{Error, Result};

/// A secret value of any bytes.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes ownership of the bytes; the caller's buffer is the one that is wiped later.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Takes ownership of text.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self::new(text.into_bytes())
    }

    /// The bytes, for the one place that must see them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The secret as text; `what` names it in the error when it is not UTF-8.
    pub fn expose_text(&self, what: &str) -> Result<&str> {
        // The decoding error is dropped on purpose: it tells where in the secret the bad byte is.
        std::str::from_utf8(&self.0).map_err(|_| Error::usage(format!("{what} is not UTF-8 text")))
    }

    /// Whether there are no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Strips exactly one trailing newline (`\n` or `\r\n`), as `echo` and editors add one.
    #[must_use]
    pub fn without_trailing_newline(mut self) -> Self {
        if self.0.last() == Some(&b'\n') {
            self.0.pop();
            if self.0.last() == Some(&b'\r') {
                self.0.pop();
            }
        }
        self
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl PartialEq for Secret {
    /// Constant time in the content (lengths may be told apart).
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::from_text("hunter2".into())), "Secret(…)");
    }

    #[test]
    fn exactly_one_newline_is_stripped() {
        let strip = |text: &str| Secret::from_text(text.into()).without_trailing_newline().expose().to_vec();
        assert_eq!(strip("a\n"), b"a");
        assert_eq!(strip("a\r\n"), b"a");
        assert_eq!(strip("a\n\n"), b"a\n");
        assert_eq!(strip("a\r"), b"a\r");
        assert_eq!(strip("\n"), b"");
    }
}
