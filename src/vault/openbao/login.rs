//! How to be let in: the ways to a token, and what is known of the token in use.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Deserialize;
use vaultrs::api::sys::requests::UnwrapRequest;
use vaultrs::api::token::requests::LookupTokenSelfRequest;
use zeroize::Zeroize;

use crate::base::{Error, Result, Secret, files};
use crate::vault::Path;

use super::answer::{Answer, Asked};
use super::endpoints::Request;
use super::values::texts_as_json;
use super::wire::{Form, Wire};

/// Largest file with a token, in bytes.
const TOKEN_LIMIT: u64 = 64 * 1024;

/// A token that ends sooner than this is renewed before it is used.
const RENEW_BELOW: Duration = Duration::from_secs(30);

/// How to log in.
#[derive(Debug)]
pub enum Login {
    /// With a token. Where it came from a file, the file is read again when the token is refused: an agent may have
    /// put a new one there.
    Token {
        /// The token.
        token: Secret,
        /// The file it came from.
        file: Option<PathBuf>,
    },
    /// With the AppRole method.
    AppRole {
        /// Where it is mounted.
        mount: Path,
        /// The role.
        role_id: String,
        /// None for a role that needs none.
        secret_id: Option<Secret>,
    },
    /// With a token that unwraps to a token, or to the secret id of a role. It works once.
    Wrapped {
        /// The wrapping token.
        token: Secret,
        /// Where the AppRole method is mounted.
        mount: Path,
        /// The role that a secret id is for.
        role_id: Option<String>,
    },
}

/// The token in use, and what is known of it.
pub(super) struct Session {
    pub(super) token: Secret,
    ends_at: Option<Instant>,
    /// How long it lasted when it was granted or looked up.
    length: Duration,
    pub(super) is_renewable: bool,
    /// Whether this process got it, so that nobody else needs it.
    pub(super) is_ours: bool,
    /// None where the server does not tell.
    pub(super) policies: Option<Vec<String>>,
}

impl Session {
    /// How long the token still works; none when it does not end, or that is not known.
    pub(super) fn remaining(&self) -> Option<Duration> {
        self.ends_at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether it is time to renew it. A short token is not renewed all the time.
    pub(super) fn is_ending(&self) -> bool {
        self.remaining().is_some_and(|remaining| remaining < RENEW_BELOW.min(self.length / 3))
    }

    /// Notes what a login or a renewal promised, in seconds; 0 for no end.
    pub(super) fn lasts(&mut self, seconds: u64, is_renewable: bool) {
        self.length = Duration::from_secs(seconds);
        self.ends_at = (seconds > 0).then(|| Instant::now() + self.length);
        self.is_renewable = is_renewable;
    }
}

#[derive(Deserialize)]
struct Looked {
    ttl: u64,
    #[serde(default)]
    renewable: Option<bool>,
    #[serde(default)]
    policies: Vec<String>,
}

/// The `auth` of a login, a renewal, or an unwrapped token.
#[derive(Deserialize)]
pub(super) struct Granted {
    client_token: String,
    pub(super) lease_duration: u64,
    #[serde(default)]
    pub(super) renewable: bool,
    #[serde(default)]
    policies: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Unwrapped {
    auth: Option<Granted>,
    data: Option<WrappedSecretId>,
}

#[derive(Deserialize)]
struct WrappedSecretId {
    secret_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LoggedIn {
    pub(super) auth: Granted,
}

impl Granted {
    fn session(mut self) -> Session {
        let mut session = Session {
            token: Secret::from_text(std::mem::take(&mut self.client_token)),
            ends_at: None,
            length: Duration::ZERO,
            is_renewable: false,
            is_ours: true,
            policies: self.policies.take(),
        };
        session.lasts(self.lease_duration, self.renewable);
        session
    }
}

impl Drop for Granted {
    fn drop(&mut self) {
        self.client_token.zeroize();
    }
}

impl Login {
    /// Gets a token, and learns what it can.
    pub(super) async fn begin(&mut self, wire: &Wire) -> Result<Session> {
        match self {
            Self::Token { token, file } => {
                let look = LookupTokenSelfRequest {};
                let answer = wire.send(&look, Some(token), Form::Plain).await?;
                look_up(&answer, wire, token, file.as_ref())
            }
            Self::AppRole { mount, role_id, secret_id } => log_in(wire, mount, role_id, secret_id.as_ref()).await,
            Self::Wrapped { token, mount, role_id } => unwrap(wire, token, mount, role_id.as_deref()).await,
        }
    }

    /// Whether logging in again can give another token: when the file has another one, or for AppRole.
    pub(super) fn refresh(&mut self) -> bool {
        match self {
            Self::Token { token, file: Some(file) } => match files::read_private(file, TOKEN_LIMIT) {
                Ok(read) => {
                    let read = read.without_trailing_newline();
                    let is_new = !read.is_empty() && read != *token;
                    if is_new {
                        *token = read;
                    }
                    is_new
                }
                Err(_) => false,
            },
            Self::AppRole { .. } => true,
            Self::Token { file: None, .. } | Self::Wrapped { .. } => false,
        }
    }
}

/// Whether a refusal is about the rights of a token, and not about the token: the server then lists errors.
pub(super) fn is_about_rights(answer: &Answer) -> bool {
    answer.status == 403 && answer.says("1 error occurred")
}

fn look_up(answer: &Answer, wire: &Wire, token: &Secret, file: Option<&PathBuf>) -> Result<Session> {
    let mut session = Session {
        token: token.clone(),
        ends_at: None,
        length: Duration::ZERO,
        is_renewable: false,
        is_ours: false,
        policies: None,
    };
    if answer.is_success() {
        let looked: Looked = answer.data()?;
        session.lasts(looked.ttl, looked.renewable.unwrap_or_default());
        session.policies = Some(looked.policies);
        return Ok(session);
    }
    // A token may be kept from looking itself up; then its first use tells.
    if is_about_rights(answer) {
        return Ok(session);
    }
    if answer.status == 403 {
        return Err(invalid_token(wire, file));
    }
    Err(answer.refusal(wire.address(), Asked { doing: "look up the token", is_secret: false }))
}

/// The token itself is refused.
pub(super) fn invalid_token(wire: &Wire, file: Option<&PathBuf>) -> Error {
    let source = file.map(|file| format!(" in `{}`", file.display())).unwrap_or_default();
    Error::denied(format!(
        "the token{source} is not valid at `{}`: it has expired, was revoked, or belongs to another server",
        wire.address()
    ))
    .hint("get a new one: bao login; a wrapping token needs vault_auth.method = \"wrapped\"")
}

async fn log_in(wire: &Wire, mount: &Path, role_id: &str, secret_id: Option<&Secret>) -> Result<Session> {
    let mut credentials = vec![("role_id", role_id)];
    if let Some(secret_id) = secret_id {
        credentials.push(("secret_id", secret_id.expose_text("the secret id")?));
    }
    let request = Request::login(mount.as_str(), texts_as_json(&credentials));
    let answer = wire.send(&request, None, Form::Plain).await?;
    if answer.is_success() {
        return Ok(answer.json::<LoggedIn>()?.auth.session());
    }
    if matches!(answer.status, 400 | 401 | 403 | 404) {
        let refused = format!("the vault at `{}` refuses the role id or the secret id", wire.address());
        return Err(Error::denied(refused).hint(if answer.status == 400 {
            "a secret id can expire, be used up, or be bound to other addresses: get a new one"
        } else {
            "is AppRole mounted there? check vault_auth.approle_mount, or get a new secret id"
        }));
    }
    Err(answer.refusal(wire.address(), Asked { doing: "log in with AppRole", is_secret: true }))
}

async fn unwrap(wire: &Wire, token: &Secret, mount: &Path, role_id: Option<&str>) -> Result<Session> {
    let answer = wire.send(&UnwrapRequest { token: None }, Some(token), Form::Plain).await?;
    if matches!(answer.status, 400 | 403) {
        // SECURITY: who takes a wrapping token on its way unwraps it first; that this one fails is how it shows.
        return Err(Error::denied("the wrapping token was used already, has expired, or never was one").hint(
            "if nobody of yours has unwrapped it, somebody else may have: revoke what it held, and ask for a new one",
        ));
    }
    if !answer.is_success() {
        return Err(answer.refusal(wire.address(), Asked { doing: "unwrap the token", is_secret: true }));
    }
    let unwrapped: Unwrapped = answer.json()?;
    if let Some(auth) = unwrapped.auth {
        return Ok(auth.session());
    }
    let secret_id = unwrapped.data.and_then(|data| data.secret_id).map(Secret::from_text);
    match (secret_id, role_id) {
        (Some(secret_id), Some(role_id)) => log_in(wire, mount, role_id, Some(&secret_id)).await,
        (Some(_), None) => Err(Error::usage("the wrapping token held a secret id, and no role is named for it")
            .hint("set vault_auth.role_id, and ask for a new wrapping token")),
        (None, _) => Err(Error::usage("the wrapping token held neither a token nor a secret id")
            .hint("wrap one of them: bao token create -wrap-ttl=60s")),
    }
}
