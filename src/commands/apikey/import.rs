//! `apikey import`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Error, Id, Result, Rng, Timestamp};
use crate::bulk::import::{self, Line, Load, Parse};
use crate::bulk::{Columns, Fault, Faults, Fields};
use crate::change::Finished;
use crate::commands::user;
use crate::context::Context;
use crate::db::introspect::{self, Column, KeyForm};
use crate::db::{Event, Reader, Writer, Written};

use super::many::{self, NewRow, Statements};
use super::model::{self, HashedKey, Scope};

/// Import the hashes of API keys from CSV or JSON lines: all of them or none
#[derive(Debug, clap::Args)]
#[command(after_help = "Columns: key_hash (SHA-256 of the key in hex), user (e-mail), name, and if you like scopes \
    (separated by blanks), expires_at (never), created_at (now), is_active (true).\nKeys themselves are never \
    imported.\n\nExamples:\n  \
    claviger apikey import keys.csv --dry-run\n  \
    claviger apikey import keys.jsonl --if-missing")]
pub struct Args {
    #[command(flatten)]
    import: import::Incoming,
}

const COLUMNS: Columns = Columns {
    known: &["key_hash", "user", "name", "scopes", "expires_at", "created_at", "is_active"],
    required: &["key_hash", "user", "name"],
    refused: &[
        ("key", "the SHA-256 of a key is taken, in hex, under key_hash: printf %s \"$KEY\" | sha256sum"),
        ("id", "the database gives the ids: leave it out"),
        ("user_id", "name the user by his e-mail address, under user"),
    ],
};

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let now = cx.now();
    let mut read = cx.database().await?.read();
    if !introspect::is_unique(&mut read, "api_keys", "key_hash").await? {
        return Err(Error::conflict("nothing in the database keeps the hashes of API keys unique")
            .hint("an import could store a key twice: CREATE UNIQUE INDEX on that column first"));
    }
    let columns = introspect::mapped_columns(&mut read, "api_keys").await?;
    let key = many::missing_key(&mut read).await?;
    let name_limit = columns.get("name").and_then(Column::find_limit);
    let parser = Parser { name_limit, key, now, rng: Rng::system() };
    let loader = Loader { statements: None, has_key: key.is_some(), now };
    import::import(cx, &args.import, parser, loader).await
}

struct Parser {
    name_limit: Option<usize>,
    key: Option<KeyForm>,
    now: Timestamp,
    rng: Rng,
}

impl Parse for Parser {
    type Row = NewRow;

    fn columns(&self) -> &'static Columns {
        &COLUMNS
    }

    fn parse(&mut self, fields: &mut Fields<'_>) -> Result<Option<NewRow>> {
        let before = fields.count_faults();
        let hash = fields.require("key_hash").and_then(|hash| fields.check("key_hash", HashedKey::parse(&hash)));
        let user = fields.require("user").unwrap_or_default();
        let name = fields.require("name").unwrap_or_default();
        if !name.is_empty() {
            fields.check("name", model::check_name(&name));
        }
        if let Some(limit) = self.name_limit.filter(|limit| name.chars().count() > *limit) {
            fields.refuse("name", format!("it is longer than the {limit} characters that the database keeps"));
        }
        let scopes = fields.take("scopes").unwrap_or_default();
        let scopes: Vec<&str> = scopes.split_whitespace().collect();
        for scope in &scopes {
            fields.check("scopes", scope.parse::<Scope>());
        }
        let times = (fields.time("created_at").unwrap_or(self.now), fields.time("expires_at"));
        let is_active = fields.flag("is_active", true);
        let (Some(hash), true) = (hash, fields.count_faults() == before) else { return Ok(None) };
        let key = self.key.map(|form| form.make(&mut self.rng)).transpose()?;
        Ok(Some(NewRow::new(&hash, user, name, scopes.join(" "), times, is_active, key.as_ref())))
    }
}

struct Loader {
    statements: Option<Statements>,
    has_key: bool,
    now: Timestamp,
}

impl Load for Loader {
    type Row = NewRow;
    const WHAT: &'static str = "API key";
    const IDENTITY: &'static str = "key_hash";

    fn identity(&self, row: &NewRow) -> String {
        row.hash().to_owned()
    }

    /// Enough of it to find the line, and too little to crack a weak key with.
    fn shown(identity: &str) -> String {
        format!("{}…", identity.get(..12).unwrap_or(identity))
    }

    async fn prepare(&mut self, write: &mut Writer<'_>) -> Result<()> {
        self.statements = Some(many::prepare(write, self.has_key).await?);
        Ok(())
    }

    async fn resolve(&mut self, read: &mut Reader<'_>, batch: &mut [Line<NewRow>], faults: &mut Faults) -> Result<()> {
        let users: BTreeSet<&str> = batch.iter().map(|line| line.row.user.as_str()).collect();
        let mut owners: BTreeMap<String, Vec<(String, Id)>> = BTreeMap::new();
        for (email, id) in user::many::find_ids(read, &users.into_iter().collect::<Vec<_>>()).await? {
            owners.entry(email.to_lowercase()).or_default().push((email, id));
        }
        for line in batch {
            let found = owners.get(&line.row.user.to_lowercase()).map_or(&[][..], Vec::as_slice);
            let exact = found.iter().find(|(email, _)| *email == line.row.user);
            match (exact, found) {
                (Some((_, id)), _) | (None, [(_, id)]) => line.row.set_owner(id),
                (None, []) => faults.push(Fault::bad(line.number, Some("user"), no_user(&line.row.user))),
                (None, _) => faults.push(Fault::bad(line.number, Some("user"), "several users differ in case alone")),
            }
        }
        Ok(())
    }

    async fn find_existing(&self, read: &mut Reader<'_>, batch: &[Line<NewRow>]) -> Result<Vec<bool>> {
        let hashes: Vec<&str> = batch.iter().map(|line| line.row.hash()).collect();
        let existing = many::find_existing(read, &hashes).await?;
        Ok(hashes.iter().map(|hash| existing.contains(*hash)).collect())
    }

    async fn insert(&self, write: &mut Writer<'_>, rows: &[&Line<NewRow>]) -> Result<Written> {
        let statements = self.statements.as_ref().ok_or_else(|| Error::internal("the import was not prepared"))?;
        let rows: Vec<&NewRow> = rows.iter().map(|line| &line.row).collect();
        many::insert(write, statements, &rows, self.now).await
    }

    fn event(&self, target: &str) -> Event {
        Event::new("apikey.imported", target)
    }
}

fn no_user(email: &str) -> String {
    format!("there is no user `{}`", crate::base::text::shorten(email, 80))
}
