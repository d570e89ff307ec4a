//! How far long work has come. The only user of `indicatif`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::stream::{Talk, lock};

/// Between two lines in a log.
const LOG_INTERVAL: Duration = Duration::from_secs(5);

/// A count that goes up to a total, or without one. May be shared between threads.
pub struct Progress(Shape);

enum Shape {
    Silent,
    Bar { bar: ProgressBar, talk: Arc<Talk> },
    Log(Log),
}

struct Log {
    talk: Arc<Talk>,
    what: String,
    total: Option<u64>,
    done: AtomicU64,
    started: Instant,
    said_at: Mutex<Option<Instant>>,
    interval: Duration,
}

impl Progress {
    /// Reports nothing.
    pub(super) const fn silent() -> Self {
        Self(Shape::Silent)
    }

    /// `what` must be safe text.
    pub(super) fn start(talk: Arc<Talk>, what: &str, total: Option<u64>) -> Self {
        if talk.stream.is_terminal { Self::bar(talk, what, total) } else { Self::log(talk, what, total, LOG_INTERVAL) }
    }

    fn bar(talk: Arc<Talk>, what: &str, total: Option<u64>) -> Self {
        let template = if total.is_some() {
            "{msg} [{bar:30}] {human_pos}/{human_len} {per_sec}, {eta} left"
        } else {
            "{msg} {spinner} {human_pos} {per_sec}"
        };
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(what.to_owned());
        *lock(&talk.bar) = Some(bar.clone());
        Self(Shape::Bar { bar, talk })
    }

    fn log(talk: Arc<Talk>, what: &str, total: Option<u64>, interval: Duration) -> Self {
        Self(Shape::Log(Log {
            talk,
            what: what.to_owned(),
            total,
            done: AtomicU64::new(0),
            started: Instant::now(),
            said_at: Mutex::new(None),
            interval,
        }))
    }

    /// `count` more are done.
    pub fn advance(&self, count: u64) {
        match &self.0 {
            Shape::Silent => {}
            Shape::Bar { bar, .. } => bar.inc(count),
            Shape::Log(log) => log.advance(count),
        }
    }

    /// The work is over: the bar goes away, a log that has lines gets its last one.
    pub fn finish(self) {
        if let Shape::Log(log) = &self.0
            && lock(&log.said_at).is_some()
        {
            log.say();
        }
    }
}

impl Drop for Progress {
    /// A bar must not stay behind when the work failed.
    fn drop(&mut self) {
        if let Shape::Bar { bar, talk } = &self.0 {
            bar.finish_and_clear();
            *lock(&talk.bar) = None;
        }
    }
}

impl Log {
    fn advance(&self, count: u64) {
        self.done.fetch_add(count, Ordering::Relaxed);
        let mut said_at = lock(&self.said_at);
        if said_at.unwrap_or(self.started).elapsed() >= self.interval {
            *said_at = Some(Instant::now());
            drop(said_at);
            self.say();
        }
    }

    fn say(&self) {
        let done = self.done.load(Ordering::Relaxed);
        self.talk.line(&describe(&self.what, done, self.total, self.started.elapsed()));
    }
}

/// `re-encrypting: 1200 of 5000 (24 %), 400/s, 9s left`
fn describe(what: &str, done: u64, total: Option<u64>, elapsed: Duration) -> String {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    let per_second = done.saturating_mul(1000) / millis;
    let Some(total) = total.filter(|total| *total > 0) else {
        return format!("{what}: {done}, {per_second}/s");
    };
    let percent = done.saturating_mul(100) / total;
    let left = match total.saturating_sub(done) {
        0 => String::new(),
        rest if per_second > 0 => format!(", {} left", in_words(rest / per_second)),
        _ => ", time left unknown".to_owned(),
    };
    format!("{what}: {done} of {total} ({percent} %), {per_second}/s{left}")
}

/// `45s`, `3m 20s`, `2h 5m`.
fn in_words(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}s"),
        (0, minutes, seconds) => format!("{minutes}m {seconds}s"),
        (hours, minutes, _) => format!("{hours}h {minutes}m"),
    }
}
