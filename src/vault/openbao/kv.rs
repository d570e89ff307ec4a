//! Reading and writing at a KV version 2 engine: answers, stale answers, and writes of which nobody knows whether they
//! were made.

use std::time::Duration;

use rustify::Endpoint;
use serde::Deserialize;
use vaultrs::api::kv2::requests::{ReadSecretMetadataRequest, ReadSecretRequest};

use crate::base::{Error, Kind, Result};
use crate::vault::refusal::unexpected;
use crate::vault::{Document, Path, Revision, Version};

use super::answer::{Answer, Asked};
use super::client::Via;
use super::endpoints::Request;
use super::failure::Failure;
use super::record::{Metadata, Read, Written};
use super::server::OpenBao;
use super::values::Foreign;

/// Pauses between the attempts to read back what became of a write. A cluster elects a new active node within them.
/// (measured: 12 s after a leader was killed).
const PAUSES: [u64; 12] = [50, 100, 250, 500, 1000, 2000, 3000, 3000, 3000, 3000, 3000, 3000];

/// Pauses in which a standby catches up.
const LAG_PAUSES: [u64; 6] = [10, 50, 100, 200, 500, 1000];

/// How a compare-and-set is refused.
const MISMATCH: &str = "check-and-set parameter did not match";

#[derive(Deserialize)]
struct Mounted {
    #[serde(rename = "type")]
    kind: String,
    path: String,
    #[serde(default)]
    options: Option<MountOptions>,
}

#[derive(Deserialize)]
struct MountOptions {
    version: Option<String>,
}

impl OpenBao {
    /// A version, or the current one, if it is live.
    pub(super) async fn read_at(
        &mut self,
        path: &Path,
        version: Option<Version>,
    ) -> Result<Option<(Document, Revision)>> {
        let request = ReadSecretRequest {
            mount: self.mount.to_string(),
            path: path.to_string(),
            version: version.map(|version| version.0),
        };
        let mut answer = self.client.read(&request).await?;
        if version.is_none() && self.is_stale(path, version_of(&answer)) {
            answer = self.client.ask(&request, Via::Active).await?;
        }
        let Some((document, foreign, revision)) = self.understand(path, &answer).await? else { return Ok(None) };
        self.kept.insert(path.clone(), (revision.version, foreign));
        Ok(Some((document, revision)))
    }

    /// Whether an answer is older than what this process wrote.
    fn is_stale(&self, path: &Path, version: Version) -> bool {
        self.written.get(path).is_some_and(|written| version < *written)
    }

    pub(super) async fn understand(
        &mut self,
        path: &Path,
        answer: &Answer,
    ) -> Result<Option<(Document, Foreign, Revision)>> {
        if answer.is_success() {
            let read: Read<'_> = answer.data()?;
            let (document, foreign) = read.data.read()?;
            return Ok(Some((document, foreign, read.metadata.live()?)));
        }
        if answer.status == 404 && answer.data::<Read<'_>>().is_ok() {
            return Ok(None);
        }
        self.check_missing(answer, &format!("read `{path}`")).await.map(|()| None)
    }

    /// Passes when the answer says that there is nothing at a path, in an engine that could have something.
    pub(super) async fn check_missing(&mut self, answer: &Answer, doing: &str) -> Result<()> {
        if answer.status == 404 && answer.errors().is_empty() {
            return self.check_mount().await;
        }
        Err(self.client.refusal(answer, Asked { doing, is_secret: false }).await)
    }

    /// The current version and all records of a path; none where there are none.
    pub(super) async fn find_records(&mut self, path: &Path) -> Result<Option<(Version, Vec<Revision>)>> {
        let request = ReadSecretMetadataRequest { mount: self.mount.to_string(), path: path.to_string() };
        let mut answer = self.client.read(&request).await?;
        let current = |answer: &Answer| answer.data::<Metadata>().map_or(Version::ABSENT, |data| data.current());
        if self.is_stale(path, current(&answer)) {
            answer = self.client.ask(&request, Via::Active).await?;
        }
        if !answer.is_success() {
            return self.check_missing(&answer, &format!("read the history of `{path}`")).await.map(|()| None);
        }
        let metadata: Metadata = answer.data()?;
        Ok(Some((metadata.current(), metadata.revisions(&answer)?)))
    }

    /// A change that sends no secret. A standby that has not heard of the path would say that it is done.
    pub(super) async fn change<E: Endpoint>(&mut self, request: &E, doing: &str) -> Result<()> {
        self.client.begin().await?;
        let answer = self.client.ask(request, self.client.reading()).await?;
        if answer.is_success() {
            return Ok(());
        }
        Err(self.client.refusal(&answer, Asked { doing, is_secret: false }).await)
    }

    /// Writes the next version, and finds out what became of it when the server does not say.
    pub(super) async fn write_next(&mut self, path: &Path, document: &Document, expected: Version) -> Result<Version> {
        let Ok(cas) = u32::try_from(expected.0) else { return Err(self.conflict(path, expected).await) };
        self.check_mount().await?;
        let foreign = self.foreign_of(path, expected).await?;
        let body = foreign.write(document, cas, path)?;
        let request = Request::write(self.mount.as_str(), path.as_str(), body);
        let version = match self.ask_to_write(&request, path, expected).await {
            Ok(answer) if answer.is_success() => Version(answer.data::<Written>()?.version),
            Ok(answer) if answer.says(MISMATCH) => return Err(self.conflict(path, expected).await),
            Ok(answer) => {
                let doing = format!("write `{path}`");
                let refused = self.client.refusal(&answer, Asked { doing: &doing, is_secret: true }).await;
                if !answer.may_be_done() {
                    return Err(refused);
                }
                self.settle(path, document, expected, refused).await?
            }
            Err(Failure { error, may_be_done: true }) => self.settle(path, document, expected, error).await?,
            Err(Failure { error, .. }) => return Err(error),
        };
        self.written.insert(path.clone(), version);
        if foreign.is_empty() {
            self.kept.insert(path.clone(), (version, foreign));
        } else {
            self.kept.remove(path);
        }
        Ok(version)
    }

    /// Sends a write. A standby compares versions itself before it passes the write on, and one that lags behind
    /// refuses what the active node would take (measured with OpenBao 2.7): such a refusal is not believed.
    async fn ask_to_write(&mut self, request: &Request, path: &Path, expected: Version) -> Result<Answer, Failure> {
        let mut pauses = LAG_PAUSES.into_iter();
        loop {
            let answer = self.client.ask(request, Via::Any).await?;
            if !answer.says(MISMATCH) || self.client.reading() == Via::Any {
                return Ok(answer);
            }
            let current = self.current(path).await;
            let is_behind = current.map_err(|error| Failure::not_sent(not_written(path, error)))? == expected;
            let Some(pause) = pauses.next().filter(|_| is_behind) else { return Ok(answer) };
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    /// What the version that a write follows holds beside texts.
    async fn foreign_of(&mut self, path: &Path, expected: Version) -> Result<Foreign> {
        if expected == Version::ABSENT {
            return Ok(Foreign::default());
        }
        if self.kept.get(path).is_none_or(|(version, _)| *version != expected) {
            self.kept.remove(path);
            self.read_at(path, Some(expected)).await?;
        }
        Ok(self.kept.get(path).map(|(_, foreign)| foreign.clone()).unwrap_or_default())
    }

    /// The current version is another than expected; which one, if that can be found out.
    async fn conflict(&mut self, path: &Path, expected: Version) -> Error {
        match self.current(path).await {
            Ok(current) if current != expected => unexpected(path, current, expected),
            _ => Error::conflict(format!("`{path}` is not at version {expected}, which was expected"))
                .hint(format!("see what was written meanwhile: claviger secret history {path}")),
        }
    }

    /// The current version as the active node knows it.
    async fn current(&mut self, path: &Path) -> Result<Version> {
        let request = ReadSecretMetadataRequest { mount: self.mount.to_string(), path: path.to_string() };
        let answer = self.client.ask(&request, Via::Active).await?;
        if answer.is_success() {
            return Ok(answer.data::<Metadata>()?.current());
        }
        self.check_missing(&answer, &format!("read the history of `{path}`")).await.map(|()| Version::ABSENT)
    }

    /// A write that may have been made: reads back, and says which it is. `failure` is what happened to it.
    ///
    /// KV has no place for the id of an operation beside a version, so the content has to tell. Only the active node
    /// knows; where there is none, one is waited for.
    async fn settle(&mut self, path: &Path, document: &Document, expected: Version, failure: Error) -> Result<Version> {
        let mut last = None;
        for pause in PAUSES {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            // What this node was before the failure it need not be now.
            self.client.doubt_node();
            match self.read_back(path, document, expected).await {
                Ok(Outcome::Written(version)) => return Ok(version),
                Ok(Outcome::NotWritten) => return Err(not_written(path, failure.with_kind(Kind::Unavailable))),
                Ok(Outcome::Overtaken(current)) => {
                    return Err(unexpected(path, current, expected).caused_by(failure));
                }
                // A server that is sealed, or refuses us now, will not tell soon.
                Err(error) if !matches!(error.kind(), Kind::Unavailable) => {
                    last = Some(error);
                    break;
                }
                Err(error) => last = Some(error),
            }
        }
        let kind = last.as_ref().map_or(Kind::Unavailable, Error::kind);
        let kind = if kind == Kind::Sealed { kind } else { Kind::Unavailable };
        Err(Error::new(kind, format!("it is not known whether `{path}` was written"))
            .caused_by(failure)
            .hint(format!("when the vault is back, see: claviger secret history {path}")))
    }

    async fn read_back(&mut self, path: &Path, document: &Document, expected: Version) -> Result<Outcome> {
        let current = self.current(path).await?;
        let next = Version(expected.0.saturating_add(1));
        if current == expected {
            return Ok(Outcome::NotWritten);
        }
        if current != next {
            return Ok(Outcome::Overtaken(current));
        }
        let request =
            ReadSecretRequest { mount: self.mount.to_string(), path: path.to_string(), version: Some(next.0) };
        let answer = self.client.ask(&request, Via::Active).await?;
        let found = self.understand(path, &answer).await?;
        let is_ours = found.is_some_and(|(there, ..)| there == *document);
        Ok(if is_ours { Outcome::Written(next) } else { Outcome::Overtaken(next) })
    }

    /// Fails with `Usage` unless a KV version 2 engine is mounted where it should be. Once, and as far as the token may
    /// know: version 1 takes a request for version 2 as a secret with a strange name.
    pub(super) async fn check_mount(&mut self) -> Result<()> {
        if self.is_mount_checked {
            return Ok(());
        }
        let answer = self.client.read(&Request::mount(self.mount.as_str())).await?;
        if answer.is_success() {
            let mounted: Mounted = answer.data()?;
            let version = mounted.options.and_then(|options| options.version);
            let place = mounted.path.trim_end_matches('/');
            if place != self.mount.as_str() {
                return Err(Error::usage(format!(
                    "`vault_auth.mount` is `{}`, but the mount is `{place}`",
                    self.mount
                ))
                .hint("keep the rest for the paths of secrets"));
            }
            if mounted.kind != "kv" || version.as_deref() != Some("2") {
                return Err(Error::usage(format!("what is mounted at `{place}` is no KV version 2 engine"))
                    .hint(format!("for KV version 1: bao kv enable-versioning {place}")));
            }
        } else if !matches!(answer.status, 403..=405) {
            return Err(self.client.refusal(&answer, Asked { doing: "look at the mount", is_secret: false }).await);
        }
        self.is_mount_checked = true;
        Ok(())
    }
}

fn not_written(path: &Path, cause: Error) -> Error {
    Error::new(cause.kind(), format!("`{path}` was not written"))
        .caused_by(cause)
        .hint("nothing was changed there: run the same command again")
}

/// What became of a write.
enum Outcome {
    Written(Version),
    NotWritten,
    /// Another write took its place: the current version.
    Overtaken(Version),
}

/// The version that an answer to a reading is about, also where it was deleted; 0 for none.
fn version_of(answer: &Answer) -> Version {
    answer.data::<Read<'_>>().map_or(Version::ABSENT, |read| Version(read.metadata.version))
}
