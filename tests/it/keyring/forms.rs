//! Keys in the forms of applications: in, out, and as Python's `cryptography` takes them.

use serde_json::json;

use super::{encrypt, fingerprints, replace_primary, states};
use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::python::python;
use crate::common::{Engine, World};

const KEYS: [&str; 3] = [
    "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
    "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",
    "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=",
];
const FINGERPRINTS: [&str; 3] = ["ae9572ea0dd4f2f4", "d6330de5a70bac11", "92ea09d40c9b7bcf"];

fn export(world: &World, flags: &[&str]) -> String {
    world.command(&["keyring", "export", "-q", "-o", "plain"]).args(flags).run().succeeds().plain().to_owned()
}

/// What `MultiFernet` makes of tokens with the keys of an exported list.
fn read_in_python(keys: &str, tokens: &str) -> String {
    let code = "
import sys
from cryptography.fernet import Fernet, MultiFernet
fernet = MultiFernet([Fernet(key) for key in sys.argv[1].split(',')])
for token in sys.stdin.read().split():
    print(fernet.decrypt(token).decode())
print(fernet.encrypt(b'from python').decode())
";
    python(code, &[keys], tokens.as_bytes())
}

on_every_backend!(python_reads_with_an_exported_list_before_and_after_a_promotion, |world| {
    let mut tokens = encrypt(world, "first").text().to_owned();
    for value in ["second", "third"] {
        let list = export(world, &[]);
        read_in_python(&list, &tokens);
        replace_primary(world);
        tokens.push_str(encrypt(world, value).text());
    }
    world.run(&["keyring", "add", "-q"]).succeeds();
    let list = export(world, &["--format", "comma"]);
    assert_eq!(list.split(',').count(), 4);
    let told = read_in_python(&list, &tokens);
    let (values, token) = told.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(values, "first\nsecond\nthird");
    let back = world.command(&["keyring", "decrypt"]).stdin(token).run().succeeds();
    assert_eq!(back.plain(), "from python");
    // Retired keys are no longer given out.
    world.run(&["keyring", "retire", &fingerprints(world)[0], "--yes"]).succeeds();
    assert_eq!(export(world, &[]).split(',').count(), 3);
});

on_every_backend!(the_keys_of_an_application_take_the_place_of_keys_without_use, |world| {
    let [a, b, c] = KEYS;
    let before = fingerprints(world);
    let import = |flags: &[&str], input: &str| {
        world.command(&["keyring", "import", "--stdin", "-o", "json"]).args(flags).stdin(input).run()
    };
    let list = format!("{a},{b}");
    let (imported, events) = world.events_of(|| import(&["--format", "list"], &list).succeeds_with(true));
    assert_eq!(events, ["keyring.imported claviger/keyring (intent)", "keyring.imported claviger/keyring (outcome)"]);
    assert_eq!(imported.json()[0]["fingerprint"], FINGERPRINTS[0]);
    assert_eq!(imported.json()[0]["state"], "primary");
    assert_eq!(states(world), ["secondary", "primary"]);
    assert!(!fingerprints(world).contains(&before[0]));
    import(&["--format", "list"], &list).succeeds_with(false);
    // From now on they count as used: others join, and the primary key stays.
    let joined = world.command(&["keyring", "import", "--stdin"]).stdin(c).run().succeeds();
    assert!(joined.messages().contains(&format!("claviger keyring promote {}", FINGERPRINTS[2])), "{joined}");
    assert_eq!(states(world), ["secondary", "primary", "secondary"]);
    import(&[], c).succeeds_with(false);
    assert_eq!(export(world, &[]), format!("{a},{c},{b}"));
    // One that was destroyed does not come back.
    for verb in ["retire", "destroy"] {
        world.run(&["keyring", verb, FINGERPRINTS[1], "--yes"]).succeeds();
    }
    import(&["--format", "list"], &list).fails_as("conflict", 5);
});

on_every_engine!(what_is_exported_is_imported_elsewhere, |world| {
    replace_primary(world);
    world.run(&["keyring", "add", "-q"]).succeeds();
    for format in ["list", "env", "json", "key", "comma", "fernet"] {
        let text = export(world, &["--format", format]);
        let another = World::installed(Engine::Sqlite);
        let input = text.clone() + "\n";
        another.command(&["keyring", "import", "--stdin", "--format", format]).stdin(input).run().succeeds();
        assert_eq!(export(&another, &["--format", format]).split("created_at").next(), text.split("created_at").next());
        let count = if matches!(format, "key" | "fernet") { 1 } else { 3 };
        assert_eq!(fingerprints(&another).len(), count, "{format}");
    }
    assert!(export(world, &["--format", "env", "--name", "MY_KEYS"]).starts_with("MY_KEYS="));
    let exported: serde_json::Value = serde_json::from_str(&export(world, &["--format", "json"])).unwrap();
    let states: Vec<_> = exported.as_array().unwrap().iter().map(|key| key["state"].clone()).collect();
    assert_eq!(states, [json!("primary"), json!("staged"), json!("secondary")]);
});

on_every_engine!(keys_come_in_by_every_way_and_in_every_spelling, |world| {
    let [a, b, c] = KEYS;
    world.command(&["keyring", "import", "--from", "env:THEIRS"]).env("THEIRS", a).run().succeeds();
    let env = world.write("app.env", format!("# theirs\nexport FERNET_KEYS=\"{b};{a}\"\n"));
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&env, private).unwrap();
    world.run(&["keyring", "import", "--file", "app.env", "--format", "env"]).succeeds();
    world.command(&["secret", "set", "app/crypto#env", "--stdin"]).stdin(format!("K={c}\n")).run().succeeds();
    let args = ["keyring", "import", "--from", "vault:app/crypto#env", "--format", "env", "--name", "K"];
    world.run(&args).succeeds();
    // The alphabet of ordinary base64, and no padding; the first character may be a dash.
    let bytes = [0xfb_u8; 32];
    for text in [data_encoding::BASE64.encode(&bytes), data_encoding::BASE64URL_NOPAD.encode(&bytes)] {
        world.command(&["keyring", "import", "--stdin"]).stdin(text).run().succeeds();
    }
    assert_eq!(fingerprints(world).len(), 4);
    assert!(export(world, &[]).split(',').any(|key| key.starts_with("+/v7")), "as it came in");
    for (flags, input, code) in [
        (&["--format", "list"][..], format!("{a},{b},not a key"), 2),
        (&["--format", "env"], "DEBUG=1".to_owned(), 3),
        (&["--format", "env"], format!("FERNET_KEY={a}\nENCRYPTION_KEY={b}"), 2),
        (&["--format", "json"], format!("[{{\"key\":\"{a}\"}}]"), 2),
        (&["--format", "directory"], a.to_owned(), 2),
        (&["--name", "X"], a.to_owned(), 2),
        (&[], String::new(), 2),
        (&[], format!("{a}{b}"), 2),
    ] {
        let run = world.command(&["keyring", "import", "--stdin", "-o", "json"]).args(flags).stdin(&input);
        let refused = run.run_in_vain().exits(code);
        assert!(!refused.messages().contains(&a[..16]), "{refused}");
    }
    let run = world.command(&["keyring", "import", "--stdin", "--format", "list"]);
    let refused = run.stdin(format!("{a},{b},not a key")).run_in_vain().exits(2);
    assert!(refused.messages().contains("key 3 of the list"), "{refused}");
});

on_every_backend!(keys_are_handed_over_instead_of_printed, |world| {
    let to = ["keyring", "export", "--to", "vault:app/crypto#keys", "-o", "json"];
    let (_, events) = world.events_of(|| world.run(&to).succeeds_with(true));
    let kinds: Vec<_> = events.iter().map(|event| event.split(' ').next().unwrap()).collect();
    let first = ["keyring.first_used", "keyring.first_used", "keyring.exported", "keyring.exported"];
    assert_eq!(kinds, first, "what was handed over may be used from then on");
    world.run_in_vain(&to).succeeds_with(false);
    let held = world.run(&["secret", "get", "app/crypto#keys", "-o", "plain"]).succeeds();
    assert_eq!(held.plain(), export(world, &[]));
    let out = ["keyring", "export", "--out", "keys", "-o", "json"];
    world.run(&out).succeeds_with(true);
    world.run_in_vain(&out).succeeds_with(false);
    assert_eq!(world.read("keys"), held.plain());
    replace_primary(world);
    world.run_in_vain(&to).fails_as("conflict", 5);
    world.run_in_vain(&out).fails_as("conflict", 5);
    world.command(&to).args(&["--force"]).run().succeeds_with(true);
    world.command(&out).args(&["--force"]).run().succeeds_with(true);
    assert_eq!(world.read("keys"), export(world, &[]));
    world.run_in_vain(&["keyring", "export", "--to", "vault:claviger/keyring#keyring", "--force"]).exits(5);
});

#[test]
fn keys_are_shown_on_a_terminal_only_when_asked_for() {
    let world = World::installed(Engine::Sqlite);
    let key = super::key(&world);
    let masked = world.terminal(&["keyring", "export"]).end().succeeds();
    assert!(!masked.text().contains(&key) && masked.text().contains("--reveal"), "{masked}");
    // Nobody has them by that.
    assert_eq!(super::document(&world)["is_used"], false);
    let shown = world.terminal(&["keyring", "export", "--reveal"]).end().succeeds();
    assert!(shown.text().contains(&key), "{shown}");
    assert_eq!(super::document(&world)["is_used"], true);
}
