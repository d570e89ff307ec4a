//! What the figures are held against. Printed, never asserted: a machine that is busy misses them all.

/// The ratios that matter, and what each should be.
#[derive(Default)]
pub(super) struct Targets(Vec<(String, f64, Bound)>);

/// What a figure should be.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Targets {
    pub(super) fn add(&mut self, what: impl Into<String>, got: f64, bound: Bound) {
        self.0.push((what.into(), got, bound));
    }

    pub(super) fn print(&self) {
        println!("\nagainst the targets");
        for (what, got, bound) in &self.0 {
            let (is_met, wanted) = match bound {
                Bound::AtMost(most) => (got <= most, format!("at most {most}")),
                Bound::AtLeast(least) => (got >= least, format!("at least {least}")),
            };
            println!("  {what:<66} {got:>7.2}  {wanted:<14} {}", if is_met { "met" } else { "missed" });
        }
    }
}
