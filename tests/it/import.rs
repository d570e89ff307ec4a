//! Imports and exports: all or nothing, from files and pipes, on both engines and under the names of others, with
//! every fault told by line and column.

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;

use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::{Engine, Finished, World};
use crate::statements::{MAPPING, foreign_world};

const PHRASE: &str = "correct horse battery staple";
/// Written by Python's `bcrypt` and by Werkzeug for [`PHRASE`].
const BCRYPT: &str = "$2b$04$9tEuy4K9WQav3bQxko9bG.X7BJkqQxkEO1kTNnaeIdRh5terjObc.";
const WERKZEUG: &str = "pbkdf2:sha1:1000$cd6wF0LEClIAc4zk$8b084a14d15610ff0a36abf5158946af6cafa1d6";

/// All users as the database has them.
const USERS: &str = "SELECT email, name, role, is_active FROM users ORDER BY email";

#[track_caller]
fn causes(finished: &Finished) -> Vec<String> {
    let error = finished.error();
    error["causes"].as_array().unwrap().iter().map(|cause| cause.as_str().unwrap().to_owned()).collect()
}

/// An import that is given up after something was written: no row and no event stays, only counters have moved.
#[track_caller]
fn in_vain(world: &World, text: &str) -> Finished {
    let rows = || (world.sql("SELECT count(*) FROM users"), world.sql("SELECT count(*) FROM claviger_events"));
    let before = rows();
    let finished = world.command(&["user", "import", "-", "-o", "json"]).stdin(text).run().fails_as("usage", 2);
    assert_eq!(rows(), before);
    finished
}

/// A file of many users.
fn many(count: usize) -> String {
    let mut text = "email,name\n".to_owned();
    for number in 0..count {
        writeln!(text, "user{number}@example.com,User {number}").unwrap();
    }
    text
}

on_every_engine!(users_come_from_csv_with_hashes_that_verify, World::installed, |world| {
    let text = format!(
        "\u{feff}email,name,role,password_hash,is_active,created_at\r\n\
         ada@example.com,\"Lovelace, Ada\",admin,{BCRYPT},true,2026-01-02T03:04:05Z\r\n\
         bob@example.com,,,{WERKZEUG},no,\r\n\
         eve@example.com,\"said \"\"hi\"\"\nand left\",moderator,,1,2026-01-02\r\n"
    );
    world.write("people.csv", text);
    let (finished, events) =
        world.events_of(|| world.run(&["user", "import", "people.csv", "-o", "json"]).succeeds_with(true));
    assert_eq!(
        finished.json(),
        serde_json::json!({"file": "people.csv", "format": "csv", "read": 3, "created": 3, "skipped": 0})
    );
    assert_eq!(events, ["user.imported people.csv"]);
    let detail = &world.sql("SELECT detail FROM claviger_events ORDER BY seq DESC LIMIT 1")[0][0];
    assert_eq!(detail, r#"{"created":3,"format":"csv","skipped":0}"#);
    assert_eq!(
        world.sql(USERS),
        [
            ["ada@example.com", "Lovelace, Ada", "admin", "1"],
            ["bob@example.com", "NULL", "user", "0"],
            ["eve@example.com", "said \"hi\"\nand left", "moderator", "1"],
        ]
    );
    for (email, code) in [("ada@example.com", 0), ("bob@example.com", 0), ("eve@example.com", 10)] {
        world.command(&["user", "check-password", email, "--stdin"]).stdin(PHRASE).run().exits(code);
    }
    let shown = world.run(&["user", "show", "ada@example.com", "-o", "json"]).succeeds().json();
    assert_eq!((&shown["created_at"], &shown["password_scheme"]), (&"2026-01-02T03:04:05Z".into(), &"bcrypt".into()));
    // Without a hash there is one that nothing matches, of the configured scheme.
    assert_eq!(world.run(&["user", "show", "eve@example.com", "-o", "json"]).json()["password_scheme"], "argon2id");
});

on_every_engine!(users_come_from_json_lines_on_standard_input, World::installed, |world| {
    let text = "{\"email\":\"ada@example.com\",\"name\":\"Ada \\u2603\",\"is_active\":false}\n\n\
                {\"email\":\"bob@example.com\",\"name\":null,\"role\":\"admin\"}";
    let finished = world.command(&["user", "import", "-", "-o", "json"]).stdin(text).run().succeeds_with(true);
    assert_eq!((&finished.json()["format"], &finished.json()["file"]), (&"jsonl".into(), &"standard input".into()));
    assert_eq!(
        world.sql(USERS),
        [["ada@example.com", "Ada \u{2603}", "user", "0"], ["bob@example.com", "NULL", "admin", "1"]]
    );
    // One who is there makes it a conflict; passed over, there is nothing to do, and no event.
    let again = world.command(&["user", "import", "-", "-o", "json"]).stdin(text).run_in_vain().fails_as("conflict", 5);
    assert_eq!(
        causes(&again),
        [
            "line 1, column `email`: `ada@example.com` exists already",
            "line 3, column `email`: `bob@example.com` exists already"
        ]
    );
    let mixed = format!("{text}\n{{\"email\":\"ADA@example.com\"}}\n{{\"email\":\"eve@example.com\"}}\n");
    world.command(&["user", "import", "-", "--if-missing"]).stdin(text).run_in_vain().succeeds();
    let finished = world.command(&["user", "import", "-", "--if-missing", "-o", "json"]).stdin(mixed).run();
    assert_eq!(finished.succeeds_with(true).json()["skipped"], 3);
    assert_eq!(world.sql(USERS).len(), 3);
});

on_every_engine!(every_fault_is_told_by_line_and_column_and_nothing_is_imported, World::installed, |world| {
    world.run(&["user", "create", "there@example.com", "--no-password"]).succeeds();
    let text = format!(
        "email,name,role,password_hash,is_active,created_at\n\
         good@example.com,,,,,\n\
         no-address,,,,,\n\
         ,,,,,\n\
         a@example.com,,nobody,,,\n\
         b@example.com,,,hunter2-hunter2,,\n\
         c@example.com,,,$2b$99$9tEuy4K9WQav3bQxko9bG.X7BJkqQxkEO1kTNnaeIdRh5terjObc.,,\n\
         d@example.com,,,,perhaps,\n\
         e@example.com,,,,,yesterday\n\
         f@example.com,too,few\n\
         g@example.com,{},,,,\n\
         there@example.com,,,,,\n\
         good@example.com,,,,,\n",
        "n".repeat(256)
    );
    world.write("people.csv", text);
    for flags in [&["-o", "json"] as &[&str], &["-o", "json", "--dry-run"], &["-o", "json", "--if-missing"]] {
        let args = [&["user", "import", "people.csv"], flags].concat();
        let finished = world.run_in_vain(&args).fails_as("usage", 2);
        let found = causes(&finished);
        for (line, part) in [
            (3, "column `email`: `no-address` is not an e-mail address"),
            (4, "column `email`: it is empty"),
            (5, "column `role`: there is no role `nobody`"),
            (6, "column `password_hash`: the password hash is of no known scheme"),
            (7, "column `password_hash`: the stored bcrypt password hash"),
            (8, "column `is_active`: `perhaps` is neither true nor false"),
            (9, "column `created_at`: `yesterday` is not a time"),
            (10, "3 fields where the header has 6"),
            (11, "column `name`: "),
        ] {
            let told = format!("line {line}");
            assert!(
                found.iter().any(|cause| cause.starts_with(&told) && cause.contains(part)),
                "{told} {part}\n{finished}"
            );
        }
        let passes_over = flags.contains(&"--if-missing");
        for told in [
            "line 12, column `email`: `there@example.com` exists already",
            "`good@example.com` stands on line 2 already",
        ] {
            assert_eq!(found.iter().any(|cause| cause.contains(told)), !passes_over, "{told}\n{finished}");
        }
        assert!(!finished.messages().contains("hunter2"), "{finished}");
        assert!(found.iter().all(|cause| !cause.starts_with("line 2,")), "a good line is blamed:\n{finished}");
    }
    assert_eq!(world.sql(USERS).len(), 1);
});

on_every_engine!(a_line_that_stands_twice_is_found_wherever_it_stands, World::installed, |world| {
    // Within a batch, and in another batch than its twin.
    for (count, twin, line) in [(10, 3, 12), (5_200, 3, 5_202), (5_200, 5_150, 5_202)] {
        let text = format!("{}USER{twin}@example.com,Twin\n", many(count));
        let finished = in_vain(world, &text);
        let found = causes(&finished);
        let told = format!("line {line}, column `email`: `user{twin}@example.com` stands on ");
        assert!(found.iter().any(|cause| cause.starts_with(&told)), "{told}\n{finished}");
        assert_eq!(found.len(), 1, "{finished}");
        let dry = world.command(&["user", "import", "-", "-o", "json", "-n"]).stdin(&text).run_in_vain();
        let told = format!("{told}line {} already", twin + 2);
        assert_eq!(causes(&dry.fails_as("usage", 2)), [told]);
    }
    // Passed over, the first of them counts.
    let text = "email,name\nada@example.com,First\nADA@example.com,Second\n";
    world.command(&["user", "import", "-", "--if-missing"]).stdin(text).run().succeeds();
    assert_eq!(world.sql(USERS), [["ada@example.com", "First", "user", "1"]]);
});

on_every_engine!(twenty_faults_are_enough, World::installed, |world| {
    let text = format!("email\n{}", "nobody\n".repeat(5_000));
    let finished = world.command(&["user", "import", "-", "-o", "json"]).stdin(text).run_in_vain().fails_as("usage", 2);
    assert_eq!(causes(&finished).len(), 20);
    assert!(
        finished.error()["message"].as_str().unwrap().ends_with("20 faults, and reading stopped there"),
        "{finished}"
    );
});

on_every_engine!(what_is_no_such_file_is_refused_in_words, World::installed, |world| {
    for (text, args, part) in [
        ("", &[] as &[&str], "is empty"),
        ("name,role\nAda,user\n", &[], "has no column `email`"),
        ("email,phone\na@example.com,1\n", &[], "can not be imported"),
        ("email,password\na@example.com,hunter2-hunter2\n", &[], "can not be imported"),
        ("email,email\na@example.com,b@example.com\n", &[], "names the column `email` twice"),
        ("email;name\na@example.com;Ada\n", &[], "are not separated by commas"),
        ("email\na@example.com\n", &["--format", "jsonl"], "2 faults"),
        ("[1]\n", &["--format", "jsonl"], "1 fault"),
        ("{\"email\":{}}\n", &[], "1 fault"),
        ("{\"email\":\"a@example.com\",\"phone\":1}\n", &[], "1 fault"),
        ("email\na\u{0}b@example.com\n", &[], "1 fault"),
    ] {
        let args = [&["user", "import", "-"], args].concat();
        let finished = world.command(&args).stdin(text).run_in_vain().exits(2);
        assert!(finished.messages().contains(part), "`{part}` is not said:\n{finished}");
        assert!(!finished.messages().contains("hunter2"), "{finished}");
    }
    let bad = world.command(&["user", "import", "-"]).stdin(b"email,name\na@example.com,\xff\n").run_in_vain().exits(2);
    assert!(bad.messages().contains("line 2, column `name`: it is not UTF-8 text"), "{bad}");
    let open = format!("email,name\na@example.com,\"{}\n", "x".repeat(2 * 1024 * 1024));
    let bad = world.command(&["user", "import", "-"]).stdin(open).run_in_vain().exits(2);
    assert!(bad.messages().contains("line 2: more than 1 MiB up to the end of the record"), "{bad}");
    world.run_in_vain(&["user", "import", "missing.csv"]).exits(3);
    world.run_in_vain(&["user", "import", "."]).exits(2);
});

on_every_engine!(a_row_that_the_database_refuses_is_found_among_thousands, World::installed, |world| {
    let trigger = match world.database().engine() {
        Engine::Sqlite => {
            "CREATE TRIGGER guard BEFORE INSERT ON users WHEN NEW.email LIKE 'user777@%' \
             BEGIN SELECT RAISE(ABORT, 'not that one'); END"
        }
        Engine::Postgres => "ALTER TABLE users ADD CONSTRAINT not_that_one CHECK (email NOT LIKE 'user777@%')",
    };
    world.execute(trigger);
    let found = causes(&in_vain(world, &many(3_000)));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("line 779: the database refuses it: "), "{found:?}");
});

on_every_engine!(what_is_exported_can_be_imported_elsewhere, World::installed, |world| {
    let lines = [
        r#"{"email":"ada@example.com","name":"=HYPERLINK(\"http://x\")","role":"admin","is_active":true}"#,
        r#"{"email":"+bob@example.com","name":"'=quoted","is_active":false}"#,
        r#"{"email":"eve@example.com","name":"a, b \"c\" ☃"}"#,
    ];
    world.command(&["user", "import", "-"]).stdin(lines.join("\n")).run().succeeds();
    world.execute(&format!("UPDATE users SET password_hash = '{BCRYPT}' WHERE email = 'ada@example.com'"));
    for format in ["csv", "jsonl"] {
        let plain = world.run(&["user", "export", "--format", format]).succeeds();
        assert!(!plain.text().contains("$2b$"), "{plain}");
        assert!(!plain.text().lines().any(|line| line.starts_with('=') || line.contains(",=")), "{plain}");
        let file = format!("people.{format}");
        let (finished, events) = world.events_of(|| {
            world.run(&["user", "export", "--out", &file, "--with-hashes", "-o", "json"]).succeeds_with(true)
        });
        assert_eq!(finished.json()["users"], 3);
        assert_eq!(events, [format!("user.hashes_exported {file}")]);
        assert_eq!(std::fs::metadata(world.path(&file)).unwrap().permissions().mode() & 0o777, 0o600);
        world.run_in_vain(&["user", "export", "--out", &file]).exits(5);
        world.run(&["user", "export", "--out", &file, "--with-hashes", "--force"]).succeeds();
        let other = World::installed(world.database().engine());
        other.command(&["user", "import", world.path(&file).to_str().unwrap()]).run().succeeds();
        let all = "SELECT email, name, role, is_active, password_hash, created_at FROM users ORDER BY email";
        assert_eq!(other.sql(all), world.sql(all), "{format}");
    }
    let listed = world.run_in_vain(&["user", "export", "-o", "json"]).succeeds_with(false);
    assert_eq!(listed.json().as_array().unwrap().len(), 3);
    assert_eq!(listed.fields(), ["created_at", "email", "is_active", "name", "role"]);
    // What a spreadsheet and Python make of it.
    let csv = world.run(&["user", "export"]).succeeds();
    let code = "import csv, sys\nprint(*[row['name'] for row in csv.DictReader(sys.stdin)], sep='\\n')";
    assert_eq!(python(code, &[], &csv.stdout), "'=HYPERLINK(\"http://x\")\n''=quoted\na, b \"c\" ☃\n");
});

on_every_engine!(an_import_works_under_the_names_of_another_application, foreign_world, |world| {
    world.set("CLAVIGER_CONFIG", world.write("claviger.toml", MAPPING));
    world.run(&["db", "migrate"]).succeeds();
    let text = "email,role\nada@example.com,admin\nbob@example.com,USER\neve@example.com,\n";
    world.command(&["user", "import", "-"]).stdin(text).run().succeeds();
    let rows = world.sql(r#"SELECT mail, CAST(role AS text), enabled FROM "user" ORDER BY mail"#);
    let admin = if world.database().engine() == Engine::Postgres { "ADMIN" } else { "admin" };
    assert_eq!((&rows[0][1], &rows[0][2]), (&admin.to_owned(), &"1".to_owned()), "{rows:?}");
    assert_eq!(rows.len(), 3);
    let named = "email,name\nx@example.com,X\n";
    let finished = world.command(&["user", "import", "-"]).stdin(named).run_in_vain().exits(2);
    assert!(finished.messages().contains("`tables.users.name` is not mapped"), "{finished}");
    let hash = "ab".repeat(32);
    let keys = format!("key_hash,user,name,scopes,expires_at\n{hash},ADA@example.com,old,read write,2999-01-01\n");
    world.command(&["apikey", "import", "-"]).stdin(keys).run().succeeds();
    let listed = world.run(&["apikey", "list", "-o", "json"]).succeeds().json();
    assert_eq!((&listed[0]["user"], &listed[0]["status"]), (&"ada@example.com".into(), &"active".into()));
    assert_eq!(listed[0]["scopes"], serde_json::json!(["read", "write"]));
    assert_eq!(listed[0]["expires_at"], "2999-01-01T00:00:00Z");
});

on_every_engine!(keys_of_an_application_are_valid_after_their_import, World::installed, |world| {
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    let key = "a-key-that-the-old-application-made";
    let hash = python("import hashlib, sys\nprint(hashlib.sha256(sys.argv[1].encode()).hexdigest())", &[key], b"");
    let hash = hash.trim().to_uppercase();
    let other = "cd".repeat(32);
    let text = format!(
        "{{\"key_hash\":\"{hash}\",\"user\":\"ada@example.com\",\"name\":\"old\",\"scopes\":[\"read:orders\",\"x\"]}}\n\
         {{\"key_hash\":\"{other}\",\"user\":\"ada@example.com\",\"name\":\"ended\",\"is_active\":false,\"scopes\":\"x\"}}\n"
    );
    let (_, events) = world.events_of(|| world.command(&["apikey", "import", "-"]).stdin(&text).run().succeeds());
    assert_eq!(events, ["apikey.imported standard input"]);
    let verify = |text: &str| world.command(&["apikey", "verify", "--stdin", "-o", "json"]).stdin(text).run();
    let verified = verify(key).succeeds().json();
    assert_eq!((&verified["name"], &verified["scopes"]), (&"old".into(), &serde_json::json!(["read:orders", "x"])));
    let listed = world.run(&["apikey", "list", "-o", "json"]).succeeds().json();
    assert_eq!(listed[1]["status"], "revoked");
    let again =
        world.command(&["apikey", "import", "-", "-o", "json"]).stdin(&text).run_in_vain().fails_as("conflict", 5);
    assert!(causes(&again)[0].contains("exists already"), "{again}");
    assert!(!again.messages().contains(&other[..20]), "{again}");
    let more =
        format!("{text}{{\"key_hash\":\"{}\",\"user\":\"ada@example.com\",\"name\":\"new\"}}\n", "ef".repeat(32));
    let finished = world.command(&["apikey", "import", "-", "--if-missing", "-o", "json"]).stdin(more).run();
    assert_eq!(finished.succeeds_with(true).json()["created"], 1);
    for (line, part) in [
        (format!("{key},ada@example.com,n"), "it is no SHA-256 in hex"),
        (format!("{},nobody@example.com,n", "12".repeat(32)), "there is no user `nobody@example.com`"),
        (format!("{},ada@example.com,", "12".repeat(32)), "column `name`: it is empty"),
        (format!("{},ada@example.com,{}", "12".repeat(32), "n".repeat(101)), "the name is longer"),
    ] {
        let text = format!("key_hash,user,name\n{line}\n");
        let finished = world.command(&["apikey", "import", "-"]).stdin(text).run_in_vain().exits(2);
        assert!(finished.messages().contains(part), "`{part}` is not said:\n{finished}");
        assert!(!finished.messages().contains(key), "{finished}");
    }
});

on_every_engine!(without_a_unique_address_nothing_is_imported, foreign_world, |world| {
    world.set(
        "CLAVIGER_CONFIG",
        world.write(
            "claviger.toml",
            MAPPING
                .replace("\"mail\"", "\"pw\"")
                .replace("\"pw\"\npassword_hash = \"pw\"", "\"pw\"\npassword_hash = \"mail\""),
        ),
    );
    world.run(&["db", "migrate"]).succeeds();
    let finished = world.command(&["user", "import", "-"]).stdin("email\na@example.com\n").run_in_vain().exits(5);
    assert!(finished.messages().contains("keeps the users' e-mail addresses unique"), "{finished}");
});

on_every_engine!(a_long_import_takes_no_more_memory_than_a_short_one, World::installed, |world| {
    let peak = |count: usize| {
        let file = world.write(format!("{count}.csv"), many(count));
        let code = "
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, env=None)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
";
        let program = env!("CARGO_BIN_EXE_claviger");
        let python = crate::common::from_tests_run("CLAVIGER_TEST_PYTHON");
        let args = ["-I", "-c", code, program, "user", "import", file.to_str().unwrap(), "--if-missing", "-q"];
        let finished = world.other_command(python, &args).run().succeeds();
        finished.plain().parse::<usize>().unwrap()
    };
    let (short, long) = (peak(10_000), peak(60_000));
    assert!(long < short + 8 * 1024, "{short} KiB for 10,000 rows, {long} KiB for 60,000");
});

#[test]
fn ctrl_c_and_a_time_limit_work_while_input_is_waited_for() {
    let world = World::installed(Engine::Sqlite);
    let code = "
import os, subprocess, sys
reader, writer = os.pipe()
print(subprocess.run(sys.argv[1:], stdin=reader).returncode)
";
    let python = crate::common::from_tests_run("CLAVIGER_TEST_PYTHON");
    let program = env!("CARGO_BIN_EXE_claviger");
    let args = ["-I", "-c", code, program, "user", "import", "-", "--timeout", "1s"];
    assert_eq!(world.other_command(python, &args).run().succeeds().plain(), "6");
}
