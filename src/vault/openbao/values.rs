//! Documents as a server keeps them: a JSON object, in which others may have put more than text.
//!
//! **The rule**: a field that is text is its text. A field that is anything else (a number, a list, `null`) is shown as
//! its JSON, and a write that leaves it as it was shown leaves it as it is on the server: the number stays a number. A
//! field whose name claviger could not write on a command line is not shown, and never touched by a write. Nothing that
//! claviger can not represent is ever lost by writing something beside it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::base::{Error, Result, Secret};
use crate::vault::{Document, Field, Path};

/// What a document has beside text fields: the JSON of each, by name.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Foreign(BTreeMap<String, Secret>);

/// The fields of a version, as they come: none when the version holds `null`.
#[derive(Deserialize, Default)]
#[serde(transparent)]
pub(super) struct Stored<'a>(#[serde(borrow)] Option<BTreeMap<String, &'a RawValue>>);

impl Stored<'_> {
    /// What claviger sees, and what it must keep.
    pub(super) fn read(&self) -> Result<(Document, Foreign)> {
        let (mut document, mut foreign) = (Document::new(), Foreign::default());
        for (name, value) in self.0.iter().flatten() {
            let json = value.get();
            let text = read_text(json)?;
            let is_text = text.is_some();
            let shown = text.unwrap_or_else(|| Secret::from_text(json.to_owned()));
            match Field::parse(name) {
                Ok(field) => {
                    document.set(field, shown);
                    if !is_text {
                        foreign.0.insert(name.clone(), Secret::from_text(json.to_owned()));
                    }
                }
                Err(_) => {
                    foreign.0.insert(name.clone(), Secret::from_text(json.to_owned()));
                }
            }
        }
        Ok((document, foreign))
    }
}

/// The text of a JSON string; none for any other JSON.
fn read_text(json: &str) -> Result<Option<Secret>> {
    if !json.starts_with('"') {
        return Ok(None);
    }
    let text: String = serde_json::from_str(json)
        .map_err(|_| Error::integrity("a value in the vault is text that can not be read"))?;
    Ok(Some(Secret::from_text(text)))
}

impl Foreign {
    /// Whether there is nothing that needs care.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of what is not shown.
    pub(super) fn hidden_names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|name| Field::parse(name).is_err())
    }

    /// The body of a write: the document with what it must keep. `expected` is the version that it follows.
    ///
    /// Fails with `Usage` when a value is no text: JSON has nothing else for it.
    pub(super) fn write(&self, document: &Document, expected: u32, path: &Path) -> Result<Zeroizing<Vec<u8>>> {
        let size: usize = document.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        // Most values need no escapes; for those that do, the buffer grows by moving, and wipes where it was.
        let mut body = Json(Zeroizing::new(Vec::with_capacity(size + 16 * document.iter().len() + 256)));
        body.add(b"{\"options\":{\"cas\":");
        body.add(expected.to_string().as_bytes());
        body.add(b"},\"data\":{");
        let mut is_first = true;
        for (field, value) in document.iter() {
            body.begin(field.as_str(), &mut is_first);
            match self.0.get(field.as_str()).filter(|json| *json == value) {
                Some(json) => body.add(json.expose()),
                None => body.text(value.expose_text("it").map_err(|_| not_text(path, field))?),
            }
        }
        for name in self.hidden_names() {
            if let Some(json) = self.0.get(name) {
                body.begin(name, &mut is_first);
                body.add(json.expose());
            }
        }
        body.add(b"}}");
        Ok(body.0)
    }
}

fn not_text(path: &Path, field: &Field) -> Error {
    Error::usage(format!("the value for `{path}#{field}` is not UTF-8 text, and the vault keeps only text"))
        .hint("store it encoded: base64 -w0 FILE | claviger secret set … --stdin")
}

struct Json(Zeroizing<Vec<u8>>);

impl Json {
    fn add(&mut self, bytes: &[u8]) {
        if self.0.capacity() - self.0.len() < bytes.len() {
            let mut larger = Zeroizing::new(Vec::with_capacity((self.0.len() + bytes.len()) * 2));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }

    fn begin(&mut self, name: &str, is_first: &mut bool) {
        if !std::mem::take(is_first) {
            self.add(b",");
        }
        self.text(name);
        self.add(b":");
    }

    /// A JSON string, RFC 8259 section 7: only what must be escaped is.
    fn text(&mut self, text: &str) {
        self.add(b"\"");
        for part in text.split_inclusive(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1f')) {
            let plain = part.trim_end_matches(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1f'));
            self.add(plain.as_bytes());
            if let Some(special) = part.get(plain.len()..).and_then(|rest| rest.chars().next()) {
                match special {
                    '"' | '\\' => self.add(&[b'\\', special as u8]),
                    other => self.add(format!("\\u{:04x}", u32::from(other)).as_bytes()),
                }
            }
        }
        self.add(b"\"");
    }
}

/// A small object of texts as JSON, for credentials.
pub(super) fn texts_as_json(texts: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    let size: usize = texts.iter().map(|(name, value)| name.len() + value.len() + 8).sum();
    let mut body = Json(Zeroizing::new(Vec::with_capacity(size + 2)));
    body.add(b"{");
    let mut is_first = true;
    for (name, value) in texts {
        body.begin(name, &mut is_first);
        body.text(value);
    }
    body.add(b"}");
    body.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path() -> Path {
        Path::parse("app/db").unwrap()
    }

    fn data_of(body: &[u8]) -> String {
        let text = std::str::from_utf8(body).unwrap();
        text.strip_prefix("{\"options\":{\"cas\":3},\"data\":").unwrap().strip_suffix('}').unwrap().to_owned()
    }

    fn set(document: &mut Document, field: &str, value: &str) {
        document.set(Field::parse(field).unwrap(), Secret::from_text(value.to_owned()));
    }

    fn get(document: &Document, field: &str) -> String {
        let value = document.find_field(&Field::parse(field).unwrap()).unwrap();
        value.expose_text("it").unwrap().to_owned()
    }

    #[test]
    fn what_is_not_text_survives_a_write_beside_it() {
        let json = r#"{"a":"one","big":12345678901234567890123.50,"list":[1, "x"],"no":null,"we ird":"k","é":{"x":1}}"#;
        let stored: Stored<'_> = serde_json::from_str(json).unwrap();
        let (mut document, foreign) = stored.read().unwrap();
        assert_eq!(get(&document, "big"), "12345678901234567890123.50");
        assert_eq!(get(&document, "list"), r#"[1, "x"]"#);
        assert_eq!(get(&document, "no"), "null");
        assert_eq!(document.iter().len(), 4, "names that can not be written are not shown");
        assert_eq!(foreign.hidden_names().collect::<Vec<_>>(), ["we ird", "é"]);
        set(&mut document, "a", "two");
        set(&mut document, "no", "now text");
        document.remove(&Field::parse("list").unwrap());
        let body = foreign.write(&document, 3, &path()).unwrap();
        let expected = r#"{"a":"two","big":12345678901234567890123.50,"no":"now text","we ird":"k","é":{"x":1}}"#;
        assert_eq!(data_of(&body), expected);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let document: Document = [(Field::parse("key").unwrap(), Secret::new(vec![0xff, 0xfe]))].into_iter().collect();
        let error = Foreign::default().write(&document, 0, &path()).unwrap_err();
        assert!(error.message().contains("app/db#key") && error.hint_text().unwrap().contains("base64"));
    }

    #[test]
    fn null_is_a_document_without_fields() {
        let stored: Stored<'_> = serde_json::from_str("null").unwrap();
        assert!(stored.read().unwrap().0.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_written(values in prop::collection::btree_map("[a-z]{1,3}", "\\PC{0,6}|.{0,6}|[\"\\\\\u{0}-\u{1f}]{0,6}", 0..5)) {
            let mut document = Document::new();
            for (name, value) in &values {
                set(&mut document, name, value);
            }
            let body = Foreign::default().write(&document, 3, &path()).unwrap();
            let data = data_of(&body);
            let parsed: BTreeMap<String, String> = serde_json::from_str(&data).unwrap();
            prop_assert_eq!(&parsed, &values);
            let stored: Stored<'_> = serde_json::from_str(&data).unwrap();
            let (read, foreign) = stored.read().unwrap();
            prop_assert_eq!(read, document);
            prop_assert!(foreign.is_empty());
        }
    }
}
