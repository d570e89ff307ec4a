//! What `apikey` asks a person before keys end.

use super::prefix;
use crate::common::backends::on_every_engine;

on_every_engine!(revoking_is_asked_for_and_names_what_ends, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("1", "deploy");
    let refused = world.run_in_vain(&["apikey", "revoke", "1", "-o", "json"]).fails_as("unconfirmed", 12);
    let message = refused.error()["message"].as_str().unwrap().to_owned();
    assert!(message.contains(&format!("Revoke 1 API key ({})", prefix(&key))), "{message}");
    world.run_in_vain(&["apikey", "revoke", "--all"]).exits(12);
    world.run_in_vain(&["apikey", "revoke", "--user", "1"]).exits(12);
    world.command(&["apikey", "revoke", "--stdin"]).stdin(&key).run_in_vain().exits(12);
    let before = world.fingerprint();
    for answer in ["n", "", prefix(&key)] {
        let mut terminal = world.terminal(&["apikey", "revoke", "1"]);
        terminal.expect("This can not be undone. [y/N]");
        terminal.type_line(answer);
        terminal.end().exits(12);
    }
    before.assert_unchanged(world);
    let mut terminal = world.terminal(&["apikey", "revoke", "1"]);
    terminal.expect("[y/N]");
    terminal.type_line("yes");
    terminal.end().succeeds();
    assert_eq!(world.verify(&key), 10);
});

on_every_engine!(what_touches_everybody_is_typed, |world| {
    world.with_user("ci@example.com", "user");
    let keys = [world.with_key("1", "one"), world.with_key("1", "two")];
    let before = world.fingerprint();
    for answer in ["y", "yes", "all", "revoke"] {
        let mut terminal = world.terminal(&["apikey", "revoke", "--all"]);
        terminal.expect("Revoke 2 API keys of everybody in");
        terminal.expect("Type `revoke all` to go on");
        terminal.type_line(answer);
        assert!(terminal.end().exits(12).text().contains("declined"));
    }
    before.assert_unchanged(world);
    let mut terminal = world.terminal(&["apikey", "revoke", "--all"]);
    terminal.expect("to go on");
    terminal.type_line("revoke all");
    terminal.end().succeeds();
    assert!(keys.iter().all(|key| world.verify(key) == 10));
    // Nothing to do asks nothing.
    world.run_in_vain(&["apikey", "revoke", "--all"]).succeeds();
});

on_every_engine!(making_rotating_and_pruning_ask_nothing, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("1", "one");
    world.run(&["apikey", "rotate", prefix(&key), "--overlap", "0s"]).succeeds();
    world.run(&["apikey", "prune", "--older-than", "0s"]).succeeds();
    assert_eq!(world.verify(&key), 3);
});
