//! The layers: for every setting the strongest value there is, and where it came from.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::file::{self, File};
use super::keys::{KEYS, Key, Shape};
use crate::base::env::Env;
use crate::base::{Error, Result, text};

/// What the command line says about settings.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--profile`.
    pub profile: Option<String>,
    /// Flags that stand for a setting, by the setting's path.
    pub values: BTreeMap<&'static str, String>,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// An environment variable, by name.
    Variable(String),
    /// A profile of the file.
    Profile(String),
    /// The configuration file.
    File,
    /// Nobody said anything.
    Default,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable(name) => write!(f, "environment {name}"),
            Self::Profile(name) => write!(f, "profile {name}"),
            Self::File => f.write_str("file"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting's value. `is_file` says that the text names a file which holds the value.
#[derive(Clone)]
pub struct Value {
    /// The text of the setting.
    pub text: String,
    /// Whether `KEY_file` was given instead of `KEY`.
    pub is_file: bool,
    /// Where it came from.
    pub origin: Origin,
    /// What relative paths in it are relative to.
    pub base: PathBuf,
}

/// All layers at once.
pub(super) struct Layers<'a> {
    flags: &'a Flags,
    env: &'a Env,
    pub(super) file: Option<File>,
    profile: Option<String>,
    current: PathBuf,
}

impl<'a> Layers<'a> {
    pub(super) fn new(flags: &'a Flags, env: &'a Env) -> Result<Self> {
        let file = file::find(named_file(flags, env).as_deref(), env)?;
        Self::with_file(flags, env, file)
    }

    /// Without any file, whether one is named or could be found.
    pub(super) fn without_file(flags: &'a Flags, env: &'a Env) -> Result<Self> {
        Self::with_file(flags, env, None)
    }

    fn with_file(flags: &'a Flags, env: &'a Env, file: Option<File>) -> Result<Self> {
        let profile = flags.profile.clone().or_else(|| env.get("CLAVIGER_PROFILE").map(str::to_owned));
        if let Some(profile) = &profile {
            check_profile(profile, file.as_ref())?;
        }
        check_variables(env)?;
        let current = std::path::absolute(".").map_err(|cause| Error::io("find the current directory", cause))?;
        Ok(Self { flags, env, file, profile, current })
    }

    /// The strongest value of a setting.
    pub(super) fn find(&self, key: &Key) -> Result<Option<Value>> {
        let found = self
            .flag_value(key)
            .or_else(|| self.variable_value(key, &key.variable()))
            .or_else(|| self.profile_value(key))
            .or_else(|| self.file_value(key, true))
            .or_else(|| key.conventional.iter().find_map(|name| self.variable_value(key, name)))
            .or_else(|| self.libpq_value(key))
            .or_else(|| self.file_value(key, false))
            .or_else(|| self.default_value(key));
        if let Some(value) = found.as_ref().filter(|value| !value.is_file) {
            let checked = file::check_value(key, &value.text).and_then(|()| check_switch(key, value));
            checked.map_err(|error| error.context(format!("bad {}", value.origin)))?;
        }
        Ok(found)
    }

    /// Who named the file in force; none when there is none, the default when it was found by itself.
    pub(super) fn file_origin(&self) -> Option<Origin> {
        let file = self.file.as_ref()?;
        Some(match (file.is_named, &self.flags.config) {
            (false, _) => Origin::Default,
            (true, Some(_)) => Origin::Flag,
            (true, None) => Origin::Variable("CLAVIGER_CONFIG".to_owned()),
        })
    }

    /// The `[tables]` section in force, and where it stands: the profile's where it has one.
    pub(super) fn tables(&self) -> Option<(&toml::Table, Origin)> {
        let of_profile = self.profile.as_ref().zip(self.profile_table().and_then(tables_of));
        let of_file = || Some((tables_of(&self.file.as_ref()?.table)?, Origin::File));
        of_profile.map(|(profile, tables)| (tables, Origin::Profile(profile.clone()))).or_else(of_file)
    }

    /// The sections of a list of them, such as `[[encrypted]]`: the profile's where it has any.
    pub(super) fn sections(&self, name: &str) -> Option<&toml::Value> {
        let of_profile = self.profile_table().and_then(|table| table.get(name));
        of_profile.or_else(|| self.file.as_ref()?.table.get(name))
    }

    fn flag_value(&self, key: &Key) -> Option<Value> {
        self.flags.values.get(key.path).map(|text| self.value(text, false, Origin::Flag))
    }

    fn variable_value(&self, key: &Key, name: &str) -> Option<Value> {
        let origin = || Origin::Variable(name.to_owned());
        self.env.get(name).map(|text| self.value(text, false, origin())).or_else(|| {
            let name = format!("{name}_FILE");
            (key.shape.is_secret() && name.starts_with("CLAVIGER_"))
                .then(|| self.env.get(&name))?
                .map(|text| self.value(text, true, Origin::Variable(name.clone())))
        })
    }

    /// libpq's own variables name a server when one of the two that say *where* is set; sqlx reads the rest.
    fn libpq_value(&self, key: &Key) -> Option<Value> {
        let name = ["PGHOST", "PGDATABASE"].into_iter().find(|name| self.env.get(name).is_some())?;
        (key.path == "database_url").then(|| self.value("postgresql://", false, Origin::Variable(name.to_owned())))
    }

    fn profile_value(&self, key: &Key) -> Option<Value> {
        let name = self.profile.as_ref()?;
        self.table_value(key, self.profile_table()?, Origin::Profile(name.clone()))
    }

    fn file_value(&self, key: &Key, named: bool) -> Option<Value> {
        let file = self.file.as_ref().filter(|file| file.is_named == named)?;
        self.table_value(key, &file.table, Origin::File)
    }

    fn table_value(&self, key: &Key, table: &toml::Table, origin: Origin) -> Option<Value> {
        let base = self.file.as_ref()?.path.parent()?.to_owned();
        let plain = file::find_text(table, key.path).map(|text| (text, false));
        let from_file = || file::find_text(table, &format!("{}_file", key.path)).map(|text| (text, true));
        let indirect = (key.shape.is_secret()).then(from_file).flatten();
        plain.or(indirect).map(|(text, is_file)| Value { text: text.into_owned(), is_file, origin, base })
    }

    fn default_value(&self, key: &Key) -> Option<Value> {
        (!key.default.is_empty()).then(|| self.value(key.default, false, Origin::Default))
    }

    fn value(&self, text: &str, is_file: bool, origin: Origin) -> Value {
        Value { text: text.to_owned(), is_file, origin, base: self.current.clone() }
    }

    fn profile_table(&self) -> Option<&toml::Table> {
        let name = self.profile.as_ref()?;
        self.file.as_ref()?.table.get("profiles")?.as_table()?.get(name)?.as_table()
    }
}

fn tables_of(table: &toml::Table) -> Option<&toml::Table> {
    table.get("tables")?.as_table()
}

/// The file that somebody named.
pub(super) fn named_file(flags: &Flags, env: &Env) -> Option<PathBuf> {
    flags.config.clone().or_else(|| env.path("CLAVIGER_CONFIG"))
}

/// A variable of ours says yes or no; what one of the field says is another program's habit, and only a plain yes counts.
fn check_switch(key: &Key, value: &Value) -> Result<()> {
    let is_of_the_field = matches!(&value.origin, Origin::Variable(name) if key.conventional.contains(&name.as_str()));
    let is_clear = ["true", "false", "1", "0"].contains(&value.text.as_str());
    if key.shape != Shape::Switch || is_of_the_field || is_clear {
        return Ok(());
    }
    Err(Error::usage(format!("`{}` can not be `{}`", key.path, text::shorten(&value.text, 40))).hint("true or false"))
}

fn check_profile(profile: &str, file: Option<&File>) -> Result<()> {
    let profiles = file.and_then(|file| file.table.get("profiles")).and_then(toml::Value::as_table);
    let names: Vec<&str> = profiles.map(|table| table.keys().map(String::as_str).collect()).unwrap_or_default();
    if names.contains(&profile) {
        return Ok(());
    }
    let error = Error::usage(format!("there is no profile `{}`", text::shorten(profile, 40)));
    Err(match (file, names.as_slice()) {
        (None, _) => error.hint("no configuration file was found: claviger config path"),
        (Some(_), []) => error.hint("the configuration file has no [profiles.NAME] section"),
        _ => error.hint(format!("profiles: {}", names.join(", "))),
    })
}

/// A misspelt `CLAVIGER_` variable would be ignored in silence; it is refused like a misspelt key.
fn check_variables(env: &Env) -> Result<()> {
    let mut known: Vec<String> = super::keys::STEERING_VARIABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.extend(KEYS.iter().map(Key::variable));
    known.extend(KEYS.iter().filter(|key| key.shape.is_secret()).map(|key| format!("{}_FILE", key.variable())));
    for name in env.names_with_prefix("CLAVIGER_") {
        // Test harnesses and applications may keep variables of their own under this one prefix.
        if name.starts_with("CLAVIGER_TEST_") || known.iter().any(|known| known == name) {
            continue;
        }
        let error = Error::usage(format!("the variable `{}` is not a setting", text::shorten(name, 60)));
        return Err(match text::nearest(name, known.iter().map(String::as_str)) {
            Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
            None => error.hint("all settings: claviger config show"),
        });
    }
    Ok(())
}
