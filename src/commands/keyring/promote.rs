//! `keyring promote`.

use crate::base::{Error, Result, text};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::View;

use super::model::RingKey;
use super::step::{Step, fingerprint_of};
use super::{heartbeats, store};

/// Make a key primary: from then on it encrypts what is new, and the one before it only decrypts
///
/// Without KEY the staged one. Refused while an application that tells which keys it holds does not hold this one.
#[derive(Debug, clap::Args)]
#[command(after_help = "A secondary or a retired key can be made primary again.\n\n\
    Examples:\n  \
    claviger keyring promote\n  \
    claviger keyring promote 3f9a1c20")]
pub struct Args {
    /// The fingerprint of the key, or its first digits
    key: Option<String>,
}

/// A key that is to be primary.
pub(super) struct Promote {
    pub(super) fingerprint: String,
    /// Whether somebody was asked already.
    pub(super) is_confirmed: bool,
    /// Whether it does not matter which applications hold the key.
    pub(super) ignores_heartbeats: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let (ring, _) = store::get(cx).await?;
    let fingerprint = match &args.key {
        Some(typed) => fingerprint_of(&ring.get(typed)?),
        // Where none is staged, it may be because this was done already.
        None => {
            ring.find_staged().map_or_else(|| ring.primary().map(RingKey::fingerprint), |key| Ok(key.fingerprint()))?
        }
    };
    change::carry_out_external(cx, &Promote { fingerprint, is_confirmed: false, ignores_heartbeats: false }).await
}

impl ExternalChange for Promote {
    type Plan = Step;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Step> {
        let (ring, base) = store::get(cx).await?;
        let now = cx.now();
        let is_done = ring.primary()?.fingerprint() == self.fingerprint;
        let after = ring.promote(&self.fingerprint, now)?;
        let step = Step::new(cx, base, after, vec![self.fingerprint.clone()], now)?;
        if is_done {
            return Ok(step.done());
        }
        if !self.ignores_heartbeats {
            let lacking = heartbeats::lacking(cx, &self.fingerprint).await?;
            if !lacking.is_empty() {
                let (verb, it) = if lacking.len() == 1 { ("does", "it") } else { ("do", "them") };
                return Err(Error::conflict(format!(
                    "{} {verb} not hold the key {} yet: {}",
                    text::count(lacking.len(), "application"),
                    self.fingerprint,
                    lacking.join(", ")
                ))
                .hint(format!("hand the keys over (claviger keyring export), and have {it} read them")));
            }
        }
        Ok(step)
    }

    fn is_noop(&self, step: &Step) -> bool {
        step.is_done
    }

    fn danger(&self, _: &Step) -> Danger {
        if self.is_confirmed {
            return Danger::None;
        }
        Danger::Reversible(format!("Make the key {} primary", self.fingerprint))
    }

    fn place(&self, cx: &Context) -> String {
        cx.vault_description()
    }

    fn preview(&self, step: Step) -> View {
        if step.is_done { step.view().with_note("It is primary already") } else { step.view() }
    }

    fn intent(&self, step: &Step) -> Event {
        step.event(store::PROMOTED)
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
