//! The first 128 bytes of a sealed file: how its key is derived, and two checks. Reads them from strangers, so it
//! believes nothing; never sees a key.

use sha2::{Digest, Sha256};

use crate::base::{Error, Result, Rng};

const MAGIC: &[u8; 15] = b"claviger-vault\n";

/// The only format there is.
const FORMAT: u8 = 1;

/// Bytes of the header that the key check covers.
pub(super) const CHECKED: usize = 64;

/// Bytes of the header, all of them tied to the body.
pub(super) const LENGTH: usize = 128;

/// Bytes of salt; RFC 9106 section 3.1 asks for 16, RFC 5869 section 3.1 for the length of the hash.
pub(super) const SALT: usize = 32;

/// RFC 9106 section 4, the second recommended option: 64 MiB, 3 iterations, 4 lanes. It is also well above the
/// minimum of the OWASP Password Storage Cheat Sheet (19 MiB, 2 iterations, 1 lane).
pub(super) const ARGON2: Argon2Cost = Argon2Cost { memory_kib: 64 * 1024, iterations: 3, lanes: 4 };

/// The dearest derivation that a file may ask for.
/// SECURITY: the header is read before anything proves who wrote it; without a bound, a planted file could make a
/// privileged run exhaust the memory or compute for hours.
const ARGON2_LIMIT: Argon2Cost = Argon2Cost { memory_kib: 256 * 1024, iterations: 16, lanes: 16 };

/// What Argon2id costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argon2Cost {
    /// Memory in KiB.
    pub(super) memory_kib: u32,
    /// Passes over the memory.
    pub(super) iterations: u32,
    /// Independent lanes.
    pub(super) lanes: u32,
}

/// Where the key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Derivation {
    /// From a file that holds 256 random bits.
    KeyFile,
    /// From a passphrase.
    Argon2id(Argon2Cost),
}

/// What a file says about its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Where the key comes from.
    pub(super) derivation: Derivation,
    /// Makes the derived key of each file its own.
    pub(super) salt: [u8; SALT],
}

/// A sealed file in its parts.
pub(super) struct Parts<'a> {
    /// What the header says.
    pub(super) header: Header,
    /// The key check.
    pub(super) check: &'a [u8; 32],
    /// The whole header, as tied to the body.
    pub(super) tied: &'a [u8],
    /// Nonce, body and tag.
    pub(super) sealed: &'a [u8],
}

impl Header {
    /// The header of a new file.
    pub(super) fn new(derivation: Derivation, rng: &mut Rng) -> Result<Self> {
        let mut salt = [0; SALT];
        rng.fill(&mut salt)?;
        Ok(Self { derivation, salt })
    }

    /// The bytes that the key check covers.
    pub(super) fn checked_bytes(&self) -> [u8; CHECKED] {
        let (number, cost) = match self.derivation {
            Derivation::KeyFile => (1, [0; 3]),
            Derivation::Argon2id(cost) => (2, [cost.memory_kib, cost.iterations, cost.lanes]),
        };
        let [memory, iterations, lanes] = cost.map(u32::to_le_bytes);
        let mut bytes = [0; CHECKED];
        let kind = [FORMAT, number, 0, 0, 0];
        let content = MAGIC.iter().chain(&kind).chain(&memory).chain(&iterations).chain(&lanes);
        for (byte, value) in bytes.iter_mut().zip(content.chain(&self.salt)) {
            *byte = *value;
        }
        bytes
    }

    /// The whole header.
    pub(super) fn bytes(&self, check: &[u8; 32]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(&self.checked_bytes());
        bytes.extend_from_slice(check);
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        bytes
    }
}

impl<'a> Parts<'a> {
    /// Takes a file apart. Fails with `Integrity` when it is damaged, with `Usage` when a newer claviger made it.
    pub(super) fn parse(file: &'a [u8]) -> Result<Self> {
        let damaged = |what: &str| Error::integrity(format!("the file is damaged: {what}"));
        let rest = file.strip_prefix(MAGIC).ok_or_else(|| damaged("it does not begin as a sealed file does"))?;
        // Before everything else: what follows may look different in another format.
        match rest.first() {
            Some(&FORMAT) => {}
            Some(0) | None => return Err(damaged("its format has no version")),
            Some(format) => {
                return Err(Error::usage(format!("the file has format {format}, made by a newer claviger"))
                    .hint("use that version of claviger, or a newer one"));
            }
        }
        let truncated = || damaged("it is truncated");
        let (tied, sealed) = file.split_at_checked(LENGTH).ok_or_else(truncated)?;
        let (summed, sum) = tied.split_last_chunk::<32>().ok_or_else(truncated)?;
        if Sha256::digest(summed).as_slice() != sum {
            return Err(damaged("its header was changed"));
        }
        let (checked, check) = summed.split_last_chunk::<32>().ok_or_else(truncated)?;
        let header = Self::read_header(checked).ok_or_else(|| damaged("its header makes no sense"))?;
        Ok(Self { header, check, tied, sealed })
    }

    fn read_header(checked: &[u8]) -> Option<Header> {
        let (head, salt) = checked.split_last_chunk::<SALT>()?;
        let (head, lanes) = head.split_last_chunk::<4>()?;
        let (head, iterations) = head.split_last_chunk::<4>()?;
        let (head, memory) = head.split_last_chunk::<4>()?;
        let [memory_kib, iterations, lanes] = [memory, iterations, lanes].map(|bytes| u32::from_le_bytes(*bytes));
        let derivation = match head.get(MAGIC.len() + 1)? {
            1 => Derivation::KeyFile,
            2 => Derivation::Argon2id(Argon2Cost { memory_kib, iterations, lanes }),
            _ => return None,
        };
        let header = Header { derivation, salt: *salt };
        let is_affordable = match derivation {
            Derivation::KeyFile => true,
            Derivation::Argon2id(cost) => {
                cost.memory_kib <= ARGON2_LIMIT.memory_kib
                    && (1..=ARGON2_LIMIT.iterations).contains(&cost.iterations)
                    && (1..=ARGON2_LIMIT.lanes).contains(&cost.lanes)
            }
        };
        // One way to write a header: bytes that do not come out again are not understood.
        (is_affordable && header.checked_bytes() == checked).then_some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Kind;

    fn parse(derivation: Derivation) -> Result<Header> {
        let header = Header { derivation, salt: [7; SALT] };
        Parts::parse(&header.bytes(&[9; 32])).map(|parts| parts.header)
    }

    #[test]
    fn what_is_written_is_read_back() {
        for derivation in [Derivation::KeyFile, Derivation::Argon2id(ARGON2), Derivation::Argon2id(ARGON2_LIMIT)] {
            assert_eq!(parse(derivation).unwrap(), Header { derivation, salt: [7; SALT] });
        }
    }

    #[test]
    fn a_well_formed_header_can_not_ask_for_endless_work() {
        let base = ARGON2;
        for cost in [
            Argon2Cost { memory_kib: u32::MAX, ..base },
            Argon2Cost { memory_kib: 256 * 1024 + 1, ..base },
            Argon2Cost { iterations: 17, ..base },
            Argon2Cost { iterations: 0, ..base },
            Argon2Cost { lanes: 17, ..base },
            Argon2Cost { lanes: 0, ..base },
        ] {
            assert_eq!(parse(Derivation::Argon2id(cost)).unwrap_err().kind(), Kind::Integrity, "{cost:?}");
        }
    }

    #[test]
    fn a_newer_format_is_not_called_damaged() {
        let mut bytes = Header { derivation: Derivation::KeyFile, salt: [7; SALT] }.bytes(&[9; 32]);
        bytes[MAGIC.len()] = 2;
        assert_eq!(Parts::parse(&bytes).err().map(|error| error.kind()), Some(Kind::Usage));
        assert_eq!(Parts::parse(&bytes[..16]).err().map(|error| error.kind()), Some(Kind::Usage));
    }
}
