//! What only one of the engines has: schemas, partitions, inheritance, domains and bytes in PostgreSQL; row ids, tables
//! without them, and values without types in SQLite.

use super::{Columns, said, summary};
use crate::common::{Engine, World};

fn postgres() -> World {
    World::installed(Engine::Postgres)
}

fn sqlite() -> World {
    World::installed(Engine::Sqlite)
}

/// How many tokens `timeline` counts in each table and column.
fn counted(world: &World) -> Vec<String> {
    let shown = world.run(&["keyring", "timeline", "-o", "json"]).succeeds().json();
    let line = |line: &serde_json::Value| {
        format!("{}.{} {}", line["table"].as_str().unwrap(), line["column"].as_str().unwrap(), line["tokens"])
    };
    shown.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn schemas_and_names_of_any_kind_in_postgresql() {
    let world = postgres();
    let token = world.token();
    world.execute(
        "CREATE SCHEMA \"Billing\"; CREATE TABLE \"Billing\".\"odd.name\" (\"Id\" uuid PRIMARY KEY DEFAULT gen_random_uuid(), \"Card\" text);
         CREATE TABLE \"user\" (\"order\" text PRIMARY KEY, \"select\" text)",
    );
    world.execute(&format!(
        "INSERT INTO \"Billing\".\"odd.name\" (\"Card\") VALUES ('{token}'), (NULL); INSERT INTO \"user\" VALUES ('a', '{token}')"
    ));
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10);
    assert!(plain.text().contains("table = 'Billing.\"odd.name\"'"), "{plain}");
    world.configure(plain.text());
    world.discovered(&[], 0);
    assert_eq!(counted(&world), ["Billing.odd.name.Card 1", "user.select 1"]);
    // Without its schema it is not found, and the answer knows where it is.
    world.configure("[[encrypted]]\ntable = '\"odd.name\"'\ncolumns = ['Card']");
    let messages = said(&world.run(&["keyring", "timeline"]), 2);
    assert!(messages.contains("did you mean `Billing.\"odd.name\"`?"), "{messages}");
}

#[test]
fn every_type_of_postgresql_that_can_hold_a_token() {
    let world = postgres();
    let token = world.token();
    world.execute(&format!(
        "CREATE EXTENSION IF NOT EXISTS citext; CREATE EXTENSION IF NOT EXISTS hstore;
         CREATE DOMAIN secret AS varchar(300); CREATE DOMAIN deep AS secret;
         CREATE TABLE t (id bigint PRIMARY KEY, a varchar(200), b char(200), c citext, d bytea, e json, f jsonb, g xml,
             h text[], i hstore, j deep, k text COLLATE \"C\", l integer, m text GENERATED ALWAYS AS (a) STORED);
         INSERT INTO t SELECT 1, x, x, x, convert_to(x, 'UTF8'), to_json(x), to_jsonb(x), ('<a>' || x || '</a>')::xml,
             ARRAY['b', x], hstore('k', x), x, x, 1 FROM (SELECT text '{token}' AS x) v"
    ));
    let found = world.discovered(&["--table", "t"], 10);
    let lines: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            format!(
                "{} {} {}",
                line["column"].as_str().unwrap(),
                line["state"].as_str().unwrap(),
                line["wrapper"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "a undeclared text",
            "b undeclared text",
            "c undeclared text",
            "d undeclared bytes",
            "e undeclared json-string",
            "f undeclared json-string",
            "g embedded text",
            "h embedded text",
            "i embedded text",
            "j undeclared text",
            "k undeclared text",
        ]
    );
    world.configure(world.run(&["keyring", "discover", "-o", "plain"]).exits(10).text());
    assert_eq!(counted(&world).len(), 8);
    for (column, wrapper) in [("d", "text"), ("a", "bytes"), ("f", "text")] {
        let world = world.duplicate();
        world.configure(&format!("[[encrypted]]\ntable = 't'\ncolumns = ['{column}']\nwrapper = '{wrapper}'"));
        let messages = said(&world.run(&["keyring", "timeline"]), 2);
        assert!(messages.contains(&format!("can not keep `wrapper = \"{wrapper}\"`")), "{messages}");
    }
}

#[test]
fn partitions_and_heirs_of_postgresql() {
    let world = postgres();
    let token = world.token();
    world.execute(&format!(
        "CREATE TABLE keyed (id bigint, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
         CREATE TABLE keyed_1 PARTITION OF keyed FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
         CREATE TABLE keyed_2 PARTITION OF keyed DEFAULT;
         CREATE TABLE bare (at date, v text) PARTITION BY RANGE (at);
         CREATE TABLE bare_1 PARTITION OF bare FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (at);
         CREATE TABLE bare_1_1 PARTITION OF bare_1 DEFAULT;
         CREATE TABLE bare_2 PARTITION OF bare DEFAULT;
         CREATE TABLE parent (id bigint PRIMARY KEY, v text);
         CREATE TABLE child (extra text) INHERITS (parent);
         INSERT INTO keyed VALUES (1, '2025-02-01', '{token}'), (2, '2027-01-01', '{token}');
         INSERT INTO bare VALUES ('2025-02-01', '{token}'), ('2027-01-01', '{token}'), ('2027-01-02', 'plain');
         INSERT INTO parent VALUES (1, '{token}'); INSERT INTO child VALUES (1, '{token}', 'x')"
    ));
    let found = world.discovered(&[], 10);
    let lines: Vec<String> = summary(&found).into_iter().filter(|line| line.contains("undeclared")).collect();
    assert_eq!(
        lines,
        [
            "bare.v: undeclared 2/0/1/0",
            "child.v: undeclared 1/0/0/0",
            "keyed.v: undeclared 2/0/0/0",
            "parent.v: undeclared 1/0/0/0"
        ]
    );
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10).text().to_owned();
    assert!(plain.contains("table = \"bare\"\n# no key: its rows are told apart by their address\n"), "{plain}");
    world.configure(&plain);
    let counts = ["bare_1_1.v 1", "bare_2.v 1", "child.v 1", "keyed.v 2", "parent.v 1"];
    assert_eq!(counted(&world), counts);
    world.discovered(&[], 0);
    // The parent alone covers its heirs.
    let path = world.installation().join("claviger.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let without_child = text.replace("[[encrypted]]\ntable = \"child\"\n# no key: its rows are told apart by their address\ncolumns = [\"v\"]\nplain = \"skip\"\n", "");
    assert_ne!(text, without_child);
    std::fs::write(&path, without_child).unwrap();
    let mut heirs = counted(&world);
    heirs.sort();
    assert_eq!(heirs, counts);
    world.discovered(&[], 0);
}

#[test]
fn what_is_on_another_server_or_a_copy_can_not_be_rewritten() {
    let world = postgres();
    let token = world.token();
    world.execute(&format!(
        "CREATE TABLE t (id bigint PRIMARY KEY, v text); INSERT INTO t VALUES (1, '{token}');
         CREATE MATERIALIZED VIEW copy AS SELECT * FROM t; CREATE MATERIALIZED VIEW unfilled AS SELECT * FROM t WITH NO DATA;
         CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
         CREATE FOREIGN TABLE distant (id bigint, v text) SERVER far"
    ));
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['v']");
    let found = world.run(&["keyring", "discover", "-o", "json"]).succeeds();
    assert_eq!(summary(&found.json())[0], "copy.v: view 1/0/0/0");
    assert!(found.envelope()["warnings"][0].as_str().unwrap().contains("refresh the materialized view"), "{found}");
    for (table, what) in [("copy", "a materialized view"), ("distant", "a foreign table")] {
        let world = world.duplicate();
        world.configure(&format!("[[encrypted]]\ntable = '{table}'\ncolumns = ['v']"));
        let messages = said(&world.run(&["keyring", "timeline"]), 2);
        assert!(messages.contains(&format!("`{table}` is {what}")), "{messages}");
    }
}

#[test]
fn keys_of_any_kind_in_postgresql() {
    let world = postgres();
    let token = world.token();
    world.execute(&format!(
        "CREATE DOMAIN shop_id AS bigint;
         CREATE TABLE by_uuid (id uuid PRIMARY KEY, v text); INSERT INTO by_uuid SELECT gen_random_uuid(), '{token}' FROM generate_series(1, 3000);
         CREATE TABLE by_text (id varchar(40) PRIMARY KEY, v text); INSERT INTO by_text SELECT 'k' || n, '{token}' FROM generate_series(1, 3000) n;
         CREATE TABLE by_two (a shop_id, b date, v text, PRIMARY KEY (b, a)); INSERT INTO by_two SELECT n, '2026-01-01', '{token}' FROM generate_series(1, 3000) n;
         CREATE TABLE by_index (a numeric NOT NULL, b text, v text); CREATE UNIQUE INDEX ON by_index (a); INSERT INTO by_index SELECT n, NULL, '{token}' FROM generate_series(1, 3000) n;
         CREATE TABLE by_null (a integer UNIQUE, v text); INSERT INTO by_null SELECT n, '{token}' FROM generate_series(1, 2999) n; INSERT INTO by_null VALUES (NULL, '{token}');
         CREATE TABLE by_part (a integer NOT NULL, v text); CREATE UNIQUE INDEX ON by_part (a) WHERE a > 1; INSERT INTO by_part SELECT 1, '{token}' FROM generate_series(1, 3000);
         CREATE TABLE by_nothing (v text); INSERT INTO by_nothing SELECT '{token}' FROM generate_series(1, 3000)"
    ));
    world.configure(world.run(&["keyring", "discover", "-o", "plain"]).exits(10).text());
    let counts = counted(&world);
    assert_eq!(counts.len(), 7);
    assert!(counts.iter().all(|line| line.ends_with(" 3000")), "{counts:?}");
}

#[test]
fn rows_of_sqlite_are_told_apart_whatever_the_table() {
    let world = sqlite();
    let token = world.token();
    let tables = [
        "by_id (id INTEGER PRIMARY KEY, v TEXT)",
        "by_text (id VARCHAR(36) NOT NULL, v TEXT, PRIMARY KEY (id))",
        "by_two (a INTEGER, b TEXT, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
        "by_desc (id INTEGER PRIMARY KEY DESC, v TEXT)",
        "by_nothing (v TEXT)",
        "hidden (rowid TEXT, _rowid_ TEXT, v TEXT)",
        "\"odd.na\"\"me\" (id INTEGER PRIMARY KEY, v TEXT)",
        "typeless (v)",
        "blob (v BLOB)",
        "encrypted (v JSON)",
    ];
    for table in tables {
        world.execute(&format!("CREATE TABLE {table}"));
    }
    world.execute(&format!(
        "INSERT INTO by_id (v) VALUES ('{token}'), ('x'); INSERT INTO by_text VALUES ('a', '{token}'); INSERT INTO by_two VALUES (1, 'b', '{token}');
         INSERT INTO by_desc VALUES (NULL, '{token}'); INSERT INTO by_nothing VALUES ('{token}'), ('{token}'); INSERT INTO hidden (v) VALUES ('{token}');
         INSERT INTO \"odd.na\"\"me\" (v) VALUES ('{token}'); INSERT INTO typeless VALUES ('{token}'), (7), (x'00ff'); INSERT INTO blob VALUES (CAST('{token}' AS BLOB)), (x'67414141ff00');
         INSERT INTO encrypted VALUES ('\"{token}\"')"
    ));
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10).text().to_owned();
    assert_eq!(plain.matches("# no key").count(), 7, "{plain}");
    assert!(plain.contains("table = '\"odd.na\"\"me\"'"), "{plain}");
    assert!(!plain.contains("wrapper"), "{plain}");
    world.configure(&plain);
    world.discovered(&[], 0);
    let counts = counted(&world);
    assert_eq!(counts.len(), 10, "{counts:?}");
    assert!(counts.contains(&"by_nothing.v 2".to_owned()) && counts.contains(&"typeless.v 1".to_owned()), "{counts:?}");
    world.execute("CREATE TABLE lost (rowid TEXT, _rowid_ TEXT, oid TEXT, v TEXT)");
    world.configure("[[encrypted]]\ntable = 'lost'\ncolumns = ['v']");
    let messages = said(&world.run(&["keyring", "timeline"]), 2);
    assert!(messages.contains("nothing tells the rows of `lost` apart"), "{messages}");
}

#[test]
fn a_condition_that_is_no_truth_value_is_refused_in_sqlite() {
    let world = sqlite();
    world.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, flag TEXT); INSERT INTO t VALUES (1, 'x', 'true')");
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['v']\nwhere = 'flag'");
    let messages = said(&world.run(&["keyring", "timeline"]), 2);
    assert!(messages.contains("it is not true or false but text"), "{messages}");
}

#[test]
fn declarations_are_checked_and_columns_found_behind_a_pooler() {
    let world = postgres();
    let token = world.token();
    world.execute(&format!(
        "CREATE TABLE t (id bigint PRIMARY KEY, v text, w text, is_encrypted boolean);
         INSERT INTO t VALUES (1, '{token}', '{token}', true), (2, 'x', NULL, false)"
    ));
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['v']\nwhere = 'is_encrypted'");
    world.set("CLAVIGER_DATABASE_URL", crate::postgres_tls::pooled(&world));
    world.set("CLAVIGER_DATABASE_POOLER", "true");
    assert_eq!(summary(&world.discovered(&["--table", "t"], 10)), ["t.v: declared 1/0/1/0", "t.w: undeclared 1/0/0/1"]);
    assert_eq!(counted(&world), ["t.v 1"]);
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['w']\nwhere = 'is_encripted'");
    said(&world.run(&["keyring", "timeline"]), 2);
}
