//! Documents on a server that others write to as well, and engines that are not what they should be.

use claviger::base::{Kind, Secret};
use claviger::vault::{Document, Field, OpenBao, ServerOptions, State, Vault, Version};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{document, get, path, set};
use crate::common::openbao::{Mount, Server};
use crate::common::sql::block_on;

#[test]
fn any_text_comes_back_as_it_was_written() {
    let mount = Mount::new();
    let text = prop_oneof!["\\PC{0,12}", ".{0,12}", "[\"\\\\\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{feff}<>&]{0,8}"];
    let fields = prop::collection::btree_map("[A-Za-z0-9._-]{1,8}", text, 0..4);
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let vault = std::cell::RefCell::new(mount.open());
    let version = std::cell::Cell::new(Version::ABSENT);
    let round = |fields: std::collections::BTreeMap<String, String>| {
        let mut written = Document::new();
        for (name, value) in &fields {
            set(&mut written, name, value);
        }
        let mut vault = vault.borrow_mut();
        runtime.block_on(async {
            version.set(vault.write(&path("text"), &written, version.get(), "").await.unwrap());
            let (read, revision) = vault.read(&path("text")).await.unwrap().unwrap();
            prop_assert_eq!(revision.version, version.get());
            prop_assert_eq!(read, written);
            Ok(())
        })
    };
    TestRunner::new(config).run(&fields, round).unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn what_is_no_text_survives_a_change_beside_it() {
    let mount = Mount::new();
    let foreign = json!({ "data": {
        "password": "one", "port": 5432, "ratio": 0.25, "tags": ["a", "b"], "on": true, "nothing": null,
        "with blank": "kept", "naïve": { "deep": [1] },
    } });
    mount.must("POST", "data/app/db", &foreign);
    let mut vault = mount.open();
    block_on(async {
        let (mut read, revision) = vault.read(&path("app/db")).await.unwrap().unwrap();
        assert_eq!((get(&read, "port"), get(&read, "on")), ("5432".to_owned(), "true".to_owned()));
        assert_eq!(get(&read, "tags"), r#"["a","b"]"#);
        set(&mut read, "password", "two");
        vault.write(&path("app/db"), &read, revision.version, "").await.unwrap();
    });
    let mut expected = foreign["data"].clone();
    expected["password"] = "two".into();
    assert_eq!(mount.must("GET", "data/app/db", &Value::Null)["data"]["data"], expected);
    // The same from a process that did not read before it writes, as after a kill.
    let mut vault = mount.open();
    let mut whole = document("new");
    set(&mut whole, "port", "5432");
    block_on(vault.write(&path("app/db"), &whole, Version(2), "")).unwrap();
    let expected = json!({ "value": "new", "port": 5432, "with blank": "kept", "naïve": { "deep": [1] } });
    assert_eq!(mount.must("GET", "data/app/db", &Value::Null)["data"]["data"], expected);
}

#[test]
fn bytes_that_are_no_text_are_refused_before_anything_is_sent() {
    let mount = Mount::new();
    let mut vault = mount.open();
    let binary: Document = [(Field::parse("key").unwrap(), Secret::new(vec![0, 159, 146, 150]))].into_iter().collect();
    let error = block_on(vault.write(&path("app"), &binary, Version::ABSENT, "")).unwrap_err();
    assert_eq!(error.kind(), Kind::Usage);
    assert!(error.message().contains("`app#key`") && error.hint_text().unwrap().contains("base64"), "{error:?}");
    assert!(block_on(mount.open().versions(&path("app"))).unwrap().is_empty());
}

#[test]
fn a_conflict_says_which_version_is_there() {
    let mount = Mount::new();
    let mut vault = mount.open();
    block_on(async {
        vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        vault.write(&path("app"), &document("two"), Version(1), "").await.unwrap();
        for (expected, said) in [(0, "at version 2, expected was none"), (1, "version 2, expected was version 1")] {
            let error = vault.write(&path("app"), &document("x"), Version(expected), "").await.unwrap_err();
            assert_eq!(error.kind(), Kind::Conflict);
            assert!(error.message().contains(said), "{error}");
        }
        let error = vault.write(&path("none"), &document("x"), Version(1), "").await.unwrap_err();
        assert!(error.message().contains("does not exist"), "{error}");
        let huge = vault.write(&path("app"), &document("x"), Version(u64::MAX), "").await.unwrap_err();
        assert_eq!(huge.kind(), Kind::Conflict);
    });
}

#[test]
fn of_two_writers_with_the_same_expectation_one_wins() {
    let mount = Mount::new();
    let wins: usize = std::thread::scope(|scope| {
        let write = |number: usize| {
            let mount = &mount;
            scope.spawn(move || {
                let mut vault = mount.open();
                let written = block_on(vault.write(&path("app"), &document(&number.to_string()), Version(0), ""));
                written.map_or_else(|error| assert_eq!(error.kind(), Kind::Conflict), drop);
                let (read, _) = block_on(mount.open().read(&path("app"))).unwrap().unwrap();
                usize::from(get(&read, "value") == number.to_string())
            })
        };
        let writers: Vec<_> = (0..8).map(write).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert_eq!(wins, 1);
}

#[test]
fn engines_that_insist_on_compare_and_set_are_served() {
    let mount = Mount::new();
    mount.must("POST", "config", &json!({ "cas_required": true }));
    let mut vault = mount.open();
    block_on(vault.write(&path("app"), &document("one"), Version::ABSENT, "")).unwrap();
    block_on(vault.write(&path("app"), &document("two"), Version(1), "")).unwrap();
}

#[test]
fn a_version_that_will_delete_itself_is_live_until_then() {
    let mount = Mount::new();
    mount.must("POST", "metadata/later", &json!({ "delete_version_after": "1h" }));
    mount.must("POST", "metadata/soon", &json!({ "delete_version_after": "1s" }));
    let mut vault = mount.open();
    block_on(async {
        for name in ["later", "soon"] {
            vault.write(&path(name), &document("one"), Version::ABSENT, "").await.unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
        let later = vault.versions(&path("later")).await.unwrap();
        assert_eq!((later[0].state, later[0].deleted_at), (State::Live, None));
        let soon = vault.versions(&path("soon")).await.unwrap();
        assert_eq!((soon[0].state, soon[0].deleted_at.is_some()), (State::Deleted, true));
        assert_eq!(vault.read(&path("soon")).await.unwrap(), None);
        assert_eq!(vault.list(None).await.unwrap(), [path("later")]);
        // Settings alone are no secret.
        mount.must("POST", "metadata/only", &json!({ "max_versions": 3 }));
        assert!(vault.versions(&path("only")).await.unwrap().is_empty());
        assert_eq!(vault.delete(&path("only"), Version(0)).await.unwrap_err().kind(), Kind::NotFound);
    });
}

#[test]
fn names_that_no_path_can_hold_are_told_of_and_left_alone() {
    let mount = Mount::new();
    mount.must("POST", "data/good/one", &json!({ "data": { "value": "1" } }));
    mount.must("POST", "data/good/with%20blank", &json!({ "data": { "value": "2" } }));
    mount.must("POST", "data/b%C3%A4d/below", &json!({ "data": { "value": "3" } }));
    let mut vault = mount.open();
    let listed = block_on(vault.list(None)).unwrap();
    assert_eq!(listed, [path("good/one")]);
    let notices = vault.take_notices();
    assert!(notices.len() == 1 && notices[0].contains("2 names are not listed"), "{notices:?}");
    assert!(vault.take_notices().is_empty());
}

#[test]
fn an_engine_that_is_none_or_another_is_not_written_to() {
    let mount = Mount::new();
    let old = crate::common::openbao::fresh("old");
    mount.server.must("POST", &format!("sys/mounts/{old}"), &json!({ "type": "kv", "options": { "version": "1" } }));
    let open = |name: &str| OpenBao::new(ServerOptions { mount: name.to_owned(), ..mount.options() }).unwrap();
    for name in [old.as_str(), "nowhere-at-all", &format!("{}/deeper", mount.name), "cubbyhole"] {
        for writes in [true, false] {
            let mut vault = open(name);
            let error = if writes {
                block_on(vault.write(&path("app"), &document("x"), Version::ABSENT, "")).unwrap_err()
            } else {
                block_on(vault.read(&path("app"))).unwrap_err()
            };
            assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Usage, true), "{name}: {error:?}");
        }
    }
    let (status, _) = mount.server.call("LIST", &format!("{old}/"), &Value::Null);
    assert_eq!(status, 404, "nothing was written to the old engine");
    mount.server.must("DELETE", &format!("sys/mounts/{old}"), &Value::Null);
    for bad in ["", "a b", "a//b", "../sys", "a\nb"] {
        let options = ServerOptions { mount: bad.to_owned(), ..mount.options() };
        assert_eq!(OpenBao::new(options).unwrap_err().kind(), Kind::Usage, "{bad:?}");
    }
}

#[test]
fn a_namespace_is_a_world_of_its_own() {
    let server = Server::shared();
    let name = crate::common::openbao::fresh("team");
    server.must("POST", &format!("sys/namespaces/{name}"), &json!({}));
    let inside = [("X-Vault-Token", server.token.as_str()), ("X-Vault-Namespace", name.as_str())];
    let body = json!({ "type": "kv", "options": { "version": "2" } });
    assert_eq!(server.call_with(&inside, "POST", "sys/mounts/secret", &body).0, 204);
    let mount = Mount::new();
    let options = |namespace: &str| ServerOptions {
        mount: "secret".to_owned(),
        namespace: Some(namespace.to_owned()),
        ..mount.options()
    };
    let mut vault = OpenBao::new(options(&format!("{name}/"))).unwrap();
    block_on(vault.write(&path("app"), &document("one"), Version::ABSENT, "")).unwrap();
    assert!(vault.describe().contains(&format!("namespace `{name}`")));
    let (status, _) = server.call_with(&inside, "GET", "secret/data/app", &Value::Null);
    assert_eq!(status, 200);
    let error = block_on(OpenBao::new(options("nosuch")).unwrap().read(&path("app"))).unwrap_err();
    assert_eq!(error.kind(), Kind::Usage);
    assert!(error.message().contains("no such namespace"), "{error}");
    for bad in ["a b", "a\r\nX-Evil: 1", "ä"] {
        assert_eq!(OpenBao::new(options(bad)).unwrap_err().kind(), Kind::Usage, "{bad:?}");
    }
    server.must("DELETE", &format!("sys/namespaces/{name}"), &Value::Null);
}

#[test]
fn nothing_shows_the_token_or_a_secret() {
    let mount = Mount::new();
    let mut vault = mount.open();
    block_on(async {
        vault.write(&path("app"), &document("hunter2"), Version::ABSENT, "").await.unwrap();
        let read = vault.read(&path("app")).await.unwrap();
        let conflict = vault.write(&path("app"), &document("hunter2"), Version(9), "").await.unwrap_err();
        let shown = format!("{vault:?} {read:?} {conflict:?} {:?} {}", mount.options(), vault.describe());
        assert!(!shown.contains("hunter2") && !shown.contains(&mount.server.token), "{shown}");
    });
}
