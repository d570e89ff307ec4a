//! `user`: who may log in. Made, shown, kept out, let in, deleted.

mod confirmation;
mod delivery;
mod hostile;
mod killed;
mod races;

use crate::common::World;
use crate::common::backends::on_every_engine;

/// Neither short, nor common, nor about anybody here.
pub const PASSWORD: &str = "plum-teapot-ledger-42-voyage";

impl World {
    /// A user whom no password lets in: the quickest to make.
    #[track_caller]
    pub fn with_user(&self, email: &str, role: &str) {
        self.run(&["user", "create", email, "--role", role, "--no-password"]).succeeds();
    }

    /// A user with [`PASSWORD`].
    #[track_caller]
    pub fn with_login(&self, email: &str) {
        self.command(&["user", "create", email, "--stdin"]).stdin(PASSWORD).run().succeeds();
    }

    /// A field of the user as `user show` has it.
    #[track_caller]
    pub fn user(&self, target: &str) -> serde_json::Value {
        self.run(&["user", "show", target, "-o", "json"]).succeeds_with(false).json()
    }

    /// The exit code of a check of a password.
    #[track_caller]
    pub fn check(&self, target: &str, password: impl AsRef<[u8]>) -> i32 {
        self.command(&["user", "check-password", target, "--stdin"]).stdin(password).run().code
    }
}

const FIELDS: [&str; 10] = [
    "active",
    "created_at",
    "disabled_reason",
    "disabled_until",
    "email",
    "expires_at",
    "id",
    "name",
    "role",
    "status",
];

on_every_engine!(a_user_is_created_with_a_password_that_is_printed_once, |world| {
    let args = ["user", "create", "ada@example.com", "--name", "Ada L", "--role", "admin", "--generate-password"];
    let (created, events) = world.events_of(|| world.command(&args).arg("-o").arg("json").run().succeeds_with(true));
    assert_eq!(events, ["user.created ada@example.com"]);
    let data = created.json();
    let mut fields = created.fields();
    fields.retain(|field| field != "password");
    assert_eq!(fields, FIELDS);
    assert_eq!(data["id"], 1);
    assert_eq!(data["email"], "ada@example.com");
    assert_eq!(data["name"], "Ada L");
    assert_eq!((&data["role"], &data["status"]), (&"admin".into(), &"active".into()));
    assert_eq!(data["active"], true);
    let password = data["password"].as_str().unwrap();
    assert!(password.len() >= 15, "{password}");
    assert_eq!(world.check("ada@example.com", password), 0);
    assert_eq!(world.check("ada@example.com", format!("{password}x")), 10);
    world.secret(password).except_output_of(&created).assert_nowhere();
    let rows = world.sql("SELECT email, name, role, is_active, substr(password_hash, 1, 10) FROM users");
    assert_eq!(rows, [["ada@example.com", "Ada L", "admin", "1", "$argon2id$"]]);
});

on_every_engine!(a_user_who_is_there_is_not_created_again, |world| {
    world.with_user("ada@example.com", "user");
    for address in ["ada@example.com", "ADA@Example.com"] {
        let again = ["user", "create", address, "--no-password", "-o", "json"];
        let refused = world.run_in_vain(&again).fails_as("conflict", 5);
        assert!(refused.error()["message"].as_str().unwrap().contains("`ada@example.com`"), "{refused}");
    }
    // Whatever the attributes of what is there, and without asking for a password.
    for more in [
        &["--no-password"] as &[&str],
        &["--stdin"],
        &["--generate-password"],
        &["--role", "admin", "--name", "Another", "--no-password"],
        &["--role", "no-such-role", "--stdin"],
    ] {
        let args = [&["user", "create", "Ada@example.com", "--if-missing", "-o", "json"], more].concat();
        let found = world.run_in_vain(&args).succeeds_with(false).json();
        assert_eq!((&found["email"], &found["role"]), (&"ada@example.com".into(), &"user".into()));
        assert!(found.get("password").is_none());
    }
    world
        .run(&["user", "create", "bob@example.com", "--if-missing", "--no-password", "-o", "json"])
        .succeeds_with(true);
});

on_every_engine!(a_dry_run_creates_nobody, |world| {
    let args = ["user", "create", "ada@example.com", "--generate-password", "--dry-run"];
    let shown = world.run_in_vain(&args).succeeds();
    assert!(shown.text().contains("ada@example.com") && shown.messages().contains("Dry run"), "{shown}");
    assert!(!shown.text().contains("password"), "{shown}");
    world.run_in_vain(&[&args[..], &["--detailed-exitcode"]].concat()).exits(11);
    let pending = world.run_in_vain(&[&args[..], &["--detailed-exitcode", "-o", "json"]].concat()).exits(11).envelope();
    assert_eq!((&pending["ok"], &pending["changed"]), (&true.into(), &false.into()));
    // What a real run would refuse, a dry run refuses too.
    world.run_in_vain(&["user", "create", "ada@example.com", "--role", "x", "--no-password", "-n"]).exits(3);
    world.command(&["user", "create", "ada@example.com", "--stdin", "-n"]).stdin("short").run_in_vain().exits(5);
});

on_every_engine!(bad_input_is_refused_before_anything_is_done, |world| {
    let long = format!("{}@example.com", "a".repeat(243));
    for (args, kind, code) in [
        (&["user", "create", "not-an-address", "--no-password"] as &[&str], "usage", 2),
        (&["user", "create", "a b@example.com", "--no-password"], "usage", 2),
        (&["user", "create", &long, "--no-password"], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--name", &"n".repeat(256)], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--name", ""], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--role", "amdin"], "not_found", 3),
        (&["user", "create", "a@example.com"], "usage", 2),
        (&["user", "create", "a@example.com", "--stdin"], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--generate-password"], "usage", 2),
        (&["user", "create", "a@example.com", "--stdin", "--file", "x"], "usage", 2),
        (&["user", "create", "a@example.com", "--file", "no-such-file"], "not_found", 3),
        (&["user", "create", "a@example.com", "--from", "env:NOT_SET"], "not_found", 3),
        (&["user", "create", "a@example.com", "--from", "vault:nothing/here#x"], "not_found", 3),
        (&["user", "create", "a@example.com", "--from", "http://x"], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--out", "x"], "usage", 2),
        (&["user", "create", "a@example.com", "--no-password", "--force"], "usage", 2),
        (&["user", "show", "nobody@example.com"], "not_found", 3),
        (&["user", "show", "99"], "not_found", 3),
        (&["user", "show", "not-a-key"], "not_found", 3),
        (&["user", "show", ""], "usage", 2),
        (&["user", "set-password", "nobody@example.com", "--generate-password"], "not_found", 3),
        (&["user", "check-password", "nobody@example.com", "--from", "env:HOME"], "not_found", 3),
        (&["user", "disable", "nobody@example.com", "--yes"], "not_found", 3),
        (&["user", "disable", "nobody@example.com", "--until", "yesterday", "--yes"], "usage", 2),
        (&["user", "disable", "nobody@example.com", "--until", "2020-01-01", "--yes"], "usage", 2),
        (&["user", "enable", "nobody@example.com"], "not_found", 3),
        (&["user", "enable"], "usage", 2),
        (&["user", "enable", "a@example.com", "--due"], "usage", 2),
        (&["user", "delete", "nobody@example.com", "--yes"], "not_found", 3),
        (&["user", "list", "--active", "--disabled"], "usage", 2),
    ] {
        world.run_in_vain(&[args, &["-o", "json"]].concat()).fails_as(kind, code);
    }
});

on_every_engine!(the_longest_names_and_addresses_are_kept_whole, |world| {
    let (name, address) = ("ß".repeat(255), format!("{}@example.com", "a".repeat(242)));
    assert_eq!(address.len(), 254);
    let args = ["user", "create", &address, "--no-password", "--name", &name, "-o", "json"];
    assert_eq!(world.run(&args).succeeds_with(true).json()["name"], name.as_str());
    assert_eq!(world.user(&address)["name"], name.as_str());
    assert_eq!(world.sql("SELECT name, email FROM users"), [[name, address]]);
});

on_every_engine!(users_are_listed_in_every_format, |world| {
    let nobody = world.run_in_vain(&["user", "list"]).succeeds();
    assert_eq!((nobody.text(), nobody.messages()), ("", "No user matches\n"));
    assert_eq!(world.run(&["user", "list", "-o", "json"]).succeeds_with(false).json(), serde_json::json!([]));
    world.with_user("root@example.com", "admin");
    world.with_user("bob@example.com", "user");
    world.with_user("eve@example.com", "user");
    world.run(&["user", "disable", "eve@example.com", "--yes"]).succeeds();
    let all = world.run_in_vain(&["user", "list", "-o", "json"]).succeeds_with(false);
    assert_eq!(all.fields(), FIELDS);
    let ids =
        |args: &[&str]| world.run(&[&["user", "list", "-o", "plain"], args].concat()).succeeds().text().to_owned();
    assert_eq!(ids(&[]), "1\n2\n3\n");
    assert_eq!(ids(&["--role", "Admin"]), "1\n");
    assert_eq!(ids(&["--active"]), "1\n2\n");
    assert_eq!(ids(&["--disabled"]), "3\n");
    assert_eq!(ids(&["--role", "admin", "--disabled"]), "");
    let csv = world.run(&["user", "list", "-o", "csv"]).succeeds();
    let mut lines = csv.text().lines();
    assert_eq!(lines.next(), Some("id,email,name,role,status,disabled_until,created_at"));
    assert!(lines.next().unwrap().starts_with("1,root@example.com,,admin,active,,20"), "{csv}");
    let json_lines = world.run(&["user", "list", "-o", "jsonl"]).succeeds();
    let items: Vec<serde_json::Value> =
        json_lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(serde_json::Value::Array(items), all.json());
    let table = world.run(&["user", "list"]).succeeds();
    assert!(table.text().starts_with("ID  EMAIL"), "{table}");
    assert_eq!(table.text().lines().count(), 4);
    world.run_in_vain(&["user", "list", "-o", "html"]).exits(2);
});

on_every_engine!(a_user_is_shown_by_address_in_any_case_and_by_id, |world| {
    world.with_login("Ada.Lovelace@Example.com");
    let shown = world.run_in_vain(&["user", "show", "ada.lovelace@EXAMPLE.COM", "-o", "json"]).succeeds_with(false);
    let mut expected = FIELDS.to_vec();
    expected.extend(["password_outdated", "password_scheme"]);
    expected.sort_unstable();
    assert_eq!(shown.fields(), expected);
    let data = shown.json();
    assert_eq!(data["email"], "Ada.Lovelace@Example.com");
    assert_eq!((&data["password_scheme"], &data["password_outdated"]), (&"argon2id".into(), &false.into()));
    assert_eq!(world.user("1"), data);
    assert_eq!(world.run(&["user", "show", "1", "-o", "plain"]).succeeds().plain(), "1");
    // `01` is another text than the key `1`.
    world.run(&["user", "show", "01"]).exits(3);
});

on_every_engine!(disabling_takes_effect_once_and_says_why, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    let disable = ["user", "disable", "ada@example.com", "--yes", "--reason", "left", "-o", "json"];
    world.run_in_vain(&[&disable[..], &["--dry-run"]].concat()).succeeds_with(false);
    world.run_in_vain(&[&disable[..], &["--dry-run", "--detailed-exitcode"]].concat()).exits(11);
    let (disabled, events) = world.events_of(|| world.run(&disable).succeeds_with(true));
    assert_eq!(events, ["user.disabled ada@example.com"]);
    assert_eq!(disabled.fields(), FIELDS);
    let data = disabled.json();
    assert_eq!((&data["active"], &data["status"]), (&false.into(), &"disabled".into()));
    assert_eq!((&data["disabled_reason"], &data["disabled_until"]), (&"left".into(), &serde_json::Value::Null));
    assert_eq!(world.sql("SELECT is_active FROM users ORDER BY id"), [["1"], ["0"]]);
    let reason = world.sql("SELECT reason FROM claviger_events ORDER BY seq DESC LIMIT 1");
    assert_eq!(reason, [["left"]]);
    // Again: the same, without a reason, and by id.
    world.run_in_vain(&disable).succeeds_with(false);
    world.run_in_vain(&["user", "disable", "2", "--yes", "-o", "json"]).succeeds_with(false);
    let dry = ["user", "disable", "2", "--dry-run", "--detailed-exitcode"];
    world.run_in_vain(&dry).succeeds();
    // Another reason is another state.
    let other = world.run(&["user", "disable", "2", "--yes", "--reason", "fired", "-o", "json"]).succeeds_with(true);
    assert_eq!(other.json()["disabled_reason"], "fired");
});

on_every_engine!(a_disabled_user_is_let_in_when_his_time_is_over, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    world.with_user("eve@example.com", "user");
    let until = "2199-01-01T00:00:00Z";
    let disable = ["user", "disable", "ada@example.com", "--until", until, "--yes", "-o", "json"];
    assert_eq!(world.run(&disable).succeeds_with(true).json()["disabled_until"], until);
    world.run_in_vain(&disable).succeeds_with(false);
    // Without --until it is no wish to forget the end; `never` is.
    let plain = world.run_in_vain(&["user", "disable", "ada@example.com", "--yes", "-o", "json"]).succeeds_with(false);
    assert_eq!(plain.json()["disabled_until"], until);
    let never = ["user", "disable", "eve@example.com", "--until", "1d", "--yes"];
    world.run(&never).succeeds();
    let never = world.run(&["user", "disable", "eve@example.com", "--until", "never", "--yes", "-o", "json"]);
    assert!(never.succeeds_with(true).json()["disabled_until"].is_null());

    let nobody = world.run_in_vain(&["user", "enable", "--due", "-o", "json"]).succeeds_with(false);
    assert_eq!(nobody.json(), serde_json::json!([]));
    world.execute("UPDATE claviger_user_state SET disabled_until = '2020-01-01 00:00:00' WHERE user_id = '2'");
    assert_eq!((&world.user("2")["status"], &world.user("2")["active"]), (&"due".into(), &false.into()));
    let listed = world.run(&["user", "list", "--disabled", "-o", "csv"]).succeeds();
    assert!(listed.text().contains(",due,2020-01-01T00:00:00Z,"), "{listed}");
    // Out until the sweep has run.
    world.run_in_vain(&["user", "enable", "--due", "--dry-run", "--detailed-exitcode"]).exits(11);
    let (swept, events) = world.events_of(|| world.run(&["user", "enable", "--due", "-o", "json"]).succeeds_with(true));
    assert_eq!(swept.json()[0]["email"], "ada@example.com");
    assert_eq!(events, ["user.enabled ada@example.com"]);
    assert_eq!(world.user("ada@example.com")["status"], "active");
    assert_eq!(world.user("eve@example.com")["status"], "disabled");
    world.run_in_vain(&["user", "enable", "--due"]).succeeds();
});

on_every_engine!(disabling_somebody_whose_time_is_over_keeps_him_out, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    world.run(&["user", "disable", "2", "--until", "1d", "--yes"]).succeeds();
    world.execute("UPDATE claviger_user_state SET disabled_until = '2020-01-01 00:00:00'");
    let again = world.run(&["user", "disable", "2", "--yes", "-o", "json"]).succeeds_with(true).json();
    assert_eq!((&again["status"], &again["disabled_until"]), (&"disabled".into(), &serde_json::Value::Null));
    world.run_in_vain(&["user", "enable", "--due"]).succeeds();
});

on_every_engine!(enabling_lists_what_stays_revoked, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    let key = |name: &str| {
        let args = ["apikey", "create", "--user", "ada@example.com", "--name", name, "-o", "json"];
        world.run(&args).succeeds().json()["prefix"].as_str().unwrap().to_owned()
    };
    let (kept, revoked) = (key("kept"), key("revoked"));
    world.run(&["apikey", "revoke", &revoked, "--yes"]).succeeds();
    world.run(&["user", "disable", "ada@example.com", "--yes"]).succeeds();
    let enable = ["user", "enable", "ada@example.com", "-o", "json"];
    world.run_in_vain(&[&enable[..], &["--dry-run"]].concat()).succeeds_with(false);
    let (enabled, events) = world.events_of(|| world.run(&enable).succeeds_with(true));
    assert_eq!(events, ["user.enabled ada@example.com"]);
    let data = enabled.json();
    assert_eq!(data["still_revoked"], serde_json::json!([revoked]));
    assert_eq!((&data["status"], &data["disabled_reason"]), (&"active".into(), &serde_json::Value::Null));
    world.run_in_vain(&enable).succeeds_with(false);
    let states = world.run(&["apikey", "list", "-o", "csv"]).succeeds();
    assert!(states.text().contains(&kept) && states.text().contains("active"), "{states}");
});

on_every_engine!(deleting_takes_a_user_and_his_keys_for_good, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    for owner in ["ada@example.com", "ada@example.com", "root@example.com"] {
        world.run(&["apikey", "create", "--user", owner, "--name", "x"]).succeeds();
    }
    world.run(&["user", "disable", "ada@example.com", "--yes"]).succeeds();
    let delete = ["user", "delete", "ada@example.com", "--yes", "-o", "json"];
    world.run_in_vain(&[&delete[..], &["--dry-run", "--detailed-exitcode"]].concat()).exits(11);
    let (deleted, events) = world.events_of(|| world.run(&delete).succeeds_with(true));
    assert_eq!(events, ["user.deleted ada@example.com"]);
    assert_eq!(deleted.json()["api_keys"], 2);
    world.run_in_vain(&delete).fails_as("not_found", 3);
    assert_eq!(world.sql("SELECT email FROM users"), [["root@example.com"]]);
    assert_eq!(world.sql("SELECT user_id FROM api_keys"), [["1"]]);
    assert_eq!(world.sql("SELECT key_id FROM claviger_api_key_state"), [["3"]]);
    assert_eq!(world.sql("SELECT user_id FROM claviger_user_state").len(), 0);
    // The address is free again, and means somebody else.
    world.with_user("ada@example.com", "user");
    assert_eq!(world.user("ada@example.com")["status"], "active");
});

on_every_engine!(a_user_whom_other_tables_name_is_kept, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    world.execute("CREATE TABLE orders (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id))");
    world.execute("INSERT INTO orders VALUES (1, 2)");
    let refused = world.run_in_vain(&["user", "delete", "ada@example.com", "--yes", "-o", "json"]);
    let error = refused.fails_as("conflict", 5).error();
    assert_eq!(error["message"], "`ada@example.com` can not be deleted");
    assert_eq!(error["hint"], "keep him out instead: claviger user disable ada@example.com");
});

on_every_engine!(the_last_active_administrator_stays, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("second@example.com", "admin");
    world.run(&["user", "disable", "second@example.com", "--yes"]).succeeds();
    for args in [
        &["user", "disable", "root@example.com", "--yes", "-o", "json"] as &[&str],
        &["user", "disable", "root@example.com", "--until", "1h", "--yes", "-o", "json"],
        &["user", "delete", "root@example.com", "--yes", "-o", "json"],
        &["user", "delete", "1", "--dry-run", "-o", "json"],
    ] {
        let refused = world.run_in_vain(args).fails_as("conflict", 5);
        assert!(refused.error()["message"].as_str().unwrap().contains("last active administrator"), "{refused}");
    }
    // One who is kept out already is nobody's last hope.
    world.run(&["user", "delete", "second@example.com", "--yes"]).succeeds();
    world.with_user("third@example.com", "admin");
    world.run(&["user", "delete", "root@example.com", "--yes"]).succeeds();
    world.run_in_vain(&["user", "disable", "third@example.com", "--yes"]).exits(5);
});

on_every_engine!(setting_a_password_replaces_the_old_one, |world| {
    world.with_login("ada@example.com");
    let set = ["user", "set-password", "ada@example.com", "--stdin", "-o", "json"];
    let new = "orbit-lantern-mosaic-77-kettle";
    world.command(&[&set[..], &["-n", "--detailed-exitcode"]].concat()).stdin(new).run_in_vain().exits(11);
    let (changed, events) = world.events_of(|| world.command(&set).stdin(format!("{new}\n")).run().succeeds_with(true));
    assert_eq!(events, ["user.password_set ada@example.com"]);
    assert_eq!(changed.fields(), FIELDS);
    assert_eq!((world.check("ada@example.com", new), world.check("ada@example.com", PASSWORD)), (0, 10));
    // The same again is no change.
    world.command(&set).stdin(new).run_in_vain().succeeds_with(false);
    // A generated one is another each time.
    let generate = ["user", "set-password", "ada@example.com", "--generate-password", "-o", "plain"];
    let (first, second) = (world.run(&generate).succeeds(), world.run(&generate).succeeds());
    assert_ne!(first.plain(), second.plain());
    assert_eq!((world.check("1", first.plain()), world.check("1", second.plain())), (10, 0));
    world.secret(second.plain()).except_output_of(&second).assert_nowhere();
    world.assert_secret_nowhere(new);
});

on_every_engine!(a_user_without_any_hash_gets_a_password, |world| {
    world.with_user("ada@example.com", "user");
    for stored in ["''", "'!'"] {
        world.execute(&format!("UPDATE users SET password_hash = {stored}"));
        assert_eq!(world.check("ada@example.com", PASSWORD), 10);
        world.command(&["user", "set-password", "1", "--stdin"]).stdin(PASSWORD).run().succeeds();
        assert_eq!(world.check("ada@example.com", PASSWORD), 0);
    }
});

on_every_engine!(no_password_is_a_password_that_nobody_has, |world| {
    world.with_user("sso@example.com", "user");
    let stored = world.sql("SELECT password_hash FROM users").remove(0).remove(0);
    for guess in ["", "x", &stored] {
        let code = if guess.is_empty() { 2 } else { 10 };
        assert_eq!(world.check("sso@example.com", guess), code, "{guess}");
    }
    let answer = world.command(&["user", "check-password", "1", "--stdin", "-o", "json"]).stdin("x").run_in_vain();
    let envelope = answer.exits(10).envelope();
    assert_eq!((&envelope["ok"], &envelope["data"]["valid"]), (&true.into(), &false.into()));
});
