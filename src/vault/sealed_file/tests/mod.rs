//! Tests of the sealed file against real files. Here: what they share, and the two ways to unlock.

mod damage;
mod processes;
mod versions;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use futures_util::FutureExt;
use tempfile::TempDir;

use super::{SealedFile, Unlock};
use crate::base::files::previous_of;
use crate::base::{Clock, Kind, Result, Rng, Secret, Timestamp};
use crate::vault::{Document, Field, Path, Vault, Version};

/// The sealed file never waits for anything but the disk.
fn ready<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("the sealed file does not wait")
}

fn path(text: &str) -> Path {
    Path::parse(text).unwrap()
}

fn document(value: &str) -> Document {
    [(Field::parse("value").unwrap(), Secret::from_text(value.to_owned()))].into_iter().collect()
}

fn value_of(document: &Document) -> String {
    let value = document.find_field(&Field::parse("value").unwrap()).unwrap();
    String::from_utf8(value.expose().to_vec()).unwrap()
}

/// A directory with a vault and its key.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn vault(&self) -> PathBuf {
        self.0.path().join("app.vault")
    }

    fn previous(&self) -> PathBuf {
        previous_of(&self.vault())
    }

    fn key(&self) -> PathBuf {
        self.0.path().join("app.key")
    }

    fn unlock(&self) -> Unlock {
        Unlock::KeyFile(self.key())
    }

    fn create(&self) -> SealedFile {
        SealedFile::create(self.vault(), self.unlock(), Clock::System, Rng::system()).unwrap()
    }

    fn open(&self) -> Result<SealedFile> {
        SealedFile::open(self.vault(), self.unlock(), Clock::System, Rng::system())
    }

    fn open_previous(&self) -> SealedFile {
        SealedFile::open(self.previous(), self.unlock(), Clock::System, Rng::system()).unwrap()
    }

    /// Everything in the directory, in order.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_new_vault_is_private_empty_and_opens_again() {
    let place = Place::new();
    let mut vault = place.create();
    assert_eq!(ready(vault.list(None)).unwrap(), []);
    ready(vault.write(&path("app/db"), &document("one"), Version::ABSENT, "")).unwrap();
    assert_eq!(place.names(), ["app.key", "app.vault", "app.vault.lock", "app.vault.prev"]);
    for name in place.names() {
        let mode = fs::metadata(place.0.path().join(&name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name}");
    }
    let (read, _) = ready(place.open().unwrap().read(&path("app/db"))).unwrap().unwrap();
    assert_eq!(value_of(&read), "one");
    let key = fs::read_to_string(place.key()).unwrap();
    assert!(key.starts_with("claviger-vault-key-v1:") && key.len() == 22 + 43 + 1, "{}", key.len());
    assert_eq!(vault.describe(), format!("sealed file `{}`", place.vault().display()));
}

#[test]
fn creating_never_touches_what_is_there() {
    let place = Place::new();
    drop(place.create());
    let (vault, key) = (fs::read(place.vault()).unwrap(), fs::read(place.key()).unwrap());
    let create = || SealedFile::create(place.vault(), place.unlock(), Clock::System, Rng::system());
    assert_eq!(create().unwrap_err().kind(), Kind::Conflict);
    assert_eq!(fs::read(place.vault()).unwrap(), vault);
    assert_eq!(fs::read(place.key()).unwrap(), key);
    // A vault that was lost, but whose copy is there, is not buried under a new one.
    fs::rename(place.vault(), place.previous()).unwrap();
    let error = create().unwrap_err();
    assert_eq!(error.kind(), Kind::Conflict);
    assert!(error.hint_text().unwrap().contains("cp -p"), "{error:?}");
    // A key from a run that was killed before it made the vault is used.
    fs::remove_file(place.previous()).unwrap();
    drop(create().unwrap());
    assert_eq!(fs::read(place.key()).unwrap(), key);
    assert_eq!(ready(place.open().unwrap().list(None)).unwrap(), []);
}

#[test]
fn a_passphrase_unlocks_and_a_wrong_one_is_denied() {
    let place = Place::new();
    let unlock = |text: &str| Unlock::Passphrase(Secret::from_text(text.to_owned()));
    let create = |text| SealedFile::create(place.vault(), unlock(text), Clock::System, Rng::system());
    assert_eq!(create("").unwrap_err().kind(), Kind::Usage);
    let mut vault = create("correct horse").unwrap();
    ready(vault.write(&path("a"), &document("one"), Version::ABSENT, "")).unwrap();
    assert!(!place.key().exists());

    let open = |unlock| SealedFile::open(place.vault(), unlock, Clock::System, Rng::system());
    assert_eq!(value_of(&ready(open(unlock("correct horse")).unwrap().read(&path("a"))).unwrap().unwrap().0), "one");
    for wrong in [unlock("correct horse\n"), unlock(""), place.unlock()] {
        let error = open(wrong).unwrap_err();
        assert_eq!(error.kind(), Kind::Denied);
        assert!(error.hint_text().is_some());
        assert!(!format!("{error:?}").contains("correct"));
    }
    // The header is believed only as far as it is affordable: see the tests of `header`.
    let kept = fs::read(place.vault()).unwrap();
    assert_eq!(kept[16..32], [2, 0, 0, 0, 0, 0, 1, 0, 3, 0, 0, 0, 4, 0, 0, 0], "64 MiB, 3 iterations, 4 lanes");
}

#[test]
fn a_wrong_key_is_told_from_a_missing_and_a_malformed_one() {
    let place = Place::new();
    let mut vault = place.create();
    ready(vault.write(&path("a"), &document("one"), Version::ABSENT, "")).unwrap();
    let right = fs::read_to_string(place.key()).unwrap();
    let other = Place::new();
    drop(other.create());
    let open = |unlock| SealedFile::open(place.vault(), unlock, Clock::System, Rng::system()).map(drop);
    let opened_with = |key: &str| {
        fs::remove_file(other.key()).unwrap();
        crate::base::files::create_complete(&other.key(), key.as_bytes()).unwrap();
        open(other.unlock())
    };

    let error = open(other.unlock()).unwrap_err();
    assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Denied, true));
    let error = open(Unlock::KeyFile(other.0.path().join("none"))).unwrap_err();
    assert_eq!((error.kind(), error.hint_text().unwrap().contains("put the key back")), (Kind::NotFound, true));
    assert_eq!(open(Unlock::Passphrase(Secret::from_text("x".into()))).unwrap_err().kind(), Kind::Denied);
    opened_with(&right).unwrap();
    opened_with(right.trim_end()).unwrap();
    let with_a_changed_bit = right.replacen("v1:A", "v1:B", 1).replacen("v1:_", "v1:A", 1);
    for malformed in [
        "",
        "\n",
        "claviger-vault-key-v1:",
        &right[1..],
        &right[..50],
        &format!("{right}{right}"),
        &right.replace("v1", "v2"),
    ] {
        let error = opened_with(malformed).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage, "{}", malformed.len());
        assert!(error.causes().iter().chain([&error.message().to_owned()]).all(|told| !told.contains(&right[22..40])));
    }
    if with_a_changed_bit != right {
        assert_eq!(opened_with(&with_a_changed_bit).unwrap_err().kind(), Kind::Denied);
    }
}

#[test]
fn debug_and_errors_show_no_secret() {
    let place = Place::new();
    let mut vault = place.create();
    let secret = "hunter2";
    ready(vault.write(&path("app/db"), &document(secret), Version::ABSENT, "op")).unwrap();
    let key = fs::read_to_string(place.key()).unwrap();
    let conflict = ready(vault.write(&path("app/db"), &document(secret), Version(7), "op")).unwrap_err();
    let passphrase = Unlock::Passphrase(Secret::from_text(secret.to_owned()));
    let shown = format!(
        "{vault:?} {:?} {:?} {passphrase:?} {conflict:?} {:?}",
        place.unlock(),
        ready(vault.read(&path("app/db"))).unwrap(),
        crate::vault::Backend::SealedFile(place.open().unwrap()),
    );
    for hidden in [secret, &data_encoding::BASE64.encode(secret.as_bytes()), key[22..].trim_end(), "104, 117"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    assert!(shown.contains("app.vault") && shown.contains("Secret(…)"), "{shown}");
}

#[test]
fn the_file_shows_nothing_of_names_and_values() {
    let place = Place::new();
    let mut vault = place.create();
    ready(vault.write(&path("app/database"), &document("hunter2"), Version::ABSENT, "operation")).unwrap();
    let file = fs::read(place.vault()).unwrap();
    for hidden in ["database", "hunter2", "operation", "paths", &data_encoding::BASE64.encode(b"hunter2")] {
        assert!(!file.windows(hidden.len()).any(|window| window == hidden.as_bytes()), "{hidden}");
    }
    // Written again, nothing but the header stays: another nonce, another ciphertext.
    ready(vault.write(&path("app/database"), &document("hunter2"), Version(1), "operation")).unwrap();
    let again = fs::read(place.vault()).unwrap();
    assert_eq!(file[..128], again[..128]);
    assert!(file[128..160].iter().zip(&again[128..160]).filter(|(one, two)| one == two).count() < 8);
}

#[test]
fn times_come_from_the_clock_and_survive() {
    let place = Place::new();
    drop(place.create());
    let at: Timestamp = "2026-01-02T03:04:05.123456Z".parse().unwrap();
    let mut vault = SealedFile::open(place.vault(), place.unlock(), Clock::Fixed(at), Rng::system()).unwrap();
    ready(vault.write(&path("a"), &document("one"), Version::ABSENT, "op-1")).unwrap();
    ready(vault.delete(&path("a"), Version(1))).unwrap();
    let revisions = ready(place.open().unwrap().versions(&path("a"))).unwrap();
    assert_eq!((revisions[0].created_at, revisions[0].deleted_at), (at, Some(at)));
    assert_eq!(revisions[0].operation.as_deref(), Some("op-1"));
}
