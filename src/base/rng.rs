//! Randomness as a parameter. The operating system's generator in production, a seeded one in tests.

use rand::rngs::{StdRng, SysRng};
use rand::{Rng as _, SeedableRng, TryRng};
use zeroize::Zeroizing;

use super::error::{Error, Result};

/// A source of random bytes fit for keys.
pub struct Rng(Source);

enum Source {
    System(SysRng),
    Seeded(Box<StdRng>),
}

impl Rng {
    /// The operating system's generator (`getrandom(2)` on Linux).
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System(SysRng))
    }

    /// Repeatable bytes, for tests only: nothing in the program calls this.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Box::new(StdRng::seed_from_u64(seed))))
    }

    /// Fills `buffer`. Fails when the operating system can not give randomness.
    pub fn fill(&mut self, buffer: &mut [u8]) -> Result<()> {
        match &mut self.0 {
            Source::System(rng) => rng
                .try_fill_bytes(buffer)
                .map_err(|cause| Error::internal("the operating system gave no random bytes").caused_by(cause)),
            Source::Seeded(rng) => {
                rng.fill_bytes(buffer);
                Ok(())
            }
        }
    }

    /// An array of random bytes, wiped on drop.
    pub fn bytes<const N: usize>(&mut self) -> Result<Zeroizing<[u8; N]>> {
        let mut buffer = Zeroizing::new([0; N]);
        self.fill(buffer.as_mut_slice())?;
        Ok(buffer)
    }

    /// `length` random bytes, wiped on drop.
    pub fn vector(&mut self, length: usize) -> Result<Zeroizing<Vec<u8>>> {
        let mut buffer = Zeroizing::new(vec![0; length]);
        self.fill(&mut buffer)?;
        Ok(buffer)
    }

    /// A uniform number in `0..bound` by rejection (no modulo bias). `bound` is at least 1.
    pub fn below(&mut self, bound: u32) -> Result<u32> {
        let bound = bound.max(1);
        let limit = u32::MAX - u32::MAX % bound;
        loop {
            let number = u32::from_le_bytes(*self.bytes::<4>()?);
            if number < limit {
                return Ok(number % bound);
            }
        }
    }

    /// `length` characters drawn uniformly and independently from `alphabet` (ASCII).
    pub fn characters(&mut self, alphabet: &[u8], length: usize) -> Result<Zeroizing<String>> {
        let bound = u32::try_from(alphabet.len()).map_err(|_| Error::internal("alphabet too large"))?;
        let mut text = Zeroizing::new(String::with_capacity(length));
        for _ in 0..length {
            let index = self.below(bound)? as usize;
            let byte = alphabet.get(index).ok_or_else(|| Error::internal("empty alphabet"))?;
            text.push(char::from(*byte));
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_below_the_bound_and_reach_all_of_it() {
        let mut rng = Rng::seeded(1);
        let mut seen = [false; 62];
        for _ in 0..10_000 {
            seen[rng.below(62).unwrap() as usize] = true;
        }
        assert!(seen.iter().all(|hit| *hit));
    }

    #[test]
    fn the_system_generator_does_not_repeat_itself() {
        let mut rng = Rng::system();
        assert_ne!(*rng.bytes::<32>().unwrap(), *rng.bytes::<32>().unwrap());
    }
}
