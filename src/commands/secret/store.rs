//! The vault as the verbs of this room use it: what is current, writing with compare-and-set, and what became of an
//! interrupted operation.

use crate::base::{Error, Kind, Result, Secret};
use crate::context::Context;
use crate::db::Operation;
use crate::journal;
use crate::vault::{Current, Document, Field, Path, Revision, State, Vault, Version, has_written};

use super::model;

/// Reads a path.
pub(crate) async fn current(cx: &mut Context, path: &Path) -> Result<Current> {
    Current::read(cx.vault()?, path).await
}

/// The error for a path without a live document.
pub(crate) fn missing(path: &Path, revision: Option<&Revision>) -> Error {
    match revision.map(|revision| revision.state) {
        Some(State::Deleted) => Error::not_found(format!("`{path}` is deleted")).hint(format!(
            "bring it back: claviger secret rollback {path} --version N, of claviger secret history {path}"
        )),
        Some(State::Destroyed) => Error::not_found(format!("the current version of `{path}` is destroyed"))
            .hint(format!("see what is left: claviger secret history {path}")),
        Some(State::Live) | None => {
            Error::not_found(format!("there is no secret `{path}`")).hint("see which there are: claviger secret list")
        }
    }
}

/// Writes the next version, if the current one is still `expected`.
pub(crate) async fn write(
    cx: &mut Context,
    path: &Path,
    document: &Document,
    expected: Version,
    operation: &str,
) -> Result<Version> {
    let vault = cx.vault()?;
    match vault.write(path, document, expected, operation).await {
        // No answer is no refusal: only the vault knows whether it took the write.
        Err(error) if error.kind() == Kind::Unavailable => match vault.versions(path).await {
            Ok(revisions) if has_written(&revisions, expected, operation) == Some(true) => Ok(Version(expected.0 + 1)),
            _ => Err(error),
        },
        other => other,
    }
}

/// Whether a run was killed in an operation of this kind on a path.
pub(crate) async fn was_interrupted(cx: &mut Context, kind: &str, path: &Path) -> Result<bool> {
    Ok(!journal::unfinished(cx, &[kind], path.as_str()).await?.is_empty())
}

/// Whether the version that an interrupted operation was to write is the current one, and holds this very value.
pub(crate) async fn has_put(cx: &mut Context, unfinished: &Operation, field: &Field, value: &Secret) -> Result<bool> {
    let Ok(path) = Path::parse(&unfinished.target) else { return Ok(false) };
    let Ok(detail) = serde_json::from_str::<serde_json::Value>(&unfinished.detail) else { return Ok(false) };
    let is_field = detail.get("field").and_then(serde_json::Value::as_str) == Some(field.as_str());
    let Some(base) = detail.get("version").and_then(serde_json::Value::as_u64).filter(|_| is_field) else {
        return Ok(false);
    };
    let found = cx.vault()?.read(&path).await?;
    Ok(found.is_some_and(|(document, revision)| {
        revision.version == Version(base.saturating_add(1)) && document.find_field(field) == Some(value)
    }))
}

/// Whether an interrupted operation on a path had its effect.
pub(crate) async fn probe(cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
    let Ok(path) = Path::parse(&unfinished.target) else { return Ok(None) };
    let Ok(detail) = serde_json::from_str::<serde_json::Value>(&unfinished.detail) else { return Ok(None) };
    let number = |name: &str| detail.get(name).and_then(serde_json::Value::as_u64).map(Version);
    let Some(base) = number("version") else { return Ok(None) };
    let revisions = cx.vault()?.versions(&path).await?;
    Ok(match unfinished.kind.as_str() {
        model::DELETED if detail.get("field").is_none() => model::is_deleted(&revisions, base),
        model::DESTROYED => {
            let created_at = detail.get("created_at").and_then(serde_json::Value::as_str).unwrap_or_default();
            Some(model::is_destroyed(&revisions, base, created_at))
        }
        model::ROLLED_BACK if number("to") == Some(base) => {
            model::is_deleted(&revisions, base).map(|is_deleted| !is_deleted)
        }
        _ => has_written(&revisions, base, &unfinished.id),
    })
}
