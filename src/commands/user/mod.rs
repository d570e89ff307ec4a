//! Users of the application: who may log in, and with what.

mod break_glass;
mod check_password;
mod create;
mod delete;
mod disable;
pub(crate) mod emergency;
mod enable;
mod ending;
mod export;
mod import;
mod list;
pub(crate) mod login_lock;
pub(crate) mod many;
pub(crate) mod model;
pub mod password;
mod set_password;
mod show;
pub(crate) mod store;
mod unlock;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;

/// Create, inspect, disable and delete users, and set or check their passwords
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Verb {
    Create(create::Args),
    List(list::Args),
    Show(show::Args),
    SetPassword(set_password::Args),
    CheckPassword(check_password::Args),
    Disable(disable::Args),
    Enable(enable::Args),
    Unlock(unlock::Args),
    Delete(delete::Args),
    Import(import::Args),
    Export(export::Args),
    BreakGlass(break_glass::Args),
}

impl Verb {
    pub(crate) async fn run(self, cx: &mut Context) -> Result<Finished> {
        match self {
            Self::Create(args) => create::run(args, cx).await,
            Self::List(args) => list::run(args, cx).await,
            Self::Show(args) => show::run(args, cx).await,
            Self::SetPassword(args) => set_password::run(args, cx).await,
            Self::CheckPassword(args) => check_password::run(args, cx).await,
            Self::Disable(args) => disable::run(args, cx).await,
            Self::Enable(args) => enable::run(args, cx).await,
            Self::Unlock(args) => unlock::run(args, cx).await,
            Self::Delete(args) => delete::run(args, cx).await,
            Self::Import(args) => import::run(args, cx).await,
            Self::Export(args) => export::run(args, cx).await,
            Self::BreakGlass(args) => break_glass::run(args, cx).await,
        }
    }
}
