//! Short commands on PostgreSQL beside `psql` doing the same work by hand, plain and over TLS.
//!
//! `apikey create` is more than psql's one transaction: the key is stored inactive, handed over, and made active in a
//! second transaction, each with an event in the chain.

use crate::measure;
use crate::postgres::Installation;

const PLAIN: &str = "sslmode=disable";
const CREATE_KEY: &[&str] = &["apikey", "create", "--user", "a@example.com", "--name", "x", "-o", "plain", "-q"];
const SAME_BY_HAND: &str = "BEGIN; \
    SELECT id, is_active FROM users WHERE lower(email) = 'a@example.com'; \
    INSERT INTO api_keys (user_id, name, key_hash, expires_at) \
    SELECT id, 'x', encode(sha256(gen_random_uuid()::text::bytea), 'hex'), now() + interval '90 days' \
    FROM users WHERE lower(email) = 'a@example.com'; COMMIT";

pub(crate) fn run(rounds: Option<usize>) {
    let installation = Installation::new();
    let here = &installation;
    here.claviger(PLAIN, &["user", "create", "a@example.com", "--no-password"]);
    let rounds = rounds.unwrap_or(50);
    let tls = Installation::tls();
    measure::Measurement::new("a key", "psql: select and insert", || here.psql(PLAIN, SAME_BY_HAND))
        .against("claviger apikey create", || here.claviger(PLAIN, CREATE_KEY))
        .against("psql: select 1", || here.psql(PLAIN, "SELECT 1"))
        .against("claviger user list", || here.claviger(PLAIN, &["user", "list", "-q"]))
        .run(rounds);
    measure::Measurement::new("the same over TLS, against plain", "claviger user list, plain", || {
        here.claviger(PLAIN, &["user", "list", "-q"]);
    })
    .against("claviger user list, TLS", || here.claviger(&tls, &["user", "list", "-q"]))
    .against("psql: select 1, plain", || here.psql(PLAIN, "SELECT 1"))
    .against("psql: select 1, TLS", || here.psql(&tls, "SELECT 1"))
    .against("apikey create, plain", || here.claviger(PLAIN, CREATE_KEY))
    .against("apikey create, TLS", || here.claviger(&tls, CREATE_KEY))
    .run(rounds);
}
