//! The tables of applications that people run: what they encrypt with Python is found, and what is proposed for it is
//! right.

use super::{Columns, summary};
use crate::common::World;
use crate::common::backends::on_every_engine;
use crate::common::python::python;

/// Tokens that Python makes under the primary key.
fn python_tokens(world: &World, values: &[&str]) -> Vec<String> {
    let key = crate::keyring::key(world);
    let code = "import sys\nfrom cryptography.fernet import Fernet\nf = Fernet(sys.argv[1])\n\
        for line in sys.stdin.read().split('\\n'): print(f.encrypt(line.encode()).decode())";
    python(code, &[&key], values.join("\n").as_bytes()).lines().map(str::to_owned).collect()
}

on_every_engine!(airflow_flags_what_is_encrypted, World::with_sealed_file, |world| {
    let [password, extra, variable] = python_tokens(world, &["hunter2", "{\"a\": 1}", "v"]).try_into().unwrap();
    world.execute(
        "CREATE TABLE connection (id integer PRIMARY KEY, conn_id varchar(250) NOT NULL UNIQUE, host varchar(500), password text, \
         extra text, is_encrypted boolean, is_extra_encrypted boolean)",
    );
    world.execute(
        "CREATE TABLE variable (id integer PRIMARY KEY, \"key\" varchar(250) UNIQUE, val text, is_encrypted boolean)",
    );
    world.execute(&format!(
        "INSERT INTO connection VALUES (1, 'a', 'h', '{password}', '{extra}', true, true), (2, 'b', 'h', '{password}', '{{}}', true, false), \
         (3, 'c', 'h', NULL, NULL, false, false), (4, 'd', 'h', 'plain', NULL, false, NULL)"
    ));
    world.execute(&format!("INSERT INTO variable VALUES (1, 'a', '{variable}', true), (2, 'b', 'plain', false)"));
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10);
    assert_eq!(
        plain.text(),
        "[[encrypted]]\ntable = \"connection\"\ncolumns = [\"extra\"]\nwhere = \"is_extra_encrypted\"\n\n\
         [[encrypted]]\ntable = \"connection\"\ncolumns = [\"password\"]\nwhere = \"is_encrypted\"\n\n\
         [[encrypted]]\ntable = \"variable\"\ncolumns = [\"val\"]\nwhere = \"is_encrypted\"\n"
    );
    world.configure(plain.text());
    assert_eq!(
        summary(&world.discovered(&["--table", "connection", "--table", "variable"], 0)),
        [
            "connection.extra: declared 1/0/1/2",
            "connection.password: declared 2/0/1/1",
            "variable.val: declared 1/0/1/0",
        ]
    );
    world.run(&["keyring", "verify"]).succeeds();
});

on_every_engine!(fields_of_django_are_text_or_bytes, World::with_sealed_file, |world| {
    let tokens = python_tokens(world, &["1", "2", "3"]);
    let bytes = if world.is_postgres() { "bytea" } else { "BLOB" };
    world.execute(&format!(
        "CREATE TABLE people_person (id integer PRIMARY KEY, ssn text NOT NULL, \"cardNumber\" {bytes}, bio text, is_active boolean)"
    ));
    for (id, token) in tokens.iter().enumerate() {
        let bytes = if world.is_postgres() {
            format!("convert_to('{token}', 'UTF8')")
        } else {
            format!("CAST('{token}' AS BLOB)")
        };
        world.execute(&format!("INSERT INTO people_person VALUES ({id}, '{token}', {bytes}, 'a bio', true)"));
    }
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10);
    let sections = "[[encrypted]]\ntable = \"people_person\"\ncolumns = [\"cardNumber\", \"ssn\"]\nplain = \"skip\"\n";
    assert_eq!(plain.text(), sections);
    world.configure(plain.text());
    world.discovered(&[], 0);
    world.run(&["keyring", "verify"]).succeeds();
});

on_every_engine!(superset_and_sqlalchemy_utils_keep_tokens_in_any_text, World::with_sealed_file, |world| {
    let tokens = python_tokens(world, &["1", "2"]);
    world.execute(
        "CREATE TABLE dbs (id integer PRIMARY KEY, database_name varchar(250), password text, encrypted_extra text, extra text)",
    );
    world.execute(
        "CREATE TABLE account (uuid char(32) NOT NULL, email varchar(1000), settings json, PRIMARY KEY (uuid))",
    );
    world.execute(&format!("INSERT INTO dbs VALUES (1, 'a', '{}', '{}', '{{\"p\": 1}}')", tokens[0], tokens[1]));
    world.execute(&format!(
        "INSERT INTO account VALUES ('00112233445566778899aabbccddeeff', '{}', '\"{}\"')",
        tokens[0], tokens[1]
    ));
    world.configure(world.run(&["keyring", "discover", "-o", "plain"]).exits(10).text());
    assert_eq!(
        summary(&world.discovered(&[], 0))[..4],
        [
            "account.email: declared 1/0/0/0",
            "account.settings: declared 1/0/0/0",
            "dbs.encrypted_extra: declared 1/0/0/0",
            "dbs.password: declared 1/0/0/0"
        ]
    );
    world.run(&["keyring", "verify"]).succeeds();
});
