//! What a keyring is: keys in states, one of them primary. Pure rules: no input, no output.

use serde::{Deserialize, Serialize};

use crate::base::{Error, Result, Secret, Timestamp};

pub(crate) use super::fernet::FernetKey;
pub(crate) use super::material::{Material, Recipe};

/// The fewest digits of a fingerprint by which a key can be named.
const FEWEST_DIGITS: usize = 4;

/// Where a key is in its life, until it is destroyed: what is left of it then is a [`Tombstone`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyState {
    /// Waits to become primary; the applications may take it up. There is at most one.
    Staged,
    /// Encrypts what is new; there is exactly one.
    Primary,
    /// Was primary, or came with those of an application: decrypts.
    Secondary,
    /// No value needs it any more. Applications are no longer given it; it is kept for backups.
    Retired,
}

impl KeyState {
    /// As it is shown and recorded.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Retired => "retired",
        }
    }
}

/// A key with its state.
#[derive(Clone)]
pub(crate) struct RingKey {
    pub(crate) material: Material,
    pub(crate) state: KeyState,
    pub(crate) created_at: Timestamp,
    /// When it last became primary; none where it never was.
    pub(crate) promoted_at: Option<Timestamp>,
    /// When it was retired; none while it is in another state.
    pub(crate) retired_at: Option<Timestamp>,
}

impl RingKey {
    /// A key that comes into a ring in this state.
    pub(super) fn new(material: Material, state: KeyState, at: Timestamp) -> Self {
        let promoted_at = (state == KeyState::Primary).then_some(at);
        let retired_at = (state == KeyState::Retired).then_some(at);
        Self { material, state, created_at: at, promoted_at, retired_at }
    }

    /// The key itself.
    pub(crate) const fn key(&self) -> &FernetKey {
        &self.material.key
    }

    /// What stands for the key on screens.
    pub(crate) fn fingerprint(&self) -> String {
        self.key().fingerprint()
    }
}

/// What is left of a destroyed key, so that it is known when it comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tombstone {
    pub(crate) fingerprint: String,
    pub(crate) created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) promoted_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retired_at: Option<Timestamp>,
    pub(crate) destroyed_at: Timestamp,
}

/// A key that was named.
#[derive(Clone, Copy)]
pub(crate) enum Named<'a> {
    Key(&'a RingKey),
    Destroyed(&'a Tombstone),
}

/// All keys, those that are gone included.
///
/// INVARIANT: exactly one key is primary, at most one staged, no fingerprint occurs twice; a key is retired if and only
/// if it has the time of it.
#[derive(Clone)]
pub(crate) struct Keyring {
    /// Oldest first.
    pub(super) keys: Vec<RingKey>,
    pub(super) destroyed: Vec<Tombstone>,
    /// Whether any of the keys may have encrypted anything. Set before the first use, never cleared.
    pub(crate) is_used: bool,
}

impl Keyring {
    /// A ring with one new key.
    pub(crate) fn new(material: Material, now: Timestamp) -> Self {
        let key = RingKey::new(material, KeyState::Primary, now);
        Self { keys: vec![key], destroyed: Vec::new(), is_used: false }
    }

    /// A ring of these parts. Fails with `Integrity` where they contradict each other.
    pub(super) fn of_parts(keys: Vec<RingKey>, destroyed: Vec<Tombstone>, is_used: bool) -> Result<Self> {
        let ring = Self { keys, destroyed, is_used };
        ring.check()?;
        Ok(ring)
    }

    /// The same ring, in use from now on.
    pub(crate) fn into_used(self) -> Self {
        Self { is_used: true, ..self }
    }

    /// The keys there are, oldest first.
    pub(crate) fn keys(&self) -> &[RingKey] {
        &self.keys
    }

    /// What is left of destroyed keys.
    pub(crate) fn destroyed(&self) -> &[Tombstone] {
        &self.destroyed
    }

    /// The key that encrypts.
    pub(crate) fn primary(&self) -> Result<&RingKey> {
        let mut primaries = self.keys.iter().filter(|key| key.state == KeyState::Primary);
        match (primaries.next(), primaries.next()) {
            (Some(key), None) => Ok(key),
            _ => Err(Error::integrity("the keyring does not have exactly one primary key")),
        }
    }

    /// The key that waits to become primary.
    pub(crate) fn find_staged(&self) -> Option<&RingKey> {
        self.keys.iter().find(|key| key.state == KeyState::Staged)
    }

    /// The keys that decrypt, in the order in which they are tried: the primary one, then the newest first.
    pub(crate) fn readers(&self) -> Vec<&RingKey> {
        let (primary, others): (Vec<_>, Vec<_>) =
            self.keys.iter().rev().partition(|key| key.state == KeyState::Primary);
        [primary, others].concat()
    }

    /// The keys that applications are given: the primary one, the staged one, then the newest first.
    pub(crate) fn held_by_applications(&self) -> Vec<&RingKey> {
        let mut held: Vec<_> = self.readers().into_iter().filter(|key| key.state != KeyState::Retired).collect();
        // Stable: the others keep their order.
        held.sort_by_key(|key| match key.state {
            KeyState::Primary => 0,
            KeyState::Staged => 1,
            KeyState::Secondary | KeyState::Retired => 2,
        });
        held
    }

    /// The content of a token and the key that read it.
    pub(crate) fn decrypt(&self, token: &str) -> Option<(Secret, &RingKey)> {
        self.readers().into_iter().find_map(|key| key.key().decrypt(token).map(|plain| (plain, key)))
    }

    /// The key of a fingerprint.
    pub(crate) fn find(&self, fingerprint: &str) -> Option<Named<'_>> {
        let key = self.keys.iter().find(|key| key.fingerprint() == fingerprint).map(Named::Key);
        key.or_else(|| self.destroyed.iter().find(|key| key.fingerprint == fingerprint).map(Named::Destroyed))
    }

    /// The key whose fingerprint begins with what somebody typed.
    pub(crate) fn get(&self, typed: &str) -> Result<Named<'_>> {
        let look = "claviger keyring list";
        let is_beginning = typed.len() >= FEWEST_DIGITS && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_beginning {
            // SECURITY: not repeated, since somebody may have put the key itself here.
            return Err(Error::usage(format!(
                "that is not the fingerprint of a key, nor its first {FEWEST_DIGITS} digits or more"
            ))
            .hint(look));
        }
        let typed = typed.to_ascii_lowercase();
        let keys = self.keys.iter().filter(|key| key.fingerprint().starts_with(&typed)).map(Named::Key);
        let gone = self.destroyed.iter().filter(|key| key.fingerprint.starts_with(&typed)).map(Named::Destroyed);
        let mut found = keys.chain(gone);
        match (found.next(), found.next()) {
            (Some(key), None) => Ok(key),
            (Some(_), Some(_)) => Err(Error::usage(format!("several keys begin with `{typed}`")).hint(look)),
            (None, _) => Err(Error::not_found(format!("no key begins with `{typed}`")).hint(look)),
        }
    }

    /// Holds the invariant against what was read or made.
    pub(super) fn check(&self) -> Result<()> {
        self.primary()?;
        let refuse = |why: &str| Err(Error::integrity(format!("the keyring contradicts itself: {why}")));
        if self.keys.iter().filter(|key| key.state == KeyState::Staged).count() > 1 {
            return refuse("two keys are staged");
        }
        if self.keys.iter().any(|key| (key.state == KeyState::Retired) != key.retired_at.is_some()) {
            return refuse("a key and the time of its retirement do not go together");
        }
        let keys = self.keys.iter().map(RingKey::fingerprint);
        let mut fingerprints: Vec<_> = keys.chain(self.destroyed.iter().map(|key| key.fingerprint.clone())).collect();
        let count = fingerprints.len();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        if fingerprints.len() < count {
            return refuse("a key is in it twice");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{material, ring_of};
    use super::*;

    #[test]
    fn a_key_is_found_by_the_beginning_of_its_fingerprint() {
        let ring = ring_of(3);
        let fingerprint = ring.keys()[1].fingerprint();
        for typed in [&fingerprint[..], &fingerprint[..4], &fingerprint.to_uppercase()] {
            assert!(matches!(ring.get(typed).unwrap(), Named::Key(key) if key.fingerprint() == fingerprint));
        }
        let refused = |typed: &str| ring.get(typed).err().map(|error| error.kind());
        assert_eq!(refused(&fingerprint[..3]), Some(crate::base::Kind::Usage));
        assert_eq!(refused("0000000000000000"), Some(crate::base::Kind::NotFound));
        assert_eq!(refused("zzzz"), Some(crate::base::Kind::Usage));
        assert_eq!(refused(&format!("{fingerprint}0")), Some(crate::base::Kind::NotFound));
    }

    #[test]
    fn the_primary_key_is_tried_first_and_then_the_newest() {
        let ring = ring_of(4);
        let order: Vec<_> = ring.readers().iter().map(|key| key.fingerprint()).collect();
        let expected: Vec<_> = [0, 3, 2, 1].iter().map(|at| ring.keys()[*at].fingerprint()).collect();
        assert_eq!(order, expected);
    }

    #[test]
    fn every_key_decrypts() {
        let ring = ring_of(4);
        for seed in 0..4 {
            let key = material(seed).key;
            let token = key.encrypt(&Secret::from_text("x".into()), Timestamp::UNIX_EPOCH);
            let (plain, by) = ring.decrypt(&token).unwrap();
            assert_eq!((plain.expose(), by.fingerprint()), (&b"x"[..], key.fingerprint()));
        }
    }
}
