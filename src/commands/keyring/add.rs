//! `keyring add`.

use crate::base::{Error, Result};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::SecretInput;
use crate::journal;
use crate::output::View;

use super::material;
use super::model::{Material, Named};
use super::step::Step;
use super::store;

/// Stage a new key, so that the applications can take it up before it encrypts
///
/// The key is generated unless one is given, in the form that `keyring.derive` says. It is never printed: see
/// `keyring export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger keyring add\n  \
    claviger keyring add --from vault:app/crypto#next")]
pub struct Args {
    #[command(flatten)]
    input: SecretInput,
}

/// A key that is to be staged.
pub(super) struct Add {
    pub(super) material: Material,
    /// Whether it was just made up, by this run.
    pub(super) is_generated: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    store::get(cx).await?;
    let add = if args.input.is_given() {
        let maker = material::configured(cx).await?;
        let text = args.input.read(cx, "The key", false).await?;
        Add { material: maker.make(text, "the key")?, is_generated: false }
    } else {
        Add::generated(cx).await?
    };
    change::carry_out_external(cx, &add).await
}

impl Add {
    /// A new key, of the configured form.
    pub(super) async fn generated(cx: &mut Context) -> Result<Self> {
        let maker = material::configured(cx).await?;
        Ok(Self { material: maker.generate(&mut cx.sources.rng)?, is_generated: true })
    }

    /// Whether the key that is staged was staged by a run that was killed before it could say so, and is what this one
    /// is to stage.
    async fn is_left_by_a_killed_run(&self, cx: &mut Context, staged: &str) -> Result<bool> {
        if !self.is_generated && staged != self.material.key.fingerprint() {
            return Ok(false);
        }
        let path = store::path(cx)?;
        let unfinished = journal::unfinished(cx, &[store::ADDED], path.as_str()).await?;
        Ok(unfinished.iter().any(|operation| {
            let detail: serde_json::Value = serde_json::from_str(&operation.detail).unwrap_or_default();
            detail.get("fingerprint").and_then(serde_json::Value::as_str) == Some(staged)
                && detail.get("generated").and_then(serde_json::Value::as_bool) == Some(self.is_generated)
        }))
    }
}

impl ExternalChange for Add {
    type Plan = Step;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Step> {
        let (ring, base) = store::get(cx).await?;
        let now = cx.now();
        if let Some(staged) = ring.find_staged().map(super::model::RingKey::fingerprint)
            && self.is_left_by_a_killed_run(cx, &staged).await?
        {
            return Ok(Step::new(cx, base, ring, vec![staged], now)?.done());
        }
        let after = ring.stage(self.material.clone(), now)?;
        Step::new(cx, base, after, vec![self.material.key.fingerprint()], now)
    }

    fn is_noop(&self, step: &Step) -> bool {
        step.is_done
    }

    fn danger(&self, _: &Step) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        "the vault".to_owned()
    }

    fn preview(&self, step: Step) -> View {
        if step.is_done { step.view().with_note("An interrupted run staged it") } else { step.view() }
    }

    fn intent(&self, step: &Step) -> Event {
        step.event(store::ADDED).with("generated", self.is_generated)
    }

    fn related(&self) -> &'static [&'static str] {
        store::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, step: &Step, cx: &mut Context, operation: &str) -> Result<()> {
        step.write(cx, operation).await?;
        // Proven on what the vault gives back, not on what was sent there.
        let (ring, _) = store::get(cx).await?;
        match ring.find(&self.material.key.fingerprint()) {
            Some(Named::Key(key)) => key.material.prove(cx),
            _ => Err(Error::conflict("the new key was taken away by another run").hint("claviger keyring list")),
        }
    }

    fn view(&self, step: Step, (): ()) -> View {
        step.view().with_note("Hand it to the applications: claviger keyring export; then: claviger keyring promote")
    }
}
