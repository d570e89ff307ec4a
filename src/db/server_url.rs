//! The URL of a PostgreSQL server: taken apart, judged parameter by parameter, and put together for the driver.
//!
//! The driver ignores what it does not know. A parameter that was meant to protect somebody must not be lost that way,
//! so each is passed on, or known to have no effect here, or refused.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::base::{Error, Result, Secret, text};

/// RFC 3986 §2.3: never escaped.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How long a server may take to answer when the URL does not say; libpq would wait for minutes.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A server that does not answer is given up after at most this.
const LONGEST_TIMEOUT: u64 = 3600;

/// What the driver must know, by the names that libpq and sqlx have for it.
const PASSED: &[(&str, &str)] = &[
    ("sslmode", "sslmode"),
    ("ssl-mode", "sslmode"),
    ("sslrootcert", "sslrootcert"),
    ("ssl-root-cert", "sslrootcert"),
    ("ssl-ca", "sslrootcert"),
    ("sslcert", "sslcert"),
    ("ssl-cert", "sslcert"),
    ("sslkey", "sslkey"),
    ("ssl-key", "sslkey"),
    ("host", "host"),
    ("hostaddr", "hostaddr"),
    ("port", "port"),
    ("dbname", "dbname"),
    ("user", "user"),
    ("password", "password"),
    ("options", "options"),
];

const SSL_MODES: &[&str] = &["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// What may stand there and changes nothing, and the values under which that is so; all where none is named.
const WITHOUT_EFFECT: &[(&str, &[&str])] = &[
    ("application_name", &[]),
    ("fallback_application_name", &[]),
    ("client_encoding", &["utf8", "utf-8", "auto"]),
    ("keepalives", &[]),
    ("keepalives_idle", &[]),
    ("keepalives_interval", &[]),
    ("keepalives_count", &[]),
    ("tcp_user_timeout", &[]),
    ("gssencmode", &["disable", "prefer"]),
    ("channel_binding", &["disable", "prefer"]),
    ("target_session_attrs", &["any", "read-write", "primary"]),
    ("sslcompression", &["0"]),
    ("sslsni", &[]),
    ("sslnegotiation", &["postgres"]),
    ("ssl_min_protocol_version", &["tlsv1", "tlsv1.1", "tlsv1.2"]),
];

/// What to do about names that people bring from elsewhere.
const ADVICE: &[(&str, &str)] = &[
    ("timeout", "write connect_timeout=SECONDS, or give --timeout for the whole command"),
    ("pool_timeout", "write connect_timeout=SECONDS, or give --timeout for the whole command"),
    ("ssl", "write sslmode=verify-full, and sslrootcert=FILE for an authority of your own"),
    ("schema", "name the schema with the table, in the configuration file: [tables.users] table = \"app.users\""),
    (
        "currentSchema",
        "name the schema with the table, in the configuration file: [tables.users] table = \"app.users\"",
    ),
    ("pgbouncer", "set database_pooler = \"true\" in the configuration file"),
    ("prepared_statement_cache_size", "set database_pooler = \"true\" in the configuration file"),
    ("statement_cache_size", "set database_pooler = \"true\" in the configuration file"),
    ("statement-cache-capacity", "set database_pooler = \"true\" in the configuration file"),
    ("channel_binding", "leave it out: the server's certificate and name are verified instead"),
    ("passfile", "set PGPASSFILE"),
    ("service", "services are not read: write host, user and database into the URL"),
    ("sslcrl", "lists of revoked certificates are not read: leave it out"),
    ("sslpassword", "a client key with a passphrase is not read: keep it in a file that is 0600"),
];

/// A PostgreSQL server, and how to log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServerUrl {
    /// What the driver is given: `postgresql://…`, every part escaped.
    pub(super) text: Secret,
    /// The same without the password.
    pub(super) shown: String,
    /// How long connecting may take.
    pub(super) timeout: Duration,
    /// The files that it names: what for, and the path.
    pub(super) files: Vec<(&'static str, std::path::PathBuf)>,
}

/// Understands what follows `postgresql://`. Paths of files begin at `base`.
pub(super) fn parse(rest: &str, base: &Path, notes: &mut Vec<String>) -> Result<ServerUrl> {
    let (login, rest) = split_login(rest);
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    if location.contains('#') {
        return Err(Error::usage("the database URL has a `#`, which ends a URL").hint("write %23 for it"));
    }
    let mut url = Parts::new(login, location)?;
    let mut server =
        ServerUrl { text: Secret::new(Vec::new()), shown: String::new(), timeout: CONNECT_TIMEOUT, files: Vec::new() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "connect_timeout" {
            server.timeout = parse_timeout(&value)?;
        } else if let Some((_, known)) = PASSED.iter().find(|(written, _)| *written == name) {
            check_value(known, &value)?;
            match *known {
                // The authorities of the operating system are trusted without being named.
                "sslrootcert" if value == "system" => {}
                known @ ("sslrootcert" | "sslcert" | "sslkey") => {
                    let path = base.join(&*value);
                    url.add(known, &path.display().to_string());
                    server.files.push((known, path));
                }
                // The driver would check the name all the same, so that is what is said.
                "sslmode" if value == "verify-ca" => {
                    url.add("sslmode", "verify-full");
                    notes.push("sslmode=verify-ca in the database URL is taken as verify-full".to_owned());
                }
                known => url.add(known, &value),
            }
        } else if name.starts_with("options[") {
            url.add(&name, &value);
        } else {
            check_without_effect(&name, &value)?;
            notes.push(format!("`{name}` in the database URL has no effect here"));
        }
    }
    server.shown = std::mem::take(&mut url.shown);
    server.text = Secret::from_text(std::mem::take(&mut *url.text));
    Ok(server)
}

/// The login and the rest. SQLAlchemy takes a password as it is up to the `@`, whatever stands in it; libpq and the
/// rules of URLs end it at a `/` or `?`, and let the last `@` before them count.
fn split_login(rest: &str) -> (Option<&str>, &str) {
    let end_of_name = rest.find([':', '/', '?', '@']).unwrap_or(rest.len());
    let (_, after_name) = rest.split_at(end_of_name);
    let first = match after_name.as_bytes().first() {
        Some(b':') => rest.find('@'),
        Some(b'@') => Some(end_of_name),
        _ => None,
    };
    // `host:5432/db?user=a@b` has no login: what looks like a password is a port.
    let is_port = |login: &str| {
        let after = login.split_once(':').map_or("", |(_, after)| after);
        let digits = after.find(['/', '?']).and_then(|end| after.get(..end));
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let Some(first) = first.filter(|at| !rest.get(..*at).is_some_and(is_port)) else { return (None, rest) };
    let end = rest.get(first..).and_then(|tail| tail.find(['/', '?'])).map_or(rest.len(), |length| first + length);
    let last = rest.get(..end).and_then(|head| head.rfind('@')).unwrap_or(first);
    (rest.get(..last), rest.get(last + 1..).unwrap_or_default())
}

/// A URL that grows, with and without its password.
struct Parts {
    text: Zeroizing<String>,
    shown: String,
    has_query: bool,
}

impl Parts {
    fn new(login: Option<&str>, location: &str) -> Result<Self> {
        let (host, database) = location.split_once('/').unwrap_or((location, ""));
        if host.contains(',') {
            return Err(Error::usage("the database URL names several hosts").hint("name the primary server alone"));
        }
        let mut shown = "postgresql://".to_owned();
        let mut text = Zeroizing::new(shown.clone());
        // A URL of the form that the driver reads has no login without a host; parameters say the same.
        let (user, password) = login.map_or((None, None), |login| match login.split_once(':') {
            Some((user, password)) => (Some(user), Some(password)),
            None => (Some(login), None),
        });
        if !host.is_empty() {
            if let Some(user) = user {
                let user = escape_again(user)?;
                shown.push_str(&user);
                text.push_str(&user);
                if let Some(password) = password {
                    text.push(':');
                    text.push_str(&escape_again(password)?);
                }
                shown.push('@');
                text.push('@');
            }
            shown.push_str(host);
            text.push_str(host);
        }
        let database = format!("/{}", escape_again(database)?.as_str());
        shown.push_str(&database);
        text.push_str(&database);
        let mut parts = Self { text, shown, has_query: false };
        if host.is_empty() {
            if let Some(user) = user {
                parts.add("user", &decode(user)?);
            }
            if let Some(password) = password {
                parts.add("password", &decode(password)?);
            }
        }
        Ok(parts)
    }

    /// Adds a parameter.
    fn add(&mut self, name: &str, value: &str) {
        let separator = if std::mem::replace(&mut self.has_query, true) { '&' } else { '?' };
        let name = utf8_percent_encode(name, ESCAPED).to_string();
        let value = Zeroizing::new(utf8_percent_encode(value, ESCAPED).to_string());
        // Writing to text does not fail.
        let _ = write!(self.text, "{separator}{name}={}", *value);
        if name != "password" {
            let _ = write!(self.shown, "{separator}{name}={}", *value);
        }
    }
}

fn decode(part: &str) -> Result<Zeroizing<String>> {
    let decoded = percent_decode_str(part).decode_utf8();
    // The cause is dropped: it tells where in the password the bad byte is.
    decoded.map(|text| Zeroizing::new(text.into_owned())).map_err(|_| Error::usage("the database URL is not UTF-8"))
}

/// Escapes whatever was left unescaped, and nothing twice.
fn escape_again(part: &str) -> Result<Zeroizing<String>> {
    Ok(Zeroizing::new(utf8_percent_encode(&decode(part)?, ESCAPED).to_string()))
}

fn parse_timeout(value: &str) -> Result<Duration> {
    match value.parse() {
        // libpq: zero waits for ever, and that is what its author meant to have.
        Ok(0) => Ok(Duration::from_secs(LONGEST_TIMEOUT)),
        Ok(seconds) if seconds <= LONGEST_TIMEOUT => Ok(Duration::from_secs(seconds)),
        _ => Err(Error::usage("`connect_timeout` in the database URL is not a number of seconds")
            .hint("write connect_timeout=10")),
    }
}

fn check_value(name: &str, value: &str) -> Result<()> {
    let refuse = |hint: String| Error::usage(format!("`{name}` in the database URL has no such value")).hint(hint);
    match name {
        "sslmode" if !SSL_MODES.contains(&value) => Err(refuse(format!("one of: {}", SSL_MODES.join(", ")))),
        "port" if value.parse::<u16>().is_err() => Err(refuse("write a number, as in port=5432".to_owned())),
        "host" | "hostaddr" | "port" if value.contains(',') => {
            Err(Error::usage("the database URL names several hosts").hint("name the primary server alone"))
        }
        "sslcert" | "sslkey" | "sslrootcert" if value.is_empty() => Err(refuse("write the path of a file".to_owned())),
        _ => Ok(()),
    }
}

/// Refuses what is not known to change nothing. The value is not repeated: it may be a secret under a misspelt name.
fn check_without_effect(name: &str, value: &str) -> Result<()> {
    let shown = text::shorten(name, 40);
    let known = WITHOUT_EFFECT.iter().find(|(known, _)| *known == name);
    if known.is_some_and(|(_, values)| values.is_empty() || values.contains(&&*value.to_lowercase())) {
        return Ok(());
    }
    let error = match known {
        Some(_) => Error::usage(format!("`{shown}` in the database URL asks for something that is not done here")),
        None => Error::usage(format!("`{shown}` in the database URL is not understood")),
    };
    if let Some((_, advice)) = ADVICE.iter().find(|(known, _)| *known == name) {
        return Err(error.hint(*advice));
    }
    if known.is_some() {
        return Err(error.hint("leave it out"));
    }
    let names = PASSED.iter().map(|(written, _)| *written).chain(WITHOUT_EFFECT.iter().map(|(name, _)| *name));
    Err(match text::nearest(name, names.chain(["connect_timeout"])) {
        Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
        None => error.hint("parameters of libpq are understood: sslmode, sslrootcert, connect_timeout and others"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(rest: &str) -> ServerUrl {
        parse(rest, Path::new("/base"), &mut Vec::new()).unwrap()
    }

    fn text(rest: &str) -> String {
        String::from_utf8(parsed(rest).text.expose().to_vec()).unwrap()
    }

    fn refusal(rest: &str) -> Error {
        parse(rest, Path::new("/base"), &mut Vec::new()).unwrap_err()
    }

    #[test]
    fn parts_are_found_and_escaped_once() {
        for (given, expected) in [
            ("u:p@h/d", "postgresql://u:p@h/d"),
            ("h:5433/d", "postgresql://h:5433/d"),
            ("u%40x:p%2Fq@h/d", "postgresql://u%40x:p%2Fq@h/d"),
            ("u:p#/?q@h/d", "postgresql://u:p%23%2F%3Fq@h/d"),
            ("u:p@q@h/d", "postgresql://u:p%40q@h/d"),
            ("u:100%@h/d", "postgresql://u:100%25@h/d"),
            ("[::1]:5433/d", "postgresql://[::1]:5433/d"),
            ("", "postgresql:///"),
            ("/app?host=/var/run/postgresql", "postgresql:///app?host=%2Fvar%2Frun%2Fpostgresql"),
            ("u:p@/app", "postgresql:///app?user=u&password=p"),
            ("h:5433/d?user=a@b", "postgresql://h:5433/d?user=a%40b"),
            ("h/d?options=-c%20a%3Db", "postgresql://h/d?options=-c%20a%3Db"),
            ("h/d?ssl-ca=ca.crt", "postgresql://h/d?sslrootcert=%2Fbase%2Fca.crt"),
            ("h/d?sslrootcert=/etc/ca.crt", "postgresql://h/d?sslrootcert=%2Fetc%2Fca.crt"),
            ("h/d?sslrootcert=system", "postgresql://h/d"),
        ] {
            assert_eq!(text(given), expected, "{given}");
        }
    }

    #[test]
    fn the_shown_text_has_no_password_wherever_it_stood() {
        for given in ["u:s3cret@h/d", "u:s3cret@/d", "h/d?password=s3cret&user=u", "u:s3cret@x/y@h/d"] {
            let shown = parsed(given).shown;
            assert!(!shown.contains("s3cret"), "{shown}");
            assert!(!format!("{:?}", parsed(given)).contains("s3cret"));
        }
        assert_eq!(parsed("u:p@h:1/d?sslmode=require&password=p").shown, "postgresql://u@h:1/d?sslmode=require");
    }

    #[test]
    fn a_parameter_that_is_not_understood_is_refused_with_what_to_do() {
        for (given, hint) in [
            ("h/d?timeout=5", "write connect_timeout=SECONDS, or give --timeout for the whole command"),
            ("h/d?sslmod=require", "did you mean `sslmode`?"),
            ("h/d?sslmode=on", "one of: disable, allow, prefer, require, verify-ca, verify-full"),
            ("h/d?pgbouncer=true", "set database_pooler = \"true\" in the configuration file"),
            ("h/d?channel_binding=require", "leave it out: the server's certificate and name are verified instead"),
            ("h/d?target_session_attrs=standby", "leave it out"),
            ("h/d?connect_timeout=soon", "write connect_timeout=10"),
            ("h1,h2/d", "name the primary server alone"),
            ("h/d?host=h1,h2", "name the primary server alone"),
            ("h/d#x", "write %23 for it"),
        ] {
            let error = refusal(given);
            assert_eq!((error.kind(), error.hint_text()), (crate::base::Kind::Usage, Some(hint)), "{given}");
        }
        assert!(!refusal("h/d?passwort=s3cret").message().contains("s3cret"));
    }

    #[test]
    fn what_has_no_effect_is_told() {
        let mut notes = Vec::new();
        parse("h/d?application_name=web&target_session_attrs=read-write", Path::new("/"), &mut notes).unwrap();
        assert_eq!(notes.len(), 2);
        assert_eq!(parsed("h/d?connect_timeout=3").timeout, Duration::from_secs(3));
        assert_eq!(parsed("h/d").timeout, CONNECT_TIMEOUT);
    }
}
