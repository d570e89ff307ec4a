//! Keys on their way into a directory: a file for each, named by a number. The highest is the primary one, 0 the staged
//! one, as `keystone` of `OpenStack` has them.
//!
//! An application may read at any moment. So the primary key comes first, under a number above all others; then the
//! rest; and what is left over goes last. At no moment is a key missing that an application held and still needs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::files::{self, Previous};
use crate::base::{Error, Result, Secret, directory, lock};
use crate::change::{Danger, ExternalChange};
use crate::config::FILE_LIMIT;
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::{Cell, Record, View};

use super::super::material;
use super::super::model::KeyState;
use super::text::EXPORTED;

/// The number of the staged key.
const STAGED: u64 = 0;

/// Keys for a directory.
pub(super) struct ToDirectory {
    pub(super) directory: PathBuf,
    /// Whether files that are there may be replaced.
    pub(super) may_replace: bool,
    pub(super) fingerprints: Vec<String>,
    /// The primary one first, then the staged one, then the newest first.
    pub(super) texts: Vec<(KeyState, Secret)>,
}

/// What has to be done, in this order.
pub(super) struct Plan {
    writes: Vec<(u64, Secret)>,
    removals: Vec<u64>,
    /// The number of each key, as the texts are ordered.
    numbers: Vec<u64>,
}

#[derive(Serialize)]
struct Shown {
    file: String,
    fingerprint: String,
    state: &'static str,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["file", "fingerprint", "state"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.file), Cell::Id(self.fingerprint.clone()), Cell::text(self.state)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.file.clone())]
    }
}

/// Which key gets which number: those that are there keep theirs, as far as the order allows it.
fn plan(wanted: &[(KeyState, Secret)], found: &BTreeMap<u64, Secret>) -> Plan {
    // Oldest first, as the numbers are.
    let ordered: Vec<&Secret> =
        wanted.iter().filter(|(state, _)| *state != KeyState::Staged).map(|(_, text)| text).rev().collect();
    let mut numbers: Vec<u64> = Vec::new();
    for text in &ordered {
        let after = numbers.last().map_or(STAGED + 1, |last| last + 1);
        match found.range(after..).find(|(_, known)| known == text) {
            Some((number, _)) => numbers.push(*number),
            None => break,
        }
    }
    let highest = found.last_key_value().map_or(STAGED, |(number, _)| *number);
    let next = (highest + 1..).take(ordered.len() - numbers.len());
    numbers.extend(next);
    let mut places: BTreeMap<u64, &Secret> = numbers.iter().copied().zip(ordered).collect();
    let staged = wanted.iter().find(|(state, _)| *state == KeyState::Staged).map(|(_, text)| text);
    places.extend(staged.map(|text| (STAGED, text)));
    // Above the others, the primary one first.
    let writes = places.iter().rev().filter(|(number, text)| found.get(*number) != Some(**text));
    let writes = writes.map(|(number, text)| (*number, (*text).clone())).collect();
    let removals = found.keys().copied().filter(|number| !places.contains_key(number)).collect();
    let number_of =
        |text: &Secret| places.iter().find(|(_, placed)| **placed == text).map_or(STAGED, |(number, _)| *number);
    Plan { writes, removals, numbers: wanted.iter().map(|(_, text)| number_of(text)).collect() }
}

impl Plan {
    const fn is_done(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }
}

impl ToDirectory {
    fn find(&self) -> Result<BTreeMap<u64, Secret>> {
        match std::fs::symlink_metadata(&self.directory) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(cause) => return Err(Error::io(&format!("inspect `{}`", self.directory.display()), cause)),
            Ok(meta) if !meta.is_dir() => {
                return Err(Error::denied(format!("`{}` is not a directory", self.directory.display()))
                    .hint("name the directory itself: keys are not written through links"));
            }
            Ok(_) => {}
        }
        let mut found = BTreeMap::new();
        for (number, path) in material::numbered_files(&self.directory)? {
            if path != self.file(number) {
                return Err(Error::conflict(format!("`{}` is not named as a key file is", path.display()))
                    .hint(format!("rename it to {number}, or move it away")));
            }
            let content = files::find_replaceable(&path, FILE_LIMIT)?;
            // One that others can read does not count as holding its key: it is written anew.
            let text = content.map(|(text, meta)| {
                if files::loose_mode(&meta).is_some() {
                    Secret::new(Vec::new())
                } else {
                    text.without_trailing_newline()
                }
            });
            found.extend(text.map(|text| (number, text)));
        }
        Ok(found)
    }

    fn file(&self, number: u64) -> PathBuf {
        self.directory.join(number.to_string())
    }

    fn target(&self) -> String {
        format!("file:{}", self.directory.display())
    }

    fn view(&self, plan: &Plan) -> View {
        let rows = self.fingerprints.iter().zip(&self.texts).zip(&plan.numbers);
        let shown = rows.map(|((fingerprint, (state, _)), number)| Shown {
            file: self.file(*number).display().to_string(),
            fingerprint: fingerprint.clone(),
            state: state.name(),
        });
        View::list(shown.collect())
    }
}

impl ExternalChange for ToDirectory {
    type Plan = Plan;
    type Done = ();

    async fn plan(&self, _: &mut Context) -> Result<Plan> {
        let found = self.find()?;
        let plan = plan(&self.texts, &found);
        let replaces = plan.writes.iter().any(|(number, _)| found.contains_key(number)) || !plan.removals.is_empty();
        if replaces && !self.may_replace {
            return Err(Error::conflict(format!("`{}` holds other keys already", self.directory.display()))
                .hint("add --force to replace them; the primary key takes the highest number"));
        }
        Ok(plan)
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        plan.is_done()
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        self.target()
    }

    fn preview(&self, plan: Plan) -> View {
        let view = self.view(&plan);
        if plan.is_done() { view.with_note("They are there already") } else { view }
    }

    fn intent(&self, _: &Plan) -> Event {
        Event::new(EXPORTED, self.target())
            .with("format", material::Format::Directory.name())
            .with("fingerprint", self.fingerprints.join(" "))
    }

    async fn probe(&self, _: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        let found = plan(&self.texts, &self.find()?);
        let detail: serde_json::Value = serde_json::from_str(&unfinished.detail).unwrap_or_default();
        // Only of the same keys can the directory tell whether it holds them.
        Ok((detail == self.intent(&found).detail).then_some(found.is_done()))
    }

    async fn act(&self, _: &Plan, _: &mut Context, _: &str) -> Result<()> {
        files::create_private_directory(&self.directory)?;
        let _lock = lock::hold_directory(&self.directory)?;
        // Looked at again, now that no other run writes there.
        let plan = plan(&self.texts, &self.find()?);
        for (number, text) in &plan.writes {
            let path = self.file(*number);
            files::remove_leftovers(&path)?;
            write(&path, text, self.may_replace)?;
        }
        plan.removals.iter().try_for_each(|number| directory::remove(&self.file(*number)))
    }

    fn view(&self, plan: Plan, (): ()) -> View {
        self.view(&plan).with_note(format!("The keys are in {}", self.directory.display()))
    }
}

fn write(path: &Path, text: &Secret, may_replace: bool) -> Result<()> {
    if may_replace {
        return files::replace(path, text.expose(), files::PRIVATE, Previous::Discard);
    }
    files::create_complete(path, text.expose())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from_text(text.to_owned())
    }

    /// Applies a plan step by step; `wanted` are held at every moment, once they were there.
    fn apply(wanted: &[(KeyState, &str)], found: &mut BTreeMap<u64, Secret>) -> Vec<(u64, String)> {
        let wanted: Vec<_> = wanted.iter().map(|(state, text)| (*state, secret(text))).collect();
        let before: Vec<Secret> = found.values().cloned().collect();
        let planned = plan(&wanted, found);
        let needed: Vec<&Secret> = wanted.iter().map(|(_, text)| text).filter(|text| before.contains(text)).collect();
        let look = |found: &BTreeMap<u64, Secret>| {
            assert!(needed.iter().all(|text| found.values().any(|one| one == *text)));
        };
        for (number, text) in planned.writes {
            found.insert(number, text);
            look(found);
        }
        for number in planned.removals {
            found.remove(&number);
            look(found);
        }
        assert!(plan(&wanted, found).is_done());
        found.iter().map(|(number, text)| (*number, text.expose_text("").unwrap().to_owned())).collect()
    }

    #[test]
    fn a_rotation_looks_as_keystone_does_it() {
        use KeyState::{Primary, Secondary, Staged};
        let told = |numbers: &[(u64, &str)]| -> Vec<(u64, String)> {
            numbers.iter().map(|(number, text)| (*number, (*text).to_owned())).collect()
        };
        let mut files = BTreeMap::new();
        assert_eq!(
            apply(&[(Primary, "b"), (Staged, "c"), (Secondary, "a")], &mut files),
            told(&[(0, "c"), (1, "a"), (2, "b")])
        );
        // The staged key becomes primary under the next number, and another is staged.
        let rotated = &[(Primary, "c"), (Staged, "d"), (Secondary, "b"), (Secondary, "a")];
        assert_eq!(apply(rotated, &mut files), told(&[(0, "d"), (1, "a"), (2, "b"), (3, "c")]));
        // The oldest key goes, and the others keep their numbers.
        let purged = &[(Primary, "c"), (Staged, "d"), (Secondary, "b")];
        assert_eq!(apply(purged, &mut files), told(&[(0, "d"), (2, "b"), (3, "c")]));
        // A key goes back to being primary.
        assert_eq!(apply(&[(Primary, "b"), (Secondary, "c")], &mut files), told(&[(3, "c"), (4, "b")]));
    }

    #[test]
    fn a_strange_directory_becomes_the_one_that_is_wanted() {
        use KeyState::{Primary, Secondary};
        for found in [&["z"][..], &["a", "b"], &["b", "a"], &["a", "a"], &["b", "z", "a", "b"]] {
            let mut files =
                found.iter().enumerate().map(|(at, text)| (u64::try_from(at).unwrap(), secret(text))).collect();
            let result = apply(&[(Primary, "b"), (Secondary, "a")], &mut files);
            let texts: Vec<_> = result.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, ["a", "b"], "{found:?}");
            assert!(result.iter().all(|(number, _)| *number > 0));
        }
    }
}
