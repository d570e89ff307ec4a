//! Requests in the name of a token, at a node whose state is known: logs in at the first one, renews the token before
//! it ends, asks the active node where a standby could answer with what was true a moment ago.

use std::time::{Duration, Instant};

use rustify::Endpoint;
use serde::Deserialize;
use vaultrs::api::sys::requests::UnwrapRequest;
use vaultrs::api::token::requests::{LookupTokenSelfRequest, RenewTokenSelfRequest, RevokeTokenSelfRequest};

use crate::base::{Error, Result, Secret};

use super::answer::{Answer, Asked};
use super::endpoints::Request;
use super::failure::Failure;
use super::health::Health;
use super::login::{self, LoggedIn, Login, Session};
use super::wire::{Form, Wire};

/// For how long a node is believed to be what it said it was.
const NODE_TRUST: Duration = Duration::from_secs(5);

/// The longest pause before asking again for what a standby has not heard of yet; all pauses take three times as long.
const LAG_LIMIT: Duration = Duration::from_secs(1);

/// For how long a token is revoked at the end; then it ends by itself.
const REVOKE_LIMIT: Duration = Duration::from_secs(2);

/// Which node a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    /// Whichever answers. Standbys pass writes on, after a look at what they know themselves.
    Any,
    /// The active one, through whichever answers.
    ///
    /// OpenBao's standbys answer reads themselves, and 7 % of those right after a write were stale (measured with 2.7,
    /// three nodes); no header asks for more. But an answer that is to be *wrapped* has to be stored, which only the
    /// active node can do: a standby passes the request on, and a node that was deposed without knowing fails to
    /// store. So this reads what is true, at the price of a second request.
    Active,
}

/// A client of one server.
pub(super) struct Client {
    wire: Wire,
    login: Login,
    session: Option<Session>,
    node: Option<(Health, Instant)>,
}

#[derive(Deserialize)]
struct Wrapping {
    wrap_info: Option<WrapInfo>,
}

#[derive(Deserialize)]
struct WrapInfo {
    token: String,
}

#[derive(Deserialize)]
struct Leader {
    #[serde(default)]
    leader_address: String,
}

impl Client {
    pub(super) const fn new(wire: Wire, login: Login) -> Self {
        Self { wire, login, session: None, node: None }
    }

    pub(super) const fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The token in use, where there is one.
    pub(super) const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The state of the server now. Needs no token.
    pub(super) async fn health(&mut self) -> Result<Health> {
        let answer = self.wire.send(&Request::health(), None, Form::OfTheServer).await?;
        let health = Health::read(&answer, self.wire.address())?;
        self.node = Some((health.clone(), Instant::now()));
        Ok(health)
    }

    /// Makes sure that the server serves, and that there is a token that works.
    pub(super) async fn begin(&mut self) -> Result<()> {
        let health = match &self.node {
            Some((health, at)) if health.is_serving() && at.elapsed() < NODE_TRUST => health.clone(),
            _ => self.health().await?,
        };
        // SECURITY: a server that can not serve is not shown the token.
        health.check(self.wire.address())?;
        match &self.session {
            None => self.session = Some(self.login.begin(&self.wire).await?),
            Some(session) if session.is_ending() => self.extend(Duration::ZERO).await?,
            Some(_) => {}
        }
        Ok(())
    }

    /// Makes sure that the token works for as long as `span`: renews it, or logs in again. Fails with `Denied`.
    pub(super) async fn ensure_lasts(&mut self, span: Duration) -> Result<()> {
        self.begin().await?;
        if self.session.as_ref().and_then(Session::remaining).is_some_and(|remaining| remaining < span) {
            self.extend(span).await?;
        }
        match self.session.as_ref().and_then(Session::remaining) {
            Some(remaining) if remaining < span => Err(Error::denied(format!(
                "the token of the vault ends in {} s, and {} s are needed",
                remaining.as_secs(),
                span.as_secs()
            ))
            .hint("use a token that lasts longer, or can be renewed")),
            _ => Ok(()),
        }
    }

    /// Renews the token, or gets another one when it still ends before `span`. Does nothing where neither can be done.
    async fn extend(&mut self, span: Duration) -> Result<()> {
        if let Some(session) = self.session.as_mut().filter(|session| session.is_renewable) {
            let renew =
                RenewTokenSelfRequest { increment: Some(format!("{}s", span.as_secs().saturating_add(60).max(3600))) };
            let answer = self.wire.send(&renew, Some(&session.token), Form::Plain).await?;
            if answer.is_success() {
                let granted = answer.json::<LoggedIn>()?.auth;
                session.lasts(granted.lease_duration, granted.renewable);
            }
        }
        let is_short =
            |session: &Session| session.is_ending() || session.remaining().is_some_and(|remaining| remaining < span);
        if self.session.as_ref().is_some_and(is_short) && self.login.refresh() {
            self.session = Some(self.login.begin(&self.wire).await?);
        }
        Ok(())
    }

    /// Where reads go: from a standby the answer of the active node is taken, because it may lag behind.
    pub(super) const fn reading(&self) -> Via {
        match &self.node {
            Some((health, _)) if health.standby => Via::Active,
            _ => Via::Any,
        }
    }

    /// Asks, with a token that works; one that is refused is replaced where that can be done.
    pub(super) async fn ask<E: Endpoint>(&mut self, endpoint: &E, via: Via) -> Result<Answer, Failure> {
        self.begin().await.map_err(Failure::not_sent)?;
        let answer = self.send(endpoint, via).await?;
        let is_about_token = answer.status == 403 && !login::is_about_rights(&answer);
        if !is_about_token || !self.login.refresh() {
            return Ok(answer);
        }
        self.session = Some(self.login.begin(&self.wire).await.map_err(Failure::not_sent)?);
        self.send(endpoint, via).await
    }

    /// Asks what only reads.
    pub(super) async fn read<E: Endpoint>(&mut self, endpoint: &E) -> Result<Answer, Failure> {
        self.begin().await.map_err(Failure::not_sent)?;
        self.ask(endpoint, self.reading()).await
    }

    /// Sends with the token at hand. `begin` comes first.
    pub(super) async fn send<E: Endpoint>(&self, endpoint: &E, via: Via) -> Result<Answer, Failure> {
        let token = self.session.as_ref().map(|session| &session.token);
        if via == Via::Any {
            return self.wire.send(endpoint, token, Form::Plain).await;
        }
        let answer = self.wire.send(endpoint, token, Form::Wrapped).await?;
        // An answer without content has nothing to wrap.
        if !answer.is_success() || answer.body.is_empty() {
            return Ok(answer);
        }
        let wrapping: Wrapping = answer.json().map_err(Failure::maybe_done)?;
        let Some(info) = wrapping.wrap_info else { return Ok(answer) };
        let wrapping_token = Secret::from_text(info.token);
        let mut pause = Duration::from_millis(5);
        loop {
            let unwrapped = self.wire.send(&UnwrapRequest { token: None }, Some(&wrapping_token), Form::Plain).await?;
            // This node may not have heard of the wrapping token yet.
            if unwrapped.status != 400 {
                return Ok(unwrapped);
            }
            if pause > LAG_LIMIT {
                let lost = format!("the active node of the vault at `{}` was lost", self.wire.address());
                return Err(Failure::maybe_done(
                    Error::unavailable(lost).hint("another one is elected within seconds: try again"),
                ));
            }
            tokio::time::sleep(pause).await;
            pause = pause.mul_f32(1.5);
        }
    }

    /// Forgets what the node said of itself, so that it is asked again.
    pub(super) fn doubt_node(&mut self) {
        self.node = None;
    }

    /// What a refusal means, found out with further questions where its status alone does not tell.
    pub(super) async fn refusal(&mut self, answer: &Answer, asked: Asked<'_>) -> Error {
        match answer.status {
            403 => self.denial(answer, asked).await,
            307 | 308 if answer.location.is_none() => {
                let error = answer.refusal(self.wire.address(), asked);
                match self.leader().await {
                    Some(leader) => Error::new(error.kind(), format!("{}; `{leader}` is active", error.message()))
                        .hint("try again, or name the active node: config `vault`"),
                    None => error,
                }
            }
            _ => answer.refusal(self.wire.address(), asked),
        }
    }

    async fn denial(&mut self, answer: &Answer, asked: Asked<'_>) -> Error {
        let refused = answer.refusal(self.wire.address(), asked);
        let Some(session) = self.session.as_ref().filter(|_| !login::is_about_rights(answer)) else {
            return Error::denied(format!("the token of the vault may not {}", asked.doing))
                .hint("its policies do not allow it: see them with claviger vault status");
        };
        // Expired and revoked tokens are refused like a lack of rights; only the token itself can tell.
        let looked = self.wire.send(&LookupTokenSelfRequest {}, Some(&session.token), Form::Plain).await;
        let is_invalid = looked.is_ok_and(|looked| looked.status == 403 && !login::is_about_rights(&looked));
        let file = if let Login::Token { file, .. } = &self.login { file.as_ref() } else { None };
        if is_invalid { login::invalid_token(&self.wire, file) } else { refused }
    }

    async fn leader(&self) -> Option<String> {
        let answer = self.wire.send(&Request::leader(), None, Form::OfTheServer).await.ok()?;
        let leader: Leader = answer.json().ok()?;
        Some(leader.leader_address).filter(|address| !address.is_empty())
    }

    /// Revokes a token that nobody else needs. A failure is none: it ends by itself.
    pub(super) async fn close(&mut self) {
        if let Some(session) = self.session.take().filter(|session| session.is_ours) {
            let revoke = RevokeTokenSelfRequest {};
            let revoked = self.wire.send(&revoke, Some(&session.token), Form::Plain);
            let _ = tokio::time::timeout(REVOKE_LIMIT, revoked).await;
        }
    }
}
