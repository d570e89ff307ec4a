//! The search for a secret where it must not be: files, output, database, the server's log; plain and encoded.

use std::path::{Path, PathBuf};

use data_encoding::{BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use memchr::memmem;

use super::{Engine, Finished, World};

/// Anything shorter turns up by accident.
const SHORTEST: usize = 8;

impl World {
    /// Fails if a secret is found anywhere: in a file of this world, in what a command printed, in the database.
    #[track_caller]
    pub fn assert_secret_nowhere(&self, secret: impl AsRef<[u8]>) {
        self.secret(secret).assert_nowhere();
    }

    /// A search that may leave places out.
    pub fn secret(&self, secret: impl AsRef<[u8]>) -> Search<'_> {
        Search { world: self, secret: secret.as_ref().to_vec(), files: Vec::new(), runs: Vec::new() }
    }
}

/// A search for one secret.
pub struct Search<'a> {
    world: &'a World,
    secret: Vec<u8>,
    files: Vec<PathBuf>,
    runs: Vec<usize>,
}

impl Search<'_> {
    /// Not in this file, whose job it is to hold the secret.
    pub fn except_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Not in the output of this command, which was asked for the secret.
    pub fn except_output_of(mut self, finished: &Finished) -> Self {
        self.runs.push(finished.number);
        self
    }

    /// Fails with every place where the secret is.
    #[track_caller]
    pub fn assert_nowhere(self) {
        let found = self.find();
        assert!(found.is_empty(), "the secret is in:\n  {}", found.join("\n  "));
    }

    /// Every place where the secret is.
    #[track_caller]
    pub fn find(&self) -> Vec<String> {
        let needles = needles(&self.secret);
        let mut found = Vec::new();
        let mut look = |place: String, haystack: &[u8]| {
            for (form, needle) in &needles {
                if memmem::find(haystack, needle).is_some() {
                    found.push(format!("{place} ({form})"));
                }
            }
        };
        for path in files_under(self.world.root()) {
            if !self.files.contains(&path) {
                look(path.display().to_string(), &std::fs::read(&path).unwrap());
            }
            look(format!("the name of {}", path.display()), path.as_os_str().as_encoded_bytes());
        }
        for run in self.world.runs() {
            look(format!("the command line `{}`", run.line), run.line.as_bytes());
            if !self.runs.contains(&run.number) {
                look(format!("stdout of `{}`", run.line), &run.stdout);
                look(format!("stderr of `{}`", run.line), &run.stderr);
            }
        }
        if let Some(database) = &self.world.database {
            for (table, rows) in self.world.dump() {
                for row in rows {
                    look(format!("a row of {table}"), row.join("\n").as_bytes());
                }
            }
            if database.engine() == Engine::Postgres {
                let path = super::from_tests_run("CLAVIGER_TEST_POSTGRES_LOG");
                look("the log of the server".into(), &std::fs::read(path).unwrap());
            }
        }
        found
    }
}

/// The forms in which a leak would be found: as it is, in hex, and in base64 at each of the three positions that it
/// can have within groups of three bytes.
fn needles(secret: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    assert!(secret.len() >= SHORTEST, "a secret of fewer than {SHORTEST} bytes is found by accident");
    let mut needles = vec![
        ("as it is", secret.to_vec()),
        ("hex", HEXLOWER.encode(secret).into_bytes()),
        ("upper-case hex", HEXUPPER.encode(secret).into_bytes()),
    ];
    for (name, encoding) in [("base64", BASE64), ("base64url", BASE64URL)] {
        for shift in 0..3 {
            let mut bytes = vec![0; shift];
            bytes.extend(secret);
            let encoded = encoding.encode(&bytes).into_bytes();
            // Characters that also hold bits of the neighbours are cut off: the first ones, and those of a last group
            // that is not full.
            let start = (shift * 8).div_ceil(6);
            let end = bytes.len() * 8 / 6;
            let needle = encoded[start..end].to_vec();
            // The two alphabets differ in two characters only.
            if needles.iter().all(|(_, known)| *known != needle) {
                needles.push((name, needle));
            }
        }
    }
    needles
}

/// Every file under a directory; links are not followed.
pub fn files_under(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files.extend(files_under(&entry.path()));
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    files
}
