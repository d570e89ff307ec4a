//! `user import` of 100,000 users into PostgreSQL beside COPY of the same file into the same table.
//!
//! COPY looks at nothing. The import reads each line, checks addresses, roles and hashes, and records an event.

use std::fmt::Write as _;

use crate::measure;
use crate::postgres::Installation;

const PLAIN: &str = "sslmode=disable";
const USERS: usize = 100_000;
const HASH: &str = "$2b$12$8yhtpLDBUwZMOI7IXdsKe.fWRhIiwCXFDOWXD5wWLoNPohEY0ByUi";

pub(crate) fn run(rounds: Option<usize>) {
    let installation = Installation::new();
    let here = &installation;
    let mut csv = String::from("email,name,role,password_hash,is_active,created_at\n");
    for number in 0..USERS {
        let _ = writeln!(csv, "user{number}@example.com,User {number},user,{HASH},true,2026-01-02T03:04:05Z");
    }
    let path = here.path("people.csv");
    std::fs::write(&path, csv).expect("the installation can be written to");
    let path = path.to_str().expect("a path in UTF-8");
    let copy =
        format!("\\copy users (email, name, role, password_hash, is_active, created_at) FROM '{path}' CSV HEADER");
    measure::Measurement::new("100,000 users", "psql: \\copy", || here.psql(PLAIN, &copy))
        .against("claviger user import", || here.claviger(PLAIN, &["user", "import", path, "-q"]))
        .before_each(|| here.psql(PLAIN, "TRUNCATE users CASCADE"))
        .run(rounds.unwrap_or(5));
}
