//! A PostgreSQL server of a test's own, to be killed and started again.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::backends::run_at;
use super::from_tests_run;
use super::openbao::free_port;
use super::sql::{Connection, block_on};

/// The server; dropping it kills it.
pub struct OwnPostgres {
    directory: TempDir,
    port: u16,
    child: Child,
}

impl OwnPostgres {
    /// Starts one; everybody on this machine is let in.
    pub fn start() -> Self {
        // Not under $TMPDIR: the user that runs it must be able to reach it.
        let directory = tempfile::Builder::new().prefix("claviger-postgres-").tempdir_in("/tmp").unwrap();
        std::fs::set_permissions(directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let data = directory.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::set_permissions(&data, PermissionsExt::from_mode(0o700)).unwrap();
        if rustix::process::geteuid().is_root() {
            let id = |what: &str| {
                let output = Command::new("id").args([what, &from_tests_run("CLAVIGER_TEST_POSTGRES_USER")]).output();
                String::from_utf8(output.unwrap().stdout).unwrap().trim().parse().unwrap()
            };
            chown(&data, Some(id("-u")), Some(id("-g"))).unwrap();
        }
        let options = ["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];
        let made = program("initdb").args(options).arg("--pgdata").arg(&data).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = free_port();
        let own = Self { child: spawn(&data, port), directory, port };
        own.wait();
        own
    }

    /// A new database in it.
    pub fn create_database(&self, name: &str) -> String {
        run_at(&self.url("postgres"), &format!("CREATE DATABASE {name}"));
        self.url(name)
    }

    /// Kills all of it, as a machine that loses its power; waits until it is gone.
    pub fn kill(&mut self) {
        // SIGQUIT ends its processes at once and without any clearing up; SIGKILL would orphan them.
        kill_process(Pid::from_child(&self.child), Signal::QUIT).unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again, and waits for its recovery.
    pub fn start_again(&mut self) {
        self.child = spawn(&self.data(), self.port);
        self.wait();
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    fn wait(&self) {
        let started = Instant::now();
        let connect = || block_on(async { Connection::open_server(&self.url("postgres")).await?.close().await });
        while let Err(cause) = connect() {
            assert!(started.elapsed() < Duration::from_mins(1), "the server does not start: {cause}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for OwnPostgres {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = kill_process(Pid::from_child(&self.child), Signal::QUIT);
        let _ = self.child.wait();
    }
}

/// One of its programs, as the user that may run it.
fn program(name: &str) -> Command {
    let path = Path::new(&from_tests_run("CLAVIGER_TEST_POSTGRES_BINARIES")).join(name);
    let mut command = if rustix::process::geteuid().is_root() {
        let user = from_tests_run("CLAVIGER_TEST_POSTGRES_USER");
        let mut command = Command::new("/usr/bin/setpriv");
        command.args(["--reuid", &user, "--regid", &user, "--clear-groups", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir("/").env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    command
}

fn spawn(data: &Path, port: u16) -> Child {
    let mut command = program("postgres");
    command.arg("-D").arg(data).args(["-p", &port.to_string(), "-k", "", "-h", "127.0.0.1"]);
    // Durable, unlike the server that all tests share: it is killed here.
    command.args(["-c", "shared_buffers=16MB", "-c", "max_connections=20", "-c", "fsync=off"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
