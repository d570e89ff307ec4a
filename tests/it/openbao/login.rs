//! The ways to a token, what becomes of it, and what is said when it does not work.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use claviger::base::{Kind, Secret};
use claviger::vault::{Login, OpenBao, ServerOptions, Vault, Version};
use serde_json::{Value, json};

use super::{document, path};
use crate::common::openbao::{Mount, fresh, login};
use crate::common::sql::block_on;

const READS: &str = "path \"{mount}/data/*\" { capabilities = [\"read\"] }";
const WRITES: &str = "path \"{mount}/*\" { capabilities = [\"create\", \"read\", \"update\", \"delete\", \"list\"] }";

fn secret(text: &str) -> Secret {
    Secret::from_text(text.to_owned())
}

fn open(mount: &Mount, login: Login) -> OpenBao {
    OpenBao::new(ServerOptions { login, ..mount.options() }).unwrap()
}

/// Whether the server still knows a token.
fn is_alive(mount: &Mount, token: &str) -> bool {
    mount.server.call("POST", "auth/token/lookup", &json!({ "token": token })).0 == 200
}

/// A role of AppRole in a mount of its own: the mount, the role id, a secret id.
fn app_role(mount: &Mount, policy: &str, more: &Value) -> (String, String, String) {
    let method = fresh("approle");
    mount.server.must("POST", &format!("sys/auth/{method}"), &json!({ "type": "approle" }));
    let mut role = json!({ "token_policies": [policy], "token_ttl": "20m" });
    role.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    mount.server.must("POST", &format!("auth/{method}/role/app"), &role);
    let role_id = mount.server.must("GET", &format!("auth/{method}/role/app/role-id"), &Value::Null);
    let (_, secret_id) = mount.server.call("POST", &format!("auth/{method}/role/app/secret-id"), &json!({}));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    // A role that needs none gives none.
    let secret_id = secret_id["data"]["secret_id"].as_str().unwrap_or_default().to_owned();
    (method, text(&role_id["data"]["role_id"]), secret_id)
}

#[test]
fn a_token_does_what_its_policies_allow_and_is_told_from_a_dead_one() {
    let mount = Mount::new();
    block_on(mount.open().write(&path("app"), &document("one"), Version::ABSENT, "")).unwrap();
    let reads = mount.policy(READS);
    let token = mount.server.token_for(&[&reads, "default"], "1h");
    let mut vault = mount.open_as(&token);
    block_on(async {
        assert!(vault.read(&path("app")).await.unwrap().is_some());
        let state = vault.token().await.unwrap();
        assert!(state.is_renewable && state.remaining.unwrap() > Duration::from_mins(50), "{state:?}");
        assert_eq!(state.policies.unwrap(), ["default", reads.as_str()]);
        let error = vault.write(&path("app"), &document("two"), Version(1), "").await.unwrap_err();
        assert_eq!(error.kind(), Kind::Denied);
        assert!(error.message().contains("may not write `app`"), "{error}");
        let error = vault.list(None).await.unwrap_err();
        assert!(error.kind() == Kind::Denied && error.message().contains("may not list"), "{error}");
        // Revoked under our hands: no lack of rights, but a dead token.
        mount.server.must("POST", "auth/token/revoke", &json!({ "token": token }));
        let error = vault.read(&path("app")).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Denied);
        assert!(error.message().contains("has expired, was revoked"), "{error}");
    });
}

#[test]
fn an_expired_or_foreign_token_is_refused_before_anything_else() {
    let mount = Mount::new();
    let short = mount.server.token_for(&["default"], "1s");
    std::thread::sleep(Duration::from_millis(1500));
    for token in [short.as_str(), "s.AAAAAAAAAAAAAAAAAAAAAAAA", "hvs.x"] {
        let error = block_on(mount.open_as(token).read(&path("app"))).unwrap_err();
        assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Denied, true));
        assert!(error.message().contains("has expired, was revoked"), "{error}");
        assert!(!format!("{error:?}").contains(token));
    }
    for token in ["two\nlines", "with\0zero"] {
        let error = block_on(mount.open_as(token).read(&path("app"))).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage, "a token that is no header is no reason to panic");
    }
}

#[test]
fn a_token_that_may_not_look_itself_up_is_used_all_the_same() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let token = mount.server.token_for(&[&writes], "1h");
    let mut vault = mount.open_as(&token);
    block_on(vault.write(&path("app"), &document("one"), Version::ABSENT, "")).unwrap();
    assert_eq!(block_on(vault.token()).unwrap().policies, None);
}

#[test]
fn a_token_of_a_person_is_not_revoked_at_the_end_and_that_of_a_login_is() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let token = mount.server.token_for(&[&writes, "default"], "1h");
    let mut vault = mount.open_as(&token);
    block_on(async {
        vault.read(&path("app")).await.unwrap();
        vault.close().await;
    });
    assert!(is_alive(&mount, &token));
    let (method, role_id, secret_id) = app_role(&mount, &writes, &json!({}));
    let count = || {
        let listed = mount.server.call("LIST", "auth/token/accessors", &Value::Null).1;
        let accessors = listed["data"]["keys"].as_array().unwrap().clone();
        let is_of_role = |accessor: &Value| {
            let body = json!({ "accessor": accessor });
            let (_, found) = mount.server.call("POST", "auth/token/lookup-accessor", &body);
            found["data"]["path"] == format!("auth/{method}/login")
        };
        accessors.iter().filter(|accessor| is_of_role(accessor)).count()
    };
    let role = Login::AppRole { mount: path(&method), role_id, secret_id: Some(secret(&secret_id)) };
    let mut vault = open(&mount, role);
    block_on(async {
        vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        assert_eq!(count(), 1);
        vault.close().await;
    });
    assert_eq!(count(), 0);
}

#[test]
fn app_role_is_refused_in_words_that_name_what_is_wrong() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let (method, role_id, secret_id) = app_role(&mount, &writes, &json!({}));
    let refuse = |method: &str, role_id: &str, secret_id: Option<&str>| {
        let role = Login::AppRole { mount: path(method), role_id: role_id.into(), secret_id: secret_id.map(secret) };
        block_on(open(&mount, role).read(&path("app"))).unwrap_err()
    };
    for (role_id, secret_id) in [("wrong", Some(secret_id.as_str())), (&role_id, Some("wrong")), (&role_id, None)] {
        let error = refuse(&method, role_id, secret_id);
        assert_eq!(error.kind(), Kind::Denied, "{error:?}");
        assert!(error.message().contains("refuses the role id or the secret id"), "{error}");
    }
    // The server does not tell strangers what is mounted.
    let error = refuse("nowhere", &role_id, Some(&secret_id));
    assert_eq!(error.kind(), Kind::Denied);
    assert!(error.hint_text().unwrap().contains("approle_mount"), "{error:?}");
    // A role that needs no secret id.
    let (method, role_id, _) = app_role(
        &mount,
        &writes,
        &json!({ "bind_secret_id": false, "secret_id_bound_cidrs": [], "token_bound_cidrs": ["127.0.0.0/8"] }),
    );
    let role = Login::AppRole { mount: path(&method), role_id, secret_id: None };
    block_on(open(&mount, role).write(&path("app"), &document("one"), Version::ABSENT, "")).unwrap();
}

#[test]
fn a_login_is_repeated_when_its_token_dies() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let (method, role_id, secret_id) = app_role(&mount, &writes, &json!({}));
    let mut vault = open(&mount, Login::AppRole { mount: path(&method), role_id, secret_id: Some(secret(&secret_id)) });
    block_on(async {
        let version = vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        mount.server.must("POST", &format!("sys/leases/revoke-prefix/auth/{method}/login"), &json!({}));
        vault.write(&path("app"), &document("two"), version, "").await.unwrap();
    });
}

/// A file with a token, as an agent keeps it.
struct TokenFile(tempfile::TempDir);

impl TokenFile {
    fn with(token: &str) -> Self {
        let file = Self(tempfile::tempdir().unwrap());
        file.put(token);
        file
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("token")
    }

    fn put(&self, token: &str) {
        let temporary = self.0.path().join("new");
        std::fs::write(&temporary, format!("{token}\n")).unwrap();
        std::fs::set_permissions(&temporary, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::rename(temporary, self.path()).unwrap();
    }
}

#[test]
fn a_token_file_is_read_again_when_an_agent_has_put_a_new_token_there() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let [first, second] = [(); 2].map(|()| mount.server.token_for(&[&writes, "default"], "1h"));
    let file = TokenFile::with(&first);
    let mut vault = open(&mount, Login::Token { token: secret(&first), file: Some(file.path()) });
    block_on(async {
        let version = vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        file.put(&second);
        mount.server.must("POST", "auth/token/revoke", &json!({ "token": first }));
        let version = vault.write(&path("app"), &document("two"), version, "").await.unwrap();
        mount.server.must("POST", "auth/token/revoke", &json!({ "token": second }));
        let error = vault.write(&path("app"), &document("three"), version, "").await.unwrap_err();
        assert!(error.message().contains(file.path().to_str().unwrap()), "{error}");
    });
}

#[test]
fn a_wrapped_token_and_a_wrapped_secret_id_log_in_once() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let (method, role_id, _) = app_role(&mount, &writes, &json!({}));
    let wrapped_token = mount.server.wrapped("auth/token/create", &json!({ "policies": [writes] }));
    let wrapped_id = mount.server.wrapped(&format!("auth/{method}/role/app/secret-id"), &json!({}));
    for (number, token) in [&wrapped_token, &wrapped_id].into_iter().enumerate() {
        let wrapped = || Login::Wrapped { token: secret(token), mount: path(&method), role_id: Some(role_id.clone()) };
        let mut vault = open(&mount, wrapped());
        let name = path(&format!("app{number}"));
        block_on(async {
            let version = vault.write(&name, &document("one"), Version::ABSENT, "").await.unwrap();
            vault.write(&name, &document("two"), version, "").await.unwrap();
            vault.close().await;
        });
        let error = block_on(open(&mount, wrapped()).read(&name)).unwrap_err();
        assert_eq!(error.kind(), Kind::Denied);
        assert!(error.hint_text().unwrap().contains("somebody else may have"), "{error:?}");
    }
    let other = mount.server.wrapped("sys/tools/random/32", &json!({}));
    let wrapped = Login::Wrapped { token: secret(&other), mount: path(&method), role_id: None };
    let error = block_on(open(&mount, wrapped).read(&path("app"))).unwrap_err();
    assert!(error.kind() == Kind::Usage && error.message().contains("neither a token nor a secret id"), "{error}");
}

#[test]
fn a_token_is_renewed_before_it_ends_and_a_run_does_not_outlive_it() {
    let mount = Mount::new();
    let writes = mount.policy(WRITES);
    let policies = [writes.as_str(), "default"];
    let body = |more: Value| {
        let mut body = json!({ "policies": policies, "ttl": "6s" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = mount.server.must("POST", "auth/token/create", &body);
        answer["auth"]["client_token"].as_str().unwrap().to_owned()
    };
    let renewable = body(json!({}));
    let fixed = body(json!({ "renewable": false }));
    let capped = body(json!({ "explicit_max_ttl": "8s" }));
    block_on(async {
        let mut vault = mount.open_as(&renewable);
        let version = vault.write(&path("app"), &document("one"), Version::ABSENT, "").await.unwrap();
        for token in [&fixed, &capped] {
            let mut vault = mount.open_as(token);
            let error = vault.ensure_lasts(Duration::from_mins(10)).await.unwrap_err();
            assert_eq!((error.kind(), error.hint_text().is_some()), (Kind::Denied, true));
            assert!(error.message().contains("600 s are needed"), "{error}");
            vault.ensure_lasts(Duration::from_secs(2)).await.unwrap();
        }
        // Used again near its end, it is renewed on the way.
        tokio::time::sleep(Duration::from_millis(4500)).await;
        let version = vault.write(&path("app"), &document("two"), version, "").await.unwrap();
        tokio::time::sleep(Duration::from_millis(2500)).await;
        vault.write(&path("app"), &document("three"), version, "").await.unwrap();
        assert!(vault.token().await.unwrap().remaining.unwrap() > Duration::from_mins(1));
        vault.ensure_lasts(Duration::from_hours(2)).await.unwrap();
    });
    assert_eq!(
        block_on(OpenBao::new(ServerOptions { login: login(&fixed), ..mount.options() }).unwrap().token())
            .unwrap_err()
            .kind(),
        Kind::Denied
    );
}
