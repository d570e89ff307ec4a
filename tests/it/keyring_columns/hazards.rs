//! What could go wrong around the rows is said before any of them is rewritten, or refused.

use super::{Columns, said};
use crate::common::backends::{on_every_engine, run_maintenance};
use crate::common::{Engine, Finished, World};

fn table(engine: Engine) -> World {
    let world = World::installed(engine);
    world.execute("CREATE TABLE t (id integer PRIMARY KEY, v text, w text)");
    world.execute(&format!("INSERT INTO t VALUES (1, '{}', 'x')", world.token()));
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['v']");
    world
}

fn reencrypt(world: &World, flags: &[&str]) -> Finished {
    world.command(&["keyring", "reencrypt", "-y"]).args(flags).run()
}

on_every_engine!(nothing_is_said_where_nothing_can_go_wrong, table, |world| {
    assert_eq!(reencrypt(world, &["-o", "json"]).succeeds().envelope()["warnings"], serde_json::json!([]));
});

on_every_engine!(triggers_on_what_is_rewritten_are_named, table, |world| {
    let trigger = |name: &str, timing: &str| {
        world.execute(&if world.is_postgres() {
            format!("CREATE TRIGGER {name} {timing} ON t FOR EACH ROW EXECUTE FUNCTION stamp()")
        } else {
            format!("CREATE TRIGGER {name} {timing} ON t BEGIN SELECT 1; END")
        })
    };
    if world.is_postgres() {
        world.execute("CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'");
    }
    trigger("on_insert", "AFTER INSERT");
    trigger("of_others", "AFTER UPDATE OF w");
    assert_eq!(reencrypt(world, &["-o", "json"]).succeeds().envelope()["warnings"], serde_json::json!([]));
    trigger("of_ours", "BEFORE UPDATE OF v, w");
    trigger("of_all", "AFTER UPDATE");
    let warnings = reencrypt(world, &["-o", "json"]).succeeds().envelope()["warnings"].to_string();
    assert!(warnings.contains("the trigger `of_all` runs after each update of `t`"), "{warnings}");
    assert!(warnings.contains("the trigger `of_ours` runs before each update of `t` (v, w)"), "{warnings}");
    let messages = said(&reencrypt(world, &["--on-trigger", "refuse"]), 5);
    assert!(messages.contains("--on-trigger warn"), "{messages}");
});

fn postgres() -> World {
    table(Engine::Postgres)
}

/// A world in which claviger comes as a role of its own, with these rights.
fn with_role(rights: &str) -> (World, String) {
    let world = postgres();
    let role = format!("claviger_test_role_{}_{}", std::process::id(), rights.len());
    world.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'p'"));
    world.execute(
        &[
            "GRANT USAGE ON SCHEMA public TO ROLE",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ROLE",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ROLE",
            "REVOKE ALL ON t FROM ROLE",
            rights,
        ]
        .join(";")
        .replace("ROLE", &role),
    );
    let url = world.database().url();
    let (_, at) = url.rsplit_once('@').unwrap();
    world.set("CLAVIGER_DATABASE_URL", format!("postgresql://{role}:p@{at}"));
    (world, role)
}

fn drop_role(world: World, role: &str) {
    drop(world);
    run_maintenance(&format!("DROP ROLE {role}"));
}

#[test]
fn a_missing_right_is_refused_with_the_grant() {
    let (world, role) = with_role("GRANT SELECT ON t TO ROLE");
    let messages = said(&reencrypt(&world, &[]), 4);
    assert!(messages.contains(&format!("the role `{role}` has no right to update `t`")), "{messages}");
    assert!(messages.contains(&format!("GRANT UPDATE (\"v\") ON \"public\".\"t\" TO \"{role}\"")), "{messages}");
    world.execute(&format!("GRANT UPDATE (v) ON t TO {role}"));
    reencrypt(&world, &[]).succeeds();
    world.execute(&format!("REVOKE SELECT ON t FROM {role}; GRANT SELECT (id) ON t TO {role}"));
    let messages = said(&reencrypt(&world, &[]), 4);
    assert!(messages.contains("GRANT SELECT ON \"public\".\"t\""), "{messages}");
    // What may not be read may hold anything.
    let found = world.run(&["keyring", "discover", "-o", "json"]).exits(10);
    assert!(found.envelope()["warnings"].to_string().contains("`t` could not be read"), "{found}");
    drop_role(world, &role);
}

#[test]
fn rows_that_a_policy_hides_are_refused() {
    let (world, role) = with_role("GRANT SELECT, UPDATE ON t TO ROLE; ");
    reencrypt(&world, &[]).succeeds();
    world.execute("ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id = 1)");
    let messages = said(&reencrypt(&world, &[]), 4);
    assert!(messages.contains("row-level security hides rows of `t`") && messages.contains("BYPASSRLS"), "{messages}");
    let found = world.run(&["keyring", "discover", "-o", "json"]).exits(10);
    assert!(found.text().contains("\"unreadable\""), "{found}");
    drop_role(world, &role);
}

#[test]
fn rules_and_publications_are_known() {
    let world = postgres();
    world.execute("CREATE PUBLICATION everything FOR TABLE t");
    let warnings = reencrypt(&world, &["-o", "json"]).succeeds().envelope()["warnings"].to_string();
    assert!(warnings.contains("sent to the subscribers of `everything`"), "{warnings}");
    world.execute("ALTER TABLE t REPLICA IDENTITY NOTHING");
    let messages = said(&reencrypt(&world, &[]), 5);
    assert!(
        messages.contains("without a replica identity") && messages.contains("REPLICA IDENTITY FULL"),
        "{messages}"
    );
    world.execute("DROP PUBLICATION everything; CREATE RULE quiet AS ON UPDATE TO t DO INSTEAD NOTHING");
    let messages = said(&reencrypt(&world, &[]), 5);
    assert!(messages.contains("the rule `quiet` takes the place of each update of `t`"), "{messages}");
}

#[test]
fn triggers_that_run_for_replicas_only_are_not_in_the_way() {
    let world = postgres();
    world.execute(
        "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
         CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stamp(); ALTER TABLE t DISABLE TRIGGER a",
    );
    let warnings = |world: &World| reencrypt(world, &["-o", "json"]).succeeds().envelope()["warnings"].to_string();
    assert_eq!(warnings(&world), "[]");
    world.execute("ALTER TABLE t ENABLE REPLICA TRIGGER a");
    assert!(warnings(&world).contains("where other triggers are left out"), "{}", warnings(&world));
}
