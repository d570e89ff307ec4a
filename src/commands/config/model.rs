//! What is shown of a setting, and what is not: the passwords in URLs. Pure rules: no input, no output.

use serde::Serialize;

use crate::base::Secret;
use crate::config::{Entry, Key, Origin, Shape, Value};
use crate::output::{Cell, Record};

/// What stands for a secret; always the same, so that not even its length is told.
const MASK: &str = "********";

/// Parameters of connection URLs that are known to hold no secret. Whatever else a driver may take is masked.
const HARMLESS_PARAMETERS: &[&str] = &[
    "application_name",
    "cache",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "immutable",
    "mode",
    "options",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
    "timeout",
    "user",
];

/// A setting as the commands show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Setting {
    pub(super) key: String,
    /// None where nobody set it and it has no default.
    pub(super) value: Option<String>,
    origin: Option<String>,
}

impl Setting {
    /// A setting of the registry.
    pub(super) fn of_key(key: &Key, value: Option<&Value>) -> Self {
        let name =
            if value.is_some_and(|value| value.is_file) { format!("{}_file", key.path) } else { key.path.into() };
        let shown = value.map(|value| match key.shape {
            Shape::SecretUrl if !value.is_file => masked_url(&value.text),
            // A reference says where the secret is, and nothing of it.
            Shape::Secret if !value.is_file && value.reference().is_none() => MASK.to_owned(),
            _ => value.text.clone(),
        });
        Self { key: name, value: shown, origin: value.map(|value| value.origin.to_string()) }
    }

    /// A name of the mapping.
    pub(super) fn of_name(entry: &Entry<'_>, origin: &Origin) -> Self {
        Self {
            key: format!("tables.{}.{}", entry.table, entry.key),
            value: entry.physical.map(str::to_owned),
            origin: Some(origin.to_string()),
        }
    }

    /// Whether `name` is this setting, or the section it stands in.
    pub(super) fn is_under(&self, name: &str) -> bool {
        self.key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Record for Setting {
    const COLUMNS: &'static [&'static str] = &["key", "value", "origin"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Id(self.key.clone()),
            Cell::optional(self.value.as_deref()),
            self.origin.clone().map_or(Cell::Empty, Cell::Dim),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.value.iter().map(|value| Secret::from_text(value.clone())).collect()
    }
}

/// A connection URL without its passwords.
///
/// SECURITY: in doubt too much is masked. A password may hold unescaped `/`, `?` and `@`, so everything between the
/// first colon after the scheme and the last `@` counts as one. With an `@` after a `?` it can not be told where a
/// password begins or ends, so all that follows is masked; what is no URL of a known kind is masked as a whole.
fn masked_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once(':') else { return MASK.to_owned() };
    let engine = scheme.split_once('+').map_or(scheme, |(engine, _)| engine);
    match (engine, rest.strip_prefix("//")) {
        ("sqlite", _) => format!("{scheme}:{}", masked_parameters(rest)),
        ("postgresql" | "postgres", Some(rest)) => format!("{scheme}://{}", masked_server(rest)),
        _ => MASK.to_owned(),
    }
}

/// What follows the scheme: `user:password@host:port/database?parameters`.
fn masked_server(rest: &str) -> String {
    if rest.split_once('?').is_some_and(|(_, after)| after.contains('@')) {
        let shown = rest.split([':', '?']).next().unwrap_or_default();
        return format!("{shown}{MASK}");
    }
    let Some((user, place)) = rest.rsplit_once('@') else { return masked_parameters(rest) };
    let user = user.split_once(':').map_or_else(|| user.to_owned(), |(name, _)| format!("{name}:{MASK}"));
    format!("{user}@{}", masked_parameters(place))
}

fn masked_parameters(place: &str) -> String {
    let Some((before, parameters)) = place.split_once('?') else { return place.to_owned() };
    let shown = |parameter: &str| match parameter.split_once('=') {
        Some((name, _)) if !HARMLESS_PARAMETERS.contains(&name) => format!("{name}={MASK}"),
        _ => parameter.to_owned(),
    };
    let parameters: Vec<String> = parameters.split('&').map(shown).collect();
    format!("{before}?{}", parameters.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn all_but_the_password_is_shown() {
        for (url, shown) in [
            ("sqlite:app.db", "sqlite:app.db"),
            ("sqlite:////srv/app.db?mode=ro&key=hunter2", "sqlite:////srv/app.db?mode=ro&key=********"),
            ("postgresql://ann@db.example/app", "postgresql://ann@db.example/app"),
            ("postgresql://ann:hunter2@db.example:5432/app", "postgresql://ann:********@db.example:5432/app"),
            ("postgresql+psycopg2://ann:h/un@ter2@h/d?port=1", "postgresql+psycopg2://ann:********@h/d?port=1"),
            ("postgresql://ann:hun?ter2@h/d", "postgresql://ann********"),
            ("postgresql://h:5432/d?password=hun@ter2", "postgresql://h********"),
            ("postgresql://h/d?password=hun@ter2", "postgresql://h/d********"),
            ("postgres://h/d?user=ann&password=hunter2", "postgres://h/d?user=ann&password=********"),
            ("postgres://h/d?%70assword=hunter2", "postgres://h/d?%70assword=********"),
            ("postgresql://:hunter2@h", "postgresql://:********@h"),
            ("postgresql://", "postgresql://"),
            ("host=h password=hunter2", "********"),
            ("mysql://ann:hunter2@h/d", "********"),
        ] {
            assert_eq!(masked_url(url), shown);
        }
    }

    #[test]
    fn a_section_names_what_stands_in_it() {
        let setting = Setting { key: "tables.users.id".into(), value: None, origin: None };
        assert!(setting.is_under("tables.users") && setting.is_under("tables.users.id") && setting.is_under("tables"));
        assert!(!setting.is_under("tables.user") && !setting.is_under("table"));
    }

    proptest! {
        #[test]
        fn no_password_gets_through(password in "hunter2[^ ]{0,12}", database in "[a-z]{1,8}") {
            let shown = masked_url(&format!("postgresql://ann:{password}@h/{database}"));
            prop_assert!(!shown.contains("hunter2"), "{}", shown);
        }
    }
}
