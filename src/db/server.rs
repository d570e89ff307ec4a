//! A connection to PostgreSQL, and the types that it inferred for the parameters of each statement.
//!
//! Behind a pooler that gives a session to each transaction no statement may keep a name, for the next transaction
//! meets another session: statements are then sent without one, and what was inferred is kept here instead.

use std::collections::BTreeMap;

use sqlx::postgres::{PgArguments, PgTypeInfo};
use sqlx::{Arguments, Either, Executor, PgConnection, Postgres, Statement as _};

use super::bind::bound;
use super::connection::Failure;
use super::encode_postgres;
use super::statement::Rendered;
use super::value::Value;
use crate::base::Result;

/// An open connection.
pub(super) struct Server {
    pub(super) connection: PgConnection,
    pub(super) has_pooler: bool,
    inferred: BTreeMap<String, Vec<PgTypeInfo>>,
}

impl Server {
    pub(super) const fn new(connection: PgConnection, has_pooler: bool) -> Self {
        Self { connection, has_pooler, inferred: BTreeMap::new() }
    }

    /// The types of the parameters of a statement, as the server infers them.
    pub(super) async fn infer(&mut self, sql: &str) -> Result<Vec<PgTypeInfo>, sqlx::Error> {
        if let Some(types) = self.inferred.get(sql) {
            return Ok(types.clone());
        }
        // Without a pooler the statement is then cached by its text, so this costs no round trip of its own.
        let prepared = self.connection.prepare(sql).await?;
        let types = match prepared.parameters() {
            Some(Either::Left(types)) => types.to_vec(),
            _ => Vec::new(),
        };
        self.inferred.insert(sql.to_owned(), types.clone());
        Ok(types)
    }

    /// The values of a statement in the types that the server inferred.
    pub(super) async fn arguments(&mut self, rendered: &Rendered, values: &[Value]) -> Result<PgArguments, Failure> {
        let types = self.infer(&rendered.sql).await.map_err(Failure::Theirs)?;
        let parameters =
            bound(rendered, values).zip(&types).map(|(value, type_info)| encode_postgres::parameter(value?, type_info));
        arguments(parameters)
    }

    /// A statement with its values, to be run on `self.connection`.
    pub(super) fn query(
        has_pooler: bool,
        sql: &str,
        arguments: PgArguments,
    ) -> sqlx::query::Query<'_, Postgres, PgArguments> {
        sqlx::query_with(sql, arguments).persistent(!has_pooler)
    }
}

/// Parameters as the driver takes them.
pub(super) fn arguments<'p, P>(parameters: impl Iterator<Item = Result<P>>) -> Result<PgArguments, Failure>
where
    P: sqlx::Encode<'p, Postgres> + sqlx::Type<Postgres> + 'p,
{
    let mut arguments = PgArguments::default();
    for parameter in parameters {
        arguments.add(parameter.map_err(Failure::Ours)?).map_err(Failure::encoding)?;
    }
    Ok(arguments)
}
