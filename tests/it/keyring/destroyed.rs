//! Destroying a key: nothing of it is left in the vault, whenever the run was killed.

use claviger::base::{Clock, Rng};
use claviger::vault::{self, Path, SealedFile, Unlock, Vault};

use super::{fingerprints, replace_primary, ring, states};
use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::kill::kill_sweep;
use crate::common::sql::block_on;
use crate::common::{Engine, VaultKind, World};

/// Every version of the keyring document whose data is there: all that its fields hold.
fn versions(world: &World) -> Vec<String> {
    async fn of(vault: &mut impl Vault) -> Vec<String> {
        let path = Path::parse("claviger/keyring").unwrap();
        let mut texts = Vec::new();
        for revision in vault.versions(&path).await.unwrap() {
            assert_ne!(revision.state, vault::State::Deleted);
            if let Some((document, _)) = vault.read_version(&path, revision.version).await.unwrap() {
                let fields = document.iter().map(|(_, value)| String::from_utf8_lossy(value.expose()).into_owned());
                texts.push(fields.collect());
            }
        }
        texts
    }
    if world.has_server() {
        return block_on(of(&mut world.mount().open()));
    }
    // The file, and the copy of the state before the last change.
    let unlock = || Unlock::KeyFile(world.installation().join("claviger.key"));
    let open = |file: &std::path::Path| SealedFile::open(file, unlock(), Clock::System, Rng::system()).unwrap();
    let (file, copy) = (world.installation().join("claviger.vault"), world.path("copy.vault"));
    let mut texts = block_on(of(&mut open(&file)));
    std::fs::copy(world.installation().join("claviger.vault.prev"), &copy).unwrap();
    texts.extend(block_on(of(&mut open(&copy))));
    std::fs::remove_file(&copy).unwrap();
    let _ = std::fs::remove_file(world.path("copy.vault.lock"));
    texts
}

/// Whether the vault holds a key anywhere.
fn holds(world: &World, key: &str) -> bool {
    versions(world).iter().any(|text| text.contains(key))
}

/// A ring with a retired key; gives its text and its fingerprint.
fn retired_key(world: &World) -> (String, String) {
    let key = ring(world)["keys"][0]["key"].as_str().unwrap().to_owned();
    let fingerprint = fingerprints(world)[0].clone();
    replace_primary(world);
    world.run(&["keyring", "retire", &fingerprint, "--yes"]).succeeds();
    (key, fingerprint)
}

on_every_backend!(of_a_destroyed_key_nothing_is_left, |world| {
    let (key, fingerprint) = retired_key(world);
    assert!(holds(world, &key), "the search finds it while it is there");
    let destroy = ["keyring", "destroy", &fingerprint, "--yes", "-o", "json"];
    world.run_in_vain(&["keyring", "destroy", &fingerprint, "-o", "json"]).exits(12);
    world.command(&destroy).args(&["--dry-run"]).run_in_vain().succeeds_with(false);
    let (_, events) = world.events_of(|| world.run(&destroy).succeeds_with(true));
    let event = "keyring.destroyed claviger/keyring";
    assert_eq!(events, [format!("{event} (intent)"), format!("{event} (outcome)")]);
    assert!(!holds(world, &key));
    world.secret(&key).assert_nowhere();
    assert_eq!(states(world), ["primary", "destroyed"]);
    assert_eq!(ring(world)["destroyed"][0]["fingerprint"], fingerprint.as_str());
    world.run_in_vain(&destroy).succeeds_with(false);
    world.run_in_vain(&["keyring", "promote", &fingerprint, "--yes", "-o", "json"]).fails_as("conflict", 5);
    world.run_in_vain(&["keyring", "retire", &fingerprint, "--yes", "-o", "json"]).fails_as("conflict", 5);
    // The ring is whole.
    super::encrypt(world, "value");
    replace_primary(world);
});

on_every_engine!(a_key_that_backups_may_need_is_not_destroyed, |world| {
    let (key, fingerprint) = retired_key(world);
    world.set("CLAVIGER_KEYRING_BACKUP_WINDOW", "30d");
    let destroy = ["keyring", "destroy", &fingerprint, "--yes", "-o", "json"];
    let refused = world.run_in_vain(&destroy).fails_as("conflict", 5);
    assert!(refused.error()["message"].as_str().unwrap().contains("backups until 20"), "{refused}");
    world.set("CLAVIGER_KEYRING_BACKUP_WINDOW", "0s");
    world.run(&destroy).succeeds_with(true);
    if !world.has_server() {
        assert!(!holds(world, &key));
    }
});

#[test]
fn a_killed_destruction_in_a_sealed_file_is_finished_by_the_next() {
    a_killed_destruction_is_finished_by_the_next(VaultKind::SealedFile);
}

#[test]
fn a_killed_destruction_on_a_server_is_finished_by_the_next() {
    a_killed_destruction_is_finished_by_the_next(VaultKind::OpenBao);
}

fn a_killed_destruction_is_finished_by_the_next(vault: VaultKind) {
    let build = || {
        let world = World::installed_on(Engine::Sqlite, vault);
        let (key, fingerprint) = retired_key(&world);
        world.set("CLAVIGER_TEST_KEY", key);
        world.set("CLAVIGER_TEST_FINGERPRINT", fingerprint);
        world
    };
    let told = |world: &World, name: &str| world.variable(name).unwrap().into_string().unwrap();
    let swept = kill_sweep(
        build,
        &["keyring", "destroy"],
        |run| {
            let fingerprint = told(run.world, "CLAVIGER_TEST_FINGERPRINT");
            run.args(&[&fingerprint, "--yes"])
        },
        |world, point| {
            let (key, fingerprint) = (told(world, "CLAVIGER_TEST_KEY"), told(world, "CLAVIGER_TEST_FINGERPRINT"));
            let run = world.run(&["keyring", "destroy", &fingerprint, "--yes", "-o", "json"]).succeeds();
            assert!(!holds(world, &key), "{point}: {run}");
            world.secret(&key).assert_nowhere();
            assert_eq!(states(world), ["primary", "destroyed"], "{point}");
            assert_eq!(world.open_operations(), 0, "{point}");
            world.run_in_vain(&["keyring", "destroy", &fingerprint, "--yes", "-o", "json"]).succeeds_with(false);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}
