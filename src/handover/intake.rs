//! Secrets on their way in.

use std::path::PathBuf;

use crate::base::{Error, Result, Secret, stdin};
use crate::config::{FILE_LIMIT, Reference, read_secret_file};
use crate::context::Context;
use crate::vault::{Document, Reference as VaultReference, Vault};

/// The flags by which a secret comes in. Without any of them it is asked for on the terminal.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct SecretInput {
    /// Read the secret from standard input (one trailing newline is dropped)
    #[arg(long, group = "secret_input")]
    pub stdin: bool,
    /// Read the secret from a file (one trailing newline is dropped)
    #[arg(long, value_name = "FILE", group = "secret_input")]
    pub file: Option<PathBuf>,
    /// Read the secret from a reference
    #[arg(
        long,
        value_name = "REF",
        help = "Read the secret from vault:PATH#FIELD, file:PATH or env:NAME",
        group = "secret_input"
    )]
    pub from: Option<Reference>,
}

impl SecretInput {
    /// Whether one of the flags was given.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.stdin || self.file.is_some() || self.from.is_some()
    }

    /// The secret. `what` names it in questions and errors; `twice` asks for it again on a terminal.
    pub async fn read(&self, cx: &mut Context, what: &str, twice: bool) -> Result<Secret> {
        let secret = if self.stdin {
            read_stdin().await?
        } else if let Some(path) = &self.file {
            read_secret_file(path)?
        } else if let Some(reference) = &self.from {
            resolve(cx, reference).await?
        } else if twice {
            cx.prompter.read_hidden_twice(what)?
        } else {
            cx.prompter.read_hidden(what)?
        };
        if secret.is_empty() {
            return Err(Error::usage(format!("{} is empty", what.to_lowercase())));
        }
        Ok(secret)
    }
}

/// All of standard input, without exactly one trailing newline.
pub async fn read_stdin() -> Result<Secret> {
    let secret = stdin::read(usize::try_from(FILE_LIMIT).unwrap_or(usize::MAX)).await?;
    if secret.len() as u64 > FILE_LIMIT {
        return Err(Error::usage(format!("standard input holds more than {FILE_LIMIT} bytes")));
    }
    Ok(secret.without_trailing_newline())
}

async fn resolve(cx: &mut Context, reference: &Reference) -> Result<Secret> {
    match reference {
        Reference::File(path) => read_secret_file(path),
        Reference::Variable(name) => cx
            .env
            .get(name)
            .map(|value| Secret::from_text(value.to_owned()))
            .ok_or_else(|| Error::not_found(format!("the variable `{name}` is not set"))),
        Reference::Vault(text) => {
            let reference = VaultReference::parse(text)?;
            let found = cx.vault()?.read(&reference.path).await?;
            let (document, _) =
                found.ok_or_else(|| Error::not_found(format!("there is no secret `{}`", reference.path)))?;
            pick(&document, &reference)
        }
    }
}

/// The field that the reference names; without a name the only one there is.
fn pick(document: &Document, reference: &VaultReference) -> Result<Secret> {
    let names = || document.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>().join(", ");
    let found = match &reference.field {
        Some(field) => document.find_field(field),
        None if document.iter().len() == 1 => document.iter().next().map(|(_, value)| value),
        None => {
            return Err(Error::usage(format!("`vault:{reference}` holds several fields")).hint(format!(
                "name one: vault:{}#NAME, of {}",
                reference.path,
                names()
            )));
        }
    };
    found.cloned().ok_or_else(|| {
        Error::not_found(format!("there is no field `{reference}`")).hint(format!("it has: {}", names()))
    })
}
