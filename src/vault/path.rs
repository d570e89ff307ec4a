//! The names of secrets: a path, a field in the document there, and a reference to both (`app/db#password`).
//!
//! What is not on the list of allowed characters is refused, never cleaned up: clients and servers of KV engines
//! silently rewrite `..`, doubled slashes, line breaks and percent signs, and would then act on another secret.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::text::shorten;
use crate::base::{Error, Result};

/// Longest path in bytes. OpenBao allows more, but a path must fit a log line and an event.
const PATH_LIMIT: usize = 512;

/// Longest name of a field in bytes.
const FIELD_LIMIT: usize = 128;

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-')
}

/// Where a secret is kept: segments of `A-Z a-z 0-9 . _ -`, joined by `/`, none of them empty, `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Path(String);

impl Path {
    /// Reads a path; at most 512 characters. Fails with `Usage`.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |why: &str| Error::usage(format!("`{}` is not the path of a secret: {why}", shown(text)));
        if text.is_empty() {
            return Err(Error::usage("the path of a secret is empty").hint("name it as in app/db"));
        }
        if text.len() > PATH_LIMIT {
            return Err(refuse(&format!("it is longer than {PATH_LIMIT} characters")).hint("shorten it"));
        }
        if let Some(character) = text.chars().find(|character| *character != '/' && !is_allowed(*character)) {
            return Err(refuse(&format!("it contains {}", name_of(character)))
                .hint("use letters, digits, `.`, `_`, `-`, and `/` between segments, as in app/db"));
        }
        if text.starts_with('/') || text.ends_with('/') {
            let bare = text.trim_matches('/');
            let example = if bare.is_empty() { "app/db" } else { bare };
            return Err(refuse("it begins or ends with `/`").hint(format!("write it as {}", shorten(example, 60))));
        }
        match text.split('/').find(|segment| matches!(*segment, "" | "." | "..")) {
            Some("") => Err(refuse("it contains `//`").hint("write one `/` between segments, as in app/db")),
            Some(segment) => {
                Err(refuse(&format!("it contains the segment `{segment}`")).hint("write the whole path, as in app/db"))
            }
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is `prefix` itself or lies below it, by whole segments: `apple/x` does not lie below `app`.
    #[must_use]
    pub fn is_within(&self, prefix: &Self) -> bool {
        self.0.strip_prefix(&prefix.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Path {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.0
    }
}

/// The name of a value in a document: `A-Z a-z 0-9 . _ -`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Field(String);

impl Field {
    /// Reads the name of a field; at most 128 characters. Fails with `Usage`.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |why: &str| Error::usage(format!("`{}` is not the name of a field: {why}", shown(text)));
        if text.is_empty() {
            return Err(Error::usage("the name of a field is empty").hint("name it after `#`, as in app/db#password"));
        }
        if text.len() > FIELD_LIMIT {
            return Err(refuse(&format!("it is longer than {FIELD_LIMIT} characters")).hint("shorten it"));
        }
        match text.chars().find(|character| !is_allowed(*character)) {
            Some(character) => Err(refuse(&format!("it contains {}", name_of(character)))
                .hint("use letters, digits, `.`, `_` and `-`, as in app/db#password")),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Field {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.0
    }
}

/// `PATH` or `PATH#FIELD`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// Where the document is kept.
    pub path: Path,
    /// Which of its fields; none means the document.
    pub field: Option<Field>,
}

impl Reference {
    /// Reads `app/db` or `app/db#password`. Fails with `Usage`.
    pub fn parse(text: &str) -> Result<Self> {
        match text.split_once('#') {
            Some((path, field)) => Ok(Self { path: Path::parse(path)?, field: Some(Field::parse(field)?) }),
            None => Ok(Self { path: Path::parse(text)?, field: None }),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)?;
        self.field.as_ref().map_or(Ok(()), |field| write!(f, "#{field}"))
    }
}

/// Text that was refused, short and without anything a terminal would obey.
fn shown(text: &str) -> String {
    shorten(text, 60).escape_debug().to_string()
}

fn name_of(character: char) -> String {
    match character {
        ' ' => "a blank".to_owned(),
        other => format!("`{}`", other.escape_debug()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Kind;

    #[test]
    fn what_a_server_would_rewrite_is_refused_with_a_hint() {
        for text in [
            "",
            "/",
            "//",
            "/app",
            "app/",
            "app//db",
            ".",
            "..",
            "app/../db",
            "app/./db",
            "app db",
            "app\ndb",
            "app%2fdb",
            "app\\db",
            "app?x",
            "app#",
            "app#a#b",
            "app#a/b",
            "app#a b",
            "#a",
            "ápp",
            "app\u{202e}",
            "app\0",
        ] {
            let error = Reference::parse(text).unwrap_err();
            assert_eq!(error.kind(), Kind::Usage, "{text:?}");
            assert!(error.hint_text().is_some(), "{text:?}");
            assert!(!error.message().contains(char::is_control), "{text:?}");
        }
        assert!(Path::parse(&"a".repeat(512)).is_ok());
        assert!(Path::parse(&"a".repeat(513)).is_err());
        assert!(Field::parse(&"a".repeat(129)).is_err());
    }

    #[test]
    fn a_reference_is_a_path_and_perhaps_a_field() {
        let reference = Reference::parse("app/db-1.x_y#password").unwrap();
        assert_eq!(reference.path.as_str(), "app/db-1.x_y");
        assert_eq!(reference.field.as_ref().map(Field::as_str), Some("password"));
        assert_eq!(reference.to_string(), "app/db-1.x_y#password");
        assert_eq!(Reference::parse("...").unwrap().field, None);
    }

    #[test]
    fn lying_below_is_a_matter_of_whole_segments() {
        let within = |path: &str, prefix: &str| Path::parse(path).unwrap().is_within(&Path::parse(prefix).unwrap());
        assert!(within("app", "app") && within("app/db", "app") && within("app/db/x", "app/db"));
        assert!(!within("apple/db", "app") && !within("app", "app/db"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_accepted_is_kept_as_it_is_and_obeys_the_list(text in "[a-c./#_ -]{0,12}|\\PC{0,8}|.{0,8}") {
            if let Ok(reference) = Reference::parse(&text) {
                prop_assert_eq!(reference.to_string(), text);
                for segment in reference.path.as_str().split('/') {
                    prop_assert!(!matches!(segment, "" | "." | ".."));
                    prop_assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)));
                }
            }
        }

        #[test]
        fn every_path_of_allowed_segments_is_accepted(segments in prop::collection::vec("[A-Za-z0-9_-][A-Za-z0-9._-]{0,8}", 1..6)) {
            let text = segments.join("/");
            let path = Path::parse(&text).unwrap();
            prop_assert_eq!(path.as_str(), text);
        }
    }
}
