//! The registry of settings: name, variables, default, what it may be. `config show`, the check for unknown keys and
//! `docs/env.md` all come from here.

/// What a setting may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any text.
    Text,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A path, relative to the file that names it.
    Path,
    /// A URL that may carry a password; masked when shown, and `KEY_file` may name a file instead.
    SecretUrl,
    /// A secret: masked when shown; `KEY_file` may name a file instead, and the text may be `file:PATH` or `env:NAME`.
    Secret,
    /// Where the vault is: an `https://` address or `file:PATH`.
    VaultPlace,
    /// On or off.
    Switch,
    /// A whole number above 0.
    Number,
    /// A length of time: `90s`, `15m`.
    Duration,
}

impl Shape {
    /// Whether values of this shape are or may hold secrets: masked when shown, and `KEY_file` is a setting as well.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::SecretUrl | Self::Secret)
    }
}

/// One setting.
#[derive(Debug)]
pub struct Key {
    /// Its path in the file, with dots: `password.scheme`.
    pub path: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Variables of the field that are honoured beside `CLAVIGER_…`, strongest first.
    pub conventional: &'static [&'static str],
    /// The value without any setting; empty for none.
    pub default: &'static str,
    /// What it is for, one line.
    pub about: &'static str,
}

impl Key {
    /// The variable of our own: `CLAVIGER_PASSWORD_SCHEME`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("CLAVIGER_{}", self.path.replace('.', "_").to_uppercase())
    }
}

/// Variables that are not settings of the file but steer the program itself: name and meaning.
pub const STEERING_VARIABLES: &[(&str, &str)] = &[
    ("CLAVIGER_CONFIG", "the configuration file, like --config"),
    ("CLAVIGER_PROFILE", "the profile, like --profile"),
    ("NO_COLOR", "no colour on any output, when not empty"),
];

/// All settings, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    Key {
        path: "database_url",
        shape: Shape::SecretUrl,
        conventional: &["DATABASE_URL"],
        default: "",
        about: "the application's database: postgresql://user@host/name or sqlite:file.db",
    },
    Key {
        path: "database_pooler",
        shape: Shape::Choice(&["false", "true"]),
        conventional: &[],
        default: "false",
        about: "whether a pooler gives a server connection to each transaction (PgBouncer in transaction mode)",
    },
    Key {
        path: "insecure_tls",
        shape: Shape::Choice(&["false", "true"]),
        conventional: &[],
        default: "false",
        about: "whether sslmode of the URL holds off this machine, where verify-full holds otherwise; recorded",
    },
    Key {
        path: "vault",
        shape: Shape::VaultPlace,
        conventional: &["BAO_ADDR", "VAULT_ADDR"],
        default: "",
        about: "where secrets are kept: https://host:8200 (OpenBao, Vault), or file:PATH for the sealed local file",
    },
    Key {
        path: "vault_auth.method",
        shape: Shape::Choice(&["token", "token_file", "approle", "wrapped"]),
        conventional: &[],
        default: "token",
        about: "how to log in to the server; wrapped: `vault_auth.token` is a wrapping token, good for one command",
    },
    Key {
        path: "vault_auth.token",
        shape: Shape::Secret,
        conventional: &["BAO_TOKEN", "VAULT_TOKEN"],
        default: "",
        about: "token for the server; without one ~/.vault-token is read, where `bao login` leaves it",
    },
    Key {
        path: "vault_auth.role_id",
        shape: Shape::Text,
        conventional: &[],
        default: "",
        about: "role id, for AppRole",
    },
    Key {
        path: "vault_auth.secret_id",
        shape: Shape::Secret,
        conventional: &[],
        default: "",
        about: "secret id, for AppRole; none for roles that need none",
    },
    Key {
        path: "vault_auth.approle_mount",
        shape: Shape::Text,
        conventional: &[],
        default: "approle",
        about: "where the AppRole method is mounted on the server",
    },
    Key {
        path: "vault_auth.mount",
        shape: Shape::Text,
        conventional: &[],
        default: "secret",
        about: "where the KV version 2 engine is mounted on the server",
    },
    Key {
        path: "vault_auth.namespace",
        shape: Shape::Text,
        conventional: &["BAO_NAMESPACE", "VAULT_NAMESPACE"],
        default: "",
        about: "namespace on the server",
    },
    Key {
        path: "vault_auth.ca_cert",
        shape: Shape::Path,
        conventional: &["BAO_CACERT", "VAULT_CACERT"],
        default: "",
        about: "authorities (PEM) that may vouch for the server, instead of those of the system",
    },
    Key {
        path: "vault_auth.client_cert",
        shape: Shape::Path,
        conventional: &["BAO_CLIENT_CERT", "VAULT_CLIENT_CERT"],
        default: "",
        about: "client certificate and its chain (PEM)",
    },
    Key {
        path: "vault_auth.client_key",
        shape: Shape::Path,
        conventional: &["BAO_CLIENT_KEY", "VAULT_CLIENT_KEY"],
        default: "",
        about: "private key of the client certificate (PEM, closed to others)",
    },
    Key {
        path: "vault_auth.skip_verify",
        shape: Shape::Switch,
        conventional: &["BAO_SKIP_VERIFY", "VAULT_SKIP_VERIFY"],
        default: "false",
        about: "do not check the server's certificate: only for a server that nobody else can reach",
    },
    Key {
        path: "vault_auth.unlock_key_file",
        shape: Shape::Path,
        conventional: &[],
        default: "",
        about: "key file of a sealed local file; without one the passphrase is asked for",
    },
    Key {
        path: "vault_auth.passphrase_file",
        shape: Shape::Path,
        conventional: &[],
        default: "",
        about: "file with the passphrase of a sealed local file, for jobs without a terminal",
    },
    Key {
        path: "issuer",
        shape: Shape::Text,
        conventional: &[],
        default: "claviger",
        about: "name of the application as its users know it; no password may consist of it",
    },
    Key {
        path: "password.scheme",
        shape: Shape::Choice(&["argon2id", "bcrypt"]),
        conventional: &[],
        default: "argon2id",
        about: "how new passwords are hashed: what the application can verify",
    },
    Key {
        path: "password.policy",
        shape: Shape::Choice(&["nist", "guide"]),
        conventional: &[],
        default: "nist",
        about: "rule for new passwords: NIST SP 800-63B-4, or 12 characters of four kinds",
    },
    Key {
        path: "keyring.path",
        shape: Shape::Text,
        conventional: &[],
        default: "claviger/keyring",
        about: "where the keyring document lives in the vault",
    },
    Key {
        path: "keyring.derive",
        shape: Shape::Choice(&["raw", "hex", "sha256", "pbkdf2"]),
        conventional: &[],
        default: "raw",
        about: "what the application makes its keys from: the key itself in base64 or hex, or a passphrase",
    },
    Key {
        path: "keyring.salt",
        shape: Shape::Secret,
        conventional: &[],
        default: "",
        about: "salt of the application, for pbkdf2; may also be vault:PATH#FIELD",
    },
    Key {
        path: "keyring.iterations",
        shape: Shape::Number,
        conventional: &[],
        default: "",
        about: "iterations, for pbkdf2; without it what OWASP asks for with the hash",
    },
    Key {
        path: "keyring.hash",
        shape: Shape::Choice(&["sha256", "sha1", "sha512"]),
        conventional: &[],
        default: "sha256",
        about: "hash, for pbkdf2",
    },
    Key {
        path: "keyring.settle",
        shape: Shape::Duration,
        conventional: &[],
        default: "0s",
        about: "how long a rotation waits for applications that send no heartbeat to take up its keys",
    },
    Key {
        path: "keyring.backup_window",
        shape: Shape::Duration,
        conventional: &[],
        default: "0s",
        about: "how long a retired key may be needed for restored backups; before that it can not be destroyed",
    },
];

/// Finds a setting by its path.
#[must_use]
pub(super) fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_contains_its_default() {
        for key in KEYS {
            if let Shape::Choice(words) = key.shape {
                assert!(words.contains(&key.default), "{}", key.path);
            }
        }
    }
}
