//! `event anchor`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Error, Kind, Result, Secret, clock, id};
use crate::change::{Finished, stop_before};
use crate::context::Context;
use crate::output::{Cell, Format, Record, View};
use crate::vault::Version;

use super::file;
use super::model::{Anchor, Claim, Refusal};
use super::record::{self, Sound};
use super::store::{self, Ledger};

/// How often it is tried anew when another run has made an anchor meanwhile.
const ATTEMPTS: usize = 3;

/// Vouch for the record of changes outside of the database
///
/// Verifies the chain from the last anchor on, and keeps its head in the vault, authenticated (HMAC-SHA-256) under a key
/// that is made on first use and never leaves the vault. From then on `event verify --anchor` finds whatever is done to
/// the events up to there, also by the owner of the database. Where nothing was recorded since the last anchor, nothing
/// is done. A record that contradicts an anchor is not anchored: exit 9.
///
/// The vault keeps the newest 64 anchors beside the keyring, in `claviger/keyring-anchors`. JSON has `seq` and `hash` of
/// the head, `at`, `series`, `events` vouched for anew, `vault` and `version` of the document, `file`, and `line`: the
/// anchor as it is to be kept in a log or a file, which is all that -o plain prints.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "An anchor leaves no event: it would move the head past what was just anchored.\n\nExamples:\n  \
    claviger event anchor\n  \
    claviger event anchor --out /mnt/worm/anchors.jsonl\n  \
    claviger event anchor --out - | logger -t claviger\n  \
    claviger event anchor --restart --reason 'restored the backup of Tuesday'"
)]
pub struct Args {
    /// Also add the anchor, as a line, to this file (made with mode 0600); - prints nothing but the line
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where the record contradicts the anchors for a good reason (a restored backup), or they were deleted from the
    /// vault: begin a new series, in which the older ones no longer count. Needs --reason
    #[arg(long)]
    restart: bool,
}

/// What is to be done.
struct Plan {
    /// As it was found, with a new key where there was none.
    ledger: Ledger,
    version: Version,
    anchor: Anchor,
    /// Whether the vault lacks the anchor.
    is_new: bool,
    /// Whether the file lacks it.
    is_for_file: bool,
    /// Events that no anchor vouched for.
    events: i64,
}

#[derive(Serialize)]
struct Shown {
    seq: i64,
    hash: String,
    at: String,
    series: u32,
    events: i64,
    vault: String,
    version: Option<u64>,
    file: Option<String>,
    line: Option<String>,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["seq", "hash", "at", "events", "vault", "line"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Number(self.seq),
            Cell::Id(self.hash.clone()),
            Cell::text(&self.at),
            Cell::Number(self.events),
            Cell::Id(self.vault.clone()),
            self.line.clone().map_or(Cell::Empty, Cell::Id),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.line.clone().map(Secret::from_text).into_iter().collect()
    }
}

/// Runs the verb.
pub(in crate::commands::event) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    if args.restart && cx.options.reason.as_deref().is_none_or(str::is_empty) {
        return Err(Error::usage("--restart needs a reason, which the anchor keeps")
            .hint("add --reason 'restored the backup of …'"));
    }
    let is_printed = args.out.as_deref() == Some(Path::new("-"));
    let file = args.out.clone().filter(|_| !is_printed);
    let file = file.as_deref();
    for attempt in 1.. {
        let mut plan = plan(cx, &args, file).await?;
        if !plan.is_new && !plan.is_for_file {
            let view = show(cx, &plan, file, is_printed, true)?;
            return Ok(Finished::unchanged(view.with_note("Nothing was recorded since the last anchor")));
        }
        if let Some(status) = stop_before(cx) {
            let is_durable = !plan.is_new;
            return Ok(Finished::unchanged(show(cx, &plan, file, is_printed, is_durable)?).with_status(status));
        }
        if let Err(error) = keep_in_vault(cx, &mut plan).await {
            let may_repeat = error.kind() == Kind::Conflict && attempt < ATTEMPTS;
            // Another run was quicker: perhaps nothing is left to do. A vault that is locked is another matter.
            if may_repeat && store::find(cx, true).await?.1 != plan.version {
                continue;
            }
            return Err(error);
        }
        if let Some(path) = file.filter(|_| plan.is_for_file) {
            keep_in_file(&plan, path)?;
        }
        let view = show(cx, &plan, file, is_printed, true)?;
        return Ok(Finished::changed(match note_of(&plan) {
            Some(note) => view.with_note(note),
            None => view,
        }));
    }
    Err(Error::internal("no attempt was made"))
}

async fn plan(cx: &mut Context, args: &Args, file: Option<&Path>) -> Result<Plan> {
    // In the opposite order of writing: what another run adds meanwhile to the one is not missed in the other.
    let in_file = file.map(file::find_last).transpose()?.flatten();
    let (found, version) = store::find(cx, args.restart).await?;
    let ledger = match found {
        Some(ledger) => ledger,
        None => Ledger::new(&mut cx.sources.rng)?,
    };
    let refuse = |what: String, refusal: &Refusal| {
        Error::integrity(format!("the last anchor {what} {}", refusal.meaning()))
            .hint("nothing was anchored; see what else is wrong: claviger event verify --anchor")
    };
    let last = ledger.anchors.last();
    if let Some(last) = last {
        ledger.key.check(last).map_err(|refusal| refuse("in the vault".to_owned(), &refusal))?;
    }
    if let (Some(anchor), Some(path)) = (&in_file, file) {
        ledger.key.check(anchor).map_err(|refusal| refuse(format!("in `{}`", path.display()), &refusal))?;
    }
    let counting = in_file.iter().filter(|anchor| anchor.series >= ledger.series);
    let anchors: Vec<&Anchor> = last.into_iter().chain(counting).collect();
    let (sound, series, since) = match record::examine(cx, &anchors).await? {
        Ok(sound) => (sound, ledger.series, last.map_or(0, |last| last.seq)),
        Err(_) if args.restart && !anchors.is_empty() => {
            let newest = anchors.iter().map(|anchor| anchor.series).max().unwrap_or(ledger.series);
            match record::examine(cx, &[]).await? {
                Ok(sound) => (sound, newest + 1, 0),
                Err(finding) => return Err(contradiction(&finding.sentence())),
            }
        }
        Err(finding) => return Err(contradiction(&finding.sentence())),
    };
    let Sound { head, origin } = sound;
    let same = last.filter(|last| (last.series, last.seq, &last.hash) == (series, head.seq, &head.hash));
    let is_new = same.is_none();
    let anchor = match same {
        Some(last) => last.clone(),
        None => ledger.key.sign(Claim {
            series,
            seq: head.seq,
            hash: head.hash,
            at: clock::rfc3339(cx.now()),
            origin,
            database: cx.database().await?.describe(),
            reason: cx.options.reason.clone().unwrap_or_default(),
        })?,
    };
    let is_for_file = file.is_some() && in_file.as_ref() != Some(&anchor);
    Ok(Plan { events: anchor.seq - since, ledger, version, anchor, is_new, is_for_file })
}

fn contradiction(finding: &str) -> Error {
    Error::integrity(format!("nothing was anchored: {finding}"))
        .hint("claviger event verify --anchor; after a restored backup: claviger event anchor --restart --reason …")
}

/// Writes the anchor to the vault, which decides between runs, where it is lacking there.
async fn keep_in_vault(cx: &mut Context, plan: &mut Plan) -> Result<()> {
    if plan.is_new {
        plan.ledger.add(plan.anchor.clone());
        let operation = id::operation_id(&mut cx.sources.rng)?;
        plan.version = store::write(cx, &plan.ledger, plan.version, &operation).await?;
    }
    Ok(())
}

/// Adds the anchor to the file, after the vault. A run that is killed in between is finished by the next one, which
/// finds the anchor in the one and not in the other.
fn keep_in_file(plan: &Plan, path: &Path) -> Result<()> {
    file::add(path, &plan.anchor).map_err(|error| {
        error
            .context(format!("the anchor is in the vault, but not in `{}`", path.display()))
            .hint("run the same command again")
    })
}

fn note_of(plan: &Plan) -> Option<String> {
    if plan.is_new && plan.ledger.anchors.len() == 1 {
        let before = "whatever was done to the record before this anchor, it can not tell";
        return Some(if plan.anchor.series == 1 {
            format!("The first anchor: {before}")
        } else {
            format!("The first anchor of a new series: {before}")
        });
    }
    None
}

fn show(cx: &Context, plan: &Plan, file: Option<&Path>, is_printed: bool, is_durable: bool) -> Result<View> {
    let line = if is_durable { Some(plan.anchor.line()?) } else { None };
    if let (Some(line), true, Format::Table) = (&line, is_printed, cx.printer.format()) {
        return Ok(View::text(line.as_str()));
    }
    let Anchor { seq, hash, at, series, .. } = plan.anchor.clone();
    Ok(View::one(Shown {
        seq,
        hash,
        at,
        series,
        events: if plan.is_new { plan.events } else { 0 },
        vault: format!("vault:{}", store::path(cx)?),
        version: is_durable.then_some(plan.version.0),
        file: file.map(|path| path.display().to_string()),
        line,
    }))
}
