//! What a broken, foreign or exposed file does: it is refused with a reason, never read wrong, never a panic.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown, symlink};

use super::{Place, document, path, ready, value_of};
use crate::base::{Error, Kind};
use crate::vault::{Vault, Version};

/// A place with a vault at version 2, and the bytes of its file.
fn written() -> (Place, Vec<u8>) {
    let place = Place::new();
    let mut vault = place.create();
    ready(vault.write(&path("a"), &document("one"), Version::ABSENT, "op")).unwrap();
    ready(vault.write(&path("a"), &document("two"), Version(1), "op")).unwrap();
    let bytes = fs::read(place.vault()).unwrap();
    (place, bytes)
}

fn open_as(place: &Place, bytes: &[u8]) -> Result<(), Error> {
    // In place: some file systems flush a file that is truncated and written again, thousands of times here.
    let mut file = fs::OpenOptions::new().write(true).open(place.vault()).unwrap();
    file.write_all(bytes).unwrap();
    file.set_len(bytes.len() as u64).unwrap();
    place.open().map(drop)
}

fn assert_names_the_copy(place: &Place, error: &Error) {
    assert!(error.hint_text().unwrap().contains(&place.previous().display().to_string()), "{error:?}");
}

#[test]
fn every_truncated_length_is_refused() {
    let (place, bytes) = written();
    for length in 0..bytes.len() {
        let error = open_as(&place, &bytes[..length]).unwrap_err();
        assert_eq!(error.kind(), Kind::Integrity, "{length}");
        assert_names_the_copy(&place, &error);
    }
    open_as(&place, &bytes).unwrap();
    open_as(&place, &[bytes.as_slice(), b"\0"].concat()).unwrap_err();
    open_as(&place, &bytes.repeat(2)).unwrap_err();
}

#[test]
fn every_flipped_bit_is_refused() {
    let (place, bytes) = written();
    for position in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[position] ^= 1 << bit;
            let error = open_as(&place, &damaged).unwrap_err();
            // The byte of the format may then name a newer format, which is not understood at all.
            let is_newer = position == 15 && damaged[15] > 1;
            assert_eq!(error.kind(), if is_newer { Kind::Usage } else { Kind::Integrity }, "{position}.{bit}");
        }
    }
    open_as(&place, &bytes).unwrap();
}

#[test]
fn parts_of_two_vaults_do_not_mix() {
    let (place, bytes) = written();
    let (other, foreign) = written();
    // The other vault under the same key: its header has another salt, so its keys are others.
    fs::copy(other.key(), place.key()).unwrap();
    open_as(&place, &foreign).unwrap();
    let mixed = [&foreign[..128], &bytes[128..]].concat();
    assert_eq!(open_as(&place, &mixed).unwrap_err().kind(), Kind::Integrity);
    assert_eq!(open_as(&place, &bytes).unwrap_err().kind(), Kind::Denied);
}

#[test]
fn the_copy_that_the_hint_names_restores_the_state_before() {
    let (place, bytes) = written();
    let error = open_as(&place, &bytes[..100]).unwrap_err();
    assert_names_the_copy(&place, &error);
    fs::copy(place.previous(), place.vault()).unwrap();
    let (read, revision) = ready(place.open().unwrap().read(&path("a"))).unwrap().unwrap();
    assert_eq!((value_of(&read).as_str(), revision.version), ("one", Version(1)));
    // A lost file is found again in the same way.
    fs::remove_file(place.vault()).unwrap();
    let error = place.open().unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    assert_names_the_copy(&place, &error);
    fs::remove_file(place.previous()).unwrap();
    assert_eq!(place.open().unwrap_err().hint_text(), Some("make one: claviger init"));
}

#[test]
fn a_damaged_file_is_not_written_over() {
    let (place, bytes) = written();
    let mut vault = place.open().unwrap();
    let previous = fs::read(place.previous()).unwrap();
    let _ = open_as(&place, &bytes[..200]);
    assert_eq!(ready(vault.write(&path("a"), &document("x"), Version(2), "")).unwrap_err().kind(), Kind::Integrity);
    assert_eq!(ready(vault.delete_all(&path("a"))).unwrap_err().kind(), Kind::Integrity);
    assert_eq!(fs::read(place.vault()).unwrap(), bytes[..200]);
    assert_eq!(fs::read(place.previous()).unwrap(), previous);
}

#[test]
fn links_loose_modes_and_other_owners_are_refused_for_the_file_and_its_key() {
    let (place, _) = written();
    let mut vault = place.open().unwrap();
    let real = place.0.path().join("real");
    for file in [place.vault(), place.key()] {
        fs::rename(&file, &real).unwrap();
        symlink(&real, &file).unwrap();
        assert_eq!(place.open().unwrap_err().kind(), Kind::Denied);
        if file == place.vault() {
            assert_eq!(ready(vault.read(&path("a"))).unwrap_err().kind(), Kind::Denied);
            assert_eq!(ready(vault.delete(&path("a"), Version(2))).unwrap_err().kind(), Kind::Denied);
        }
        fs::remove_file(&file).unwrap();
        fs::rename(&real, &file).unwrap();
        for mode in [0o640, 0o604, 0o620] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let error = place.open().unwrap_err();
            assert_eq!(error.kind(), Kind::Denied, "{mode:o}");
            assert!(error.hint_text().unwrap().starts_with("chmod 600"), "{error:?}");
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        // Only root can give a file away, and only then is there something to refuse.
        if chown(&file, Some(65_533), None).is_ok() {
            let error = place.open().unwrap_err();
            assert_eq!(error.kind(), Kind::Denied);
            assert!(error.causes().iter().any(|cause| cause.contains("belongs to another user")), "{error:?}");
            chown(&file, Some(0), None).unwrap();
        }
    }
    place.open().unwrap();
}

#[test]
fn a_link_in_the_place_of_lock_or_copy_leads_nowhere() {
    let (place, _) = written();
    let mut vault = place.open().unwrap();
    let target = place.0.path().join("target");
    let lock = place.0.path().join("app.vault.lock");
    fs::remove_file(&lock).unwrap();
    symlink(&target, &lock).unwrap();
    assert_eq!(ready(vault.delete(&path("a"), Version(2))).unwrap_err().kind(), Kind::Denied);
    fs::remove_file(&lock).unwrap();
    fs::remove_file(place.previous()).unwrap();
    symlink(&target, place.previous()).unwrap();
    ready(vault.delete(&path("a"), Version(2))).unwrap();
    assert!(place.previous().symlink_metadata().unwrap().is_file(), "the link was replaced, not followed");
    assert!(!target.exists());
}

#[test]
fn leftovers_of_a_killed_run_go_with_the_next_change() {
    let (place, bytes) = written();
    let mut vault = place.open().unwrap();
    for name in [".app.vault.Ab12Cd.claviger-tmp", ".app.vault.prev.Ab12Cd.claviger-tmp", ".other.Ab12Cd.claviger-tmp"]
    {
        fs::hard_link(place.vault(), place.0.path().join(name)).unwrap();
    }
    ready(vault.read(&path("a"))).unwrap();
    assert_eq!(place.names().len(), 7, "reading removes nothing");
    assert!(ready(vault.destroy(&path("a"), &[Version(1)])).unwrap());
    assert_eq!(
        place.names(),
        [".other.Ab12Cd.claviger-tmp", "app.key", "app.vault", "app.vault.lock", "app.vault.prev"]
    );
    assert_ne!(fs::read(place.vault()).unwrap(), bytes);
}
