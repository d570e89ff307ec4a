//! Requests that got no answer: what went wrong on the way, in words that say what to do, and whether the server may
//! have done what was asked all the same.

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError;

use crate::base::Error;

use super::address::Address;
use super::wire::REQUEST_LIMIT;

/// A request without an answer.
#[derive(Debug)]
pub(super) struct Failure {
    /// What to tell.
    pub(super) error: Error,
    /// Whether the request may have reached the server. What it asked for may then be done.
    pub(super) may_be_done: bool,
}

/// A cause reduced to its text.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Cause(String);

impl Failure {
    /// Nothing was sent.
    pub(super) const fn not_sent(error: Error) -> Self {
        Self { error, may_be_done: false }
    }

    /// The request went out.
    pub(super) const fn maybe_done(error: Error) -> Self {
        Self { error, may_be_done: true }
    }

    /// What the client met.
    pub(super) fn of(address: &Address, cause: &reqwest::Error) -> Self {
        let is_unsent = cause.is_connect() || cause.is_builder();
        let error = explain(address, cause);
        Self { error, may_be_done: !is_unsent }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        failure.error
    }
}

fn explain(address: &Address, cause: &reqwest::Error) -> Error {
    let doing = format!("can not reach the vault at `{address}`");
    if let Some(tls) = find::<rustls::Error>(cause) {
        let (why, hint) = explain_tls(tls);
        return Error::unavailable(format!("{doing}: {why}")).caused_by(Cause(tls.to_string())).hint(hint);
    }
    let innermost = innermost(cause);
    let (why, hint) = if cause.is_timeout() && cause.is_connect() {
        ("it does not take connections", "is the address right, and does a firewall let you through?".to_owned())
    } else if cause.is_timeout() {
        ("it does not answer", format!("waited {} s; try again later", REQUEST_LIMIT.as_secs()))
    } else if any(cause, |text| text.contains("dns error")) {
        ("its name is not known", "check the host name: claviger config show".to_owned())
    } else if find::<io::Error>(cause).is_some_and(|cause| cause.kind() == io::ErrorKind::ConnectionRefused) {
        ("nothing listens there", "is the server running? check the address: claviger config show".to_owned())
    } else if cause.is_connect() {
        ("no connection", "check the address: claviger config show".to_owned())
    } else {
        ("it broke off", "try again; see the log of the server".to_owned())
    };
    Error::unavailable(format!("{doing}: {why}")).caused_by(Cause(innermost)).hint(hint)
}

/// What a failed handshake means for who has to mend it.
fn explain_tls(error: &rustls::Error) -> (&'static str, &'static str) {
    use rustls::Error as Tls;
    match error {
        Tls::InvalidCertificate(certificate) => match certificate {
            CertificateError::UnknownIssuer => (
                "its certificate comes from an authority that is not trusted",
                "name the authority's certificate: vault_auth.ca_cert, or VAULT_CACERT",
            ),
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
                "its certificate has expired",
                "renew the certificate of the server; is the clock of this machine right?",
            ),
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                ("its certificate is not valid yet", "is the clock of this machine right?")
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
                "its certificate is for another name",
                "use the name that the certificate has in the address, or have this one added to it",
            ),
            _ => (
                "its certificate is not acceptable",
                "a server needs a certificate of its own, issued by an authority, with its name as subjectAltName",
            ),
        },
        Tls::InvalidMessage(_) => ("it does not speak TLS on this port", "check the port, and its tls_disable setting"),
        Tls::AlertReceived(_) => (
            "it refused the handshake",
            "it may want a client certificate: vault_auth.client_cert and client_key; see the log of the server",
        ),
        _ => ("the TLS handshake failed", "see the log of the server"),
    }
}

/// Walks down the causes, into what an `io::Error` wraps: its `source` would step over that.
fn walk<'e, T>(
    error: &'e (dyn StdError + 'static),
    found: &mut dyn FnMut(&'e (dyn StdError + 'static)) -> Option<T>,
) -> Option<T> {
    let mut next = Some(error);
    while let Some(current) = next {
        if let Some(result) = found(current) {
            return Some(result);
        }
        let wrapped = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = wrapped.map_or_else(|| current.source(), |inner| Some(inner));
    }
    None
}

fn find<'e, T: StdError + 'static>(error: &'e (dyn StdError + 'static)) -> Option<&'e T> {
    walk(error, &mut |current| current.downcast_ref::<T>())
}

fn any(error: &(dyn StdError + 'static), is_it: impl Fn(&str) -> bool) -> bool {
    walk(error, &mut |current| is_it(&current.to_string()).then_some(())).is_some()
}

fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut last = String::new();
    walk::<()>(error, &mut |current| {
        last = current.to_string();
        None
    });
    last
}
