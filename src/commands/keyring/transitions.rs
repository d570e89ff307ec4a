//! The life of a key: `staged → primary → secondary → retired → destroyed`. Every step makes a new ring, in which the
//! invariant holds; a step that was made already is none. Pure rules: no input, no output.

use crate::base::{Error, Result, Timestamp};

use super::model::{KeyState, Keyring, Material, Named, RingKey, Tombstone};

impl Keyring {
    /// Adds a key that waits to become primary.
    pub(crate) fn stage(&self, material: Material, at: Timestamp) -> Result<Self> {
        if let Some(staged) = self.find_staged() {
            return Err(Error::conflict(format!("the key {} is staged already", staged.fingerprint())).hint(format!(
                "promote it: claviger keyring promote, or take it away: claviger keyring destroy {}",
                staged.fingerprint()
            )));
        }
        self.with_key(RingKey::new(material, KeyState::Staged, at))
    }

    /// Adds a key in the state it has.
    pub(super) fn with_key(&self, key: RingKey) -> Result<Self> {
        let fingerprint = key.fingerprint();
        match self.find(&fingerprint) {
            Some(Named::Key(known)) => {
                let state = known.state.name();
                return Err(Error::conflict(format!("the key {fingerprint} is in the keyring already, {state}"))
                    .hint("claviger keyring list"));
            }
            Some(Named::Destroyed(known)) => {
                return Err(Error::conflict(format!(
                    "the key {fingerprint} was destroyed at {}, and does not come back",
                    known.destroyed_at
                ))
                .hint("generate a new one: claviger keyring add"));
            }
            None => {}
        }
        let mut ring = self.clone();
        ring.keys.push(key);
        ring.check()?;
        Ok(ring)
    }

    /// Makes a key primary, whatever it was, unless it is destroyed; the one before it only decrypts from now on.
    pub(crate) fn promote(&self, fingerprint: &str, at: Timestamp) -> Result<Self> {
        let key = self.get_key(fingerprint)?;
        if key.state == KeyState::Primary {
            return Ok(self.clone());
        }
        let mut ring = self.clone();
        for key in &mut ring.keys {
            if key.fingerprint() == fingerprint {
                *key = RingKey { state: KeyState::Primary, promoted_at: Some(at), retired_at: None, ..key.clone() };
            } else if key.state == KeyState::Primary {
                key.state = KeyState::Secondary;
            }
        }
        ring.check()?;
        Ok(ring)
    }

    /// Takes a key out of use that was primary once.
    pub(crate) fn retire(&self, fingerprint: &str, at: Timestamp) -> Result<Self> {
        match self.get_key(fingerprint)?.state {
            KeyState::Retired => return Ok(self.clone()),
            KeyState::Secondary => {}
            KeyState::Primary => {
                return Err(Error::conflict(format!("the key {fingerprint} is primary: it encrypts what is new"))
                    .hint("put another in its place first: claviger keyring rotate"));
            }
            KeyState::Staged => {
                return Err(Error::conflict(format!("the key {fingerprint} is staged: it was never in use"))
                    .hint(format!("take it away: claviger keyring destroy {fingerprint}")));
            }
        }
        let mut ring = self.clone();
        for key in ring.keys.iter_mut().filter(|key| key.fingerprint() == fingerprint) {
            key.state = KeyState::Retired;
            key.retired_at = Some(at);
        }
        ring.check()?;
        Ok(ring)
    }

    /// Lets go of a key for good: one that is retired, or was never in use.
    pub(crate) fn destroy(&self, fingerprint: &str, at: Timestamp) -> Result<Self> {
        let key = match self.find(fingerprint) {
            Some(Named::Destroyed(_)) => return Ok(self.clone()),
            _ => self.get_key(fingerprint)?,
        };
        match key.state {
            KeyState::Retired | KeyState::Staged => {}
            KeyState::Primary => {
                return Err(Error::conflict(format!("the key {fingerprint} is primary: it encrypts what is new"))
                    .hint("put another in its place first: claviger keyring rotate"));
            }
            KeyState::Secondary => {
                return Err(Error::conflict(format!("the key {fingerprint} is secondary: applications hold it"))
                    .hint(format!("claviger keyring retire {fingerprint}")));
            }
        }
        let tombstone = Tombstone {
            fingerprint: fingerprint.to_owned(),
            created_at: key.created_at,
            promoted_at: key.promoted_at,
            retired_at: key.retired_at,
            destroyed_at: at,
        };
        let mut ring = self.clone();
        ring.keys.retain(|key| key.fingerprint() != fingerprint);
        ring.destroyed.push(tombstone);
        ring.check()?;
        Ok(ring)
    }

    /// A key that is there, by its whole fingerprint.
    fn get_key(&self, fingerprint: &str) -> Result<&RingKey> {
        match self.find(fingerprint) {
            Some(Named::Key(key)) => Ok(key),
            Some(Named::Destroyed(_)) => {
                Err(Error::conflict(format!("the key {fingerprint} is destroyed")).hint("claviger keyring list"))
            }
            None => Err(Error::not_found(format!("there is no key {fingerprint}")).hint("claviger keyring list")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert_eq, prop_oneof, proptest};

    use super::super::samples::{at, material, ring_of};
    use super::*;

    #[derive(Debug, Clone)]
    enum Step {
        Stage(u64),
        Promote(u64),
        Retire(u64),
        Destroy(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..6_u64).prop_map(Step::Stage),
            (0..6_u64).prop_map(Step::Promote),
            (0..6_u64).prop_map(Step::Retire),
            (0..6_u64).prop_map(Step::Destroy),
        ]
    }

    fn take(ring: &Keyring, step: &Step, now: Timestamp) -> Result<Keyring> {
        let named = |seed: &u64| material(*seed).key.fingerprint();
        match step {
            Step::Stage(seed) => ring.stage(material(*seed), now),
            Step::Promote(seed) => ring.promote(&named(seed), now),
            Step::Retire(seed) => ring.retire(&named(seed), now),
            Step::Destroy(seed) => ring.destroy(&named(seed), now),
        }
    }

    /// All that a ring says about its keys, but for the keys.
    fn told(ring: &Keyring) -> Vec<String> {
        let of_key = |key: &RingKey| {
            let times = [Some(key.created_at), key.promoted_at, key.retired_at];
            format!("{} {} {times:?}", key.fingerprint(), key.state.name())
        };
        ring.keys().iter().map(of_key).chain(ring.destroyed().iter().map(|key| format!("{key:?}"))).collect()
    }

    proptest! {
        #[test]
        fn any_steps_keep_the_invariant_and_the_document(steps in proptest::collection::vec(step(), 0..24)) {
            let mut ring = ring_of(1);
            for (index, step) in steps.iter().enumerate() {
                let now = at(i64::try_from(index).unwrap() + 1);
                let Ok(next) = take(&ring, step, now) else { continue };
                next.check().unwrap();
                // A step that was made already is none.
                if !matches!(step, Step::Stage(_)) {
                    let again = take(&next, step, at(999)).unwrap();
                    prop_assert_eq!(told(&again), told(&next));
                }
                // What a destroyed key was is kept, and the key is not.
                let document = next.to_document().unwrap();
                for gone in next.destroyed() {
                    let keys = (0..6).map(material).filter(|key| key.key.fingerprint() == gone.fingerprint);
                    for text in keys.map(|key| key.text().clone()) {
                        let found = document.expose().windows(text.len()).any(|window| window == text.expose());
                        prop_assert_eq!(found, false);
                    }
                }
                prop_assert_eq!(told(&Keyring::from_document(&document).unwrap()), told(&next));
                ring = next;
            }
        }
    }

    #[test]
    fn a_key_can_be_made_primary_again_until_it_is_destroyed() {
        let [first, second] = [0, 1].map(|seed| material(seed).key.fingerprint());
        let ring = ring_of(1).stage(material(1), at(1)).unwrap().promote(&second, at(2)).unwrap();
        assert_eq!(ring.primary().unwrap().fingerprint(), second);
        let retired = ring.retire(&first, at(3)).unwrap();
        let back = retired.promote(&first, at(4)).unwrap();
        assert_eq!(back.primary().unwrap().fingerprint(), first);
        assert_eq!(back.primary().unwrap().retired_at, None);
        let gone = retired.destroy(&first, at(5)).unwrap();
        assert_eq!(gone.promote(&first, at(6)).err().unwrap().kind(), crate::base::Kind::Conflict);
        assert_eq!(gone.stage(material(0), at(6)).err().unwrap().kind(), crate::base::Kind::Conflict);
    }

    #[test]
    fn what_encrypts_or_is_held_by_applications_stays() {
        let ring = ring_of(2).stage(material(2), at(1)).unwrap();
        let [primary, secondary, staged] = [0, 1, 2].map(|seed| material(seed).key.fingerprint());
        let refused = |result: Result<Keyring>| result.err().map(|error| error.kind());
        let conflict = Some(crate::base::Kind::Conflict);
        assert_eq!(refused(ring.retire(&primary, at(2))), conflict);
        assert_eq!(refused(ring.retire(&staged, at(2))), conflict);
        assert_eq!(refused(ring.destroy(&primary, at(2))), conflict);
        assert_eq!(refused(ring.destroy(&secondary, at(2))), conflict);
        assert_eq!(refused(ring.destroy(&staged, at(2))), None);
        assert_eq!(refused(ring.stage(material(3), at(2))), conflict);
    }
}
