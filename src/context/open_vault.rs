//! Opening the vault that is configured: the sealed file with its key, or the server with its rules and a token.

use std::path::PathBuf;

use crate::base::{Result, Rng};
use crate::config::{LoginSettings, VaultPlace};
use crate::vault::{Backend, Login, OpenBao, Path, SealedFile, ServerOptions, Trust, Unlock};

use super::Context;

impl Context {
    pub(super) fn open_vault(&self) -> Result<Backend> {
        match self.settings.vault()? {
            VaultPlace::File(path) => {
                let vault = SealedFile::open(&path, self.unlock()?, self.sources.clock, Rng::system())?;
                self.printer.detail(&format!("unlocked the sealed file `{}`", path.display()));
                Ok(Backend::SealedFile(vault))
            }
            VaultPlace::Server(address) => {
                self.server(address, self.login()?).map(|vault| Backend::OpenBao(Box::new(vault)))
            }
        }
    }

    /// Proves that a server lets us in and has the engine that is configured, before anything depends on it.
    /// It is used from then on: a wrapping token logs in only once.
    pub async fn use_server(&mut self, address: String) -> Result<()> {
        let mut vault = self.server(address, self.login()?)?;
        vault.check().await?;
        self.adopt_vault(Backend::OpenBao(Box::new(vault)));
        Ok(())
    }

    fn server(&self, address: String, login: Login) -> Result<OpenBao> {
        let server = self.settings.vault_server()?;
        let trust = match server.ca_cert {
            _ if server.skip_verify => Trust::Anybody,
            Some(path) => Trust::Authorities(path),
            None => Trust::System,
        };
        let mut vault = OpenBao::new(ServerOptions {
            address,
            mount: server.mount,
            namespace: server.namespace,
            trust,
            identity: server.client_identity,
            login,
            request_limit: None,
        })?;
        for notice in vault.take_notices() {
            self.printer.warn(&notice);
        }
        Ok(vault)
    }

    fn login(&self) -> Result<Login> {
        let path = |mount: &str| {
            Path::parse(mount.trim_matches('/'))
                .map_err(|error| error.context("`vault_auth.approle_mount` is not usable"))
        };
        Ok(match self.settings.vault_login()? {
            LoginSettings::Token(token, file) => Login::Token { token, file },
            LoginSettings::AppRole { mount, role_id, secret_id } => {
                Login::AppRole { mount: path(&mount)?, role_id, secret_id }
            }
            LoginSettings::Wrapped { token, mount, role_id } => Login::Wrapped { token, mount: path(&mount)?, role_id },
        })
    }

    /// Key file, passphrase file, the credential of the service manager, or a question: the first that is there.
    fn unlock(&self) -> Result<Unlock> {
        if let Some(path) = self.settings.unlock_key_file() {
            return Ok(Unlock::KeyFile(path));
        }
        if let Some(path) = self.settings.passphrase_file() {
            return crate::config::read_secret_file(&path).map(Unlock::Passphrase);
        }
        if let Some(credential) = self.find_credential() {
            return Ok(Unlock::KeyFile(credential));
        }
        self.prompter.read_hidden("Passphrase of the vault").map(Unlock::Passphrase).map_err(|error| {
            error.hint("set vault_auth.unlock_key_file or vault_auth.passphrase_file for jobs without a terminal")
        })
    }

    /// The key file that the service manager hands over.
    fn find_credential(&self) -> Option<PathBuf> {
        let credential = self.env.path("CREDENTIALS_DIRECTORY")?.join("claviger.key");
        credential.exists().then_some(credential)
    }

    /// Whether the vault opens without asking anybody.
    #[must_use]
    pub fn can_unlock_unattended(&self) -> bool {
        matches!(self.settings.vault(), Ok(VaultPlace::Server(_)))
            || self.settings.unlock_key_file().or_else(|| self.settings.passphrase_file()).is_some()
            || self.find_credential().is_some()
    }
}
