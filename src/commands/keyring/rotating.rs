//! The steps of a rotation, each of which leaves a state from which the next run goes on: the key is durable before
//! anything depends on it, applications hold it before it is primary, every value is found under it before the old keys
//! are retired.

use std::time::{Duration, Instant};

use super::columns::Group;
use super::passes::{self, Passed, Passes, Scanned};
use super::promote::Promote;
use super::reencrypt::PASSES;
use super::retire::Retire;
use super::rewrite::{ColumnLine, Shown, Stopped, SweepFlags};
use super::rotation::Rotation;
use super::{encrypt, heartbeats, store};
use crate::base::exit::Status;
use crate::base::span::Span;
use crate::base::{Result, Timestamp};
use crate::change::{self, Finished};
use crate::context::Context;

/// Between two looks at the heartbeats of the applications.
const POLL: Duration = Duration::from_millis(500);

/// How a rotation is carried out.
pub(super) struct Manner<'m> {
    pub(super) groups: &'m [Group],
    pub(super) flags: &'m SweepFlags,
    pub(super) without_triggers: bool,
    /// How long applications without a heartbeat get to take up a key.
    pub(super) settle: Span,
    /// How long the old keys stay after every value was found under the new one.
    pub(super) retire_after: Span,
    /// A key that somebody else holds: nothing is waited for.
    pub(super) compromised: Option<String>,
}

/// What became of the values.
struct Values {
    lines: Vec<ColumnLine>,
    stopped: Option<Stopped>,
    last: Option<Scanned>,
}

impl Manner<'_> {
    /// Brings everything under the key of the rotation, from wherever it stands.
    pub(super) async fn carry_out(&self, cx: &mut Context, mut rotation: Rotation) -> Result<Finished> {
        let (ring, _) = store::get(cx).await?;
        let started = Instant::now();
        if ring.primary()?.fingerprint() != rotation.fingerprint {
            if let Some(stopped) = self.wait_for_applications(cx, &rotation.fingerprint).await? {
                return Ok(self.stopped_early(&rotation, stopped));
            }
            let promote = Promote {
                fingerprint: rotation.fingerprint.clone(),
                is_confirmed: true,
                ignores_heartbeats: self.compromised.is_some(),
            };
            change::carry_out_external(cx, &promote).await?;
            // Whoever read the ring a moment ago still writes with the key before.
            if let Some(stopped) = self.pause(cx, self.settle).await {
                return Ok(self.stopped_early(&rotation, stopped));
            }
        }
        encrypt::note_use(cx).await?;
        let (ring, _) = store::get(cx).await?;
        let mut passes = Passes::new(cx, self.groups, &ring, self.flags, None, self.without_triggers)?;
        let values = self.bring_over(cx, &mut passes).await?;
        let mut shown = Shown::new(rotation.fingerprint.clone(), values.lines);
        shown.rotation = Some(rotation.id.clone());
        shown.retired = Some(false);
        let reported = values.last.map(|scanned| scanned.reported).unwrap_or_default();
        if values.stopped.is_some() || reported.count > self.flags.max_failures {
            let (view, status) = passes.conclude(shown, values.stopped, &reported);
            return Ok(Finished::changed(view).with_status(status));
        }
        let rows = shown.columns.iter().map(|line| line.counts.rows).sum();
        let verified_at = rotation.verified(cx.database().await?, rows).await?;
        shown.retired = Some(self.retire(cx, &rotation, verified_at).await?);
        if shown.retired == Some(true) {
            rotation.finish(cx.database().await?).await?;
        }
        cx.printer.detail(&format!("the rotation took {:.1} s", started.elapsed().as_secs_f64()));
        let (view, status) = passes.conclude(shown, None, &reported);
        Ok(Finished::changed(view).with_status(status))
    }

    /// Waits until every application that sends heartbeats holds the key, and as long as the settings say for those
    /// that send none.
    async fn wait_for_applications(&self, cx: &mut Context, fingerprint: &str) -> Result<Option<Stopped>> {
        if self.compromised.is_some() {
            return Ok(None);
        }
        if let Some(stopped) = self.pause(cx, self.settle).await {
            return Ok(Some(stopped));
        }
        let mut has_said = false;
        loop {
            let lacking = heartbeats::lacking(cx, fingerprint).await?;
            if lacking.is_empty() {
                return Ok(None);
            }
            if !has_said {
                cx.printer.say(&format!("Waiting until these applications hold the new key: {}", lacking.join(", ")));
                has_said = true;
            }
            if let Some(stopped) = self.reached(cx)? {
                return Ok(Some(stopped));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    fn reached(&self, cx: &Context) -> Result<Option<Stopped>> {
        Ok(super::rewrite::Limits::new(self.flags, cx.options.stop.clone(), cx.now())?.reached())
    }

    async fn pause(&self, cx: &Context, span: Span) -> Option<Stopped> {
        if self.compromised.is_some() {
            return None;
        }
        let until = Instant::now() + span.to_std();
        while Instant::now() < until {
            if cx.options.stop.is_asked() {
                return Some(Stopped::Signal);
            }
            tokio::time::sleep(POLL.min(until.saturating_duration_since(Instant::now()))).await;
        }
        None
    }

    /// Passes until a whole scan finds nothing to do, and another one after it.
    async fn bring_over(&self, cx: &mut Context, passes: &mut Passes<'_>) -> Result<Values> {
        let mut values = Values { lines: Vec::new(), stopped: None, last: None };
        for pass in 0..PASSES {
            let Passed { lines, stopped, .. } = passes.pass(cx).await?;
            let progress: u64 = lines.iter().map(|line| line.counts.reencrypted).sum();
            passes::add_up(&mut values.lines, lines);
            values.stopped = stopped;
            if stopped.is_some() {
                return Ok(values);
            }
            let mut scanned = passes.scan(cx, false).await?;
            if !scanned.has_work {
                scanned = passes.scan(cx, false).await?;
            }
            if !scanned.is_complete {
                values.stopped = Some(Stopped::Signal);
                return Ok(values);
            }
            let is_clean = !scanned.has_work;
            // What the database refuses stays where it is, however often it is tried.
            let is_stuck = pass > 0 && progress == 0;
            values.last = Some(scanned);
            if is_clean {
                return Ok(values);
            }
            if is_stuck {
                break;
            }
        }
        values.stopped = Some(Stopped::Arriving);
        Ok(values)
    }

    /// Retires the old keys, when it is time.
    async fn retire(&self, cx: &mut Context, rotation: &Rotation, verified_at: Timestamp) -> Result<bool> {
        let is_due = self.compromised.is_some() || self.retire_after.after(verified_at)? <= cx.now();
        if !is_due {
            let at = crate::base::clock::rfc3339(self.retire_after.after(verified_at)?);
            cx.printer
                .say(&format!("The old keys are kept until {at}: the next `keyring rotate` after it retires them"));
            return Ok(false);
        }
        let (ring, _) = store::get(cx).await?;
        let old: Vec<String> = ring
            .keys()
            .iter()
            .filter(|key| key.state == super::model::KeyState::Secondary && key.fingerprint() != rotation.fingerprint)
            .map(super::model::RingKey::fingerprint)
            .collect();
        for fingerprint in old {
            change::carry_out_external(cx, &Retire { fingerprint, is_confirmed: true, is_proven: true }).await?;
        }
        Ok(true)
    }

    fn stopped_early(&self, rotation: &Rotation, stopped: Stopped) -> Finished {
        let mut shown = Shown::new(rotation.fingerprint.clone(), Vec::new());
        shown.rotation = Some(rotation.id.clone());
        shown.retired = Some(false);
        let (view, status) =
            shown.conclude(Some(stopped), &super::rewrite::Reported::default(), self.flags.max_failures, 0.0);
        debug_assert_eq!(status, Status::Partial, "what stopped early is partial");
        Finished::changed(view).with_status(status)
    }
}
