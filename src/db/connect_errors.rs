//! Why a connection to PostgreSQL was not made, and what to do about it.
//!
//! What a server that was not verified says is shown, made harmless, and believed in nothing.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::Duration;

use rustls::{AlertDescription, CertificateError};

use super::connect::Place;
use super::errors::{Opaque, from_server, translate};
use crate::base::{Error, Timestamp, clock};

/// What was tried.
pub(super) struct Attempt {
    pub(super) place: Place,
    pub(super) is_local: bool,
    pub(super) is_socket: bool,
    /// Whether the URL asked for less than was tried.
    pub(super) is_overridden: bool,
    pub(super) timeout: Duration,
    pub(super) password_file: Option<PathBuf>,
}

impl Attempt {
    fn doing(&self) -> String {
        format!("connect to database `{}` on `{}`", self.place.database, self.place.host)
    }

    fn unavailable(&self, why: &str) -> Error {
        Error::unavailable(format!("can not {}: {why}", self.doing()))
    }

    /// A hint about TLS, and why there was TLS at all where the URL asked for none.
    fn hint_about_tls(&self, hint: &str) -> String {
        let reason = "; off this machine sslmode=verify-full holds unless --insecure-tls is given";
        format!("{hint}{}", if self.is_overridden { reason } else { "" })
    }

    /// How to go without TLS, where that may be done.
    fn without_tls(&self) -> &'static str {
        if self.is_local {
            "add ?sslmode=disable to the database URL"
        } else {
            "set ssl = on in postgresql.conf; in a network that you trust: --insecure-tls and ?sslmode=disable"
        }
    }
}

/// The server did not answer in time.
pub(super) fn timed_out(attempt: &Attempt) -> Error {
    attempt
        .unavailable(&format!("no answer within {} seconds", attempt.timeout.as_secs()))
        .hint("check host, port and firewall; ?connect_timeout=SECONDS in the database URL waits longer")
}

/// The failure of an attempt in words.
pub(super) fn explain(attempt: &Attempt, cause: sqlx::Error) -> Error {
    match cause {
        sqlx::Error::Io(cause) => match cause.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(tls) => of_tls(attempt, tls),
            None => of_io(attempt, cause),
        },
        sqlx::Error::Tls(cause) => match cause.downcast_ref::<rustls::Error>() {
            Some(tls) => of_tls(attempt, tls),
            None => of_tls_setup(attempt, &cause.to_string()),
        },
        sqlx::Error::Protocol(text) => {
            attempt.unavailable("it does not speak PostgreSQL").caused_by(Opaque(text)).hint("check the port")
        }
        sqlx::Error::Database(server) => {
            let code = server.code().unwrap_or_default();
            let advice = advise(attempt, &code, server.message());
            from_server(&attempt.doing(), server.as_ref(), advice)
        }
        other => translate(&attempt.doing(), other),
    }
}

fn of_io(attempt: &Attempt, cause: io::Error) -> Error {
    use io::ErrorKind as Io;
    let (why, hint) = match cause.kind() {
        Io::ConnectionRefused => ("nothing listens there", "is PostgreSQL running? check host and port: pg_lsclusters"),
        Io::NotFound if attempt.is_socket => (
            "there is no such socket",
            "is PostgreSQL running? host= names the directory of its socket: SHOW unix_socket_directories",
        ),
        Io::NotFound => {
            ("a file that the connection needs is not there", "check PGSSLROOTCERT, PGSSLCERT and PGSSLKEY")
        }
        Io::PermissionDenied if attempt.is_socket => {
            ("this user may not use the socket", "check the rights of its directory")
        }
        Io::PermissionDenied => {
            ("this user may not read a file that the connection needs", "check PGSSLROOTCERT, PGSSLCERT and PGSSLKEY")
        }
        Io::UnexpectedEof | Io::ConnectionReset | Io::ConnectionAborted | Io::BrokenPipe => {
            ("the server broke off", "see the server's log; is that the port of PostgreSQL?")
        }
        Io::HostUnreachable | Io::NetworkUnreachable | Io::TimedOut => {
            ("there is no way to the server", "check host and firewall")
        }
        // The standard library has no kind for a name that does not resolve.
        _ if cause.to_string().contains("lookup") => {
            ("the host name is not known", "check the host in the database URL")
        }
        _ => ("the connection failed", "is the server running and reachable?"),
    };
    attempt.unavailable(why).caused_by(cause).hint(hint)
}

fn of_tls(attempt: &Attempt, cause: &rustls::Error) -> Error {
    let (why, hint) = match cause {
        rustls::Error::InvalidCertificate(bad) => of_certificate(bad),
        rustls::Error::AlertReceived(
            AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnknownCA
            | AlertDescription::DecryptError
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnsupportedCertificate,
        ) => (
            "the server refused our certificate".to_owned(),
            "give one that it trusts: ?sslcert=FILE&sslkey=FILE in the database URL".to_owned(),
        ),
        rustls::Error::InvalidMessage(_) | rustls::Error::InappropriateMessage { .. } => {
            ("the server does not speak TLS".to_owned(), "is that the port of PostgreSQL?".to_owned())
        }
        rustls::Error::PeerIncompatible(_) | rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => (
            "the server only speaks a TLS that is out of date".to_owned(),
            "set ssl_min_protocol_version = 'TLSv1.2' in postgresql.conf".to_owned(),
        ),
        _ => ("TLS failed".to_owned(), "check the server's certificate, its host name and sslrootcert".to_owned()),
    };
    attempt.unavailable(&why).caused_by(Opaque(cause.to_string())).hint(attempt.hint_about_tls(&hint))
}

fn of_certificate(bad: &CertificateError) -> (String, String) {
    let day = |seconds: u64| {
        let at = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        at.map_or_else(|| "another time".to_owned(), clock::rfc3339)
    };
    let renew = || "renew the server's certificate; is the clock of this machine right?".to_owned();
    match bad {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => (
            "its certificate is of no authority that is trusted here".to_owned(),
            "name that authority: ?sslrootcert=FILE in the database URL, or PGSSLROOTCERT".to_owned(),
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            "its certificate is of another host".to_owned(),
            "connect by a name that stands in the certificate, or have that name put in".to_owned(),
        ),
        CertificateError::ExpiredContext { not_after, .. } => {
            (format!("its certificate ended at {}", day(not_after.as_secs())), renew())
        }
        CertificateError::Expired => ("its certificate has ended".to_owned(), renew()),
        CertificateError::NotValidYetContext { not_before, .. } => {
            (format!("its certificate begins at {}", day(not_before.as_secs())), renew())
        }
        CertificateError::NotValidYet => ("its certificate has not begun".to_owned(), renew()),
        CertificateError::Revoked => ("its certificate was revoked".to_owned(), renew()),
        _ => (
            "its certificate is not valid".to_owned(),
            "have it made anew: version 3, for server authentication, with the host as subjectAltName".to_owned(),
        ),
    }
}

/// What went wrong before a byte of TLS was sent.
fn of_tls_setup(attempt: &Attempt, text: &str) -> Error {
    if text.contains("does not support TLS") {
        return attempt.unavailable("the server has no TLS").hint(attempt.without_tls());
    }
    if text.contains("invalid dns name") {
        return attempt
            .unavailable("no certificate can be for such a host")
            .caused_by(Opaque(text.to_owned()))
            .hint(attempt.hint_about_tls("write the server's name, or its address in full"));
    }
    attempt
        .unavailable("TLS can not be set up")
        .caused_by(Opaque(text.to_owned()))
        .hint("check the files of sslrootcert, sslcert and sslkey: PEM, the key without a passphrase")
}

/// What to do about a refusal of the server (PostgreSQL, Appendix A: error codes).
fn advise(attempt: &Attempt, code: &str, message: &str) -> Option<String> {
    Some(match code {
        "28P01" => password_hint(attempt),
        "28000" if message.contains("certificate") => {
            "the role logs in by certificate: ?sslcert=FILE&sslkey=FILE in the database URL".to_owned()
        }
        "28000" if message.contains("pg_hba.conf") => {
            "the server lets nobody in that way: add a line to its pg_hba.conf".to_owned()
        }
        "3D000" => format!("create it first: createdb {}", attempt.place.database),
        "53300" => "sessions are used up: see pg_stat_activity, raise max_connections, or put a pooler before it; \
            then try again"
            .to_owned(),
        "57P03" => "the server is starting or stopping: try again".to_owned(),
        "08P01" if message.contains("startup parameter") => {
            "a pooler stands before the server: set database_pooler = \"true\"".to_owned()
        }
        _ => return None,
    })
}

fn password_hint(attempt: &Attempt) -> String {
    let is_loose = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|meta| meta.mode() & 0o077 != 0);
    match attempt.password_file.as_ref().filter(|path| is_loose(path)) {
        // The driver passes over such a file without a word.
        Some(path) => format!("`{0}` was not read, since others can read it: chmod 600 {0}", path.display()),
        None => "check user and password: in the database URL, PGPASSWORD, or ~/.pgpass".to_owned(),
    }
}
