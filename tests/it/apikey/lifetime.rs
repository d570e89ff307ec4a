//! How keys end: by time, by a successor, by pruning.

use super::prefix;
use crate::common::World;
use crate::common::backends::on_every_engine;

/// Moves the end of a key by SQL.
#[track_caller]
fn let_expire(world: &World, id: u32, at: &str) {
    assert_eq!(world.execute(&format!("UPDATE api_keys SET expires_at = '{at}' WHERE id = {id}")), 1);
}

on_every_engine!(a_key_ends_at_its_time, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("ci@example.com", "deploy");
    let_expire(world, 1, "2020-01-01 00:00:00");
    let answer = world.command(&["apikey", "verify", "--stdin", "-o", "json"]).stdin(&key).run_in_vain().exits(10);
    assert_eq!(
        (&answer.json()["status"], &answer.json()["expires_at"]),
        (&"expired".into(), &"2020-01-01T00:00:00Z".into())
    );
    world.run_in_vain(&["apikey", "rotate", "1", "-o", "json"]).fails_as("conflict", 5);
    let_expire(world, 1, "2199-01-01 00:00:00");
    assert_eq!(world.verify(&key), 0);
    let args = ["apikey", "create", "--user", "1", "--name", "x", "--expires", "2199-06-01", "-o", "json"];
    assert_eq!(world.run(&args).succeeds().json()["expires_at"], "2199-06-01T00:00:00Z");
    let args = ["apikey", "create", "--user", "1", "--name", "x", "--expires", "never", "-o", "json"];
    assert!(world.run(&args).succeeds().json()["expires_at"].is_null());
});

on_every_engine!(a_rotated_key_and_its_successor_overlap, |world| {
    world.with_user("ci@example.com", "user");
    let args =
        ["apikey", "create", "--user", "1", "--name", "deploy", "--scope", "a", "--expires", "never", "-o", "plain"];
    let old = world.run(&args).succeeds().plain().to_owned();
    let rotate = ["apikey", "rotate", prefix(&old), "--overlap", "1h", "-o", "json"];
    let (rotated, events) = world.events_of(|| world.run(&rotate).succeeds_with(true));
    let data = rotated.json();
    let new = data["key"].as_str().unwrap();
    let target = format!("apikey.rotated {}", prefix(new));
    assert_eq!(events, [format!("{target} (intent)"), format!("{target} (outcome)")]);
    assert_eq!((&data["name"], &data["user"]), (&"deploy".into(), &"ci@example.com".into()));
    assert_eq!(data["scopes"], serde_json::json!(["a"]));
    let predecessor = &data["predecessor"];
    assert_eq!((&predecessor["id"], &predecessor["prefix"]), (&1.into(), &prefix(&old).into()));
    assert_eq!((world.verify(&old), world.verify(new)), (0, 0));
    // The end of the overlap is what the database says.
    let old_key = world.run(&["apikey", "show", "1", "-o", "json"]).succeeds().json();
    assert_eq!(old_key["expires_at"], predecessor["expires_at"]);
    assert_eq!(world.run(&["apikey", "show", "2", "-o", "json"]).succeeds().json()["predecessor"], prefix(&old));
    let_expire(world, 1, "2020-01-01 00:00:00");
    assert_eq!((world.verify(&old), world.verify(new)), (10, 0));
    world.secret(new).except_output_of(&rotated).assert_nowhere();
});

on_every_engine!(an_overlap_gives_an_old_key_no_more_time_than_it_had, |world| {
    world.with_user("ci@example.com", "user");
    world.run(&["apikey", "create", "--user", "1", "--name", "x", "--expires", "1h"]).succeeds();
    let before = world.run(&["apikey", "show", "1", "-o", "json"]).succeeds().json();
    let rotated = world.run(&["apikey", "rotate", "1", "--overlap", "30d", "-o", "json"]).succeeds().json();
    assert_eq!(rotated["predecessor"]["expires_at"], before["expires_at"]);
    // Without an overlap the old key ends at once.
    let key = world.with_key("1", "y");
    world.run(&["apikey", "rotate", prefix(&key), "--overlap", "0s"]).succeeds();
    assert_eq!(world.verify(&key), 10);
    world.run_in_vain(&["apikey", "rotate", prefix(&key)]).exits(5);
});

on_every_engine!(keys_that_ended_long_ago_are_pruned, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ci@example.com", "user");
    for name in
        ["expired long ago", "expired lately", "revoked long ago", "revoked lately", "valid", "of a disabled user"]
    {
        world.with_key(if name.ends_with("user") { "ci@example.com" } else { "root@example.com" }, name);
    }
    world.run(&["apikey", "revoke", "3", "4", "--yes"]).succeeds();
    world.run(&["user", "disable", "ci@example.com", "--yes"]).succeeds();
    let_expire(world, 1, "2020-01-01 00:00:00");
    let yesterday = match world.database().engine() {
        crate::common::Engine::Sqlite => "strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 day')",
        crate::common::Engine::Postgres => "(now() AT TIME ZONE 'utc') - interval '1 day'",
    };
    world.execute(&format!("UPDATE api_keys SET expires_at = {yesterday} WHERE id = 2"));
    world.execute("UPDATE claviger_api_key_state SET revoked_at = '2020-01-01 00:00:00' WHERE key_id = '3'");
    world.run_in_vain(&["apikey", "prune", "--older-than", "30000d", "-o", "json"]).succeeds_with(false);
    world.run_in_vain(&["apikey", "prune", "-n", "--detailed-exitcode"]).exits(11);
    let (pruned, events) = world.events_of(|| world.run(&["apikey", "prune", "-o", "plain"]).succeeds());
    assert_eq!(pruned.text(), "1\n3\n");
    assert_eq!(events, ["apikey.pruned 2 keys"]);
    world.run_in_vain(&["apikey", "prune", "-o", "json"]).succeeds_with(false);
    let pruned = world.run(&["apikey", "prune", "--older-than", "1h", "-o", "plain"]).succeeds();
    assert_eq!(pruned.text(), "2\n");
    let pruned = world.run(&["apikey", "prune", "--older-than", "0s", "-o", "plain"]).succeeds();
    assert_eq!(pruned.text(), "4\n");
    // What is valid, or would be again, is never touched.
    assert_eq!(world.key_ids(&[]), "5 6");
    assert_eq!(world.sql("SELECT key_id FROM claviger_api_key_state ORDER BY key_id"), [["5"], ["6"]]);
});
