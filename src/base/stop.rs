//! Whether a person or the system asked long work to come to an end. Shared between who hears of it and who works.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request that is made once and stays.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for it.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
