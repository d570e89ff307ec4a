//! Statements: SQL texts whose names come from the mapping, declared with [`statements!`](crate::statements) and
//! checked against both engines by a test that walks every declared one.
//!
//! - `{users}` is the quoted table, `{users.email}` the quoted column;
//! - `{?users.name}, {users.name}{/}` stands only where the application has that column,
//!   `{!users.name}NULL{/}` only where it has not;
//! - `$1`, `$2` … are parameters; one that falls away with its condition is not sent, the rest are renumbered.

use std::borrow::Cow;

use super::engine::Engine;
use crate::base::{Error, Result};
use crate::config::Mapping;

/// The text of a statement, which may truly differ between the engines.
#[derive(Debug, Clone, Copy)]
pub enum Text {
    /// One text for both.
    Both(&'static str),
    /// One for each. Rare, and always with a `DIALECT:` comment that says why.
    Split {
        /// For PostgreSQL.
        postgres: &'static str,
        /// For SQLite.
        sqlite: &'static str,
    },
}

/// A named SQL template.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Where it is declared, for error messages: `commands::user::store::FIND`.
    pub name: &'static str,
    /// The template.
    pub text: Text,
}

/// A statement that only reads. The only kind that a [`super::Reader`] runs.
#[derive(Debug, Clone, Copy)]
pub struct Query(pub Statement);

/// A statement that writes. Only a [`super::Writer`] runs it.
#[derive(Debug, Clone, Copy)]
pub struct Command(pub Statement);

/// A statement ready to be sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The SQL, with real names and consecutive parameters.
    pub sql: String,
    /// For each parameter of the SQL, the index of the value given by the caller.
    pub parameters: Vec<usize>,
}

/// Declares statements as constants and lists them in `STATEMENTS`, so that none escapes the test that prepares
/// them all: `read NAME = "…";` makes a [`Query`], `write NAME = "…";` a [`Command`];
/// `read NAME = [shared] "…";` where several begin with the text of the macro `shared!()`;
/// `write NAME = postgres "…" sqlite "…";` where the engines differ.
#[macro_export]
macro_rules! statements {
    (@text $both:literal) => { $crate::db::statement::Text::Both($both) };
    (@text [$shared:ident] $rest:literal) => { $crate::db::statement::Text::Both(concat!($shared!(), $rest)) };
    (@text postgres $pg:literal sqlite $lite:literal) => {
        $crate::db::statement::Text::Split { postgres: $pg, sqlite: $lite }
    };
    (@type read) => { $crate::db::Query };
    (@type write) => { $crate::db::Command };
    ($($(#[$doc:meta])* $kind:ident $name:ident = $([$shared:ident])? $($engine:ident)? $text:literal $(sqlite $lite:literal)?;)+) => {
        $($(#[$doc])*
        pub(crate) const $name: $crate::statements!(@type $kind) =
            <$crate::statements!(@type $kind)>::declared(
                concat!(module_path!(), "::", stringify!($name)),
                $crate::statements!(@text $([$shared])? $($engine)? $text $(sqlite $lite)?),
            );)+

        /// Every statement of this module.
        pub(crate) const STATEMENTS: &[$crate::db::Statement] = &[$($name.0),+];
    };
}

impl Query {
    /// Used by [`statements!`](crate::statements).
    #[must_use]
    pub const fn declared(name: &'static str, text: Text) -> Self {
        Self(Statement { name, text })
    }
}

impl Command {
    /// Used by [`statements!`](crate::statements).
    #[must_use]
    pub const fn declared(name: &'static str, text: Text) -> Self {
        Self(Statement { name, text })
    }
}

impl Statement {
    /// The template for `engine`.
    #[must_use]
    pub const fn template(&self, engine: Engine) -> &'static str {
        match (self.text, engine) {
            (Text::Both(text), _) => text,
            (Text::Split { postgres, .. }, Engine::Postgres) => postgres,
            (Text::Split { sqlite, .. }, Engine::Sqlite) => sqlite,
        }
    }

    /// Fills in the names. Fails when a name is not mapped that the statement can not do without.
    pub fn render(&self, engine: Engine, mapping: &Mapping) -> Result<Rendered> {
        let named = self.fill_names(self.template(engine), mapping)?;
        Ok(renumber(&named))
    }

    fn fill_names(&self, template: &'static str, mapping: &Mapping) -> Result<String> {
        let broken = || Error::internal(format!("statement `{}` is malformed", self.name));
        let mut sql = String::with_capacity(template.len() + 64);
        let mut rest = template;
        let mut keep = true;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').ok_or_else(broken)?;
            if keep {
                sql.push_str(before);
            }
            match name.as_bytes() {
                [b'/', ..] => keep = true,
                [sign @ (b'?' | b'!'), ..] => {
                    let (table, column) = name.trim_start_matches(['?', '!']).split_once('.').ok_or_else(broken)?;
                    keep = mapping.find_column(table, column).is_some() == (*sign == b'?');
                }
                _ if keep => sql.push_str(&quoted(name, mapping)?),
                _ => {}
            }
            rest = tail;
        }
        sql.push_str(rest);
        Ok(sql)
    }
}

/// The physical name, quoted, of what a template calls `name`.
fn quoted(name: &str, mapping: &Mapping) -> Result<String> {
    let unmapped = |what: &str| {
        Error::usage(format!("`tables.{what}` is not mapped, and this command needs it"))
            .hint("name the column in the configuration file: claviger config path")
    };
    match name.split_once('.') {
        Some((table, column)) => {
            mapping.find_column(table, column).map(quote).ok_or_else(|| unmapped(&format!("{table}.{column}")))
        }
        None => mapping.find_table(name).map(quote_qualified).ok_or_else(|| unmapped(name)),
    }
}

/// Quotes an identifier for either engine.
#[must_use]
pub fn quote(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

/// Quotes a table name that may be qualified by a schema: `app.users` → `"app"."users"`.
#[must_use]
pub fn quote_qualified(name: &str) -> String {
    name.split('.').map(quote).collect::<Vec<_>>().join(".")
}

/// Numbers the parameters that are left from 1, in order of their old numbers.
fn renumber(sql: &str) -> Rendered {
    let mut used: Vec<usize> = placeholders(sql).filter_map(std::result::Result::err).collect();
    used.sort_unstable();
    used.dedup();
    let position = |number: usize| used.iter().position(|known| *known == number).unwrap_or_default() + 1;
    let text: String = placeholders(sql)
        .map(|piece| piece.map_or_else(|number| Cow::Owned(format!("${}", position(number))), Cow::Borrowed))
        .collect();
    Rendered { sql: text, parameters: used.iter().map(|number| number.saturating_sub(1)).collect() }
}

/// Cuts SQL into plain text (`Ok`) and parameter numbers (`Err`). Our templates have no `$` in literals.
fn placeholders(sql: &str) -> impl Iterator<Item = std::result::Result<&str, usize>> {
    sql.split('$').enumerate().flat_map(|(index, piece)| {
        let digits = if index == 0 { 0 } else { piece.bytes().take_while(u8::is_ascii_digit).count() };
        let (number, text) = piece.split_at(digits);
        [number.parse().ok().map(Err), Some(Ok(text))].into_iter().flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIND: Statement = Statement {
        name: "test",
        text: Text::Both("SELECT {users.id}{?users.name}, {users.name}{/} FROM {users} WHERE {users.email} = $1"),
    };
    const INSERT: Statement = Statement {
        name: "test",
        text: Text::Both(
            "INSERT INTO {users} (a{?users.name}, {users.name}{/}) VALUES ($1{?users.name}, $2{/}, $3, $1)",
        ),
    };

    #[test]
    fn names_come_from_the_mapping_and_are_quoted() {
        let mapping = Mapping::default();
        let rendered = FIND.render(Engine::Sqlite, &mapping).unwrap();
        assert_eq!(rendered.sql, r#"SELECT "id", "name" FROM "users" WHERE "email" = $1"#);
        assert_eq!(rendered.parameters, [0]);
    }

    #[test]
    fn a_missing_optional_column_falls_away_with_its_parameter() {
        let mapping = Mapping::from_toml(&toml::toml! { users = { table = "app.us\"er", name = "" } }).unwrap();
        let rendered = INSERT.render(Engine::Postgres, &mapping).unwrap();
        assert_eq!(rendered.sql, r#"INSERT INTO "app"."us""er" (a) VALUES ($1, $2, $1)"#);
        assert_eq!(rendered.parameters, [0, 2]);
    }
}
