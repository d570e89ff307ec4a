//! What a server answered: the envelope of its JSON, and what its status codes mean.
//!
//! SECURITY: an answer to a write may repeat what was written, and a parser's message may quote what it met. Neither
//! ever becomes part of an error.

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::base::text::shorten;
use crate::base::{Error, Kind, Result, Timestamp};

use super::address::Address;

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where a redirect points.
    pub(super) location: Option<String>,
    /// The time of the server, to the second.
    pub(super) at: Option<Timestamp>,
    pub(super) body: Zeroizing<Vec<u8>>,
}

#[derive(Deserialize)]
struct Enveloped<T> {
    data: T,
}

#[derive(Deserialize)]
struct Errors {
    errors: Vec<String>,
}

/// What is known of a request that was refused.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// What it was for: ``read `app/db` ``.
    pub(super) doing: &'a str,
    /// Whether it carried a secret, so that nothing the server says may be repeated.
    pub(super) is_secret: bool,
}

impl Answer {
    /// Whether the request was carried out.
    pub(super) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// The whole body as JSON. Fails with `Unavailable`: whatever answered, it was not what should have.
    pub(super) fn json<'a, T: Deserialize<'a>>(&'a self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|_| {
            Error::unavailable(format!("the vault's answer can not be understood (status {})", self.status))
                .hint("is it an OpenBao or Vault server, and nothing in front of it that answers instead?")
        })
    }

    /// The `data` of the body.
    pub(super) fn data<'a, T: Deserialize<'a>>(&'a self) -> Result<T> {
        self.json::<Enveloped<T>>().map(|envelope| envelope.data)
    }

    /// What the server says about a refusal.
    pub(super) fn errors(&self) -> Vec<String> {
        serde_json::from_slice::<Errors>(&self.body).map(|body| body.errors).unwrap_or_default()
    }

    /// Whether one of the server's errors contains `text`.
    pub(super) fn says(&self, text: &str) -> bool {
        self.errors().iter().any(|error| error.contains(text))
    }

    /// What a refusal means. Statuses with a meaning of their own at some request are handled there first.
    pub(super) fn refusal(&self, address: &Address, asked: Asked<'_>) -> Error {
        let doing = format!("can not {} in the vault at `{address}`", asked.doing);
        let (kind, why, hint) = self.meaning();
        let message = if why.is_empty() { doing } else { format!("{doing}: {why}") };
        let mut error = Error::new(kind, message);
        if !asked.is_secret
            && let Some(said) = self.errors().first()
        {
            error = error.caused_by(Said(format!("the server says: {}", one_line(said))));
        }
        if hint.is_empty() { error } else { error.hint(hint) }
    }

    fn meaning(&self) -> (Kind, String, String) {
        let fixed = |kind, why: &str, hint: &str| (kind, why.to_owned(), hint.to_owned());
        match self.status {
            400 if self.body.starts_with(b"Client sent an HTTP request") => {
                fixed(Kind::Usage, "the server speaks TLS", "write the address with https://")
            }
            400 if self.says("from non-versioned to versioned data") => {
                fixed(Kind::Unavailable, "the engine is being set up", "it was mounted just now: try again in a moment")
            }
            400 => fixed(Kind::Usage, "the server refused the request", ""),
            403 => fixed(Kind::Denied, "permission denied", "claviger vault status tells what the token may do"),
            404 if self.says("namespace not found") => {
                fixed(Kind::Usage, "there is no such namespace", "check vault_auth.namespace, or VAULT_NAMESPACE")
            }
            404 if self.says("no handler for route") => fixed(
                Kind::Usage,
                "nothing is mounted there",
                "check vault_auth.mount, or have it mounted: bao secrets enable -version=2 -path=secret kv",
            ),
            404 => fixed(Kind::NotFound, "the server does not know it", ""),
            405 => fixed(Kind::Usage, "the server does not support this", "is it a KV version 2 engine?"),
            412 => fixed(Kind::Unavailable, "the server lags behind the others", "try again"),
            413 => fixed(Kind::Usage, "it is too large for the server", "keep smaller secrets"),
            429 => fixed(Kind::Unavailable, "too many requests", "try again later: a rate limit of the server was met"),
            472 => fixed(Kind::Unavailable, "it stands by for a disaster", "name the primary cluster"),
            473 => fixed(Kind::Unavailable, "it is a standby that serves nobody", "name the active node"),
            501 => {
                fixed(Kind::Unavailable, "it is not initialised", "its administrator does that once: bao operator init")
            }
            503 if self.says("sealed") => {
                fixed(Kind::Sealed, "it is sealed", "its administrators unseal it: bao operator unseal")
            }
            503 => fixed(Kind::Unavailable, "it is not available", "try again later"),
            // A standby that can not forward: its leader was just lost, or forwarding is switched off.
            301 | 302 | 303 | 307 | 308 => (
                Kind::Unavailable,
                match self.elsewhere() {
                    Some(other) => format!("it sends us to `{other}`, and redirects are not followed"),
                    None => "it is a standby without an active node".to_owned(),
                },
                match self.elsewhere() {
                    Some(_) => {
                        "if it is the active node, name it; if it was just lost, try again in a moment".to_owned()
                    }
                    None => "a new active node is elected within seconds: try again".to_owned(),
                },
            ),
            status => {
                (Kind::Unavailable, format!("it failed (status {status})"), "see the log of the server".to_owned())
            }
        }
    }

    /// Scheme, host and port of a redirect; its path repeats what was asked for.
    fn elsewhere(&self) -> Option<String> {
        let url = reqwest::Url::parse(self.location.as_deref()?).ok()?;
        let host = url.host_str().filter(|host| !host.is_empty())?;
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        Some(format!("{}://{}{port}", url.scheme(), shorten(host, 100)))
    }

    /// Whether the server may have done what was asked although it did not say so.
    pub(super) const fn may_be_done(&self) -> bool {
        matches!(self.status, 500..=599 | 307 | 308)
    }
}

/// What a server said, as a cause.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(String);

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    shorten(&words.join(" "), 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, location: None, at: None, body: Zeroizing::new(body.as_bytes().to_vec()) }
    }

    fn refused(answer: &Answer) -> Error {
        let address = Address::parse("https://bao.example:8200").unwrap();
        answer.refusal(&address, Asked { doing: "read `app/db`", is_secret: false })
    }

    #[test]
    fn every_status_has_its_exit_code() {
        for (status, body, kind) in [
            (400, "{}", Kind::Usage),
            (400, r#"{"errors":["Upgrading from non-versioned to versioned data. This"]}"#, Kind::Unavailable),
            (403, r#"{"errors":["permission denied"]}"#, Kind::Denied),
            (404, r#"{"errors":["no handler for route \"x\""]}"#, Kind::Usage),
            (404, r#"{"errors":["namespace not found"]}"#, Kind::Usage),
            (412, "", Kind::Unavailable),
            (413, "", Kind::Usage),
            (429, "", Kind::Unavailable),
            (472, "", Kind::Unavailable),
            (473, "", Kind::Unavailable),
            (500, "", Kind::Unavailable),
            (501, "", Kind::Unavailable),
            (502, "<html>", Kind::Unavailable),
            (503, r#"{"errors":["Vault is sealed"]}"#, Kind::Sealed),
            (503, r#"{"errors":["OpenBao is sealed"]}"#, Kind::Sealed),
            (503, r#"{"errors":["node is not active"]}"#, Kind::Unavailable),
            (307, "", Kind::Unavailable),
            (418, "", Kind::Unavailable),
        ] {
            assert_eq!(refused(&answer(status, body)).kind(), kind, "{status} {body}");
        }
    }

    #[test]
    fn a_redirect_is_named_without_its_path() {
        let mut redirect = answer(307, "");
        assert!(refused(&redirect).hint_text().unwrap().contains("elected"));
        redirect.location = Some("https://other.example:8200/v1/secret/data/app/db?x=y".to_owned());
        let error = refused(&redirect);
        assert!(error.message().contains("`https://other.example:8200`"), "{error}");
        assert!(!error.hint_text().unwrap().contains("secret/data"));
    }

    #[test]
    fn what_the_server_says_is_repeated_only_when_nothing_secret_was_sent() {
        let refusal = answer(400, r#"{"errors":["2 errors:\n\t* hunter2\n"]}"#);
        assert_eq!(refused(&refusal).causes(), ["the server says: 2 errors: * hunter2"]);
        let address = Address::parse("https://bao.example:8200").unwrap();
        let error = refusal.refusal(&address, Asked { doing: "write `app/db`", is_secret: true });
        assert!(!format!("{error:?}").contains("hunter2"));
        assert!(!format!("{:?}", answer(200, "{\"x\":\"hunter2\"}").json::<u8>().unwrap_err()).contains("hunter2"));
    }
}
