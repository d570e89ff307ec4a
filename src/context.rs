//! What every command runs with: settings, output, time, randomness, and the two systems, opened on first use.
//!
//! No business lives here, and no more than eight fields.

mod open_vault;

use crate::base::actor::Actor;
use crate::base::env::Env;
use crate::base::{Clock, Error, Result, Rng, Stop, Timestamp};
use crate::config::Settings;
use crate::db::{Database, DatabaseUrl, Recorder, Route, migrate};
use crate::output::{Printer, Prompter};
use crate::vault::{Backend, Vault};

/// What the command line says about how to run.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// Show the plan and stop.
    pub dry_run: bool,
    /// Exit 11 when changes would be made.
    pub detailed_exitcode: bool,
    /// Why, for the record.
    pub reason: Option<String>,
    /// Whether long work was asked to come to an end.
    pub stop: Stop,
}

/// The surroundings of one command.
pub struct Context {
    /// What was configured.
    pub settings: Settings,
    /// Everything that is said goes through it.
    pub printer: Printer,
    /// Everything that is asked goes through it.
    pub prompter: Prompter,
    /// Time and randomness.
    pub sources: Sources,
    /// How to run.
    pub options: RunOptions,
    /// The environment of the process.
    pub env: Env,
    database: Option<Database>,
    vault: Option<Backend>,
}

/// Where time and randomness come from.
pub struct Sources {
    /// The clock.
    pub clock: Clock,
    /// The generator of random bytes.
    pub rng: Rng,
}

impl Context {
    /// Opens nothing yet.
    #[must_use]
    pub const fn new(
        settings: Settings,
        printer: Printer,
        prompter: Prompter,
        sources: Sources,
        options: RunOptions,
        env: Env,
    ) -> Self {
        Self { settings, printer, prompter, sources, options, env, database: None, vault: None }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.sources.clock.now()
    }

    /// What every event of this command says beside what happened.
    #[must_use]
    pub fn recorder(&self) -> Recorder {
        Recorder {
            actor: Actor::detect(&self.env),
            reason: self.options.reason.clone().unwrap_or_default(),
            clock: self.sources.clock,
        }
    }

    /// The database, connected on first use and at the version this program needs.
    pub async fn database(&mut self) -> Result<&mut Database> {
        if self.database.is_none() {
            let mut database = self.open_database().await?;
            migrate::require_current(&mut database).await?;
            self.database = Some(database);
        }
        self.database.as_mut().ok_or_else(|| Error::internal("the database is gone"))
    }

    /// The database, and the printer beside it, for what is printed while it is read.
    pub async fn database_and_printer(&mut self) -> Result<(&mut Database, &Printer)> {
        self.database().await?;
        let database = self.database.as_mut().ok_or_else(|| Error::internal("the database is gone"))?;
        Ok((database, &self.printer))
    }

    /// Takes the database out, for a transaction that stays open while the vault is written. To be given back.
    pub async fn take_database(&mut self) -> Result<Database> {
        self.database().await?;
        self.database.take().ok_or_else(|| Error::internal("the database is gone"))
    }

    /// Ends the connection to the database, which the next use makes anew: none lies idle through long work, to be
    /// found dead at its end.
    pub async fn put_database_away(&mut self) {
        if let Some(database) = self.database.take()
            && let Err(error) = database.close().await
        {
            self.printer.detail(&format!("{error}"));
        }
    }

    /// Gives back what was taken out.
    pub fn return_database(&mut self, database: Database) {
        self.database = Some(database);
    }

    /// A connection of its own, whatever version the database has: for `init`, `db migrate` and `status`.
    pub async fn open_database(&self) -> Result<Database> {
        let (url, base) = self.settings.database_url()?;
        let url = DatabaseUrl::parse(&url, &base)?.by(self.route());
        for note in url.notes() {
            self.printer.detail(note);
        }
        let database = Database::open(&url, self.settings.mapping.clone(), self.recorder(), false).await?;
        let protection = match database.protection() {
            "" => String::new(),
            protection => format!(" ({protection})"),
        };
        self.printer.detail(&format!("connected to {}{protection}", database.describe()));
        Ok(database)
    }

    /// What the settings say about connections to a database server, beside the URL.
    #[must_use]
    pub fn route(&self) -> Route {
        let in_home = || self.env.path("HOME").map(|home| home.join(".pgpass"));
        Route {
            has_pooler: self.settings.has_database_pooler(),
            is_insecure: self.settings.is_tls_insecure(),
            password_file: self.env.path("PGPASSFILE").or_else(in_home),
        }
    }

    /// The vault, unlocked on first use.
    pub fn vault(&mut self) -> Result<&mut Backend> {
        if self.vault.is_none() {
            self.vault = Some(self.open_vault()?);
        }
        self.vault.as_mut().ok_or_else(|| Error::internal("the vault is gone"))
    }

    /// What the vault is, for confirmations, once it was opened.
    #[must_use]
    pub fn vault_description(&self) -> String {
        self.vault.as_ref().map_or_else(|| "the vault".to_owned(), Vault::describe)
    }

    /// Takes a vault that was just made, so that its passphrase is not asked for twice.
    pub fn adopt_vault(&mut self, vault: Backend) {
        self.vault = Some(vault);
    }

    /// Passes on what the vault has to say beside its answers.
    pub fn report_notices(&mut self) {
        for notice in self.vault.iter_mut().flat_map(Backend::take_notices) {
            self.printer.warn(&notice);
        }
    }

    /// Ends the connections properly.
    pub async fn close(&mut self) -> Result<()> {
        let closed = match self.database.take() {
            Some(database) => database.close().await,
            None => Ok(()),
        };
        if let Some(mut vault) = self.vault.take() {
            vault.close().await;
        }
        closed
    }
}
