//! Connection URLs as applications write them: libpq's, sqlx's and SQLAlchemy's dialects.
//!
//! SQLAlchemy's `sqlite:///app.db` is relative and `sqlite:////srv/app.db` absolute; `postgresql+psycopg2://` names
//! a driver that is no business of ours. What was understood is said with `-v`, never the password. A parameter that
//! is not understood is an error: it may have been meant to protect somebody.

use std::path::{Path, PathBuf};

use super::engine::Engine;
use super::server_url::{self, ServerUrl};
use crate::base::{Error, Result, Secret, text};

/// Parameters of Python's driver that say nothing about the file.
const OF_PYTHON: &[&str] = &["timeout", "check_same_thread", "detect_types", "isolation_level", "cached_statements"];

/// What the configuration says about connections to a server, beside the URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Route {
    /// A pooler stands between that gives a server connection to each transaction (`PgBouncer` in transaction mode).
    pub has_pooler: bool,
    /// The URL's `sslmode` holds off this machine, too, even where it verifies nothing.
    pub is_insecure: bool,
    /// The file in which passwords are looked up, to tell why one was not used.
    pub password_file: Option<PathBuf>,
}

/// Where the database is, and how it is reached.
#[derive(Debug, Clone)]
pub struct DatabaseUrl {
    pub(super) place: Place,
    pub(super) route: Route,
    notes: Vec<String>,
}

/// The URL of a server may hold a password, so there is no `Debug` of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Postgres(ServerUrl),
    Sqlite(PathBuf),
}

/// The same place, however it was written, and whatever the way to it.
impl PartialEq for DatabaseUrl {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for DatabaseUrl {}

impl DatabaseUrl {
    /// Understands `url`; relative paths of SQLite files and certificates begin at `base`.
    pub fn parse(url: &Secret, base: &Path) -> Result<Self> {
        let text = url.expose_text("the database URL")?;
        let (scheme, rest) = text.split_once(':').ok_or_else(unknown)?;
        let (engine, driver) = scheme.split_once('+').map_or((scheme, None), |(engine, name)| (engine, Some(name)));
        let mut notes = Vec::new();
        let place = match engine {
            "postgresql" | "postgres" => {
                let rest = rest.strip_prefix("//").ok_or_else(unknown)?;
                Place::Postgres(server_url::parse(rest, base, &mut notes)?)
            }
            "sqlite" => Place::Sqlite(base.join(sqlite_path(rest, &mut notes)?)),
            _ => return Err(unknown()),
        };
        if driver.is_some() {
            let understood = match &place {
                Place::Postgres(server) => server.shown.clone(),
                Place::Sqlite(path) => format!("sqlite:{}", path.display()),
            };
            notes.insert(0, format!("the database URL is understood as `{understood}`"));
        }
        Ok(Self { place, route: Route::default(), notes })
    }

    /// The same place on this route.
    #[must_use]
    pub fn by(mut self, route: Route) -> Self {
        self.route = route;
        self
    }

    /// Which engine it names.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.place {
            Place::Postgres(_) => Engine::Postgres,
            Place::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// The file, where it is one.
    #[must_use]
    pub fn find_file(&self) -> Option<&Path> {
        match &self.place {
            Place::Postgres(_) => None,
            Place::Sqlite(path) => Some(path),
        }
    }

    /// What a person should know about how the URL was understood; no secret.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

fn unknown() -> Error {
    // The text itself is not repeated: it may hold a password.
    Error::usage("the database URL is not understood")
        .hint("write postgresql://user@host/database or sqlite:path/to/file.db")
}

fn sqlite_path(rest: &str, notes: &mut Vec<String>) -> Result<PathBuf> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    for (name, _) in form_urlencoded::parse(query.as_bytes()) {
        if !OF_PYTHON.contains(&&*name) {
            return Err(Error::usage(format!("`{}` in a SQLite URL is not understood", text::shorten(&name, 40)))
                .hint("write the path of the file alone: sqlite:app.db"));
        }
        notes.push(format!("`{name}` in the database URL is for Python's driver and has no effect here"));
    }
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

    fn parse(url: &str) -> Result<DatabaseUrl> {
        DatabaseUrl::parse(&Secret::from_text(url.into()), Path::new("/base"))
    }

    fn sqlite(url: &str) -> PathBuf {
        parse(url).unwrap().find_file().expect("SQLite").to_owned()
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
    fn a_parameter_of_sqlite_that_matters_is_refused_and_one_of_python_is_told() {
        assert_eq!(
            parse("sqlite:///app.db?mode=ro").unwrap_err().message(),
            "`mode` in a SQLite URL is not understood"
        );
        let url = parse("sqlite:///app.db?check_same_thread=False").unwrap();
        assert_eq!(
            url.notes(),
            ["`check_same_thread` in the database URL is for Python's driver and has no effect here"]
        );
    }

    #[test]
    fn what_a_driver_suffix_hid_is_said_without_the_password() {
        let url = parse("postgresql+psycopg2://u:s3cret@h/d?sslmode=require").unwrap();
        assert_eq!(url.notes(), ["the database URL is understood as `postgresql://u@h/d?sslmode=require`"]);
        assert!(!format!("{url:?}").contains("s3cret"));
        assert_eq!(parse("postgresql://u:p@h/d").unwrap().notes(), [] as [&str; 0]);
    }

    #[test]
    fn what_is_not_understood_is_refused_without_repeating_it() {
        for url in
            ["", "app.db", "mysql://u:secret@h/d", "sqlite:", "sqlite://host/app.db", "sqlite::memory:", "postgresql:d"]
        {
            let error = parse(url).unwrap_err();
            assert!(!error.message().contains("secret"), "{url}");
        }
    }
}
