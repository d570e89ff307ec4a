//! Keys as files named by numbers, as `keystone` of `OpenStack` keeps them.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

use super::{fingerprints, replace_primary, ring, states};
use crate::common::backends::on_every_engine;
use crate::common::kill::kill_sweep;
use crate::common::python::python;
use crate::common::{Engine, World};

/// The files of a directory with their contents.
fn files(world: &World, directory: &str) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(world.path(directory)).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn export<'a>(world: &'a World, flags: &[&str]) -> crate::common::world::Run<'a> {
    world.command(&["keyring", "export", "--format", "directory", "--out", "keys", "-o", "json"]).args(flags)
}

/// The keys in the order in which keystone tries them: `keystone/common/fernet_utils.py`, `load_keys`.
fn as_keystone_loads(world: &World) -> Vec<String> {
    let code = "
import os, sys
keys = {}
for filename in os.listdir(sys.argv[1]):
    path = os.path.join(sys.argv[1], str(filename))
    if os.path.isfile(path):
        with open(path, 'r') as key_file:
            try:
                key_id = int(filename)
            except ValueError:
                pass
            else:
                keys[key_id] = key_file.read()
from cryptography.fernet import Fernet, MultiFernet
loaded = [keys[x] for x in sorted(keys.keys(), reverse=True)]
MultiFernet([Fernet(key) for key in loaded])
print('\\n'.join(loaded))
";
    python(code, &[world.path("keys").to_str().unwrap()], b"").lines().map(str::to_owned).collect()
}

fn keys_by_state(world: &World, state: &str) -> Vec<String> {
    let ring = ring(world);
    let keys = ring["keys"].as_array().unwrap().iter().filter(|key| key["state"] == state);
    keys.map(|key| key["key"].as_str().unwrap().to_owned()).collect()
}

on_every_engine!(a_directory_is_what_keystone_takes_for_one, World::with_sealed_file, |world| {
    replace_primary(world);
    world.run(&["keyring", "add", "-q"]).succeeds();
    export(world, &[]).run().succeeds_with(true);
    let [primary, staged, old] = ["primary", "staged", "secondary"].map(|state| keys_by_state(world, state).remove(0));
    let expected = [("0", &staged), ("1", &old), ("2", &primary)];
    assert_eq!(files(world, "keys"), expected.map(|(name, key)| (name.to_owned(), key.clone())).into());
    assert_eq!(as_keystone_loads(world), [&primary, &old, &staged].map(String::clone));
    let mode = std::fs::metadata(world.path("keys")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    export(world, &[]).run_in_vain().succeeds_with(false);
    // Other files are nobody's business here.
    world.write("keys/README", "not a key");
    std::fs::set_permissions(world.path("keys/README"), PermissionsExt::from_mode(0o600)).unwrap();
    world.run(&["keyring", "promote", "--yes"]).succeeds();
    world.run(&["keyring", "add", "-q"]).succeeds();
    export(world, &[]).run_in_vain().fails_as("conflict", 5);
    export(world, &["--force"]).run().succeeds_with(true);
    let rotated = files(world, "keys");
    assert_eq!(rotated.keys().collect::<Vec<_>>(), ["0", "1", "2", "3", "README"]);
    assert_eq!((&rotated["1"], &rotated["2"], &rotated["3"]), (&old, &primary, &staged));
    std::fs::remove_file(world.path("keys/README")).unwrap();
    // And back into another ring.
    let another = World::installed(Engine::Sqlite);
    another.command(&["keyring", "import", "--dir"]).arg(world.path("keys")).run().succeeds();
    assert_eq!(states(&another), ["secondary", "secondary", "primary", "staged"]);
    assert_eq!(fingerprints(&another), fingerprints(world));
    let from = format!("file:{}", world.path("keys").display());
    let again = another.run(&["keyring", "import", "--from", &from, "--format", "directory", "-o", "json"]);
    again.succeeds_with(false);
});

on_every_engine!(a_directory_that_is_not_ours_is_refused, |world| {
    export(world, &[]).run().succeeds();
    // Through a link, of the directory or of a file.
    let link = world.path("link");
    std::os::unix::fs::symlink(world.path("keys"), &link).unwrap();
    let through = ["keyring", "export", "--format", "directory", "--out", "link", "-o", "json", "--force"];
    world.run_in_vain(&through).fails_as("denied", 4);
    let (file, target) = (world.path("keys/1"), world.write("elsewhere", "kept"));
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(&target, &file).unwrap();
    export(world, &["--force"]).run_in_vain().fails_as("denied", 4);
    assert_eq!(world.read("elsewhere"), "kept");
    let into_field = ["keyring", "export", "--format", "directory", "--to", "vault:a/b#c", "-o", "json"];
    world.run_in_vain(&into_field).fails_as("usage", 2);
    world.run_in_vain(&["keyring", "export", "--format", "directory", "-o", "json"]).fails_as("usage", 2);
    // Keys that others can read, or that are none, are not taken.
    let import = || world.run_in_vain(&["keyring", "import", "--dir", "open", "-o", "json"]);
    import().fails_as("not_found", 3);
    let key = world.write("open/0", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    import().fails_as("denied", 4);
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).unwrap();
    let broken = world.write("open/1", "no key");
    std::fs::set_permissions(&broken, PermissionsExt::from_mode(0o600)).unwrap();
    let refused = import().fails_as("usage", 2);
    assert!(refused.error()["message"].as_str().unwrap().contains("open/1"), "{refused}");
});

#[test]
fn an_application_never_misses_a_key_that_it_needs_whenever_the_export_was_killed() {
    let build = || {
        let world = World::installed(Engine::Sqlite);
        replace_primary(&world);
        export(&world, &[]).run().succeeds();
        // The first becomes primary again, so that the order of the files is turned round.
        world.run(&["keyring", "promote", &fingerprints(&world)[0], "--yes"]).succeeds();
        world.run(&["keyring", "add", "-q"]).succeeds();
        world
    };
    let swept = kill_sweep(
        build,
        &["keyring", "export", "--format", "directory", "--out", "keys", "--force"],
        |run| run,
        |world, point| {
            let held = as_keystone_loads(world);
            let needed = [keys_by_state(world, "primary"), keys_by_state(world, "secondary")].concat();
            assert!(needed.iter().all(|key| held.contains(key)), "{point}: {held:?}");
            export(world, &["--force"]).run().succeeds();
            let expected = ["primary", "secondary", "staged"].map(|state| keys_by_state(world, state)).concat();
            assert_eq!(as_keystone_loads(world), expected, "{point}");
            assert_eq!(world.open_operations(), 0, "{point}");
            let leftovers = std::fs::read_dir(world.path("keys")).unwrap().count() - expected.len();
            assert_eq!(leftovers, 0, "{point}");
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}
