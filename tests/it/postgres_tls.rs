//! The way to PostgreSQL: TLS and its refusals, certificates, sockets, password files, a pooler, and what is said when
//! there is no way. The server's certificate is for `localhost` and 127.0.0.1; it listens on 127.0.0.2, too.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::common::backends::run_maintenance;
use crate::common::world::Run;
use crate::common::{Engine, Finished, World, from_tests_run};
use crate::statements::{MAPPING, foreign_world};

/// A file that stands beside the certificate of the authority.
fn certificate(name: &str) -> String {
    PathBuf::from(from_tests_run("CLAVIGER_TEST_POSTGRES_CA")).with_file_name(name).display().to_string()
}

/// The parts of the URL of a world's database.
struct Server {
    password: String,
    port: String,
    database: String,
}

impl Server {
    fn of(world: &World) -> Self {
        let url = world.database().url();
        let (login, rest) = url.split_once('@').unwrap();
        let (_, password) = login.rsplit_once(':').unwrap();
        let (address, database) = rest.split_once('/').unwrap();
        let (_, port) = address.split_once(':').unwrap();
        Self { password: password.into(), port: port.into(), database: database.into() }
    }

    /// The URL with another host and these parameters.
    fn at(&self, host: &str, parameters: &str) -> String {
        let Self { password, port, database } = self;
        format!("postgresql://postgres:{password}@{host}:{port}/{database}?{parameters}")
    }
}

/// `user list` with another URL than the one that is installed, told in detail.
fn list<'a>(world: &'a World, url: &str) -> Run<'a> {
    world.command(&["user", "list", "-v"]).env("CLAVIGER_DATABASE_URL", url)
}

#[track_caller]
fn refused(finished: Finished, code: i32, message: &str, hint: &str) {
    let finished = finished.exits(code);
    assert!(finished.messages().contains(message), "`{message}` is not said:\n{finished}");
    let hint_line = finished.messages().lines().find(|line| line.starts_with("hint:"));
    assert!(hint_line.is_some_and(|line| line.contains(hint)), "`{hint}` is no hint:\n{finished}");
}

#[track_caller]
fn told(finished: Finished, detail: &str) -> Finished {
    let finished = finished.succeeds();
    assert!(finished.messages().contains(detail), "`{detail}` is not told:\n{finished}");
    finished
}

/// A server of three lines that answers the question for TLS, and shows a certificate where that is asked for.
struct Impostor {
    child: Child,
    port: String,
}

impl Impostor {
    fn start(answer: &str, certificate_name: &str) -> Self {
        let code = "
import socket, ssl, sys
answer, certificate, key = sys.argv[1:]
server = socket.create_server(('127.0.0.1', 0))
print(server.getsockname()[1], flush=True)
client, _ = server.accept()
client.recv(8)
client.sendall(answer.encode())
if answer == 'S':
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    try:
        context.wrap_socket(client, server_side=True).recv(1)
    except OSError:
        pass
";
        let mut child = Command::new(from_tests_run("CLAVIGER_TEST_PYTHON"))
            .args(["-I", "-c", code, answer])
            .args([certificate(&format!("{certificate_name}.crt")), certificate(&format!("{certificate_name}.key"))])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Self { child, port: port.trim().to_owned() }
    }

    fn url(&self, parameters: &str) -> String {
        format!("postgresql://u:p@127.0.0.1:{}/d?{parameters}", self.port)
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_verified_server_is_used_and_that_is_told_with_v() {
    let world = World::installed(Engine::Postgres);
    let server = Server::of(&world);
    let ca = certificate("ca.crt");
    for host in ["127.0.0.1", "localhost"] {
        let url = server.at(host, &format!("sslmode=verify-full&sslrootcert={ca}"));
        told(list(&world, &url).run(), "(TLS, certificate and host name verified)");
    }
    // The variables of libpq say the same.
    let run = list(&world, &server.at("localhost", "")).env("PGSSLMODE", "verify-full").env("PGSSLROOTCERT", ca);
    told(run.run(), "(TLS, certificate and host name verified)");
}

#[test]
fn a_server_that_is_not_who_it_should_be_is_refused_with_the_reason() {
    let world = World::installed(Engine::Postgres);
    let server = Server::of(&world);
    let (ca, stranger) = (certificate("ca.crt"), certificate("stranger.crt"));
    let full = |host: &str, ca: &str| server.at(host, &format!("sslmode=verify-full&sslrootcert={ca}"));
    let no_authority = "its certificate is of no authority that is trusted here";
    refused(list(&world, &full("127.0.0.1", &stranger)).run(), 6, no_authority, "?sslrootcert=FILE");
    refused(list(&world, &server.at("127.0.0.1", "sslmode=verify-full")).run(), 6, no_authority, "PGSSLROOTCERT");
    let other_host = "its certificate is of another host";
    refused(list(&world, &full("127.0.0.2", &ca)).run(), 6, other_host, "a name that stands in the certificate");
    // What the URL asks for is less, and on this machine that is its right.
    told(list(&world, &server.at("127.0.0.2", "sslmode=require")).run(), "(TLS, server not verified)");
    // The driver has nothing between the two.
    let between = server.at("127.0.0.2", &format!("sslmode=verify-ca&sslrootcert={ca}"));
    let finished = list(&world, &between).run();
    assert!(finished.messages().contains("verify-ca in the database URL is taken as verify-full"), "{finished}");
    refused(finished, 6, other_host, "a name that stands in the certificate");

    let expired = Impostor::start("S", "expired");
    let url = expired.url(&format!("sslmode=verify-full&sslrootcert={ca}"));
    refused(list(&world, &url).run(), 6, "its certificate ended at ", "renew the server's certificate");
    let without = Impostor::start("N", "server");
    refused(list(&world, &without.url("sslmode=require")).run(), 6, "the server has no TLS", "?sslmode=disable");
    let other = Impostor::start("H", "server");
    refused(list(&world, &other.url("sslmode=require")).run(), 6, "does not speak PostgreSQL", "check the port");
}

#[test]
fn off_this_machine_a_weaker_sslmode_does_not_hold_unless_insecurity_is_asked_for_and_recorded() {
    let world = World::installed(Engine::Postgres);
    // Another spelling of 127.0.0.1, which nobody takes for this machine.
    for mode in ["disable", "require"] {
        let url = Server::of(&world).at("127.1", &format!("sslmode={mode}"));
        refused(list(&world, &url).run(), 6, "no certificate can be for such a host", "verify-full holds");
    }
    let url = Server::of(&world).at("127.1", "sslmode=disable");
    told(list(&world, &url).arg("--insecure-tls").run(), "(no TLS)");
    let create = ["user", "create", "ada@example.com", "--no-password"];
    world.command(&create).env("CLAVIGER_DATABASE_URL", &url).env("CLAVIGER_INSECURE_TLS", "true").run().succeeds();
    let actors = world.sql("SELECT actor FROM claviger_events WHERE kind = 'user.created'");
    assert!(actors[0][0].contains("\"insecure_tls\":true"), "{actors:?}");
    // On this machine the setting lets nothing through that was not let through before.
    world.run(&["user", "create", "bob@example.com", "--no-password", "--insecure-tls"]).succeeds();
    let actors = world.sql("SELECT actor FROM claviger_events WHERE target = 'bob@example.com'");
    assert!(!actors[0][0].contains("insecure_tls"), "{actors:?}");
}

#[test]
fn a_client_certificate_logs_in() {
    let world = World::installed(Engine::Postgres);
    let server = Server::of(&world);
    // Roles belong to the server, and other tests run beside this one.
    run_maintenance(
        "DO $$ BEGIN CREATE ROLE claviger_certified LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    );
    let url = |parameters: &str| {
        format!("postgresql://claviger_certified@localhost:{}/{}?{parameters}", server.port, server.database)
    };
    let key = world.root().join("client.key");
    std::fs::copy(certificate("client.key"), &key).unwrap();
    let (ca, own) = (certificate("ca.crt"), certificate("client.crt"));
    let with_key = url(&format!("sslmode=verify-full&sslrootcert={ca}&sslcert={own}&sslkey={}", key.display()));
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    told(list(&world, &with_key).run(), "certificate and host name verified");
    refused(list(&world, &url("sslmode=require")).run(), 4, "requires a valid client certificate", "?sslcert=FILE");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    refused(list(&world, &with_key).run(), 4, "is open to other users", "chmod 600");
    let missing = url(&format!("sslmode=require&sslcert={own}&sslkey=none.key"));
    let finished = list(&world, &missing).run().exits(2);
    assert!(finished.messages().contains("none.key` (sslkey in the database URL)"), "{finished}");
}

#[test]
fn a_refusal_of_the_server_says_what_to_do() {
    let world = World::installed(Engine::Postgres);
    let server = Server::of(&world);
    refused(list(&world, "postgresql://u:p@127.0.0.1:1/d").run(), 6, "nothing listens there", "pg_lsclusters");
    refused(list(&world, "postgresql://u:p@no.invalid/d").run(), 6, "host name is not known", "check the host");
    let nowhere = server.at("127.0.0.1", "dbname=claviger_nowhere");
    refused(list(&world, &nowhere).run(), 3, "\"claviger_nowhere\" does not exist", "createdb claviger_nowhere");
    let wrong = server.at("127.0.0.1", "").replace(&server.password, "wrong");
    refused(list(&world, &wrong).run(), 4, "password authentication failed", "~/.pgpass");
    run_maintenance(
        "DO $$ BEGIN CREATE ROLE claviger_crowded LOGIN PASSWORD 'x' CONNECTION LIMIT 0; \
         EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    );
    let crowded = format!("postgresql://claviger_crowded:x@127.0.0.1:{}/{}", server.port, server.database);
    refused(list(&world, &crowded).run(), 6, "too many connections", "pg_stat_activity");
    let socket = format!("postgresql:///d?host={}&user=u", world.root().display());
    refused(list(&world, &socket).run(), 6, "there is no such socket", "unix_socket_directories");
}

#[test]
fn a_server_that_does_not_answer_is_given_up() {
    let world = World::installed(Engine::Postgres);
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgresql://u:p@127.0.0.1:{port}/d?connect_timeout=1&sslmode=require");
    refused(list(&world, &url).run(), 6, "no answer within 1 seconds", "connect_timeout");
}

#[test]
fn passwords_come_from_the_password_file_unless_others_can_read_it() {
    let world = World::installed(Engine::Postgres);
    let Server { password, port, database } = Server::of(&world);
    let file = world.root().join("home/.pgpass");
    std::fs::write(&file, format!("127.0.0.1:{port}:*:postgres:{password}\n")).unwrap();
    let url = format!("postgresql://postgres@127.0.0.1:{port}/{database}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    told(list(&world, &url).run(), "connected to");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    refused(list(&world, &url).run(), 4, "password authentication failed", "chmod 600");
}

#[test]
fn sockets_and_the_dialect_of_sqlalchemy_are_understood_and_the_password_is_not_said() {
    let world = World::installed(Engine::Postgres);
    let Server { password, port, database } = Server::of(&world);
    let authority = PathBuf::from(certificate("ca.crt"));
    let socket = authority.parent().unwrap().display();
    let url = format!("postgresql+psycopg://postgres:{password}@/{database}?host={socket}&port={port}");
    let finished = told(list(&world, &url).run(), "(a socket of this machine)");
    let understood = format!("the database URL is understood as `postgresql:///{database}?user=postgres&host=");
    assert!(finished.messages().contains(&understood), "{finished}");
    assert!(!finished.messages().contains(&password), "{finished}");
    let url = Server::of(&world).at("127.0.0.1", "timeout=5");
    refused(list(&world, &url).run(), 2, "`timeout` in the database URL is not understood", "connect_timeout=SECONDS");
}

/// The same database by way of the pooler.
pub fn pooled(world: &World) -> String {
    let url = world.database().url();
    let (login, rest) = url.split_once('@').unwrap();
    let (_, database) = rest.split_once('/').unwrap();
    format!("{login}@{}/{database}", from_tests_run("CLAVIGER_TEST_PGBOUNCER"))
}

#[test]
fn a_pooler_is_noticed_and_with_the_setting_everything_goes_through_it() {
    let world = World::installed(Engine::Postgres);
    let url = pooled(&world);
    refused(list(&world, &url).run(), 6, "unsupported startup parameter", "database_pooler = \"true\"");
    world.set("CLAVIGER_DATABASE_URL", &url);
    world.set("CLAVIGER_DATABASE_POOLER", "true");
    life_of_a_user(&world, "ada@example.com");
    let events = world.sql("SELECT count(*) FROM claviger_events WHERE target = 'ada@example.com'");
    assert_eq!(events[0][0], "2", "created and disabled");
}

#[test]
fn names_of_statements_do_not_clash_behind_a_pooler_where_many_share_few_sessions() {
    let world = foreign_world(Engine::Postgres);
    let config = world.write("claviger.toml", MAPPING);
    world.set("CLAVIGER_CONFIG", config);
    world.run(&["init", world.path("made").to_str().unwrap(), "--database-url", &world.database().url()]).succeeds();
    world.set("CLAVIGER_DATABASE_URL", pooled(&world));
    world.set("CLAVIGER_DATABASE_POOLER", "true");
    // The role is a native enum, for whose type the driver asks the catalogue under names of its own.
    std::thread::scope(|scope| {
        for number in 0..6 {
            let world = &world;
            scope.spawn(move || life_of_a_user(world, &format!("u{number}@example.com")));
        }
    });
}

#[track_caller]
fn life_of_a_user(world: &World, email: &str) {
    world.run(&["user", "create", email, "--no-password"]).succeeds();
    let key = world.run(&["apikey", "create", "--user", email, "--name", "k", "-o", "plain"]).succeeds();
    world.command(&["apikey", "verify", "--stdin"]).stdin(key.plain()).run().succeeds();
    world.run(&["user", "disable", email, "--yes"]).succeeds();
    world.command(&["apikey", "verify", "--stdin"]).stdin(key.plain()).run().exits(10);
    let shown = world.run(&["user", "show", email, "-o", "json"]).succeeds();
    assert_eq!(shown.json()["status"], "disabled", "{shown}");
}
