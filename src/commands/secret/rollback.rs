//! `secret rollback`.

use crate::base::{Error, Result};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover;
use crate::output::{Cell, Record, View};
use crate::vault::{Document, Path, Revision, State, Vault, Version};

use super::model::{self, WholePath};
use super::store;

/// Make an earlier version of a secret the current one again, also after it was deleted
///
/// What that version holds is written as a new version, so nothing is lost and the way back is the same.
/// Where the current version is deleted and named, it is brought back as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claviger secret history app/db\n  claviger secret rollback app/db --version 3")]
pub struct Args {
    /// Path of the secret
    path: WholePath,
    /// Which version, of those that `secret history` shows
    #[arg(long = "version", value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    number: u64,
}

struct Rollback {
    path: Path,
    to: Version,
}

/// What has to be done, with the version that is current before it.
struct Plan {
    current: Version,
    step: Step,
}

enum Step {
    /// The current version holds what is wanted.
    Nothing,
    /// The wanted version is deleted; it is also the current one.
    BringBack,
    /// It is written anew. `None`: it is deleted, and can be read once it is brought back.
    WriteAnew(Option<Document>),
}

/// What is shown of it.
#[derive(serde::Serialize)]
struct RolledBack {
    path: String,
    version: u64,
    from_version: u64,
}

impl Record for RolledBack {
    const COLUMNS: &'static [&'static str] = &["path", "version", "from_version"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.path), Cell::number(self.version), Cell::number(self.from_version)]
    }

    fn plain(&self) -> Vec<crate::base::Secret> {
        vec![crate::base::Secret::from_text(self.version.to_string())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let WholePath(path) = args.path;
    change::carry_out_external(cx, &Rollback { path, to: Version(args.number) }).await
}

impl Rollback {
    fn wanted<'a>(&self, revisions: &'a [Revision]) -> Result<&'a Revision> {
        let Some(current) = revisions.last() else { return Err(store::missing(&self.path, None)) };
        let look = format!("see which there are: claviger secret history {}", self.path);
        let wanted = revisions.iter().find(|revision| revision.version == self.to).ok_or_else(|| {
            let why = if self.to > current.version { "was never written" } else { "is too old to be kept" };
            Error::not_found(format!("version {} of `{}` {why}", self.to, self.path)).hint(look.clone())
        })?;
        if wanted.state == State::Destroyed {
            return Err(Error::conflict(format!("version {} of `{}` is destroyed", self.to, self.path)).hint(look));
        }
        Ok(wanted)
    }

    fn shown(&self, version: Version) -> View {
        View::one(RolledBack { path: self.path.to_string(), version: version.0, from_version: self.to.0 })
    }
}

impl Plan {
    /// The version that is current afterwards.
    const fn next(&self) -> Version {
        match self.step {
            Step::Nothing | Step::BringBack => self.current,
            Step::WriteAnew(_) => Version(self.current.0 + 1),
        }
    }
}

impl ExternalChange for Rollback {
    type Plan = Plan;
    type Done = Version;

    async fn plan(&self, cx: &mut Context) -> Result<Plan> {
        handover::guard_own(cx, &self.path)?;
        let vault = cx.vault()?;
        let revisions = vault.versions(&self.path).await?;
        let wanted = self.wanted(&revisions)?;
        let current = revisions.last().map_or(Version::ABSENT, |revision| revision.version);
        let step = match (wanted.state, self.to == current) {
            (State::Deleted, true) => Step::BringBack,
            (State::Deleted, false) => Step::WriteAnew(None),
            (_, true) => Step::Nothing,
            (_, false) => {
                let earlier = vault.read_version(&self.path, self.to).await?.map(|(document, _)| document);
                let now = vault.read(&self.path).await?.map(|(document, _)| document);
                if now.is_some() && now == earlier { Step::Nothing } else { Step::WriteAnew(earlier) }
            }
        };
        Ok(Plan { current, step })
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        matches!(plan.step, Step::Nothing)
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        "the vault".to_owned()
    }

    fn preview(&self, plan: Plan) -> View {
        let view = self.shown(plan.next());
        if self.is_noop(&plan) { view.with_note("That is what the current version holds already") } else { view }
    }

    fn intent(&self, plan: &Plan) -> Event {
        Event::new(model::ROLLED_BACK, self.path.as_str()).with("version", plan.current.0).with("to", self.to.0)
    }

    fn related(&self) -> &'static [&'static str] {
        model::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, plan: &Plan, cx: &mut Context, operation: &str) -> Result<Version> {
        let document = match &plan.step {
            Step::Nothing => return Ok(plan.current),
            Step::BringBack => {
                cx.vault()?.undelete(&self.path, &[self.to]).await?;
                return Ok(plan.current);
            }
            Step::WriteAnew(Some(document)) => document.clone(),
            Step::WriteAnew(None) => {
                let vault = cx.vault()?;
                vault.undelete(&self.path, &[self.to]).await?;
                let found = vault.read_version(&self.path, self.to).await?;
                found.map(|(document, _)| document).ok_or_else(|| {
                    Error::conflict(format!("version {} of `{}` was removed meanwhile", self.to, self.path))
                        .hint(format!("see what is left: claviger secret history {}", self.path))
                })?
            }
        };
        store::write(cx, &self.path, &document, plan.current, operation).await
    }

    fn view(&self, _: Plan, version: Version) -> View {
        self.shown(version)
    }
}
