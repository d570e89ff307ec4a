//! The rules of KV version 2: compare-and-set, history, delete, undelete, destroy.

use super::{Place, SealedFile, document, path, ready, value_of};
use crate::base::{Kind, Result, Secret};
use crate::vault::{Document, Field, Path, State, VERSIONS_KEPT, Vault, Version};

fn states(vault: &mut SealedFile, path: &Path) -> Vec<(u64, State)> {
    let revisions = ready(vault.versions(path)).unwrap();
    revisions.iter().map(|revision| (revision.version.0, revision.state)).collect()
}

fn kind<T: std::fmt::Debug>(result: Result<T>) -> Kind {
    result.unwrap_err().kind()
}

/// A vault with `a` at version `count`, whose values are `value 1` and so on.
fn with_versions(place: &Place, count: u64) -> SealedFile {
    let mut vault = place.create();
    for number in 1..=count {
        let value = document(&format!("value {number}"));
        ready(vault.write(&path("a"), &value, Version(number - 1), &format!("op {number}"))).unwrap();
    }
    vault
}

#[test]
fn a_write_that_expects_another_version_changes_nothing_and_says_which() {
    let place = Place::new();
    let mut vault = with_versions(&place, 2);
    let before = std::fs::read(place.vault()).unwrap();
    for (expected, message) in [
        (0, "`a` exists already, at version 2, expected was none"),
        (1, "`a` is at version 2, expected was version 1"),
        (3, "`a` is at version 2, expected was version 3"),
    ] {
        let error = ready(vault.write(&path("a"), &document("x"), Version(expected), "op")).unwrap_err();
        assert_eq!((error.kind(), error.message()), (Kind::Conflict, message));
        assert_eq!(error.hint_text(), Some("see what was written meanwhile: claviger secret history a"));
    }
    let error = ready(vault.write(&path("b"), &document("x"), Version(4), "op")).unwrap_err();
    assert_eq!(error.message(), "`b` does not exist, expected was version 4");
    assert_eq!(kind(ready(vault.delete(&path("a"), Version(1)))), Kind::Conflict);
    assert_eq!(std::fs::read(place.vault()).unwrap(), before);
    assert_eq!(ready(vault.write(&path("a"), &document("x"), Version(2), "op")).unwrap(), Version(3));
}

#[test]
fn every_version_is_kept_with_its_operation_until_ten_newer_ones_exist() {
    let place = Place::new();
    let mut vault = with_versions(&place, 13);
    let revisions = ready(vault.versions(&path("a"))).unwrap();
    assert_eq!(revisions.len(), VERSIONS_KEPT);
    assert_eq!(revisions.iter().map(|revision| revision.version.0).collect::<Vec<_>>(), (4..=13).collect::<Vec<_>>());
    assert_eq!(revisions[0].operation.as_deref(), Some("op 4"));
    assert!(ready(vault.read_version(&path("a"), Version(3))).unwrap().is_none());
    assert!(ready(vault.read_version(&path("a"), Version(0))).unwrap().is_none());
    assert!(ready(vault.read_version(&path("a"), Version(14))).unwrap().is_none());
    let (old, revision) = ready(vault.read_version(&path("a"), Version(4))).unwrap().unwrap();
    assert_eq!((value_of(&old).as_str(), revision.version), ("value 4", Version(4)));
    assert_eq!(value_of(&ready(vault.read(&path("a"))).unwrap().unwrap().0), "value 13");
}

#[test]
fn a_deleted_version_reads_as_nothing_comes_back_and_still_counts() {
    let place = Place::new();
    let mut vault = with_versions(&place, 2);
    assert!(ready(vault.delete(&path("a"), Version(2))).unwrap());
    assert!(!ready(vault.delete(&path("a"), Version(2))).unwrap(), "deleting twice changes nothing");
    assert!(ready(vault.read(&path("a"))).unwrap().is_none());
    assert!(ready(vault.read_version(&path("a"), Version(2))).unwrap().is_none());
    assert!(ready(vault.read_version(&path("a"), Version(1))).unwrap().is_some());
    assert_eq!(ready(vault.list(None)).unwrap(), []);
    assert_eq!(states(&mut vault, &path("a")), [(1, State::Live), (2, State::Deleted)]);
    assert!(ready(vault.versions(&path("a"))).unwrap()[1].deleted_at.is_some());

    assert!(ready(vault.undelete(&path("a"), &[Version(1), Version(2)])).unwrap());
    assert!(!ready(vault.undelete(&path("a"), &[Version(2)])).unwrap());
    assert_eq!(value_of(&ready(vault.read(&path("a"))).unwrap().unwrap().0), "value 2");
    assert_eq!(ready(vault.versions(&path("a"))).unwrap()[1].deleted_at, None);

    assert!(ready(vault.delete(&path("a"), Version(2))).unwrap());
    assert_eq!(kind(ready(vault.write(&path("a"), &document("x"), Version::ABSENT, ""))), Kind::Conflict);
    assert_eq!(ready(vault.write(&path("a"), &document("x"), Version(2), "")).unwrap(), Version(3));
    assert_eq!(states(&mut vault, &path("a")), [(1, State::Live), (2, State::Deleted), (3, State::Live)]);
}

#[test]
fn destroyed_data_is_gone_for_good_and_its_record_remains() {
    let place = Place::new();
    let mut vault = with_versions(&place, 3);
    ready(vault.delete(&path("a"), Version(3))).unwrap();
    assert!(ready(vault.destroy(&path("a"), &[Version(1), Version(3)])).unwrap());
    assert!(!ready(vault.destroy(&path("a"), &[Version(3)])).unwrap());
    assert_eq!(states(&mut vault, &path("a")), [(1, State::Destroyed), (2, State::Live), (3, State::Destroyed)]);
    assert!(ready(vault.read(&path("a"))).unwrap().is_none());
    assert!(!ready(vault.delete(&path("a"), Version(3))).unwrap());
    assert_eq!(kind(ready(vault.undelete(&path("a"), &[Version(2), Version(3)]))), Kind::Conflict);
    assert!(ready(vault.versions(&path("a"))).unwrap()[2].deleted_at.is_some());
    assert_eq!(ready(vault.write(&path("a"), &document("x"), Version(3), "")).unwrap(), Version(4));
}

#[test]
fn what_was_never_there_is_not_found() {
    let place = Place::new();
    let mut vault = with_versions(&place, 12);
    assert_eq!(kind(ready(vault.delete(&path("b"), Version(1)))), Kind::NotFound);
    assert_eq!(kind(ready(vault.undelete(&path("b"), &[Version(1)]))), Kind::NotFound);
    assert_eq!(kind(ready(vault.destroy(&path("b"), &[Version(1)]))), Kind::NotFound);
    assert_eq!(kind(ready(vault.undelete(&path("a"), &[Version(13)]))), Kind::NotFound);
    assert_eq!(kind(ready(vault.undelete(&path("a"), &[Version(2)]))), Kind::NotFound, "too old to be kept");
    assert_eq!(kind(ready(vault.destroy(&path("a"), &[Version(12), Version(13)]))), Kind::NotFound);
    assert_eq!(kind(ready(vault.destroy(&path("a"), &[Version(0)]))), Kind::NotFound);
    assert!(ready(vault.read(&path("a"))).unwrap().is_some(), "nothing was destroyed by a list that names a stranger");
    assert!(!ready(vault.delete_all(&path("b"))).unwrap());
    assert!(ready(vault.versions(&path("b"))).unwrap().is_empty());
}

#[test]
fn previous_holds_the_state_before_a_change_but_nothing_destroyed() {
    let place = Place::new();
    let mut vault = with_versions(&place, 2);
    assert_eq!(states(&mut place.open_previous(), &path("a")), [(1, State::Live)]);
    ready(vault.write(&path("b"), &document("x"), Version::ABSENT, "")).unwrap();
    ready(vault.destroy(&path("a"), &[Version(1)])).unwrap();
    assert_eq!(states(&mut place.open_previous(), &path("a")), [(1, State::Destroyed), (2, State::Live)]);
    assert_eq!(std::fs::read(place.previous()).unwrap(), std::fs::read(place.vault()).unwrap());
    ready(vault.delete_all(&path("a"))).unwrap();
    assert_eq!(states(&mut place.open_previous(), &path("a")), []);
    assert_eq!(ready(place.open_previous().list(None)).unwrap(), [path("b")]);
}

#[test]
fn destroying_what_was_too_old_to_be_kept_clears_previous_of_it() {
    let place = Place::new();
    let mut vault = with_versions(&place, 11);
    assert_eq!(states(&mut place.open_previous(), &path("a"))[0], (1, State::Live));
    assert!(!ready(vault.destroy(&path("a"), &[Version(1)])).unwrap(), "the vault itself held it no more");
    assert_eq!(states(&mut place.open_previous(), &path("a"))[0], (2, State::Live));
}

#[test]
fn deleting_all_forgets_the_path_and_begins_anew() {
    let place = Place::new();
    let mut vault = with_versions(&place, 3);
    assert!(ready(vault.delete_all(&path("a"))).unwrap());
    assert!(!ready(vault.delete_all(&path("a"))).unwrap());
    assert_eq!(states(&mut vault, &path("a")), []);
    assert_eq!(ready(vault.write(&path("a"), &document("x"), Version::ABSENT, "")).unwrap(), Version(1));
}

#[test]
fn a_list_goes_by_whole_segments_and_shows_live_paths_in_order() {
    let place = Place::new();
    let mut vault = place.create();
    for name in ["app/db", "app", "apple", "app/db/x", "b", "app-x"] {
        ready(vault.write(&path(name), &document("x"), Version::ABSENT, "")).unwrap();
    }
    ready(vault.delete(&path("b"), Version(1))).unwrap();
    let mut names = |prefix: Option<&str>| -> Vec<String> {
        let listed = ready(vault.list(prefix.map(path).as_ref())).unwrap();
        listed.iter().map(ToString::to_string).collect()
    };
    assert_eq!(names(None), ["app", "app-x", "app/db", "app/db/x", "apple"]);
    assert_eq!(names(Some("app")), ["app", "app/db", "app/db/x"]);
    assert_eq!(names(Some("app/db")), ["app/db", "app/db/x"]);
    assert_eq!(names(Some("b")), [""; 0]);
}

#[test]
fn values_are_any_bytes_and_documents_may_be_empty() {
    let place = Place::new();
    let mut vault = place.create();
    let bytes: Vec<u8> = (0..=255).chain(*b"\"\\\n{}").collect();
    let mut written: Document = [(Field::parse("bytes").unwrap(), Secret::new(bytes))].into_iter().collect();
    written.set(Field::parse("empty").unwrap(), Secret::new(Vec::new()));
    ready(vault.write(&path("a"), &written, Version::ABSENT, "with \"quotes\" and \u{7} bell")).unwrap();
    ready(vault.write(&path("b"), &Document::new(), Version::ABSENT, "")).unwrap();
    let (read, revision) = ready(vault.read(&path("a"))).unwrap().unwrap();
    assert_eq!(read, written);
    assert_eq!(revision.operation.as_deref(), Some("with \"quotes\" and \u{7} bell"));
    let (read, revision) = ready(vault.read(&path("b"))).unwrap().unwrap();
    assert!(read.is_empty() && revision.operation.is_none());
}

#[test]
fn a_vault_never_grows_over_its_limit() {
    let place = Place::new();
    let mut vault = with_versions(&place, 1);
    let before = std::fs::read(place.vault()).unwrap();
    vault.size_limit = 4_000;
    // 3,000 bytes are 4,000 in base64.
    assert_eq!(kind(ready(vault.write(&path("a"), &document(&"x".repeat(3_000)), Version(1), ""))), Kind::Usage);
    assert_eq!(std::fs::read(place.vault()).unwrap(), before);
    ready(vault.write(&path("a"), &document(&"x".repeat(2_000)), Version(1), "")).unwrap();
    // A file beyond the limit, here one with a hole, is not even read.
    std::fs::OpenOptions::new().write(true).open(place.vault()).unwrap().set_len((64 << 20) + 1).unwrap();
    assert_eq!(kind(place.open()), Kind::Usage);
}
