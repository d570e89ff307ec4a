//! Several processes at once: nothing is lost, nothing is done twice, and the record stays in one piece.

use std::collections::BTreeSet;

use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::{Engine, Finished, World};
use crate::events::assert_chain;

/// Starts all commands before it waits for any.
fn all_at_once(world: &World, commands: &[Vec<&str>]) -> Vec<Finished> {
    let started: Vec<_> = commands.iter().map(|args| world.command(args).start()).collect();
    started.into_iter().map(crate::common::world::Started::end).collect()
}

fn codes(finished: &[Finished]) -> Vec<i32> {
    let mut codes: Vec<i32> = finished.iter().map(|finished| finished.code).collect();
    codes.sort_unstable();
    codes
}

#[track_caller]
fn count(world: &World, expected: usize, query: &str) {
    assert_eq!(world.sql(&format!("SELECT count(*) FROM {query}")), [[expected.to_string()]], "{query}");
}

on_every_engine!(twenty_keys_at_once_are_twenty_keys_and_one_chain, crate::faults::with_user, |world| {
    let command = vec!["apikey", "create", "--user", "ada@example.com", "--name", "job", "-o", "plain"];
    let finished = all_at_once(world, &vec![command; 20]);
    let keys: BTreeSet<String> = finished.iter().map(|one| one.clone().succeeds().plain().to_owned()).collect();
    assert_eq!(keys.len(), 20);
    for key in &keys {
        world.command(&["apikey", "verify", "--stdin"]).stdin(key).run().succeeds();
    }
    count(world, 20, "api_keys WHERE is_active = true");
    count(world, 40, "claviger_events WHERE kind = 'apikey.created'");
    count(world, 0, "claviger_journal");
    assert_chain(world);
});

on_every_engine!(of_many_who_create_the_same_user_one_succeeds, World::installed, |world| {
    let finished = all_at_once(world, &vec![vec!["user", "create", "ada@example.com", "--no-password"]; 8]);
    assert_eq!(codes(&finished), [0, 5, 5, 5, 5, 5, 5, 5]);
    let conditional = vec!["user", "create", "bob@example.com", "--no-password", "--if-missing"];
    for one in all_at_once(world, &vec![conditional; 8]) {
        one.succeeds();
    }
    count(world, 2, "users");
    count(world, 2, "claviger_events WHERE kind = 'user.created'");
    assert_chain(world);
});

on_every_engine!(a_key_that_many_revoke_is_revoked_once, crate::faults::with_user, |world| {
    world.run(crate::faults::CREATE_KEY).succeeds();
    let finished = all_at_once(world, &vec![vec!["apikey", "revoke", "1", "--yes"]; 8]);
    assert!(codes(&finished).iter().all(|code| [0, 5].contains(code)), "{:?}", codes(&finished));
    count(world, 1, "claviger_events WHERE kind = 'apikey.revoked'");
    assert_chain(world);
});

on_every_engine!(two_administrators_can_not_lock_each_other_out, World::installed, |world| {
    for round in 0..4 {
        let users = ["ada", "bob"].map(|name| format!("{name}{round}@example.com"));
        for user in &users {
            world.run(&["user", "create", user, "--role", "admin", "--no-password"]).succeeds();
        }
        let commands: Vec<_> = users.iter().map(|user| vec!["user", "disable", user, "--yes"]).collect();
        let finished = all_at_once(world, &commands);
        assert_eq!(codes(&finished), [0, 5], "{}{}", finished[0], finished[1]);
        count(world, 1, "users WHERE role = 'admin' AND is_active = true");
        // The one who is left goes out of the way of the next round by hand.
        world.execute("UPDATE users SET is_active = false");
    }
    assert_chain(world);
});

on_every_engine!(the_first_use_of_the_keyring_happens_once_and_everybody_gets_tokens, World::installed, |world| {
    let started: Vec<_> =
        (0..6).map(|number| world.command(&["keyring", "encrypt"]).stdin(format!("value {number}")).start()).collect();
    let mut tokens = String::new();
    for one in started {
        let finished = one.end();
        assert!([0, 5].contains(&finished.code), "{finished}");
        tokens.push_str(finished.text());
        assert_eq!(finished.code == 5, finished.text().is_empty(), "{finished}");
    }
    let decrypted = world.command(&["keyring", "decrypt"]).stdin(&tokens).run().succeeds();
    assert_eq!(decrypted.text().lines().count(), tokens.lines().count());
    assert!(!tokens.is_empty());
    world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
    count(world, 0, "claviger_journal");
    assert_chain(world);
});

#[test]
fn many_who_install_in_one_place_leave_one_installation() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::with_database(engine);
        let url = world.database().url();
        let init = vec!["init", "installation", "--database-url", &url];
        let finished = all_at_once(&world, &vec![init.clone(); 5]);
        assert!(
            codes(&finished).iter().all(|code| [0, 5].contains(code)),
            "{:?}\n{finished:#?}",
            codes(&finished),
            finished = finished.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
        assert_eq!(codes(&finished)[0], 0);
        world.run(&init).succeeds();
        let again = world.run(&[init.as_slice(), &["-o", "json"]].concat()).succeeds();
        assert_eq!(again.envelope()["changed"], false);
        world.set("CLAVIGER_CONFIG", world.path("installation/claviger.toml"));
        world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
        count(&world, 3, "claviger_migrations");
        count(&world, 0, "claviger_journal");
        assert_chain(&world);
    }
}

on_every_backend!(fields_set_at_once_on_a_new_path_are_all_kept, |world| {
    for round in 0..12 {
        let path = format!("race/{round}");
        let fields = ["a", "b", "c", "d", "e"];
        let codes: Vec<i32> = std::thread::scope(|scope| {
            let set = |field| {
                let target = format!("{path}#{field}");
                world.command(&["secret", "set", &target, "--stdin"]).stdin(field).run().code
            };
            let runs: Vec<_> = fields.iter().map(|field| scope.spawn(move || set(*field))).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 5].contains(code)), "{codes:?}");
        for (field, _) in fields.iter().zip(&codes).filter(|(_, code)| **code == 0) {
            let target = format!("{path}#{field}");
            assert_eq!(world.run(&["secret", "get", &target, "-o", "plain"]).succeeds().plain(), *field, "{codes:?}");
        }
    }
});
