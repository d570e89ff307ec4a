//! What may happen between us and the server: redirects, strangers, silence, broken connections. The token goes to the
//! server that is configured, and nowhere else.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use claviger::base::Kind;
use claviger::vault::{OpenBao, ServerOptions, Trust, Vault, Version};

use super::{document, get, path};
use crate::common::World;
use crate::common::openbao::{Manner, Mount, OwnServer, Server};
use crate::common::sql::block_on;

/// What a listener heard, whoever spoke.
type Heard = Arc<Mutex<Vec<String>>>;

/// A listener that answers every HTTP request with the same text, and notes what it heard.
fn answering(answer: impl Fn(&str) -> String + Send + 'static) -> (SocketAddr, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let heard = Heard::default();
    let notes = heard.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut buffer = [0; 8192];
            while let Ok(length @ 1..) = stream.read(&mut buffer) {
                let request = String::from_utf8_lossy(&buffer[..length]).into_owned();
                let line = request.lines().next().unwrap_or_default().to_owned();
                notes.lock().unwrap().push(request);
                if stream.write_all(answer(&line).as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    (address, heard)
}

const HEALTHY: &str = r#"{"initialized":true,"sealed":false,"standby":false,"version":"1.0"}"#;

fn http(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

#[test]
fn a_redirect_to_another_host_does_not_carry_the_token_there() {
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let (elsewhere, stolen) = answering(|_| http("200 OK", "", HEALTHY));
        let (address, heard) = answering(move |line| {
            if line.contains("sys/health") {
                http("200 OK", "", HEALTHY)
            } else {
                http(status, &format!("location: http://{elsewhere}/v1/secret/data/app\r\n"), "")
            }
        });
        let world = World::sealed();
        world.set("VAULT_ADDR", format!("http://{address}"));
        world.set("VAULT_TOKEN", "s.to-be-kept");
        let finished = world.run(&["secret", "get", "app#x", "--reveal"]).exits(6);
        assert!(finished.messages().contains(&elsewhere.to_string()), "{finished}");
        assert!(heard.lock().unwrap().iter().any(|request| request.contains("s.to-be-kept")));
        assert!(stolen.lock().unwrap().is_empty(), "{status}: {stolen:?}");
    }
}

#[test]
fn a_standby_that_redirects_nowhere_is_a_matter_of_trying_again() {
    let (address, _) = answering(|line| match line {
        line if line.contains("sys/health") => http("200 OK", "", HEALTHY),
        line if line.contains("sys/leader") => {
            http("200 OK", "", r#"{"ha_enabled":true,"leader_address":"https://active.example:8200"}"#)
        }
        _ => http("307 Temporary Redirect", "", ""),
    });
    let world = World::sealed();
    world.set("VAULT_ADDR", format!("http://{address}"));
    world.set("VAULT_TOKEN", "s.x");
    world.run(&["secret", "list"]).exits(6);
}

#[test]
fn a_server_that_is_sealed_is_not_shown_the_token() {
    let sealed = r#"{"initialized":true,"sealed":true,"standby":true,"version":"1.0"}"#;
    let (address, heard) = answering(|_| http("503 Unavailable", "", sealed));
    let world = World::sealed();
    world.set("VAULT_ADDR", format!("http://{address}"));
    world.set("VAULT_TOKEN", "s.to-be-kept");
    world.run(&["secret", "list"]).exits(7);
    let heard = heard.lock().unwrap();
    assert!(!heard.is_empty() && !heard.iter().any(|request| request.contains("to-be-kept")), "{heard:?}");
}

#[test]
fn a_proxy_of_the_environment_is_not_asked() {
    let (proxy, heard) = answering(|_| http("502 Bad Gateway", "", ""));
    let mount = Mount::new();
    let world = World::sealed().with_server(mount);
    for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY", "http_proxy"] {
        world.set(variable, format!("http://{proxy}"));
    }
    world.run(&["secret", "list"]).succeeds();
    assert!(heard.lock().unwrap().is_empty());
}

#[test]
fn only_a_plain_yes_lets_an_unverified_server_have_the_token() {
    let mount = Mount::new();
    let world = World::sealed().with_server(mount);
    let run = |name: &str, value: &str| {
        // An authority that signed nothing here: without checks it would not matter.
        let stranger = Server::certificate("stranger.crt");
        world.command(&["secret", "list"]).env("VAULT_CACERT", stranger).env(name, value).run()
    };
    for name in ["VAULT_SKIP_VERIFY", "BAO_SKIP_VERIFY", "CLAVIGER_VAULT_AUTH_SKIP_VERIFY"] {
        for value in ["", "0", "false"] {
            let finished = run(name, value).exits(6);
            assert!(finished.messages().contains("authority that is not trusted"), "{name}={value}: {finished}");
        }
        for value in ["1", "true"] {
            let finished = run(name, value).succeeds();
            assert!(finished.messages().contains("is not checked"), "{name}={value}: {finished}");
        }
    }
    for value in ["no", "off", "F", "yes", "2"] {
        run("VAULT_SKIP_VERIFY", value).exits(6);
        run("CLAVIGER_VAULT_AUTH_SKIP_VERIFY", value).exits(2);
    }
    for value in ["T", "TRUE", "True"] {
        run("VAULT_SKIP_VERIFY", value).succeeds();
    }
}

#[test]
fn a_certificate_that_is_no_good_is_explained() {
    let mount = Mount::new();
    let refuse = |options: ServerOptions| {
        let error = block_on(OpenBao::new(options).unwrap().read(&path("app"))).unwrap_err();
        assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Unavailable, true), "{error:?}");
        error.message().to_owned()
    };
    let trust = Trust::Authorities(Server::certificate("stranger.crt"));
    assert!(refuse(ServerOptions { trust, ..mount.options() }).contains("authority that is not trusted"));
    assert!(refuse(ServerOptions { trust: Trust::System, ..mount.options() }).contains("not trusted"));
    let address = mount.server.address.replace("127.0.0.1", "127.0.0.2");
    assert!(refuse(ServerOptions { address, ..mount.options() }).contains("for another name"));
    let own = OwnServer::start(Manner { certificate: Some("expired"), ..Manner::default() });
    let address = own.server.address.clone();
    assert!(refuse(ServerOptions { address, ..mount.options() }).contains("has expired"));
    let address = mount.server.address.replace("127.0.0.1", "localhost");
    block_on(OpenBao::new(ServerOptions { address, ..mount.options() }).unwrap().read(&path("app"))).unwrap();
}

#[test]
fn a_server_that_asks_for_a_client_certificate_gets_it() {
    let authority = Server::certificate("ca.crt");
    let listener =
        format!("tls_require_and_verify_client_cert = true\ntls_client_ca_file = \"{}\"", authority.display());
    let own = OwnServer::start(Manner { listener: &listener, ..Manner::default() });
    let options = |identity| ServerOptions {
        identity,
        ..Mount { server: own.server.clone(), name: "secret".to_owned() }.options()
    };
    let error = block_on(OpenBao::new(options(None)).unwrap().health()).unwrap_err();
    assert_eq!(error.kind(), Kind::Unavailable, "{error:?}");
    assert!(error.hint_text().unwrap().contains("client certificate"), "{error:?}");
    let pair = |certificate: &str, key: &str| Some((Server::certificate(certificate), Server::certificate(key)));
    let health = block_on(OpenBao::new(options(pair("client.crt", "client.key"))).unwrap().health()).unwrap();
    assert!(!health.initialized);
    for wrong in [pair("client.crt", "server.key"), pair("client.key", "client.key"), pair("client.crt", "client.crt")]
    {
        let kind = OpenBao::new(options(wrong)).unwrap_err().kind();
        assert!(matches!(kind, Kind::Usage | Kind::Denied), "{kind:?}");
    }
}

#[test]
fn silence_ends_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let mount = Mount::new();
    let limit = Some(Duration::from_millis(300));
    let options = || ServerOptions { address: address.clone(), request_limit: limit, ..mount.options() };
    let started = Instant::now();
    let error = block_on(OpenBao::new(options()).unwrap().read(&path("app"))).unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(error.kind(), Kind::Unavailable);
    assert!(error.message().contains("does not answer"), "{error}");
    let world = World::sealed();
    world.set("VAULT_ADDR", &address);
    world.set("VAULT_TOKEN", "s.x");
    let started = Instant::now();
    world.run(&["secret", "list", "--timeout", "1s"]).exits(6);
    assert!(started.elapsed() < Duration::from_secs(5));
    drop(listener);
}

/// What a gate does with the next bytes.
const PASS: u8 = 0;
const CUT_REQUEST: u8 = 1;
const CUT_ANSWER: u8 = 2;

/// A gate before the server that passes bytes on, and on demand cuts a connection: before the next request goes
/// through, or after it went through and before its answer comes back. TLS stays between claviger and the server.
fn gate(server: &Server) -> (Server, Arc<AtomicU8>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let target = server.address.trim_start_matches("https://").to_owned();
    let order = Arc::new(AtomicU8::new(PASS));
    let shared = order.clone();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (client.unwrap(), TcpStream::connect(&target).unwrap());
            let is_cut = Arc::new(AtomicBool::new(false));
            for (mut from, mut to, cuts) in
                [(client.try_clone().unwrap(), server.try_clone().unwrap(), CUT_REQUEST), (server, client, CUT_ANSWER)]
            {
                let (order, is_cut) = (shared.clone(), is_cut.clone());
                std::thread::spawn(move || {
                    let mut buffer = [0; 16384];
                    while let Ok(length @ 1..) = from.read(&mut buffer) {
                        if order.compare_exchange(cuts, PASS, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
                            is_cut.store(true, Ordering::SeqCst);
                        }
                        if is_cut.load(Ordering::SeqCst) || to.write_all(&buffer[..length]).is_err() {
                            break;
                        }
                    }
                    let _ = from.shutdown(std::net::Shutdown::Both);
                    let _ = to.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    (Server { address, ..server.clone() }, order)
}

#[test]
fn a_write_whose_answer_is_lost_is_found_done_and_one_that_never_arrived_is_not() {
    let mount = Mount::new();
    let (address, order) = gate(&mount.server);
    let mut vault = OpenBao::new(ServerOptions { address: address.address, ..mount.options() }).unwrap();
    let there =
        || block_on(mount.open().read(&path("app"))).unwrap().map(|(read, at)| (get(&read, "value"), at.version));
    block_on(async {
        vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        order.store(CUT_ANSWER, Ordering::SeqCst);
        let version = vault.write(&path("app"), &document("two"), Version(1), "").await.unwrap();
        assert_eq!(version, Version(2));
        order.store(CUT_REQUEST, Ordering::SeqCst);
        let error = vault.write(&path("app"), &document("three"), Version(2), "").await.unwrap_err();
        assert_eq!(error.kind(), Kind::Unavailable);
        assert!(error.message().contains("was not written"), "{error}");
        assert_eq!(order.load(Ordering::SeqCst), PASS);
    });
    assert_eq!(there(), Some(("two".to_owned(), Version(2))));
    // The answer is lost, and somebody else writes before we look: not ours, and said so.
    block_on(async {
        let version = vault.write(&path("app"), &document("three"), Version(2), "").await.unwrap();
        assert_eq!(version, Version(3));
        order.store(CUT_REQUEST, Ordering::SeqCst);
        let (at, four) = (path("app"), document("four"));
        let (write, ()) = tokio::join!(vault.write(&at, &four, version, ""), async {
            tokio::time::sleep(Duration::from_millis(10)).await;
            mount.open().write(&path("app"), &document("theirs"), version, "").await.unwrap();
        });
        assert_eq!(write.unwrap_err().kind(), Kind::Conflict);
    });
    assert_eq!(there(), Some(("theirs".to_owned(), Version(4))));
}
