//! The steps of an installation, in the order that a killed run can be repeated: the configuration first, for it
//! names everything else; then the vault, the database, and the first key.

use serde::Serialize;

use crate::base::{Error, Result, Rng, Secret, id};
use crate::base::{files, lock};
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
    /// Whether the database holds no table of an application, so that ours are made.
    makes_application: bool,
}

const CONFIGURATION: &str = "configuration";
const VAULT: &str = "vault";
const DATABASE: &str = "database";
const KEYRING: &str = "keyring";

/// Finds out by looking; opens what is there, makes nothing.
pub(super) async fn plan(layout: &Layout, passphrase: Option<&Secret>, cx: &mut Context) -> Result<Plan> {
    if !layout.config.exists() {
        let (database, makes_application, is_current) =
            look_at(&layout.database_url()?.by(cx.route()), layout, cx).await?;
        let mut missing = vec![CONFIGURATION];
        // The other parts may be there: a configuration can get lost.
        let has_no_vault = layout.vault().is_some_and(|vault| !vault.exists());
        missing.extend(has_no_vault.then_some(VAULT));
        missing.extend((!is_current).then_some(DATABASE));
        let has_no_keyring = match layout.server() {
            // A server that can not be reached, or refuses us, is noticed here as well.
            Some(address) => {
                cx.use_server(address.to_owned()).await?;
                keyring::store::find(cx).await?.is_none()
            }
            None => has_no_vault,
        };
        missing.extend(has_no_keyring.then_some(KEYRING));
        return Ok(Plan { missing, database, makes_application });
    }
    cx.settings = layout.settings(cx)?;
    let mut missing = Vec::new();
    if let VaultPlace::File(vault) = cx.settings.vault()? {
        if !vault.exists() {
            missing.push(VAULT);
        } else if let Some(passphrase) = passphrase {
            let unlock = Unlock::Passphrase(passphrase.clone());
            cx.adopt_vault(Backend::SealedFile(SealedFile::open(&vault, unlock, cx.sources.clock, Rng::system())?));
        }
    }
    let (url, base) = cx.settings.database_url()?;
    let (database, makes_application, is_current) =
        look_at(&DatabaseUrl::parse(&url, &base)?.by(cx.route()), layout, cx).await?;
    if !is_current {
        missing.push(DATABASE);
    }
    if missing.contains(&VAULT) || keyring::store::find(cx).await?.is_none() {
        missing.push(KEYRING);
    }
    Ok(Plan { missing, database, makes_application })
}

/// What the database is called, whether it holds no table of an application, and whether ours are as they should be.
/// A server that can not be reached, or refuses us, is noticed here, before anything is made.
async fn look_at(url: &DatabaseUrl, layout: &Layout, cx: &Context) -> Result<(String, bool, bool)> {
    if let Some(path) = url.find_file().filter(|path| !path.exists()) {
        let directory = files::directory_of(path);
        if directory != layout.data && !directory.is_dir() {
            return Err(Error::not_found(format!(
                "the directory `{}` of the database does not exist",
                directory.display()
            ))
            .hint(format!("mkdir -m 700 -p {}", directory.display())));
        }
        return Ok((format!("sqlite:{}", path.display()), true, false));
    }
    let mut database = Database::open(url, cx.settings.mapping.clone(), cx.recorder(), false).await?;
    let makes_application = migrate::is_empty_of_application(&mut database.read()).await?;
    let is_current = migrate::pending(&mut database).await?.is_empty();
    let place = database.public_url();
    database.close().await?;
    Ok((place, makes_application, is_current))
}

/// Makes what is missing.
pub(super) async fn carry_out(
    layout: &Layout,
    plan: Plan,
    passphrase: Option<Secret>,
    cx: &mut Context,
) -> Result<Plan> {
    files::create_private_directory(&layout.data)?;
    make_configuration(layout, &plan, cx)?;
    if plan.needs_vault() {
        let vault = make_vault(&cx.settings, passphrase, cx)?;
        cx.adopt_vault(vault);
    }
    let (database, makes_application) = make_database(cx).await?;
    if keyring::store::find(cx).await?.is_none() {
        make_keyring(cx).await?;
    } else {
        settle_keyring(cx).await?;
    }
    Ok(Plan { missing: plan.missing, database, makes_application })
}

/// Makes the configuration where it is missing, and removes what a killed run left of one: that may hold the address of
/// the database with its password.
fn make_configuration(layout: &Layout, plan: &Plan, cx: &mut Context) -> Result<()> {
    let directory = files::directory_of(&layout.config);
    files::create_private_directory(directory)?;
    let _lock = lock::hold_directory(directory)?;
    files::remove_leftovers(&layout.config)?;
    if plan.missing.contains(&CONFIGURATION) {
        // Two runs at once make one configuration; the slower one is refused.
        files::create_complete(&layout.config, layout.configuration(&cx.settings)?.expose())
            .map_err(|error| error.hint("another run made it meanwhile: run the command again"))?;
        cx.settings = layout.settings(cx)?;
    }
    Ok(())
}

fn make_vault(settings: &Settings, passphrase: Option<Secret>, cx: &Context) -> Result<Backend> {
    let VaultPlace::File(path) = settings.vault()? else {
        return Err(Error::internal("a server is not made by `init`"));
    };
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
    let makes_application = migrate::is_empty_of_application(&mut database.read()).await?;
    migrate::apply(&mut database, makes_application).await?;
    let place = database.public_url();
    database.close().await?;
    Ok((place, makes_application))
}

/// The run that made the keyring may have been killed before it could say so.
pub(super) async fn settle_keyring(cx: &mut Context) -> Result<()> {
    let intent = Event::new("keyring.created", cx.settings.keyring_path());
    for unfinished in journal::unfinished(cx, &[intent.kind], &intent.target).await? {
        journal::settle(cx, &unfinished, Some(true)).await?;
    }
    Ok(())
}

async fn make_keyring(cx: &mut Context) -> Result<()> {
    let now = cx.now();
    let maker = keyring::material::configured(cx).await?;
    let ring = keyring::model::Keyring::new(maker.generate(&mut cx.sources.rng)?, now);
    let fingerprint = ring.primary()?.fingerprint();
    let operation = id::operation_id(&mut cx.sources.rng)?;
    let intent = Event::new("keyring.created", cx.settings.keyring_path()).with("fingerprint", fingerprint);
    for unfinished in journal::unfinished(cx, &[intent.kind], &intent.target).await? {
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

    /// `is_there`: whether the installation is complete now.
    pub(super) fn view(&self, layout: &Layout, is_there: bool) -> View {
        let view = View::one(Installed {
            config: layout.config.display().to_string(),
            data: layout.data.display().to_string(),
            database: self.database.clone(),
            made: self.missing.clone(),
            application_tables: self.makes_application,
        });
        let is_foreign = self.missing.contains(&DATABASE) && !self.makes_application;
        let mut note = String::new();
        if is_foreign {
            let made = if is_there { "were" } else { "would be" };
            note.push_str("The database holds tables already: only claviger_ tables ");
            note.push_str(made);
            note.push_str(" made in it\n");
        }
        if is_there {
            if layout.is_named {
                note.push_str("\n  export CLAVIGER_CONFIG=");
                note.push_str(&quoted(&layout.config.display().to_string()));
                note.push('\n');
            }
            note.push_str(if is_foreign { NEXT_TO_APPLICATION } else { NEXT });
        }
        if note.is_empty() { view } else { view.with_note(note) }
    }
}

/// What to try in a new installation.
const NEXT: &str = "\nTry next:\n  claviger user create you@example.com --role admin --generate-password\n  \
    claviger apikey create --user you@example.com --name first\n  claviger status";

/// What to try where the application has tables of its own.
const NEXT_TO_APPLICATION: &str = "\nTry next:\n  claviger config adopt      (proposes the names of its tables and \
    columns)\n  claviger status\n  claviger user list";

/// A path as a shell takes it.
fn quoted(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+:@%".contains(&byte);
    if text.bytes().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
