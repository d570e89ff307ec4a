//! From the rows of sqlx to [`Value`]s, by the type that the server says each column has.

use std::sync::Arc;

use sqlx::postgres::{PgRow, PgTypeKind, PgValueRef};
use sqlx::sqlite::{SqliteRow, SqliteValueRef};
use sqlx::{Column, Row as _, TypeInfo, ValueRef};

use super::row::Row;
use super::value::Value;
use crate::base::{Error, Result, Timestamp};

/// 2000-01-01T00:00:00Z, PostgreSQL's epoch, in microseconds of Unix time.
pub(super) const POSTGRES_EPOCH_MICROSECONDS: i64 = 946_684_800_000_000;

pub(super) fn names<C: Column>(columns: &[C]) -> Arc<[String]> {
    columns.iter().map(|column| column.name().to_owned()).collect()
}

pub(super) fn postgres_row(statement: &'static str, names: &Arc<[String]>, row: &PgRow) -> Result<Row> {
    let values = (0..row.len())
        .map(|index| {
            let raw = row.try_get_raw(index).map_err(|cause| super::errors::translate("read a row", cause))?;
            postgres_value(&raw).ok_or_else(|| {
                Error::integrity(format!(
                    "column `{}` has the type `{}`, which is not supported here",
                    names.get(index).map_or("?", String::as_str),
                    raw.type_info().name()
                ))
                .hint(format!("check the mapping of that column (statement `{statement}`)"))
            })
        })
        .collect::<Result<_>>()?;
    Ok(Row::new(statement, Arc::clone(names), values))
}

/// None when the type is not one that any column of ours can have.
fn postgres_value(raw: &PgValueRef<'_>) -> Option<Value> {
    if raw.is_null() {
        return Some(Value::Null);
    }
    let bytes = raw.as_bytes().ok()?;
    let type_info = raw.type_info();
    let text = || String::from_utf8(bytes.to_vec()).ok().map(Value::Text);
    if matches!(type_info.kind(), PgTypeKind::Enum(_)) {
        return text();
    }
    match type_info.name() {
        "BOOL" => Some(Value::Bool(bytes != [0])),
        "INT2" => Some(Value::Int(i16::from_be_bytes(bytes.try_into().ok()?).into())),
        "INT4" => Some(Value::Int(i32::from_be_bytes(bytes.try_into().ok()?).into())),
        "INT8" => Some(Value::Int(i64::from_be_bytes(bytes.try_into().ok()?))),
        "FLOAT8" => Some(Value::Real(f64::from_be_bytes(bytes.try_into().ok()?))),
        "TEXT" | "VARCHAR" | "CHAR" | "NAME" | "JSON" | "citext" | "UNKNOWN" => text(),
        "JSONB" => String::from_utf8(bytes.get(1..)?.to_vec()).ok().map(Value::Text),
        "BYTEA" => Some(Value::Bytes(bytes.to_vec())),
        "UUID" => Some(Value::Text(uuid::Uuid::from_slice(bytes).ok()?.to_string())),
        "TIMESTAMP" | "TIMESTAMPTZ" => {
            let microseconds = i64::from_be_bytes(bytes.try_into().ok()?).checked_add(POSTGRES_EPOCH_MICROSECONDS)?;
            Timestamp::from_microsecond(microseconds).ok().map(Value::Time)
        }
        _ => None,
    }
}

pub(super) fn sqlite_row(statement: &'static str, names: &Arc<[String]>, row: &SqliteRow) -> Result<Row> {
    let values = (0..row.len())
        .map(|index| {
            let raw = row.try_get_raw(index).map_err(|cause| super::errors::translate("read a row", cause))?;
            sqlite_value(raw).map_err(|cause| super::errors::translate("read a row", sqlx::Error::Decode(cause)))
        })
        .collect::<Result<_>>()?;
    Ok(Row::new(statement, Arc::clone(names), values))
}

/// DIALECT: SQLite types values, not columns; what is stored decides.
fn sqlite_value(raw: SqliteValueRef<'_>) -> std::result::Result<Value, sqlx::error::BoxDynError> {
    use sqlx::{Decode, Sqlite};
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let name = raw.type_info().name().to_owned();
    Ok(match name.as_str() {
        "INTEGER" | "BOOLEAN" => Value::Int(<i64 as Decode<Sqlite>>::decode(raw)?),
        "REAL" => Value::Real(<f64 as Decode<Sqlite>>::decode(raw)?),
        "BLOB" => Value::Bytes(<Vec<u8> as Decode<Sqlite>>::decode(raw)?),
        // Nothing keeps SQLite from holding text that is not UTF-8; a getter that wants text then says what is there.
        _ => match String::from_utf8(<Vec<u8> as Decode<Sqlite>>::decode(raw)?) {
            Ok(text) => Value::Text(text),
            Err(not_text) => Value::Bytes(not_text.into_bytes()),
        },
    })
}
