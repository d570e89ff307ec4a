//! What an API key is: its text, its hash, its states. Pure rules: no input, no output, no SQL.

use std::str::FromStr;

use serde::Serialize;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::base::{Error, Id, Result, Rng, Secret, Timestamp, text};
use crate::output::{Cell, Record};

/// Before everything that is a key of ours, so that scanners for leaked secrets recognise it.
const MARK: &str = "clv_";

/// Public characters after the mark: the key's name in lists and logs.
const PREFIX_CHARACTERS: usize = 8;

/// Secret characters: 62³² is 190 bits, more than the 112 that NIST SP 800-131A asks for.
const SECRET_CHARACTERS: usize = 32;

/// 62⁶ exceeds 2³², so a CRC-32 always fits.
const CHECKSUM_CHARACTERS: usize = 6;

/// Bytes of the guide's `secrets.token_urlsafe(32)`.
const URLSAFE_BYTES: usize = 32;

/// Longest name, as the guide's column has it.
const NAME_LIMIT: usize = 100;

const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How a key looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `clv_<8>_<32>_<6>`, with a public prefix and a checksum.
    Claviger,
    /// 43 characters of base64url without any structure, as the guide's applications make them.
    Urlsafe,
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        match given {
            "clv" => Ok(Self::Claviger),
            "urlsafe" => Ok(Self::Urlsafe),
            other => {
                Err(Error::usage(format!("`{}` is not a format", text::shorten(other, 40)))
                    .hint("one of: clv, urlsafe"))
            }
        }
    }
}

/// A key in clear. It has no SQL form: only its hash goes into a statement.
#[derive(Clone)]
pub(crate) struct PlainKey(Secret);

/// The SHA-256 of a key in lower-case hex, as the guide's applications compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HashedKey(String);

impl HashedKey {
    /// A hash as somebody gives it: 64 hex digits, of either case.
    pub(crate) fn parse(given: &str) -> Result<Self> {
        let is_hash = given.len() == 64 && given.bytes().all(|byte| byte.is_ascii_hexdigit());
        // SECURITY: not repeated: it may be the key itself, in the wrong place.
        is_hash
            .then(|| Self(given.to_ascii_lowercase()))
            .ok_or_else(|| Error::usage("it is no SHA-256 in hex: 64 digits").hint("printf %s \"$KEY\" | sha256sum"))
    }

    pub(crate) fn as_stored(&self) -> &str {
        &self.0
    }
}

impl PlainKey {
    /// A new key of this format.
    pub(crate) fn generate(format: Format, rng: &mut Rng) -> Result<Self> {
        Ok(Self(match format {
            Format::Urlsafe => {
                let bytes = rng.bytes::<URLSAFE_BYTES>()?;
                Secret::from_text(data_encoding::BASE64URL_NOPAD.encode(bytes.as_slice()))
            }
            Format::Claviger => {
                let prefix = rng.characters(BASE62, PREFIX_CHARACTERS)?;
                let secret = rng.characters(BASE62, SECRET_CHARACTERS)?;
                let body = Zeroizing::new(format!("{MARK}{}_{}", *prefix, *secret));
                Secret::from_text(format!("{}_{}", *body, checksum(body.as_bytes())))
            }
        }))
    }

    /// What somebody presents as a key. One that claims to be ours and fails its checksum was mistyped or cut, and
    /// no database needs to be asked.
    pub(crate) fn presented(secret: Secret) -> Result<Self> {
        if secret.is_empty() {
            return Err(Error::usage("no key was given").hint("printf %s \"$KEY\" | claviger apikey verify --stdin"));
        }
        if secret.expose().starts_with(MARK.as_bytes()) && !is_well_formed(secret.expose()) {
            return Err(Error::usage("the key is damaged: its checksum does not fit")
                .hint("copy it again, all of it: clv_, 8 characters, _, 32 characters, _, 6 characters"));
        }
        Ok(Self(secret))
    }

    /// The public part; none for keys without structure.
    pub(crate) fn prefix(&self) -> Option<String> {
        let text = std::str::from_utf8(self.0.expose()).ok()?;
        text.starts_with(MARK).then(|| text.get(..MARK.len() + PREFIX_CHARACTERS).map(str::to_owned))?
    }

    pub(crate) fn hashed(&self) -> HashedKey {
        HashedKey(data_encoding::HEXLOWER.encode(&Sha256::digest(self.0.expose())))
    }

    pub(crate) const fn secret(&self) -> &Secret {
        &self.0
    }
}

/// CRC-32 (ISO 3309, as zlib computes it) of everything before it, in base62, padded with zeros to six characters.
fn checksum(body: &[u8]) -> String {
    format!("{:0>CHECKSUM_CHARACTERS$}", base62::encode(crc32fast::hash(body)))
}

fn is_well_formed(key: &[u8]) -> bool {
    let body_length = MARK.len() + PREFIX_CHARACTERS + 1 + SECRET_CHARACTERS;
    let Some((body, tail)) = key.split_at_checked(body_length) else { return false };
    let parts: Vec<&[u8]> = body.split(|byte| *byte == b'_').collect();
    let [_, prefix, secret] = parts.as_slice() else { return false };
    prefix.len() == PREFIX_CHARACTERS
        && secret.len() == SECRET_CHARACTERS
        && prefix.iter().chain(*secret).all(u8::is_ascii_alphanumeric)
        && tail.strip_prefix(b"_").is_some_and(|given| given == checksum(body).as_bytes())
}

/// Where a key is in its life. The only way is down this list; nothing revives a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Stored, but its handover was never confirmed: nobody may hold it, and it is not valid.
    Pending,
    /// Valid.
    Active,
    /// Its time is over.
    Expired,
    /// Its owner is kept out.
    UserDisabled,
    /// Ended by somebody.
    Revoked,
}

impl State {
    /// The state that follows from what is stored.
    pub(crate) fn of(facts: &Facts, now: Timestamp) -> Self {
        if facts.revoked_at.is_some() {
            Self::Revoked
        } else if !facts.is_active {
            // A key that the application switched off has no side row, or one that says it was handed over.
            if facts.has_side_row && facts.delivered_at.is_none() { Self::Pending } else { Self::Revoked }
        } else if facts.expires_at.is_some_and(|at| at <= now) {
            Self::Expired
        } else if !facts.is_user_active {
            Self::UserDisabled
        } else {
            Self::Active
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::UserDisabled => "user_disabled",
            Self::Revoked => "revoked",
        }
    }
}

/// What is stored about a key's state.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) is_active: bool,
    pub(crate) is_user_active: bool,
    pub(crate) has_side_row: bool,
    pub(crate) delivered_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) revoked_at: Option<Timestamp>,
}

/// A key as the commands show it: everything but the key.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ApiKey {
    pub(crate) id: Id,
    pub(crate) prefix: Option<String>,
    pub(crate) name: String,
    pub(crate) user: String,
    #[serde(skip)]
    pub(crate) user_id: Id,
    pub(crate) scopes: Vec<String>,
    pub(crate) status: State,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) last_used: Option<Timestamp>,
    pub(crate) revoked_at: Option<Timestamp>,
    pub(crate) revoked_reason: Option<String>,
    /// The key that this one replaces.
    pub(crate) predecessor: Option<String>,
}

impl ApiKey {
    /// The name by which people speak of it.
    pub(crate) fn handle(&self) -> String {
        self.prefix.clone().unwrap_or_else(|| self.id.to_string())
    }

    pub(crate) fn status_cell(&self) -> Cell {
        let text = self.status.name().to_owned();
        match self.status {
            State::Active => Cell::Good(text),
            State::Pending | State::UserDisabled => Cell::Warn(text),
            State::Expired | State::Revoked => Cell::Bad(text),
        }
    }
}

impl Record for ApiKey {
    const COLUMNS: &'static [&'static str] =
        &["id", "prefix", "name", "user", "scopes", "status", "created_at", "expires_at", "last_used"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::id(&self.id),
            self.prefix.clone().map_or(Cell::Empty, Cell::Id),
            Cell::text(&self.name),
            Cell::text(&self.user),
            Cell::list(&self.scopes),
            self.status_cell(),
            Cell::time(self.created_at),
            Cell::time(self.expires_at),
            Cell::time(self.last_used),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.id.to_string())]
    }
}

/// How a key is named on the command line: by id, or by its visible prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Prefix(String),
    Id(Id),
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        if given.is_empty() {
            return Err(Error::usage("an empty text names no key"));
        }
        if !given.starts_with(MARK) {
            return Ok(Self::Id(Id::parse(given)));
        }
        if given.len() > MARK.len() + PREFIX_CHARACTERS {
            // SECURITY: the message does not repeat it: it may be the whole key, which now stands in the process list.
            return Err(Error::usage("that is longer than a prefix: a whole key does not belong on a command line")
                .hint("name it by id or by its first 12 characters, or give the key itself by --stdin"));
        }
        Ok(Self::Prefix(given.to_owned()))
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Prefix(prefix) => f.write_str(prefix),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// One permission of a key: a scope token of RFC 6749 §3.3, so that scopes can stand in one text with spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope(pub(crate) String);

impl FromStr for Scope {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        let is_token = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
        if given.is_empty() || given.len() > 100 || !given.bytes().all(is_token) {
            return Err(Error::usage(format!("`{}` is not a scope", text::shorten(given, 40)))
                .hint("1 to 100 printable ASCII characters without space, \" and \\, as in read:orders"));
        }
        Ok(Self(given.to_owned()))
    }
}

/// Refuses a label that no column keeps.
pub(crate) fn check_name(name: &str) -> Result<()> {
    match name.chars().count() {
        0 => Err(Error::usage("the name is empty").hint("--name says what the key is for")),
        count if count > NAME_LIMIT => Err(Error::usage(format!("the name is longer than {NAME_LIMIT} characters"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    fn text_of(key: &PlainKey) -> String {
        String::from_utf8(key.secret().expose().to_vec()).unwrap()
    }

    #[test]
    fn a_key_has_the_form_of_the_contract_and_passes_its_own_checksum() {
        let mut rng = Rng::seeded(7);
        for _ in 0..200 {
            let key = PlainKey::generate(Format::Claviger, &mut rng).unwrap();
            let text = text_of(&key);
            assert_eq!(text.len(), 4 + 8 + 1 + 32 + 1 + 6);
            assert_eq!(key.prefix().unwrap(), text[..12]);
            assert!(PlainKey::presented(key.secret().clone()).is_ok());
        }
    }

    #[test]
    fn one_changed_character_anywhere_is_noticed() {
        let text = text_of(&PlainKey::generate(Format::Claviger, &mut Rng::seeded(8)).unwrap());
        for at in 4..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
            assert!(PlainKey::presented(Secret::new(bytes)).is_err(), "position {at}");
        }
        assert!(PlainKey::presented(Secret::from_text(text[..text.len() - 1].to_owned())).is_err());
        assert!(PlainKey::presented(Secret::from_text(format!("{text} "))).is_err());
    }

    #[test]
    fn the_hash_is_the_sha256_of_the_whole_key_in_hex() {
        let key = PlainKey::presented(Secret::from_text("abc".into())).unwrap();
        // FIPS 180-4, example of SHA-256("abc").
        assert_eq!(key.hashed().as_stored(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(key.prefix(), None);
    }

    #[test]
    fn a_whole_key_on_the_command_line_is_refused_without_repeating_it() {
        let text = text_of(&PlainKey::generate(Format::Claviger, &mut Rng::seeded(9)).unwrap());
        let error = text.parse::<Target>().unwrap_err();
        assert!(!error.message().contains(&text[13..20]));
        assert_eq!(text[..12].parse::<Target>().unwrap(), Target::Prefix(text[..12].to_owned()));
        assert_eq!("42".parse::<Target>().unwrap(), Target::Id(Id::Int(42)));
    }

    #[test]
    fn the_state_follows_from_what_is_stored() {
        let now: Timestamp = "2026-01-02T00:00:00Z".parse().unwrap();
        let before: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let active = Facts {
            is_active: true,
            is_user_active: true,
            has_side_row: true,
            delivered_at: Some(before),
            ..Facts::default()
        };
        assert_eq!(State::of(&active, now), State::Active);
        assert_eq!(State::of(&Facts { expires_at: Some(now), ..active.clone() }, now), State::Expired);
        assert_eq!(State::of(&Facts { is_user_active: false, ..active.clone() }, now), State::UserDisabled);
        assert_eq!(State::of(&Facts { is_active: false, delivered_at: None, ..active.clone() }, now), State::Pending);
        assert_eq!(State::of(&Facts { is_active: false, has_side_row: false, ..active.clone() }, now), State::Revoked);
        assert_eq!(State::of(&Facts { revoked_at: Some(before), ..active }, now), State::Revoked);
    }

    proptest! {
        #[test]
        fn no_input_makes_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = PlainKey::presented(Secret::new(bytes.clone()));
            let _ = PlainKey::presented(Secret::new([b"clv_", bytes.as_slice()].concat()));
        }
    }
}
