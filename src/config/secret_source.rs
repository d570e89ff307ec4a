//! References to secrets, as the contract writes them: `vault:PATH#FIELD`, `file:PATH`, `env:NAME`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::base::{Error, Result, Secret, files};

/// A file that holds one secret is no larger than this.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// Where a secret is to be found, or to be put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A field of a document in the vault: the text after `vault:`.
    Vault(String),
    /// A file.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
}

impl FromStr for Reference {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        let refuse = || {
            // SECURITY: not repeated, since somebody may have put the secret itself here.
            Error::usage("that is not a reference to a secret").hint("write vault:PATH#FIELD, file:PATH or env:NAME")
        };
        match given.split_once(':') {
            Some((_, "")) => Err(refuse()),
            Some(("vault", rest)) => Ok(Self::Vault(rest.to_owned())),
            Some(("file", rest)) => Ok(Self::File(PathBuf::from(rest))),
            Some(("env", rest)) => Ok(Self::Variable(rest.to_owned())),
            _ => Err(refuse()),
        }
    }
}

/// Reads a file that holds one secret: private, without its one trailing newline.
pub fn read_secret_file(path: &Path) -> Result<Secret> {
    let secret = files::read_private(path, FILE_LIMIT)?.without_trailing_newline();
    if secret.is_empty() {
        return Err(Error::usage(format!("`{}` is empty", path.display())));
    }
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_nonsense_is_refused() {
        assert_eq!("vault:app/db#password".parse::<Reference>().unwrap(), Reference::Vault("app/db#password".into()));
        assert_eq!("file:a:b".parse::<Reference>().unwrap(), Reference::File("a:b".into()));
        assert_eq!("env:KEY".parse::<Reference>().unwrap(), Reference::Variable("KEY".into()));
        for text in ["", "vault", "vault:", "http://x", "KEY"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
