//! The keyring: the Fernet keys under which the application's columns, and claviger's own, are encrypted.
//!
//! All keys live in one document of the vault. On screens a key is its fingerprint, nothing else.

mod add;
pub(crate) mod columns;
mod decrypt;
mod destroy;
mod discover;
mod document;
mod encrypt;
mod export;
mod fernet;
pub(crate) mod heartbeats;
mod import;
pub(crate) mod lease;
mod lines;
mod list;
pub(crate) mod material;
pub(crate) mod model;
mod needed;
mod passes;
mod promote;
mod reencrypt;
mod retire;
pub(crate) mod rewrite;
mod rollback;
mod rotate;
mod rotating;
pub(crate) mod rotation;
#[cfg(test)]
mod samples;
mod status;
mod step;
pub(crate) mod store;
mod timeline;
mod transitions;
mod verify;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Encryption keys: their life, and the values under them
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    List(list::Args),
    Add(add::Args),
    Import(import::Args),
    Export(export::verb::Args),
    Promote(promote::Args),
    Retire(retire::Args),
    Destroy(destroy::Args),
    Discover(discover::Args),
    Status(status::Args),
    Rotate(rotate::Args),
    Reencrypt(reencrypt::Args),
    Verify(verify::Args),
    Rollback(rollback::Args),
    Encrypt(encrypt::Args),
    Decrypt(decrypt::Args),
    Timeline(timeline::Args),
}

impl Verb {
    /// Whether a signal lets it finish the batch under way, and ends it then.
    pub(crate) const fn finishes_batches(&self) -> bool {
        matches!(self, Self::Rotate(_) | Self::Reencrypt(_) | Self::Rollback(_))
    }

    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::List(args) => list::run(args, cx).await,
            Self::Add(args) => add::run(args, cx).await,
            Self::Import(args) => import::run(args, cx).await,
            Self::Export(args) => export::verb::run(args, cx).await,
            Self::Promote(args) => promote::run(args, cx).await,
            Self::Retire(args) => retire::run(args, cx).await,
            Self::Destroy(args) => destroy::run(args, cx).await,
            Self::Discover(args) => discover::run(args, cx).await,
            Self::Status(args) => status::run(args, cx).await,
            Self::Rotate(args) => rotate::run(args, cx).await,
            Self::Rollback(args) => rollback::run(args, cx).await,
            Self::Reencrypt(args) => reencrypt::run(args, cx).await,
            Self::Verify(args) => verify::run(args, cx).await,
            Self::Encrypt(args) => encrypt::run(args, cx).await,
            Self::Decrypt(args) => decrypt::run(args, cx).await,
            Self::Timeline(args) => timeline::run(args, cx).await,
        }
    }
}
