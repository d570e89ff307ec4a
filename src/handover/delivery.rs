//! Secrets on their way out: printed once, or sent elsewhere *instead*.

use std::path::{Path, PathBuf};

use crate::base::files::{self, Previous};
use crate::base::{Error, Kind, Result, Secret};
use crate::config::{Reference, read_secret_file};
use crate::context::Context;
use crate::vault::{Current, Document, Path as VaultPath, Reference as VaultReference, Vault};

/// The flags by which a secret goes elsewhere instead of to the output.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct SecretOutput {
    /// Write the secret to a new file (mode 0600) instead of printing it
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub out: Option<PathBuf>,
    /// Write the secret to a reference instead of printing it
    #[arg(long, value_name = "REF", help = "Write the secret to vault:PATH#FIELD or file:PATH instead of printing it")]
    pub to: Option<Reference>,
    /// Overwrite the file or the field when it exists
    #[arg(long)]
    pub force: bool,
}

/// Where a secret goes.
#[derive(Debug, Clone)]
pub enum Delivery {
    /// To standard output, in the format that was asked for.
    Print,
    /// To a file, and whether an existing one may be replaced.
    File(PathBuf, bool),
    /// To a field of the vault, and whether an existing one may be replaced.
    Vault(VaultReference, bool),
}

impl SecretOutput {
    /// What the flags say; refused when it can not be a destination.
    pub fn delivery(&self) -> Result<Delivery> {
        let delivery = match (&self.out, &self.to) {
            (Some(path), _) | (None, Some(Reference::File(path))) => {
                let path = std::path::absolute(path).map_err(|cause| Error::io("find the current directory", cause))?;
                Delivery::File(path, self.force)
            }
            (None, Some(Reference::Vault(text))) => Delivery::Vault(VaultReference::parse(text)?, self.force),
            (None, Some(Reference::Variable(name))) => {
                return Err(Error::usage(format!("a command can not set the variable `{name}` of its caller"))
                    .hint("use command substitution with -o plain, or --out FILE"));
            }
            (None, None) if self.force => {
                return Err(
                    Error::usage("--force has nothing to overwrite").hint("give --out FILE or --to REF as well")
                );
            }
            (None, None) => Delivery::Print,
        };
        if let Delivery::Vault(VaultReference { field: None, path }, _) = &delivery {
            return Err(Error::usage(format!("`vault:{path}` names no field")).hint(format!("write vault:{path}#NAME")));
        }
        Ok(delivery)
    }
}

impl Delivery {
    /// Whether the secret is to be printed.
    #[must_use]
    pub const fn is_print(&self) -> bool {
        matches!(self, Self::Print)
    }

    /// Where it went, for the sentence afterwards; none when it is printed.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Print => None,
            Self::File(path, _) => Some(format!("file:{}", path.display())),
            Self::Vault(reference, _) => Some(format!("vault:{reference}")),
        }
    }

    /// Fails early where the secret could not be delivered, before it is made.
    pub async fn check(&self, cx: &mut Context) -> Result<()> {
        match self {
            Self::Print => Ok(()),
            Self::File(path, force) => check_file(path, *force),
            Self::Vault(reference, force) => {
                guard_own(cx, &reference.path)?;
                let found = Current::read(cx.vault()?, &reference.path).await?;
                check_field(reference, &found.fields(), *force)
            }
        }
    }

    /// Delivers to a file or the vault; returns when it is durable there. Printing is the caller's.
    pub async fn deliver(&self, cx: &mut Context, secret: &Secret, operation: &str) -> Result<()> {
        match self {
            Self::Print => Ok(()),
            Self::File(path, force) => write_file(path, secret, *force),
            Self::Vault(reference, force) => {
                let found = Current::read(cx.vault()?, &reference.path).await?;
                let (mut document, version) = (found.fields(), found.version());
                check_field(reference, &document, *force)?;
                if let Some(field) = &reference.field {
                    document.set(field.clone(), secret.clone());
                }
                cx.vault()?.write(&reference.path, &document, version, operation).await.map(|_| ())
            }
        }
    }

    /// Whether the secret may be at its place although handing it over failed.
    ///
    /// A file is looked at. No answer of the vault means unknown; so does one that is sealed by now.
    pub(crate) fn may_have_arrived(&self, secret: &Secret, error: &Error) -> bool {
        match self {
            Self::Print => false,
            Self::File(path, _) => read_secret_file(path).map_or(path.exists(), |found| found == *secret),
            Self::Vault(..) => matches!(error.kind(), Kind::Unavailable | Kind::Sealed),
        }
    }
}

/// Refuses a path whose document claviger keeps for itself: what is put there is lost at its next change, and what is
/// taken away there may be all encryption keys, or what proves that the record was tampered with.
pub(crate) fn guard_own(cx: &Context, path: &VaultPath) -> Result<()> {
    if path.as_str() == cx.settings.keyring_path() {
        return Err(Error::conflict(format!("`{path}` holds the encryption keys, and is changed by `keyring` only"))
            .hint("claviger keyring --help"));
    }
    if path.as_str() == cx.settings.anchors_path() {
        return Err(Error::conflict(format!(
            "`{path}` holds the anchors of the record, and is changed by `event anchor` only"
        ))
        .hint("claviger event anchor --help"));
    }
    Ok(())
}

fn check_field(reference: &VaultReference, document: &Document, force: bool) -> Result<()> {
    let exists = reference.field.as_ref().is_some_and(|field| document.find_field(field).is_some());
    if exists && !force {
        return Err(Error::conflict(format!("`vault:{reference}` exists already"))
            .hint("add --force to replace it; the old version stays in the history"));
    }
    Ok(())
}

fn check_file(path: &Path, force: bool) -> Result<()> {
    let Ok(meta) = std::fs::symlink_metadata(path) else {
        return match path.parent() {
            Some(directory) if !directory.is_dir() => {
                Err(Error::not_found(format!("the directory `{}` does not exist", directory.display()))
                    .hint(format!("mkdir -m 700 -p {}", directory.display())))
            }
            _ => Ok(()),
        };
    };
    if !meta.is_file() {
        return Err(Error::denied(format!("`{}` is not a regular file", path.display())));
    }
    if force {
        return Ok(());
    }
    Err(Error::conflict(format!("`{}` exists already", path.display())).hint("add --force to replace it"))
}

fn write_file(path: &Path, secret: &Secret, force: bool) -> Result<()> {
    if force {
        return files::replace(path, secret.expose(), files::PRIVATE, Previous::Discard);
    }
    // In one step: half a secret, or an empty file in the way of the next run, is worse than none.
    files::create_complete(path, secret.expose()).map_err(|error| error.hint("add --force to replace it"))
}
