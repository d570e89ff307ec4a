//! What a declaration can say, and how a slip in it is answered: exit 2, the section, the table, the nearest name.

use super::{Columns, said};
use crate::common::World;
use crate::common::backends::on_every_engine;

/// What `keyring timeline` says to one section.
#[track_caller]
fn refused(world: &World, section: &str) -> String {
    let path = world.installation().join("claviger.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    world.configure(&format!("[[encrypted]]\n{section}"));
    let finished = world.run(&["keyring", "timeline"]);
    std::fs::write(&path, before).unwrap();
    said(&finished, 2)
}

#[track_caller]
fn accepted(world: &World, section: &str) {
    let path = world.installation().join("claviger.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    world.configure(&format!("[[encrypted]]\n{section}"));
    world.run(&["keyring", "timeline"]).succeeds();
    std::fs::write(&path, before).unwrap();
}

#[track_caller]
fn expect(world: &World, cases: &[(&str, &[&str])]) {
    for (section, parts) in cases {
        let messages = refused(world, section);
        for part in *parts {
            assert!(messages.contains(part), "{section}\n{messages}");
        }
    }
}

fn shop(engine: crate::common::Engine) -> World {
    let world = World::installed(engine);
    world.execute(
        "CREATE TABLE connection (id integer PRIMARY KEY, code text NOT NULL UNIQUE, password text, is_encrypted boolean, \
         key_hash varchar(40), short varchar(10), amount integer, computed text GENERATED ALWAYS AS (upper(password)) STORED)",
    );
    world.execute("CREATE VIEW shown AS SELECT * FROM connection");
    world
}

on_every_engine!(names_that_are_not_there_are_answered_with_the_nearest, shop, |world| {
    expect(
        world,
        &[
            (
                "table = 'conection'\ncolumns = ['password']",
                &["number 1 (`conection`)", "no table `conection`", "did you mean `connection`?"],
            ),
            (
                "table = 'connection'\ncolumns = ['pasword']",
                &["`connection` has no column `pasword`", "did you mean `password`?"],
            ),
            (
                "table = 'connection'\ncolumns = ['password']\nkey = ['idd']",
                &["`key` is not usable", "did you mean `id`?"],
            ),
            (
                "table = 'connection'\ncolumns = ['password']\ncompanion = { column = 'key_hsh', value = 'sha1' }",
                &["`companion` is not usable", "did you mean `key_hash`?"],
            ),
            ("table = 'shown'\ncolumns = ['password']", &["`shown` is a view", "declare the table behind it"]),
            (
                "table = 'connection'\ncolumns = ['computed']",
                &["`computed` of `connection` is computed from other columns"],
            ),
            ("table = 'claviger_events'\ncolumns = ['detail']", &["`claviger_events` is claviger's own"]),
            (
                "table = 'nowhere.connection'\ncolumns = ['password']",
                &["no table `nowhere.connection`", "did you mean `connection`?"],
            ),
        ],
    );
    let amount = "table = 'connection'\ncolumns = ['amount']";
    if world.is_postgres() {
        expect(world, &[(amount, &["`amount` of `connection` has the type `integer`"])]);
    } else {
        // SQLite keeps text there, too.
        accepted(world, amount);
    }
    accepted(world, "table = 'connection'\ncolumns = ['password']");
    accepted(world, "table = '\"connection\"'\ncolumns = ['\"password\"']");
});

on_every_engine!(a_filter_is_one_boolean_expression, shop, |world| {
    world.execute("INSERT INTO connection (id, code, password, is_encrypted) VALUES (1, 'a', 'x', true)");
    let with = |filter: &str| format!("table = 'connection'\ncolumns = ['password']\nwhere = \"\"\"{filter}\"\"\"");
    for good in [
        "is_encrypted",
        "is_encrypted AND (amount IS NULL OR amount > 1)",
        "code <> ';--' AND code <> ')'",
        "connection.is_encrypted",
        "id IN (SELECT id FROM connection)",
    ] {
        accepted(world, &with(good));
    }
    for (bad, why) in [
        ("is_encrypted; DROP TABLE connection", "`;` ends a statement"),
        ("is_encrypted) OR (true", "a parenthesis is closed that was not opened"),
        ("is_encrypted -- always", "it holds a comment"),
        ("code = 'a", "a quote is not closed"),
        ("code = $1", "`$` can not stand outside of quotes"),
        ("is_encripted", "is_encripted"),
        ("code", "use `where"),
        ("ORDER BY 1", "use `where"),
        ("\"\"is_encripted\"\"", "is_encripted"),
    ] {
        let messages = refused(world, &with(&bad.replace("\"\"", "\\\"")));
        assert!(messages.contains(why), "{bad}: {messages}");
        assert!(!messages.contains("internal"), "{bad}: {messages}");
    }
});

on_every_engine!(a_key_must_be_proven_by_an_index, shop, |world| {
    let with = |key: &str| format!("table = 'connection'\ncolumns = ['password']\nkey = {key}");
    accepted(world, &with("['id']"));
    accepted(world, &with("['code']"));
    expect(
        world,
        &[(&with("['amount']"), &["no index of `connection` proves that `amount` is unique and never null"])],
    );
});

on_every_engine!(a_companion_is_text_of_forty_characters, shop, |world| {
    let with = |column: &str| {
        format!("table = 'connection'\ncolumns = ['password']\ncompanion = {{ column = '{column}', value = 'sha1' }}")
    };
    accepted(world, &with("key_hash"));
    accepted(world, &with("code"));
    expect(
        world,
        &[
            (&with("password"), &["is one of the encrypted columns itself"]),
            (&with("computed"), &["is computed from other columns"]),
        ],
    );
    if world.is_postgres() {
        expect(
            world,
            &[
                (&with("short"), &["keeps 10 characters, and a SHA-1 has 40 of them"]),
                (&with("amount"), &["`amount` of `connection` has the type"]),
            ],
        );
    }
});

on_every_engine!(a_column_is_declared_once, shop, |world| {
    let section = |filter: &str| format!("[[encrypted]]\ntable = 'connection'\ncolumns = ['password']\n{filter}");
    world.configure(&section("where = 'is_encrypted'"));
    accepted(world, "table = 'connection'\ncolumns = ['password']\nwhere = 'not is_encrypted'");
    expect(
        world,
        &[(
            "table = 'connection'\ncolumns = ['code', 'password']",
            &["declares `password` of `connection`, and so does `[[encrypted]]` number 1"],
        )],
    );
    // claviger's own column may be declared, and is then not there twice.
    accepted(world, "table = 'users'\ncolumns = ['mfa_secret']\nplain = 'fail'");
});

on_every_engine!(a_profile_replaces_the_sections_and_unknown_keys_name_the_nearest, shop, |world| {
    world.configure("[[encrypted]]\ntable = 'nowhere'\ncolumns = ['a']");
    world.configure("[[profiles.other.encrypted]]\ntable = 'connection'\ncolumns = ['password']");
    world.run(&["keyring", "timeline"]).exits(2);
    world.run(&["keyring", "timeline", "--profile", "other"]).succeeds();
    world.run(&["config", "show"]).succeeds();
    world.configure("[[encrypted]]\ntable = 'connection'\ncolums = ['password']");
    let messages = said(&world.run(&["config", "show"]), 2);
    assert!(
        messages.contains("`colums` is not a setting") && messages.contains("did you mean `columns`?"),
        "{messages}"
    );
});
