//! An example of every verb, and what is to be expected of it: what `dry_run`, `idempotent` and `events` walk through.
//!
//! A verb of the command line without a row here fails the test at the end of this file; a row whose verb is not in
//! the command line yet is passed over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::common::{Engine, Finished, World};

/// What a verb does.
pub enum Verb {
    /// Changes nothing, in any form.
    Reads,
    /// Replaces this process by another, or works in a scratch directory of its own.
    Elsewhere,
    /// Changes something.
    Changes(&'static [Example]),
}

/// A command line that changes something in the world of [`prepare`].
#[derive(Clone, Copy)]
pub struct Example {
    /// The arguments after the verb; `{NAME}` stands for what the preparation kept.
    pub args: &'static str,
    /// What it reads.
    pub stdin: Option<&'static str>,
    /// Whether it asks before it acts.
    pub asks: bool,
    /// The events of one run in the database of the world: kind and phase.
    pub events: &'static [(&'static str, &'static str)],
    /// What the second run does.
    pub again: Again,
}

/// What a second run of the same command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Nothing: `changed:false`, no event, every byte as it was.
    Nothing,
    /// The same once more: verbs that mint.
    TheSame,
    /// It is refused with this exit code, and nothing happens.
    Refused(i32),
}

const fn example(args: &'static str, events: &'static [(&'static str, &'static str)]) -> Example {
    Example { args, stdin: None, asks: false, events, again: Again::Nothing }
}

const fn asks(example: Example) -> Example {
    Example { asks: true, ..example }
}

const fn reads(stdin: &'static str, example: Example) -> Example {
    Example { stdin: Some(stdin), ..example }
}

const fn again(again: Again, example: Example) -> Example {
    Example { again, ..example }
}

const CREATED: &[(&str, &str)] = &[("apikey.created", "intent"), ("apikey.created", "outcome")];
const ROTATED: &[(&str, &str)] = &[("apikey.rotated", "intent"), ("apikey.rotated", "outcome")];

/// The password that [`prepare`] gives to `old@example.com`, hashed with bcrypt as an older application did.
const OLD_PASSWORD: &str = "kestrel-anvil-93-moss";
const OLD_HASH: &str = "$2b$04$8yhtpLDBUwZMOI7IXdsKe.fWRhIiwCXFDOWXD5wWLoNPohEY0ByUi";

/// Every verb of the command line.
pub const VERBS: &[(&str, Verb)] = &[
    // The events of an installation are in its own database, not in the one that is looked into here.
    ("init", Verb::Changes(&[example("{root}/second", &[])])),
    ("tour", Verb::Elsewhere),
    ("status", Verb::Reads),
    ("completions", Verb::Reads),
    ("man", Verb::Reads),
    ("version", Verb::Reads),
    ("config show", Verb::Reads),
    ("config path", Verb::Reads),
    (
        "user create",
        Verb::Changes(&[
            again(Again::Refused(5), example("new@example.com --no-password", &[("user.created", "done")])),
            example("absent@example.com --generate-password --if-missing", &[("user.created", "done")]),
            again(
                Again::Refused(5),
                example(
                    "filed@example.com --generate-password --out {root}/here/password",
                    &[("user.created", "intent"), ("user.created", "outcome")],
                ),
            ),
        ]),
    ),
    ("user list", Verb::Reads),
    ("user show", Verb::Reads),
    (
        "user set-password",
        Verb::Changes(&[
            reads("lattice-oboe-71-fern", example("plain@example.com --stdin", &[("user.password_set", "done")])),
            again(Again::TheSame, example("plain@example.com --generate-password", &[("user.password_set", "done")])),
        ]),
    ),
    (
        "user check-password",
        Verb::Changes(&[reads(
            OLD_PASSWORD,
            example("old@example.com --stdin --upgrade", &[("user.password_upgraded", "done")]),
        )]),
    ),
    (
        "user disable",
        Verb::Changes(&[
            asks(example("plain@example.com", &[("user.disabled", "done")])),
            asks(example(
                "until@example.com --until 2999-01-01T00:00:00Z --reason holiday",
                &[("user.disabled", "done")],
            )),
        ]),
    ),
    (
        "user enable",
        Verb::Changes(&[
            example("disabled@example.com", &[("user.enabled", "done")]),
            example("--due", &[("user.enabled", "done")]),
        ]),
    ),
    (
        "user delete",
        Verb::Changes(&[asks(again(Again::Refused(3), example("deleted@example.com", &[("user.deleted", "done")])))]),
    ),
    ("user unlock", Verb::Changes(&[example("locked@example.com", &[("user.unlocked", "done")])])),
    (
        "user import",
        Verb::Changes(&[
            reads(
                "email,role\nimported@example.com,user\n",
                example("- --format csv --if-missing", &[("user.imported", "done")]),
            ),
            again(
                Again::Refused(5),
                reads("{\"email\":\"brought@example.com\"}\n", example("-", &[("user.imported", "done")])),
            ),
        ]),
    ),
    ("user export", Verb::Changes(&[again(Again::Refused(5), example("--out {root}/here/users.csv", &[]))])),
    (
        "user break-glass",
        Verb::Changes(&[
            again(
                Again::TheSame,
                example("emergency@example.com --ttl 1h --reason test", &[("user.break_glass", "done")]),
            ),
            again(Again::TheSame, example("keys@example.com --ttl 1h --reason test", &[("user.break_glass", "done")])),
            asks(example("broken@example.com --end", &[("user.break_glass_ended", "done")])),
        ]),
    ),
    (
        "apikey import",
        Verb::Changes(&[again(
            Again::Refused(5),
            reads("key_hash,user,name\n{hash},keys@example.com,old\n", example("-", &[("apikey.imported", "done")])),
        )]),
    ),
    (
        "apikey create",
        Verb::Changes(&[
            again(Again::TheSame, example("--user keys@example.com --name deploy --scope a:b", CREATED)),
            again(
                Again::TheSame,
                example("--user keys@example.com --name deploy --format urlsafe --expires never", CREATED),
            ),
            again(Again::Refused(5), example("--user keys@example.com --name filed --out {root}/here/key", CREATED)),
            again(
                Again::TheSame,
                example("--user keys@example.com --name stored --to vault:ci/deploy#key --force", CREATED),
            ),
        ]),
    ),
    ("apikey list", Verb::Reads),
    ("apikey show", Verb::Reads),
    ("apikey verify", Verb::Reads),
    ("apikey rotate", Verb::Changes(&[again(Again::TheSame, example("{rotated} --overlap 1h", ROTATED))])),
    (
        "apikey revoke",
        Verb::Changes(&[
            asks(example("{revoked} --reason leaked", &[("apikey.revoked", "done")])),
            asks(reads("{leaked_key}\n", example("--stdin", &[("apikey.revoked", "done")]))),
            asks(example("--user revoked@example.com", &[("apikey.revoked", "done")])),
            asks(example("--all", &[("apikey.revoked", "done")])),
        ]),
    ),
    ("apikey prune", Verb::Changes(&[example("--older-than 0s", &[("apikey.pruned", "done")])])),
    ("keyring list", Verb::Reads),
    // In a ring that is in use there is nothing to note; `keyring` looks at the first use.
    ("keyring encrypt", Verb::Changes(&[])),
    ("keyring decrypt", Verb::Reads),
    ("keyring status", Verb::Reads),
    ("keyring verify", Verb::Reads),
    ("keyring discover", Verb::Reads),
    ("keyring timeline", Verb::Reads),
    (
        "keyring import",
        Verb::Changes(&[reads(
            "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n",
            example("--stdin", &[("keyring.imported", "intent"), ("keyring.imported", "outcome")]),
        )]),
    ),
    (
        "keyring export",
        Verb::Changes(&[
            example("--out {root}/here/keys", &[("keyring.exported", "intent"), ("keyring.exported", "outcome")]),
            example(
                "--format directory --out {root}/here/key-files",
                &[("keyring.exported", "intent"), ("keyring.exported", "outcome")],
            ),
        ]),
    ),
    (
        "keyring add",
        Verb::Changes(&[again(
            Again::Refused(5),
            example("", &[("keyring.added", "intent"), ("keyring.added", "outcome")]),
        )]),
    ),
    (
        "keyring promote",
        Verb::Changes(&[asks(example(
            "{promoted_key}",
            &[("keyring.promoted", "intent"), ("keyring.promoted", "outcome")],
        ))]),
    ),
    (
        "keyring retire",
        Verb::Changes(&[asks(example(
            "{retired_key}",
            &[("keyring.retired", "intent"), ("keyring.retired", "outcome")],
        ))]),
    ),
    (
        "keyring destroy",
        Verb::Changes(&[asks(example(
            "{destroyed_key}",
            &[("keyring.destroyed", "intent"), ("keyring.destroyed", "outcome")],
        ))]),
    ),
    (
        "keyring reencrypt",
        Verb::Changes(&[asks(example("", &[("keyring.reencryption_begun", "done"), ("keyring.reencrypted", "done")]))]),
    ),
    (
        "keyring rotate",
        Verb::Changes(&[asks(example(
            "--retire-after 1d",
            &[
                ("keyring.rotation_begun", "done"),
                ("keyring.promoted", "intent"),
                ("keyring.promoted", "outcome"),
                ("keyring.reencryption_begun", "done"),
                ("keyring.reencrypted", "done"),
                ("keyring.rotation_verified", "done"),
            ],
        ))]),
    ),
    (
        "keyring rollback",
        Verb::Changes(&[again(
            Again::Refused(5),
            asks(example(
                "",
                &[
                    ("keyring.rotation_begun", "done"),
                    ("keyring.promoted", "intent"),
                    ("keyring.promoted", "outcome"),
                    ("keyring.reencryption_begun", "done"),
                    ("keyring.reencrypted", "done"),
                    ("keyring.rotation_verified", "done"),
                    ("keyring.retired", "intent"),
                    ("keyring.retired", "outcome"),
                    ("keyring.retired", "intent"),
                    ("keyring.retired", "outcome"),
                    ("keyring.retired", "intent"),
                    ("keyring.retired", "outcome"),
                    ("keyring.retired", "intent"),
                    ("keyring.retired", "outcome"),
                    ("keyring.rotation_finished", "done"),
                ],
            )),
        )]),
    ),
    ("vault status", Verb::Reads),
    ("secret generate", Verb::Reads),
    (
        "secret env",
        Verb::Changes(&[example(
            "{root}/here/app.env",
            &[("secret.env_provisioned", "intent"), ("secret.env_provisioned", "outcome")],
        )]),
    ),
    ("secret get", Verb::Reads),
    ("secret list", Verb::Reads),
    ("secret history", Verb::Reads),
    (
        "secret set",
        Verb::Changes(&[reads(
            "first",
            example("app/new#field --stdin", &[("secret.set", "intent"), ("secret.set", "outcome")]),
        )]),
    ),
    (
        "secret rollback",
        Verb::Changes(&[example(
            "app/versions --version 1",
            &[("secret.rolled_back", "intent"), ("secret.rolled_back", "outcome")],
        )]),
    ),
    (
        "secret delete",
        Verb::Changes(&[asks(example("app/deleted", &[("secret.deleted", "intent"), ("secret.deleted", "outcome")]))]),
    ),
    ("event list", Verb::Reads),
    ("event verify", Verb::Reads),
    // It leaves no event: that would be one more to anchor.
    ("event anchor", Verb::Changes(&[example("", &[]), example("--out {root}/here/anchors.jsonl", &[])])),
    // In a database that is up to date there is nothing to do; `dry_run` and `events` give it one that is not.
    ("db migrate", Verb::Changes(&[])),
];

/// A world in which every example can run, with what they need the names of.
pub struct Prepared {
    pub world: World,
    kept: BTreeMap<&'static str, String>,
}

impl Prepared {
    /// The whole command line of an example.
    pub fn args(&self, verb: &str, example: &Example) -> Vec<String> {
        verb.split(' ').chain(example.args.split_whitespace()).map(|word| self.fill_in(word)).collect()
    }

    /// Runs an example with further flags.
    pub fn run(&self, verb: &str, example: &Example, flags: &[&str]) -> Finished {
        let args = self.args(verb, example);
        let args: Vec<&str> = args.iter().map(String::as_str).chain(flags.iter().copied()).collect();
        let command = self.world.command(&args);
        match example.stdin {
            Some(text) => command.stdin(self.fill_in(text)).run(),
            None => command.run(),
        }
    }

    fn fill_in(&self, text: &str) -> String {
        self.kept.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Users, keys and secrets for the examples, each for one of them.
pub fn prepare(engine: Engine) -> Prepared {
    let world = World::installed(engine);
    for name in ["plain", "until", "disabled", "due", "deleted", "keys", "revoked", "old", "locked"] {
        world.run(&["user", "create", &format!("{name}@example.com"), "--no-password"]).succeeds();
    }
    world.run(&["user", "disable", "disabled@example.com", "--yes"]).succeeds();
    world.run(&["user", "disable", "due@example.com", "--until", "1h", "--yes"]).succeeds();
    assert_eq!(
        world.execute(
            "UPDATE claviger_user_state SET disabled_until = '2026-01-01 00:00:00' WHERE disabled_until IS NOT NULL"
        ),
        1
    );
    let lock = "UPDATE users SET locked_until = '2999-01-01 00:00:00.000000' WHERE email = 'locked@example.com'";
    assert_eq!(world.execute(lock), 1);
    world.run(&["user", "break-glass", "broken@example.com", "--reason", "test"]).succeeds();
    let change = format!("UPDATE users SET password_hash = '{OLD_HASH}' WHERE email = 'old@example.com'");
    assert_eq!(world.execute(&change), 1);
    let key_of = |user: &str| {
        let user = format!("{user}@example.com");
        world
            .run(&["apikey", "create", "--user", &user, "--name", "example", "-o", "plain"])
            .succeeds()
            .plain()
            .to_owned()
    };
    for (path, value) in [("app/versions", "one"), ("app/versions", "two"), ("app/deleted", "three")] {
        world.command(&["secret", "set", path, "--stdin"]).stdin(value).run().succeeds();
    }
    // Not by `keyring encrypt`, which notes the first use of the ring.
    let first_text = world.run(&["keyring", "export", "--format", "key"]).succeeds().plain().to_owned();
    let token = fernet::Fernet::new(&first_text).unwrap().encrypt(b"a secret");
    let encrypted = format!("UPDATE users SET mfa_secret = '{token}' WHERE email = 'plain@example.com'");
    assert_eq!(world.execute(&encrypted), 1);
    let first_key = world.run(&["keyring", "list", "-o", "plain"]).succeeds().plain().to_owned();
    let primary_key = || {
        world.run(&["keyring", "add", "-q"]).succeeds();
        world.run(&["keyring", "promote", "--yes", "-o", "plain"]).succeeds().plain().to_owned()
    };
    let [destroyed_key, retired_key, promoted_key, last_key] = [(); 4].map(|()| primary_key());
    world.execute(&format!(
        "INSERT INTO claviger_rotations VALUES ('0123456789ab', 'rotate', '{last_key}', '{first_key}', 'done', \
         '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
    ));
    world.run(&["keyring", "retire", &destroyed_key, "--yes"]).succeeds();
    let prefix = |key: String| key[..12].to_owned();
    world.run(&["apikey", "revoke", &prefix(key_of("keys")), "--yes"]).succeeds();
    let kept = BTreeMap::from([
        ("root", world.root().display().to_string()),
        ("rotated", prefix(key_of("keys"))),
        ("revoked", prefix(key_of("keys"))),
        ("leaked_key", key_of("keys")),
        ("spare", key_of("revoked")),
        ("hash", "5e".repeat(32)),
        ("promoted_key", promoted_key),
        ("retired_key", retired_key),
        ("destroyed_key", destroyed_key),
    ]);
    Prepared { world, kept }
}

/// The paths of all verbs in the command line itself: `user create`.
pub fn verbs_of_the_command_line() -> BTreeSet<String> {
    fn walk(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
        for verb in command.get_subcommands() {
            let path = format!("{path} {}", verb.get_name());
            if verb.has_subcommands() {
                walk(verb, &path, found);
            } else {
                found.insert(path.trim_start().to_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&claviger::cli::definition(), "", &mut found);
    found
}

/// Every example whose verb is in the command line, in the order of the table.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static Example)> {
    let there = verbs_of_the_command_line();
    VERBS.iter().filter(move |(verb, _)| there.contains(*verb)).flat_map(|(verb, what)| {
        let examples: &[Example] = match what {
            Verb::Changes(examples) => examples,
            Verb::Reads | Verb::Elsewhere => &[],
        };
        examples.iter().map(move |example| (*verb, example))
    })
}

/// The kind and phase of every event so far, in order.
pub fn events(world: &World) -> Vec<(String, String)> {
    let rows = world.sql("SELECT kind, phase FROM claviger_events ORDER BY seq");
    rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// What `-o json` says about whether anything changed.
#[track_caller]
pub fn changed(finished: &Finished) -> bool {
    finished.envelope().get("changed").and_then(Value::as_bool).unwrap_or_else(|| panic!("no `changed`:\n{finished}"))
}

#[test]
fn every_verb_of_the_command_line_has_an_example() {
    let known: BTreeSet<String> = VERBS.iter().map(|(verb, _)| (*verb).to_owned()).collect();
    let missing: Vec<String> = verbs_of_the_command_line().difference(&known).cloned().collect();
    assert!(missing.is_empty(), "no row in the table for: {}", missing.join(", "));
    assert_eq!(known.len(), VERBS.len(), "a verb stands in the table twice");
}
