//! `keyring timeline`: when values were encrypted, without any key.

use super::Columns;
use crate::common::backends::on_every_engine;

/// A token of no key, with these seconds.
fn token(seconds: u64) -> String {
    let mut bytes = vec![0x80];
    bytes.extend(seconds.to_be_bytes());
    bytes.extend([7; 64]);
    data_encoding::BASE64URL.encode(&bytes)
}

on_every_engine!(tokens_are_counted_by_month_and_forged_times_stand_apart, |world| {
    world.execute("CREATE TABLE t (id integer PRIMARY KEY, a text, b text)");
    let january = token(1_767_225_600);
    let rows: Vec<String> = (3..2600).map(|id| format!("({id}, '{january}', 'plain')")).collect();
    world.execute(&format!("INSERT INTO t VALUES {}", rows.join(", ")));
    world.execute(&format!(
        "INSERT INTO t VALUES (1, '{}', NULL), (2, '{}', 'x')",
        token(1_767_225_599),
        token(u64::MAX)
    ));
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['a', 'b']");
    std::fs::remove_file(world.installation().join("claviger.key")).ok();
    let shown = world.run(&["keyring", "timeline", "--table", "t", "-o", "csv"]).succeeds();
    assert_eq!(
        shown.text(),
        "table,column,month,tokens,first_at,last_at\n\
         t,a,2025-12,1,2025-12-31T23:59:59Z,2025-12-31T23:59:59Z\n\
         t,a,2026-01,2597,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z\n\
         t,a,beyond,1,,\n"
    );
    world.run(&["keyring", "timeline"]).succeeds();
});

on_every_engine!(a_table_that_is_not_declared_has_no_timeline, |world| {
    world.run(&["keyring", "timeline", "--table", "t"]).exits(3);
    let empty = world.run(&["keyring", "timeline", "-o", "json"]).succeeds();
    assert_eq!(empty.json(), serde_json::json!([]));
});
