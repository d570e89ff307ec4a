//! The choke point: text that came from elsewhere is made harmless before a terminal sees it.
//!
//! SECURITY: an e-mail address, a key's name or a server's error message may hold escape sequences that rewrite the
//! screen, set the clipboard or hide lines, and bidirectional controls that reverse what is read. Such characters
//! are shown, never obeyed.
//!
//! The notation is reversible: `\n`, `\r`, `\t`, `\u{1b}` for a character, `\x{ff}` for a byte that is not UTF-8,
//! and a backslash is doubled where it could be taken for the beginning of one of these, and only there, so that
//! `DOMAIN\user` stays readable.

use std::borrow::Cow;
use std::fmt::Write as _;

use zeroize::Zeroizing;

use crate::base::text::is_unsafe;

/// One line of text for a terminal, a table cell or a message. Newlines and tabs are shown as `\n` and `\t`.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    escape(text, &mut safe, false);
    Cow::Owned(safe)
}

/// A document of several lines: newlines and tabs stay what they are, everything else is treated as in [`line()`].
#[must_use]
pub fn document(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|character| is_unsafe(character) && !is_layout(character)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    escape(text, &mut safe, true);
    Cow::Owned(safe)
}

/// A secret as one line; the copy is wiped.
#[must_use]
pub fn secret_line(bytes: &[u8]) -> Zeroizing<String> {
    // A byte becomes at most six (`\x{ff}`, `\u{1b}`), so the string never grows and leaves no copy behind.
    let mut safe = Zeroizing::new(String::with_capacity(bytes.len().saturating_mul(6)));
    for chunk in bytes.utf8_chunks() {
        escape_before(chunk.valid(), &mut safe, false, !chunk.invalid().is_empty());
        for byte in chunk.invalid() {
            push_formatted(&mut safe, format_args!("\\x{{{byte:x}}}"));
        }
    }
    safe
}

/// Whether [`line()`] would leave the text as it is.
#[must_use]
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|character| is_unsafe(character) || character == '\\')
}

const fn is_layout(character: char) -> bool {
    matches!(character, '\n' | '\t')
}

fn escape(text: &str, safe: &mut String, keep_layout: bool) {
    escape_before(text, safe, keep_layout, false);
}

/// `byte_follows`: an escaped byte comes right after the text, so a backslash at its end must be doubled.
fn escape_before(text: &str, safe: &mut String, keep_layout: bool, byte_follows: bool) {
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            // In a document the backslash is left alone: scripts and configuration are full of them.
            '\\' if !keep_layout && looks_like_escape(rest.as_str(), byte_follows) => safe.push_str("\\\\"),
            character if !is_unsafe(character) || (keep_layout && is_layout(character)) => safe.push(character),
            '\n' => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' => safe.push_str("\\t"),
            _ => push_formatted(safe, format_args!("\\u{{{:x}}}", u32::from(character))),
        }
    }
}

/// Whether a backslash before `rest` would be read as the beginning of an escape.
fn looks_like_escape(rest: &str, byte_follows: bool) -> bool {
    match rest.chars().next() {
        None => byte_follows,
        Some('\\' | 'n' | 'r' | 't') => true,
        Some('u' | 'x') => rest.get(1..).is_some_and(|after| after.starts_with('{')),
        Some(next) => is_unsafe(next),
    }
}

fn push_formatted(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String can not fail.
    let _ = text.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The inverse, to prove that the notation loses nothing.
    fn read_back(safe: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = safe;
        while let Some(first) = rest.chars().next() {
            let escapes = [("\\\\", "\\"), ("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t")];
            if let Some((escape, meaning)) = escapes.iter().find(|(escape, _)| rest.starts_with(escape)) {
                bytes.extend(meaning.bytes());
                rest = &rest[escape.len()..];
            } else if let Some(hex) = rest.strip_prefix("\\u{") {
                let (number, after) = hex.split_once('}').unwrap();
                let character = char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap();
                bytes.extend(character.to_string().bytes());
                rest = after;
            } else if let Some(hex) = rest.strip_prefix("\\x{") {
                let (number, after) = hex.split_once('}').unwrap();
                bytes.push(u8::from_str_radix(number, 16).unwrap());
                rest = after;
            } else {
                bytes.extend(first.to_string().bytes());
                rest = &rest[first.len_utf8()..];
            }
        }
        bytes
    }

    #[test]
    fn escape_sequences_are_shown() {
        assert_eq!(line("\u{1b}[2Jx\u{7}"), "\\u{1b}[2Jx\\u{7}");
        assert_eq!(line("a\nb\tc\r"), "a\\nb\\tc\\r");
        assert_eq!(line("\u{202e}txt.exe\u{9b}31m"), "\\u{202e}txt.exe\\u{9b}31m");
        assert_eq!(line("tag \u{e0041}"), "tag \\u{e0041}");
    }

    #[test]
    fn a_backslash_is_doubled_only_where_it_could_be_misread() {
        assert_eq!(line(r"DOMAIN\user"), r"DOMAIN\user");
        assert_eq!(line(r"DOMAIN\nick"), r"DOMAIN\\nick");
        assert_eq!(line(r"\u{1b}"), r"\\u{1b}");
        assert_eq!(line("\\\u{1b}"), r"\\\u{1b}");
    }

    #[test]
    fn a_document_keeps_its_lines_and_backslashes() {
        assert_eq!(document("a\n\tb\\n\u{1b}"), "a\n\tb\\n\\u{1b}");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_bytes() {
        assert_eq!(secret_line(b"a\\\xff\x1b").as_str(), r"a\\\x{ff}\u{1b}");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_passes_and_nothing_is_lost(text in "(\\PC|\\\\|[nrtux{}1b]|\\p{Cc}|\\p{Cf}|\\p{Zl}|\\p{Zp})*") {
            let safe = line(&text);
            prop_assert!(!safe.chars().any(is_unsafe));
            prop_assert_eq!(read_back(&safe), text.as_bytes());
        }

        #[test]
        fn secrets_of_any_bytes_are_shown_without_loss(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let safe = secret_line(&bytes);
            prop_assert!(!safe.chars().any(is_unsafe));
            prop_assert!(safe.len() <= bytes.len() * 6);
            prop_assert_eq!(read_back(&safe), bytes);
        }

        #[test]
        fn documents_keep_nothing_unsafe_but_layout(text in "(\\PC|\\p{Cc}|\\p{Cf})*") {
            prop_assert!(!document(&text).chars().any(|c| is_unsafe(c) && !is_layout(c)));
        }
    }
}
