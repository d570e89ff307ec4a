//! JSON that is safe to look at: C0, DEL, C1, bidirectional and invisible characters are `\u` escapes.
//!
//! SECURITY: values are serialised straight into a [`SecretBuffer`]. Never through `serde_json::Value` or
//! `to_string`, which leave copies of a secret in memory that nobody wipes.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::reveal::NOT_TEXT;
use super::secret_buffer::SecretBuffer;
use crate::base::exit::Status;
use crate::base::text::is_unsafe;
use crate::base::{Error, Result};

/// Appends `value` as compact JSON.
/// A secret that is not UTF-8 is a usage error; any other refusal of the serialiser is a fault of ours.
pub fn write<T: Serialize + ?Sized>(value: &T, buffer: &mut SecretBuffer) -> Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *buffer, VisibleFormatter);
    value.serialize(&mut serializer).map_err(|cause| {
        if cause.to_string() == NOT_TEXT {
            Error::usage("the value is not UTF-8 text and can not be JSON").hint("use -o plain, or --out FILE")
        } else {
            Error::internal("can not write JSON").caused_by(cause)
        }
    })
}

/// `value` as compact JSON text, for documents that hold no secret (SARIF, event details).
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let mut buffer = SecretBuffer::new();
    write(value, &mut buffer)?;
    std::str::from_utf8(buffer.as_bytes())
        .map(str::to_owned)
        .map_err(|cause| Error::internal("can not write JSON").caused_by(cause))
}

/// Appends the envelope around data that `write_data` appends.
pub(super) fn write_envelope(
    status: Status,
    changed: bool,
    warnings: &[String],
    buffer: &mut SecretBuffer,
    write_data: impl FnOnce(&mut SecretBuffer) -> Result<()>,
) -> Result<()> {
    buffer.push_text("{\"ok\":");
    write(&status.is_ok(), buffer)?;
    buffer.push_text(",\"changed\":");
    write(&changed, buffer)?;
    buffer.push_text(",\"data\":");
    write_data(buffer)?;
    buffer.push_text(",\"warnings\":");
    write(warnings, buffer)?;
    buffer.push_text("}\n");
    Ok(())
}

/// A failure as one object.
pub(super) fn write_error(error: &Error, warnings: &[String], buffer: &mut SecretBuffer) -> Result<()> {
    #[derive(Serialize)]
    struct Failure<'a> {
        ok: bool,
        error: Description<'a>,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        warnings: &'a [String],
    }
    #[derive(Serialize)]
    struct Description<'a> {
        kind: &'static str,
        message: &'a str,
        hint: Option<&'a str>,
        exit_code: u8,
        causes: Vec<String>,
    }
    let description = Description {
        kind: error.kind().name(),
        message: error.message(),
        hint: error.hint_text(),
        exit_code: error.kind().exit_code(),
        causes: error.causes(),
    };
    write(&Failure { ok: false, error: description, warnings }, buffer)?;
    buffer.push_text("\n");
    Ok(())
}

/// Compact JSON in which every character that a terminal obeys or hides is visible.
struct VisibleFormatter;

impl Formatter for VisibleFormatter {
    /// `serde_json` has already taken out what JSON itself must escape: the quote, the backslash and C0.
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_unsafe(*character)) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            // Beyond the basic plane JSON wants a surrogate pair: hence UTF-16 units.
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(character.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Kind, Secret};
    use crate::output::Revealed;

    #[test]
    fn dangerous_characters_are_escaped_as_units() {
        let text = to_text("\u{1b}\u{7f}\u{9b}\u{202e}\u{200b}\u{2028}\u{e0041}é").unwrap();
        assert_eq!(text, r#""\u001b\u007f\u009b\u202e\u200b\u2028\udb40\udc41é""#);
    }

    #[test]
    fn a_secret_of_other_bytes_is_refused_with_a_way_out() {
        let secret = Secret::new(vec![0xff, 0xfe]);
        let error = write(&Revealed(&secret), &mut SecretBuffer::new()).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert_eq!(error.hint_text(), Some("use -o plain, or --out FILE"));
    }

    #[test]
    fn an_error_is_one_object_with_kind_and_code() {
        let error = Error::not_found("no key `x`").hint("claviger apikey list");
        let mut buffer = SecretBuffer::new();
        write_error(&error, &[], &mut buffer).unwrap();
        assert_eq!(
            std::str::from_utf8(buffer.as_bytes()).unwrap(),
            "{\"ok\":false,\"error\":{\"kind\":\"not_found\",\"message\":\"no key `x`\",\
             \"hint\":\"claviger apikey list\",\"exit_code\":3,\"causes\":[]}}\n"
        );
    }

    proptest! {
        #[test]
        fn every_string_is_read_back_as_it_was(text in "(\\PC|\\p{Cc}|\\p{Cf}|[\"\\\\])*") {
            let json = to_text(&text).unwrap();
            prop_assert!(!json.chars().any(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
