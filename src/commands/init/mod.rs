//! `init`: from nothing to a working installation, and nothing at all when there is one.

mod layout;
mod steps;

use crate::base::{Error, Result};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::handover::SecretInput;

use layout::Layout;

/// Make a working installation: configuration, database, sealed secrets file, first encryption key
///
/// Without DIR it goes under the XDG directories and needs no flag afterwards; with DIR all of it is in there, and
/// with --config or `CLAVIGER_CONFIG` beside that file. The database is that of --database-url or `DATABASE_URL`, or a
/// SQLite file of its own. In one that holds tables already, only tables named claviger_… are made. Secrets are kept in
/// the server of --vault-addr, `BAO_ADDR` or `VAULT_ADDR`, or in a sealed file.
/// Repeating it changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claviger init\n  claviger init ./demo\n  \
    claviger init --database-url postgresql://app_admin@localhost/app\n  \
    claviger init --vault-addr https://bao.example:8200")]
pub struct Args {
    /// Directory for everything
    dir: Option<std::path::PathBuf>,
    /// Protect the secrets file with a passphrase instead of a key file
    #[arg(long)]
    passphrase: bool,
    /// OpenBao or Vault server for the secrets
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "passphrase",
        help = "Keep secrets in an OpenBao or Vault server; VAULT_TOKEN or [vault_auth] lets claviger in"
    )]
    vault_addr: Option<String>,
    #[command(flatten)]
    input: SecretInput,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    if args.input.is_given() && !args.passphrase {
        return Err(Error::usage("--stdin, --file and --from give the passphrase").hint("add --passphrase"));
    }
    let layout = Layout::choose(args.dir.as_deref(), args.passphrase, args.vault_addr.as_deref(), cx)?;
    let mut passphrase = if args.input.is_given() { Some(args.input.read(cx, PASSPHRASE, true).await?) } else { None };
    let plan = steps::plan(&layout, passphrase.as_ref(), cx).await?;
    if plan.is_complete() {
        if !cx.options.dry_run {
            steps::settle_keyring(cx).await?;
        }
        return Ok(Finished::unchanged(plan.view(&layout, true)));
    }
    if let Some(status) = change::stop_before(cx) {
        return Ok(Finished::unchanged(plan.view(&layout, false)).with_status(status));
    }
    if args.passphrase && passphrase.is_none() && plan.needs_vault() {
        passphrase = Some(args.input.read(cx, PASSPHRASE, true).await?);
    }
    let done = steps::carry_out(&layout, plan, passphrase, cx).await?;
    Ok(Finished::changed(done.view(&layout, true)))
}

/// What is asked for.
const PASSPHRASE: &str = "Passphrase for the secrets file";
