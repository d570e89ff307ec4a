//! Any sequence of operations does to a vault what it does to a few lines that keep everything in a list: the same
//! body for the sealed file and for a server.

use std::collections::BTreeMap;
use std::path::PathBuf;

use claviger::base::files::previous_of;
use claviger::base::{Clock, Kind, Result, Rng, Secret};
use claviger::vault::{Document, Field, Path, SealedFile, State, Unlock, Vault, Version};
use futures_util::FutureExt;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::common::is_full_run;
use crate::common::openbao::{Mount, fresh};
use crate::common::sql::block_on;

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
    fn all(&self, name: usize) -> &[(Option<u8>, bool)] {
        self.0.get(&name).map_or(&[], Vec::as_slice)
    }

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

fn document(value: &str) -> Document {
    [(Field::parse("value").unwrap(), Secret::from_text(value.to_owned()))].into_iter().collect()
}

fn value_of(document: &Document) -> String {
    let value = document.find_field(&Field::parse("value").unwrap()).unwrap();
    value.expose_text("the value").unwrap().to_owned()
}

/// A vault under test, and the path below which it is the case's own.
struct Subject<V> {
    vault: V,
    root: String,
}

impl<V: Vault> Subject<V> {
    fn path(&self, name: usize) -> Path {
        Path::parse(&format!("{}/{}", self.root, NAMES[name])).unwrap()
    }

    async fn apply(&mut self, operation: &Operation, model: &Model) -> Result<u64, Kind> {
        let expected = |name: &usize, offset: &i64| Version(model.current(*name).wrapping_add_signed(*offset));
        let versions = |numbers: &[usize]| numbers.iter().map(|number| Version(*number as u64)).collect::<Vec<_>>();
        match operation {
            Operation::Write(name, value, offset) => {
                let document = document(&value.to_string());
                let written = self.vault.write(&self.path(*name), &document, expected(name, offset), "op").await;
                written.map(|version| version.0)
            }
            Operation::Delete(name, offset) => {
                self.vault.delete(&self.path(*name), expected(name, offset)).await.map(u64::from)
            }
            Operation::Undelete(name, list) => {
                self.vault.undelete(&self.path(*name), &versions(list)).await.map(u64::from)
            }
            Operation::Destroy(name, list) => {
                self.vault.destroy(&self.path(*name), &versions(list)).await.map(u64::from)
            }
            Operation::DeleteAll(name) => self.vault.delete_all(&self.path(*name)).await.map(u64::from),
        }
        .map_err(|error| error.kind())
    }

    async fn states(&mut self, name: usize) -> Vec<(u64, State)> {
        let revisions = self.vault.versions(&self.path(name)).await.unwrap();
        revisions.iter().map(|revision| (revision.version.0, revision.state)).collect()
    }

    async fn compare(&mut self, model: &Model) -> Result<(), TestCaseError> {
        let mut live = Vec::new();
        for index in 0..NAMES.len() {
            let path = self.path(index);
            let all = model.all(index);
            let numbered = all.iter().enumerate().map(|(index, version)| (index as u64 + 1, Model::state(*version)));
            let kept: Vec<_> = numbered.skip(all.len().saturating_sub(10)).collect();
            prop_assert_eq!(self.states(index).await, kept.as_slice());
            let newest = all.last().filter(|version| !version.1).and_then(|version| version.0);
            let read = self.vault.read(&path).await.unwrap();
            prop_assert_eq!(read.as_ref().map(|(read, _)| value_of(read)), newest.map(|value| value.to_string()));
            for (number, state) in kept {
                let there = self.vault.read_version(&path, Version(number)).await.unwrap();
                prop_assert_eq!(there.is_some(), state == State::Live);
            }
            live.extend(read.map(|(document, revision)| (path, document, revision)));
        }
        let root = Path::parse(&self.root).unwrap();
        let paths: Vec<_> = live.iter().map(|(path, ..)| path.clone()).collect();
        prop_assert_eq!(self.vault.list(Some(&root)).await.unwrap(), paths.as_slice());
        prop_assert_eq!(self.vault.read_all(Some(&root)).await.unwrap(), live);
        let prefix = self.path(0);
        let below: Vec<_> = paths.into_iter().filter(|path| path.is_within(&prefix)).collect();
        prop_assert_eq!(self.vault.list(Some(&prefix)).await.unwrap(), below);
        Ok(())
    }

    /// All operations, each with what the model answers, and a comparison of everything after each.
    async fn run(
        &mut self,
        operations: &[Operation],
        mut check: impl FnMut(&Model) -> Result<(), TestCaseError>,
    ) -> Result<Model, TestCaseError> {
        let mut model = Model::default();
        for operation in operations {
            let answer = self.apply(operation, &model).await;
            prop_assert_eq!(answer, model.apply(operation), "{:?}", operation);
            self.compare(&model).await?;
            check(&model)?;
        }
        Ok(model)
    }
}

/// A directory with a sealed file and its key.
struct Place(TempDir);

impl Place {
    fn vault(&self) -> PathBuf {
        self.0.path().join("app.vault")
    }

    fn unlock(&self) -> Unlock {
        Unlock::KeyFile(self.0.path().join("app.key"))
    }

    fn open(&self, file: PathBuf) -> Subject<SealedFile> {
        let vault = SealedFile::open(file, self.unlock(), Clock::System, Rng::system()).unwrap();
        Subject { vault, root: "case".to_owned() }
    }

    /// Nothing that was destroyed may be left in the copy.
    fn check_copy(&self, model: &Model) -> Result<(), TestCaseError> {
        let previous = previous_of(&self.vault());
        if !previous.exists() {
            return Ok(());
        }
        let mut copy = self.open(previous);
        for index in 0..NAMES.len() {
            for (number, state) in copy.states(index).now_or_never().expect("a sealed file does not wait") {
                let version = usize::try_from(number - 1).ok().and_then(|index_of| model.all(index).get(index_of));
                let is_gone = version.is_none_or(|version| version.0.is_none());
                prop_assert!(!is_gone || state == State::Destroyed, "version {} is in the copy", number);
            }
        }
        Ok(())
    }
}

fn check(cases: u32, test: impl Fn(Vec<Operation>) -> Result<(), TestCaseError>) {
    let cases = if is_full_run() { cases * 10 } else { cases };
    let config =
        ProptestConfig { cases, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config).run(&operations(), test).unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_sealed_file_does_what_the_model_does() {
    check(24, |operations| {
        let place = Place(tempfile::tempdir().unwrap());
        let vault = SealedFile::create(place.vault(), place.unlock(), Clock::System, Rng::system()).unwrap();
        let mut subject = Subject { vault, root: "case".to_owned() };
        let model = block_on(subject.run(&operations, |model| place.check_copy(model)))?;
        block_on(place.open(place.vault()).compare(&model))
    });
}

#[test]
fn a_server_does_what_the_model_does() {
    let mount = Mount::new();
    check(8, |operations| {
        let mut subject = Subject { vault: mount.open(), root: fresh("case") };
        // One runtime: connections are kept between requests.
        block_on(async {
            let model = subject.run(&operations, |_| Ok(())).await?;
            Subject { vault: mount.open(), root: subject.root.clone() }.compare(&model).await
        })
    });
}
