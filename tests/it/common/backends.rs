//! The databases that worlds stand on: an embedded SQLite file, or a database of its own in the PostgreSQL server
//! that `tests/run` started.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::openbao::Mount;
use super::sql::{Connection, block_on};
use super::{World, from_tests_run};

/// The two database engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// An embedded file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The two places for secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultKind {
    /// The sealed file of the installation.
    SealedFile,
    /// An engine of its own in the server that `tests/run` started.
    OpenBao,
}

/// The database of one world; dropping it drops a server's database.
pub struct Database {
    /// How to reach it without claviger.
    pub(super) location: Location,
}

/// Where a database is.
pub(super) enum Location {
    /// The SQLite file.
    File(PathBuf),
    /// A database in the PostgreSQL server.
    Server { name: String, url: String },
    /// A database in a server of a test's own, which ends with it.
    Elsewhere(String),
}

impl Database {
    /// An empty database.
    fn create(engine: Engine, root: &Path) -> Self {
        match engine {
            Engine::Sqlite => {
                let path = root.join("application.db");
                std::fs::File::create_new(&path).unwrap();
                Self { location: Location::File(path) }
            }
            Engine::Postgres => {
                let name = fresh_name();
                run_maintenance(&format!("CREATE DATABASE {name}"));
                let url = server_url(&name);
                Self { location: Location::Server { name, url } }
            }
        }
    }

    /// The URL to give to the program.
    pub fn url(&self) -> String {
        match &self.location {
            Location::File(path) => format!("sqlite:{}", path.display()),
            Location::Server { url, .. } | Location::Elsewhere(url) => url.clone(),
        }
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.location {
            Location::File(_) => Engine::Sqlite,
            Location::Server { .. } | Location::Elsewhere(_) => Engine::Postgres,
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Location::Server { name, .. } = &self.location {
            // A panic while a test unwinds would hide its message; the server is thrown away after the run anyway.
            let _ = block_on(async {
                let mut maintenance = Connection::open_server(&from_tests_run("CLAVIGER_TEST_POSTGRES")).await?;
                maintenance.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
                maintenance.close().await
            });
        }
    }
}

/// Tests run as processes and as threads of one process: both are in the name.
fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("claviger_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The URL of a database in the test server, with the superuser and the password of the maintenance URL.
fn server_url(name: &str) -> String {
    let maintenance = from_tests_run("CLAVIGER_TEST_POSTGRES");
    let (server, _) = maintenance.rsplit_once('/').expect("a URL that ends in the name of a database");
    format!("{server}/{name}")
}

/// One statement in the maintenance database of the test server.
pub fn run_maintenance(statement: &str) {
    run_at(&from_tests_run("CLAVIGER_TEST_POSTGRES"), statement);
}

/// One statement in a database.
pub fn run_at(url: &str, statement: &str) {
    block_on(async {
        let mut connection = Connection::open_server(url).await?;
        connection.execute(statement).await?;
        connection.close().await
    })
    .unwrap_or_else(|cause| panic!("{statement}: {cause}"));
}

/// Changes what a configuration names.
fn replace_in(config: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(config).unwrap();
    assert!(text.contains(old), "`{}` does not name the database", config.display());
    std::fs::write(config, text.replace(old, new)).unwrap();
}

impl World {
    /// A world with an empty database and nothing installed; `DATABASE_URL` names it.
    pub fn with_database(engine: Engine) -> Self {
        let mut world = Self::sealed();
        let database = Database::create(engine, world.root());
        world.set("DATABASE_URL", database.url());
        world.database = Some(database);
        world
    }

    /// A world in which `claviger init ../installation` is about to run, which will find its own database there; an
    /// empty one of the server is named by `DATABASE_URL`.
    pub fn about_to_be_installed(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let mut world = Self::sealed();
                let file = world.installation().join("app.db");
                world.database = Some(Database { location: Location::File(file) });
                world
            }
            Engine::Postgres => Self::with_database(engine),
        }
    }

    /// Whether all parts of an installation are there, in whatever state.
    pub fn has_installation(&self) -> bool {
        let directory = self.installation();
        let has_database = match &self.database().location {
            Location::File(path) => path.exists(),
            Location::Server { .. } | Location::Elsewhere(_) => true,
        };
        let has_vault = self.vault.is_some() || directory.join("claviger.vault").exists();
        has_database && has_vault && directory.join("claviger.toml").exists()
    }

    /// A world in which `claviger init` ran; every later command finds its configuration.
    ///
    /// Secrets are in the sealed file; when `tests/run` goes through the bodies for PostgreSQL a second time, in OpenBao.
    pub fn installed(engine: Engine) -> Self {
        let is_second_time = std::env::var_os("CLAVIGER_TEST_SECOND_TIME").is_some();
        let vault =
            if is_second_time && engine == Engine::Postgres { VaultKind::OpenBao } else { VaultKind::SealedFile };
        Self::installed_on(engine, vault)
    }

    /// The same where the sealed file itself is looked at, or what a server can not keep.
    pub fn with_sealed_file(engine: Engine) -> Self {
        Self::installed_on(engine, VaultKind::SealedFile)
    }

    /// Runs `init` in this world, on an embedded database or on a fresh one of the server.
    #[track_caller]
    pub fn install(mut self, engine: Engine) -> Self {
        let directory = self.installation();
        let config = directory.join("claviger.toml");
        let init = ["init", directory.to_str().unwrap(), "-o", "json"];
        let database = match engine {
            Engine::Sqlite => {
                self.run(&init).succeeds();
                Database { location: Location::File(embedded_database(&config)) }
            }
            Engine::Postgres => {
                let database = Database::create(engine, self.root());
                self.command(&init).arg("--database-url").arg(database.url()).run().succeeds();
                database
            }
        };
        assert!(config.is_file(), "init left no `{}`", config.display());
        self.set("CLAVIGER_CONFIG", config);
        self.database = Some(database);
        self
    }

    /// Runs `init` in this world on an empty database of another server.
    #[track_caller]
    pub fn install_at(mut self, url: &str) -> Self {
        let directory = self.installation();
        self.run(&["init", directory.to_str().unwrap(), "--database-url", url]).succeeds();
        self.set("CLAVIGER_CONFIG", directory.join("claviger.toml"));
        self.database = Some(Database { location: Location::Elsewhere(url.to_owned()) });
        self
    }

    /// A world in which `claviger init` ran on this pair of backends.
    pub fn installed_on(engine: Engine, vault: VaultKind) -> Self {
        let world = Self::sealed();
        match vault {
            VaultKind::SealedFile => world,
            VaultKind::OpenBao => world.with_server(Mount::new()),
        }
        .install(engine)
    }

    /// Names a server to every command, and what lets it in, as an administrator does.
    pub fn with_server(mut self, mount: Mount) -> Self {
        self.set("VAULT_ADDR", &mount.server.address);
        self.set("VAULT_TOKEN", &mount.server.token);
        self.set("VAULT_CACERT", &mount.server.ca);
        self.set("CLAVIGER_VAULT_AUTH_MOUNT", &mount.name);
        self.vault = Some(mount);
        self
    }

    /// Whether secrets are kept in a server.
    pub fn has_server(&self) -> bool {
        self.vault.is_some()
    }

    /// The engine in the server, where this world has one.
    #[track_caller]
    pub fn mount(&self) -> &Mount {
        self.vault.as_ref().expect("a world with a server for secrets")
    }

    /// Another installed world in the same state, with a database of its own: quicker than doing it all again.
    pub fn duplicate(&self) -> Self {
        let mut copy = Self::sealed();
        let directory = copy.installation();
        std::fs::create_dir(&directory).unwrap();
        for entry in std::fs::read_dir(self.installation()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), directory.join(entry.file_name())).unwrap();
        }
        let location = match &self.database().location {
            Location::File(path) => Location::File(directory.join(path.file_name().unwrap())),
            Location::Server { name: template, url: old } => {
                let name = fresh_name();
                run_maintenance(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                let url = server_url(&name);
                replace_in(&directory.join("claviger.toml"), old, &url);
                Location::Server { name, url }
            }
            Location::Elsewhere(old) => {
                let (server, template) = old.rsplit_once('/').expect("a URL that ends in the name of a database");
                let name = fresh_name();
                run_at(&format!("{server}/postgres"), &format!("CREATE DATABASE {name} TEMPLATE {template}"));
                let url = format!("{server}/{name}");
                replace_in(&directory.join("claviger.toml"), old, &url);
                Location::Elsewhere(url)
            }
        };
        if let Some(mount) = &self.vault {
            let twin = mount.duplicate();
            let config = directory.join("claviger.toml");
            let text = std::fs::read_to_string(&config).unwrap();
            std::fs::write(&config, text.replace(&mount.name, &twin.name)).unwrap();
            copy = copy.with_server(twin);
        }
        copy.set("CLAVIGER_CONFIG", directory.join("claviger.toml"));
        copy.database = Some(Database { location });
        copy
    }

    /// The directory that [`World::install`] installs into.
    pub fn installation(&self) -> PathBuf {
        self.root().join("installation")
    }

    /// The database of this world.
    #[track_caller]
    pub fn database(&self) -> &Database {
        self.database.as_ref().expect("a world with a database")
    }
}

/// The SQLite file that a configuration names.
fn embedded_database(config: &Path) -> PathBuf {
    let text = std::fs::read_to_string(config).unwrap_or_else(|cause| panic!("read `{}`: {cause}", config.display()));
    let table: toml::Table = text.parse().unwrap_or_else(|cause| panic!("`{}`: {cause}", config.display()));
    let url = table["database_url"].as_str().expect("`database_url` as text");
    let file = url.strip_prefix("sqlite:").unwrap_or_else(|| panic!("`{url}` names no SQLite file"));
    let path = config.with_file_name(file.strip_prefix("//").unwrap_or(file));
    assert!(path.is_file(), "`{url}` in `{}` names no file", config.display());
    path
}

/// One test body, two tests: `NAME::sqlite` and `NAME::postgres`, each in an installed world of its own.
///
/// `on_every_engine!(revoking_twice_changes_nothing, |world| { … });`
macro_rules! on_every_engine {
    ($name:ident, |$world:ident| $body:block) => {
        $crate::common::backends::on_every_engine!($name, $crate::common::World::installed, |$world| $body);
    };
    ($name:ident, $build:expr, |$world:ident| $body:block) => {
        fn $name(engine: $crate::common::Engine) {
            let world = ($build)(engine);
            let $world = &world;
            $body
        }

        mod $name {
            use $crate::common::Engine;

            #[test]
            fn sqlite() {
                super::$name(Engine::Sqlite);
            }

            #[test]
            fn postgres() {
                super::$name(Engine::Postgres);
            }
        }
    };
}
pub(crate) use on_every_engine;

/// One test body, four tests: each database engine with each place for secrets.
///
/// `on_every_backend!(a_secret_is_read_back, |world| { … });`
macro_rules! on_every_backend {
    ($name:ident, |$world:ident| $body:block) => {
        fn $name(engine: $crate::common::Engine, vault: $crate::common::VaultKind) {
            let world = $crate::common::World::installed_on(engine, vault);
            let $world = &world;
            $body
        }

        mod $name {
            use $crate::common::{Engine, VaultKind};

            #[test]
            fn sqlite_with_sealed_file() {
                super::$name(Engine::Sqlite, VaultKind::SealedFile);
            }

            #[test]
            fn sqlite_with_openbao() {
                super::$name(Engine::Sqlite, VaultKind::OpenBao);
            }

            #[test]
            fn postgres_with_sealed_file() {
                super::$name(Engine::Postgres, VaultKind::SealedFile);
            }

            #[test]
            fn postgres_with_openbao() {
                super::$name(Engine::Postgres, VaultKind::OpenBao);
            }
        }
    };
}
pub(crate) use on_every_backend;
