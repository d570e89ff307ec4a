//! The KV version 2 engine of one server as a `Vault`. The rules of versions are the server's own; what it does not
//! check, because the trait asks for more, is checked against its records first.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use vaultrs::api::kv2::requests::{
    DeleteSecretMetadataRequest, DeleteSecretVersionsRequest, DestroySecretVersionsRequest,
    UndeleteSecretVersionsRequest,
};

use crate::base::Result;
use crate::vault::refusal::{check_expected, destroyed, no_secret, no_version, too_old};
use crate::vault::{Document, Path, Revision, State, Vault, Version};

use super::address::Address;
use super::client::Client;
use super::health::Health;
use super::login::Login;
use super::tls::{self, Trust};
use super::values::Foreign;
use super::wire::{REQUEST_LIMIT, Wire};

/// How to reach a server, and which part of it to use.
#[derive(Debug)]
pub struct Options {
    /// `https://host:port`.
    pub address: String,
    /// Where the KV version 2 engine is mounted.
    pub mount: String,
    /// The namespace; none for the root.
    pub namespace: Option<String>,
    /// Who may vouch for the server.
    pub trust: Trust,
    /// Client certificate and key.
    pub identity: Option<(PathBuf, PathBuf)>,
    /// How to log in.
    pub login: Login,
    /// How long a request may take; none for 30 s.
    pub request_limit: Option<Duration>,
}

/// What is known of the token in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenState {
    /// How long it still works; none when it does not end, or the server does not tell.
    pub remaining: Option<Duration>,
    /// Whether it can be renewed.
    pub is_renewable: bool,
    /// Its policies; none where the server does not tell.
    pub policies: Option<Vec<String>>,
}

/// A KV version 2 engine of an OpenBao or HashiCorp Vault server.
pub struct OpenBao {
    pub(super) client: Client,
    pub(super) mount: Path,
    namespace: Option<String>,
    pub(super) is_mount_checked: bool,
    /// Of the versions read last: what a write in their place must keep.
    pub(super) kept: BTreeMap<Path, (Version, Foreign)>,
    /// What this process wrote: nothing older is believed.
    pub(super) written: BTreeMap<Path, Version>,
    pub(super) notices: Vec<String>,
}

impl OpenBao {
    /// Checks what can be checked here. Connects to nothing: the first request logs in.
    pub fn new(options: Options) -> Result<Self> {
        let address = Address::parse(&options.address)?;
        let mount = parse_setting(&options.mount, "vault_auth.mount")?;
        let namespace = options.namespace.filter(|namespace| !namespace.trim_matches('/').is_empty());
        let namespace = namespace
            .map(|namespace| parse_setting(&namespace, "vault_auth.namespace").map(String::from))
            .transpose()?;
        let mut notices = Vec::new();
        let tls = if address.is_encrypted() {
            if options.trust == Trust::Anybody {
                notices.push(format!(
                    "the certificate of `{address}` is not checked: whoever answers there gets the token"
                ));
            }
            tls::configuration(&options.trust, options.identity.as_ref())?
        } else {
            tls::nobody()?
        };
        let limit = options.request_limit.unwrap_or(REQUEST_LIMIT);
        let wire = Wire::new(address, namespace.clone(), tls, limit)?;
        let client = Client::new(wire, options.login);
        let (kept, written) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { client, mount, namespace, is_mount_checked: false, kept, written, notices })
    }

    /// The state of the server now. Needs no token. Fails only when nothing answers, or something else does.
    pub async fn health(&mut self) -> Result<Health> {
        self.client.health().await
    }

    /// Logs in where that was not done yet, and tells about the token.
    pub async fn token(&mut self) -> Result<TokenState> {
        self.client.begin().await?;
        let session = self.client.session();
        Ok(TokenState {
            remaining: session.and_then(super::login::Session::remaining),
            is_renewable: session.is_some_and(|session| session.is_renewable),
            policies: session.and_then(|session| session.policies.clone()),
        })
    }

    /// Proves that the server serves, the token works, and a KV version 2 engine is where it should be.
    pub async fn check(&mut self) -> Result<()> {
        self.client.begin().await?;
        self.check_mount().await
    }

    /// Makes sure that the token works for as long as a run takes: renews it, or logs in again.
    ///
    /// Fails with `Denied` when it ends earlier all the same.
    pub async fn ensure_lasts(&mut self, span: Duration) -> Result<()> {
        self.client.ensure_lasts(span).await
    }

    /// What a person should know and no answer says; each is told once.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Gives back a token that this process got for itself.
    pub async fn close(&mut self) {
        self.client.close().await;
    }

    fn mount_and_path(&self, path: &Path) -> (String, String) {
        (self.mount.to_string(), path.to_string())
    }
}

fn parse_setting(text: &str, setting: &str) -> Result<Path> {
    Path::parse(text.trim_matches('/')).map_err(|error| error.context(format!("`{setting}` is not usable")))
}

impl fmt::Debug for OpenBao {
    /// Where it is; never the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenBao").field("vault", &self.describe()).finish_non_exhaustive()
    }
}

impl Vault for OpenBao {
    async fn read(&mut self, path: &Path) -> Result<Option<(Document, Revision)>> {
        self.read_at(path, None).await
    }

    async fn read_version(&mut self, path: &Path, version: Version) -> Result<Option<(Document, Revision)>> {
        // The server takes version 0 for the newest.
        if version == Version::ABSENT {
            return Ok(None);
        }
        self.read_at(path, Some(version)).await
    }

    async fn write(
        &mut self,
        path: &Path,
        document: &Document,
        expected: Version,
        _operation: &str,
    ) -> Result<Version> {
        self.write_next(path, document, expected).await
    }

    async fn versions(&mut self, path: &Path) -> Result<Vec<Revision>> {
        Ok(self.find_records(path).await?.map(|(_, revisions)| revisions).unwrap_or_default())
    }

    async fn delete(&mut self, path: &Path, expected: Version) -> Result<bool> {
        let (current, revisions) = self.get_records(path).await?;
        check_expected(path, current, expected)?;
        if revisions.last().is_none_or(|newest| newest.version != current || newest.state != State::Live) {
            return Ok(false);
        }
        // By its number: the request for the newest could meet a version that somebody writes meanwhile.
        let (mount, path_text) = self.mount_and_path(path);
        let request = DeleteSecretVersionsRequest { mount, path: path_text, versions: vec![current.0] };
        self.change(&request, &format!("delete `{path}`")).await.map(|()| true)
    }

    async fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        let (current, revisions) = self.get_records(path).await?;
        let mut deleted = Vec::new();
        for version in versions {
            check_written(path, *version, current)?;
            match find_state(&revisions, *version) {
                Some(State::Deleted) => deleted.push(version.0),
                Some(State::Live) => {}
                Some(State::Destroyed) => return Err(destroyed(path, *version)),
                None => return Err(too_old(path, *version)),
            }
        }
        if deleted.is_empty() {
            return Ok(false);
        }
        let (mount, path_text) = self.mount_and_path(path);
        let request = UndeleteSecretVersionsRequest { mount, path: path_text, versions: deleted };
        self.change(&request, &format!("bring back versions of `{path}`")).await.map(|()| true)
    }

    async fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        let (current, revisions) = self.get_records(path).await?;
        let mut there = Vec::new();
        for version in versions {
            check_written(path, *version, current)?;
            if matches!(find_state(&revisions, *version), Some(State::Live | State::Deleted)) {
                there.push(version.0);
            }
        }
        if there.is_empty() {
            return Ok(false);
        }
        let (mount, path_text) = self.mount_and_path(path);
        let request = DestroySecretVersionsRequest { mount, path: path_text, versions: there };
        self.change(&request, &format!("destroy versions of `{path}`")).await.map(|()| true)
    }

    async fn delete_all(&mut self, path: &Path) -> Result<bool> {
        if self.find_records(path).await?.is_none() {
            return Ok(false);
        }
        let (mount, path_text) = self.mount_and_path(path);
        let request = DeleteSecretMetadataRequest { mount, path: path_text };
        self.change(&request, &format!("remove `{path}`")).await?;
        self.written.remove(path);
        self.kept.remove(path);
        Ok(true)
    }

    async fn list(&mut self, prefix: Option<&Path>) -> Result<Vec<Path>> {
        self.list_live(prefix).await
    }

    async fn read_all(&mut self, prefix: Option<&Path>) -> Result<Vec<(Path, Document, Revision)>> {
        self.read_live(prefix).await
    }

    fn describe(&self) -> String {
        let within = self.namespace.as_ref().map(|namespace| format!(", namespace `{namespace}`")).unwrap_or_default();
        format!("the vault at `{}`{within}, mount `{}`", self.client.wire().address(), self.mount)
    }
}

impl OpenBao {
    async fn get_records(&mut self, path: &Path) -> Result<(Version, Vec<Revision>)> {
        let found = self.find_records(path).await?.filter(|(current, _)| *current != Version::ABSENT);
        found.ok_or_else(|| no_secret(path))
    }
}

fn find_state(revisions: &[Revision], version: Version) -> Option<State> {
    revisions.iter().find(|revision| revision.version == version).map(|revision| revision.state)
}

fn check_written(path: &Path, version: Version, current: Version) -> Result<()> {
    if version == Version::ABSENT || version > current { Err(no_version(path, version)) } else { Ok(()) }
}
