//! The steps of a rotation, each of which leaves a state from which the next run goes on: the key is durable before
//! anything depends on it, applications hold it before it is primary, every value is found under it before the old keys
//! are retired.

use std::time::{Duration, Instant};

use super::columns::Group;
use super::passes::{self, Depth, Passed, Passes};
use super::promote::Promote;
use super::reencrypt::PASSES;
use super::retire::Retire;
use super::rewrite::{ColumnLine, Counts, Limits, Reported, Shown, Stopped, SweepFlags, lines};
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
    pub(super) limits: Limits,
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
    reported: Reported,
}

impl Manner<'_> {
    /// Brings everything under the key of the rotation, from wherever it stands.
    pub(super) async fn carry_out(self, cx: &mut Context, mut rotation: Rotation) -> Result<Finished> {
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
            if let Some(stopped) = self.pause(self.settle).await {
                return Ok(self.stopped_early(&rotation, stopped));
            }
        }
        encrypt::note_use(cx).await?;
        let (ring, _) = store::get(cx).await?;
        let mut passes = Passes::new(self.groups, &ring, self.flags, self.limits.clone())?;
        passes = passes.with(None, self.without_triggers);
        let values = self.bring_over(cx, &mut passes).await?;
        let mut shown = Shown::new(rotation.fingerprint.clone(), values.lines);
        shown.rotation = Some(rotation.id.clone());
        shown.retired = Some(false);
        let reported = values.reported;
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
        if let Some(stopped) = self.pause(self.settle).await {
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
            if let Some(stopped) = self.limits.reached() {
                return Ok(Some(stopped));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    async fn pause(&self, span: Span) -> Option<Stopped> {
        if self.compromised.is_some() {
            return None;
        }
        let until = Instant::now() + span.to_std();
        while Instant::now() < until {
            if let Some(stopped) = self.limits.reached() {
                return Some(stopped);
            }
            tokio::time::sleep(POLL.min(until.saturating_duration_since(Instant::now()))).await;
        }
        None
    }

    /// Passes until a whole scan finds nothing to do, and another one after it.
    async fn bring_over(&self, cx: &mut Context, passes: &mut Passes<'_>) -> Result<Values> {
        let mut values = Values { lines: Vec::new(), stopped: None, reported: Reported::default() };
        cx.put_database_away().await;
        for _ in 0..PASSES {
            let Passed { lines, stopped, may_have_missed, reported } = passes.pass(cx).await?;
            passes::add_up(&mut values.lines, lines);
            values.reported = reported;
            values.stopped = stopped;
            if stopped.is_some() {
                return Ok(values);
            }
            // A pass that went on where another run stopped lists only what it met itself.
            let mut scanned = passes.scan(cx, Depth::All { listed: may_have_missed }).await?;
            if may_have_missed {
                values.reported = std::mem::take(&mut scanned.reported);
            }
            if !scanned.has_work && scanned.is_complete {
                scanned = passes.scan(cx, Depth::All { listed: false }).await?;
            }
            if !scanned.is_complete {
                values.stopped = Some(Stopped::Signal);
                return Ok(values);
            }
            if !scanned.has_work {
                return Ok(values);
            }
            // What can not be handled stays where it is, however often it is tried.
            if !may_have_missed && scanned.under_others <= values.reported.count {
                values.stopped = Some(Stopped::Left);
                return Ok(values);
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
        let untouched = |group: &Group| lines(group, &vec![Counts::default(); group.target.columns.len()]);
        let lines = self.groups.iter().flat_map(untouched).collect();
        let mut shown = Shown::new(rotation.fingerprint.clone(), lines);
        shown.rotation = Some(rotation.id.clone());
        shown.retired = Some(false);
        let (view, status) = shown.conclude(Some(stopped), &Reported::default(), self.flags.max_failures, (0, 0.0));
        debug_assert_eq!(status, Status::Partial, "what stopped early is partial");
        Finished::changed(view).with_status(status)
    }
}
