//! A database of its own on the server that `tests/run --bench` starts, with claviger installed beside it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// An installation whose database is new; both are gone when this is dropped.
pub(crate) struct Installation {
    directory: PathBuf,
    name: String,
    server: String,
    psql: PathBuf,
}

impl Installation {
    /// Installs, or says what is missing.
    pub(crate) fn new() -> Self {
        let variable = |name: &str| {
            std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this with `tests/run --bench`"))
        };
        let name = format!("claviger_bench_{}", std::process::id());
        let installation = Self {
            directory: std::env::temp_dir().join(&name),
            server: variable("CLAVIGER_TEST_POSTGRES").trim_end_matches("/postgres").to_owned(),
            psql: variable("CLAVIGER_BENCH_PSQL").into(),
            name,
        };
        run(installation.psql_at("postgres").args(["-c", &format!("CREATE DATABASE {}", installation.name)]));
        let directory = installation.directory.to_str().expect("a path in UTF-8");
        run(Command::new(env!("CARGO_BIN_EXE_claviger"))
            .args(["init", directory, "-q", "--database-url", &installation.url("sslmode=disable")])
            .env_clear());
        installation
    }

    /// The address of the database: `sslmode=disable`, or over TLS.
    pub(crate) fn url(&self, parameters: &str) -> String {
        format!("{}/{}?{parameters}", self.server, self.name)
    }

    /// The parameters of a connection over TLS that verifies the server.
    pub(crate) fn tls() -> String {
        let authority = std::env::var("CLAVIGER_TEST_POSTGRES_CA").expect("set by tests/run --bench");
        format!("sslmode=verify-full&sslrootcert={authority}")
    }

    /// Runs claviger; `parameters` are those of [`Self::url`].
    pub(crate) fn claviger(&self, parameters: &str, args: &[&str]) {
        run(Command::new(env!("CARGO_BIN_EXE_claviger"))
            .args(args)
            .env_clear()
            .env("CLAVIGER_CONFIG", self.directory.join("claviger.toml"))
            .env("CLAVIGER_DATABASE_URL", self.url(parameters)));
    }

    /// Runs SQL with the program that everybody would use otherwise: the binary itself, not Debian's wrapper in Perl.
    pub(crate) fn psql(&self, parameters: &str, sql: &str) {
        run(self.psql_at(&format!("{}?{parameters}", self.name)).args(["-c", sql]));
    }

    /// A file in the installation.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn psql_at(&self, database: &str) -> Command {
        let mut command = Command::new(&self.psql);
        command.arg(format!("{}/{database}", self.server)).args(["-qAtX", "-v", "ON_ERROR_STOP=1"]).env_clear();
        command
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        run(self.psql_at("postgres").args(["-c", &format!("DROP DATABASE {} WITH (FORCE)", self.name)]));
        std::fs::remove_dir_all(&self.directory).expect("the installation is there");
    }
}

fn run(command: &mut Command) {
    let finished = command.stdin(Stdio::null()).output().expect("the program starts");
    assert!(finished.status.success(), "{command:?}: {}", String::from_utf8_lossy(&finished.stderr));
}
