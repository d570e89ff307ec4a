//! The configuration file: found, trusted, read, and checked for keys that do not exist.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::encrypted::{Encrypted, Ignored};
use super::encrypted_toml::{ENCRYPTED, IGNORED};
use super::keys::{self, KEYS, Shape};
use super::mapping::Mapping;
use crate::base::env::Env;
use crate::base::span::Span;
use crate::base::{Error, Kind, Result, files, text};

/// The name the file has everywhere.
pub const NAME: &str = "claviger.toml";

/// What stands in the file beside settings.
const SECTIONS: [&str; 4] = ["profiles", "tables", ENCRYPTED, IGNORED];

/// A configuration of more than this is a mistake.
const LIMIT: u64 = 1024 * 1024;

/// A configuration file that was read.
pub(super) struct File {
    pub(super) path: PathBuf,
    /// Whether somebody named it, or it was found by itself.
    pub(super) is_named: bool,
    pub(super) table: toml::Table,
}

/// Where a file is looked for when none is named: the user's, then the system's. Never the current directory: a
/// cloned repository could then name the server that gets the credentials.
pub(super) fn places(env: &Env) -> Vec<PathBuf> {
    let home = env.path("HOME").map(|home| home.join(".config"));
    let user = env.path("XDG_CONFIG_HOME").filter(|path| path.is_absolute()).or(home);
    user.into_iter().chain([PathBuf::from("/etc")]).map(|directory| directory.join("claviger").join(NAME)).collect()
}

/// Finds and reads the file; none where there is none and none was named.
pub(super) fn find(named: Option<&Path>, env: &Env) -> Result<Option<File>> {
    if let Some(path) = named {
        return read(path, true).map(Some);
    }
    places(env).iter().find(|path| path.exists()).map(|path| read(path, false)).transpose()
}

fn read(path: &Path, is_named: bool) -> Result<File> {
    // Relative paths inside the file are relative to it, wherever the command is run.
    let path = std::path::absolute(path).map_err(|cause| Error::io("find the current directory", cause))?;
    files::check_trusted(&path).map_err(|error| match error.kind() {
        Kind::NotFound => Error::usage(format!("the configuration file `{}` does not exist", path.display()))
            .hint("check --config and CLAVIGER_CONFIG, or make one: claviger init"),
        _ => error,
    })?;
    let bytes = files::read(&path, LIMIT)?;
    let text = String::from_utf8(bytes).map_err(|_| Error::usage(format!("`{}` is not UTF-8 text", path.display())))?;
    let table = parse(&text).map_err(|error| error.context(format!("`{}` is not usable", path.display())))?;
    Ok(File { path, is_named, table })
}

fn parse(text: &str) -> Result<toml::Table> {
    let table: toml::Table = text.parse().map_err(|cause: toml::de::Error| {
        // SECURITY: the parser's own rendering repeats the offending line, which may hold a password.
        let line = cause.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        Error::usage(format!("line {line} is not valid TOML: {}", cause.message()))
    })?;
    check(&table, true)?;
    Ok(table)
}

/// Refuses keys that do not exist, values of the wrong kind, and a secret given twice.
fn check(table: &toml::Table, may_have_profiles: bool) -> Result<()> {
    for (name, value) in table {
        match (name.as_str(), value) {
            ("profiles", toml::Value::Table(profiles)) if may_have_profiles => {
                for (profile, overrides) in profiles {
                    let overrides = overrides
                        .as_table()
                        .ok_or_else(|| Error::usage(format!("`profiles.{profile}` must be a table")))?;
                    check(overrides, false).map_err(|error| error.context(format!("profile `{profile}`")))?;
                }
            }
            ("tables", toml::Value::Table(tables)) => {
                Mapping::from_toml(tables)?;
            }
            (ENCRYPTED, sections) => drop(Encrypted::list_from_toml(sections)?),
            (IGNORED, sections) => drop(Ignored::list_from_toml(sections)?),
            (_, toml::Value::Table(section)) => {
                for (key, value) in section {
                    check_key(&format!("{name}.{key}"), value)?;
                }
            }
            _ => check_key(name, value)?,
        }
    }
    for key in KEYS.iter().filter(|key| key.shape.is_secret()) {
        if find_text(table, key.path).is_some() && find_text(table, &format!("{}_file", key.path)).is_some() {
            return Err(Error::usage(format!("`{0}` and `{0}_file` are both given", key.path)).hint("keep one of them"));
        }
    }
    Ok(())
}

fn check_key(path: &str, value: &toml::Value) -> Result<()> {
    let base = path.strip_suffix("_file").and_then(keys::find).filter(|key| key.shape.is_secret());
    let Some(key) = keys::find(path).or(base) else {
        let of_files = KEYS.iter().filter(|key| key.shape.is_secret()).map(|key| format!("{}_file", key.path));
        let known: Vec<String> = KEYS.iter().map(|key| key.path.to_owned()).chain(of_files).collect();
        return Err(super::unknown_key(path, known.iter().map(String::as_str).chain(SECTIONS), ""));
    };
    match (key.shape, value) {
        (Shape::Switch, toml::Value::Boolean(_)) => Ok(()),
        (Shape::Switch, _) => Err(Error::usage(format!("`{path}` must be true or false, without quotes"))),
        (Shape::Number, toml::Value::Integer(number)) => check_value(key, &number.to_string()),
        (Shape::Number, _) => Err(Error::usage(format!("`{path}` must be a number, without quotes"))),
        (_, toml::Value::String(_)) if base.is_some() => Ok(()),
        (_, toml::Value::String(text)) => check_value(key, text),
        _ => Err(Error::usage(format!("`{path}` must be text in quotes"))),
    }
}

/// Refuses a value that the setting can not have.
pub(super) fn check_value(key: &keys::Key, value: &str) -> Result<()> {
    match key.shape {
        Shape::Choice(words) if !words.contains(&value) => {
            Err(Error::usage(format!("`{}` can not be `{}`", key.path, text::shorten(value, 40)))
                .hint(format!("one of: {}", words.join(", "))))
        }
        Shape::Number if value.parse::<u32>().is_ok_and(|number| number > 0) => Ok(()),
        Shape::Number => Err(Error::usage(format!("`{}` can not be `{}`", key.path, text::shorten(value, 40)))
            .hint("write a whole number above 0")),
        Shape::Duration => value
            .parse::<Span>()
            .map(|_| ())
            .map_err(|error| error.context(format!("`{}` is no length of time", key.path))),
        _ => Ok(()),
    }
}

/// The text under a dotted path; empty text counts as not there.
pub(super) fn find_text<'t>(table: &'t toml::Table, path: &str) -> Option<Cow<'t, str>> {
    let mut value = None;
    let mut current = Some(table);
    for part in path.split('.') {
        value = current?.get(part);
        current = value.and_then(toml::Value::as_table);
    }
    match value? {
        toml::Value::String(text) => Some(Cow::from(text)).filter(|text| !text.is_empty()),
        toml::Value::Boolean(is_on) => Some(if *is_on { "true" } else { "false" }.into()),
        toml::Value::Integer(number) => Some(number.to_string().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_names_the_nearest_one() {
        let error = parse("databse_url = 'sqlite:a.db'").unwrap_err();
        assert_eq!(error.hint_text(), Some("did you mean `database_url`?"));
        let error = parse("[password]\nschema = 'bcrypt'").unwrap_err();
        assert_eq!(error.hint_text(), Some("did you mean `password.scheme`?"));
    }

    #[test]
    fn errors_of_syntax_name_the_line_and_repeat_no_value() {
        let error = parse("issuer = 'x'\ndatabase_url = 'postgresql://u:hunter2@h/d\n").unwrap_err();
        assert!(error.message().starts_with("line 2"), "{error}");
        assert!(!format!("{error:?}").contains("hunter2"));
    }

    #[test]
    fn a_secret_may_not_be_given_twice() {
        assert!(parse("database_url = 'sqlite:a.db'\ndatabase_url_file = 'b'").is_err());
        assert!(parse("[password]\npolicy = 'lax'").is_err());
        assert!(parse("[profiles.staging]\ndatabase_url_file = 'b'").is_ok());
        assert!(parse("[profiles.staging.profiles.x]\nissuer = 'b'").is_err());
        assert!(parse("[vault_auth]\ntoken = 'a'\ntoken_file = 'b'").is_err());
        let error = parse("[vault_auth]\nsecret_id_fil = 'b'").unwrap_err();
        assert_eq!(error.hint_text(), Some("did you mean `vault_auth.secret_id_file`?"));
    }

    #[test]
    fn sections_of_encrypted_columns_are_checked_wherever_they_stand() {
        let section = "[[encrypted]]\ntable = 't'\ncolumns = ['c']\n";
        assert!(parse(section).is_ok());
        assert!(parse(&section.replace("columns", "colums")).is_err());
        assert!(parse(&section.replace("[[encrypted]]", "[[profiles.p.encrypted]]")).is_ok());
        assert!(parse("[[profiles.p.encrypted]]\ntable = 't'").is_err());
        assert!(parse("encrypted = 'yes'").is_err());
        let error = parse("[[encripted]]\ntable = 't'").unwrap_err();
        assert_eq!(error.hint_text(), Some("did you mean `encrypted`?"));
    }

    #[test]
    fn a_number_is_a_number_and_a_duration_has_a_unit() {
        assert!(parse("[keyring]\niterations = 600000\nsettle = '30s'").is_ok());
        for wrong in ["iterations = 0", "iterations = -1", "iterations = '600000'", "iterations = 5000000000"] {
            assert_eq!(parse(&format!("[keyring]\n{wrong}")).unwrap_err().kind(), Kind::Usage, "{wrong}");
        }
        for wrong in ["settle = 30", "settle = '30'", "settle = 'soon'"] {
            assert_eq!(parse(&format!("[keyring]\n{wrong}")).unwrap_err().kind(), Kind::Usage, "{wrong}");
        }
    }

    #[test]
    fn a_switch_is_true_or_false_and_text_is_text() {
        assert!(parse("[vault_auth]\nskip_verify = true").is_ok());
        assert!(parse("[vault_auth]\nskip_verify = 'no'").is_err());
        assert!(parse("issuer = true").is_err());
    }
}
