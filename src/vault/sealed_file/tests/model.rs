//! Any sequence of operations does to the file what it does to a few lines that keep everything in a list.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Place, SealedFile, document, path, ready, value_of};
use crate::base::{Kind, Result};
use crate::vault::{State, Vault, Version};

const NAMES: [&str; 3] = ["a", "a/b", "c"];

#[derive(Debug, Clone)]
enum Operation {
    /// With what is to be added to the right number to expect.
    Write(usize, u8, i64),
    Delete(usize, i64),
    Undelete(usize, Vec<usize>),
    Destroy(usize, Vec<usize>),
    DeleteAll(usize),
}

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let name = || 0..NAMES.len();
    let offset = || prop_oneof![8 => Just(0_i64), 1 => -2..3_i64];
    let versions = || prop::collection::vec(0..16_usize, 0..3);
    let operation = prop_oneof![
        12 => (name(), any::<u8>(), offset()).prop_map(|(name, value, offset)| Operation::Write(name, value, offset)),
        3 => (name(), offset()).prop_map(|(name, offset)| Operation::Delete(name, offset)),
        2 => (name(), versions()).prop_map(|(name, versions)| Operation::Undelete(name, versions)),
        2 => (name(), versions()).prop_map(|(name, versions)| Operation::Destroy(name, versions)),
        1 => name().prop_map(Operation::DeleteAll),
    ];
    prop::collection::vec(operation, 1..32)
}

/// Every version ever written to a path, in order: its value until destroyed, and whether it is deleted.
type Versions = Vec<(Option<u8>, bool)>;

#[derive(Default)]
struct Model(BTreeMap<usize, Versions>);

impl Model {
    fn current(&self, name: usize) -> u64 {
        self.0.get(&name).map_or(0, Vec::len) as u64
    }

    fn state((value, is_deleted): (Option<u8>, bool)) -> State {
        match (value, is_deleted) {
            (None, _) => State::Destroyed,
            (_, true) => State::Deleted,
            (_, false) => State::Live,
        }
    }

    /// What the operation answers: a version, or 1 and 0 for true and false.
    fn apply(&mut self, operation: &Operation) -> Result<u64, Kind> {
        match operation {
            Operation::Write(name, value, 0) => {
                self.0.entry(*name).or_default().push((Some(*value), false));
                Ok(self.current(*name))
            }
            Operation::Write(..) => Err(Kind::Conflict),
            Operation::DeleteAll(name) => Ok(u64::from(self.0.remove(name).is_some())),
            Operation::Delete(name, offset) => {
                let last = self.0.get_mut(name).and_then(|versions| versions.last_mut()).ok_or(Kind::NotFound)?;
                if *offset != 0 {
                    return Err(Kind::Conflict);
                }
                let changes = Self::state(*last) == State::Live;
                last.1 |= changes;
                Ok(u64::from(changes))
            }
            Operation::Undelete(name, numbers) | Operation::Destroy(name, numbers) => {
                let versions = self.0.get_mut(name).ok_or(Kind::NotFound)?;
                let forgotten = versions.len().saturating_sub(10);
                let destroys = matches!(operation, Operation::Destroy(..));
                for number in numbers {
                    let is_known = (1..=versions.len()).contains(number);
                    if !is_known || (!destroys && *number <= forgotten) {
                        return Err(Kind::NotFound);
                    }
                    if !destroys && versions[*number - 1].0.is_none() {
                        return Err(Kind::Conflict);
                    }
                }
                let mut changes = false;
                for number in numbers.iter().filter(|number| **number > forgotten) {
                    let version = &mut versions[*number - 1];
                    changes |= if destroys { version.0.take().is_some() } else { std::mem::take(&mut version.1) };
                }
                // What is forgotten can not be told from what is destroyed, and may not be in the copy either.
                for number in numbers.iter().filter(|number| destroys && **number <= forgotten) {
                    versions[*number - 1].0 = None;
                }
                Ok(u64::from(changes))
            }
        }
    }
}

fn apply(vault: &mut SealedFile, operation: &Operation, model: &Model) -> Result<u64, Kind> {
    let at = |name: &usize| path(NAMES[*name]);
    let expected = |name: &usize, offset: &i64| Version(model.current(*name).wrapping_add_signed(*offset));
    let versions = |numbers: &[usize]| numbers.iter().map(|number| Version(*number as u64)).collect::<Vec<_>>();
    match operation {
        Operation::Write(name, value, offset) => {
            let document = document(&value.to_string());
            ready(vault.write(&at(name), &document, expected(name, offset), "op")).map(|version| version.0)
        }
        Operation::Delete(name, offset) => ready(vault.delete(&at(name), expected(name, offset))).map(u64::from),
        Operation::Undelete(name, list) => ready(vault.undelete(&at(name), &versions(list))).map(u64::from),
        Operation::Destroy(name, list) => ready(vault.destroy(&at(name), &versions(list))).map(u64::from),
        Operation::DeleteAll(name) => ready(vault.delete_all(&at(name))).map(u64::from),
    }
    .map_err(|error| error.kind())
}

fn states(vault: &mut SealedFile, name: &str) -> Vec<(u64, State)> {
    let revisions = ready(vault.versions(&path(name))).unwrap();
    revisions.iter().map(|revision| (revision.version.0, revision.state)).collect()
}

fn compare(place: &Place, vault: &mut SealedFile, model: &Model) -> Result<(), TestCaseError> {
    let mut live = Vec::new();
    let mut copy = place.previous().exists().then(|| place.open_previous());
    for (index, name) in NAMES.iter().enumerate() {
        let empty = Vec::new();
        let all = model.0.get(&index).unwrap_or(&empty);
        let numbered = all.iter().enumerate().map(|(index, version)| (index as u64 + 1, Model::state(*version)));
        let kept: Vec<_> = numbered.skip(all.len().saturating_sub(10)).collect();
        prop_assert_eq!(states(vault, name), kept);
        let newest = all.last().filter(|version| !version.1).and_then(|version| version.0);
        let read = ready(vault.read(&path(name))).unwrap().map(|(document, _)| value_of(&document));
        prop_assert_eq!(read, newest.map(|value| value.to_string()));
        live.extend(newest.map(|_| path(name)));
        for (number, state) in copy.as_mut().map(|copy| states(copy, name)).unwrap_or_default() {
            let is_gone = (1..)
                .zip(all)
                .find(|(each, _)| *each == number)
                .map(|(_, version)| version)
                .is_none_or(|version| version.0.is_none());
            prop_assert!(!is_gone || state == State::Destroyed, "version {} of {} is in the copy", number, name);
        }
    }
    prop_assert_eq!(ready(vault.list(None)).unwrap(), live.as_slice());
    let mut one_by_one = Vec::new();
    for path in live {
        let (document, revision) = ready(vault.read(&path)).unwrap().unwrap();
        one_by_one.push((path, document, revision));
    }
    prop_assert_eq!(ready(vault.read_all(None)).unwrap(), one_by_one);
    let prefix = path(NAMES[0]);
    let below: Vec<_> = ready(vault.read_all(Some(&prefix))).unwrap().into_iter().map(|(path, ..)| path).collect();
    prop_assert_eq!(below, ready(vault.list(Some(&prefix))).unwrap());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_sequence_of_operations_does_what_the_model_does(operations in operations()) {
        let place = Place::new();
        let mut vault = place.create();
        let mut model = Model::default();
        for operation in &operations {
            let answer = apply(&mut vault, operation, &model);
            prop_assert_eq!(answer, model.apply(operation), "{:?}", operation);
            compare(&place, &mut vault, &model)?;
        }
        compare(&place, &mut place.open().unwrap(), &model)?;
    }
}
