//! `user export`.

use serde::Serialize;

use crate::base::exit::Status;
use crate::base::{Error, Result, Secret, Timestamp, clock};
use crate::bulk::export::{self, Value};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::Event;
use crate::output::{Cell, Format, Record, View};

use super::import::COLUMNS;
use super::many;
use super::store::{self, Account};

/// Export users as CSV or JSON lines, as `user import` reads them
#[derive(Debug, clap::Args)]
#[command(
    after_help = "In CSV a cell that a spreadsheet would run gets a ' before it, which an import takes away, and \
    control characters are shown; JSON lines are exact.\nPassword hashes are left out unless asked for, which is \
    recorded.\n\nExamples:\n  \
    claviger user export > people.csv\n  \
    claviger user export --out people.jsonl --with-hashes"
)]
pub struct Args {
    #[command(flatten)]
    export: export::Outgoing,
    /// Password hashes, too
    #[arg(long)]
    with_hashes: bool,
}

/// A user as an import reads him.
#[derive(Serialize)]
struct Portable {
    email: String,
    name: Option<String>,
    role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    password_hash: Option<String>,
    is_active: bool,
    created_at: Option<Timestamp>,
}

impl Portable {
    fn new(account: Account, with_hashes: bool) -> Self {
        let Account { user, password_hash } = account;
        Self {
            email: user.email,
            name: user.name,
            role: user.role,
            password_hash: with_hashes.then(|| password_hash.as_stored().to_owned()),
            is_active: user.active,
            created_at: user.created_at,
        }
    }

    /// The values in the order of the columns of an import.
    fn values(self, with_hashes: bool) -> Vec<Value> {
        let mut values = vec![Value::Text(Some(self.email)), Value::Text(self.name), Value::Text(Some(self.role))];
        if with_hashes {
            values.push(Value::Text(self.password_hash));
        }
        values.extend([Value::Flag(self.is_active), Value::Text(self.created_at.map(clock::rfc3339))]);
        values
    }
}

impl Record for Portable {
    const COLUMNS: &'static [&'static str] = &["email", "name", "role", "is_active", "created_at"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.email),
            Cell::optional(self.name.as_deref()),
            Cell::text(&self.role),
            Cell::Flag(self.is_active),
            Cell::time(self.created_at),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.email.clone())]
    }
}

/// What is shown when the users went into a file.
#[derive(Serialize)]
struct Exported {
    file: String,
    format: &'static str,
    users: u64,
    with_hashes: bool,
}

impl Record for Exported {
    const COLUMNS: &'static [&'static str] = &["file", "format", "users", "with_hashes"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.file), Cell::text(self.format), Cell::number(self.users), Cell::Flag(self.with_hashes)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.file.clone())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let Args { export, with_hashes } = args;
    if with_hashes && export.out.is_none() && cx.printer.stdout_is_terminal() {
        return Err(Error::usage("password hashes do not belong on a terminal")
            .hint("write them to a private file: --out FILE"));
    }
    export.check()?;
    let users = store::count(&mut cx.database().await?.read()).await?.total;
    let place = export.out.as_ref().map(|path| path.display().to_string());
    let format = export.format(&cx.printer).name();
    if let (Some(file), true) = (&place, cx.options.dry_run) {
        let users = u64::try_from(users).unwrap_or_default();
        let view = View::one(Exported { file: file.clone(), format, users, with_hashes });
        let status = change::stop_before(cx).unwrap_or(Status::Done);
        return Ok(Finished::unchanged(view).with_status(status));
    }
    if with_hashes && !cx.options.dry_run {
        // SECURITY: before the first of them leaves, so that no run that was killed took them unseen.
        let target = place.clone().unwrap_or_else(|| "standard output".to_owned());
        let event = Event::new("user.hashes_exported", target).with("users", users);
        cx.database().await?.begin().await?.commit(event).await?;
    }
    let Some(file) = place else { return to_standard_output(cx, &export, with_hashes).await };
    let users = write(cx, &export, with_hashes).await?;
    Ok(Finished::changed(View::one(Exported { file, format, users, with_hashes })))
}

async fn to_standard_output(cx: &mut Context, export: &export::Outgoing, with_hashes: bool) -> Result<Finished> {
    if cx.printer.format() != Format::Json {
        return write(cx, export, with_hashes).await.map(|_| Finished::shown(false));
    }
    // The envelope is one object, so it is put together before it is printed.
    let mut users = Vec::new();
    let mut read = cx.database().await?.read();
    many::for_each(&mut read, |account| {
        users.push(Portable::new(account, with_hashes));
        Ok(())
    })
    .await?;
    Ok(Finished::unchanged(View::list(users)))
}

async fn write(cx: &mut Context, export: &export::Outgoing, with_hashes: bool) -> Result<u64> {
    let columns = COLUMNS.known.iter().copied().filter(|column| with_hashes || *column != "password_hash");
    let (database, printer) = cx.database_and_printer().await?;
    let mut export = export.open(printer, columns.collect())?;
    many::for_each(&mut database.read(), |account| {
        export.row(&Portable::new(account, with_hashes).values(with_hashes))
    })
    .await?;
    export.finish()
}
