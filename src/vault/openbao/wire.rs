//! One request and its answer, over a client that is ours: no redirects, no proxy, time limits, our rules for TLS.
//! What an answer means is not known here.
//!
//! vaultrs gives the requests their form; its own client is not used, because it follows redirects and sends the token
//! along, waits for ever, and switches the check of certificates off when a variable is merely empty (measured with
//! 0.8.0; `docs/adr/0005`).

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, LOCATION};
use rustify::Endpoint;
use rustify::endpoint::MiddleWare;
use vaultrs::api::EndpointMiddleware;
use zeroize::Zeroizing;

use crate::base::{Error, Result, Secret, Timestamp};

use super::address::Address;
use super::answer::Answer;
use super::failure::Failure;

/// How long a connection may take to stand.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// How long a request may take, its answer included.
pub(super) const REQUEST_LIMIT: Duration = Duration::from_secs(30);

/// Largest answer, in bytes. OpenBao takes requests of 32 MiB at most; escapes can double a value.
const ANSWER_LIMIT: usize = 96 * 1024 * 1024;

/// How long a wrapped answer may wait to be unwrapped.
const WRAP_TIME: &str = "60s";

/// How a request is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Plainly.
    Plain,
    /// By a token that unwraps the answer.
    Wrapped,
    /// Plainly and outside of any namespace.
    OfTheServer,
}

/// The way to one server.
pub(super) struct Wire {
    http: reqwest::Client,
    address: Address,
    namespace: Option<String>,
}

impl Wire {
    /// Connects to nothing yet.
    pub(super) fn new(
        address: Address,
        namespace: Option<String>,
        tls: rustls::ClientConfig,
        request_limit: Duration,
    ) -> Result<Self> {
        let builder = reqwest::Client::builder()
            // SECURITY: a redirect to another host would carry the token there.
            .redirect(reqwest::redirect::Policy::none())
            // SECURITY: a proxy variable set for the web must not put somebody between us and the vault.
            .no_proxy()
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECT_LIMIT)
            .timeout(request_limit)
            .https_only(address.is_encrypted())
            .tls_backend_preconfigured(tls)
            .user_agent(concat!("claviger/", env!("CARGO_PKG_VERSION")));
        let http = builder
            .build()
            .map_err(|cause| Error::internal("the client of the vault can not be set up").caused_by(cause))?;
        Ok(Self { http, address, namespace })
    }

    /// Where requests go.
    pub(super) const fn address(&self) -> &Address {
        &self.address
    }

    /// Sends a request and reads its whole answer, whatever its status.
    pub(super) async fn send<E: Endpoint>(
        &self,
        endpoint: &E,
        token: Option<&Secret>,
        form: Form,
    ) -> Result<Answer, Failure> {
        let request = self.request(endpoint, token, form)?;
        let mut response = self.http.execute(request).await.map_err(|cause| Failure::of(&self.address, &cause))?;
        let text = |headers: &HeaderMap, name| {
            headers.get(&name).and_then(|value: &HeaderValue| value.to_str().ok()).map(str::to_owned)
        };
        let mut answer = Answer {
            status: response.status().as_u16(),
            location: text(response.headers(), LOCATION),
            at: text(response.headers(), DATE).and_then(|date| read_date(&date)),
            body: Zeroizing::new(Vec::new()),
        };
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        let mut body = Body::with_capacity(announced.min(ANSWER_LIMIT));
        while let Some(chunk) = response.chunk().await.map_err(|cause| Failure::of(&self.address, &cause))? {
            if body.0.len() + chunk.len() > ANSWER_LIMIT {
                let error = Error::unavailable(format!("the vault at `{}` answers without end", self.address));
                return Err(Failure::maybe_done(error));
            }
            body.add(&chunk);
        }
        answer.body = body.0;
        Ok(answer)
    }

    fn request<E: Endpoint>(
        &self,
        endpoint: &E,
        token: Option<&Secret>,
        form: Form,
    ) -> Result<reqwest::Request, Failure> {
        let malformed = || Failure::not_sent(Error::internal("a request to the vault can not be formed"));
        let middleware = EndpointMiddleware {
            // SECURITY: the token is added below, marked as secret; vaultrs would panic on one that is no header.
            token: String::new(),
            version: "v1".to_owned(),
            wrap: (form == Form::Wrapped).then(|| WRAP_TIME.to_owned()),
            namespace: self.namespace.clone().filter(|_| form != Form::OfTheServer),
        };
        let mut request = endpoint.request(self.address.base()).map_err(|_| malformed())?;
        middleware.request(endpoint, &mut request).map_err(|_| malformed())?;
        // Wiped when the connection has taken it.
        let request = request.map(|body| Bytes::from_owner(Zeroizing::new(body)));
        let has_body = !request.body().is_empty();
        let mut request = reqwest::Request::try_from(request).map_err(|_| malformed())?;
        let headers = request.headers_mut();
        headers.remove(AUTHORIZATION);
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(token) = token {
            let mut value = HeaderValue::from_bytes(token.expose()).map_err(|_| {
                let error = Error::usage("the token of the vault contains characters that no token has");
                Failure::not_sent(error.hint("is it the right file, and only one line?"))
            })?;
            value.set_sensitive(true);
            headers.insert("X-Vault-Token", value);
        }
        Ok(request)
    }
}

/// The time of the server, to the second.
fn read_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

/// An answer as it comes in. Growing moves it, and wipes where it was.
struct Body(Zeroizing<Vec<u8>>);

impl Body {
    fn with_capacity(capacity: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(capacity)))
    }

    fn add(&mut self, chunk: &[u8]) {
        if self.0.capacity() - self.0.len() < chunk.len() {
            let capacity = (self.0.len() + chunk.len()).max(self.0.capacity() * 2);
            let mut larger = Zeroizing::new(Vec::with_capacity(capacity));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(chunk);
    }
}
