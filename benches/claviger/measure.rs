//! Contenders run in turn, and their medians as ratios to the first. Knows nothing of what they do.

use std::time::{Duration, Instant};

/// Runs contenders round by round.
pub(crate) struct Measurement<'a> {
    title: &'a str,
    contenders: Vec<Contender<'a>>,
    before_each: Box<dyn FnMut() + 'a>,
}

struct Contender<'a> {
    name: &'a str,
    work: Box<dyn FnMut() + 'a>,
    times: Vec<Duration>,
}

impl<'a> Measurement<'a> {
    /// A measurement whose first contender is the floor.
    pub(crate) fn new(title: &'a str, floor: &'a str, work: impl FnMut() + 'a) -> Self {
        Self { title, contenders: Vec::new(), before_each: Box::new(|| ()) }.against(floor, work)
    }

    /// One more contender.
    pub(crate) fn against(mut self, name: &'a str, work: impl FnMut() + 'a) -> Self {
        self.contenders.push(Contender { name, work: Box::new(work), times: Vec::new() });
        self
    }

    /// What is done before each run, unmeasured.
    pub(crate) fn before_each(mut self, work: impl FnMut() + 'a) -> Self {
        self.before_each = Box::new(work);
        self
    }

    /// Runs every contender once a round and prints the medians. One round goes before, unmeasured.
    pub(crate) fn run(mut self, rounds: usize) {
        for round in 0..=rounds {
            for contender in &mut self.contenders {
                (self.before_each)();
                let start = Instant::now();
                (contender.work)();
                if round > 0 {
                    contender.times.push(start.elapsed());
                }
            }
        }
        let medians: Vec<_> = self.contenders.iter_mut().map(|contender| median(&mut contender.times)).collect();
        println!("{} (median of {rounds} rounds)", self.title);
        for (contender, time) in self.contenders.iter().zip(&medians) {
            let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
            println!("  {:<28} {:>9.3} ms {ratio:>7.2} ×", contender.name, time.as_secs_f64() * 1e3);
        }
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
