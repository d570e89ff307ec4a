//! The vault that a configuration names, whichever kind it is. It decides nothing, it only passes on.

use crate::base::Result;

use super::document::Document;
use super::interface::Vault;
use super::openbao::OpenBao;
use super::path::Path;
use super::revision::{Revision, Version};
use super::sealed_file::SealedFile;

/// One of the places secrets can be kept. An enum, because traits with async methods can not be trait objects.
#[derive(Debug)]
pub enum Backend {
    /// A file on this machine.
    SealedFile(SealedFile),
    /// A server.
    OpenBao(Box<OpenBao>),
}

impl Backend {
    /// What a person should know and no answer says; each is told once.
    pub fn take_notices(&mut self) -> Vec<String> {
        match self {
            Self::SealedFile(_) => Vec::new(),
            Self::OpenBao(vault) => vault.take_notices(),
        }
    }

    /// Proves that it lets us in. A sealed file that was opened has.
    pub async fn check(&mut self) -> Result<()> {
        match self {
            Self::SealedFile(_) => Ok(()),
            Self::OpenBao(vault) => vault.check().await,
        }
    }

    /// Leaves nothing open behind.
    pub async fn close(&mut self) {
        match self {
            Self::SealedFile(_) => {}
            Self::OpenBao(vault) => vault.close().await,
        }
    }
}

impl Vault for Backend {
    async fn read(&mut self, path: &Path) -> Result<Option<(Document, Revision)>> {
        match self {
            Self::SealedFile(vault) => vault.read(path).await,
            Self::OpenBao(vault) => vault.read(path).await,
        }
    }

    async fn read_version(&mut self, path: &Path, version: Version) -> Result<Option<(Document, Revision)>> {
        match self {
            Self::SealedFile(vault) => vault.read_version(path, version).await,
            Self::OpenBao(vault) => vault.read_version(path, version).await,
        }
    }

    async fn write(&mut self, path: &Path, document: &Document, expected: Version, operation: &str) -> Result<Version> {
        match self {
            Self::SealedFile(vault) => vault.write(path, document, expected, operation).await,
            Self::OpenBao(vault) => vault.write(path, document, expected, operation).await,
        }
    }

    async fn versions(&mut self, path: &Path) -> Result<Vec<Revision>> {
        match self {
            Self::SealedFile(vault) => vault.versions(path).await,
            Self::OpenBao(vault) => vault.versions(path).await,
        }
    }

    async fn delete(&mut self, path: &Path, expected: Version) -> Result<bool> {
        match self {
            Self::SealedFile(vault) => vault.delete(path, expected).await,
            Self::OpenBao(vault) => vault.delete(path, expected).await,
        }
    }

    async fn undelete(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        match self {
            Self::SealedFile(vault) => vault.undelete(path, versions).await,
            Self::OpenBao(vault) => vault.undelete(path, versions).await,
        }
    }

    async fn destroy(&mut self, path: &Path, versions: &[Version]) -> Result<bool> {
        match self {
            Self::SealedFile(vault) => vault.destroy(path, versions).await,
            Self::OpenBao(vault) => vault.destroy(path, versions).await,
        }
    }

    async fn delete_all(&mut self, path: &Path) -> Result<bool> {
        match self {
            Self::SealedFile(vault) => vault.delete_all(path).await,
            Self::OpenBao(vault) => vault.delete_all(path).await,
        }
    }

    async fn list(&mut self, prefix: Option<&Path>) -> Result<Vec<Path>> {
        match self {
            Self::SealedFile(vault) => vault.list(prefix).await,
            Self::OpenBao(vault) => vault.list(prefix).await,
        }
    }

    async fn read_all(&mut self, prefix: Option<&Path>) -> Result<Vec<(Path, Document, Revision)>> {
        match self {
            Self::SealedFile(vault) => vault.read_all(prefix).await,
            Self::OpenBao(vault) => vault.read_all(prefix).await,
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::SealedFile(vault) => vault.describe(),
            Self::OpenBao(vault) => vault.describe(),
        }
    }
}
