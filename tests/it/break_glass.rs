//! Administrators who end by themselves, and users who are let in again before the application does it.

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};
use crate::statements::{MAPPING, foreign_world};

/// Moves the end of every emergency into the past.
#[track_caller]
fn let_time_pass(world: &World) {
    let past = "UPDATE claviger_user_state SET expires_at = '2026-01-01 00:00:00.000000' WHERE expires_at IS NOT NULL";
    assert_ne!(world.execute(past), 0);
}

#[track_caller]
fn user(world: &World, email: &str) -> serde_json::Value {
    world.run(&["user", "show", email, "-o", "json"]).succeeds().json()
}

const BREAK: [&str; 6] = ["user", "break-glass", "emergency@example.com", "--reason", "all locked out", "-o"];

on_every_engine!(an_emergency_makes_an_administrator_who_ends_by_himself, World::installed, |world| {
    let (broken, events) = world.events_of(|| world.command(&BREAK).arg("json").arg("--ttl").arg("2h").run());
    let broken = broken.succeeds_with(true);
    assert_eq!(events, ["user.break_glass emergency@example.com"]);
    let data = broken.json();
    assert_eq!((&data["role"], &data["status"], &data["elevated"]), (&"admin".into(), &"active".into(), &false.into()));
    let password = data["password"].as_str().unwrap();
    world.secret(password).except_output_of(&broken).assert_nowhere();
    let check = ["user", "check-password", "emergency@example.com", "--stdin"];
    world.command(&check).stdin(password).run().succeeds();
    let row = &world.sql("SELECT reason, detail FROM claviger_events ORDER BY seq DESC LIMIT 1")[0];
    assert_eq!(row[0], "all locked out");
    let detail: serde_json::Value = serde_json::from_str(&row[1]).unwrap();
    assert_eq!((&detail["expires_at"], &detail["previous_role"]), (&data["expires_at"], &serde_json::Value::Null));
    let key = world.run(&["apikey", "create", "--user", "emergency@example.com", "--name", "k", "-o", "plain"]);
    let key = key.succeeds().plain().to_owned();
    let verify = || world.command(&["apikey", "verify", "--stdin"]).stdin(&key).run();
    verify().succeeds();
    // Nothing is due yet.
    world.run_in_vain(&["user", "disable", "--due"]).succeeds();

    let_time_pass(world);
    let over = user(world, "emergency@example.com");
    assert_eq!((&over["status"], &over["active"]), (&"over".into(), &false.into()));
    verify().exits(10);
    world.run_in_vain(&["apikey", "create", "--user", "emergency@example.com", "--name", "k"]).exits(5);
    world.run_in_vain(&["user", "enable", "emergency@example.com"]).exits(5);
    assert_eq!(world.run(&["user", "list", "--active", "-o", "plain"]).succeeds().text(), "");
    assert!(world.run(&["status", "-o", "json"]).text().contains("0 active"));

    let (ended, events) = world.events_of(|| world.run(&["user", "disable", "--due", "-o", "json"]));
    assert_eq!(events, ["user.break_glass_ended emergency@example.com"]);
    let ended = ended.succeeds_with(true);
    assert_eq!(ended.json()[0]["outcome"], "disabled");
    assert!(ended.envelope()["warnings"][0].as_str().unwrap().contains("no active administrator is left"), "{ended}");
    let rows = world.sql("SELECT is_active, role FROM users");
    assert_eq!(rows, [["0", "user"]], "the application still lets him in");
    world.run_in_vain(&["user", "disable", "--due"]).succeeds();
    world.run_in_vain(&["user", "enable", "emergency@example.com"]).exits(5);

    // The next emergency opens the same account, with another password.
    let again = world.command(&BREAK).arg("plain").run().succeeds();
    assert_ne!(again.plain(), password);
    world.command(&check).stdin(again.plain()).run().succeeds();
    world.command(&check).stdin(password).run().exits(10);
    assert_eq!(world.sql("SELECT is_active, role FROM users"), [["1", "admin"]]);
    world.run_in_vain(&["user", "break-glass", "emergency@example.com", "--end"]).exits(12);
    world.run(&["user", "break-glass", "emergency@example.com", "--end", "--yes"]).succeeds();
    assert_eq!(world.sql("SELECT is_active, role FROM users"), [["0", "user"]]);
    world.run_in_vain(&["user", "break-glass", "emergency@example.com", "--end", "--yes"]).succeeds();
});

on_every_engine!(somebody_who_is_there_is_elevated_and_gets_his_role_back, World::installed, |world| {
    world.run(&["user", "create", "root@example.com", "--role", "admin", "--no-password"]).succeeds();
    world.run(&["user", "create", "ada@example.com", "--role", "moderator", "--no-password"]).succeeds();
    let hash = world.sql("SELECT password_hash FROM users WHERE id = 2");
    let elevate = ["user", "break-glass", "ada@example.com", "--ttl", "30m", "--reason", "on call", "-o", "json"];
    let broken = world.run(&elevate).succeeds_with(true);
    assert_eq!(broken.json()["elevated"], true);
    assert!(broken.json().get("password").is_none(), "{broken}");
    assert_eq!(world.sql("SELECT password_hash FROM users WHERE id = 2"), hash);
    // Again, it lasts longer, and what he was is not forgotten.
    world.run(&elevate).succeeds_with(true);
    // He does not stand in for the last administrator: he will be gone.
    world.run_in_vain(&["user", "disable", "root@example.com", "--yes"]).exits(5);
    world.run_in_vain(&["user", "delete", "root@example.com", "--yes"]).exits(5);
    let_time_pass(world);
    assert_eq!(user(world, "ada@example.com")["role"], "moderator");
    assert_eq!(world.sql("SELECT role FROM users WHERE id = 2"), [["admin"]]);
    let ended = world.run(&["user", "disable", "--due", "-o", "json"]).succeeds_with(true).envelope();
    assert_eq!((&ended["data"][0]["outcome"], &ended["warnings"]), (&"role restored".into(), &serde_json::json!([])));
    assert_eq!(world.sql("SELECT role, is_active FROM users WHERE id = 2"), [["moderator", "1"]]);
    assert_eq!(user(world, "ada@example.com")["expires_at"], serde_json::Value::Null);
});

on_every_engine!(the_glass_is_not_broken_without_need, World::installed, |world| {
    world.run(&["user", "create", "root@example.com", "--role", "admin", "--no-password"]).succeeds();
    world.run(&["user", "create", "out@example.com", "--no-password"]).succeeds();
    world.run(&["user", "create", "in@example.com", "--no-password"]).succeeds();
    world.run(&["user", "disable", "out@example.com", "--yes"]).succeeds();
    for (args, code) in [
        (&["emergency@example.com"] as &[&str], 2),
        (&["emergency@example.com", "--reason", "r", "--ttl", "0s"], 2),
        (&["emergency@example.com", "--reason", "r", "--ttl", "8d"], 2),
        (&["no-address", "--reason", "r"], 2),
        (&["root@example.com", "--reason", "r"], 5),
        (&["out@example.com", "--reason", "r"], 5),
        (&["in@example.com", "--reason", "r", "--out", "password"], 2),
        (&["in@example.com", "--reason", "r", "--stdin"], 2),
        (&["nobody@example.com", "--end", "--yes"], 3),
        (&["emergency@example.com", "--reason", "r", "--dry-run"], 0),
        (&["in@example.com", "--reason", "r", "--dry-run"], 0),
    ] {
        world.command(&["user", "break-glass"]).args(args).stdin("x").run_in_vain().exits(code);
    }
});

on_every_engine!(a_password_may_be_given_or_go_to_a_file, World::installed, |world| {
    let given = ["user", "break-glass", "a@example.com", "--reason", "r", "--stdin"];
    world.command(&given).stdin("lattice-oboe-71-fern").run().succeeds();
    let check = |email, password: &str| {
        world.command(&["user", "check-password", email, "--stdin"]).stdin(password).run().succeeds();
    };
    check("a@example.com", "lattice-oboe-71-fern");
    let filed = ["user", "break-glass", "b@example.com", "--reason", "r", "--out", "password"];
    let finished = world.run(&filed).succeeds();
    let password = world.read("password");
    check("b@example.com", password.trim_end());
    assert!(!finished.text().contains(password.trim_end()), "{finished}");
    assert!(finished.messages().contains("It ends at "), "{finished}");
});

on_every_engine!(a_lock_after_failed_logins_is_ended, World::installed, |world| {
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world.run_in_vain(&["user", "unlock", "ada@example.com"]).succeeds();
    world.execute("UPDATE users SET locked_until = '2026-01-01 00:00:00'");
    world.run_in_vain(&["user", "unlock", "ada@example.com"]).succeeds();
    world.execute("UPDATE users SET locked_until = '2999-01-01 00:00:00'");
    world.run_in_vain(&["user", "unlock", "ada@example.com", "-n", "--detailed-exitcode"]).exits(11);
    let (finished, events) = world.events_of(|| world.run(&["user", "unlock", "ada@example.com", "-o", "json"]));
    assert_eq!(finished.succeeds_with(true).json()["locked_until"], serde_json::Value::Null);
    assert_eq!(events, ["user.unlocked ada@example.com"]);
    assert_eq!(world.sql("SELECT locked_until FROM users"), [["NULL"]]);
    world.run_in_vain(&["user", "unlock", "nobody@example.com"]).exits(3);
});

on_every_engine!(where_locks_are_kept_must_be_known, foreign_world, |world| {
    world.set("CLAVIGER_CONFIG", world.write("claviger.toml", MAPPING));
    world.run(&["db", "migrate"]).succeeds();
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    let finished = world.run_in_vain(&["user", "unlock", "ada@example.com"]).exits(2);
    assert!(finished.messages().contains("locked_until"), "{finished}");
    // An emergency works there, too, whatever the keys and the labels of roles.
    let args = ["user", "break-glass", "ada@example.com", "--reason", "r", "-o", "json"];
    assert_eq!(world.run(&args).succeeds_with(true).json()["role"], "admin");
    let_time_pass(world);
    world.run(&["user", "disable", "--due"]).succeeds();
    let role = if world.database().engine() == Engine::Postgres { "USER" } else { "user" };
    assert_eq!(world.sql(r#"SELECT CAST(role AS text) FROM "user""#), [[role]]);
});
