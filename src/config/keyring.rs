//! The settings of the keyring: where it is, what its keys are made from, and how long to wait.

use super::layers::Value;
use super::secret_source::Reference;
use super::settings::Settings;
use crate::base::span::Span;
use crate::base::{Error, Result, Secret};

/// What the application makes a key from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// The 44 characters of base64 that Fernet calls a key.
    Raw,
    /// The same 32 bytes as 64 hexadecimal digits.
    Hex,
    /// A passphrase; its SHA-256 is the key.
    Sha256,
    /// A passphrase, stretched with PBKDF2 (RFC 8018).
    Pbkdf2 {
        /// The hash in its HMAC.
        hash: Hash,
        /// How often.
        iterations: u32,
        /// The salt.
        salt: Salt,
    },
}

/// A hash for PBKDF2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// Where the salt is. Its bytes go in as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Salt {
    /// Here.
    Given(Secret),
    /// In the vault, which is opened first: what stands behind `vault:`.
    Vault(Reference),
}

impl Hash {
    /// The iterations that the OWASP Password Storage Cheat Sheet asks for with this hash (section PBKDF2, 2023).
    const fn owasp_iterations(self) -> u32 {
        match self {
            Self::Sha1 => 1_300_000,
            Self::Sha256 => 600_000,
            Self::Sha512 => 210_000,
        }
    }
}

impl Settings {
    /// Where the keyring document lives in the vault.
    #[must_use]
    pub fn keyring_path(&self) -> &str {
        self.text("keyring.path")
    }

    /// Where the document of the anchors lives in the vault: beside the keyring, so that each database that has a
    /// keyring of its own has anchors of its own.
    #[must_use]
    pub fn anchors_path(&self) -> String {
        format!("{}-anchors", self.keyring_path())
    }

    /// What the application makes its keys from.
    pub fn key_derivation(&self) -> Result<Derivation> {
        Ok(match self.text("keyring.derive") {
            "hex" => Derivation::Hex,
            "sha256" => Derivation::Sha256,
            "pbkdf2" => {
                let hash = match self.text("keyring.hash") {
                    "sha1" => Hash::Sha1,
                    "sha512" => Hash::Sha512,
                    _ => Hash::Sha256,
                };
                let given = self.text("keyring.iterations").parse().ok();
                Derivation::Pbkdf2 {
                    hash,
                    iterations: given.unwrap_or_else(|| hash.owasp_iterations()),
                    salt: self.salt()?,
                }
            }
            _ => Derivation::Raw,
        })
    }

    fn salt(&self) -> Result<Salt> {
        if let Some(reference @ Reference::Vault(_)) = self.find("keyring.salt").and_then(Value::reference) {
            return Ok(Salt::Vault(reference));
        }
        let missing = || {
            Error::usage("`keyring.derive` is pbkdf2, but there is no `keyring.salt`")
                .hint("set keyring.salt to what the application uses, or keyring.salt_file to a file with it")
        };
        self.secret("keyring.salt")?.map(|(salt, _)| Salt::Given(salt)).ok_or_else(missing)
    }

    /// How long a rotation waits for applications that send no heartbeat.
    #[must_use]
    pub fn keyring_settle(&self) -> Span {
        self.span("keyring.settle")
    }

    /// How long after its retirement a key may be needed for restored backups.
    #[must_use]
    pub fn keyring_backup_window(&self) -> Span {
        self.span("keyring.backup_window")
    }

    /// A length of time, which was checked when it was read.
    fn span(&self, path: &str) -> Span {
        self.text(path).parse().unwrap_or(Span::from_secs(0))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use super::*;
    use crate::base::env::Env;
    use crate::config::Flags;

    fn settings(file: &str, env: &[(&str, &str)]) -> Settings {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("claviger.toml");
        std::fs::write(&path, file).unwrap();
        let flags = Flags { config: Some(path), ..Flags::default() };
        Settings::resolve(&flags, &Env::from_pairs(env.iter().copied())).unwrap()
    }

    #[test]
    fn keys_are_as_they_are_unless_something_else_is_said() {
        assert_eq!(settings("", &[]).key_derivation().unwrap(), Derivation::Raw);
        let hex = settings("", &[("CLAVIGER_KEYRING_DERIVE", "hex")]);
        assert_eq!(hex.key_derivation().unwrap(), Derivation::Hex);
        assert_eq!(settings("", &[]).keyring_settle().as_secs(), 0);
        assert_eq!(settings("[keyring]\nbackup_window = '30d'", &[]).keyring_backup_window().as_secs(), 2_592_000);
    }

    #[test]
    fn pbkdf2_has_a_salt_and_the_iterations_of_its_hash() {
        let none = settings("[keyring]\nderive = 'pbkdf2'", &[]);
        assert!(none.key_derivation().unwrap_err().hint_text().unwrap().contains("keyring.salt"));
        let derivation = |more: &str| {
            let file = format!("[keyring]\nderive = 'pbkdf2'\n{more}");
            settings(&file, &[("SALT", "sea")]).key_derivation().unwrap()
        };
        let expected = |hash, iterations, salt| Derivation::Pbkdf2 { hash, iterations, salt };
        let sea = || Salt::Given(Secret::from_text("sea".into()));
        assert_eq!(derivation("salt = 'sea'"), expected(Hash::Sha256, 600_000, sea()));
        assert_eq!(derivation("salt = 'env:SALT'\nhash = 'sha1'"), expected(Hash::Sha1, 1_300_000, sea()));
        assert_eq!(derivation("salt = 'sea'\niterations = 7"), expected(Hash::Sha256, 7, sea()));
        let vault = Salt::Vault(Reference::Vault("app/salt#value".into()));
        assert_eq!(derivation("salt = 'vault:app/salt#value'"), expected(Hash::Sha256, 600_000, vault));
    }
}
