//! `user import`.

use crate::base::{Error, Kind, Result, Rng, Timestamp, text};
use crate::bulk::import::{self, Line, Load, Parse};
use crate::bulk::{Columns, Faults, Fields};
use crate::change::Finished;
use crate::context::Context;
use crate::db::introspect::{self, Column};
use crate::db::{Event, Many, Reader, Value, Writer};

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
    import: import::Args,
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
        return Err(Error::new(Kind::Conflict, "nothing in the database keeps the users' e-mail addresses unique")
            .hint("an import could make users twice: CREATE UNIQUE INDEX on that column first"));
    }
    let columns = introspect::mapped_columns(&mut read, "users").await?;
    let rules = Rules {
        roles: find_roles(&mut read, columns.get("role")).await?,
        has_name: columns.contains_key("name"),
        has_created_at: columns.contains_key("created_at"),
        limits: ["email", "name", "role", "password_hash"]
            .map(|column| (column, columns.get(column).and_then(Column::find_limit)))
            .into_iter()
            .filter_map(|(column, limit)| limit.map(|limit| (column, limit)))
            .collect(),
        scheme,
        now,
    };
    import::import(cx, &args.import, Parser { rules, rng: Rng::system() }, Loader { many: None }).await
}

/// The roles that a user can have: those of the application's table, or the labels of a native enum.
async fn find_roles(read: &mut Reader<'_>, column: Option<&Column>) -> Result<Option<Vec<String>>> {
    if let Some(roles) = store::list_roles(read).await? {
        return Ok(Some(roles));
    }
    Ok(column.map(|column| column.labels.clone()).filter(|labels| !labels.is_empty()))
}

/// What the database allows, found out before the first line is read.
struct Rules {
    roles: Option<Vec<String>>,
    has_name: bool,
    has_created_at: bool,
    /// The characters that a column keeps, where it has a limit.
    limits: Vec<(&'static str, usize)>,
    scheme: Configured,
    now: Timestamp,
}

struct Parser {
    rules: Rules,
    rng: Rng,
}

/// A user as the statement takes him: the address is the first of the values.
struct NewRow([Value; 6]);

impl NewRow {
    fn email(&self) -> &str {
        let [email, ..] = &self.0;
        email.find_text().unwrap_or_default()
    }
}

impl Parse for Parser {
    type Row = NewRow;

    fn columns(&self) -> &'static Columns {
        &COLUMNS
    }

    fn parse(&mut self, fields: &mut Fields<'_>) -> Result<Option<NewRow>> {
        let before = fields.count_faults();
        let email = fields.require("email");
        if let Some(email) = &email {
            fields.check("email", model::check_email(email));
        }
        let name = self.name(fields);
        let role = fields.take("role").unwrap_or_else(|| "user".to_owned());
        self.check_role(fields, &role);
        let password_hash = self.password_hash(fields)?;
        let is_active = fields.flag("is_active", true);
        let created_at = fields.time("created_at");
        if created_at.is_some() && !self.rules.has_created_at {
            fields.refuse("created_at", "the application's users have none: `tables.users.created_at` is not mapped");
        }
        for (column, value) in [
            ("email", email.as_deref()),
            ("name", name.as_deref()),
            ("role", Some(role.as_str())),
            ("password_hash", Some(password_hash.as_stored())),
        ] {
            self.check_length(fields, column, value.unwrap_or_default());
        }
        let (Some(email), true) = (&email, fields.count_faults() == before) else { return Ok(None) };
        let new = NewUser {
            email,
            name: name.as_deref(),
            role: &role,
            password_hash: &password_hash,
            created_at: created_at.unwrap_or(self.rules.now),
        };
        Ok(Some(NewRow(store::new_row(&new, is_active))))
    }
}

impl Parser {
    fn name(&self, fields: &mut Fields<'_>) -> Option<String> {
        let name = fields.take("name")?;
        fields.check("name", model::check_name(&name));
        if !self.rules.has_name {
            fields.refuse("name", "the application's users have none: `tables.users.name` is not mapped");
        }
        Some(name)
    }

    fn check_role(&self, fields: &mut Fields<'_>, role: &str) {
        let Some(roles) = &self.rules.roles else { return };
        if !roles.iter().any(|known| known == role || known.eq_ignore_ascii_case(role)) {
            let (role, known) = (text::shorten(role, 40), roles.join(", "));
            fields.refuse("role", format!("there is no role `{role}`, only: {known}"));
        }
    }

    /// The hash of the line, or one that no password matches.
    fn password_hash(&mut self, fields: &mut Fields<'_>) -> Result<PasswordHash> {
        match fields.take("password_hash").map(PasswordHash::from_stored) {
            Some(hash) => {
                fields.check("password_hash", password::check_stored(&hash));
                Ok(hash)
            }
            None => password::unusable(self.rules.scheme, &mut self.rng),
        }
    }

    fn check_length(&self, fields: &mut Fields<'_>, column: &str, value: &str) {
        let limit = self.rules.limits.iter().find(|(limited, _)| *limited == column).map(|(_, limit)| *limit);
        if let Some(limit) = limit.filter(|limit| value.len() > *limit && value.chars().count() > *limit) {
            fields.refuse(column, format!("it is longer than the {limit} characters that the database keeps"));
        }
    }
}

struct Loader {
    many: Option<Many>,
}

impl Load for Loader {
    type Row = NewRow;
    const WHAT: &'static str = "user";
    const IDENTITY: &'static str = "email";

    fn identity(&self, row: &NewRow) -> String {
        row.email().to_lowercase()
    }

    async fn prepare(&mut self, write: &mut Writer<'_>, if_missing: bool) -> Result<()> {
        self.many = Some(store::prepare_insert_many(write, if_missing).await?);
        Ok(())
    }

    async fn resolve(&self, _: &mut Reader<'_>, _: &mut Vec<Line<NewRow>>, _: &mut Faults) -> Result<()> {
        Ok(())
    }

    async fn find_existing(&self, read: &mut Reader<'_>, batch: &[Line<NewRow>]) -> Result<Vec<bool>> {
        let emails: Vec<&str> = batch.iter().map(|line| line.row.email()).collect();
        let taken = store::find_taken(read, &emails).await?;
        // DIALECT: SQLite and some locales of PostgreSQL know the lower case of ASCII only.
        let is_taken =
            |email: &&str| taken.contains(&email.to_lowercase()) || taken.contains(&email.to_ascii_lowercase());
        Ok(emails.iter().map(is_taken).collect())
    }

    async fn insert(&self, write: &mut Writer<'_>, rows: &[&Line<NewRow>]) -> Result<u64> {
        let many = self.many.as_ref().ok_or_else(|| Error::internal("the import was not prepared"))?;
        let rows: Vec<&[Value]> = rows.iter().map(|line| line.row.0.as_slice()).collect();
        store::insert_many(write, many, &rows).await
    }

    fn event(&self, target: &str) -> Event {
        Event::new("user.imported", target)
    }
}
