//! `secret env`.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value as Json;

use crate::base::{NewOwner, Result, Secret, text as words};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::commands::secret::export::recorded_name;
use crate::commands::secret::generate::{self, Kind, Size};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::{Cell, Record, View};

use super::edit;
use super::file::{Content, EnvFile};
use super::plan::{self, Action, Plan, Variable, Wanted};

/// Provision the .env file of an application: generate what is missing, keep what is there
///
/// An empty value counts as missing. Comments, order, quotes and line ends stay as they are; the file is closed to
/// other users. No value is printed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The variables are SECRET_KEY (hex), JWT_SECRET_KEY (jwt), ENCRYPTION_KEY (fernet), DB_PASSWORD\n\
    (password), and those given by --add.\n\nExamples:\n  \
    claviger secret env .env\n  \
    claviger secret env .env --add CSRF_KEY=urlsafe --add ADMIN_PIN=pin\n  \
    claviger secret env .env --rotate JWT_SECRET_KEY\n  \
    claviger secret env /srv/app/.env --owner app:app"
)]
pub struct Args {
    /// The file, which is made where it is missing
    file: PathBuf,
    /// One more variable and its kind; may be given several times
    #[arg(long, value_name = "NAME=KIND")]
    add: Vec<Wanted>,
    /// Replace the value of a variable; may be given several times
    #[arg(
        long,
        value_name = "NAME",
        help = "Replace the value of a variable; that of an encryption key stays as NAME_PREVIOUS"
    )]
    rotate: Vec<String>,
    /// Whom the file shall belong to, by name or by number; needs the right to give files away
    #[arg(long, value_name = "USER[:GROUP]")]
    owner: Option<String>,
}

struct Provision {
    file: EnvFile,
    target: String,
    wanted: Vec<Wanted>,
    rotate: Vec<String>,
}

/// A variable as it is shown.
#[derive(Serialize)]
struct Shown {
    name: String,
    kind: &'static str,
    action: &'static str,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["name", "kind", "action"];

    fn cells(&self) -> Vec<Cell> {
        let action = match self.action {
            "kept" => Cell::Dim(self.action.to_owned()),
            _ => Cell::Good(self.action.to_owned()),
        };
        vec![Cell::Id(self.name.clone()), Cell::text(self.kind), action]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.name.clone())]
    }
}

/// Runs the verb.
pub(crate) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let wanted = plan::wanted(&args.add)?;
    args.rotate.iter().try_for_each(|name| plan::check_name(name))?;
    let owner = args.owner.as_deref().map(NewOwner::find).transpose()?;
    let target = recorded_name(&args.file)?;
    let file = EnvFile::lock(&args.file, owner)?;
    change::carry_out_external(cx, &Provision { file, target, wanted, rotate: args.rotate }).await
}

impl Provision {
    fn list(variables: &[Variable]) -> View {
        let shown = |variable: &Variable| Shown {
            name: variable.name.clone(),
            kind: variable.kind.name(),
            action: variable.action.name(),
        };
        View::list(variables.iter().map(shown).collect())
    }

    /// What is to be known about the new values, once they are there.
    fn consequences(&self, plan: &Plan, content: &Content) -> Vec<String> {
        let path = self.file.path().display();
        let mode = content
            .loose_mode()
            .map(|mode| format!("`{path}` was open to other users (mode {mode:04o}), and is closed now"));
        let owner = self
            .file
            .next_owner(content)
            .zip(content.owner())
            .map(|(next, before)| format!("`{path}` belonged to {before}, and belongs to {next} now"));
        let previous = plan.previous.iter().map(|previous| {
            format!("the old key stays as `{}`: what is encrypted under it can be read with it only", previous.name)
        });
        let passwords = plan.variables.iter().filter(|one| one.action == Action::Rotated && one.kind == Kind::Password);
        let passwords =
            passwords.map(|one| format!("`{}` is new in the file only: change it where it is checked, too", one.name));
        mode.into_iter().chain(owner).chain(previous).chain(passwords).collect()
    }
}

impl ExternalChange for Provision {
    type Plan = (Plan, Content);
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<(Plan, Content)> {
        let content = self.file.read()?;
        let plan = plan::plan(content.text(self.file.path())?, &self.wanted, &self.rotate)
            .map_err(|error| error.context(format!("can not provision `{}`", self.file.path().display())))?;
        for warning in &plan.warnings {
            cx.printer.warn(&format!("{}: {warning}", self.file.path().display()));
        }
        self.file.check_owner(&content)?;
        Ok((plan, content))
    }

    fn is_noop(&self, (plan, content): &(Plan, Content)) -> bool {
        plan.keeps_all() && content.loose_mode().is_none() && self.file.next_owner(content).is_none()
    }

    fn danger(&self, _: &(Plan, Content)) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        format!("`{}`", self.file.path().display())
    }

    fn preview(&self, (plan, content): (Plan, Content)) -> View {
        let view = Self::list(&plan.variables);
        let mode =
            content.loose_mode().map(|mode| format!("It is open to other users (mode {mode:04o}), which would end"));
        let owner = self.file.next_owner(&content).map(|next| match content.owner() {
            Some(present) => format!("It belongs to {present}, and would belong to {next}"),
            None => format!("It would belong to {next}"),
        });
        let notes: Vec<String> = mode.into_iter().chain(owner).collect();
        if notes.is_empty() { view } else { view.with_note(notes.join(". ")) }
    }

    fn intent(&self, (plan, content): &(Plan, Content)) -> Event {
        Event::new("secret.env_provisioned", self.target.as_str())
            .with("generated", plan.names(Action::Generated))
            .with("rotated", plan.names(Action::Rotated))
            .with("inode", content.inode())
            .with("mode_was", content.loose_mode().map(|mode| format!("{mode:04o}")))
            .with("owner_was", self.file.next_owner(content).and(content.owner()).map(|owner| owner.to_string()))
            .with("owner", self.file.next_owner(content).map(|owner| owner.to_string()))
    }

    /// The file is replaced as a whole, so one variable tells of all of them.
    async fn probe(&self, _: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        let detail: Json = serde_json::from_str(&unfinished.detail).unwrap_or_default();
        let content = self.file.read()?;
        let text = content.text(self.file.path())?;
        let is_same_file = content.inode() == detail.get("inode").and_then(Json::as_u64);
        let generated = detail.get("generated").and_then(Json::as_array).into_iter().flatten();
        let mut generated = generated.filter_map(Json::as_str).peekable();
        let has_rotated = detail.get("rotated").and_then(Json::as_array).is_some_and(|names| !names.is_empty());
        Ok(if is_same_file {
            Some(false)
        } else if generated.peek().is_some() {
            Some(generated.all(|name| plan::find_value(text, name).is_some()))
        } else if has_rotated {
            // Another file is there, and whether its values are ours is written nowhere.
            None
        } else {
            let owner = detail.get("owner").and_then(Json::as_str);
            let is_given = owner.is_none_or(|owner| content.owner().is_some_and(|now| now.to_string() == owner));
            Some(content.loose_mode().is_none() && is_given)
        })
    }

    async fn act(&self, (plan, content): &(Plan, Content), cx: &mut Context, _: &str) -> Result<()> {
        let mut values = Vec::new();
        for variable in plan.variables.iter().filter(|variable| variable.action != Action::Kept) {
            values.push(generate::generate(variable.kind, Size::default(), &mut cx.sources.rng)?.value);
        }
        let text = content.text(self.file.path())?;
        self.file.replace(content, &edit::apply(text, plan, &values)?)?;
        for consequence in self.consequences(plan, content) {
            cx.printer.warn(&consequence);
        }
        Ok(())
    }

    fn view(&self, (plan, _): (Plan, Content), (): ()) -> View {
        let count = plan.variables.iter().filter(|variable| variable.action != Action::Kept).count();
        let new = words::count(count, "new value");
        Self::list(&plan.variables).with_note(format!("{new} in {}", self.file.path().display()))
    }
}
