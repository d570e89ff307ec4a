//! Contenders that rewrite the same table, in turn: each gets it fresh, and each is held against the first.

use std::time::Duration;

use crate::process::Finished;

/// What is known of one run beside its time.
#[derive(Clone, Copy, Default)]
pub(super) struct Traces {
    /// Bytes of write-ahead log.
    pub(super) wal: f64,
    /// The table without its indexes after, as a ratio to before.
    pub(super) table: f64,
    /// The indexes, likewise.
    pub(super) indexes: f64,
}

/// One contender and its results.
pub(super) struct Contender<'a> {
    pub(super) name: &'a str,
    work: Box<dyn Fn() -> Finished + 'a>,
    runs: Vec<(Duration, u32, Traces)>,
}

impl<'a> Contender<'a> {
    pub(super) fn new(name: &'a str, work: impl Fn() -> Finished + 'a) -> Self {
        Self { name, work: Box::new(work), runs: Vec::new() }
    }
}

/// All of them.
pub(super) struct Contest<'a> {
    pub(super) title: String,
    pub(super) rows: u32,
    pub(super) contenders: Vec<Contender<'a>>,
}

/// The medians of one contender.
pub(super) struct Medians {
    pub(super) seconds: f64,
    pub(super) peak_mib: f64,
    pub(super) traces: Traces,
}

impl Contest<'_> {
    /// Runs all rounds and prints the medians. `fresh` is called before each run and `traces` after it, both unmeasured.
    pub(super) fn run(mut self, rounds: usize, fresh: impl Fn(), traces: impl Fn(&str) -> Traces) -> Vec<Medians> {
        for _ in 0..rounds {
            for contender in &mut self.contenders {
                fresh();
                let Finished { time, peak_kib, .. } = (contender.work)();
                contender.runs.push((time, peak_kib, traces(contender.name)));
            }
        }
        let medians: Vec<Medians> = self.contenders.iter().map(Contender::medians).collect();
        println!("\n{}, {} rows (medians of {rounds} rounds)", self.title, self.rows);
        println!(
            "  {:<44} {:>10} {:>7} {:>10} {:>9} {:>6} {:>8} {:>8} {:>9}",
            "", "seconds", "÷ first", "rows/s", "WAL MB", "÷", "table", "indexes", "memory"
        );
        for (contender, now) in self.contenders.iter().zip(&medians) {
            let Traces { wal, table, indexes } = now.traces;
            let of_first = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
            // Where there are no traces, nothing is shown: a zero would look like a result.
            let shown = if table > 0.0 {
                let ratio = of_first(wal, medians[0].traces.wal);
                format!("{:>9.0} {ratio:>6.2} {table:>6.2} × {indexes:>6.2} ×", wal / 1e6)
            } else {
                String::new()
            };
            println!(
                "  {:<44} {:>10.3} {:>7.2} {:>10.0} {shown:>34} {:>6.0} MB",
                contender.name,
                now.seconds,
                of_first(now.seconds, medians[0].seconds),
                f64::from(self.rows) / now.seconds,
                now.peak_mib,
            );
        }
        medians
    }
}

impl Contender<'_> {
    fn medians(&self) -> Medians {
        let median = |of: fn(&(Duration, u32, Traces)) -> f64| {
            let mut values: Vec<f64> = self.runs.iter().map(of).collect();
            values.sort_unstable_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Medians {
            seconds: median(|run| run.0.as_secs_f64()),
            peak_mib: median(|run| f64::from(run.1) / 1024.0),
            traces: Traces {
                wal: median(|run| run.2.wal),
                table: median(|run| run.2.table),
                indexes: median(|run| run.2.indexes),
            },
        }
    }
}
