//! `user import`.

use std::collections::BTreeMap;

use crate::base::{Error, Kind, Result, Rng, Timestamp};
use crate::bulk::import::{self, Line, Load, Parse};
use crate::bulk::{Columns, Fault, Faults, Fields};
use crate::change::Finished;
use crate::context::Context;
use crate::db::introspect::{self, Column, KeyForm};
use crate::db::{Event, Many, Reader, Writer, Written};

use super::many::{self, NewRow};
use super::model;
use super::password::{self, Configured, PasswordHash};
use super::store::{self, NewUser};

/// Import users from CSV or JSON lines: all of them or none
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Columns: email, and if you like name, role (user), password_hash, is_active (true), created_at \
    (now).\nA password_hash is one of Argon2, bcrypt or Werkzeug; without one no password matches until one is set.\n\
    What `user export` writes can be imported.\n\nExamples:\n  \
    claviger user import people.csv --dry-run\n  \
    claviger user import people.jsonl --if-missing\n  \
    ldapsearch … | to-csv | claviger user import - --format csv"
)]
pub struct Args {
    #[command(flatten)]
    import: import::Incoming,
}

/// What a file of users may say.
pub(super) const COLUMNS: Columns = Columns {
    known: &["email", "name", "role", "password_hash", "is_active", "created_at"],
    required: &["email"],
    refused: &[
        ("password", "hashes are taken, under password_hash; or set passwords afterwards: claviger user set-password"),
        ("id", "the database gives the ids: leave it out"),
    ],
};

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let scheme = cx.settings.password_scheme().into();
    let now = cx.now();
    let mut read = cx.database().await?.read();
    if !introspect::is_unique(&mut read, "users", "email").await? {
        return Err(Error::conflict("nothing in the database keeps the users' e-mail addresses unique")
            .hint("an import could make users twice: CREATE UNIQUE INDEX on that column first"));
    }
    let columns = introspect::mapped_columns(&mut read, "users").await?;
    let limit = |column| columns.get(column).and_then(Column::find_limit).map(|limit| (column, limit));
    let key = store::missing_key(&mut read).await?;
    let parser = Parser {
        has_name: columns.contains_key("name"),
        has_created_at: columns.contains_key("created_at"),
        limits: ["email", "name", "role", "password_hash"].into_iter().filter_map(limit).collect(),
        key,
        scheme,
        now,
        rng: Rng::system(),
    };
    let loader = Loader { many: None, has_key: key.is_some(), roles: BTreeMap::new() };
    import::import(cx, &args.import, parser, loader).await
}

/// What the database allows, found out before the first line is read.
struct Parser {
    has_name: bool,
    has_created_at: bool,
    /// The characters that a column keeps, where it has a limit.
    limits: Vec<(&'static str, usize)>,
    key: Option<KeyForm>,
    scheme: Configured,
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
        let email = fields.require("email").unwrap_or_default();
        if !email.is_empty() {
            fields.check("email", model::check_email(&email));
        }
        let name = self.name(fields);
        let role = fields.take("role").unwrap_or_else(|| "user".to_owned());
        let hash = self.password_hash(fields)?;
        let is_active = fields.flag("is_active", true);
        let created_at = fields.time("created_at");
        if created_at.is_some() && !self.has_created_at {
            fields.refuse("created_at", "the application's users have none: `tables.users.created_at` is not mapped");
        }
        for (column, value) in [
            ("email", email.as_str()),
            ("name", name.as_deref().unwrap_or_default()),
            ("role", &role),
            ("password_hash", hash.as_stored()),
        ] {
            self.check_length(fields, column, value);
        }
        if fields.count_faults() > before {
            return Ok(None);
        }
        let key = self.key.map(|form| form.make(&mut self.rng)).transpose()?;
        let new = NewUser { email, name, role, created_at: created_at.unwrap_or(self.now), key: self.key };
        Ok(Some(NewRow::new(new, &hash, is_active, key.as_ref())))
    }
}

impl Parser {
    fn name(&self, fields: &mut Fields<'_>) -> Option<String> {
        let name = fields.take("name")?;
        fields.check("name", model::check_name(&name));
        if !self.has_name {
            fields.refuse("name", "the application's users have none: `tables.users.name` is not mapped");
        }
        Some(name)
    }

    /// The hash of the line, or one that no password matches.
    fn password_hash(&mut self, fields: &mut Fields<'_>) -> Result<PasswordHash> {
        match fields.take("password_hash").map(PasswordHash::from_stored) {
            Some(hash) => {
                fields.check("password_hash", password::check_stored(&hash));
                Ok(hash)
            }
            None => password::unusable(self.scheme, &mut self.rng),
        }
    }

    fn check_length(&self, fields: &mut Fields<'_>, column: &str, value: &str) {
        let limit = self.limits.iter().find(|(limited, _)| *limited == column).map(|(_, limit)| *limit);
        if let Some(limit) = limit.filter(|limit| value.len() > *limit && value.chars().count() > *limit) {
            fields.refuse(column, format!("it is longer than the {limit} characters that the database keeps"));
        }
    }
}

struct Loader {
    many: Option<Many>,
    has_key: bool,
    /// The roles met so far: as they are to be stored, or why there is none.
    roles: BTreeMap<String, Result<String, String>>,
}

impl Loader {
    async fn look_up(&mut self, read: &mut Reader<'_>, role: &str) -> Result<()> {
        if self.roles.contains_key(role) {
            return Ok(());
        }
        let found = match store::get_role(read, role).await {
            Ok(spelling) => Ok(spelling),
            Err(error) if error.kind() == Kind::NotFound => {
                let hint = error.hint_text().map(|hint| format!("; {hint}")).unwrap_or_default();
                Err(format!("{}{hint}", error.message()))
            }
            Err(error) => return Err(error),
        };
        self.roles.insert(role.to_owned(), found);
        Ok(())
    }
}

impl Load for Loader {
    type Row = NewRow;
    const WHAT: &'static str = "user";
    const IDENTITY: &'static str = "email";

    fn identity(&self, row: &NewRow) -> String {
        row.email().to_lowercase()
    }

    async fn prepare(&mut self, write: &mut Writer<'_>) -> Result<()> {
        self.many = Some(many::prepare(write, self.has_key).await?);
        Ok(())
    }

    async fn resolve(&mut self, read: &mut Reader<'_>, batch: &mut [Line<NewRow>], faults: &mut Faults) -> Result<()> {
        for line in batch {
            let role = line.row.role().to_owned();
            self.look_up(read, &role).await?;
            match self.roles.get(&role) {
                Some(Ok(spelling)) if *spelling == role => {}
                Some(Ok(spelling)) => line.row.set_role(spelling),
                Some(Err(why)) => faults.push(Fault::bad(line.number, Some("role"), why.clone())),
                None => {}
            }
        }
        Ok(())
    }

    async fn find_existing(&self, read: &mut Reader<'_>, batch: &[Line<NewRow>]) -> Result<Vec<bool>> {
        let emails: Vec<&str> = batch.iter().map(|line| line.row.email()).collect();
        let taken = many::find_taken(read, &emails).await?;
        // DIALECT: SQLite and some locales of PostgreSQL know the lower case of ASCII only.
        let is_taken =
            |email: &&str| taken.contains(&email.to_lowercase()) || taken.contains(&email.to_ascii_lowercase());
        Ok(emails.iter().map(is_taken).collect())
    }

    async fn insert(&self, write: &mut Writer<'_>, rows: &[&Line<NewRow>]) -> Result<Written> {
        let many = self.many.as_ref().ok_or_else(|| Error::internal("the import was not prepared"))?;
        let rows: Vec<_> = rows.iter().map(|line| line.row.values()).collect();
        many::insert(write, many, &rows).await
    }

    fn event(&self, target: &str) -> Event {
        Event::new("user.imported", target)
    }
}
