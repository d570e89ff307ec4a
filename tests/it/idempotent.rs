//! Every verb run twice: what sets a state does nothing the second time, what mints does it once more, and what asks
//! does nothing at all until somebody has answered. Each run leaves exactly the events that belong to it.

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};
use crate::examples::{Again, Example, Prepared, changed, events, examples, prepare};

#[track_caller]
fn check(prepared: &Prepared, verb: &str, example: &Example) {
    let world = &prepared.world;
    if example.asks {
        let before = world.fingerprint();
        prepared.run(verb, example, &["-o", "json"]).exits(12);
        before.assert_unchanged(world);
    }
    let expected: Vec<(String, String)> =
        example.events.iter().map(|(kind, phase)| ((*kind).to_owned(), (*phase).to_owned())).collect();
    // Without `--yes` where nothing is asked: whatever asks there, and should not, fails.
    let flags: &[&str] = if example.asks { &["-o", "json", "--yes"] } else { &["-o", "json"] };
    let run = || {
        let before = events(world).len();
        let finished = prepared.run(verb, example, flags);
        (finished, events(world).split_off(before))
    };
    let (first, recorded) = run();
    assert!(changed(&first.clone().succeeds()), "the first run changed nothing:\n{first}");
    assert_eq!(recorded, expected, "the events of\n{first}");
    let before = world.fingerprint();
    let (second, recorded) = run();
    match example.again {
        Again::Nothing => {
            assert!(!changed(&second.clone().succeeds()), "the second run changed something:\n{second}");
            assert_eq!(recorded, [], "events of\n{second}");
            before.assert_unchanged(world);
        }
        Again::Refused(code) => {
            second.exits(code);
            assert_eq!(recorded, []);
            before.assert_unchanged(world);
        }
        Again::TheSame => {
            assert!(changed(&second.clone().succeeds()), "the second run changed nothing:\n{second}");
            assert_eq!(recorded, expected, "the events of\n{second}");
        }
    }
}

on_every_engine!(every_verb_run_twice_does_what_it_promises, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    for (verb, example) in examples() {
        check(&prepared, verb, example);
    }
});

on_every_engine!(creating_a_user_that_is_there_is_no_change_whatever_his_attributes, World::installed, |world| {
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    let before = world.fingerprint();
    let args = ["user", "create", "ada@example.com", "--role", "admin", "--no-password", "--if-missing", "-o", "json"];
    assert!(!changed(&world.run(&args).succeeds()));
    before.assert_unchanged(world);
});

on_every_engine!(installing_again_changes_nothing, World::installed, |world| {
    let directory = world.installation();
    let before = world.fingerprint();
    for _ in 0..2 {
        let again = world.run(&["init", directory.to_str().unwrap(), "-o", "json"]).succeeds();
        assert!(!changed(&again));
    }
    before.assert_unchanged(world);
});
