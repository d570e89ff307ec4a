//! Servers that do not serve: not set up, sealed, dead; and the exit codes of the program for each.

use claviger::base::Kind;
use claviger::vault::{Vault, Version};

use super::{document, path};
use crate::common::World;
use crate::common::openbao::{Manner, Mount, OwnServer, Server, free_port};
use crate::common::sql::block_on;

#[test]
fn a_server_that_is_not_set_up_sealed_or_dead_is_told_apart() {
    let mut own = OwnServer::start(Manner::default());
    let world = World::sealed();
    world.set("VAULT_ADDR", &own.server.address);
    world.set("VAULT_CACERT", &own.server.ca);
    world.set("VAULT_TOKEN", "s.anything");
    let list = |code: i32| {
        let finished = world.run(&["secret", "list", "-o", "json"]).exits(code);
        let error = finished.error();
        assert!(error["hint"].is_string(), "{error}");
        error["message"].as_str().unwrap().to_owned()
    };
    let state = |code: i32| world.run(&["vault", "status", "-o", "json"]).exits(code).envelope()["data"].clone();
    assert!(list(6).contains("is not initialised"));
    assert_eq!(state(6)["initialized"], false);
    own.initialise();
    assert_eq!(state(7)["sealed"], true);
    assert!(list(7).contains("is sealed"));
    own.unseal();
    assert!(list(4).contains("not valid"));
    let refused = state(4);
    assert_eq!((&refused["sealed"], &refused["token"]), (&serde_json::json!(false), &serde_json::Value::Null));
    world.set("VAULT_TOKEN", &own.server.token);
    assert!(list(2).contains("nothing is mounted there"));
    let mount = Mount::on(own.server.clone());
    world.set("CLAVIGER_VAULT_AUTH_MOUNT", &mount.name);
    world.run(&["secret", "list", "-o", "json"]).succeeds();

    // Sealed between two requests of one process.
    let mut vault = mount.open();
    block_on(async {
        vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        own.seal();
        let read = vault.read(&path("app")).await.unwrap_err();
        assert_eq!((read.kind(), read.hint_text().is_some()), (Kind::Sealed, true), "{read}");
        let written = vault.write(&path("app"), &document("two"), Version(1), "").await.unwrap_err();
        assert_eq!(written.kind(), Kind::Sealed, "{written}");
    });
    assert!(list(7).contains("is sealed"));
    own.unseal();
    // Restarted connections, same process.
    block_on(async {
        assert!(vault.read(&path("app")).await.unwrap().is_some());
        vault.write(&path("app"), &document("two"), Version(1), "").await.unwrap();
    });
    own.kill();
    assert!(list(6).contains("nothing listens there"));
    assert!(state(6)["sealed"].is_null());
    let error = block_on(vault.read(&path("app"))).unwrap_err();
    assert_eq!(error.kind(), Kind::Unavailable);
    let error = block_on(vault.write(&path("app"), &document("three"), Version(2), "")).unwrap_err();
    assert_eq!(error.kind(), Kind::Unavailable);
}

#[test]
fn health_is_told_without_a_token() {
    let mount = Mount::new();
    let health = block_on(mount.open_as("s.nothing").health()).unwrap();
    assert!(health.initialized && !health.sealed && !health.standby && health.version.starts_with(char::is_numeric));
    let own = OwnServer::start(Manner::default());
    let mut vault = Mount { server: own.server.clone(), name: "secret".to_owned() }.open_as("s.nothing");
    let health = block_on(vault.health()).unwrap();
    assert!(!health.initialized && health.sealed, "{health:?}");
}

#[test]
fn what_is_no_such_server_is_not_taken_for_one() {
    let world = World::sealed();
    world.set("VAULT_TOKEN", "s.never-to-be-sent");
    let refused = |address: &str, code: i32| {
        let finished = world.command(&["secret", "list"]).env("VAULT_ADDR", address).run().exits(code);
        finished.messages().to_owned()
    };
    assert!(refused(&format!("https://127.0.0.1:{}", free_port()), 6).contains("nothing listens there"));
    assert!(refused("https://nosuch.invalid:8200", 6).contains("its name is not known"));
    assert!(refused("http://192.0.2.1:8200", 2).contains("is not encrypted"));
    assert!(refused("ftp://127.0.0.1", 2).contains("names no vault"));
    assert!(refused("https://127.0.0.1:8200/prefix", 2).contains("has a path"));
    let plain = Server::shared().address.replace("https://", "http://");
    assert!(refused(&plain, 2).contains("speaks TLS"));
}
