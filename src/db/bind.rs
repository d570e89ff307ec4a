//! From [`Value`]s to parameters: what both engines have in common, and SQLite's side of it.

use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::sqlite::SqliteArguments;

use super::connection::Failure;
use super::statement::Rendered;
use super::time_text;
use super::value::Value;
use crate::base::{Error, Result};

/// The value for each parameter of the SQL, checked for what neither engine can keep.
pub(super) fn bound<'v>(rendered: &'v Rendered, values: &'v [Value]) -> impl Iterator<Item = Result<&'v Value>> {
    rendered.parameters.iter().map(|index| {
        let value = values.get(*index).ok_or_else(|| Error::internal("a parameter has no value"))?;
        check(value).map(|()| value)
    })
}

/// Refuses what neither engine can keep.
pub(super) fn check(value: &Value) -> Result<()> {
    match value {
        Value::Text(text) if text.contains('\0') => {
            Err(Error::usage("a value contains a NUL character, which no database keeps in text"))
        }
        Value::List(values) => values.iter().try_for_each(check),
        _ => Ok(()),
    }
}

/// The parameters of a statement for SQLite.
pub(super) fn sqlite_arguments(rendered: &Rendered, values: &[Value]) -> Result<SqliteArguments<'static>, Failure> {
    let mut arguments = SqliteArguments::default();
    for value in bound(rendered, values) {
        add_to_sqlite(&mut arguments, value.map_err(Failure::Ours)?).map_err(Failure::encoding)?;
    }
    Ok(arguments)
}

/// One more parameter for SQLite.
pub(super) fn add_to_sqlite(arguments: &mut SqliteArguments<'static>, value: &Value) -> Result<(), BoxDynError> {
    match value.clone() {
        Value::Null => arguments.add(None::<String>),
        // DIALECT: SQLAlchemy reads 0 and 1 as booleans, and the text 'false' as true.
        Value::Bool(flag) => arguments.add(i64::from(flag)),
        Value::Int(number) => arguments.add(number),
        Value::Real(number) => arguments.add(number),
        Value::Text(text) => arguments.add(text),
        Value::Bytes(bytes) => arguments.add(bytes),
        Value::Time(at) => arguments.add(time_text::time_to_text(at)),
        Value::List(values) => arguments.add(values.iter().map(json).collect::<serde_json::Value>().to_string()),
    }
}

/// An element of a list as `json_each` gives it back.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Bytes(_) | Value::List(_) => serde_json::Value::Null,
        Value::Bool(flag) => i64::from(*flag).into(),
        Value::Int(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Time(at) => time_text::time_to_text(*at).into(),
    }
}
