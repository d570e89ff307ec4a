//! The sealed file: damaged, missing, under another key, open to others.

use super::{fails, give_away, is_root, set_mode, with_user};
use crate::common::{Engine, Finished, World};

fn list(world: &World) -> Finished {
    world.run(&["keyring", "list"])
}

#[test]
fn damage_is_found_and_the_copy_before_it_is_named() {
    let world = with_user(Engine::Sqlite);
    world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
    let path = world.installation().join("claviger.vault");
    let whole = std::fs::read(&path).unwrap();
    let fails = |damaged: &[u8]| {
        std::fs::write(&path, damaged).unwrap();
        let finished = fails(list(&world), 9);
        assert!(finished.messages().contains("claviger.vault.prev"), "{finished}");
    };
    // Every part of the header, the nonce, the body and its tag.
    for place in [0, 15, 40, 70, 100, 130, 160, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[place] ^= 1;
        fails(&damaged);
    }
    for length in [0, 1, 128, whole.len() - 1] {
        fails(&whole[..length]);
    }
    fails(&[whole.as_slice(), b"x"].concat());
    std::fs::copy(path.with_extension("vault.prev"), &path).unwrap();
    list(&world).succeeds();
}

#[test]
fn another_key_is_denied_and_nothing_is_written_with_it() {
    let world = with_user(Engine::Sqlite);
    let other = with_user(Engine::Sqlite);
    let key = world.installation().join("claviger.key");
    let own = std::fs::read(&key).unwrap();
    std::fs::copy(other.installation().join("claviger.key"), &key).unwrap();
    let before = world.fingerprint();
    fails(list(&world), 4);
    fails(world.command(&["keyring", "encrypt"]).stdin("value").run(), 4);
    before.assert_unchanged(&world);
    std::fs::write(&key, &own[..own.len() / 2]).unwrap();
    fails(list(&world), 2);
    std::fs::write(&key, own).unwrap();
    list(&world).succeeds();
}

#[test]
fn a_missing_file_or_key_is_not_found_and_not_made_anew() {
    for name in ["claviger.vault", "claviger.key"] {
        let world = with_user(Engine::Sqlite);
        let path = world.installation().join(name);
        let kept = path.with_extension("kept");
        std::fs::rename(&path, &kept).unwrap();
        let before = world.fingerprint();
        fails(list(&world), 3);
        fails(world.command(&["keyring", "encrypt"]).stdin("value").run(), 3);
        before.assert_unchanged(&world);
        std::fs::rename(&kept, &path).unwrap();
        list(&world).succeeds();
    }
}

#[test]
fn files_that_others_could_read_or_replace_are_denied() {
    let world = with_user(Engine::Sqlite);
    for name in ["claviger.vault", "claviger.key"] {
        let path = world.installation().join(name);
        for mode in [0o640, 0o604, 0o666] {
            set_mode(&path, mode);
            fails(list(&world), 4);
        }
        set_mode(&path, 0o600);
        let real = path.with_extension("real");
        std::fs::rename(&path, &real).unwrap();
        std::os::unix::fs::symlink(&real, &path).unwrap();
        fails(list(&world), 4);
        std::fs::rename(&real, &path).unwrap();
        if is_root() {
            give_away(&path);
            list(&world).exits(4);
            std::os::unix::fs::chown(&path, Some(0), Some(0)).unwrap();
        }
    }
    list(&world).succeeds();
}

#[test]
fn a_vault_that_nobody_can_read_here_is_denied() {
    let world = with_user(Engine::Sqlite);
    world.give_to_nobody();
    let path = world.installation().join("claviger.vault");
    set_mode(&path, 0o000);
    world.run_as_nobody(&["keyring", "list"]).exits(4);
    set_mode(&path, 0o600);
    world.run_as_nobody(&["keyring", "list"]).succeeds();
}
