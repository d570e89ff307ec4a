//! How far long work has come. The only user of `indicatif`.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::stream::{Talk, lock};

/// Between two lines in a log.
const LOG_INTERVAL: Duration = Duration::from_secs(5);

/// Between two drawings of a bar when nothing advances.
const TICK: Duration = Duration::from_millis(500);

/// A count that goes up to a total, or without one. May be shared between threads.
pub struct Progress(Shape);

enum Shape {
    Silent,
    Bar { bar: Bar, talk: Arc<Talk> },
    Log(Log),
}

/// A bar on the last line of the terminal.
#[derive(Clone)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Takes the bar away while `write` prints something above it.
    pub(super) fn suspend(&self, write: impl FnOnce()) {
        self.0.suspend(write);
    }
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
            "{msg} [{bar:30}] {human_pos}/{human_len} {rate}, {left} left"
        } else {
            "{msg} {spinner} {human_pos} {rate}"
        };
        let target = if talk.stream.is_stderr() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(total, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> ").with_key("rate", write_rate).with_key("left", write_left));
        }
        bar.set_message(what.to_owned());
        // Also between two batches the clock moves, so that a person sees it is alive.
        bar.enable_steady_tick(TICK);
        let bar = Bar(bar);
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
            Shape::Bar { bar, .. } => bar.0.inc(count),
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
            bar.0.finish_and_clear();
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

fn write_rate(state: &ProgressState, out: &mut dyn fmt::Write) {
    // The bar's own text can not fail.
    let _ = write!(out, "{:.0}/s", state.per_sec());
}

fn write_left(state: &ProgressState, out: &mut dyn fmt::Write) {
    let _ = out.write_str(&in_words(state.eta().as_secs()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Captured, Format, Printer, PrinterOptions};

    fn logged(interval: Duration) -> Captured {
        let (_, captured) = Printer::captured(PrinterOptions::default());
        let stream = super::super::stream::Stream::memory(Arc::clone(&captured.stderr), None);
        let progress = Progress::log(Arc::new(Talk::new(stream)), "re-encrypting", Some(10), interval);
        progress.advance(4);
        progress.advance(6);
        progress.finish();
        captured
    }

    #[test]
    fn a_log_gets_a_line_when_it_is_time_and_one_at_the_end() {
        let text = logged(Duration::ZERO).stderr();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].starts_with("re-encrypting: 4 of 10 (40 %), "), "{text}");
        assert!(lines[2].starts_with("re-encrypting: 10 of 10 (100 %), "), "{text}");
    }

    #[test]
    fn short_work_leaves_no_line_in_a_log() {
        assert_eq!(logged(LOG_INTERVAL).stderr(), "");
    }

    #[test]
    fn a_line_says_rate_and_time_left() {
        let tell = |done, total, seconds| describe("x", done, total, Duration::from_secs(seconds));
        assert_eq!(tell(1200, Some(5000), 3), "x: 1200 of 5000 (24 %), 400/s, 9s left");
        assert_eq!(tell(5000, Some(5000), 10), "x: 5000 of 5000 (100 %), 500/s");
        assert_eq!(tell(0, Some(5), 3), "x: 0 of 5 (0 %), 0/s, time left unknown");
        assert_eq!(tell(9, None, 3), "x: 9, 3/s");
        assert_eq!(tell(9, Some(0), 3), "x: 9, 3/s");
        assert_eq!(in_words(200), "3m 20s");
        assert_eq!(in_words(7530), "2h 5m");
    }

    #[test]
    fn json_in_a_log_stays_free_of_progress() {
        let (printer, captured) = Printer::captured(PrinterOptions { format: Format::Json, ..Default::default() });
        let progress = printer.progress("x", None);
        assert!(matches!(progress.0, Shape::Silent));
        progress.advance(1);
        progress.finish();
        assert_eq!(captured.stderr(), "");
    }
}
