//! What is known of a vault, as the commands show it.

use serde::Serialize;

use crate::base::Secret;
use crate::output::{Cell, Record};
use crate::vault::{Health, TokenState};

/// The state of a vault.
#[derive(Debug, Default, Serialize)]
pub(super) struct VaultStatus {
    /// `server` or `sealed_file`.
    pub(super) kind: &'static str,
    /// The address of the server, or the path of the file.
    pub(super) place: String,
    /// Where the KV engine is mounted on the server.
    pub(super) mount: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) initialized: Option<bool>,
    /// Whether its secrets can not be read by anybody now.
    pub(super) sealed: Option<bool>,
    /// Whether another node of the cluster is the active one.
    pub(super) standby: Option<bool>,
    pub(super) version: Option<String>,
    pub(super) cluster: Option<String>,
    /// None where it was not looked at, or does not work.
    pub(super) token: Option<Token>,
}

/// The token in use.
#[derive(Debug, Serialize)]
pub(super) struct Token {
    /// Seconds that it still works; none for a token that does not end, or that may not look itself up.
    ttl_seconds: Option<u64>,
    renewable: bool,
    /// None where the token may not look itself up.
    policies: Option<Vec<String>>,
}

impl From<TokenState> for Token {
    fn from(state: TokenState) -> Self {
        Self {
            ttl_seconds: state.remaining.map(|remaining| remaining.as_secs()),
            renewable: state.is_renewable,
            policies: state.policies,
        }
    }
}

impl Token {
    /// Less than this is mentioned: a job that begins now may not end in time.
    const SHORT_SECONDS: u64 = 600;

    fn cell(&self) -> Cell {
        let policies = self.policies.as_ref().map_or_else(|| "unknown".to_owned(), |policies| policies.join(", "));
        let renewable = if self.renewable { ", renewable" } else { "" };
        match self.ttl_seconds {
            Some(seconds) if seconds < Self::SHORT_SECONDS => {
                Cell::Warn(format!("ends in {seconds} s{renewable}; policies: {policies}"))
            }
            Some(seconds) => Cell::text(format!("ends in {} min{renewable}; policies: {policies}", seconds / 60)),
            None => Cell::text(format!("policies: {policies}")),
        }
    }
}

impl VaultStatus {
    /// Adds what a server says of itself.
    pub(super) fn add_health(&mut self, health: Health) {
        self.initialized = Some(health.initialized);
        self.sealed = Some(health.sealed);
        self.standby = Some(health.standby);
        self.version = Some(health.version);
        self.cluster = health.cluster_name;
    }

    fn state(&self) -> Cell {
        match (self.initialized, self.sealed) {
            (Some(false), _) => Cell::Bad("not initialised".to_owned()),
            (_, Some(true)) => Cell::Bad("sealed".to_owned()),
            (_, Some(false)) if self.standby == Some(true) => Cell::Good("unsealed, standby".to_owned()),
            (_, Some(false)) => Cell::Good("unsealed".to_owned()),
            (_, None) => Cell::Empty,
        }
    }
}

impl Record for VaultStatus {
    const COLUMNS: &'static [&'static str] = &["state", "place", "mount", "namespace", "version", "token"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.state(),
            Cell::text(&self.place),
            Cell::optional(self.mount.as_deref()),
            Cell::optional(self.namespace.as_deref()),
            Cell::optional(self.version.as_deref()),
            self.token.as_ref().map_or(Cell::Empty, Token::cell),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        let state = match (self.initialized, self.sealed) {
            (Some(false), _) => "uninitialized",
            (_, Some(true)) => "sealed",
            _ => "unsealed",
        };
        vec![Secret::from_text(state.to_owned())]
    }
}
