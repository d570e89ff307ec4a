//! Keys on their way out: the output, files, the vault; and what happens when one can not be delivered.

use super::prefix;
use crate::common::Engine;
use crate::common::World;
use crate::common::backends::on_every_engine;

on_every_engine!(a_key_goes_to_a_file_or_the_vault_instead_of_the_output, |world| {
    world.with_user("ci@example.com", "user");
    let create = ["apikey", "create", "--user", "1", "--name", "deploy", "-o", "json"];
    let path = world.path("key");
    let created = world.run(&[&create[..], &["--out", "key"]].concat()).succeeds_with(true).json();
    assert!(created.get("key").is_none(), "{created}");
    let key = world.read("key");
    assert_eq!(created["prefix"], prefix(&key));
    assert_eq!(world.verify(&key), 0);
    world.secret(&key).except_file(&path).assert_nowhere();
    let to_vault = [&create[..], &["--to", "vault:ci/deploy#api_key"]].concat();
    assert!(world.run(&to_vault).succeeds_with(true).json().get("key").is_none());
    world.run_in_vain(&["apikey", "verify", "--from", "vault:ci/deploy#api_key"]).succeeds();
    world.run_in_vain(&["apikey", "verify", "--file", "key"]).succeeds();
    let env = world.command(&["apikey", "verify", "--from", "env:KEY"]).env("KEY", &key);
    env.run_in_vain().succeeds();
    // What is there stays, and no key is made.
    world.run_in_vain(&[&create[..], &["--out", "key"]].concat()).fails_as("conflict", 5);
    world.run_in_vain(&to_vault).fails_as("conflict", 5);
    assert_eq!(world.key_ids(&[]), "1 2");
    // Rotating in place.
    let rotate = ["apikey", "rotate", "2", "--overlap", "1h", "--to", "vault:ci/deploy#api_key"];
    world.run_in_vain(&rotate).exits(5);
    let said = world.run(&[&rotate[..], &["--force"]].concat()).succeeds();
    assert!(said.messages().contains("The key is in vault:ci/deploy#api_key"), "{said}");
    let verified =
        world.run(&["apikey", "verify", "--from", "vault:ci/deploy#api_key", "-o", "json"]).succeeds().json();
    assert_eq!((&verified["id"], &verified["valid"]), (&3.into(), &true.into()));
});

on_every_engine!(a_key_that_nobody_gets_does_not_exist, |world| {
    world.with_user("ci@example.com", "user");
    let before = world.sql("SELECT * FROM api_keys");
    for format in ["plain", "json", "table"] {
        let args = format!("apikey create --user 1 --name x -o {format}");
        let line = format!("exec {} {args} >/dev/full", env!("CARGO_BIN_EXE_claviger"));
        let refused = world.other_command("/bin/sh", &["-c", &line]).run().exits(6);
        assert!(refused.messages().contains("could not be handed over, and was not created"), "{refused}");
        let line =
            format!("(sleep 0.5; exec {} {args}) | true; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_claviger"));
        world.other_command("/bin/bash", &["-c", &line]).run().exits(6);
    }
    assert_eq!(world.sql("SELECT * FROM api_keys"), before);
    assert_eq!(world.sql("SELECT * FROM claviger_api_key_state").len(), 0);
    assert_eq!(world.open_operations(), 0);
    assert!(world.events().last().unwrap().ends_with("(outcome)"), "{:?}", world.events());
});

#[test]
fn an_old_key_stays_in_force_when_its_successor_can_not_be_delivered() {
    let world = World::installed(Engine::Sqlite);
    world.with_user("ci@example.com", "user");
    let old = world.with_key("1", "deploy");
    let before = world.run(&["apikey", "show", "1", "-o", "json"]).succeeds().json();
    world.run_in_vain(&["apikey", "rotate", "1", "--overlap", "0s", "--out", "no/such/key"]).exits(3);
    world.run(&["apikey", "rotate", "1", "--overlap", "0s", "--out", "/proc/key"]).exits(3);
    let line = format!("exec {} apikey rotate 1 --overlap 0s >/dev/full", env!("CARGO_BIN_EXE_claviger"));
    world.other_command("/bin/sh", &["-c", &line]).run().exits(6);
    assert_eq!(world.run(&["apikey", "show", "1", "-o", "json"]).succeeds().json(), before);
    assert_eq!((world.verify(&old), world.key_ids(&[]).as_str()), (0, "1"));
}
