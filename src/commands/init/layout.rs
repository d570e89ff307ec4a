//! Where the parts of an installation go, and what its configuration file says.

use std::path::{Path, PathBuf};

use crate::base::env::Env;
use crate::base::{Error, Result, Secret};
use crate::config::{self, Flags, Origin, Settings, Shape, VaultPlace};
use crate::context::Context;
use crate::db::{DatabaseUrl, Engine};

/// The places of one installation.
pub(super) struct Layout {
    pub(super) config: PathBuf,
    pub(super) data: PathBuf,
    /// Whether everything is in one directory that was named.
    pub(super) is_named: bool,
    database_url: Option<String>,
    /// The server that keeps the secrets; none for the sealed file.
    pub(super) vault_addr: Option<String>,
    has_passphrase: bool,
    /// The part of the environment that lets us in to a server.
    env: Env,
}

/// What the environment may say about an installation: how to be let in, never where it is.
fn lets_in(name: &str) -> bool {
    name == "HOME"
        || name.starts_with("CLAVIGER_VAULT_AUTH_")
        || ["BAO_", "VAULT_"].iter().any(|prefix| name.starts_with(prefix)) && !name.ends_with("_ADDR")
}

impl Layout {
    /// In `dir`, or under the XDG directories.
    pub(super) fn choose(
        dir: Option<&Path>,
        has_passphrase: bool,
        vault_addr: Option<String>,
        cx: &Context,
    ) -> Result<Self> {
        let env = cx.env.only(lets_in);
        let given = cx.settings.values().find(|(key, _)| key.path == "database_url").and_then(|(_, value)| value);
        let database_url = given.filter(|value| value.origin == Origin::Flag).map(|value| value.text.clone());
        if let Some(dir) = dir {
            let dir = std::path::absolute(dir).map_err(|cause| Error::io("find the current directory", cause))?;
            let config = dir.join("claviger.toml");
            return Ok(Self { config, data: dir, is_named: true, database_url, vault_addr, has_passphrase, env });
        }
        let config = config::installed_config_path(&cx.env).ok_or_else(|| {
            Error::usage("there is no home directory to install into").hint("name a directory: claviger init DIR")
        })?;
        let data = cx.env.path("XDG_DATA_HOME").filter(|path| path.is_absolute());
        let data = data.or_else(|| cx.env.path("HOME").map(|home| home.join(".local/share"))).ok_or_else(|| {
            Error::usage("there is no home directory to install into").hint("name a directory: claviger init DIR")
        })?;
        let data = data.join("claviger");
        Ok(Self { config, data, is_named: false, database_url, vault_addr, has_passphrase, env })
    }

    /// The configuration file of a new installation. Paths are relative where everything is in one directory, so
    /// that the directory can be moved.
    pub(super) fn configuration(&self, settings: &Settings) -> Result<Secret> {
        let place =
            |name: &str| if self.is_named { name.to_owned() } else { self.data.join(name).display().to_string() };
        let url = self.database_url.clone().unwrap_or_else(|| format!("sqlite:{}", place("app.db")));
        let mut table = toml::Table::new();
        table.insert("database_url".to_owned(), url.into());
        let mut auth = toml::Table::new();
        if let Some(address) = &self.vault_addr {
            table.insert("vault".to_owned(), address.clone().into());
            auth = server_settings(settings)?;
        } else {
            table.insert("vault".to_owned(), format!("file:{}", place("claviger.vault")).into());
            if !self.has_passphrase {
                auth.insert("unlock_key_file".to_owned(), place("claviger.key").into());
            }
        }
        if !auth.is_empty() {
            table.insert("vault_auth".to_owned(), auth.into());
        }
        let text = toml::to_string(&table)
            .map_err(|cause| Error::internal("the configuration can not be written as TOML").caused_by(cause))?;
        Ok(Secret::from_text(format!("# Made by `claviger init`. All settings: claviger config show\n{text}")))
    }

    /// The database server that was named; none for a file.
    pub(super) fn server(&self) -> Result<Option<DatabaseUrl>> {
        let Some(url) = &self.database_url else { return Ok(None) };
        let url = DatabaseUrl::parse(&Secret::from_text(url.clone()), &self.data)?;
        Ok(Some(url).filter(|url| url.engine() == Engine::Postgres))
    }

    /// The settings of this installation, whatever the environment says: `init` makes what its file describes.
    pub(super) fn settings(&self) -> Result<Settings> {
        let flags = Flags { config: Some(self.config.clone()), ..Flags::default() };
        let settings = Settings::resolve(&flags, &self.env)?;
        self.check_same_database(&settings)?;
        self.check_same_vault(&settings)?;
        Ok(settings)
    }

    fn check_same_vault(&self, settings: &Settings) -> Result<()> {
        let Some(wanted) = &self.vault_addr else { return Ok(()) };
        if settings.vault()? == VaultPlace::Server(wanted.clone()) {
            return Ok(());
        }
        Err(Error::conflict(format!("`{}` names another vault already", self.config.display()))
            .hint("edit vault in it, or choose another directory: claviger init DIR"))
    }

    fn check_same_database(&self, settings: &Settings) -> Result<()> {
        let Some(wanted) = &self.database_url else { return Ok(()) };
        let (configured, _) = settings.database_url()?;
        if configured.expose() == wanted.as_bytes() {
            return Ok(());
        }
        Err(Error::conflict(format!("`{}` names another database already", self.config.display()))
            .hint("edit database_url in it, or choose another directory: claviger init DIR"))
    }
}

/// What was said about the server beside its address, without its secrets, so that a job finds it without a variable.
fn server_settings(settings: &Settings) -> Result<toml::Table> {
    let mut table = toml::Table::new();
    for (key, value) in settings.values() {
        let Some(value) = value.filter(|value| value.origin != Origin::Default) else { continue };
        let Some(name) = key.path.strip_prefix("vault_auth.") else { continue };
        match key.shape {
            Shape::Path if !value.is_file && !matches!(name, "unlock_key_file" | "passphrase_file") => {
                let path = std::path::absolute(value.base.join(&value.text))
                    .map_err(|cause| Error::io("find the current directory", cause))?;
                table.insert(name.to_owned(), path.display().to_string().into());
            }
            Shape::Text | Shape::Choice(_) => {
                table.insert(name.to_owned(), value.text.clone().into());
            }
            _ => {}
        }
    }
    Ok(table)
}
