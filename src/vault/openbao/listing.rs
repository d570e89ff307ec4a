//! Which secrets there are. The engine lists names level by level, whether their newest version is live or not, so each
//! is looked at; several at a time.

use std::collections::BTreeSet;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;
use vaultrs::api::kv2::requests::{ListSecretsRequest, ReadSecretMetadataRequest, ReadSecretRequest};

use crate::base::Result;
use crate::vault::{Document, Path, Revision, State};

use super::answer::Answer;
use super::failure::Failure;
use super::record::Metadata;
use super::server::OpenBao;

/// How many requests are under way at once.
const AT_ONCE: usize = 8;

#[derive(Deserialize)]
struct Names {
    keys: Vec<String>,
}

impl OpenBao {
    /// The paths whose current version is live.
    pub(super) async fn list_live(&mut self, prefix: Option<&Path>) -> Result<Vec<Path>> {
        let found = self.list_names(prefix).await?;
        self.only_live(found).await
    }

    /// The live documents of these paths.
    pub(super) async fn read_live(&mut self, prefix: Option<&Path>) -> Result<Vec<(Path, Document, Revision)>> {
        let found = self.list_names(prefix).await?;
        let answers = self.ask_about(found.into_iter().collect(), |mount, path: &Path| ReadSecretRequest {
            mount,
            path: path.to_string(),
            version: None,
        });
        let mut live = Vec::new();
        for (path, answer) in answers.await? {
            if let Some((document, _, revision)) = self.understand(&path, &answer).await? {
                live.push((path, document, revision));
            }
        }
        Ok(live)
    }

    /// `prefix` and all names below it, live or not.
    async fn list_names(&mut self, prefix: Option<&Path>) -> Result<BTreeSet<Path>> {
        self.client.begin().await?;
        let mut found: BTreeSet<Path> = prefix.cloned().into_iter().collect();
        let mut level = vec![prefix.cloned()];
        let mut hidden = 0_usize;
        while !level.is_empty() {
            let listed = self.ask_about(level, |mount, path: &Option<Path>| ListSecretsRequest {
                mount,
                path: path.as_ref().map(Path::to_string).unwrap_or_default(),
            });
            let mut below = Vec::new();
            for (parent, answer) in listed.await? {
                if !answer.is_success() {
                    let what = parent.map_or_else(|| "all secrets".to_owned(), |path| format!("`{path}`"));
                    self.check_missing(&answer, &format!("list {what}")).await?;
                    continue;
                }
                for name in answer.data::<Names>()?.keys {
                    let text = parent.as_ref().map_or_else(|| name.clone(), |parent| format!("{parent}/{name}"));
                    match (Path::parse(text.trim_end_matches('/')), name.ends_with('/')) {
                        (Ok(path), true) => below.push(Some(path)),
                        (Ok(path), false) => drop(found.insert(path)),
                        (Err(_), _) => hidden += 1,
                    }
                }
            }
            level = below;
        }
        if hidden > 0 {
            let these = if hidden == 1 { "1 name is".to_owned() } else { format!("{hidden} names are") };
            self.notices.push(format!("{these} not listed: no path of claviger can hold their characters"));
        }
        Ok(found)
    }

    async fn only_live(&mut self, found: BTreeSet<Path>) -> Result<Vec<Path>> {
        let answers = self.ask_about(found.into_iter().collect(), |mount, path: &Path| ReadSecretMetadataRequest {
            mount,
            path: path.to_string(),
        });
        let mut live = Vec::new();
        for (path, answer) in answers.await? {
            if !answer.is_success() {
                self.check_missing(&answer, &format!("read the history of `{path}`")).await?;
                continue;
            }
            let metadata: Metadata = answer.data()?;
            let revisions = metadata.revisions(&answer)?;
            let newest = revisions.iter().find(|revision| revision.version == metadata.current());
            if newest.is_some_and(|newest| newest.state == State::Live) {
                live.push(path);
            }
        }
        Ok(live)
    }

    /// Asks about each subject, several at a time, in the order given.
    async fn ask_about<S, E: rustify::Endpoint>(
        &self,
        subjects: Vec<S>,
        request: impl Fn(String, &S) -> E,
    ) -> Result<Vec<(S, Answer)>> {
        let via = self.client.reading();
        let questions = subjects.into_iter().map(|subject| {
            let request = request(self.mount.to_string(), &subject);
            async move { Ok::<_, Failure>((subject, self.client.send(&request, via).await?)) }
        });
        Ok(stream::iter(questions).buffered(AT_ONCE).try_collect().await?)
    }
}
