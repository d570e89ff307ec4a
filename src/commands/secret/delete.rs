//! `secret delete`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover;
use crate::output::{Cell, Record, View};
use crate::vault::{Document, Field, Path, Reference, Revision, Vault, Version};

use super::model::{self, Target};
use super::store;

/// Delete a secret, or one field of it; its versions can be brought back unless --destroy is given
#[derive(Debug, clap::Args)]
#[command(after_help = "A deleted field is left out of a new version. The last field takes the secret with it.\n\n\
    Examples:\n  \
    claviger secret delete app/db\n  \
    claviger secret delete app/db#old_password\n  \
    claviger secret delete app/db --destroy --reason 'leaked, replaced'")]
pub struct Args {
    /// What: a path, or after # the name of one field
    #[arg(value_name = "PATH[#FIELD]")]
    target: Target,
    /// Remove all versions with their history, for good
    #[arg(long)]
    destroy: bool,
}

struct Delete {
    path: Path,
    field: Option<Field>,
    destroy: bool,
}

enum Plan {
    /// It is gone.
    Nothing(Version),
    /// The current version is deleted.
    Version(Version),
    /// A version without the field is written.
    Field(Document, Version),
    /// Everything goes.
    All(Revision),
}

/// What is shown of it.
#[derive(Serialize)]
struct Deleted {
    path: String,
    field: Option<String>,
    version: Option<u64>,
    destroyed: bool,
}

impl Record for Deleted {
    const COLUMNS: &'static [&'static str] = &["path", "field", "version", "destroyed"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.path),
            Cell::optional(self.field.as_deref()),
            self.version.map_or(Cell::Empty, Cell::number),
            Cell::Flag(self.destroyed),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.path.clone())]
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let Reference { path, field } = args.target.0;
    if args.destroy && field.is_some() {
        return Err(Error::usage("--destroy removes a whole secret with its history, not one field")
            .hint(format!("claviger secret delete {path} --destroy")));
    }
    change::carry_out_external(cx, &Delete { path, field, destroy: args.destroy }).await
}

impl Delete {
    fn named(&self) -> Reference {
        Reference { path: self.path.clone(), field: self.field.clone() }
    }

    fn shown(&self, version: Option<Version>) -> View {
        View::one(Deleted {
            path: self.path.to_string(),
            field: self.field.as_ref().map(Field::to_string),
            version: version.map(|version| version.0),
            destroyed: self.destroy,
        })
    }

    /// Nothing is left of it. A run that was killed behind its last step is why; otherwise it was never there.
    async fn already_gone(&self, cx: &mut Context, error: Error) -> Result<Plan> {
        let kind = if self.destroy { model::DESTROYED } else { model::DELETED };
        if store::was_interrupted(cx, kind, &self.path).await? {
            return Ok(Plan::Nothing(Version::ABSENT));
        }
        Err(error)
    }
}

impl ExternalChange for Delete {
    type Plan = Plan;
    type Done = Option<Version>;

    async fn plan(&self, cx: &mut Context) -> Result<Plan> {
        handover::guard_own(cx, &self.path)?;
        let current = store::current(cx, &self.path).await?;
        let Some(revision) = current.revision else {
            return self.already_gone(cx, store::missing(&self.path, None)).await;
        };
        if self.destroy {
            return Ok(Plan::All(revision));
        }
        let Some(mut document) = current.document else { return Ok(Plan::Nothing(revision.version)) };
        let Some(field) = &self.field else { return Ok(Plan::Version(revision.version)) };
        if document.remove(field).is_none() {
            let missing = Error::not_found(format!("there is no field `{}`", self.named()))
                .hint("see which there are: claviger secret list");
            return self.already_gone(cx, missing).await;
        }
        // A secret without any field is no secret.
        Ok(if document.is_empty() { Plan::Version(revision.version) } else { Plan::Field(document, revision.version) })
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        matches!(plan, Plan::Nothing(_))
    }

    fn danger(&self, plan: &Plan) -> Danger {
        match plan {
            Plan::All(_) => Danger::Irreversible(format!("Destroy `{}` with all its versions", self.path)),
            _ => Danger::Reversible(format!("Delete `{}`", self.named())),
        }
    }

    fn place(&self, cx: &Context) -> String {
        cx.vault_description()
    }

    fn preview(&self, plan: Plan) -> View {
        match plan {
            Plan::Nothing(version) => {
                self.shown((version != Version::ABSENT).then_some(version)).with_note("It is deleted already")
            }
            Plan::Version(version) => self.shown(Some(version)),
            Plan::Field(_, version) => self.shown(Some(Version(version.0 + 1))),
            Plan::All(_) => self.shown(None),
        }
    }

    fn intent(&self, plan: &Plan) -> Event {
        let event =
            |kind: &'static str, version: Version| Event::new(kind, self.path.as_str()).with("version", version.0);
        match plan {
            Plan::Nothing(version) | Plan::Version(version) => event(model::DELETED, *version),
            Plan::Field(_, version) => {
                event(model::DELETED, *version).with("field", self.field.as_ref().map(Field::to_string))
            }
            Plan::All(revision) => {
                event(model::DESTROYED, revision.version).with("created_at", revision.created_at.to_string())
            }
        }
    }

    fn related(&self) -> &'static [&'static str] {
        model::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, plan: &Plan, cx: &mut Context, operation: &str) -> Result<Option<Version>> {
        match plan {
            Plan::Nothing(version) => Ok(Some(*version)),
            Plan::Version(version) => cx.vault()?.delete(&self.path, *version).await.map(|_| Some(*version)),
            Plan::Field(document, version) => {
                store::write(cx, &self.path, document, *version, operation).await.map(Some)
            }
            Plan::All(revision) => {
                // The vault compares nothing here: what was written since was not what somebody agreed to destroy.
                let now = store::current(cx, &self.path).await?.version();
                if now != revision.version {
                    return Err(Error::conflict(format!("`{}` was written meanwhile, version {now}", self.path))
                        .hint(format!("see what it is: claviger secret history {}", self.path)));
                }
                cx.vault()?.delete_all(&self.path).await.map(|_| None)
            }
        }
    }

    fn view(&self, plan: Plan, version: Option<Version>) -> View {
        let view = self.shown(version);
        match plan {
            Plan::Version(version) => view.with_note(format!(
                "It can be brought back: claviger secret rollback {} --version {version}",
                self.path
            )),
            _ => view,
        }
    }
}
