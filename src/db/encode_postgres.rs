//! Parameters for PostgreSQL: each value in the binary form of the type that the server inferred for its place.
//!
//! That is how one SQL text serves integer and UUID keys, booleans kept as integers, times with and without a zone,
//! and role columns that are native enums with labels in capitals.

use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
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
        present => Some(encode(present, type_info)?),
    };
    Ok(Parameter { type_info: type_info.clone(), bytes })
}

fn encode(value: &Value, type_info: &PgTypeInfo) -> Result<Vec<u8>> {
    if let PgTypeKind::Enum(labels) = type_info.kind() {
        return enum_label(value, labels);
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
    Ok(match name {
        "BOOL" => match value {
            Value::Bool(flag) => vec![u8::from(*flag)],
            Value::Int(number) => vec![u8::from(*number != 0)],
            _ => return Err(misfit()),
        },
        "INT2" => i16::try_from(integer()?).map_err(|_| misfit())?.to_be_bytes().to_vec(),
        "INT4" => i32::try_from(integer()?).map_err(|_| misfit())?.to_be_bytes().to_vec(),
        "INT8" => integer()?.to_be_bytes().to_vec(),
        "UUID" => match value {
            Value::Text(given) => uuid::Uuid::parse_str(given).map_err(|_| misfit())?.as_bytes().to_vec(),
            Value::Int(number) => {
                return Err(Error::not_found(format!("`{number}` is not a value of the type uuid")));
            }
            _ => return Err(misfit()),
        },
        "TIMESTAMP" | "TIMESTAMPTZ" => match value {
            Value::Time(at) => (at.as_microsecond() - POSTGRES_EPOCH_MICROSECONDS).to_be_bytes().to_vec(),
            _ => return Err(misfit()),
        },
        "BYTEA" => match value {
            Value::Bytes(bytes) => bytes.clone(),
            Value::Text(given) => given.clone().into_bytes(),
            _ => return Err(misfit()),
        },
        "JSONB" => [&[1], textual(value).ok_or_else(misfit)?.as_bytes()].concat(),
        _ => textual(value).ok_or_else(misfit)?.into_bytes(),
    })
}

fn textual(value: &Value) -> Option<String> {
    match value {
        Value::Text(given) => Some(given.clone()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The label that exists, also where the application's code says `admin` and the database `ADMIN`.
fn enum_label(value: &Value, labels: &[String]) -> Result<Vec<u8>> {
    let given = textual(value).ok_or_else(|| Error::internal("only text can be a label of an enum"))?;
    labels
        .iter()
        .find(|label| **label == given)
        .or_else(|| labels.iter().find(|label| label.eq_ignore_ascii_case(&given)))
        .map(|label| label.clone().into_bytes())
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
        assert_eq!(enum_label(&"admin".into(), &labels).unwrap(), b"ADMIN");
        assert_eq!(enum_label(&"user".into(), &labels).unwrap(), b"user");
        assert!(enum_label(&"root".into(), &labels).unwrap_err().hint_text().unwrap().contains("ADMIN, user"));
    }
}
