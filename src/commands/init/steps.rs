//! The steps of an installation, in the order that a killed run can be repeated: the configuration first, for it
//! names everything else; then the vault, the database, and the first key.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::files::{self, Previous};
use crate::base::{Error, Result, Rng, Secret, id};
use crate::commands::keyring;
use crate::config::{Settings, VaultPlace};
use crate::context::Context;
use crate::db::{Database, DatabaseUrl, Event, migrate};
use crate::journal;
use crate::output::{Cell, Record, View};
use crate::vault::{Backend, SealedFile, Unlock, Version};

use super::layout::Layout;

/// What is there and what is missing.
pub(super) struct Plan {
    missing: Vec<&'static str>,
    database: String,
    makes_application: bool,
}

const CONFIGURATION: &str = "configuration";
const VAULT: &str = "vault";
const DATABASE: &str = "database";
const KEYRING: &str = "keyring";

/// Finds out by looking; opens what is there, makes nothing.
pub(super) async fn plan(layout: &Layout, cx: &mut Context) -> Result<Plan> {
    if !layout.config.exists() {
        let missing = vec![CONFIGURATION, VAULT, DATABASE, KEYRING];
        return Ok(Plan { missing, database: String::new(), makes_application: true });
    }
    cx.settings = layout.settings()?;
    let mut missing = Vec::new();
    let VaultPlace::File(vault) = cx.settings.vault()?;
    if !vault.exists() {
        missing.push(VAULT);
    }
    let (url, base) = cx.settings.database_url()?;
    let is_missing = DatabaseUrl::parse(&url, &base)?.find_file().is_some_and(|path| !path.exists());
    let database = if is_missing { None } else { Some(cx.open_database().await?) };
    let (mut place, mut makes_application) = (String::new(), true);
    match database {
        None => missing.push(DATABASE),
        Some(mut database) => {
            place = database.describe();
            makes_application = migrate::is_empty_of_application(&mut database).await?;
            if !migrate::pending(&mut database).await?.is_empty() {
                missing.push(DATABASE);
            }
            database.close().await?;
        }
    }
    if missing.contains(&VAULT) || keyring::store::find(cx).await?.is_none() {
        missing.push(KEYRING);
    }
    Ok(Plan { missing, database: place, makes_application })
}

/// Makes what is missing.
pub(super) async fn carry_out(
    layout: &Layout,
    plan: Plan,
    passphrase: Option<Secret>,
    cx: &mut Context,
) -> Result<Plan> {
    if let Some(url) = layout.server()? {
        // A server that refuses us is noticed before there is a configuration that names it.
        let url = url.by(cx.route());
        Database::open(&url, cx.settings.mapping.clone(), cx.recorder(), false).await?.close().await?;
    }
    files::create_private_directory(&layout.data)?;
    if plan.missing.contains(&CONFIGURATION) {
        let directory = layout.config.parent().map(PathBuf::from).unwrap_or_default();
        files::create_private_directory(&directory)?;
        let text = layout.configuration()?;
        files::replace(&layout.config, text.expose(), files::PRIVATE, Previous::Discard)?;
        cx.settings = layout.settings()?;
    }
    if plan.needs_vault() {
        let vault = make_vault(&cx.settings, passphrase, cx)?;
        cx.adopt_vault(vault);
    }
    let (database, makes_application) = make_database(cx).await?;
    if keyring::store::find(cx).await?.is_none() {
        make_keyring(cx).await?;
    }
    Ok(Plan { missing: plan.missing, database, makes_application })
}

fn make_vault(settings: &Settings, passphrase: Option<Secret>, cx: &Context) -> Result<Backend> {
    let VaultPlace::File(path) = settings.vault()?;
    let unlock = match (passphrase, settings.unlock_key_file()) {
        (Some(passphrase), _) => Unlock::Passphrase(passphrase),
        (None, Some(key_file)) => Unlock::KeyFile(key_file),
        (None, None) => {
            return Err(Error::usage("the configuration names no key file for the vault").hint("add --passphrase"));
        }
    };
    SealedFile::create(&path, unlock, cx.sources.clock, Rng::system()).map(Backend::SealedFile)
}

/// Opens or makes the database; the application's schema only where there is no table of anybody's.
async fn make_database(cx: &Context) -> Result<(String, bool)> {
    let (url, base) = cx.settings.database_url()?;
    let url = DatabaseUrl::parse(&url, &base)?.by(cx.route());
    let mut database = Database::open(&url, cx.settings.mapping.clone(), cx.recorder(), true).await?;
    let makes_application = migrate::is_empty_of_application(&mut database).await?;
    migrate::apply(&mut database, makes_application).await?;
    let place = database.describe();
    database.close().await?;
    Ok((place, makes_application))
}

async fn make_keyring(cx: &mut Context) -> Result<()> {
    let now = cx.now();
    let ring = keyring::model::Keyring::new(&mut cx.sources.rng, now)?;
    let fingerprint = ring.primary()?.key.fingerprint();
    let operation = id::operation_id(&mut cx.sources.rng)?;
    let intent = Event::new("keyring.created", cx.settings.keyring_path()).with("fingerprint", fingerprint);
    for unfinished in journal::unfinished(cx, &intent).await? {
        // An earlier run that got as far as the document would have left one, and this would not be called.
        journal::settle(cx, &unfinished, Some(false)).await?;
    }
    let entry = journal::open(cx, &operation, &intent).await?;
    let written = keyring::store::write(cx, &ring, Version::ABSENT, &operation).await;
    journal::close(cx, entry, &intent, written.as_ref().err()).await?;
    written.map(|_| ())
}

#[derive(Serialize)]
struct Installed {
    config: String,
    data: String,
    database: String,
    /// Which parts were made by this run, or would be made.
    made: Vec<&'static str>,
    application_tables: bool,
}

impl Record for Installed {
    const COLUMNS: &'static [&'static str] = &["config", "data", "database", "made"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.config),
            Cell::text(&self.data),
            Cell::text(&self.database),
            Cell::text(if self.made.is_empty() { "nothing: it was complete".to_owned() } else { self.made.join(", ") }),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.config.clone())]
    }
}

impl Plan {
    pub(super) fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    pub(super) fn needs_vault(&self) -> bool {
        self.missing.contains(&VAULT)
    }

    pub(super) fn view(&self, layout: &Layout) -> View {
        let mut note = String::new();
        if self.missing.contains(&DATABASE) && !self.makes_application {
            note.push_str("The database holds tables already: only claviger_ tables were made in it.\n");
        }
        if layout.is_named {
            note.push_str("\n  export CLAVIGER_CONFIG=");
            note.push_str(&layout.config.display().to_string());
            note.push('\n');
        }
        note.push_str(
            "\nTry next:\n  claviger user create you@example.com --role admin --generate-password\n  \
             claviger apikey create --user you@example.com --name first\n  claviger status",
        );
        View::one(Installed {
            config: layout.config.display().to_string(),
            data: layout.data.display().to_string(),
            database: self.database.clone(),
            made: self.missing.clone(),
            application_tables: self.makes_application,
        })
        .with_note(note)
    }
}
