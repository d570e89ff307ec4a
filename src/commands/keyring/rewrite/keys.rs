//! The keys of the ring, ready for many tokens: the primary key first, since most values are under it.

use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::cipher::Cipher;
use crate::base::{Error, Result};
use crate::commands::keyring::model::{Keyring, RingKey};

/// A key that may have made a value.
#[derive(Clone)]
pub(crate) struct Reader {
    /// What stands for it on screens.
    pub(crate) fingerprint: String,
    cipher: Cipher,
}

/// All of them.
#[derive(Clone)]
pub(crate) struct Readers {
    readers: Vec<Reader>,
    /// Hex SHA-1 of the primary key's text, as some applications keep it beside a value.
    pub(crate) sha1: String,
}

impl Readers {
    /// The keys of a ring, the primary key first.
    pub(crate) fn of(ring: &Keyring) -> Result<Self> {
        let primary = ring.primary()?;
        let fingerprint = primary.fingerprint();
        let others = ring.readers().into_iter().filter(|key| key.fingerprint() != fingerprint);
        let readers = std::iter::once(primary).chain(others).map(Reader::of).collect::<Result<_>>()?;
        let sha1 = data_encoding::HEXLOWER.encode(&Sha1::digest(primary.key().text().expose()));
        Ok(Self { readers, sha1 })
    }

    /// The content of a token, and the place of the key that made it; 0 is the primary key.
    ///
    /// Neighbours are mostly under the same key: `last` is the place of the key that made the last one, and is tried
    /// first. Only one key can have made a token, so the order of trying decides about nothing but time.
    pub(crate) fn open(&self, token: &[u8], last: &mut usize) -> Option<(usize, Zeroizing<Vec<u8>>)> {
        let try_one = |place: usize| Some((place, self.readers.get(place)?.cipher.open(token)?));
        let found = try_one(*last).or_else(|| (0..self.readers.len()).filter(|place| place != last).find_map(try_one));
        if let Some((place, _)) = &found {
            *last = *place;
        }
        found
    }

    /// The key that new tokens are made with.
    pub(crate) fn primary(&self) -> Result<&Cipher> {
        Ok(&self.readers.first().ok_or_else(|| Error::internal("there are no keys to read with"))?.cipher)
    }

    /// The fingerprints, in the order of places.
    pub(crate) fn fingerprints(&self) -> Vec<String> {
        self.readers.iter().map(|reader| reader.fingerprint.clone()).collect()
    }
}

impl Reader {
    fn of(key: &RingKey) -> Result<Self> {
        Ok(Self { fingerprint: key.fingerprint(), cipher: Cipher::new(key.key().text())? })
    }
}
