//! The settings as the rest of the program sees them: typed, resolved, each with its origin for `config show`.

use std::path::PathBuf;

use super::encrypted::{Encrypted, Ignored};
use super::encrypted_toml::{ENCRYPTED, IGNORED};
use super::file;
use super::keys::{self, KEYS, Key};
use super::layers::{Flags, Layers, Origin, Value, named_file};
use super::mapping::{Entry, Mapping};
use crate::base::env::Env;
use crate::base::{Error, Result, Secret};

/// How new passwords are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordScheme {
    /// Argon2id, RFC 9106.
    Argon2id,
    /// bcrypt, for applications that read nothing else.
    Bcrypt,
}

/// What new passwords must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordPolicy {
    /// NIST SP 800-63B-4.
    Nist,
    /// The guide's rule: 12 to 128 characters of four kinds.
    Guide,
}

/// Everything that was configured.
pub struct Settings {
    values: Vec<(&'static Key, Option<Value>)>,
    /// The file in force, if any.
    pub config_path: Option<PathBuf>,
    /// Who named it; the default when it was found by itself.
    pub config_origin: Option<Origin>,
    /// Where files are looked for.
    pub searched: Vec<PathBuf>,
    /// The names of the application's tables and columns.
    pub mapping: Mapping,
    mapping_origin: Origin,
    /// The columns that are declared to hold values under the keyring, `[[encrypted]]`.
    pub encrypted: Vec<Encrypted>,
    /// The columns that only look as if, `[[encrypted_ignore]]`.
    pub ignored: Vec<Ignored>,
    /// What references to variables mean.
    pub(super) env: Env,
}

impl Settings {
    /// Finds the strongest value of every setting.
    pub fn resolve(flags: &Flags, env: &Env) -> Result<Self> {
        Self::of_layers(Layers::new(flags, env)?, env)
    }

    /// The same without any configuration file: for `init`, which makes one. `config_path` is the file that was named,
    /// whether or not it is there.
    pub fn resolve_without_file(flags: &Flags, env: &Env) -> Result<Self> {
        let settings = Self::of_layers(Layers::without_file(flags, env)?, env)?;
        Ok(Self { config_path: named_file(flags, env), ..settings })
    }

    fn of_layers(layers: Layers<'_>, env: &Env) -> Result<Self> {
        let values = KEYS.iter().map(|key| Ok((key, layers.find(key)?))).collect::<Result<_>>()?;
        let (mapping, mapping_origin) = match layers.tables() {
            Some((section, origin)) => (Mapping::from_toml(section)?, origin),
            None => (Mapping::default(), Origin::Default),
        };
        let encrypted = layers.sections(ENCRYPTED).map_or_else(|| Ok(Vec::new()), Encrypted::list_from_toml)?;
        let ignored = layers.sections(IGNORED).map_or_else(|| Ok(Vec::new()), Ignored::list_from_toml)?;
        let config_origin = layers.file_origin();
        let config_path = layers.file.map(|file| file.path);
        Ok(Self {
            values,
            config_path,
            config_origin,
            searched: file::places(env),
            mapping,
            mapping_origin,
            encrypted,
            ignored,
            env: env.clone(),
        })
    }

    /// Nothing but defaults, for commands that need no settings: no file is looked for, no variable read.
    #[must_use]
    pub fn unconfigured() -> Self {
        Self {
            values: KEYS.iter().map(|key| (key, None)).collect(),
            config_path: None,
            config_origin: None,
            searched: Vec::new(),
            mapping: Mapping::default(),
            mapping_origin: Origin::Default,
            encrypted: Vec::new(),
            ignored: Vec::new(),
            env: Env::default(),
        }
    }

    /// Every setting with its value and origin; the texts of secrets are not masked here.
    pub fn values(&self) -> impl Iterator<Item = (&'static Key, Option<&Value>)> {
        self.values.iter().map(|(key, value)| (*key, value.as_ref()))
    }

    /// Every table and column that can be mapped, and where its name comes from.
    pub fn mapped_names(&self) -> impl Iterator<Item = (Entry<'_>, &Origin)> {
        self.mapping.entries().map(|entry| {
            let origin = if entry.is_given { &self.mapping_origin } else { &Origin::Default };
            (entry, origin)
        })
    }

    pub(super) fn find(&self, path: &str) -> Option<&Value> {
        self.values.iter().find(|(key, _)| key.path == path)?.1.as_ref()
    }

    pub(super) fn text(&self, path: &str) -> &str {
        let default = keys::find(path).map_or("", |key| key.default);
        self.find(path).map_or(default, |value| &value.text)
    }

    pub(super) fn path(&self, path: &str) -> Option<PathBuf> {
        self.find(path).map(|value| value.base.join(&value.text))
    }

    /// Whether a database is configured at all.
    #[must_use]
    pub fn has_database(&self) -> bool {
        self.find("database_url").is_some()
    }

    /// The database URL, and what its relative paths are relative to.
    pub fn database_url(&self) -> Result<(Secret, PathBuf)> {
        let value = self.find("database_url").ok_or_else(|| {
            self.hint_at_unused_file(Error::usage("no database is configured"))
                .hint("make an installation: claviger init, or name a database: --database-url or DATABASE_URL")
        })?;
        let (url, _) = self.follow(value).map_err(|error| error.context("`database_url` is not usable"))?;
        Ok((url, value.base.clone()))
    }

    /// Whether a pooler between us and the database gives a server connection to each transaction.
    #[must_use]
    pub fn has_database_pooler(&self) -> bool {
        self.text("database_pooler") == "true"
    }

    /// Whether a server off this machine may go unverified.
    #[must_use]
    pub fn is_tls_insecure(&self) -> bool {
        self.text("insecure_tls") == "true"
    }

    /// Key file of the sealed local file.
    #[must_use]
    pub fn unlock_key_file(&self) -> Option<PathBuf> {
        self.path("vault_auth.unlock_key_file")
    }

    /// File with the passphrase of the sealed local file.
    #[must_use]
    pub fn passphrase_file(&self) -> Option<PathBuf> {
        self.path("vault_auth.passphrase_file")
    }

    /// Name of the application as its users know it.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.text("issuer")
    }

    /// How new passwords are hashed.
    #[must_use]
    pub fn password_scheme(&self) -> PasswordScheme {
        if self.text("password.scheme") == "bcrypt" { PasswordScheme::Bcrypt } else { PasswordScheme::Argon2id }
    }

    /// What new passwords must be like.
    #[must_use]
    pub fn password_policy(&self) -> PasswordPolicy {
        if self.text("password.policy") == "guide" { PasswordPolicy::Guide } else { PasswordPolicy::Nist }
    }

    /// A file in the current directory is not used by itself, but its owner will want to know how to name it.
    pub(super) fn hint_at_unused_file(&self, error: Error) -> Error {
        if self.config_path.is_none() && std::path::Path::new(file::NAME).exists() {
            return error
                .hint(format!("`./{0}` is not used unless it is named: export CLAVIGER_CONFIG=$PWD/{0}", file::NAME));
        }
        error
    }
}

/// Where `init` without a directory puts the configuration file; none when there is no home.
#[must_use]
pub fn installed_config_path(env: &Env) -> Option<PathBuf> {
    file::places(env).into_iter().next().filter(|path| !path.starts_with("/etc"))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use super::*;
    use crate::config::Origin;
    use std::collections::BTreeMap;

    fn shown(settings: &Settings, path: &str) -> (String, String) {
        let value = settings.find(path).unwrap();
        (value.text.clone(), value.origin.to_string())
    }

    #[test]
    fn the_order_of_strength_is_flag_own_variable_named_file_conventional_found_file_default() {
        let home = tempfile::tempdir().unwrap();
        let home_text = home.path().to_str().unwrap();
        let directory = home.path().join(".config/claviger");
        std::fs::create_dir_all(&directory).unwrap();
        let path = directory.join("claviger.toml");
        std::fs::write(&path, "database_url = 'sqlite:file.db'\n[profiles.p]\ndatabase_url = 'sqlite:p.db'\n").unwrap();
        let flag =
            Flags { values: BTreeMap::from([("database_url", "sqlite:flag.db".to_owned())]), ..Flags::default() };
        let named = Flags { config: Some(path), ..Flags::default() };
        let profile = Flags { profile: Some("p".into()), ..Flags::default() };
        let all = [("HOME", home_text), ("CLAVIGER_DATABASE_URL", "sqlite:own.db"), ("DATABASE_URL", "sqlite:conv.db")];
        let conventional = [("HOME", home_text), ("DATABASE_URL", "sqlite:conv.db"), ("CLAVIGER_DATABASE_URL", "")];
        let nothing = [("HOME", home_text)];
        for (flags, env, expected) in [
            (&flag, &all[..], ("sqlite:flag.db", "flag")),
            (&named, &all[..], ("sqlite:own.db", "environment CLAVIGER_DATABASE_URL")),
            (&named, &conventional[..], ("sqlite:file.db", "file")),
            (&profile, &conventional[..], ("sqlite:p.db", "profile p")),
            (&Flags::default(), &conventional[..], ("sqlite:conv.db", "environment DATABASE_URL")),
            (&Flags::default(), &nothing[..], ("sqlite:file.db", "file")),
        ] {
            let settings = Settings::resolve(flags, &Env::from_pairs(env.iter().copied())).unwrap();
            let (text, origin) = shown(&settings, "database_url");
            assert_eq!((text.as_str(), origin.as_str()), expected);
        }
        let settings = Settings::resolve(&Flags::default(), &Env::from_pairs([])).unwrap();
        assert_eq!(settings.find("issuer").unwrap().origin, Origin::Default);
    }

    #[test]
    fn a_profile_replaces_the_sections_of_the_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("claviger.toml");
        let text = "[[encrypted]]\ntable = 'a'\ncolumns = ['c']\n[[encrypted_ignore]]\ncolumn = 'a.b'\nreason = 'r'\n\
            [[profiles.p.encrypted]]\ntable = 'b'\ncolumns = ['c']\n";
        std::fs::write(&path, text).unwrap();
        for (profile, table) in [(None, "a"), (Some("p".to_owned()), "b")] {
            let flags = Flags { config: Some(path.clone()), profile, ..Flags::default() };
            let settings = Settings::resolve(&flags, &Env::from_pairs([])).unwrap();
            let tables: Vec<&str> = settings.encrypted.iter().map(|section| section.table.as_str()).collect();
            assert_eq!((tables, settings.ignored.len()), (vec![table], 1));
        }
    }

    #[test]
    fn a_misspelt_variable_is_refused() {
        let env = Env::from_pairs([("CLAVIGER_DATABASE_ULR", "x")]);
        let error = Settings::resolve(&Flags::default(), &env).err().unwrap();
        assert_eq!(error.hint_text(), Some("did you mean `CLAVIGER_DATABASE_URL`?"));
    }
}
