//! OpenBao servers of the tests: the shared one that `tests/run` started, with a mount for each test, and servers of a
//! test's own, to be sealed, killed or misconfigured.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use claviger::base::Secret;
use claviger::vault::{Login, OpenBao, ServerOptions, Trust, Vault, Version};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::from_tests_run;
use super::sql::block_on;

/// A server, and a token that may do everything there.
#[derive(Clone)]
pub struct Server {
    /// `https://127.0.0.1:PORT`.
    pub address: String,
    /// The certificate of its authority.
    pub ca: PathBuf,
    /// Its root token; empty as long as it is not initialised.
    pub token: String,
}

impl Server {
    /// The one that `tests/run` started.
    pub fn shared() -> Self {
        Self {
            address: from_tests_run("CLAVIGER_TEST_OPENBAO"),
            ca: from_tests_run("CLAVIGER_TEST_OPENBAO_CA").into(),
            token: from_tests_run("CLAVIGER_TEST_OPENBAO_TOKEN"),
        }
    }

    /// A file beside the server's certificate: `stranger.crt`, `client.key`.
    pub fn certificate(name: &str) -> PathBuf {
        PathBuf::from(from_tests_run("CLAVIGER_TEST_OPENBAO_CA")).with_file_name(name)
    }

    /// One request with the root token, without claviger: status and body.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        self.call_with(&[("X-Vault-Token", &self.token)], method, path, body)
    }

    /// One request with these headers.
    pub fn call_with(&self, headers: &[(&str, &str)], method: &str, path: &str, body: &Value) -> (u16, Value) {
        self.try_call(headers, method, path, body).unwrap_or_else(|cause| panic!("{method} {path}: {cause:?}"))
    }

    /// The same on a thread of its own, so that a test may stand in a runtime.
    fn try_call(
        &self,
        headers: &[(&str, &str)],
        method: &str,
        path: &str,
        body: &Value,
    ) -> Result<(u16, Value), reqwest::Error> {
        let mut roots = rustls::RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(&self.ca).unwrap() {
            roots.add(certificate.unwrap()).unwrap();
        }
        let rules = rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let request = async {
            let client = reqwest::Client::builder()
                .no_proxy()
                .tls_backend_preconfigured(rules)
                .timeout(Duration::from_secs(20))
                .build()?;
            let url = format!("{}/v1/{path}", self.address);
            let mut request = client.request(method.parse().unwrap(), url);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            if !body.is_null() {
                request = request.body(body.to_string());
            }
            let response = request.send().await?;
            let status = response.status().as_u16();
            Ok((status, serde_json::from_slice(&response.bytes().await?).unwrap_or(Value::Null)))
        };
        std::thread::scope(|scope| scope.spawn(|| block_on(request)).join().unwrap())
    }

    /// One request that must succeed.
    #[track_caller]
    pub fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.call(method, path, body);
        assert!(matches!(status, 200..=299), "{method} {path}: {status} {answer}");
        answer
    }

    /// A new token with these policies; a ttl as in `1h`.
    pub fn token_for(&self, policies: &[&str], ttl: &str) -> String {
        let body = json!({ "policies": policies, "ttl": ttl, "no_default_policy": !policies.contains(&"default") });
        let answer = self.must("POST", "auth/token/create", &body);
        answer["auth"]["client_token"].as_str().unwrap().to_owned()
    }

    /// A token that works once, around whatever the request answers.
    pub fn wrapped(&self, path: &str, body: &Value) -> String {
        let headers = [("X-Vault-Token", self.token.as_str()), ("X-Vault-Wrap-TTL", "60s")];
        let (status, answer) = self.call_with(&headers, "POST", path, body);
        assert_eq!(status, 200, "{answer}");
        answer["wrap_info"]["token"].as_str().unwrap().to_owned()
    }
}

/// A name that no other test has.
pub fn fresh(what: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{what}-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A KV version 2 engine of a test's own; dropping it unmounts it.
pub struct Mount {
    /// Where it is.
    pub server: Server,
    /// Its path.
    pub name: String,
}

impl Mount {
    /// In the shared server.
    pub fn new() -> Self {
        Self::on(Server::shared())
    }

    /// In any server.
    pub fn on(server: Server) -> Self {
        let name = fresh("kv");
        server.must("POST", &format!("sys/mounts/{name}"), &json!({ "type": "kv", "options": { "version": "2" } }));
        // It is set up a moment later; then what is not there is not found.
        while server.call("GET", &format!("{name}/data/nothing"), &Value::Null).0 != 404 {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { server, name }
    }

    /// A request to the engine: `data/app/db`.
    #[track_caller]
    pub fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        self.server.must(method, &format!("{}/{path}", self.name), body)
    }

    /// How claviger reaches it, to be changed by a test.
    pub fn options(&self) -> ServerOptions {
        ServerOptions {
            address: self.server.address.clone(),
            mount: self.name.clone(),
            namespace: None,
            trust: Trust::Authorities(self.server.ca.clone()),
            identity: None,
            login: login(&self.server.token),
            request_limit: None,
        }
    }

    /// Claviger's view of it, with the root token.
    pub fn open(&self) -> OpenBao {
        OpenBao::new(self.options()).unwrap()
    }

    /// The same with another token.
    pub fn open_as(&self, token: &str) -> OpenBao {
        OpenBao::new(ServerOptions { login: login(token), ..self.options() }).unwrap()
    }

    /// Another one in the same state: the versions of every secret that are there, as far as they are live.
    pub fn duplicate(&self) -> Self {
        let twin = Self::on(self.server.clone());
        block_on(async {
            let (mut from, mut to) = (self.open(), twin.open());
            for path in from.list(None).await.unwrap() {
                for revision in from.versions(&path).await.unwrap() {
                    let (document, at) = from.read_version(&path, revision.version).await.unwrap().unwrap();
                    to.write(&path, &document, Version(at.version.0 - 1), "").await.unwrap();
                }
            }
        });
        twin
    }

    /// A policy for the paths of this engine, by HCL in which `{mount}` stands for its name; gives the policy's name.
    pub fn policy(&self, rules: &str) -> String {
        let name = fresh("policy");
        let body = json!({ "policy": rules.replace("{mount}", &self.name) });
        self.server.must("POST", &format!("sys/policies/acl/{name}"), &body);
        name
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // The server may be sealed or dead by now, and is thrown away after the run anyway.
        let headers = [("X-Vault-Token", self.server.token.as_str())];
        let _ = self.server.try_call(&headers, "DELETE", &format!("sys/mounts/{}", self.name), &Value::Null);
    }
}

/// A login with this token.
pub fn login(token: &str) -> Login {
    Login::Token { token: Secret::from_text(token.to_owned()), file: None }
}

/// A server of a test's own; dropping it kills it.
pub struct OwnServer {
    /// How to reach it.
    pub server: Server,
    /// Where its files are.
    pub directory: TempDir,
    child: Child,
    key: String,
}

/// How an own server differs from an ordinary one.
#[derive(Clone, Copy, Default)]
pub struct Manner<'a> {
    /// The pair of files that it shows: `server` unless given.
    pub certificate: Option<&'a str>,
    /// More lines for its listener.
    pub listener: &'a str,
    /// Whether it keeps its data when it is killed.
    pub is_lasting: bool,
}

impl OwnServer {
    /// Starts one, not initialised.
    pub fn start(manner: Manner<'_>) -> Self {
        let directory = tempfile::Builder::new().prefix("claviger-openbao-").tempdir().unwrap();
        let port = free_port();
        let address = format!("https://127.0.0.1:{port}");
        let config = directory.path().join("server.hcl");
        let pair = manner.certificate.unwrap_or("server");
        let storage = if manner.is_lasting {
            let data = directory.path().join("data");
            std::fs::create_dir(&data).unwrap();
            format!(
                "storage \"raft\" {{\n  path = \"{}\"\n  node_id = \"only\"\n  performance_multiplier = 1\n}}\n\
                 cluster_addr = \"https://127.0.0.1:{}\"",
                data.display(),
                free_port()
            )
        } else {
            "storage \"inmem\" {}".to_owned()
        };
        std::fs::write(
            &config,
            format!(
                "{storage}\ndisable_mlock = true\napi_addr = \"{address}\"\nlistener \"tcp\" {{\n  \
                 address = \"127.0.0.1:{port}\"\n  tls_cert_file = \"{}\"\n  tls_key_file = \"{}\"\n  {}\n}}\n",
                Server::certificate(&format!("{pair}.crt")).display(),
                Server::certificate(&format!("{pair}.key")).display(),
                manner.listener.replace('\n', "\n  "),
            ),
        )
        .unwrap();
        let child = spawn(&config, &directory.path().join("server.log"));
        let server = Server { address, ca: Server::certificate("ca.crt"), token: String::new() };
        let own = Self { server, directory, child, key: String::new() };
        wait_for(port, &own.directory.path().join("server.log"));
        own
    }

    /// Sets it up; it is sealed then.
    pub fn initialise(&mut self) {
        let answer = self.server.must("POST", "sys/init", &json!({ "secret_shares": 1, "secret_threshold": 1 }));
        answer["keys"][0].as_str().unwrap().clone_into(&mut self.key);
        answer["root_token"].as_str().unwrap().clone_into(&mut self.server.token);
    }

    /// Unseals it.
    pub fn unseal(&self) {
        self.server.must("POST", "sys/unseal", &json!({ "key": self.key }));
        // One that keeps its data elects itself first.
        for _ in 0..200 {
            if self.server.call("GET", "sys/health", &Value::Null).0 == 200 {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server is not active");
    }

    /// Seals it.
    pub fn seal(&self) {
        self.server.must("POST", "sys/seal", &Value::Null);
    }

    /// Starts a lasting one again, and unseals it.
    pub fn start_again(&mut self) {
        let log = self.directory.path().join("server.log");
        self.child = spawn(&self.directory.path().join("server.hcl"), &log);
        let (_, port) = self.server.address.rsplit_once(':').unwrap();
        wait_for(port.parse().unwrap(), &log);
        self.unseal();
    }

    /// Kills it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program with a configuration.
pub fn spawn(config: &Path, log: &Path) -> Child {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
    Command::new(from_tests_run("CLAVIGER_TEST_OPENBAO_BINARY"))
        .arg("server")
        .arg(format!("-config={}", config.display()))
        .env_clear()
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// A port on which nothing listens.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until something takes connections.
pub fn wait_for(port: u16, log: &Path) {
    for _ in 0..300 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the server did not start: {}", std::fs::read_to_string(log).unwrap_or_default());
}
