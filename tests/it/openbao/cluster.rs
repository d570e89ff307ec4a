//! Three nodes on loopback: standbys that lag behind, and leaders that die in the middle of a write.

use std::process::Child;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use claviger::base::Kind;
use claviger::vault::{State, Vault, Version};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{document, get, path};
use crate::campaign::servers::{meanwhile, requests};
use crate::common::campaign::calls_of;
use crate::common::openbao::{Mount, Server, free_port, spawn, wait_for};
use crate::common::sql::block_on;
use crate::common::{World, is_full_run};

struct Cluster {
    nodes: Vec<Node>,
    key: String,
    _directory: TempDir,
}

struct Node {
    server: Server,
    port: u16,
    config: std::path::PathBuf,
    log: std::path::PathBuf,
    child: Mutex<Option<Child>>,
}

impl Cluster {
    fn start() -> Self {
        let directory = tempfile::Builder::new().prefix("claviger-raft-").tempdir().unwrap();
        let ports: Vec<(u16, u16)> = (0..3).map(|_| (free_port(), free_port())).collect();
        let ca = Server::certificate("ca.crt");
        let joins = ports.iter().fold(String::new(), |text, (port, _)| {
            let api = format!("leader_api_addr = \"https://127.0.0.1:{port}\"");
            text + &format!("  retry_join {{\n    {api}\n    leader_ca_cert_file = \"{}\"\n  }}\n", ca.display())
        });
        let nodes = ports.iter().enumerate().map(|(index, (port, cluster))| {
            let storage = directory.path().join(format!("node{index}"));
            std::fs::create_dir(&storage).unwrap();
            let (config, log) = (storage.with_extension("hcl"), storage.with_extension("log"));
            let text = format!(
                "storage \"raft\" {{\n  path = \"{}\"\n  node_id = \"n{index}\"\n{joins}}}\ndisable_mlock = true\n\
                 api_addr = \"https://127.0.0.1:{port}\"\ncluster_addr = \"https://127.0.0.1:{cluster}\"\n\
                 listener \"tcp\" {{\n  address = \"127.0.0.1:{port}\"\n  cluster_address = \"127.0.0.1:{cluster}\"\n  \
                 tls_cert_file = \"{}\"\n  tls_key_file = \"{}\"\n}}\n",
                storage.display(),
                Server::certificate("server.crt").display(),
                Server::certificate("server.key").display(),
            );
            std::fs::write(&config, text).unwrap();
            let server = Server { address: format!("https://127.0.0.1:{port}"), ca: ca.clone(), token: String::new() };
            Node { server, port: *port, config, log, child: Mutex::new(None) }
        });
        let mut cluster = Self { nodes: nodes.collect(), key: String::new(), _directory: directory };
        cluster.nodes.iter().for_each(Node::start);
        let body = json!({ "secret_shares": 1, "secret_threshold": 1 });
        let answer = cluster.nodes[0].server.must("POST", "sys/init", &body);
        answer["keys"][0].as_str().unwrap().clone_into(&mut cluster.key);
        for node in &mut cluster.nodes {
            answer["root_token"].as_str().unwrap().clone_into(&mut node.server.token);
        }
        cluster.settle();
        cluster
    }

    /// Starts and unseals whatever is not up, and waits for one active node and two standbys.
    fn settle(&self) {
        let started = Instant::now();
        for node in &self.nodes {
            if node.child.lock().unwrap().is_none() {
                node.start();
            }
        }
        loop {
            let states: Vec<_> = self.nodes.iter().map(Node::health).collect();
            for (node, state) in self.nodes.iter().zip(&states) {
                if state["sealed"] == true {
                    node.server.call("POST", "sys/unseal", &json!({ "key": self.key }));
                }
            }
            let count = |standby: bool| {
                states.iter().filter(|state| state["sealed"] == false && state["standby"] == standby).count()
            };
            if (count(false), count(true)) == (1, 2) {
                return;
            }
            assert!(started.elapsed() < Duration::from_mins(2), "the cluster does not settle: {states:?}");
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    fn leader(&self) -> &Node {
        self.nodes.iter().find(|node| node.health()["standby"] == false).expect("an active node")
    }

    fn standbys(&self) -> Vec<&Node> {
        self.nodes.iter().filter(|node| node.health()["standby"] == true).collect()
    }
}

impl Node {
    fn start(&self) {
        *self.child.lock().unwrap() = Some(spawn(&self.config, &self.log));
        wait_for(self.port, &self.log);
    }

    fn health(&self) -> Value {
        if self.child.lock().unwrap().is_none() {
            return Value::Null;
        }
        self.server.call("GET", "sys/health", &Value::Null).1
    }

    fn kill(&self) {
        let mut child = self.child.lock().unwrap().take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// The engine as it is seen through this node.
    fn see(&self, mount: &Mount) -> claviger::vault::OpenBao {
        claviger::vault::OpenBao::new(claviger::vault::ServerOptions {
            address: self.server.address.clone(),
            ..mount.options()
        })
        .unwrap()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(child) = self.child.lock().unwrap().as_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn reads_and_writes_agree(cluster: &Cluster, mount: &Mount) {
    let standbys = cluster.standbys();
    let (mut writer, mut reader) = (standbys[0].see(mount), standbys[1].see(mount));
    let rounds = if is_full_run() { 500 } else { 24 };
    block_on(async {
        let mut version = Version::ABSENT;
        for round in 0..rounds {
            version = writer.write(&path("app"), &document(&round.to_string()), version, "").await.unwrap();
            let (read, revision) = reader.read(&path("app")).await.unwrap().unwrap();
            assert_eq!((get(&read, "value"), revision.version), (round.to_string(), version), "a stale read");
        }
        // What a standby has not heard of yet is deleted all the same.
        for round in 0..rounds / 8 {
            let place = path(&format!("gone{round}"));
            writer.write(&place, &document("x"), Version::ABSENT, "").await.unwrap();
            assert!(reader.delete(&place, Version(1)).await.unwrap());
            assert_eq!(writer.read(&place).await.unwrap(), None);
            assert_eq!(writer.versions(&place).await.unwrap()[0].state, State::Deleted);
            assert!(reader.delete_all(&place).await.unwrap());
            assert!(writer.versions(&place).await.unwrap().is_empty());
        }
        // A real conflict is one through a standby, too.
        let error = reader.write(&path("app"), &document("x"), Version::ABSENT, "").await.unwrap_err();
        assert_eq!(error.kind(), Kind::Conflict);
    });
}

/// Writes through a standby until the leader, killed after `delay`, shows; then checks that what was said is true.
fn what_was_said_is_true(cluster: &Cluster, mount: &Mount, name: &str, delay: Duration) {
    let (leader, through) = (cluster.leader(), cluster.standbys()[0]);
    std::thread::scope(|scope| {
        let writes = scope.spawn(|| {
            block_on(async {
                let mut vault = through.see(mount);
                let mut version = Version::ABSENT;
                let started = Instant::now();
                while started.elapsed() < delay + Duration::from_secs(1) {
                    let value = document(&(version.0 + 1).to_string());
                    match vault.write(&path(name), &value, version, "").await {
                        Ok(next) => {
                            assert_eq!(next, Version(version.0 + 1));
                            version = next;
                        }
                        Err(error) => return (version, Some(error)),
                    }
                }
                (version, None)
            })
        });
        std::thread::sleep(delay);
        leader.kill();
        let (last, said) = writes.join().unwrap();
        cluster.settle();
        let found = block_on(through.see(mount).read(&path(name))).unwrap();
        let (now, value) =
            found.map_or((Version::ABSENT, "0".to_owned()), |(read, at)| (at.version, get(&read, "value")));
        assert_eq!(value, now.to_string(), "each version holds its own number");
        match said {
            None => assert_eq!(now, last),
            Some(error) => {
                assert_eq!(error.kind(), Kind::Unavailable, "{error:?}");
                let is_unknown = error.message().contains("it is not known whether");
                let may_be = last.0 + u64::from(is_unknown);
                assert!((last.0..=may_be).contains(&now.0), "said: {error:?}; there is {now}, before was {last}");
            }
        }
    });
}

/// The program itself, stopped after a request to a standby while the leader is killed.
fn a_command_says_what_became_of_its_write(cluster: &Cluster) {
    let mount = Mount::on(cluster.leader().server.clone());
    let world = World::sealed().with_server(mount);
    let through = |node: &Node| world.set("VAULT_ADDR", &node.server.address);
    let set = |value: &'static str| world.command(&["secret", "set", "app/db#password", "--stdin"]).stdin(value);
    // The mount is ready a moment later, at each node.
    for node in &cluster.nodes {
        through(node);
        let place = format!("ready/node{}", node.port);
        let started = Instant::now();
        while world.command(&["secret", "set", &place, "--stdin"]).stdin("x").run().code != 0 {
            assert!(started.elapsed() < Duration::from_mins(1), "{:?}", world.runs().last().unwrap().messages());
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    set("first").run().succeeds();
    through(cluster.standbys()[0]);
    let calls = calls_of(set("second"));
    for (round, point) in requests(&calls, 1).iter().enumerate() {
        let [old, new] = if round % 2 == 0 { ["second", "first"] } else { ["first", "second"] };
        through(cluster.standbys()[0]);
        let leader = cluster.leader();
        let hurt = meanwhile(set(new), point, || leader.kill());
        cluster.settle();
        let found = world.run(&["secret", "get", "app/db#password", "-o", "plain"]).succeeds();
        match hurt.code {
            0 => assert_eq!(found.plain(), new, "{hurt}"),
            6 if hurt.messages().contains("it is not known whether") => {
                assert!([old, new].contains(&found.plain()), "{hurt}");
            }
            6 => assert_eq!(found.plain(), old, "{hurt}"),
            _ => panic!("neither done nor unavailable, {point:?}:\n{hurt}"),
        }
        set(new).run().succeeds();
        assert_eq!(world.run(&["secret", "get", "app/db#password", "-o", "plain"]).succeeds().plain(), new);
    }
}

#[test]
fn a_cluster_is_read_as_it_is_and_a_dying_leader_is_not_lied_about() {
    let cluster = Cluster::start();
    let mount = Mount::on(cluster.leader().server.clone());
    // A mount is ready a moment later, at each node; until then that is said.
    for node in &cluster.nodes {
        let place = path(&format!("ready{}", node.port));
        let write = || block_on(node.see(&mount).write(&place, &document("x"), Version::ABSENT, ""));
        let started = Instant::now();
        while let Err(error) = write() {
            assert_eq!(error.kind(), Kind::Unavailable, "{error:?}");
            assert!(started.elapsed() < Duration::from_mins(1), "{error:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    reads_and_writes_agree(&cluster, &mount);
    let rounds = if is_full_run() { 12 } else { 1 };
    for round in 0..rounds {
        let delay = Duration::from_millis(400 + 37 * round);
        what_was_said_is_true(&cluster, &mount, &format!("round{round}"), delay);
    }
    a_command_says_what_became_of_its_write(&cluster);
}
