//! Identifiers: of rows in tables that may use integers, UUIDs or text, and of claviger's own operations.

use std::fmt;

use serde::{Serialize, Serializer};

use super::error::Result;
use super::rng::Rng;

/// The key of a row in an application's table, opaque to us: what was read is what is sent back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// An integer key.
    Int(i64),
    /// A UUID or any other text key.
    Text(String),
}

impl Id {
    /// What a person typed: an integer as it would be printed is one, everything else is text. `007` and `+7` stay
    /// what they are: where keys are text, they are not the key `7`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let number = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
        number.map_or_else(|| Self::Text(text.to_owned()), Self::Int)
    }
}

impl Id {
    /// Whether what a person typed is the key of a row: a number is one only as it is printed, text in any case, since
    /// UUIDs are written in both.
    #[must_use]
    pub fn names(&self, of_row: &Self) -> bool {
        match (self, of_row) {
            (Self::Text(typed), Self::Text(stored)) => {
                typed.eq_ignore_ascii_case(stored)
                    || typed.replace('-', "").eq_ignore_ascii_case(&stored.replace('-', ""))
            }
            (typed, stored) => typed.to_string() == stored.to_string(),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Serialize for Id {
    /// A number where the table counts, a string elsewhere.
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A fresh id for an operation over two systems: 16 random bytes in hex.
pub fn operation_id(rng: &mut Rng) -> Result<String> {
    Ok(data_encoding::HEXLOWER.encode(rng.bytes::<16>()?.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_as_it_would_be_printed_is_a_number() {
        assert_eq!(Id::parse("42"), Id::Int(42));
        assert_eq!(Id::parse("-1"), Id::Int(-1));
        assert!(Id::parse("7").names(&Id::Int(7)) && Id::parse("7").names(&Id::Text("7".into())));
        assert!(!Id::parse("07").names(&Id::Int(7)) && !Id::parse("1.0").names(&Id::Int(1)));
        for text in ["007", "+7", "-0", "99999999999999999999", "7f", ""] {
            assert_eq!(Id::parse(text), Id::Text(text.to_owned()));
        }
    }
}
