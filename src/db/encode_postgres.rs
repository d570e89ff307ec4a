//! Parameters for PostgreSQL: each value in the binary form of the type that the server inferred for its place.
//!
//! That is how one SQL text serves integer and UUID keys, booleans kept as integers, times with and without a zone,
//! and role columns that are native enums with labels in capitals.

use std::borrow::Cow;

use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgTypeKind};
use sqlx::{Postgres, Type, TypeInfo};

use super::decode::POSTGRES_EPOCH_MICROSECONDS;
use super::value::Value;
use crate::base::{Error, Result, text};

/// A value with its type, ready for the wire.
pub(super) struct Parameter {
    type_info: PgTypeInfo,
    bytes: Option<Vec<u8>>,
}

impl Type<Postgres> for Parameter {
    fn type_info() -> PgTypeInfo {
        // Never asked: `produces` gives the type of each parameter.
        PgTypeInfo::with_name("text")
    }

    fn compatible(_: &PgTypeInfo) -> bool {
        true
    }
}

impl Encode<'_, Postgres> for Parameter {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> std::result::Result<IsNull, BoxDynError> {
        match &self.bytes {
            None => Ok(IsNull::Yes),
            Some(bytes) => {
                buffer.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
        }
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(self.type_info.clone())
    }
}

/// Converts `value` to the type that the server expects.
pub(super) fn parameter(value: &Value, type_info: &PgTypeInfo) -> Result<Parameter> {
    let bytes = match value {
        Value::Null => None,
        present => {
            let mut bytes = Vec::new();
            write(&mut bytes, present, type_info)?;
            Some(bytes)
        }
    };
    Ok(Parameter { type_info: type_info.clone(), bytes })
}

/// Many values as one parameter: an array of `element`, whose own type has the number `array`.
pub(super) fn array<'v>(
    values: impl ExactSizeIterator<Item = &'v Value>,
    element: &PgTypeInfo,
    array: Oid,
) -> Result<Parameter> {
    let mut bytes = Vec::with_capacity(20 + values.len() * 32);
    write_array(&mut bytes, values, element)?;
    Ok(Parameter { type_info: PgTypeInfo::with_oid(array), bytes: Some(bytes) })
}

/// The same for an array type as the server inferred it.
pub(super) fn array_of<'v>(
    values: impl ExactSizeIterator<Item = &'v Value>,
    type_info: &PgTypeInfo,
) -> Result<Parameter> {
    match (type_info.kind(), type_info.oid()) {
        (PgTypeKind::Array(element), Some(oid)) => array(values, element, oid),
        _ => Err(Error::internal("a parameter for many rows is no array")),
    }
}

/// The binary form of a one-dimensional array (`array_recv` of PostgreSQL).
fn write_array<'v>(
    bytes: &mut Vec<u8>,
    values: impl ExactSizeIterator<Item = &'v Value>,
    element: &PgTypeInfo,
) -> Result<()> {
    let too_large = || Error::internal("a list is too large for one statement");
    let oid = element.oid().ok_or_else(|| Error::internal("the type of a list's elements has no number"))?;
    let count = u32::try_from(values.len()).map_err(|_| too_large())?;
    // One dimension; there may be nulls; their type; how many; the first is number 1.
    for word in [1, 1, oid.0, count, 1] {
        bytes.extend_from_slice(&word.to_be_bytes());
    }
    for value in values {
        let start = bytes.len();
        // The length of null is -1.
        bytes.extend_from_slice(&(-1_i32).to_be_bytes());
        if *value != Value::Null {
            write(bytes, value, element)?;
            let length = i32::try_from(bytes.len() - start - 4).map_err(|_| too_large())?;
            if let Some(place) = bytes.get_mut(start..start + 4) {
                place.copy_from_slice(&length.to_be_bytes());
            }
        }
    }
    Ok(())
}

/// Appends the binary form of a value that is not null.
fn write(bytes: &mut Vec<u8>, value: &Value, type_info: &PgTypeInfo) -> Result<()> {
    match (type_info.kind(), value) {
        (PgTypeKind::Enum(labels), _) => {
            bytes.extend_from_slice(enum_label(value, labels)?.as_bytes());
            return Ok(());
        }
        (PgTypeKind::Array(element), Value::List(values)) => return write_array(bytes, values.iter(), element),
        _ => {}
    }
    let name = type_info.name();
    let misfit = || match value {
        Value::Text(given) => Error::not_found(format!(
            "`{}` is not a value of the type {}",
            text::shorten(given, 60),
            name.to_lowercase()
        )),
        other => Error::internal(format!("{} can not be sent as {name}", other.kind())),
    };
    let integer = || match value {
        Value::Int(number) => Ok(*number),
        Value::Bool(flag) => Ok(i64::from(*flag)),
        Value::Text(digits) => digits.parse().map_err(|_| misfit()),
        _ => Err(misfit()),
    };
    match name {
        "BOOL" => match value {
            Value::Bool(flag) => bytes.push(u8::from(*flag)),
            Value::Int(number) => bytes.push(u8::from(*number != 0)),
            _ => return Err(misfit()),
        },
        "INT2" => bytes.extend_from_slice(&i16::try_from(integer()?).map_err(|_| misfit())?.to_be_bytes()),
        "INT4" => bytes.extend_from_slice(&i32::try_from(integer()?).map_err(|_| misfit())?.to_be_bytes()),
        "INT8" => bytes.extend_from_slice(&integer()?.to_be_bytes()),
        "UUID" => match value {
            Value::Text(given) => {
                bytes.extend_from_slice(uuid::Uuid::parse_str(given).map_err(|_| misfit())?.as_bytes());
            }
            Value::Int(number) => {
                return Err(Error::not_found(format!("`{number}` is not a value of the type uuid")));
            }
            _ => return Err(misfit()),
        },
        "TIMESTAMP" | "TIMESTAMPTZ" => match value {
            Value::Time(at) => {
                bytes.extend_from_slice(&(at.as_microsecond() - POSTGRES_EPOCH_MICROSECONDS).to_be_bytes());
            }
            _ => return Err(misfit()),
        },
        "BYTEA" => match value {
            Value::Bytes(given) => bytes.extend_from_slice(given),
            Value::Text(given) => bytes.extend_from_slice(given.as_bytes()),
            _ => return Err(misfit()),
        },
        other => {
            if other == "JSONB" {
                bytes.push(1);
            }
            bytes.extend_from_slice(textual(value).ok_or_else(misfit)?.as_bytes());
        }
    }
    Ok(())
}

fn textual(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Text(given) => Some(Cow::Borrowed(given)),
        Value::Int(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// The label that exists, also where the application's code says `admin` and the database `ADMIN`.
fn enum_label<'l>(value: &Value, labels: &'l [String]) -> Result<&'l str> {
    let given = textual(value).ok_or_else(|| Error::internal("only text can be a label of an enum"))?;
    labels
        .iter()
        .find(|label| *label.as_str() == *given)
        .or_else(|| labels.iter().find(|label| label.eq_ignore_ascii_case(&given)))
        .map(String::as_str)
        .ok_or_else(|| {
            Error::usage(format!("`{}` is not one of the values that the database allows", text::shorten(&given, 60)))
                .hint(format!("it allows: {}", labels.join(", ")))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enum_takes_the_label_that_exists() {
        let labels = ["ADMIN".to_owned(), "user".to_owned()];
        assert_eq!(enum_label(&"admin".into(), &labels).unwrap(), "ADMIN");
        assert_eq!(enum_label(&"user".into(), &labels).unwrap(), "user");
        assert!(enum_label(&"root".into(), &labels).unwrap_err().hint_text().unwrap().contains("ADMIN, user"));
    }
}
