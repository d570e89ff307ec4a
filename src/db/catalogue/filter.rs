//! Whether a `where` of the configuration is one boolean expression over the rows of a table. The configuration is the
//! administrator's and trusted; a slip in it must become a clear message, not a sweep over other rows than were meant.

use super::table::{Content, Table};
use crate::base::{Error, Kind, Result, text};
use crate::db::engine::Engine;
use crate::db::reader::Reader;
use crate::db::row::Row;
use crate::db::statement::Rendered;

/// Rows of SQLite whose values are looked at: it types values, not expressions.
const SAMPLE: usize = 1000;

/// Refuses what is no boolean expression over the rows of `relation`, the quoted name of `table`.
pub async fn check(read: &mut Reader<'_>, table: &Table, relation: &str, filter: &str) -> Result<()> {
    let quoted = scan(filter, read.engine()).map_err(|problem| {
        Error::usage(format!("`where = \"{}\"` is not one expression: {problem}", text::shorten(filter, 100)))
            .hint("write what would stand behind WHERE, such as is_encrypted")
    })?;
    if read.engine() == Engine::Sqlite {
        check_quoted(table, filter, &quoted)?;
    }
    let doing = format!("use `where = \"{}\"` on `{}`", text::shorten(filter, 100), table.shown());
    let sql = format!("SELECT 1 FROM {relation} WHERE ({filter})");
    read.database.prepare_text(&doing, &sql).await.map_err(|error| match error.kind() {
        Kind::Denied | Kind::Unavailable => error,
        _ => as_usage(&error),
    })?;
    // DIALECT: PostgreSQL has refused by now what is not boolean.
    if read.engine() == Engine::Sqlite { check_values(read, relation, filter, &doing).await } else { Ok(()) }
}

/// What the server says about the configuration's text, with another hint than that for a text of ours.
fn as_usage(error: &Error) -> Error {
    let said = error.causes().join(": ");
    Error::usage(format!("can not {}: {said}", error.message().trim_start_matches("can not ")))
        .hint("it must be a boolean expression in SQL over the columns of this table")
}

/// DIALECT: SQLite takes a name in double quotes that it does not know for a text.
fn check_quoted(table: &Table, filter: &str, quoted: &[String]) -> Result<()> {
    let has_select = filter.to_ascii_lowercase().contains("select");
    let is_known = |name: &str| {
        let mut names = table.columns.iter().map(|column| column.name.as_str()).chain([table.name.as_str(), "main"]);
        names.any(|known| known.eq_ignore_ascii_case(name))
    };
    let Some(unknown) = quoted.iter().find(|name| !is_known(name)).filter(|_| !has_select) else { return Ok(()) };
    let names = table.columns.iter().map(|column| column.name.as_str());
    let error = Error::usage(format!("`where` names a column that `{}` does not have: `{unknown}`", table.shown()));
    Err(match text::nearest(unknown, names) {
        Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
        None => error.hint("a text stands in single quotes"),
    })
}

/// DIALECT: SQLite takes any value for a condition, and a text such as 'true' for false.
async fn check_values(read: &mut Reader<'_>, relation: &str, filter: &str, doing: &str) -> Result<()> {
    let sql = format!(
        "SELECT typeof(answer) AS found FROM (SELECT ({filter}) AS answer FROM {relation} LIMIT {SAMPLE}) \
         WHERE typeof(answer) NOT IN ('integer', 'null') LIMIT 1"
    );
    let mut found = None;
    let keep = |row: Row| {
        found = Some(row.text("found")?);
        Ok(())
    };
    let rendered = Rendered { sql, parameters: Vec::new() };
    read.database.stream_rendered("read from", "filter", &rendered, &[], keep).await?;
    match found {
        None => Ok(()),
        Some(found) => Err(Error::usage(format!("can not {doing}: it is not true or false but {found}"))
            .hint("compare it with something, such as is_encrypted = 1")),
    }
}

/// Whether values of this kind could be tokens at all.
impl Content {
    /// Whether a token can be the whole value.
    #[must_use]
    pub const fn holds_tokens(self) -> bool {
        matches!(self, Self::Text | Self::Bytes | Self::Json | Self::Jsonb)
    }
}

/// Goes through the expression once: no second statement, no comment, no parameter, every parenthesis and quote closed
/// in it. Gives the names in double quotes.
fn scan(filter: &str, engine: Engine) -> std::result::Result<Vec<String>, &'static str> {
    let mut quoted = Vec::new();
    let mut depth = 0_usize;
    let mut characters = filter.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match character {
            '\'' | '"' => {
                let has_escapes = character == '\'' && engine == Engine::Postgres && matches!(before, 'e' | 'E');
                let inside = within(&mut characters, character, has_escapes).ok_or("a quote is not closed")?;
                if character == '"' {
                    quoted.push(inside);
                }
            }
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1).ok_or("a parenthesis is closed that was not opened")?,
            ';' => return Err("`;` ends a statement"),
            '-' if next == '-' => return Err("it holds a comment"),
            '/' if next == '*' => return Err("it holds a comment"),
            '$' => return Err("`$` can not stand outside of quotes"),
            '?' | '@' | ':' if engine == Engine::Sqlite => return Err("it holds a parameter"),
            '\0' => return Err("it holds a NUL character"),
            _ => {}
        }
        before = character;
    }
    match depth {
        0 if filter.trim().is_empty() => Err("it is empty"),
        0 => Ok(quoted),
        _ => Err("a parenthesis is not closed"),
    }
}

/// What stands up to the closing quote, which doubled stands for itself.
fn within(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, quote: char, has_escapes: bool) -> Option<String> {
    let mut inside = String::new();
    loop {
        match characters.next()? {
            '\\' if has_escapes => inside.push(characters.next()?),
            character if character == quote => {
                if characters.next_if_eq(&quote).is_none() {
                    return Some(inside);
                }
                inside.push(quote);
            }
            character => inside.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_expression_stays_within_itself() {
        for good in ["is_encrypted", "(a = 1) AND \"b c\" <> ';--'", "x = 'it''s' OR (SELECT true)", "a - b > 0"] {
            assert!(scan(good, Engine::Postgres).is_ok(), "{good}");
        }
        for bad in
            ["", " ", "true); DROP TABLE t; (", "a) OR (b", "(a", "a -- b", "a /* b */", "a = 'b", "\"a", "a = $1"]
        {
            assert!(scan(bad, Engine::Postgres).is_err(), "{bad}");
        }
        assert!(scan(r"a = E'\'' OR b", Engine::Postgres).is_ok());
        assert!(scan("tags ? 'x' AND a::int > 0", Engine::Postgres).is_ok());
        assert!(scan("a = ?", Engine::Sqlite).is_err());
        assert_eq!(scan("\"a\"\"b\" AND \"c\"", Engine::Sqlite).unwrap(), ["a\"b", "c"]);
    }
}
