//! Where the parts of an installation go, and what its configuration file says.

use std::path::{Path, PathBuf};

use crate::base::env::Env;
use crate::base::{Error, Result, Secret};
use crate::config::{self, Flags, Origin, Settings, Shape, Value, VaultPlace};
use crate::context::Context;
use crate::db::{DatabaseUrl, Route};

/// The places of one installation.
pub(super) struct Layout {
    pub(super) config: PathBuf,
    pub(super) data: PathBuf,
    /// Whether later commands must be told where the configuration is.
    pub(super) is_named: bool,
    database: Option<Wanted>,
    /// The server that keeps the secrets; none for the sealed file.
    server: Option<Wanted>,
    /// How the database is reached.
    route: Route,
    has_passphrase: bool,
    /// The part of the environment that lets us in to a server.
    env: Env,
}

/// What the environment may say about an installation: how to be let in, never where it is.
fn lets_in(name: &str) -> bool {
    let is_of_the_field = ["BAO_", "VAULT_"].iter().any(|prefix| name.starts_with(prefix));
    name == "HOME" || name.starts_with("CLAVIGER_VAULT_AUTH_") || is_of_the_field && !name.ends_with("_ADDR")
}

/// A database or a server that was asked for.
struct Wanted {
    url: String,
    origin: Origin,
}

impl Layout {
    /// In `dir`, beside the configuration file that was named, or under the XDG directories.
    pub(super) fn choose(
        dir: Option<&Path>,
        has_passphrase: bool,
        vault_addr: Option<&str>,
        cx: &Context,
    ) -> Result<Self> {
        let env = cx.env.only(lets_in);
        let server = if has_passphrase { None } else { wanted_server(vault_addr, cx)? };
        let given = cx.settings.values().find(|(key, _)| key.path == "database_url").and_then(|(_, value)| value);
        let database = given.map(|value| Wanted::of(value, &cx.env)).transpose()?;
        let route = cx.route();
        let absolute =
            |path: &Path| std::path::absolute(path).map_err(|cause| Error::io("find the current directory", cause));
        let named = match (dir, &cx.settings.config_path) {
            (Some(dir), _) => Some(absolute(dir)?.join(config::FILE_NAME)),
            (None, Some(named)) => Some(absolute(named)?),
            (None, None) => None,
        };
        if let Some(config) = named {
            let data = config.parent().map(Path::to_owned).unwrap_or_default();
            return Ok(Self { config, data, is_named: true, database, server, route, has_passphrase, env });
        }
        let homeless =
            || Error::usage("there is no home directory to install into").hint("name a directory: claviger init DIR");
        let config = config::installed_config_path(&cx.env).ok_or_else(homeless)?;
        let data = cx.env.path("XDG_DATA_HOME").filter(|path| path.is_absolute());
        let data = data.or_else(|| cx.env.path("HOME").map(|home| home.join(".local/share"))).ok_or_else(homeless)?;
        let data = data.join("claviger");
        Ok(Self { config, data, is_named: false, database, server, route, has_passphrase, env })
    }

    /// The configuration file of a new installation. Paths are relative where everything is in one directory, so
    /// that the directory can be moved.
    pub(super) fn configuration(&self, settings: &Settings) -> Result<Secret> {
        let place =
            |name: &str| if self.is_named { name.to_owned() } else { self.data.join(name).display().to_string() };
        let embedded = || format!("sqlite:{}", place(DATABASE_NAME));
        let url = self.database.as_ref().map_or_else(embedded, |wanted| wanted.url.clone());
        let mut table = toml::Table::new();
        table.insert("database_url".to_owned(), url.into());
        if self.route.has_pooler {
            table.insert("database_pooler".to_owned(), "true".into());
        }
        let mut auth = toml::Table::new();
        if let Some(server) = &self.server {
            table.insert("vault".to_owned(), server.url.clone().into());
            auth = server_settings(settings)?;
        } else {
            table.insert("vault".to_owned(), format!("file:{}", place(VAULT_NAME)).into());
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

    /// The sealed file of a new installation; none where a server keeps the secrets.
    pub(super) fn vault(&self) -> Option<PathBuf> {
        self.server.is_none().then(|| self.data.join(VAULT_NAME))
    }

    /// The server that keeps the secrets.
    pub(super) fn server(&self) -> Option<&str> {
        self.server.as_ref().map(|wanted| wanted.url.as_str())
    }

    /// The database of a new installation.
    pub(super) fn database_url(&self) -> Result<DatabaseUrl> {
        let embedded = || format!("sqlite:{}", self.data.join(DATABASE_NAME).display());
        let url = self.database.as_ref().map_or_else(embedded, |wanted| wanted.url.clone());
        DatabaseUrl::parse(&Secret::from_text(url), &self.data)
    }

    /// The settings of this installation, whatever the environment says: `init` makes what its file describes.
    pub(super) fn settings(&self, cx: &Context) -> Result<Settings> {
        let mut flags = Flags { config: Some(self.config.clone()), ..Flags::default() };
        // The way to the database is as it was said for this run; that it may be unsafe is not written down.
        for (setting, is_set) in [("database_pooler", self.route.has_pooler), ("insecure_tls", self.route.is_insecure)]
        {
            if is_set {
                flags.values.insert(setting, "true".to_owned());
            }
        }
        let settings = Settings::resolve(&flags, &self.env)?;
        self.check_same_database(&settings, cx)?;
        self.check_same_vault(&settings, cx)?;
        Ok(settings)
    }

    fn check_same_database(&self, settings: &Settings, cx: &Context) -> Result<()> {
        let Some(wanted) = &self.database else { return Ok(()) };
        let (configured, base) = settings.database_url()?;
        let parse = |url: &Secret, base: &Path| DatabaseUrl::parse(url, base);
        if parse(&configured, &base)? == parse(&Secret::from_text(wanted.url.clone()), &self.data)? {
            return Ok(());
        }
        self.differs("database", "database_url", wanted, cx)
    }

    fn check_same_vault(&self, settings: &Settings, cx: &Context) -> Result<()> {
        let Some(wanted) = &self.server else { return Ok(()) };
        if settings.vault()? == VaultPlace::Server(wanted.url.clone()) {
            return Ok(());
        }
        self.differs("vault", "vault", wanted, cx)
    }

    /// The file names something else than what is wanted: refused when a flag wants it, else only said.
    fn differs(&self, what: &str, setting: &str, wanted: &Wanted, cx: &Context) -> Result<()> {
        let message = format!("`{}` names another {what} already", self.config.display());
        if wanted.origin == Origin::Flag {
            return Err(Error::conflict(message)
                .hint(format!("edit {setting} in it, or choose another directory: claviger init DIR")));
        }
        cx.printer.warn(&format!("{message} than the {}", wanted.origin));
        Ok(())
    }
}

/// The server that a flag or the environment names.
fn wanted_server(flag: Option<&str>, cx: &Context) -> Result<Option<Wanted>> {
    if let Some(url) = flag {
        return Ok(Some(Wanted { url: url.to_owned(), origin: Origin::Flag }));
    }
    let found = cx.settings.values().find(|(key, _)| key.path == "vault").and_then(|(_, value)| value);
    let Some(value) = found else { return Ok(None) };
    let wanted = |url| Wanted { url, origin: value.origin.clone() };
    Ok(if let VaultPlace::Server(url) = cx.settings.vault()? { Some(wanted(url)) } else { None })
}

/// What was said about the server beside its address, without its secrets, so that a job finds it without a variable.
fn server_settings(settings: &Settings) -> Result<toml::Table> {
    let mut table = toml::Table::new();
    for (key, value) in settings.values() {
        let Some(value) = value.filter(|value| value.origin != Origin::Default) else { continue };
        let Some(name) = key.path.strip_prefix("vault_auth.") else { continue };
        match key.shape {
            Shape::Path if !matches!(name, "unlock_key_file" | "passphrase_file") => {
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

/// The embedded database.
const DATABASE_NAME: &str = "app.db";

/// The sealed file.
const VAULT_NAME: &str = "claviger.vault";

impl Wanted {
    /// The URL as it can stand in a file that is read from anywhere, under any environment.
    fn of(value: &Value, env: &Env) -> Result<Self> {
        let origin = value.origin.clone();
        if value.is_file {
            let path = value.base.join(&value.text);
            let url = config::read_secret_file(&path)?.expose_text("the database URL")?.to_owned();
            return Ok(Self { url, origin });
        }
        if matches!(&origin, Origin::Variable(name) if name.starts_with("PG")) {
            return Ok(Self { url: url_of_libpq(env), origin });
        }
        let url = DatabaseUrl::parse(&Secret::from_text(value.text.clone()), &value.base)?;
        let file = url.find_file().map(|path| format!("sqlite:{}", path.display()));
        Ok(Self { url: file.unwrap_or_else(|| value.text.clone()), origin })
    }
}

/// What libpq's variables name, without the password: that is read from where it is each time.
fn url_of_libpq(env: &Env) -> String {
    let encoded = |text: &str| {
        let encode = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        };
        text.bytes().map(encode).collect::<String>()
    };
    let get = |name: &str| env.get(name).map(encoded);
    let user = get("PGUSER").map(|user| format!("{user}@")).unwrap_or_default();
    let port = get("PGPORT").map(|port| format!(":{port}")).unwrap_or_default();
    let database = get("PGDATABASE").unwrap_or_default();
    match env.get("PGHOST") {
        Some(socket) if socket.starts_with('/') => {
            let port = get("PGPORT").map(|port| format!("&port={port}")).unwrap_or_default();
            format!("postgresql://{user}/{database}?host={}{port}", encoded(socket))
        }
        host => format!("postgresql://{user}{}{port}/{database}", host.unwrap_or("localhost")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_of_libpq_become_a_url_without_a_password() {
        let url = |pairs: &[(&str, &str)]| url_of_libpq(&Env::from_pairs(pairs.iter().copied()));
        assert_eq!(url(&[("PGDATABASE", "app")]), "postgresql://localhost/app");
        let all = [("PGHOST", "db.example"), ("PGPORT", "5433"), ("PGUSER", "a b"), ("PGPASSWORD", "hunter2")];
        assert_eq!(url(&all), "postgresql://a%20b@db.example:5433/");
        let socket = [("PGHOST", "/run/postgresql"), ("PGPORT", "5433"), ("PGDATABASE", "app")];
        assert_eq!(url(&socket), "postgresql:///app?host=%2Frun%2Fpostgresql&port=5433");
    }
}
