//! What an anchor says, and the key under which it says so. Pure rules: no input, no output, no SQL.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::{Error, Result, Rng, Secret};

/// The form of an anchor.
const FORM: u32 = 1;

/// Bytes of the key: those of the digest (RFC 2104, section 3).
const KEY_BYTES: usize = 32;

/// Hex digits of a fingerprint, as of the keys of the keyring.
const FINGERPRINT_DIGITS: usize = 16;

/// Keeps what is authenticated here apart from whatever else could be under the same key.
const DOMAIN: &[u8] = b"claviger event anchor v1\0";

/// How the line of an anchor begins; what a log puts before it is passed over.
pub(super) const BEGINNING: &str = "{\"claviger_anchor\":";

/// A line longer than this is no anchor.
pub(super) const LINE_LIMIT: usize = 16 * 1024;

/// A place of the chain, vouched for. Its serde form is the line that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::commands::event) struct Anchor {
    /// The form of the anchor, under a name by which a line is known for one.
    #[serde(rename = "claviger_anchor")]
    form: u32,
    /// Which series it belongs to; a series ends where `--restart` begins the next.
    pub(super) series: u32,
    pub(super) seq: i64,
    /// The hash of the event at that place.
    pub(super) hash: String,
    /// When it was made.
    pub(super) at: String,
    /// The hash of the first event: which chain it is, wherever its database stands.
    pub(super) origin: String,
    /// The database by name, as it was reached.
    pub(super) database: String,
    /// What `--reason` said.
    pub(super) reason: String,
    /// The fingerprint of the key.
    pub(super) key: String,
    /// HMAC-SHA-256 over all of it, in hex.
    mac: String,
}

/// What is to be vouched for.
pub(super) struct Claim {
    pub(super) series: u32,
    pub(super) seq: i64,
    pub(super) hash: String,
    pub(super) at: String,
    pub(super) origin: String,
    pub(super) database: String,
    pub(super) reason: String,
}

/// Why a line is not taken for an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is no anchor in it.
    Unreadable,
    /// A newer claviger wrote it.
    Newer,
    /// Another key made it, or it says so.
    OtherKey(String),
    /// The key did not make it as it stands.
    Forged,
}

impl Refusal {
    /// What it means, after the place where it stands.
    pub(super) fn meaning(&self) -> String {
        match self {
            Self::Unreadable => "is no anchor".to_owned(),
            Self::Newer => "was written by a newer claviger".to_owned(),
            Self::OtherKey(key) => format!("was made under another key ({})", crate::base::text::shorten(key, 40)),
            Self::Forged => "was forged or edited: the key did not make it as it stands".to_owned(),
        }
    }
}

impl Anchor {
    /// The anchor as one line of ASCII, without its end: no terminal, log or printer has anything to change in it.
    pub(super) fn line(&self) -> Result<String> {
        let json = serde_json::to_string(self)
            .map_err(|cause| Error::internal("an anchor can not be serialised").caused_by(cause))?;
        let mut line = String::with_capacity(json.len());
        for character in json.chars() {
            if matches!(character, ' '..='~') {
                line.push(character);
            } else {
                // RFC 8259, section 7: a character beyond the first 65,536 is a pair of surrogates.
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a string does not fail.
                    let _ = write!(line, "\\u{unit:04x}");
                }
            }
        }
        Ok(line)
    }

    /// Reads a line, in which a log may have put something before the anchor. Nothing is vouched for yet.
    pub(super) fn read(line: &[u8]) -> Result<Self, Refusal> {
        let text = std::str::from_utf8(line).map_err(|_| Refusal::Unreadable)?;
        let start = text.find(BEGINNING).ok_or(Refusal::Unreadable)?;
        let text = text.get(start..).unwrap_or_default();
        serde_json::from_str(text).map_err(|_| Refusal::Unreadable)
    }

    /// What the key authenticates: the JSON array of the fields in order, behind the domain.
    fn authenticated(&self) -> Option<Vec<u8>> {
        let fields = (
            self.form,
            self.series,
            self.seq,
            &self.hash,
            &self.at,
            &self.origin,
            &self.database,
            &self.reason,
            &self.key,
        );
        serde_json::to_vec(&fields).ok()
    }
}

/// The key that vouches. It is kept in the vault and nowhere else; no `Debug`: it would show it.
pub(super) struct AnchorKey(Secret);

impl AnchorKey {
    /// A new random key.
    pub(super) fn generate(rng: &mut Rng) -> Result<Self> {
        let bytes = rng.bytes::<KEY_BYTES>()?;
        Ok(Self(Secret::new(bytes.to_vec())))
    }

    /// Reads the text form.
    pub(super) fn parse(text: &Secret) -> Result<Self> {
        let bytes = data_encoding::BASE64.decode(text.expose()).map(Secret::new);
        match bytes {
            Ok(bytes) if bytes.len() == KEY_BYTES => Ok(Self(bytes)),
            _ => Err(Error::integrity("the key of the anchors in the vault is damaged")),
        }
    }

    /// The text form: base64.
    pub(super) fn text(&self) -> Secret {
        Secret::from_text(data_encoding::BASE64.encode(self.0.expose()))
    }

    /// What stands for the key on screens and in anchors.
    pub(super) fn fingerprint(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"claviger anchor key fingerprint v1\0")
            .chain_update(self.0.expose())
            .finalize();
        data_encoding::HEXLOWER.encode(&digest).chars().take(FINGERPRINT_DIGITS).collect()
    }

    fn mac(&self, anchor: &Anchor) -> Result<Hmac<Sha256>> {
        let refused = || Error::internal("an anchor can not be authenticated");
        let fields = anchor.authenticated().ok_or_else(refused)?;
        let mac = Hmac::<Sha256>::new_from_slice(self.0.expose()).map_err(|_| refused())?;
        Ok(mac.chain_update(DOMAIN).chain_update(&fields))
    }

    /// Vouches for a claim.
    pub(super) fn sign(&self, claim: Claim) -> Result<Anchor> {
        let mut anchor = Anchor {
            form: FORM,
            series: claim.series,
            seq: claim.seq,
            hash: claim.hash,
            at: claim.at,
            origin: claim.origin,
            database: claim.database,
            reason: claim.reason,
            key: self.fingerprint(),
            mac: String::new(),
        };
        anchor.mac = data_encoding::HEXLOWER.encode(&self.mac(&anchor)?.finalize().into_bytes());
        Ok(anchor)
    }

    /// Whether this key made the anchor as it stands.
    pub(super) fn check(&self, anchor: &Anchor) -> Result<(), Refusal> {
        if anchor.form > FORM {
            return Err(Refusal::Newer);
        }
        if anchor.key != self.fingerprint() {
            return Err(Refusal::OtherKey(anchor.key.clone()));
        }
        let claimed = data_encoding::HEXLOWER.decode(anchor.mac.as_bytes()).map_err(|_| Refusal::Forged)?;
        let mac = self.mac(anchor).map_err(|_| Refusal::Forged)?;
        // Compares in constant time.
        mac.verify_slice(&claimed).map_err(|_| Refusal::Forged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u64) -> AnchorKey {
        AnchorKey::generate(&mut Rng::seeded(seed)).unwrap()
    }

    fn anchor() -> Anchor {
        key(1)
            .sign(Claim {
                series: 1,
                seq: 12,
                hash: "ab".repeat(32),
                at: "2026-01-02T03:04:05Z".into(),
                origin: "cd".repeat(32),
                database: "database `app` on `db.example`".into(),
                reason: "nightly \u{1b}\u{7f}\u{85}\u{202e} é 🔑".into(),
            })
            .unwrap()
    }

    #[test]
    fn a_line_is_read_back_also_behind_what_a_log_puts_before_it() {
        let line = anchor().line().unwrap();
        assert!(line.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{line}");
        for text in [line.clone(), format!("Jan  2 03:04:05 db1 claviger[7]: {line}"), format!("  {line} \r")] {
            let read = Anchor::read(text.as_bytes()).unwrap();
            assert_eq!(read, anchor());
            assert_eq!(key(1).check(&read), Ok(()));
        }
        for text in ["", "{}", "seq 12", "{\"claviger_anchor\":1}", &line[..line.len() - 1], &format!("{line}{line}")] {
            assert_eq!(Anchor::read(text.as_bytes()), Err(Refusal::Unreadable), "{text}");
        }
        assert_eq!(Anchor::read(b"{\"claviger_anchor\":\xff"), Err(Refusal::Unreadable));
    }

    #[test]
    fn nothing_that_a_line_says_can_be_changed() {
        let line = anchor().line().unwrap().into_bytes();
        for at in 0..line.len() {
            for change in [1u8, 2, 32] {
                let mut changed = line.clone();
                changed[at] ^= change;
                // A digit of `\u00E9` in the other case is the same character.
                let taken = Anchor::read(&changed).is_ok_and(|read| read != anchor() && key(1).check(&read).is_ok());
                assert!(!taken, "{}", String::from_utf8_lossy(&changed));
            }
        }
    }

    #[test]
    fn another_key_and_a_newer_form_are_told_apart_from_a_forgery() {
        assert_eq!(key(2).check(&anchor()), Err(Refusal::OtherKey(key(1).fingerprint())));
        let newer = Anchor { form: 2, ..anchor() };
        assert_eq!(key(1).check(&newer), Err(Refusal::Newer));
        let renamed = Anchor { key: key(2).fingerprint(), ..anchor() };
        assert_eq!(key(2).check(&renamed), Err(Refusal::Forged));
    }

    #[test]
    fn the_key_survives_a_round_trip_and_damage_is_noticed() {
        let text = key(1).text();
        assert_eq!(AnchorKey::parse(&text).unwrap().fingerprint(), key(1).fingerprint());
        assert!(AnchorKey::parse(&Secret::from_text("AAAA".into())).is_err());
        assert!(AnchorKey::parse(&Secret::from_text("not base64".into())).is_err());
    }
}
