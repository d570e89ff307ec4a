//! Tables of every shape: keys of every type or none, columns of every type, several columns at once, filters,
//! companions, plain text that is to be encrypted.

use super::{column, contents, counts, declare, hex, tokens};
use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};

const VALUES: usize = 40;

fn values() -> Vec<String> {
    (1..=VALUES).map(|number| format!("value {number}")).collect()
}

/// A table: its name, its columns, and what its key is in row *n*.
type Shape = (&'static str, &'static str, fn(usize) -> String);

fn is_postgres(world: &World) -> bool {
    world.database().engine() == Engine::Postgres
}

/// Fills a table by one INSERT for each value; `row` makes what stands in the parentheses.
fn fill(world: &World, table: &str, row: impl Fn(usize, &str) -> String) {
    let rows = tokens(world, &values());
    let rows: Vec<String> =
        rows.iter().enumerate().map(|(index, token)| format!("({})", row(index + 1, token))).collect();
    world.execute(&format!("INSERT INTO {table} VALUES {}", rows.join(", ")));
}

/// Rotates, and insists that every value of the query came over.
#[track_caller]
fn rotates(world: &World, table: &str, name: &str, query: &str) {
    let before = column(world, query);
    let rotated = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--batch", "7"]).succeeds();
    assert_eq!(counts(&rotated, table, name)["reencrypted"], VALUES, "{table}.{name}");
    let after = column(world, query);
    let mut found = contents(world, &after);
    assert!(before.iter().zip(&after).all(|(before, after)| before != after));
    found.sort_unstable();
    let mut expected = values();
    expected.sort_unstable();
    assert_eq!(found, expected, "{table}.{name}");
    world.run(&["keyring", "verify", "-q"]).succeeds();
    world.run_in_vain(&["keyring", "reencrypt", "--yes", "-q"]).succeeds();
}

fn section(table: &str, columns: &str, more: &str) -> String {
    format!("[[encrypted]]\ntable = '{table}'\ncolumns = [{columns}]\n{more}\n")
}

on_every_engine!(keys_of_every_type_and_none, |world| {
    let tables: &[Shape] = &[
        ("by_text", "id varchar(40) PRIMARY KEY, secret text", |n| format!("'k {n}'")),
        ("by_two", "a integer NOT NULL, b varchar(20) NOT NULL, secret text, PRIMARY KEY (a, b)", |n| {
            format!("{}, 'b{}'", n % 5, n / 5)
        }),
        ("by_none", "a integer, secret text", |n| format!("{}", n % 3)),
        ("\"order\"", "\"select\" integer PRIMARY KEY, secret text", |n| format!("{n}")),
    ];
    let only_postgres: &[Shape] = &[
        ("by_uuid", "id uuid PRIMARY KEY, secret text", |n| format!("'00000000-0000-4000-8000-{n:012}'")),
        ("by_time", "id timestamptz PRIMARY KEY, secret text", |n| format!("'2026-01-01 00:00:00.{n:06}+00'")),
        ("by_number", "id numeric(30,3) PRIMARY KEY, secret text", |n| format!("{n}.125")),
        ("by_char", "id char(8) PRIMARY KEY, secret text", |n| format!("'c{n}'")),
    ];
    let only_sqlite: &[Shape] = &[
        ("without_rowid", "id text PRIMARY KEY, secret text) WITHOUT ROWID --", |n| format!("'k{n}'")),
        ("by_blob", "id blob PRIMARY KEY, secret text", |n| format!("x'{n:04x}'")),
    ];
    let others = if is_postgres(world) { only_postgres } else { only_sqlite };
    for (table, definition, key) in tables.iter().chain(others) {
        let definition = definition.strip_suffix("--").map_or(format!("{definition})"), str::to_owned);
        world.execute(&format!("CREATE TABLE {table} ({definition}"));
        fill(world, table, |number, token| format!("{}, '{token}'", key(number)));
        declare(world, &section(table.trim_matches('"'), "'secret'", ""));
    }
    for (table, ..) in tables.iter().chain(others) {
        rotates(world, table.trim_matches('"'), "secret", &format!("SELECT secret FROM {table}"));
    }
});

on_every_engine!(columns_of_every_type, |world| {
    let json = if is_postgres(world) { ("jsonb", "json") } else { ("json", "json") };
    let bytes = if is_postgres(world) { "bytea" } else { "blob" };
    world.execute(&format!(
        "CREATE TABLE kinds (id integer PRIMARY KEY, v varchar(255), b {bytes}, j {}, k {})",
        json.0, json.1
    ));
    fill(world, "kinds", |number, token| {
        let hex = hex(token.as_bytes());
        let bytes = if is_postgres(world) { format!("'\\x{hex}'") } else { format!("x'{hex}'") };
        format!("{number}, '{token}', {bytes}, '\"{token}\"', '\"{token}\"'")
    });
    declare(world, &section("kinds", "'v', 'b', 'j', 'k'", ""));
    rotates(world, "kinds", "v", "SELECT v FROM kinds");
    let as_text = if is_postgres(world) { "convert_from(b, 'UTF8')" } else { "CAST(b AS text)" };
    let bytes = column(world, &format!("SELECT {as_text} FROM kinds ORDER BY id"));
    assert_eq!(contents(world, &bytes), values());
    for json in ["j", "k"] {
        let found = column(world, &format!("SELECT CAST({json} AS text) FROM kinds ORDER BY id"));
        let found: Vec<String> = found.iter().map(|text| text.trim_matches('"').to_owned()).collect();
        assert_eq!(contents(world, &found), values());
    }
    if !is_postgres(world) {
        assert_eq!(column(world, "SELECT DISTINCT typeof(b) || typeof(v) FROM kinds"), ["blobtext"]);
    }
});

on_every_engine!(a_flag_beats_the_look_of_a_value, |world| {
    world.execute("CREATE TABLE connection (id integer PRIMARY KEY, password text, is_encrypted boolean)");
    let truth = if is_postgres(world) { ("true", "false") } else { ("1", "0") };
    fill(world, "connection", |number, token| format!("{number}, '{token}', {}", truth.0));
    let copy = column(world, "SELECT password FROM connection WHERE id = 1").remove(0);
    world.execute(&format!("INSERT INTO connection VALUES (100, '{copy}', {}), (101, 'plain', {})", truth.1, truth.1));
    declare(world, &section("connection", "'password'", "where = 'is_encrypted'"));
    rotates(world, "connection", "password", "SELECT password FROM connection WHERE is_encrypted");
    assert_eq!(column(world, "SELECT password FROM connection WHERE id > 99 ORDER BY id"), [&copy, "plain"]);
});

on_every_engine!(a_companion_names_the_key_in_the_same_statement, |world| {
    world.execute("CREATE TABLE credential (id integer PRIMARY KEY, a text, b text, key_hash varchar(64))");
    fill(world, "credential", |number, token| format!("{number}, '{token}', NULL, 'old'"));
    let copy = column(world, "SELECT a FROM credential WHERE id = 3").remove(0);
    // One value of a row can not be read: then the row stays as it is, for the companion speaks of all of it.
    world.execute(&format!("UPDATE credential SET b = 'gAAAAA{}' WHERE id = 3", &copy[10..40]));
    declare(world, &section("credential", "'a', 'b'", "companion = { column = 'key_hash', value = 'sha1' }"));
    let rotated = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--max-failures", "2"]);
    // The row that stays needs the old key.
    let rotated = rotated.exits(8);
    assert_eq!(counts(&rotated, "credential", "a")["reencrypted"], VALUES - 1);
    let key = world.run(&["keyring", "export", "--format", "key"]).succeeds().plain().to_owned();
    let hash = crate::common::python::python(
        "import sys, hashlib; print(hashlib.sha1(sys.argv[1].encode()).hexdigest())",
        &[&key],
        b"",
    );
    let hashes = column(world, "SELECT key_hash FROM credential ORDER BY id");
    assert_eq!(hashes[2], "old");
    assert_eq!(column(world, "SELECT a FROM credential WHERE id = 3"), [copy]);
    assert!(hashes.iter().enumerate().all(|(index, found)| index == 2 || found == hash.trim()), "{hashes:?}");
});

on_every_engine!(plain_text_is_encrypted_when_asked, |world| {
    world.execute("CREATE TABLE people (id integer PRIMARY KEY, phone varchar(120), tight varchar(20))");
    let rows: Vec<String> = (1..=VALUES).map(|number| format!("({number}, 'value {number}', NULL)")).collect();
    world.execute(&format!("INSERT INTO people VALUES {}", rows.join(", ")));
    declare(world, &section("people", "'phone', 'tight'", ""));
    world.run_in_vain(&["keyring", "reencrypt", "--yes", "-q"]).succeeds();
    let counted = world.run(&["keyring", "reencrypt", "--plaintext", "fail", "--yes", "-o", "json"]).exits(9);
    assert_eq!(counts(&counted, "people", "phone")["plaintext"], VALUES);
    let done =
        world.run(&["keyring", "reencrypt", "--plaintext", "encrypt", "--yes", "-o", "json"]).succeeds_with(true);
    assert_eq!(counts(&done, "people", "phone")["reencrypted"], VALUES);
    assert_eq!(contents(world, &column(world, "SELECT phone FROM people ORDER BY id")), values());
    // Columns of claviger's own are none that the command line speaks of.
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world.execute("UPDATE users SET mfa_secret = 'JBSWY3DPEHPK3PXP'");
    world.run(&["keyring", "reencrypt", "--plaintext", "encrypt", "--yes", "-q"]).succeeds();
    assert_eq!(column(world, "SELECT mfa_secret FROM users"), ["JBSWY3DPEHPK3PXP"]);
    if !is_postgres(world) {
        // SQLite keeps more than the type of a column says.
        return;
    }
    // Too narrow is told before anything is tried, and left.
    world.execute("UPDATE people SET tight = 'short' WHERE id = 1");
    let wide = world.run(&["keyring", "reencrypt", "--plaintext", "encrypt", "--yes", "-o", "json"]).exits(9);
    assert_eq!(counts(&wide, "people", "tight")["undecryptable"], 1);
    assert_eq!(column(world, "SELECT tight FROM people WHERE id = 1"), ["short"]);
});

on_every_engine!(what_the_database_refuses_is_told_and_the_rest_goes_on, |world| {
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, secret text)");
    fill(world, "notes", |number, token| format!("{number}, '{token}'"));
    let trigger = if is_postgres(world) {
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id IN (5, 17) THEN \
         RAISE EXCEPTION 'frozen'; END IF; RETURN NEW; END $$; \
         CREATE TRIGGER frozen BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION refuse()"
    } else {
        "CREATE TRIGGER frozen BEFORE UPDATE ON notes WHEN NEW.id IN (5, 17) BEGIN SELECT RAISE(ABORT, 'frozen'); END"
    };
    world.execute(trigger);
    declare(world, &section("notes", "'secret'", ""));
    world.run_in_vain(&["keyring", "rotate", "--yes", "--on-trigger", "refuse", "-o", "json"]).fails_as("conflict", 5);
    let refused = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--report", "report.csv"]).exits(9);
    assert_eq!(counts(&refused, "notes", "secret")["reencrypted"], VALUES - 2);
    assert_eq!((&refused.json()["retired"], &refused.json()["failures"]), (&false.into(), &2.into()));
    let report = world.read("report.csv");
    assert!(report.contains("notes,secret,5,refused,") && report.contains("notes,secret,17,refused,"), "{report}");
    assert!(report.contains("frozen"), "{report}");
    if is_postgres(world) {
        let done = world.run(&["keyring", "rotate", "--yes", "--on-trigger", "disable", "-o", "json"]).succeeds();
        assert_eq!(done.json()["retired"], true);
        assert_eq!(contents(world, &column(world, "SELECT secret FROM notes ORDER BY id")), values());
    } else {
        let args = ["keyring", "rotate", "--yes", "--on-trigger", "disable", "-o", "json"];
        world.run(&args).fails_as("conflict", 5);
    }
});

on_every_engine!(rows_that_stay_as_they_are_are_told, |world| {
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, secret text)");
    fill(world, "notes", |number, token| format!("{number}, '{token}'"));
    world.execute(if is_postgres(world) {
        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 9 THEN RETURN NULL; END IF; \
         RETURN NEW; END $$; \
         CREATE TRIGGER kept BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION keep()"
    } else {
        "CREATE TRIGGER kept BEFORE UPDATE ON notes WHEN NEW.id = 9 BEGIN SELECT RAISE(IGNORE); END"
    });
    declare(world, &section("notes", "'secret'", ""));
    let kept = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--report", "report.csv"]).exits(9);
    assert_eq!((&kept.json()["failures"], &kept.json()["retired"]), (&1.into(), &false.into()));
    assert!(world.read("report.csv").contains("notes,secret,9,refused,"), "{}", world.read("report.csv"));
});

on_every_engine!(no_key_goes_while_a_value_that_nobody_declared_may_need_it, |world| {
    world.execute("CREATE TABLE hidden (id integer PRIMARY KEY, secret text)");
    fill(world, "hidden", |number, token| format!("{number}, '{token}'"));
    let old = super::primary(world);
    world.run(&["keyring", "add", "-q"]).succeeds();
    world.run(&["keyring", "promote", "--yes", "-q"]).succeeds();
    for refused in [vec!["rotate", "--yes"], vec!["retire", &old, "--yes"]] {
        let args: Vec<&str> = ["keyring"].into_iter().chain(refused).chain(["-o", "json"]).collect();
        let refused = world.run_in_vain(&args).fails_as("conflict", 5);
        assert!(refused.error()["message"].as_str().unwrap().contains("`hidden.secret`"), "{refused}");
    }
    declare(world, &section("hidden", "'secret'", ""));
    world.run_in_vain(&["keyring", "retire", &old, "--yes", "-o", "json"]).fails_as("conflict", 5);
    rotates(world, "hidden", "secret", "SELECT secret FROM hidden");
    world.run(&["keyring", "destroy", &old, "--yes"]).succeeds();
});

on_every_engine!(a_value_that_quotes_a_token_is_told_and_the_rest_goes_on, |world| {
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, secret text)");
    fill(world, "notes", |number, token| format!("{number}, '{token}'"));
    world.execute("UPDATE notes SET secret = 'see ' || secret || ', please' WHERE id = 4");
    declare(world, &section("notes", "'secret'", ""));
    let rotated = world.run(&["keyring", "rotate", "--yes", "-o", "json", "--report", "report.csv"]).exits(9);
    assert_eq!(counts(&rotated, "notes", "secret")["reencrypted"], VALUES - 1);
    assert!(world.read("report.csv").contains("notes,secret,4,undecryptable,"));
    world.run(&["keyring", "verify", "-q"]).exits(9);
});
