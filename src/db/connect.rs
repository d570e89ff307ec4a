//! How a connection is opened: TLS policy, session settings, file settings.

use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, PgConnection, SqliteConnection};

use super::errors::translate;
use crate::base::{Error, Result, Secret};

/// How long a server may take to let us in; one that is down refuses at once, one that hangs would never.
const CONNECT_WAIT: std::time::Duration = std::time::Duration::from_secs(30);

/// How long a lock left by somebody else is waited for before the holder is named.
const LOCK_WAIT: std::time::Duration = std::time::Duration::from_secs(3);

/// Where a connection goes, in words that may be shown.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) host: String,
    pub(super) database: String,
    pub(super) role: String,
}

pub(super) fn postgres_options(url: &Secret) -> Result<PgConnectOptions> {
    let text = url.expose_text("the database URL")?;
    let options = PgConnectOptions::from_str(text).map_err(|cause| translate("read the database URL", cause))?;
    // SECURITY: without a fixed search_path a schema of the same name as the user shadows the application's tables.
    // `row_security = off` makes a policy refuse instead of silently hiding rows from counts and revocations.
    let options = options
        .application_name("claviger")
        .options([
            ("search_path", "public"),
            ("row_security", "off"),
            ("TimeZone", "UTC"),
            ("lock_timeout", "3s"),
            ("idle_in_transaction_session_timeout", "5min"),
        ])
        .disable_statement_logging();
    Ok(if is_local(&options) { options } else { options.ssl_mode(PgSslMode::VerifyFull) })
}

/// Loopback and sockets need no TLS; everything else is verified in full.
fn is_local(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub(super) fn place_of_postgres(options: &PgConnectOptions) -> Place {
    let host = options.get_socket().map_or_else(
        || format!("{}:{}", options.get_host(), options.get_port()),
        |socket| socket.display().to_string(),
    );
    Place {
        host,
        database: options.get_database().unwrap_or_else(|| options.get_username()).to_owned(),
        role: options.get_username().to_owned(),
    }
}

pub(super) async fn postgres(options: &PgConnectOptions) -> Result<PgConnection> {
    let place = place_of_postgres(options);
    let doing = format!("connect to database `{}` on `{}`", place.database, place.host);
    match tokio::time::timeout(CONNECT_WAIT, options.connect()).await {
        Ok(connected) => connected.map_err(|cause| translate(&doing, cause)),
        Err(_) => Err(Error::unavailable(format!("can not {doing}: no answer in {} seconds", CONNECT_WAIT.as_secs()))
            .hint("is the server running and reachable?")),
    }
}

pub(super) fn place_of_sqlite(path: &Path) -> Place {
    Place { host: "this machine".to_owned(), database: path.display().to_string(), role: String::new() }
}

/// Opens an existing SQLite file; `create` makes a new one, 0600, in WAL mode. An application's database keeps the
/// journal mode it has.
pub(super) async fn sqlite(path: &Path, create: bool) -> Result<SqliteConnection> {
    let doing = format!("open the database `{}`", path.display());
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .busy_timeout(LOCK_WAIT)
        .foreign_keys(true)
        .disable_statement_logging();
    let options = if create {
        // The file exists, private and empty, before SQLite writes to it; WAL and SHM files inherit its mode.
        if !path.exists() {
            crate::base::files::create_private(path)?;
        }
        options.journal_mode(SqliteJournalMode::Wal)
    } else {
        if !path.exists() {
            return Err(Error::not_found(format!("the database `{}` does not exist", path.display()))
                .hint("check database_url: claviger config show, or make a new installation: claviger init"));
        }
        options
    };
    options.connect().await.map_err(|cause| match refusal_of_the_system(path) {
        Some(refusal) => {
            Error::io(&doing, refusal).hint("the file belongs to somebody else, or its mode keeps you out")
        }
        None => translate(&doing, cause),
    })
}

/// SQLite says only that it can not open a file; the operating system says why.
fn refusal_of_the_system(path: &Path) -> Option<std::io::Error> {
    std::fs::File::open(path).err().filter(|cause| cause.kind() == std::io::ErrorKind::PermissionDenied)
}
