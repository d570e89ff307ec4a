//! One value of a declared column: what it is, and what becomes of it.

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::cipher;
use super::keys::Readers;
use crate::commands::keyring::columns::token;
use crate::config::{Plain, Wrapper};
use crate::db::Value;

/// What a value is.
pub(crate) enum Found {
    /// There is none.
    Null,
    /// A token that one of the keys reads.
    Token {
        /// The place of the key; 0 is the primary key.
        place: usize,
        /// What it holds.
        plain: Zeroizing<Vec<u8>>,
        /// Its time, as it stands in it.
        time: [u8; 8],
        /// Whether every implementation reads it.
        is_canonical: bool,
    },
    /// What looks like a token, and none of the keys reads it.
    Unreadable,
    /// No token.
    Plain,
}

/// Looks at a value. `last` is the place of the key of the value before it.
pub(crate) fn look(readers: &Readers, value: &Value, wrapper: Wrapper, last: &mut usize) -> Found {
    if *value == Value::Null {
        return Found::Null;
    }
    let Some(text) = unwrap(value, wrapper) else { return what_else(as_bytes(value)) };
    let Some((token, is_canonical)) = cipher::decode(&text) else { return what_else(&text) };
    match (readers.open(&token, last), cipher::time_of(&token)) {
        (Some((place, plain)), Some(time)) => Found::Token { place, plain, time, is_canonical },
        _ if cipher::has_form(&token) => Found::Unreadable,
        _ => what_else(&text),
    }
}

/// What a value is that is no token as a whole: one that was cut or damaged, one within a longer value, or plain text.
fn what_else(text: &[u8]) -> Found {
    if begins_like_token(text) || token::within(text).next().is_some() { Found::Unreadable } else { Found::Plain }
}

fn as_bytes(value: &Value) -> &[u8] {
    match value {
        Value::Text(text) => text.as_bytes(),
        Value::Bytes(bytes) => bytes,
        _ => &[],
    }
}

/// The time of what has the form of a token, without any key.
pub(crate) fn time_of(value: &Value, wrapper: Wrapper) -> Option<[u8; 8]> {
    let text = unwrap(value, wrapper)?;
    let (token, _) = cipher::decode(&text)?;
    cipher::has_form(&token).then(|| cipher::time_of(&token))?
}

/// How every token begins whose time is before 2106: version 0x80 and four bytes of zero. A value that begins like this
/// and is none was cut or damaged; it is never taken for plain text.
fn begins_like_token(text: &[u8]) -> bool {
    text.trim_ascii_start().starts_with(b"gAAAA")
}

/// The text of a token as it is kept in a column; none where what is kept can not be one.
fn unwrap(value: &Value, wrapper: Wrapper) -> Option<Cow<'_, [u8]>> {
    let bytes = match value {
        Value::Text(_) | Value::Bytes(_) => as_bytes(value),
        _ => return None,
    };
    match wrapper {
        Wrapper::Text | Wrapper::Bytes => Some(Cow::Borrowed(bytes)),
        Wrapper::JsonString => serde_json::from_slice::<String>(bytes).ok().map(|text| Cow::Owned(text.into_bytes())),
    }
}

/// A new token in the form of the value that it replaces.
pub(crate) fn wrap(token: String, like: &Value, wrapper: Wrapper) -> Value {
    let text = match wrapper {
        Wrapper::Text | Wrapper::Bytes => token,
        // Base64 has nothing that JSON would escape.
        Wrapper::JsonString => format!("\"{token}\""),
    };
    match like {
        Value::Bytes(_) => Value::Bytes(text.into_bytes()),
        _ => Value::Text(text),
    }
}

/// What is to be encrypted of a value that is no token: the content of a JSON string, everything else as it stands.
pub(crate) fn content(value: &Value, wrapper: Wrapper) -> Option<Zeroizing<Vec<u8>>> {
    if let Some(text) = unwrap(value, wrapper) {
        return Some(Zeroizing::new(text.into_owned()));
    }
    let text = match value {
        Value::Text(text) => text.clone().into_bytes(),
        Value::Bytes(bytes) => bytes.clone(),
        Value::Int(number) => number.to_string().into_bytes(),
        _ => return None,
    };
    Some(Zeroizing::new(text))
}

/// Why a value can not be handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A token of no key in the ring, or a damaged one.
    Undecryptable,
    /// Plain text in a column that must hold none.
    Plaintext,
    /// The token would be longer than the column.
    TooWide {
        /// Characters of the token.
        needed: usize,
        /// Characters that the column keeps.
        limit: usize,
    },
    /// A value that can not be encrypted, such as a real number.
    Unencryptable(&'static str),
    /// It could be re-encrypted, but the row has a companion column and another value that can not be.
    Beside,
    /// The database refuses the new value.
    Refused(String),
}

impl Fault {
    /// The reason in one word, for scripts.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Undecryptable => "undecryptable",
            Self::Plaintext => "plaintext",
            Self::TooWide { .. } => "too_wide",
            Self::Unencryptable(_) => "unencryptable",
            Self::Beside => "row_left",
            Self::Refused(_) => "refused",
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Undecryptable => {
                f.write_str("a token of no key in the keyring, a damaged one, or one within a longer value")
            }
            Self::Plaintext => f.write_str("plain text, where `plain = \"fail\"` wants none"),
            Self::TooWide { needed, limit } => {
                write!(f, "the token has {needed} characters, the column keeps {limit}")
            }
            Self::Unencryptable(kind) => write!(f, "{kind} can not be encrypted"),
            Self::Beside => {
                f.write_str("another value of its row can not be handled, and they share a companion column")
            }
            Self::Refused(why) => write!(f, "the database refuses the new value: {why}"),
        }
    }
}

/// What becomes of a value.
pub(crate) enum Verdict {
    /// Nothing: there is none.
    Null,
    /// Nothing: it is under the primary key.
    Current,
    /// Nothing: it is plain text, and may be.
    Plain,
    /// It gets another one.
    Rewrite {
        /// The new value.
        value: Value,
        /// Whether the old one was not canonical.
        is_repair: bool,
    },
    /// Nothing, since it can not be handled.
    Fault(Fault),
}

/// Decides about a value. `vector` is used up by a new token; `now` is the time of one that was plain text.
pub(crate) fn judge(
    readers: &Readers,
    value: &Value,
    (wrapper, limit, plain_rule): (Wrapper, Option<usize>, Plain),
    vector: [u8; 16],
    now: [u8; 8],
    last: &mut usize,
) -> Verdict {
    let (plain, time, is_repair) = match look(readers, value, wrapper, last) {
        Found::Null => return Verdict::Null,
        Found::Unreadable => return Verdict::Fault(Fault::Undecryptable),
        Found::Token { place: 0, .. } => return Verdict::Current,
        Found::Token { plain, time, is_canonical, .. } => (plain, time, !is_canonical),
        Found::Plain => match plain_rule {
            Plain::Skip => return Verdict::Plain,
            Plain::Fail => return Verdict::Fault(Fault::Plaintext),
            Plain::Encrypt => match content(value, wrapper) {
                Some(content) => (content, now, false),
                None => return Verdict::Fault(Fault::Unencryptable(value.kind())),
            },
        },
    };
    let token = readers.primary().ok().and_then(|cipher| cipher.seal(time, vector, &plain));
    let Some(token) = token else { return Verdict::Fault(Fault::Unencryptable(value.kind())) };
    let value = wrap(token, value, wrapper);
    let needed = match &value {
        Value::Text(text) => text.chars().count(),
        Value::Bytes(bytes) => bytes.len(),
        _ => 0,
    };
    match limit.filter(|limit| needed > *limit) {
        Some(limit) => Verdict::Fault(Fault::TooWide { needed, limit }),
        None => Verdict::Rewrite { value, is_repair },
    }
}
