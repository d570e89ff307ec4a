//! How a connection is opened: TLS policy, session settings, file settings.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, PgConnection, SqliteConnection};

use super::connect_errors::{self, Attempt};
use super::errors::translate;
use super::server_url::ServerUrl;
use super::url::Route;
use crate::base::{Error, Kind, Result};

/// How long a lock left by somebody else is waited for before the holder is named.
const LOCK_WAIT: std::time::Duration = std::time::Duration::from_secs(3);

/// Settings of every session.
// SECURITY: without a fixed search_path a schema of the same name as the user shadows the application's tables.
// `row_security = off` makes a policy refuse instead of silently hiding rows from counts and revocations.
const SESSION: &[(&str, &str)] = &[
    ("search_path", "public"),
    ("row_security", "off"),
    ("TimeZone", "UTC"),
    ("lock_timeout", "3s"),
    ("idle_in_transaction_session_timeout", "5min"),
];

/// The beginning of a transaction behind a pooler: the same settings, which end with it, since the next transaction of
/// somebody else may get the same session. Statements that a client of this driver left there under a name that ours
/// will need are dropped; behind such a pooler they are of use to nobody.
pub(super) const BEGIN_POOLED: &str = "BEGIN; SET LOCAL search_path = public; SET LOCAL row_security = off; \
    SET LOCAL TimeZone = 'UTC'; SET LOCAL lock_timeout = '3s'; SET LOCAL idle_in_transaction_session_timeout = '5min'; \
    DO $$ DECLARE left_over text; BEGIN \
        FOR left_over IN SELECT name FROM pg_prepared_statements WHERE name LIKE 'sqlx\\_s\\_%' AND NOT from_sql LOOP \
            EXECUTE format('DEALLOCATE %I', left_over); \
        END LOOP; END $$";

/// Where a connection goes, in words that may be shown.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) host: String,
    pub(super) database: String,
    pub(super) role: String,
    /// How the way there is protected; empty for a file.
    pub(super) protection: &'static str,
    /// Whether `insecure_tls` let a server through that was not verified.
    pub(super) is_unverified: bool,
}

/// Which `sslmode` holds, and what became of the one that was given.
struct Tls {
    mode: PgSslMode,
    /// The given one verifies less, and `insecure_tls` lets it.
    is_unverified: bool,
    /// The given one would verify less, and does not hold.
    is_overridden: bool,
}

/// Connects to a PostgreSQL server.
pub(super) async fn postgres(url: &ServerUrl, route: &Route) -> Result<(PgConnection, Place)> {
    for (what, path) in &url.files {
        check_file(what, path)?;
    }
    let text = url.text.expose_text("the database URL")?;
    let options = PgConnectOptions::from_str(text).map_err(|cause| translate("read the database URL", cause))?;
    let options = session(options, route);
    let tls = tls_mode(&options, route);
    let options = options.ssl_mode(tls.mode);
    let attempt = Attempt {
        place: place_of(&options, &tls),
        is_local: is_local(&options),
        is_overridden: tls.is_overridden,
        is_socket: is_socket(&options),
        timeout: url.timeout,
        password_file: route.password_file.clone(),
    };
    match tokio::time::timeout(url.timeout, options.connect()).await {
        Ok(Ok(connection)) => Ok((connection, attempt.place)),
        Ok(Err(cause)) => Err(connect_errors::explain(&attempt, cause)),
        Err(_) => Err(connect_errors::timed_out(&attempt)),
    }
}

fn session(options: PgConnectOptions, route: &Route) -> PgConnectOptions {
    let options = options.application_name("claviger").extra_float_digits(None).disable_statement_logging();
    if route.has_pooler {
        // A pooler refuses `options` at the start, and what is set for a session would be somebody else's later.
        return options.statement_cache_capacity(0);
    }
    options.options(SESSION.iter().copied())
}

/// SECURITY: `prefer` and `require` let anybody on the way pass for the server. Off this machine only `verify-full`
/// does not, so nothing less holds there unless `insecure_tls` was set.
///
/// Under `verify-ca` sqlx 0.8.6 checks the name, too: it lets an error pass that today's rustls no longer gives.
fn tls_mode(options: &PgConnectOptions, route: &Route) -> Tls {
    let given = match options.get_ssl_mode() {
        PgSslMode::VerifyCa => PgSslMode::VerifyFull,
        mode => mode,
    };
    if is_local(options) || matches!(given, PgSslMode::VerifyFull) {
        return Tls { mode: given, is_unverified: false, is_overridden: false };
    }
    // The default of the driver, too: nobody asked for a connection that falls back to clear text.
    let is_default = matches!(given, PgSslMode::Prefer);
    if route.is_insecure {
        let mode = if is_default { PgSslMode::Require } else { given };
        return Tls { mode, is_unverified: true, is_overridden: false };
    }
    Tls { mode: PgSslMode::VerifyFull, is_unverified: false, is_overridden: !is_default }
}

fn is_socket(options: &PgConnectOptions) -> bool {
    options.get_socket().is_some() || options.get_host().starts_with('/')
}

/// Loopback and sockets need no TLS; everything else is verified in full.
fn is_local(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_matches(['[', ']']);
    is_socket(options)
        || host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn place_of(options: &PgConnectOptions, tls: &Tls) -> Place {
    let host = options.get_socket().map_or_else(
        || format!("{}:{}", options.get_host(), options.get_port()),
        |socket| socket.display().to_string(),
    );
    Place {
        host,
        database: options.get_database().unwrap_or_else(|| options.get_username()).to_owned(),
        role: options.get_username().to_owned(),
        protection: match tls.mode {
            _ if is_socket(options) => "a socket of this machine",
            _ if tls.is_overridden => {
                "TLS, certificate and host name verified: off this machine the given sslmode is not enough"
            }
            PgSslMode::VerifyFull | PgSslMode::VerifyCa => "TLS, certificate and host name verified",
            PgSslMode::Require => "TLS, server not verified",
            PgSslMode::Prefer => "TLS if the server has it, server not verified",
            PgSslMode::Allow | PgSslMode::Disable => "no TLS",
        },
        is_unverified: tls.is_unverified,
    }
}

/// A file named by the URL must be there; the key must be nobody else's to read, as libpq has it.
fn check_file(what: &str, path: &Path) -> Result<()> {
    let meta = std::fs::metadata(path).map_err(|cause| {
        let error = Error::io(&format!("read `{}` ({what} in the database URL)", path.display()), cause);
        // Not the thing that the command is about: a bad configuration.
        if error.kind() == Kind::NotFound { error.with_kind(Kind::Usage) } else { error }
    })?;
    // libpq, "Client Certificates": 0600, or 0640 where root owns it.
    let allowed = if meta.uid() == 0 { 0o640 } else { 0o600 };
    if what == "sslkey" && meta.mode() & 0o777 & !allowed != 0 {
        return Err(Error::denied(format!("`{}` is open to other users", path.display()))
            .hint(format!("chmod 600 {}", path.display())));
    }
    Ok(())
}

pub(super) fn place_of_sqlite(path: &Path) -> Place {
    Place {
        host: "this machine".to_owned(),
        database: path.display().to_string(),
        role: String::new(),
        protection: "",
        is_unverified: false,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(url: &str, is_insecure: bool) -> Tls {
        let route = Route { is_insecure, ..Route::default() };
        tls_mode(&PgConnectOptions::from_str(url).unwrap(), &route)
    }

    #[test]
    fn off_this_machine_only_verify_full_holds_unless_insecurity_was_asked_for() {
        for mode in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"] {
            for host in ["db.example", "192.0.2.1", "[2001:db8::1]", "127.1", "localhost.example"] {
                let tls = decided(&format!("postgresql://{host}/d{mode}"), false);
                assert!(matches!(tls.mode, PgSslMode::VerifyFull) && !tls.is_unverified, "{host}{mode}");
            }
        }
        assert!(decided("postgresql://db.example/d?sslmode=require", false).is_overridden);
        for (mode, holds) in [("", "Require"), ("?sslmode=disable", "Disable")] {
            let tls = decided(&format!("postgresql://db.example/d{mode}"), true);
            assert_eq!((format!("{:?}", tls.mode).as_str(), tls.is_unverified), (holds, true));
        }
        assert!(!decided("postgresql://db.example/d?sslmode=verify-full", true).is_unverified);
    }

    #[test]
    fn on_this_machine_the_url_decides() {
        for host in ["localhost", "127.0.0.1", "127.8.0.1", "[::1]", "%2Fvar%2Frun%2Fpostgresql"] {
            let tls = decided(&format!("postgresql://{host}/d?sslmode=disable"), false);
            assert!(matches!(tls.mode, PgSslMode::Disable) && !tls.is_unverified && !tls.is_overridden, "{host}");
        }
    }

    #[test]
    fn the_settings_behind_a_pooler_are_those_of_a_session() {
        for (name, value) in SESSION {
            let quoted = format!("SET LOCAL {name} = '{value}'");
            let bare = format!("SET LOCAL {name} = {value}");
            assert!(BEGIN_POOLED.contains(&quoted) || BEGIN_POOLED.contains(&bare), "{name}");
        }
    }
}
