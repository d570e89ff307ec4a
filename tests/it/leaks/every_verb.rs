//! Every verb that takes or makes a secret, with secrets planted through each of its ways; then every verb that shows
//! something, asked to be as talkative as it can be; then a look into every channel.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::canary::{Canary, fresh_text};
use super::channels::{Channel, Watch, leaks};
use super::keys;
use crate::common::world::Run;
use crate::common::{Engine, Finished, VaultKind, World};
use crate::examples::verbs_of_the_command_line;
use crate::verbs::{Effect, VERBS, verbs_of};

/// Plants secrets through one verb.
type Plant = fn(&mut Field<'_>);

/// The verbs that take or make secrets, in an order in which each finds what it needs.
const PLANTS: &[(&str, Plant)] = &[
    ("init", plant_init),
    ("user create", plant_user_create),
    ("user set-password", plant_set_password),
    ("user check-password", plant_check_password),
    ("user import", plant_user_import),
    ("user break-glass", plant_break_glass),
    ("apikey create", plant_apikey_create),
    ("apikey verify", plant_apikey_verify),
    ("apikey rotate", plant_apikey_rotate),
    ("apikey import", plant_apikey_import),
    ("apikey revoke", plant_apikey_revoke),
    ("keyring add", keys::plant_key),
    ("keyring import", keys::plant_keys),
    ("keyring export", keys::plant_export),
    ("keyring encrypt", keys::plant_encrypt),
    ("keyring decrypt", keys::plant_decrypt),
    ("keyring rotate", keys::plant_rotate),
    ("secret generate", plant_generate),
    ("secret env", plant_env),
    ("secret set", plant_secret_set),
    ("secret get", plant_secret_get),
    ("secret rollback", plant_rollback),
    ("secret delete", plant_delete),
    ("vault status", plant_token),
];

/// Why a verb has no secret in its hands.
const WITHOUT: &[(&str, &str)] = &[
    ("status", "counts and states"),
    ("tour", "runs other verbs in a scratch directory; a test of its own follows its processes"),
    ("secret list", "names"),
    ("secret history", "numbers of versions"),
    ("user list", "no secret column"),
    ("user show", "no secret column"),
    ("user disable", "a state"),
    ("user enable", "a state"),
    ("user unlock", "a state"),
    ("user delete", "a state"),
    ("user export", "hashes, on demand"),
    ("apikey list", "prefixes"),
    ("apikey show", "prefixes"),
    ("apikey prune", "prefixes"),
    ("keyring list", "fingerprints"),
    ("keyring status", "counts, and fingerprints"),
    ("keyring verify", "counts; what it decrypts is planted for `keyring rotate`"),
    ("keyring reencrypt", "the same steps as `keyring rotate`"),
    ("keyring rollback", "the same steps as `keyring rotate`"),
    ("keyring discover", "counts, and names of columns"),
    ("keyring timeline", "counts and times"),
    ("keyring promote", "a fingerprint"),
    ("keyring retire", "a fingerprint"),
    ("keyring destroy", "a fingerprint"),
    ("event list", "the record"),
    ("event verify", "the record"),
    ("event anchor", "hashes, authenticated by a key that stays in the vault"),
    ("db migrate", "a schema"),
    ("config show", "masked values"),
    ("config path", "a path"),
    ("completions", "names, of what `completing` looks for"),
    ("man", "no settings"),
    ("version", "no settings"),
];

/// Flags by which a secret comes in or goes out.
const FLAGS: &[&str] = &["stdin", "from", "generate_password", "generate", "out", "to", "passphrase"];

#[test]
fn every_verb_of_the_command_line_has_secrets_planted_or_a_reason() {
    let definition = claviger::cli::definition();
    for (words, verb) in verbs_of(&definition) {
        let is_planted = PLANTS.iter().any(|(path, _)| *path == words);
        let has_reason = WITHOUT.iter().any(|(path, _)| *path == words);
        assert!(is_planted != has_reason, "`{words}` must be in one of the two tables: does it take or make a secret?");
        let flag = verb.get_arguments().map(|flag| flag.get_id().as_str()).find(|id| FLAGS.contains(id));
        // What these write into a file is none.
        if let Some(flag) = flag.filter(|_| !["event anchor", "user export"].contains(&words.as_str())) {
            assert!(is_planted, "`{words}` has `--{flag}`, so secrets go through it");
        }
    }
}

/// A world in which secrets are planted.
pub(super) struct Field<'a> {
    pub(super) world: &'a World,
    verb: &'static str,
    pub(super) canaries: Vec<Canary>,
}

/// Everything that could tell more than it should is asked for.
const TALKATIVE: &[&str] = &["-v", "-v"];

impl Field<'_> {
    /// A secret that no command may print.
    pub(super) fn given(&mut self, how: &str) -> String {
        let text = fresh_text();
        self.keep(how, &text);
        text
    }

    pub(super) fn keep(&mut self, how: &str, secret: impl AsRef<[u8]>) -> &mut Canary {
        let name = format!("`{}` {how}", self.verb);
        self.canaries.push(Canary { name, bytes: secret.as_ref().to_vec(), runs: Vec::new(), files: Vec::new() });
        self.canaries.last_mut().unwrap()
    }

    /// The secret that a command was asked to print.
    fn printed(&mut self, how: &str, secret: impl AsRef<[u8]>, by: &Finished) {
        self.keep(how, secret).runs.push(by.number);
    }

    /// A secret in a file of its own, for `--file`.
    fn filed(&mut self, how: &str) -> (String, String) {
        let text = fresh_text();
        let path = self.world.write(format!("input-{}", self.canaries.len()), &text);
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        self.keep(how, &text).files.push(path.clone());
        (text, path.to_str().unwrap().to_owned())
    }

    /// What a command wrote into a file, from `from` on.
    fn written(&mut self, how: &str, file: &str, from: usize) {
        let path = self.world.path(file);
        let secret = std::fs::read_to_string(&path).unwrap().trim_end()[from..].to_owned();
        self.keep(how, secret).files.push(path);
    }

    /// The verb with arguments, separated by blanks, and asked to talk.
    pub(super) fn command(&self, args: &str) -> Run<'_> {
        let words: Vec<&str> = self.verb.split(' ').chain(args.split_whitespace()).collect();
        self.world.command(&words).args(TALKATIVE)
    }

    fn command_in(&self, args: &str, format: &str) -> Run<'_> {
        self.command(&format!("{args} -o {format}"))
    }

    pub(super) fn run(&self, args: &str) -> Finished {
        self.command(args).run()
    }
}

/// The public part of a key: `clv_` and 8 characters.
const PREFIX: usize = 12;

fn plant_init(field: &mut Field<'_>) {
    let directory = field.world.root().join("second");
    let config = directory.join("claviger.toml");
    let passphrase = field.given("--passphrase --stdin");
    let init = field.command("--passphrase --stdin").arg(&directory).without_env("CLAVIGER_CONFIG");
    init.without_env("DATABASE_URL").stdin(&passphrase).run().succeeds();
    assert!(config.is_file());
    if field.world.has_server() {
        let answer = field.world.mount().must("GET", "data/claviger/keyring", &Value::Null);
        let ring: Value = serde_json::from_str(answer["data"]["data"]["keyring"].as_str().unwrap()).unwrap();
        field.keep("the first encryption key", ring["keys"][0]["key"].as_str().unwrap());
        return;
    }
    let unlock = field.world.installation().join("claviger.key");
    let text = std::fs::read_to_string(&unlock).unwrap();
    let (_, key) = text.trim_end().split_once(':').unwrap();
    field.keep("the unlock key", key).files.push(unlock.clone());
    let bytes = data_encoding::BASE64URL_NOPAD.decode(key.as_bytes()).unwrap();
    field.keep("the bytes of the unlock key", bytes).files.push(unlock);
    field.keep("the first encryption key", crate::keyring::key(field.world));
}

fn plant_user_create(field: &mut Field<'_>) {
    let made = field.run("made@example.com --generate-password -o plain").succeeds();
    field.printed("--generate-password", made.plain(), &made);
    let made = field.run("json@example.com --generate-password -o json").succeeds();
    field.printed("-o json", made.json()["password"].as_str().unwrap(), &made);
    field.run("out@example.com --generate-password --out created").succeeds();
    field.written("--out", "created", 0);
    let given = field.given("--stdin");
    field.command("ada@example.com --role admin --stdin").stdin(given).run().succeeds();
    let (_, path) = field.filed("--file");
    field.run(&format!("file@example.com --file {path}")).succeeds();
    let given = field.given("--from env:");
    field.command("from@example.com --from env:GIVEN").env("GIVEN", given).run().succeeds();
    let given = field.given("--stdin for an address that is taken");
    field.command("ada@example.com --stdin -o json").stdin(given).run().exits(5);
    let guessable = format!("{}-ada@example.com", field.given("a password that is refused"));
    field.command("no-address --stdin").stdin(&guessable).run().exits(2);
}

fn plant_set_password(field: &mut Field<'_>) {
    let made = field.run("ada@example.com --generate-password -o json").succeeds();
    field.printed("-o json", made.json()["password"].as_str().unwrap(), &made);
    field.run("ada@example.com --generate-password --to vault:app/ada#password").succeeds();
    let stored = field.world.run(&["secret", "get", "app/ada#password", "-o", "plain"]).succeeds();
    field.printed("--to vault:", stored.plain(), &stored);
    field.run("ada@example.com --generate-password --out set").succeeds();
    field.written("--out", "set", 0);
    let given = field.given("--stdin");
    field.command("ada@example.com --stdin").stdin(&given).run().succeeds();
    let given = field.given("--stdin for nobody");
    field.command("nobody@example.com --stdin -o json").stdin(given).run().exits(3);
    let given = field.given("--stdin with the database away");
    let away = "postgres://u@127.0.0.1:1/x";
    field.command("ada@example.com --stdin").env("CLAVIGER_DATABASE_URL", away).stdin(given).run().exits(6);
    // A failure in the middle: the database tells the whole row in its message.
    let given = field.given("--stdin refused by the database");
    crate::faults::database::refuse(field.world, "users", "UPDATE");
    field.command("ada@example.com --stdin -o json").stdin(given).run().exits(5);
    field.world.execute(match field.world.database().engine() {
        Engine::Sqlite => "DROP TRIGGER refuse_users",
        Engine::Postgres => "DROP TRIGGER refuse_users ON users",
    });
}

fn plant_check_password(field: &mut Field<'_>) {
    let wrong = field.given("--stdin, wrong");
    field.command("ada@example.com --stdin").stdin(wrong).run().exits(10);
    let (right, path) = field.filed("--file, right");
    field.world.command(&["user", "set-password", "file@example.com", "--stdin"]).stdin(&right).run().succeeds();
    field.run(&format!("file@example.com --file {path} --upgrade")).succeeds();
}

fn plant_user_import(field: &mut Field<'_>) {
    // People put passwords where hashes belong.
    for column in ["password_hash", "password"] {
        let given = field.given(column);
        let quoted = given.replace('"', "\"\"");
        let csv = format!("email,{column}\nx@example.com,\"{quoted}\"\n");
        field.command("- --format csv -o json").stdin(csv).run().exits(2);
        let line = json!({ "email": "x@example.com", column: given }).to_string();
        field.command("- --format jsonl").stdin(line).run().exits(2);
    }
    let given = field.given("a broken line");
    field.command("- --format jsonl").stdin(format!("{{\"email\":\"x@example.com\",{given}")).run().exits(2);
    field.command("- --format csv").stdin("email,name\nimported@example.com,Imported\n").run().succeeds();
}

fn plant_break_glass(field: &mut Field<'_>) {
    let made = field.command("glass@example.com -o plain").args(&["--reason", "drill"]).run().succeeds();
    field.printed("made up", made.plain(), &made);
    let given = field.given("--stdin");
    field.command("given@example.com --stdin").args(&["--reason", "drill"]).stdin(given).run().succeeds();
    field.command("filed@example.com --out glass").args(&["--reason", "drill"]).run().succeeds();
    field.written("--out", "glass", 0);
}

fn plant_apikey_create(field: &mut Field<'_>) {
    let made = field.run("--user ada@example.com --name plain -o plain").succeeds();
    field.printed("-o plain", &made.plain()[PREFIX..], &made);
    let made = field.run("--user ada@example.com --name json -o json").succeeds();
    field.printed("-o json", &made.json()["key"].as_str().unwrap()[PREFIX..], &made);
    let made = field.run("--user ada@example.com --name urlsafe --format urlsafe -o plain").succeeds();
    field.printed("--format urlsafe", &made.plain()[PREFIX..], &made);
    field.run("--user ada@example.com --name out --out key").succeeds();
    field.written("--out", "key", PREFIX);
    field.run("--user ada@example.com --name to --to vault:ci/deploy#key").succeeds();
}

fn plant_apikey_verify(field: &mut Field<'_>) {
    let unknown = field.given("--stdin, unknown");
    field.command("--stdin").stdin(&unknown).run().exits(3);
    let made = field.world.run(&["apikey", "create", "--user", "ada@example.com", "--name", "v", "-o", "plain"]);
    field.printed("--stdin", &made.plain()[PREFIX..], &made);
    for format in ["table", "json"] {
        field.command_in("--stdin", format).stdin(made.plain()).run().succeeds();
    }
    let damaged = format!("{}{}", &made.plain()[..20], unknown);
    field.command("--stdin").stdin(&damaged).run().exits(2);
    let last = if made.plain().ends_with('x') { "y" } else { "x" };
    let mistyped = format!("{}{last}", &made.plain()[..made.plain().len() - 1]);
    field.command("--stdin").stdin(mistyped).run().exits(2);
    field.run("--from vault:ci/deploy#key").succeeds();
}

fn plant_apikey_rotate(field: &mut Field<'_>) {
    let made = field.world.run(&["apikey", "create", "--user", "ada@example.com", "--name", "r", "-o", "plain"]);
    field.printed("the one before", &made.plain()[PREFIX..], &made);
    let rotated = field.run(&format!("{} --overlap 1h -o plain", &made.plain()[..PREFIX])).succeeds();
    field.printed("the one after", &rotated.plain()[PREFIX..], &rotated);
    // A whole key where its prefix belongs is refused and not repeated; the line itself is the user's.
    let refused = field.run(&format!("{} --overlap 1h", made.plain())).exits(2);
    assert!(!refused.messages().contains(&made.plain()[PREFIX..]), "{refused}");
    field.canaries.retain(|canary| canary.name != "`apikey rotate` the one before");
}

fn plant_apikey_import(field: &mut Field<'_>) {
    // People put keys where hashes belong.
    for column in ["key_hash", "key"] {
        let given = field.given(column);
        let quoted = given.replace('"', "\"\"");
        let csv = format!("{column},user,name\n\"{quoted}\",ada@example.com,x\n");
        field.command("- --format csv -o json").stdin(csv).run().exits(2);
    }
}

fn plant_apikey_revoke(field: &mut Field<'_>) {
    let made = field.world.run(&["apikey", "create", "--user", "ada@example.com", "--name", "l", "-o", "plain"]);
    field.printed("--stdin", &made.plain()[PREFIX..], &made);
    field.command("--stdin --yes").stdin(made.plain()).run().succeeds();
    let unknown = field.given("--stdin, unknown");
    field.command("--stdin --yes -o json").stdin(unknown).run().exits(3);
}

fn plant_generate(field: &mut Field<'_>) {
    for kind in ["hex", "base64", "urlsafe", "password", "fernet", "jwt", "totp", "uuid", "passphrase"] {
        let made = field.run(&format!("{kind} -o plain")).succeeds();
        field.printed(kind, made.plain(), &made);
    }
    field.run("jwt --out generated").succeeds();
    field.written("--out", "generated", 0);
}

fn plant_env(field: &mut Field<'_>) {
    let path = field.world.path("app.env");
    let values = |field: &mut Field<'_>, how: &str| {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let (name, value) = line.split_once('=').unwrap();
            field.keep(&format!("{how} {name}"), value).files.push(path.clone());
        }
    };
    field.run("app.env --add CSRF_KEY=urlsafe").succeeds();
    values(field, "made");
    field.run("app.env --rotate JWT_SECRET_KEY --rotate ENCRYPTION_KEY").succeeds();
    values(field, "rotated");
    // What stands in a line that can not be read is not repeated.
    let given = fresh_text();
    let broken = field.world.write("broken.env", format!("A=1\nSECRET_KEY=\"{given}\n"));
    field.keep("a line that can not be read", given).files.push(broken);
    field.run("broken.env -o json").exits(2);
}

fn plant_secret_set(field: &mut Field<'_>) {
    let given = field.given("--stdin");
    field.command("app/given#one --stdin").stdin(given).run().succeeds();
    let (_, path) = field.filed("--file");
    field.run(&format!("app/given#two --file {path} -o json")).succeeds();
    let given = field.given("--from env:");
    field.command("app/given#three --from env:GIVEN").env("GIVEN", given).run().succeeds();
    field.run("app/made#key --generate fernet").succeeds();
    let made = field.world.run(&["secret", "get", "app/made#key", "-o", "plain"]).succeeds();
    field.printed("--generate", made.plain(), &made);
    let given = field.given("--stdin with the vault away");
    let command = field.command("app/away#one --stdin").stdin(given);
    let away = command.env("CLAVIGER_VAULT", "https://127.0.0.1:1").env("VAULT_TOKEN", "absent").run();
    assert_ne!(away.code, 0, "{away}");
    let stray = field.command("app/stray#one").arg("stray-value").run().exits(2);
    assert!(!stray.messages().contains("stray-value"), "{stray}");
}

fn plant_secret_get(field: &mut Field<'_>) {
    let value = field.given("printed, written, and fallen back to");
    field.world.command(&["secret", "set", "app/got#value", "--stdin"]).stdin(&value).run().succeeds();
    let mut runs = Vec::new();
    for format in ["plain", "json", "table", "csv"] {
        let got = field.command_in("app/got#value --reveal", format).run().succeeds();
        runs.push(got.number);
    }
    field.run("app/got#value --out got").succeeds();
    let fallen = field.command("app/absent#value --fallback env:GIVEN -o plain").env("GIVEN", value).run().succeeds();
    runs.push(fallen.number);
    let file = field.world.path("got");
    let canary = field.canaries.last_mut().unwrap();
    canary.runs = runs;
    canary.files.push(file);
    field.run("app/got#absent -o json").exits(3);
}

fn plant_rollback(field: &mut Field<'_>) {
    for how in ["the first version", "the second version"] {
        let given = field.given(how);
        field.world.command(&["secret", "set", "app/back#one", "--stdin"]).stdin(given).run().succeeds();
    }
    field.run("app/back --version 1 -o json").succeeds();
}

fn plant_delete(field: &mut Field<'_>) {
    let given = field.given("deleted");
    field.world.command(&["secret", "set", "app/gone#one", "--stdin"]).stdin(given).run().succeeds();
    field.run("app/gone --yes").succeeds();
    let given = field.given("destroyed");
    field.world.command(&["secret", "set", "app/destroyed#one", "--stdin"]).stdin(given).run().succeeds();
    field.run("app/destroyed --destroy --yes").succeeds();
}

/// What lets the program into the server.
fn plant_token(field: &mut Field<'_>) {
    if !field.world.has_server() {
        return;
    }
    let ascii = |text: String| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let token = ascii(fresh_text());
    field.keep("a token that is refused", &token);
    for args in [["vault", "status"], ["secret", "list"]] {
        field.world.command(&args).args(TALKATIVE).env("VAULT_TOKEN", &token).run();
    }
    let token = field.world.mount().server.token_for(&["default"], "1h");
    field.keep("a token without rights", &token);
    field.world.command(&["secret", "list", "-v", "-o", "json"]).env("VAULT_TOKEN", &token).run().exits(4);
}

/// Every verb that only looks, in each of its forms.
fn ask_everything(world: &World) {
    let existing = verbs_of_the_command_line();
    for verb in VERBS.iter().filter(|verb| verb.effect == Effect::Reads && existing.contains(verb.path)) {
        let args: Vec<&str> = [verb.path, verb.sample].iter().flat_map(|words| words.split_whitespace()).collect();
        for format in [["-v", "-v", "-o", "table"].as_slice(), &["-o", "json"]] {
            world.command(&args).args(format).run();
        }
    }
    for args in [
        &["secret", "list", "app", "-o", "json"][..],
        &["secret", "history", "app/back", "-o", "json"],
        &["event", "list", "-o", "jsonl"],
        &["config", "show", "-o", "csv"],
        &["user", "export", "-v"],
        &["user", "export", "--with-hashes"],
        &["apikey", "list", "-o", "csv"],
    ] {
        world.run(args);
    }
}

fn no_secret_gets_out(engine: Engine, vault: VaultKind) {
    let world = World::installed_on(engine, vault);
    for variable in ["RUST_LOG", "SQLX_LOG", "RUSTLS_LOG"] {
        world.set(variable, "trace");
    }
    world.set("RUST_BACKTRACE", "full");
    world.set("SSLKEYLOGFILE", world.path("tls-keys"));
    let watch = Watch::start(&world);
    let mut field = Field { world: &world, verb: "", canaries: Vec::new() };
    let existing = verbs_of_the_command_line();
    for (verb, plant) in PLANTS.iter().filter(|(verb, _)| existing.contains(*verb)) {
        field.verb = verb;
        plant(&mut field);
    }
    let canaries = field.canaries;
    assert!(canaries.len() >= 60, "only {} secrets were planted", canaries.len());
    ask_everything(&world);
    let seen = watch.end(&world);
    let leaks: Vec<String> = leaks(&canaries, &seen).into_iter().map(|(_, text)| text).collect();
    assert!(leaks.is_empty(), "{} leak(s):\n{}", leaks.len(), leaks.join("\n"));
    assert!(!world.path("tls-keys").exists());
    // The channels were looked into while something went through them.
    let has = |channel: Channel, text: &str| {
        let mut of_channel = seen.iter().filter(|(one, _, _)| *one == channel);
        assert!(of_channel.any(|(_, _, bytes)| memchr::memmem::find(bytes, text.as_bytes()).is_some()), "{channel:?}");
    };
    has(Channel::Arguments, "claviger");
    has(Channel::Stdout, "ada@example.com");
    has(Channel::Stderr, "connected to");
    has(Channel::Tables, "apikey.created");
    if engine == Engine::Postgres {
        has(Channel::DatabaseLog, "claviger_events");
        has(Channel::DatabaseLog, "$2 = '");
    }
    if vault == VaultKind::OpenBao {
        has(Channel::VaultAudit, "hmac-sha256:");
        has(Channel::VaultAnswers, "current_version");
    }
}

#[test]
fn no_secret_gets_out_of_the_embedded_default() {
    no_secret_gets_out(Engine::Sqlite, VaultKind::SealedFile);
}

#[test]
fn no_secret_gets_out_on_servers() {
    no_secret_gets_out(Engine::Postgres, VaultKind::OpenBao);
}

/// The search above must be able to fail: a secret is let out through each channel, in one form after the other.
#[test]
fn a_leak_is_found_in_every_channel() {
    let world = World::installed_on(Engine::Postgres, VaultKind::OpenBao);
    let watch = Watch::start(&world);
    let secret = "Qz7-leak-of-a-test-0123456789-kv".replace("0123456789", &std::process::id().to_string());
    let hex = data_encoding::HEXLOWER.encode(secret.as_bytes());
    world.other_command("/bin/sleep", &["0.3"]).arg(&secret).run();
    world.other_command("/bin/cat", &[]).stdin(&secret).run();
    world.other_command("/bin/sh", &["-c", "cat >&2"]).stdin(data_encoding::BASE64.encode(secret.as_bytes())).run();
    world.write("leaked", data_encoding::HEXUPPER.encode(secret.as_bytes()));
    world.write(&secret, "");
    std::fs::write(world.root().join("tmp/leaked"), format!("{:?}", secret.as_bytes())).unwrap();
    world.execute(&format!("CREATE TABLE leaked (text text); INSERT INTO leaked VALUES ('{hex}')"));
    let mount = world.mount();
    let note = json!({ "custom_metadata": { "note": hex } });
    mount.must("POST", "metadata/leaked", &note);
    // Paths are not made unrecognisable in the audit file.
    mount.must("POST", &format!("metadata/{secret}"), &json!({}));
    mount.server.call("GET", "sys/health", &Value::Null);
    let canary = Canary { name: "a test".into(), bytes: secret.into_bytes(), runs: Vec::new(), files: Vec::new() };
    let mut seen = watch.end(&world);
    // Nothing makes the server write a value into its own log.
    seen.push((Channel::VaultLog, "a line".into(), hex.into_bytes()));
    let found: BTreeSet<Channel> = leaks(&[canary], &seen).into_iter().map(|(channel, _)| channel).collect();
    let all = [
        Channel::Arguments,
        Channel::Stdout,
        Channel::Stderr,
        Channel::Files,
        Channel::Tables,
        Channel::DatabaseLog,
        Channel::VaultLog,
        Channel::VaultAudit,
        Channel::VaultAnswers,
    ];
    assert_eq!(found, BTreeSet::from(all));
}
