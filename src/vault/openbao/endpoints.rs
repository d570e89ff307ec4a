//! The requests that vaultrs 0.8 does not have, or that carry a secret: in its own endpoint style, with bodies that are
//! wiped as far as they are ours.

use rustify::Endpoint;
use rustify::enums::{RequestMethod, RequestType, ResponseType};
use rustify::errors::ClientError;
use zeroize::Zeroizing;

/// A request by its parts. Answers are read by us, so the type of the response is none.
pub(super) struct Request {
    method: RequestMethod,
    path: String,
    body: Zeroizing<Vec<u8>>,
}

impl Request {
    fn get(path: impl Into<String>) -> Self {
        Self { method: RequestMethod::GET, path: path.into(), body: Zeroizing::default() }
    }

    fn post(path: impl Into<String>, body: Zeroizing<Vec<u8>>) -> Self {
        Self { method: RequestMethod::POST, path: path.into(), body }
    }

    /// `sys/health`. The one of vaultrs fails on an unsealed OpenBao, which leaves out a field that it insists on.
    pub(super) fn health() -> Self {
        Self::get("sys/health")
    }

    /// Which node is active.
    pub(super) fn leader() -> Self {
        Self::get("sys/leader")
    }

    /// What is mounted where the KV engine should be; needs no more than some right below it.
    pub(super) fn mount(mount: &str) -> Self {
        Self::get(format!("sys/internal/ui/mounts/{mount}"))
    }

    /// Writes the next version of a document, which is JSON already.
    pub(super) fn write(mount: &str, path: &str, body: Zeroizing<Vec<u8>>) -> Self {
        Self::post(format!("{mount}/data/{path}"), body)
    }

    /// Logs in to a method, with credentials as JSON.
    pub(super) fn login(mount: &str, credentials: Zeroizing<Vec<u8>>) -> Self {
        Self::post(format!("auth/{mount}/login"), credentials)
    }
}

impl Endpoint for Request {
    type Response = ();
    const REQUEST_BODY_TYPE: RequestType = RequestType::JSON;
    const RESPONSE_BODY_TYPE: ResponseType = ResponseType::JSON;

    fn path(&self) -> String {
        self.path.clone()
    }

    fn method(&self) -> RequestMethod {
        self.method.clone()
    }

    fn body(&self) -> Result<Option<Vec<u8>>, ClientError> {
        // The copy is wiped by `Wire`, which takes it over.
        Ok(Some(self.body.to_vec()).filter(|body| !body.is_empty()))
    }
}
