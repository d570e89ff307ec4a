//! A database of its own on the server that `tests/run --bench` starts, with claviger installed beside it.

use std::path::PathBuf;
use std::process::Command;

use crate::installed::{Installed, filter, run};

/// An installation whose database is new; both are gone when this is dropped.
pub(crate) struct Installation {
    installed: Installed,
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
        let server = variable("CLAVIGER_TEST_POSTGRES").trim_end_matches("/postgres").to_owned();
        let psql: PathBuf = variable("CLAVIGER_BENCH_PSQL").into();
        run(psql_at(&psql, &server, "postgres").args(["-c", &format!("CREATE DATABASE {name}")]));
        let installed = Installed::new("postgres", &["--database-url", &format!("{server}/{name}?sslmode=disable")]);
        Self { installed, name, server, psql }
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

    /// A command of claviger; `parameters` are those of [`Self::url`].
    pub(crate) fn claviger_command(&self, parameters: &str, args: &[&str]) -> Command {
        let mut command = self.installed.command(args);
        command.env("CLAVIGER_DATABASE_URL", self.url(parameters));
        command
    }

    /// Runs claviger.
    pub(crate) fn claviger(&self, parameters: &str, args: &[&str]) {
        run(&mut self.claviger_command(parameters, args));
    }

    /// Runs claviger on some input; what it prints.
    pub(crate) fn claviger_filter(&self, args: &[&str], input: &str) -> String {
        filter(&mut self.claviger_command("sslmode=disable", args), input)
    }

    /// Puts text at the end of the configuration.
    pub(crate) fn declare(&self, text: &str) {
        self.installed.declare(text);
    }

    /// A command that runs SQL with the program that everybody would use otherwise: the binary itself, not Debian's
    /// wrapper in Perl. Each text is a transaction of its own.
    pub(crate) fn psql_command(&self, parameters: &str, texts: &[&str]) -> Command {
        let mut command = psql_at(&self.psql, &self.server, &format!("{}?{parameters}", self.name));
        command.args(texts.iter().flat_map(|sql| ["-c", sql]));
        command
    }

    /// Runs SQL.
    pub(crate) fn psql(&self, parameters: &str, sql: &str) {
        run(&mut self.psql_command(parameters, &[sql]));
    }

    /// Runs SQL, each text as a transaction of its own.
    pub(crate) fn psql_each(&self, texts: &[&str]) {
        run(&mut self.psql_command("sslmode=disable", texts));
    }

    /// A file in the installation.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.installed.path(name)
    }
}

fn psql_at(psql: &PathBuf, server: &str, database: &str) -> Command {
    let mut command = Command::new(psql);
    command.arg(format!("{server}/{database}")).args(["-qAtX", "-v", "ON_ERROR_STOP=1"]).env_clear();
    command
}

impl Drop for Installation {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        run(psql_at(&self.psql, &self.server, "postgres").args(["-c", &drop]));
    }
}
