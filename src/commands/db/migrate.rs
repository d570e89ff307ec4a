//! `db migrate`.

use crate::base::Result;
use crate::base::exit::Status;
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::{Database, introspect, migrate};
use crate::output::View;

use super::model::Migrated;

/// Make claviger's own tables, or bring them up to date
///
/// Only tables named claviger_… are touched; those of the application are never altered. What the mapping names and
/// the database does not have is reported as a warning. A database that a newer claviger made is refused.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claviger db migrate\n  claviger db migrate --check     (exit 11 when something is to be done)"
)]
pub struct Args {
    /// Change nothing; exit with 11 when migrations are to be applied
    #[arg(long)]
    check: bool,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let mut database = cx.open_database().await?;
    let finished = bring_up_to_date(&args, cx, &mut database).await;
    let closed = database.close().await;
    finished.and_then(|finished| closed.map(|()| finished))
}

async fn bring_up_to_date(args: &Args, cx: &Context, database: &mut Database) -> Result<Finished> {
    if migrate::version(database).await? > migrate::newest() {
        migrate::require_current(database).await?;
    }
    let pending = migrate::pending(database).await?;
    if pending.is_empty() {
        return Ok(Finished::unchanged(look(cx, database, pending, Vec::new()).await?));
    }
    if args.check {
        return Ok(Finished::unchanged(look(cx, database, pending, Vec::new()).await?).with_status(Status::Pending));
    }
    if let Some(status) = change::stop_before(cx) {
        return Ok(Finished::unchanged(look(cx, database, pending, Vec::new()).await?).with_status(status));
    }
    let applied = migrate::apply(database, false).await?;
    let has_changed = !applied.is_empty();
    let view = look(cx, database, Vec::new(), applied).await?;
    // Another run may have been first.
    Ok(if has_changed { Finished::changed(view) } else { Finished::unchanged(view) })
}

/// The state as it is now, with a warning for every name that leads nowhere.
async fn look(
    cx: &Context,
    database: &mut Database,
    pending: Vec<&'static str>,
    applied: Vec<&'static str>,
) -> Result<View> {
    let missing_names = introspect::missing_names(&mut database.read()).await?;
    for name in &missing_names {
        cx.printer.warn(&format!("the mapping names what is not there: {name}"));
    }
    Ok(View::one(Migrated {
        database: database.describe(),
        engine: database.engine().name(),
        version: migrate::version(database).await?,
        newest: migrate::newest(),
        pending,
        applied,
        missing_names,
    }))
}
