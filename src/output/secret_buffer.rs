//! A growing buffer that leaves no copy of its content in memory.

use std::fmt;
use std::io;

use zeroize::Zeroizing;

use crate::base::Secret;

/// Bytes that may hold secrets: wiped on drop, and on every growth, which a plain `Vec` would leave behind.
#[derive(Default)]
pub struct SecretBuffer(Zeroizing<Vec<u8>>);

impl SecretBuffer {
    /// An empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let needed = self.0.len().saturating_add(bytes.len());
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.saturating_mul(2).max(256)));
            larger.extend_from_slice(&self.0);
            // The smaller one is wiped when it is dropped here.
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }

    /// Appends text.
    pub fn push_text(&mut self, text: &str) {
        self.push(text.as_bytes());
    }

    /// Appends the same character `count` times.
    pub(super) fn pad(&mut self, count: usize) {
        for _ in 0..count {
            self.push(b" ");
        }
    }

    /// The bytes so far.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes the last byte away.
    pub(super) fn pop(&mut self) -> Option<u8> {
        self.0.pop()
    }

    /// Cuts blanks at the end, but not beyond `start`.
    pub(super) fn trim_end(&mut self, start: usize) {
        while self.0.len() > start && self.0.last() == Some(&b' ') {
            self.0.pop();
        }
    }

    /// The bytes as a secret, without a copy.
    pub(super) fn into_secret(mut self) -> Secret {
        Secret::new(std::mem::take(&mut *self.0))
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for SecretBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBuffer(…)")
    }
}

impl io::Write for SecretBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
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
    fn growing_keeps_the_content() {
        let mut buffer = SecretBuffer::new();
        for _ in 0..1000 {
            buffer.push_text("abc");
        }
        assert_eq!(buffer.as_bytes(), "abc".repeat(1000).as_bytes());
        assert_eq!(format!("{buffer:?}"), "SecretBuffer(…)");
    }
}
