//! Revoking: by id, by prefix, of a user, of everybody, and the leaked key itself.

use super::prefix;
use crate::common::backends::on_every_engine;

on_every_engine!(revoking_twice_changes_nothing, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("ci@example.com", "deploy");
    let revoke = ["apikey", "revoke", prefix(&key), "--reason", "leaked", "--yes", "-o", "json"];
    let (revoked, events) = world.events_of(|| world.run(&revoke).succeeds_with(true));
    assert_eq!(events, [format!("apikey.revoked {}", prefix(&key))]);
    assert_eq!(revoked.fields(), super::FIELDS);
    let data = &revoked.json()[0];
    assert_eq!((&data["status"], &data["revoked_reason"]), (&"revoked".into(), &"leaked".into()));
    let again = world.run_in_vain(&revoke).succeeds_with(false);
    assert_eq!(again.json()[0]["revoked_at"], data["revoked_at"]);
    world.run_in_vain(&["apikey", "revoke", "1", "--yes", "-n", "--detailed-exitcode"]).succeeds();
    assert_eq!(world.sql("SELECT is_active FROM api_keys"), [["0"]]);
    let said = world.run_in_vain(&["apikey", "revoke", "1", "--yes"]).succeeds();
    assert_eq!(said.messages(), "Revoked already\n");
});

on_every_engine!(several_keys_are_revoked_together_or_not_at_all, |world| {
    world.with_user("ci@example.com", "user");
    let keys: Vec<String> = (0..4).map(|number| world.with_key("1", &number.to_string())).collect();
    world.run_in_vain(&["apikey", "revoke", "1", "2", "99", "--yes"]).exits(3);
    // Named twice, it is one key.
    let (revoked, events) = world.events_of(|| {
        world.run(&["apikey", "revoke", "1", prefix(&keys[0]), prefix(&keys[1]), "--yes", "-o", "plain"]).succeeds()
    });
    assert_eq!(revoked.text(), "1\n2\n");
    assert_eq!(events, [format!("apikey.revoked {} {}", prefix(&keys[0]), prefix(&keys[1]))]);
    // One of them was revoked already: the other is.
    let (_, events) = world.events_of(|| world.run(&["apikey", "revoke", "2", "3", "--yes"]).succeeds());
    assert_eq!(events, [format!("apikey.revoked {}", prefix(&keys[2]))]);
    assert_eq!(keys.iter().map(|key| world.verify(key)).collect::<Vec<_>>(), [10, 10, 10, 0]);
});

on_every_engine!(all_keys_of_a_user_are_revoked, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ci@example.com", "user");
    let (one, two, other) = (world.with_key("2", "one"), world.with_key("2", "two"), world.with_key("1", "other"));
    let revoke = ["apikey", "revoke", "--user", "CI@example.com", "--yes", "-o", "json"];
    assert_eq!(world.run(&revoke).succeeds_with(true).json().as_array().unwrap().len(), 2);
    assert_eq!((world.verify(one), world.verify(two), world.verify(other)), (10, 10, 0));
    world.run_in_vain(&revoke).succeeds_with(false);
    let everybody = ["apikey", "revoke", "--all", "--yes", "-o", "json"];
    world.run(&everybody).succeeds_with(true);
    world.run_in_vain(&everybody).succeeds_with(false);
    assert_eq!(world.key_ids(&["--revoked"]), "1 2 3");
});

on_every_engine!(the_leaked_key_itself_is_revoked, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("1", "deploy");
    let revoke = |input: &str| {
        world.command(&["apikey", "revoke", "--stdin", "--yes", "--reason", "in a paste", "-o", "json"]).stdin(input)
    };
    revoke(&super::stranger()).run_in_vain().fails_as("not_found", 3);
    revoke(&key[..50]).run_in_vain().fails_as("usage", 2);
    revoke("").run_in_vain().fails_as("usage", 2);
    // An editor, and a file from Windows, end the line.
    revoke(&format!("{key}\r\n")).run().succeeds_with(true);
    revoke(&key).run_in_vain().succeeds_with(false);
    assert_eq!(world.verify(&key), 10);
    let loose = ["apikey", "create", "--user", "1", "--name", "x", "--format", "urlsafe", "-o", "plain"];
    let loose = world.run(&loose).succeeds().plain().to_owned();
    revoke(&loose).run().succeeds_with(true);
    assert_eq!(world.verify(&loose), 10);
    // The last command that printed it is the one that made it.
    let made = world.runs().into_iter().find(|run| run.line.contains("deploy")).unwrap();
    world.secret(&key).except_output_of(&made).assert_nowhere();
});

on_every_engine!(a_key_that_is_revoked_while_it_is_rotated_stays_revoked, |world| {
    world.with_user("ci@example.com", "user");
    let old = world.with_key("1", "deploy");
    std::thread::scope(|scope| {
        let rotate = scope.spawn(|| world.run(&["apikey", "rotate", prefix(&old), "-o", "plain"]));
        let revoke = scope.spawn(|| world.run(&["apikey", "revoke", prefix(&old), "--yes"]));
        let (rotated, revoked) = (rotate.join().unwrap(), revoke.join().unwrap());
        assert!(revoked.code == 0 || revoked.code == 5, "{revoked}");
        assert!(rotated.code == 0 || rotated.code == 5, "{rotated}");
        if revoked.code == 0 {
            assert_eq!(world.verify(&old), 10);
        }
        // A successor that was printed is valid exactly when its command says so.
        if !rotated.stdout.is_empty() {
            assert_eq!(world.verify(rotated.plain()), if rotated.code == 0 { 0 } else { 10 });
        }
    });
});
