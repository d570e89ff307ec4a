//! Several runs at once: one rule, one winner.

use crate::common::backends::on_every_engine;
use crate::common::{Engine, Finished, World};

/// Runs commands at the same time.
fn at_once(world: &World, commands: &[Vec<&str>]) -> Vec<Finished> {
    std::thread::scope(|scope| {
        let runs: Vec<_> = commands.iter().map(|args| scope.spawn(move || world.run(args))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    })
}

fn codes(finished: &[Finished]) -> Vec<i32> {
    let mut codes: Vec<i32> = finished.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes
}

on_every_engine!(two_administrators_can_not_remove_each_other, |world| {
    let rounds = match world.database().engine() {
        Engine::Postgres => 20,
        Engine::Sqlite => 5,
    };
    world.with_user("first@example.com", "admin");
    world.with_user("second@example.com", "admin");
    let disable = |email| vec!["user", "disable", email, "--yes"];
    for round in 0..rounds {
        let finished = at_once(world, &[disable("first@example.com"), disable("second@example.com")]);
        assert_eq!(codes(&finished), [0, 5], "round {round}:\n{}\n{}", finished[0], finished[1]);
        let loser = finished.iter().find(|one| one.code == 5).unwrap();
        assert!(loser.messages().contains("is the last active administrator"), "{loser}");
        assert_eq!(world.sql("SELECT count(*) FROM users WHERE role = 'admin' AND is_active"), [["1"]]);
        for email in ["first@example.com", "second@example.com"] {
            world.run(&["user", "enable", email]).succeeds();
        }
    }
    let delete = vec!["user", "delete", "first@example.com", "--yes"];
    let finished = at_once(world, &[delete, disable("second@example.com")]);
    assert_eq!(codes(&finished), [0, 5], "{}\n{}", finished[0], finished[1]);
});

on_every_engine!(the_same_user_made_twice_at_once_is_one_user_and_one_clear_refusal, |world| {
    for round in 0..8 {
        let (lower, upper) = (format!("u{round}@example.com"), format!("U{round}@Example.com"));
        let create = |email| vec!["user", "create", email, "--no-password", "-o", "json"];
        let finished = at_once(world, &[create(&lower), create(&upper), create(&lower)]);
        assert_eq!(codes(&finished), [0, 5, 5], "{}\n{}\n{}", finished[0], finished[1], finished[2]);
        for loser in finished.into_iter().filter(|one| one.code == 5) {
            let error = loser.fails_as("conflict", 5).error();
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with("there is a user `"), "{message}");
        }
        let missing = format!("m{round}@example.com");
        let create = vec!["user", "create", &missing, "--no-password", "--if-missing", "-o", "json"];
        let finished = at_once(world, &[create.clone(), create.clone(), create]);
        assert_eq!(codes(&finished), [0, 0, 0], "{}\n{}\n{}", finished[0], finished[1], finished[2]);
        let changed = finished.iter().filter(|one| one.envelope()["changed"] == true).count();
        assert_eq!(changed, 1);
    }
    assert_eq!(world.sql("SELECT count(*), count(DISTINCT lower(email)) FROM users"), [["16", "16"]]);
    assert_eq!(world.events().iter().filter(|event| event.starts_with("user.created")).count(), 16);
});

on_every_engine!(a_user_who_is_made_twice_by_an_application_without_an_index_is_one_user, |world| {
    let drop = match world.database().engine() {
        Engine::Postgres => "ALTER TABLE users DROP CONSTRAINT users_email_key; DROP INDEX users_email_lower",
        Engine::Sqlite => "DROP INDEX users_email_lower",
    };
    world.execute(drop);
    for round in 0..6 {
        let (lower, upper) = (format!("u{round}@example.com"), format!("U{round}@example.com"));
        let create = |email| vec!["user", "create", email, "--no-password"];
        let finished = at_once(world, &[create(&lower), create(&upper)]);
        assert_eq!(codes(&finished), [0, 5], "{}\n{}", finished[0], finished[1]);
    }
});

on_every_engine!(many_changes_at_once_keep_one_record, |world| {
    world.with_user("root@example.com", "admin");
    let emails: Vec<String> = (0..12).map(|number| format!("u{number}@example.com")).collect();
    let commands: Vec<Vec<&str>> = emails.iter().map(|email| vec!["user", "create", email, "--no-password"]).collect();
    let finished = at_once(world, &commands);
    assert!(finished.iter().all(|one| one.code == 0), "{:?}", codes(&finished));
    let commands: Vec<Vec<&str>> = emails.iter().map(|email| vec!["user", "disable", email, "--yes"]).collect();
    let finished = at_once(world, &commands);
    assert!(finished.iter().all(|one| one.code == 0), "{:?}", codes(&finished));
    // One chain: every event names the hash of the one before it.
    let chain = world.sql("SELECT previous, hash FROM claviger_events ORDER BY seq");
    assert!(chain.windows(2).all(|pair| pair[0][1] == pair[1][0]));
    assert_eq!(world.sql("SELECT hash FROM claviger_event_head"), [[chain.last().unwrap()[1].clone()]]);
});
