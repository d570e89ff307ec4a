//! How far a sweep has come: a place in the order of the rows, kept as text between two runs.

use crate::base::{Error, Result};
use crate::db::value::Value;

/// A place in the order of the rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Position {
    /// Before the first row.
    Start,
    /// Behind the row with this key.
    After(Vec<Value>),
    /// Before this block of a table without a key.
    Block(i64),
}

impl Position {
    /// As it is stored. Keys are no secrets; those of the application's rows stand in reports, too.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Start => String::new(),
            Self::Block(block) => serde_json::json!({ "block": block }).to_string(),
            Self::After(key) => key.iter().map(part_to_json).collect::<serde_json::Value>().to_string(),
        }
    }

    /// Reads what was stored.
    pub fn from_text(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Ok(Self::Start);
        }
        let damaged = || Error::integrity("a position in `claviger_sweeps` is damaged").hint("delete that row");
        let parsed: serde_json::Value = serde_json::from_str(text).map_err(|_| damaged())?;
        if let Some(block) = parsed.get("block").and_then(serde_json::Value::as_i64) {
            return Ok(Self::Block(block));
        }
        let parts = parsed.as_array().ok_or_else(damaged)?;
        parts.iter().map(part_from_json).collect::<Option<_>>().map(Self::After).ok_or_else(damaged)
    }
}

/// A key as people write it: `7`, `a, 7`.
#[must_use]
pub fn key_text(key: &[Value]) -> String {
    let part = |value: &Value| match value {
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => format!("x'{}'", data_encoding::HEXLOWER.encode(bytes)),
        other => other.kind().to_owned(),
    };
    key.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn part_to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => serde_json::json!({ "bytes": data_encoding::HEXLOWER.encode(bytes) }),
        // The bits, since the text of a number may round it.
        Value::Real(number) => serde_json::json!({ "real": number.to_bits() }),
        _ => serde_json::Value::Null,
    }
}

fn part_from_json(part: &serde_json::Value) -> Option<Value> {
    if let Some(number) = part.as_i64() {
        return Some(Value::Int(number));
    }
    if let Some(text) = part.as_str() {
        return Some(Value::Text(text.to_owned()));
    }
    if let Some(bits) = part.get("real").and_then(serde_json::Value::as_u64) {
        return Some(Value::Real(f64::from_bits(bits)));
    }
    let hex = part.get("bytes")?.as_str()?;
    data_encoding::HEXLOWER.decode(hex.as_bytes()).ok().map(Value::Bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_survives_being_stored() {
        let key = vec![Value::Int(-7), "a, \"b\" 漢".into(), Value::Bytes(vec![0, 255]), Value::Real(0.1)];
        for position in [Position::Start, Position::Block(12), Position::After(key)] {
            assert_eq!(Position::from_text(&position.to_text()).unwrap(), position);
        }
        assert!(Position::from_text("nonsense").is_err());
        assert!(Position::from_text("[null]").is_err());
    }
}
