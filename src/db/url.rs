//! Connection URLs as applications write them: libpq's, sqlx's and SQLAlchemy's dialects.
//!
//! SQLAlchemy's `sqlite:///app.db` is relative and `sqlite:////srv/app.db` absolute; `postgresql+psycopg2://` names
//! a driver that is no business of ours. What was understood is said with `-v`, never the password.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::engine::Engine;
use crate::base::{Error, Result, Secret};

/// Where the database is. The URL may hold a password, so there is no `Debug` of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A PostgreSQL URL, driver suffix removed.
    Postgres(Secret),
    /// The file of a SQLite database.
    Sqlite(PathBuf),
}

impl DatabaseUrl {
    /// Understands `url`; relative paths of SQLite files begin at `base`.
    pub fn parse(url: &Secret, base: &Path) -> Result<Self> {
        let text = url.expose_text("the database URL")?;
        let (scheme, rest) = text.split_once(':').ok_or_else(unknown)?;
        let scheme = scheme.split_once('+').map_or(scheme, |(engine, _driver)| engine);
        match scheme {
            "postgresql" | "postgres" if rest.starts_with("//") => {
                Ok(Self::Postgres(Secret::from_text(format!("postgresql:{}", *with_host(rest)))))
            }
            "sqlite" => sqlite_path(rest).map(|path| Self::Sqlite(base.join(path))),
            _ => Err(unknown()),
        }
    }

    /// Which engine it names.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }
}

/// `//user@/app?host=/run/postgresql`, as libpq and SQLAlchemy take it, has a host only for the parser's sake: the
/// one in the query counts.
fn with_host(rest: &str) -> Zeroizing<String> {
    Zeroizing::new(match rest.split_once("@/") {
        Some((user, path)) if !user.trim_start_matches('/').contains('/') => format!("{user}@localhost/{path}"),
        _ => rest.to_owned(),
    })
}

fn unknown() -> Error {
    // The text itself is not repeated: it may hold a password.
    Error::usage("the database URL is not understood")
        .hint("write postgresql://user@host/database or sqlite:path/to/file.db")
}

fn sqlite_path(rest: &str) -> Result<PathBuf> {
    let path = rest.split_once('?').map_or(rest, |(path, _options)| path);
    // `sqlite:app.db` and `sqlite:/srv/app.db` mean what they say; after `///` the path begins (SQLAlchemy).
    let path = match path.strip_prefix("//") {
        Some(after) => after.strip_prefix('/').ok_or_else(|| {
            Error::usage("a SQLite URL has no host")
                .hint("write sqlite:app.db, sqlite:///app.db (relative) or sqlite:////srv/app.db (absolute)")
        })?,
        None => path,
    };
    if path.is_empty() || path.starts_with(":memory:") {
        return Err(Error::usage("the SQLite URL names no file")
            .hint("a database in memory would be gone when the command ends: write sqlite:app.db"));
    }
    Ok(PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(url: &str) -> PathBuf {
        match DatabaseUrl::parse(&Secret::from_text(url.into()), Path::new("/base")).unwrap() {
            DatabaseUrl::Sqlite(path) => path,
            DatabaseUrl::Postgres(_) => panic!("not SQLite"),
        }
    }

    #[test]
    fn sqlite_urls_of_three_dialects_are_understood() {
        assert_eq!(sqlite("sqlite:app.db"), Path::new("/base/app.db"));
        assert_eq!(sqlite("sqlite:/srv/app.db"), Path::new("/srv/app.db"));
        assert_eq!(sqlite("sqlite:///app.db"), Path::new("/base/app.db"));
        assert_eq!(sqlite("sqlite:////srv/app.db?timeout=5"), Path::new("/srv/app.db"));
        assert_eq!(sqlite("sqlite+aiosqlite:///app.db"), Path::new("/base/app.db"));
    }

    #[test]
    fn driver_suffixes_of_postgresql_are_dropped() {
        let url = Secret::from_text("postgresql+psycopg2://u:p@h/d".into());
        let DatabaseUrl::Postgres(url) = DatabaseUrl::parse(&url, Path::new("/")).unwrap() else {
            panic!("not PostgreSQL")
        };
        assert_eq!(url.expose(), b"postgresql://u:p@h/d");
    }

    #[test]
    fn a_host_that_stands_in_the_query_alone_is_enough() {
        assert_eq!(*with_host("//u:p@/d?host=/run/postgresql"), "//u:p@localhost/d?host=/run/postgresql");
        assert_eq!(*with_host("//u:p@h/d?options=@/x"), "//u:p@h/d?options=@/x");
        assert_eq!(*with_host("///d?host=/run/postgresql"), "///d?host=/run/postgresql");
    }

    #[test]
    fn what_is_not_understood_is_refused_without_repeating_it() {
        for url in
            ["", "app.db", "mysql://u:secret@h/d", "sqlite:", "sqlite://host/app.db", "sqlite::memory:", "postgresql:d"]
        {
            let error = DatabaseUrl::parse(&Secret::from_text(url.into()), Path::new("/")).unwrap_err();
            assert!(!error.message().contains("secret"), "{url}");
        }
    }
}
