//! The settings of the vault: where it is, and how to be let in. They are read here, and used by `context`.

use std::path::{Path, PathBuf};

use super::layers::{Origin, Value};
use super::secret_source::{self, Reference};
use super::settings::Settings;
use crate::base::{Error, Kind, Result, Secret};

/// Where the vault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultPlace {
    /// The sealed local file.
    File(PathBuf),
    /// The address of an OpenBao or Vault server.
    Server(String),
}

/// How to reach a server, and which part of it to use.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Where the KV version 2 engine is mounted.
    pub mount: String,
    /// The namespace; none for the root.
    pub namespace: Option<String>,
    /// The authorities that may vouch for the server; none for those of the system.
    pub ca_cert: Option<PathBuf>,
    /// Client certificate and key.
    pub client_identity: Option<(PathBuf, PathBuf)>,
    /// Whether the server's certificate is not checked.
    pub skip_verify: bool,
}

/// How to log in to a server.
#[derive(Debug)]
pub enum LoginSettings {
    /// A token, and the file it came from.
    Token(Secret, Option<PathBuf>),
    /// AppRole.
    AppRole {
        /// Where the method is mounted.
        mount: String,
        /// The role.
        role_id: String,
        /// None for a role that needs none.
        secret_id: Option<Secret>,
    },
    /// A wrapping token around a token, or around the secret id of a role.
    Wrapped {
        /// The wrapping token.
        token: Secret,
        /// Where the AppRole method is mounted.
        mount: String,
        /// The role that a secret id is for.
        role_id: Option<String>,
    },
}

impl Settings {
    /// Where the vault is.
    pub fn vault(&self) -> Result<VaultPlace> {
        let value = self.find("vault").ok_or_else(|| {
            self.hint_at_unused_file(Error::usage("no vault is configured"))
                .hint("make an installation: claviger init, or set `vault` in the configuration file")
        })?;
        match value.text.split_once(':') {
            Some(("file", path)) if !path.is_empty() => Ok(VaultPlace::File(value.base.join(path))),
            Some(("https" | "http", _)) => Ok(VaultPlace::Server(value.text.clone())),
            _ => Err(Error::usage(format!("`vault` names no vault (from {})", value.origin))
                .hint("write an address, https://bao.example:8200, or a sealed local file, file:claviger.vault")),
        }
    }

    /// How to reach the server.
    pub fn vault_server(&self) -> Result<ServerSettings> {
        let client_identity = match (self.path("vault_auth.client_cert"), self.path("vault_auth.client_key")) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            (Some(_), None) => return Err(half_an_identity("client_key")),
            (None, Some(_)) => return Err(half_an_identity("client_cert")),
        };
        Ok(ServerSettings {
            mount: self.text("vault_auth.mount").to_owned(),
            namespace: self.some_text("vault_auth.namespace"),
            ca_cert: self.path("vault_auth.ca_cert"),
            client_identity,
            skip_verify: is_on(self.text("vault_auth.skip_verify")),
        })
    }

    /// How to log in to the server; reads the files that hold secrets. Fails with `Usage` where something is missing.
    pub fn vault_login(&self) -> Result<LoginSettings> {
        let mount = || self.text("vault_auth.approle_mount").to_owned();
        let role_id = self.some_text("vault_auth.role_id");
        match self.text("vault_auth.method") {
            "approle" => Ok(LoginSettings::AppRole {
                mount: mount(),
                role_id: role_id.ok_or_else(|| {
                    Error::usage("`vault_auth.method` is approle, but there is no `vault_auth.role_id`")
                        .hint("ask for it: bao read auth/approle/role/NAME/role-id")
                })?,
                secret_id: self.secret("vault_auth.secret_id")?.map(|(secret_id, _)| secret_id),
            }),
            "wrapped" => {
                let missing = || {
                    Error::usage("`vault_auth.method` is wrapped, but there is no wrapping token")
                        .hint("set VAULT_TOKEN, or vault_auth.token_file, for this one command")
                };
                let (token, _) = self.secret("vault_auth.token")?.ok_or_else(missing)?;
                Ok(LoginSettings::Wrapped { token, mount: mount(), role_id })
            }
            "token_file" => {
                let missing = || {
                    Error::usage("`vault_auth.method` is token_file, but there is no `vault_auth.token_file`")
                        .hint("name the file in which an agent keeps the token")
                };
                let (token, file) = self.secret("vault_auth.token")?.ok_or_else(missing)?;
                Ok(LoginSettings::Token(token, file))
            }
            _ => {
                let found = match self.secret("vault_auth.token")? {
                    Some(found) => Some(found),
                    None => self.token_of_login()?,
                };
                let (token, file) = found.ok_or_else(|| {
                    Error::usage("there is no token for the vault").hint(
                        "set VAULT_TOKEN, or vault_auth.token_file; or log in with the server's own tool: bao login",
                    )
                })?;
                Ok(LoginSettings::Token(token, file))
            }
        }
    }

    /// Where `bao login` and `vault login` leave the token.
    fn token_of_login(&self) -> Result<Option<(Secret, Option<PathBuf>)>> {
        let Some(path) = self.env.path("HOME").map(|home| home.join(".vault-token")) else { return Ok(None) };
        match secret_source::read_secret_file(&path) {
            Ok(token) => Ok(Some((token, Some(path)))),
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn some_text(&self, path: &str) -> Option<String> {
        Some(self.text(path)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A secret setting, and the file it came from: given as it is, in a file, or by reference.
    pub(super) fn secret(&self, path: &str) -> Result<Option<(Secret, Option<PathBuf>)>> {
        let Some(value) = self.find(path) else { return Ok(None) };
        self.follow(value).map(Some).map_err(|error| error.context(format!("`{path}` is not usable")))
    }

    /// The secret that a setting means.
    pub(super) fn follow(&self, value: &Value) -> Result<(Secret, Option<PathBuf>)> {
        let from_file = |path: &Path| {
            let path = value.base.join(path);
            secret_source::read_secret_file(&path).map(|secret| (secret, Some(path)))
        };
        if value.is_file {
            return from_file(Path::new(&value.text));
        }
        match value.reference() {
            Some(Reference::File(path)) => from_file(&path),
            Some(Reference::Variable(name)) => {
                let text = self.env.get(&name).ok_or_else(|| {
                    Error::usage(format!("the variable `{name}` is not set")).hint("set it, or edit the setting")
                })?;
                Ok((Secret::from_text(text.to_owned()), None))
            }
            Some(Reference::Vault(_)) => {
                Err(Error::usage("it can not be kept in the vault: it is needed to get there")
                    .hint("write file:PATH or env:NAME"))
            }
            None => Ok((Secret::from_text(value.text.clone()), None)),
        }
    }
}

impl Value {
    /// Where the secret is that this value names; none when it is the secret itself. Variables of the field are what
    /// their names say in every other program too: never references.
    #[must_use]
    pub fn reference(&self) -> Option<Reference> {
        let is_of_the_field = matches!(&self.origin, Origin::Variable(name) if !name.starts_with("CLAVIGER_"));
        self.text.parse().ok().filter(|_| !self.is_file && !is_of_the_field)
    }
}

fn half_an_identity(missing: &str) -> Error {
    Error::usage(format!("`vault_auth.{missing}` is missing"))
        .hint("a client certificate needs both client_cert and client_key")
}

/// SECURITY: only what plainly says yes switches the check of certificates off. An empty variable, `no` or `0` must
/// not: there are clients where it does.
fn is_on(text: &str) -> bool {
    ["1", "t", "true"].iter().any(|yes| text.eq_ignore_ascii_case(yes))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::base::env::Env;
    use crate::config::Flags;

    fn settings(file: &str, env: &[(&str, &str)]) -> (Settings, tempfile::TempDir) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("claviger.toml");
        std::fs::write(&path, file).unwrap();
        for (name, secret) in [("token", "from the file\n"), (".vault-token", "from the login\n")] {
            std::fs::write(home.path().join(name), secret).unwrap();
            std::fs::set_permissions(home.path().join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        let flags = Flags { config: Some(path), ..Flags::default() };
        let pairs = env.iter().copied().chain([("HOME", home.path().to_str().unwrap())]);
        (Settings::resolve(&flags, &Env::from_pairs(pairs)).unwrap(), home)
    }

    fn token(file: &str, env: &[(&str, &str)]) -> String {
        let (settings, _home) = settings(file, env);
        let LoginSettings::Token(token, _) = settings.vault_login().unwrap() else { panic!("no token") };
        token.expose_text("token").unwrap().to_owned()
    }

    #[test]
    fn only_a_plain_yes_switches_the_check_of_certificates_off() {
        for (value, skips) in [
            ("1", true),
            ("t", true),
            ("T", true),
            ("true", true),
            ("TRUE", true),
            ("", false),
            ("0", false),
            ("no", false),
            ("false", false),
            ("yes", false),
            ("on", false),
            (" true", false),
        ] {
            for variable in ["VAULT_SKIP_VERIFY", "BAO_SKIP_VERIFY"] {
                let (settings, _home) = settings("", &[(variable, value)]);
                assert_eq!(settings.vault_server().unwrap().skip_verify, skips, "{variable}={value:?}");
            }
        }
        let (settings, _home) = settings("[vault_auth]\nskip_verify = false", &[("VAULT_SKIP_VERIFY", "1")]);
        assert!(!settings.vault_server().unwrap().skip_verify, "a named file is stronger");
    }

    #[test]
    fn a_token_is_given_named_or_left_by_a_login() {
        assert_eq!(token("", &[]), "from the login");
        assert_eq!(token("", &[("VAULT_TOKEN", "hashicorp")]), "hashicorp");
        assert_eq!(token("", &[("VAULT_TOKEN", "hashicorp"), ("BAO_TOKEN", "openbao")]), "openbao");
        assert_eq!(token("[vault_auth]\ntoken_file = 'token'", &[("BAO_TOKEN", "openbao")]), "from the file");
        assert_eq!(token("[vault_auth]\ntoken = 'file:token'", &[]), "from the file");
        assert_eq!(token("[vault_auth]\ntoken = 'env:MINE'", &[("MINE", "by name")]), "by name");
        assert_eq!(token("[vault_auth]\nmethod = 'token_file'\ntoken_file = 'token'", &[]), "from the file");
        assert_eq!(token("", &[("CLAVIGER_VAULT_AUTH_TOKEN", "env:MINE"), ("MINE", "by name")]), "by name");
        // A variable of the field is taken at its word.
        assert_eq!(token("", &[("VAULT_TOKEN", "env:MINE"), ("MINE", "by name")]), "env:MINE");
    }

    #[test]
    fn what_is_missing_is_said() {
        let refusal = |file: &str, env: &[(&str, &str)]| {
            let (settings, home) = settings(file, env);
            std::fs::remove_file(home.path().join(".vault-token")).unwrap();
            let error = settings.vault_login().unwrap_err();
            assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Usage, true), "{file}");
            error.message().to_owned()
        };
        assert!(refusal("", &[]).contains("no token"));
        for method in ["approle", "wrapped", "token_file"] {
            assert!(refusal(&format!("[vault_auth]\nmethod = '{method}'"), &[]).contains(method));
        }
        refusal("[vault_auth]\ntoken = 'vault:app/db#x'", &[]);
        refusal("[vault_auth]\ntoken = 'env:NOWHERE'", &[]);
        let (settings, _home) = settings("[vault_auth]\nclient_cert = 'a.pem'", &[]);
        assert!(settings.vault_server().unwrap_err().message().contains("client_key"));
    }

    #[test]
    fn a_vault_is_a_file_or_an_address() {
        let place = |env: &[(&str, &str)]| settings("", env).0.vault();
        assert_eq!(place(&[("VAULT_ADDR", "https://a:8200")]).unwrap(), VaultPlace::Server("https://a:8200".into()));
        let both = [("VAULT_ADDR", "https://a:8200"), ("BAO_ADDR", "https://b:8200")];
        assert_eq!(place(&both).unwrap(), VaultPlace::Server("https://b:8200".into()));
        assert!(matches!(place(&[("CLAVIGER_VAULT", "file:a.vault")]).unwrap(), VaultPlace::File(_)));
        for nothing in ["ftp://a", "a.vault", "file:", "unix:///run/bao.sock"] {
            assert_eq!(place(&[("BAO_ADDR", nothing)]).unwrap_err().kind(), Kind::Usage, "{nothing}");
        }
        assert_eq!(place(&[]).unwrap_err().kind(), Kind::Usage);
    }
}
