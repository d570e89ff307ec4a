//! Fingerprints of a world, for commands that must change nothing: every file and every row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::World;
use super::backends::Location;

/// All that a command could have changed: by name, what is there.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint(BTreeMap<String, Vec<u8>>);

impl World {
    /// Files with their modes, owners, times and bytes, and the database with its schema, rows and counters.
    ///
    /// The bytes of an SQLite file are left out, its rows are not: opening a file may move pages about in it.
    #[track_caller]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut entries = BTreeMap::new();
        let mut embedded = Vec::new();
        if let Some(database) = &self.database {
            if let Location::File(path) = &database.location {
                embedded = ["", "-wal", "-shm", "-journal"].map(|end| format!("{}{end}", path.display())).to_vec();
            }
            for (table, rows) in self.dump() {
                entries.insert(format!("table {table}"), format!("{rows:#?}").into_bytes());
            }
        }
        fingerprint_directory(self.root(), &embedded, &mut entries);
        Fingerprint(entries)
    }
}

impl Fingerprint {
    /// The names of what differs; empty when nothing does.
    pub fn differences(&self, later: &Self) -> Vec<String> {
        let names: BTreeSet<_> = self.0.keys().chain(later.0.keys()).collect();
        names
            .into_iter()
            .filter(|name| self.0.get(*name) != later.0.get(*name))
            .map(|name| match (self.0.get(name), later.0.get(name)) {
                (None, _) => format!("{name} is new"),
                (_, None) => format!("{name} is gone"),
                (Some(before), Some(after)) => format!(
                    "{name} changed\n--- before\n{}\n--- after\n{}",
                    String::from_utf8_lossy(before),
                    String::from_utf8_lossy(after)
                ),
            })
            .collect()
    }

    /// Insists that nothing changed since.
    #[track_caller]
    pub fn assert_unchanged(&self, world: &World) {
        let differences = self.differences(&world.fingerprint());
        assert!(differences.is_empty(), "something changed:\n{}", differences.join("\n"));
    }
}

fn fingerprint_directory(directory: &Path, except: &[String], entries: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        if except.contains(&path.display().to_string()) {
            continue;
        }
        let meta = entry.metadata().unwrap();
        let kind = entry.file_type().unwrap();
        let mut text = format!("mode {:o} owner {}:{}", meta.mode(), meta.uid(), meta.gid());
        // The time of a directory changes with the files of a database in it, and says nothing its entries do not.
        if !kind.is_dir() {
            write!(text, " changed {}.{:09} inode {}", meta.mtime(), meta.mtime_nsec(), meta.ino()).unwrap();
        }
        let mut content = (text + "\n").into_bytes();
        if kind.is_file() {
            content.extend(std::fs::read(&path).unwrap());
        } else if kind.is_symlink() {
            content.extend(std::fs::read_link(&path).unwrap().as_os_str().as_encoded_bytes());
        }
        entries.insert(format!("file {}", path.display()), content);
        if kind.is_dir() {
            fingerprint_directory(&path, except, entries);
        }
    }
}
