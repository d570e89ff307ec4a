//! Where a server is: an address that may be trusted with a token, or a refusal that says why not.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use crate::base::text::shorten;
use crate::base::{Error, Result};

/// An `https://` address, or `http://` on this very machine; without user, path or query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address(Url);

impl Address {
    /// Reads `https://bao.example:8200`. Fails with `Usage`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let example = "write it as https://bao.example:8200";
        let refuse = |why: &str| Error::usage(format!("the address of the vault {why}"));
        let url = Url::parse(text.trim()).map_err(|_| {
            refuse("can not be read").hint(format!("`{}`: {example}", shorten(text, 60).escape_debug()))
        })?;
        // SECURITY: a password in an address ends up in logs and process lists; this error must not repeat it either.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("names a user").hint("tokens are set with vault_auth.token_file or VAULT_TOKEN"));
        }
        let host = url.host_str().unwrap_or_default();
        if !matches!(url.scheme(), "https" | "http") || host.is_empty() {
            return Err(refuse("is not an https:// address").hint(example));
        }
        if url.query().is_some() || url.fragment().is_some() || !matches!(url.path(), "" | "/" | "/v1" | "/v1/") {
            return Err(refuse("has a path").hint(format!("{example}: scheme, host and port, nothing after them")));
        }
        // SECURITY: over plain HTTP the token can be read by everybody on the way.
        if url.scheme() == "http" && !is_loopback(host) {
            return Err(refuse(&format!("is not encrypted: `http://{host}`"))
                .hint("use https://; http:// is only for a server on this machine"));
        }
        let mut url = url;
        url.set_path("");
        Ok(Self(url))
    }

    /// Whether the connection is encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// What requests are built on.
    pub(super) fn base(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Kind;

    #[test]
    fn addresses_are_read_and_shown_without_a_slash() {
        for (text, shown) in [
            ("https://bao.example:8200", "https://bao.example:8200"),
            ("https://bao.example:8200/", "https://bao.example:8200"),
            ("https://bao.example/v1/", "https://bao.example"),
            (" https://10.0.0.1:8200 ", "https://10.0.0.1:8200"),
            ("http://127.0.0.1:8200", "http://127.0.0.1:8200"),
            ("http://127.3.2.1:8200", "http://127.3.2.1:8200"),
            ("http://[::1]:8200", "http://[::1]:8200"),
            ("http://localhost:8200", "http://localhost:8200"),
        ] {
            assert_eq!(Address::parse(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_could_not_be_trusted_with_a_token_is_refused() {
        for text in [
            "",
            "bao.example:8200",
            "https://",
            "ftp://bao.example",
            "unix:///run/bao.sock",
            "http://bao.example:8200",
            "http://127.0.0.1.example:8200",
            "http://localhost.example",
            "http://0.0.0.0:8200",
            "http://10.0.0.1:8200",
            "https://bao.example/prefix",
            "https://bao.example/?x=1",
            "https://bao.example/#x",
            "https://user:hunter2@bao.example",
            "http://localhost@bao.example",
        ] {
            let error = Address::parse(text).unwrap_err();
            assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Usage, true), "{text}");
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }
}
