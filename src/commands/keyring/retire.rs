//! `keyring retire`.

use crate::base::Result;
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::View;

use super::model::{KeyState, Named};
use super::step::{Step, fingerprint_of};
use super::{needed, store};

/// Take a key out of use that no value needs any more
///
/// Applications are no longer given it. It is kept, so that restored backups can be read, until it is destroyed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claviger keyring retire 3f9a1c20")]
pub struct Args {
    /// The fingerprint of the key, or its first digits
    key: String,
}

/// A key that is to be retired.
pub(super) struct Retire {
    pub(super) fingerprint: String,
    /// Whether somebody was asked already.
    pub(super) is_confirmed: bool,
    /// Whether every value was just found under another key.
    pub(super) is_proven: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let (ring, _) = store::get(cx).await?;
    let fingerprint = fingerprint_of(&ring.get(&args.key)?);
    change::carry_out_external(cx, &Retire { fingerprint, is_confirmed: false, is_proven: false }).await
}

impl ExternalChange for Retire {
    type Plan = Step;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Step> {
        let (ring, base) = store::get(cx).await?;
        let now = cx.now();
        let after = ring.retire(&self.fingerprint, now)?;
        let step = Step::new(cx, base, after, vec![self.fingerprint.clone()], now)?;
        match ring.find(&self.fingerprint) {
            Some(Named::Key(key)) if key.state != KeyState::Retired => {
                if !self.is_proven {
                    needed::require_free(cx, key).await?;
                }
                Ok(step)
            }
            _ => Ok(step.done()),
        }
    }

    fn is_noop(&self, step: &Step) -> bool {
        step.is_done
    }

    fn danger(&self, _: &Step) -> Danger {
        if self.is_confirmed {
            return Danger::None;
        }
        Danger::Reversible(format!("Retire the key {}", self.fingerprint))
    }

    fn place(&self, cx: &Context) -> String {
        cx.vault_description()
    }

    fn preview(&self, step: Step) -> View {
        if step.is_done { step.view().with_note("It is retired already") } else { step.view() }
    }

    fn intent(&self, step: &Step) -> Event {
        step.event(store::RETIRED)
    }

    fn related(&self) -> &'static [&'static str] {
        store::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, step: &Step, cx: &mut Context, operation: &str) -> Result<()> {
        step.write(cx, operation).await.map(|_| ())
    }

    fn view(&self, step: Step, (): ()) -> View {
        step.view()
    }
}
