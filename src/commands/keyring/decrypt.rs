//! `keyring decrypt`.

use crate::base::{Error, Result, Secret};
use crate::change::Finished;
use crate::context::Context;

use super::model::Keyring;
use super::{lines, store};

/// Decrypt each line of standard input with whichever key made it
#[derive(Debug, clap::Args)]
#[command(after_help = "Nothing is printed unless every line can be decrypted.\n\n\
    Example:\n  psql -Atc 'SELECT phone FROM customers LIMIT 10' | claviger keyring decrypt")]
pub struct Args {}

/// Runs the verb.
pub(super) async fn run(_: Args, cx: &mut Context) -> Result<Finished> {
    let (ring, _) = store::get(cx).await?;
    let lines = lines::read().await?;
    let values = lines.iter().enumerate().map(|(index, line)| decrypt(&ring, index, line)).collect::<Result<_>>()?;
    Ok(Finished::unchanged(lines::view(cx, values)))
}

fn decrypt(ring: &Keyring, index: usize, line: &Secret) -> Result<Secret> {
    let token = std::str::from_utf8(line.expose()).ok().map(str::trim);
    let found = token.and_then(|token| ring.decrypt(token));
    found.map(|(plain, _)| plain).ok_or_else(|| {
        Error::integrity(format!("line {} is not a token of any key in the keyring", index + 1))
            .hint("claviger keyring list shows the keys there are")
    })
}
