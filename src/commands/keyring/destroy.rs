//! `keyring destroy`.

use crate::base::{Error, Result, Timestamp, clock};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::View;
use crate::vault::Vault;

use super::model::{Named, RingKey};
use super::step::{Step, fingerprint_of};
use super::{needed, store};

/// Destroy a key for good, with every older version of the keyring that holds it
///
/// Only a retired key, or a staged one that never was in use. What is encrypted under it can never be read again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Backups of the vault still hold the key. Example:\n  \
    claviger keyring destroy 3f9a1c20 --reason 'retired for a year'")]
pub struct Args {
    /// The fingerprint of the key, or its first digits
    key: String,
}

struct Destroy {
    fingerprint: String,
}

/// What has to be done.
struct Plan {
    step: Step,
    /// Whether the ring itself holds the key no more, so that only older versions do.
    is_buried: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let (ring, _) = store::get(cx).await?;
    let fingerprint = fingerprint_of(&ring.get(&args.key)?);
    change::carry_out_external(cx, &Destroy { fingerprint }).await
}

impl Destroy {
    /// Refuses while backups may have values under the key.
    fn check_backups(cx: &Context, key: &RingKey, now: Timestamp) -> Result<()> {
        let window = cx.settings.keyring_backup_window();
        let Some(free_at) = key.retired_at.map(|at| window.after(at)).transpose()? else { return Ok(()) };
        if now < free_at {
            return Err(Error::conflict(format!(
                "the key {} may be needed for backups until {}",
                key.fingerprint(),
                clock::rfc3339(free_at)
            ))
            .hint("wait, or shorten `keyring.backup_window`"));
        }
        Ok(())
    }

    /// Destroys the older versions that hold the key, and looks whether they are gone.
    async fn clear_history(&self, cx: &mut Context) -> Result<()> {
        let path = store::path(cx)?;
        let holding = store::older_with(cx, &self.fingerprint).await?;
        if !holding.is_empty() {
            cx.vault()?.destroy(&path, &holding).await?;
        }
        let left = store::older_with(cx, &self.fingerprint).await?;
        let (ring, _) = store::get(cx).await?;
        if left.is_empty() && !matches!(ring.find(&self.fingerprint), Some(Named::Key(_))) {
            return Ok(());
        }
        Err(Error::integrity(format!("the key {} is still in the vault", self.fingerprint))
            .hint("run the same command again"))
    }
}

impl ExternalChange for Destroy {
    type Plan = Plan;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Plan> {
        let (ring, base) = store::get(cx).await?;
        let now = cx.now();
        let after = ring.destroy(&self.fingerprint, now)?;
        let step = Step::new(cx, base, after, vec![self.fingerprint.clone()], now)?;
        if let Some(Named::Key(key)) = ring.find(&self.fingerprint) {
            Self::check_backups(cx, key, now)?;
            needed::require_free(cx, key).await?;
            return Ok(Plan { step, is_buried: false });
        }
        let is_gone = store::older_with(cx, &self.fingerprint).await?.is_empty();
        Ok(Plan { step: if is_gone { step.done() } else { step }, is_buried: true })
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        plan.step.is_done
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::Irreversible(format!("Destroy the key {}", self.fingerprint))
    }

    fn place(&self, cx: &Context) -> String {
        cx.vault_description()
    }

    fn preview(&self, plan: Plan) -> View {
        let view = plan.step.view();
        if plan.step.is_done { view.with_note("It is destroyed already") } else { view }
    }

    fn intent(&self, plan: &Plan) -> Event {
        plan.step.event(store::DESTROYED)
    }

    fn related(&self) -> &'static [&'static str] {
        store::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, plan: &Plan, cx: &mut Context, operation: &str) -> Result<()> {
        // First the version without the key, or there would be none with the others.
        if !plan.is_buried {
            plan.step.write(cx, operation).await?;
        }
        self.clear_history(cx).await
    }

    fn view(&self, plan: Plan, (): ()) -> View {
        plan.step.view()
    }
}
