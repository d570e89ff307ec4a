//! `vault status`.

use crate::base::exit::Status;
use crate::base::{Error, Result};
use crate::change::Finished;
use crate::config::VaultPlace;
use crate::context::Context;
use crate::output::View;
use crate::vault::Backend;

use super::model::VaultStatus;

/// Show in what state the vault is, and what the token may do
///
/// Exit 0 when it serves and lets claviger in, 4 when it refuses the token, 6 when it can not be reached or was never
/// set up, 7 when it is sealed. What could be found out is shown all the same. With `-o plain`: unsealed, sealed or
/// uninitialized.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claviger vault status\n  claviger vault status -o json | jq .data.token.ttl_seconds"
)]
pub struct Args {}

/// Runs the verb.
pub(super) async fn run(_: &Args, cx: &mut Context) -> Result<Finished> {
    let mut status = VaultStatus::default();
    let looked = match cx.settings.vault()? {
        VaultPlace::File(path) => {
            status.kind = "sealed_file";
            status.place = path.display().to_string();
            status.sealed = Some(true);
            cx.vault().map(|_| status.sealed = Some(false))
        }
        VaultPlace::Server(address) => {
            let server = cx.settings.vault_server()?;
            status.kind = "server";
            status.place = address;
            status.mount = Some(server.mount);
            status.namespace = server.namespace;
            look_at_server(&mut status, cx).await
        }
    };
    let view = View::one(status);
    match looked {
        Ok(()) => Ok(Finished::unchanged(view)),
        Err(failure) => {
            // What was found is shown; the failure says how the command ended.
            cx.printer.show(Status::Partial, false, &view)?;
            Err(failure)
        }
    }
}

async fn look_at_server(status: &mut VaultStatus, cx: &mut Context) -> Result<()> {
    let Backend::OpenBao(vault) = cx.vault()? else { return Err(Error::internal("a server that is a file")) };
    status.add_health(vault.health().await?);
    status.token = Some(vault.token().await?.into());
    vault.check().await
}
