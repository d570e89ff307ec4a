//! Python's own `cryptography` beside a rotation: it reads what was written with the new key alone, and what it reads is
//! rotated.

use super::{column, contents, declare, hex};
use crate::common::World;
use crate::common::backends::on_every_engine;
use crate::common::is_full_run;
use crate::common::python::python;

/// The primary key.
fn key(world: &World) -> String {
    world.run(&["keyring", "export", "--format", "key"]).succeeds().plain().to_owned()
}

fn count() -> usize {
    if is_full_run() { 10_000 } else { 2_000 }
}

const WRITE: &str = r#"
import sys, os, base64, random
from cryptography.fernet import Fernet
key, count = sys.argv[1], int(sys.argv[2])
fernet, random = Fernet(key), random.Random(7)
for number in range(1, count + 1):
    plain = f"value {number} " + "x" * (number % 90)
    token = fernet.encrypt_at_time(plain.encode(), random.randrange(0, 2**34)).decode()
    # What base64.urlsafe_b64decode reads, and stricter readers do not.
    kind = number % 6
    if kind == 1: token = token[:30] + chr(10) + token[30:]
    if kind == 2: token = "  " + token + " "
    if kind == 3: token = token.replace("-", "+").replace("_", "/")
    if kind == 4: token = token[:50] + "\t\r" + token[50:]
    assert fernet.decrypt(token.encode()) == plain.encode(), (kind, token)
    print(token.encode().hex())
"#;

const READ: &str = r#"
import sys
from cryptography.fernet import Fernet, MultiFernet
fernet = MultiFernet([Fernet(key) for key in sys.argv[1].split(",")])
for number, line in enumerate(sys.stdin, 1):
    token = bytes.fromhex(line.strip())
    print(fernet.decrypt(token).decode(), fernet.extract_timestamp(token) if hasattr(fernet, "extract_timestamp") else "")
"#;

on_every_engine!(what_python_wrote_is_rotated_and_read_by_python_with_the_new_key_alone, |world| {
    let count = count();
    let tokens = python(WRITE, &[&key(world), &count.to_string()], b"");
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, secret text)");
    let literal = |hex: &str| {
        let bytes = (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap());
        String::from_utf8(bytes.collect()).unwrap()
    };
    for (chunk, lines) in tokens.lines().collect::<Vec<_>>().chunks(500).enumerate() {
        let rows =
            lines.iter().enumerate().map(|(index, hex)| format!("({}, '{}')", chunk * 500 + index + 1, literal(hex)));
        world.execute(&format!("INSERT INTO notes VALUES {}", rows.collect::<Vec<_>>().join(", ")));
    }
    declare(world, "[[encrypted]]\ntable = \"notes\"\ncolumns = [\"secret\"]\n");
    let rotated = world.run(&["keyring", "rotate", "--yes", "-o", "json"]).succeeds();
    let notes = super::counts(&rotated, "notes", "secret");
    assert_eq!((&notes["reencrypted"], &notes["undecryptable"]), (&count.into(), &0.into()));
    assert!(notes["repaired"].as_u64().unwrap() > count as u64 / 2, "{notes}");
    let after = column(world, "SELECT secret FROM notes ORDER BY id");
    let lines = after.iter().map(|token| hex(token.as_bytes())).collect::<Vec<_>>().join("\n");
    let read = python(READ, &[&key(world)], lines.as_bytes());
    let expected = |number: usize| format!("value {number} {}", "x".repeat(number % 90));
    for (index, line) in read.lines().enumerate() {
        assert!(line.starts_with(&expected(index + 1)), "row {}: {line}", index + 1);
    }
    assert_eq!(read.lines().count(), count);
    assert_eq!(contents(world, &after).len(), count);
    world.run(&["keyring", "verify", "-q"]).succeeds();
});
