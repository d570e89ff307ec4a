//! `secret get`.

use serde::{Serialize, Serializer};

use crate::base::{Error, Result, Secret, text};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::db::Event;
use crate::handover::{Delivery, SecretOutput};
use crate::output::{Cell, Record, Revealed, View, reveal};
use crate::vault::{Document, Field, Reference, Revision, Vault, Version};

use super::export::Export;
use super::model::{self, Target};
use super::put::{Origin, Put};
use super::store;

/// Print a secret of the vault; on a terminal only with --reveal
///
/// Without #FIELD all fields are shown. A secret that is missing is exit 3, and is never taken from anywhere else
/// unless --fallback says so.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    PGPASSWORD=$(claviger secret get app/db#password -o plain)\n  \
    claviger secret get app/db --reveal\n  \
    claviger secret get app/tls#key --out /run/app/tls.key\n  \
    claviger secret get app/db#password --fallback env")]
pub struct Args {
    /// Which: a path, and after # the name of a field
    #[arg(value_name = "PATH[#FIELD]")]
    target: Target,
    /// Show the value on a terminal, too
    #[arg(long)]
    reveal: bool,
    /// An earlier version, of those that `secret history` shows
    #[arg(
        long = "version",
        value_name = "N",
        value_parser = clap::value_parser!(u64).range(1..),
        conflicts_with = "fallback"
    )]
    number: Option<u64>,
    /// Where else to look
    #[arg(
        long,
        value_name = "env[:NAME]",
        help = "Where the secret is missing, take the variable named like the field in upper case, or NAME; \
                this is warned of and recorded"
    )]
    fallback: Option<Fallback>,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// The variable to fall back to; none named means the one that the field names.
#[derive(Debug, Clone)]
struct Fallback(Option<String>);

impl std::str::FromStr for Fallback {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        match given.split_once(':') {
            None if given == "env" => Ok(Self(None)),
            Some(("env", name)) if !name.is_empty() => Ok(Self(Some(name.to_owned()))),
            _ => Err(Error::usage(format!("`{}` is nothing to fall back to", text::shorten(given, 40)))
                .hint("write --fallback env, or --fallback env:NAME")),
        }
    }
}

/// A value, and where it was found.
struct Found {
    field: String,
    value: Secret,
    /// None where it came from the environment.
    version: Option<Version>,
    variable: Option<String>,
}

/// One field as it is shown.
#[derive(Serialize)]
struct Shown {
    path: String,
    field: String,
    #[serde(skip_serializing_if = "Value::is_elsewhere")]
    value: Value,
    version: Option<u64>,
    /// Only where it is not the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

enum Value {
    Clear(Secret),
    Masked(String),
    Elsewhere,
}

impl Value {
    const fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Elsewhere)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Clear(secret) => Revealed(secret).serialize(serializer),
            Self::Masked(mask) => serializer.serialize_str(mask),
            Self::Elsewhere => serializer.serialize_none(),
        }
    }
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["path", "field", "value", "version"];

    fn cells(&self) -> Vec<Cell> {
        let value = match &self.value {
            Value::Clear(secret) => Cell::Secret(secret.clone()),
            Value::Masked(mask) => Cell::Dim(mask.clone()),
            Value::Elsewhere => Cell::Empty,
        };
        let version = self.version.map_or(Cell::Empty, Cell::number);
        vec![Cell::text(&self.path), Cell::text(&self.field), value, version]
    }

    fn plain(&self) -> Vec<Secret> {
        match &self.value {
            Value::Clear(secret) => vec![secret.clone()],
            Value::Masked(mask) => vec![Secret::from_text(mask.clone())],
            Value::Elsewhere => Vec::new(),
        }
    }
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let delivery = args.delivery.delivery()?;
    let reference = &args.target.0;
    let found = match (read(cx, reference, args.number.map(Version)).await?, &args.fallback) {
        (Ok(found), _) => found,
        (Err(missing), None) => return Err(missing),
        (Err(missing), Some(fallback)) => {
            let found = fall_back(cx, reference, fallback, missing)?;
            if let Some(status) = change::stop_before(cx) {
                let view = View::one(found.shown(reference, Value::Elsewhere));
                return Ok(Finished::unchanged(view).with_status(status));
            }
            record(cx, reference, &found).await?;
            vec![found]
        }
    };
    if !delivery.is_print() {
        return deliver(cx, reference, found, &delivery).await;
    }
    let is_masked = cx.printer.stdout_is_terminal() && !args.reveal;
    let shown = |found: &Found| {
        let masked = || Value::Masked(reveal::mask(&found.value));
        found.shown(reference, if is_masked { masked() } else { Value::Clear(found.value.clone()) })
    };
    let view = view(found.iter().map(shown).collect());
    Ok(Finished::unchanged(if is_masked { view.with_note("Masked: add --reveal to see it") } else { view }))
}

/// One field is an object, several are a list.
fn view(mut shown: Vec<Shown>) -> View {
    match shown.pop() {
        Some(only) if shown.is_empty() => View::one(only),
        last => View::list(shown.into_iter().chain(last).collect()).when_empty("The secret has no fields"),
    }
}

impl Found {
    fn shown(&self, reference: &Reference, value: Value) -> Shown {
        Shown {
            path: reference.path.to_string(),
            field: self.field.clone(),
            value,
            version: self.version.map(|version| version.0),
            source: self.variable.as_ref().map(|name| format!("env:{name}")),
        }
    }
}

/// What the vault holds. The inner error says that the secret is not there; only that may be fallen back from, and not
/// a vault that does not answer.
async fn read(cx: &mut Context, reference: &Reference, number: Option<Version>) -> Result<Result<Vec<Found>>> {
    let Reference { path, field } = reference;
    let vault = cx.vault()?;
    let found = match number {
        Some(number) => vault.read_version(path, number).await?,
        None => vault.read(path).await?,
    };
    let Some((document, revision)) = found else {
        let revisions = vault.versions(path).await?;
        return Ok(Err(match number {
            Some(number) => missing_version(reference, number, &revisions),
            None => store::missing(path, revisions.last()),
        }));
    };
    let version = Some(revision.version);
    let one = |(field, value): (&Field, &Secret)| Found {
        field: field.to_string(),
        value: value.clone(),
        version,
        variable: None,
    };
    let Some(field) = field else { return Ok(Ok(document.iter().map(one).collect())) };
    Ok(match document.find_field(field) {
        Some(value) => Ok(vec![one((field, value))]),
        None => Err(Error::not_found(format!("there is no field `{reference}`")).hint(names(&document))),
    })
}

fn names(document: &Document) -> String {
    let names: Vec<String> = document.iter().map(|(name, _)| name.to_string()).collect();
    format!("it has: {}", names.join(", "))
}

fn missing_version(reference: &Reference, number: Version, revisions: &[Revision]) -> Error {
    let path = &reference.path;
    match revisions.iter().find(|revision| revision.version == number) {
        Some(revision) => {
            Error::not_found(format!("version {number} of `{path}` is {}", model::state_name(revision.state)))
        }
        None if revisions.is_empty() => return store::missing(path, None),
        None => Error::not_found(format!("there is no version {number} of `{path}`")),
    }
    .hint(format!("see which there are: claviger secret history {path}"))
}

/// The value of the variable; the vault's own error where that is not set either.
fn fall_back(cx: &Context, reference: &Reference, fallback: &Fallback, missing: Error) -> Result<Found> {
    let Reference { path, field } = reference;
    let variable = match (&fallback.0, field) {
        (Some(name), _) => name.clone(),
        (None, Some(field)) => model::variable_of(field),
        (None, None) => {
            return Err(Error::usage("--fallback env needs the name of a field, which names the variable")
                .hint(format!("write {path}#FIELD, or --fallback env:NAME")));
        }
    };
    let Some(value) = cx.env.get(&variable) else {
        return Err(missing.context(format!("`{reference}` is missing, and the variable `{variable}` is not set")));
    };
    cx.printer.warn(&format!("`vault:{reference}` is missing: the value is that of the variable `{variable}`"));
    Ok(Found {
        field: field.as_ref().map_or_else(|| model::DEFAULT_FIELD.to_owned(), Field::to_string),
        value: Secret::from_text(value.to_owned()),
        version: None,
        variable: Some(variable),
    })
}

/// Before the value is handed out, so that none is used without a record.
async fn record(cx: &mut Context, reference: &Reference, found: &Found) -> Result<()> {
    if !cx.settings.has_database() {
        cx.printer.warn("no database is configured: this is not recorded");
        return Ok(());
    }
    let event = Event::new("secret.fell_back", reference.path.as_str())
        .with("field", found.field.as_str())
        .with("variable", found.variable.clone());
    cx.database().await?.begin().await?.commit(event).await
}

async fn deliver(
    cx: &mut Context,
    reference: &Reference,
    mut found: Vec<Found>,
    delivery: &Delivery,
) -> Result<Finished> {
    let only = found.pop().filter(|_| found.is_empty()).ok_or_else(|| {
        Error::usage(format!("`{}` does not hold exactly one field", reference.path))
            .hint(format!("name one: claviger secret get {}#FIELD", reference.path))
    })?;
    let source = Reference { path: reference.path.clone(), field: Some(Field::parse(&only.field)?) };
    let view = || View::one(only.shown(reference, Value::Elsewhere));
    match delivery {
        Delivery::File(file, overwrite) => {
            let mut facts = vec![("secret", source.to_string())];
            facts.extend(only.version.map(|version| ("version", version.to_string())));
            facts.extend(only.variable.clone().map(|variable| ("variable", variable)));
            let (file, overwrite) = (file.clone(), *overwrite);
            let export = Export { file, overwrite, facts: &facts, value: &only.value, view: &view };
            change::carry_out_external(cx, &export).await
        }
        Delivery::Vault(to, overwrite) => {
            let field = to.field.clone().map_or_else(|| Field::parse(model::DEFAULT_FIELD), Ok)?;
            let value = only.value.clone();
            let put =
                Put { path: to.path.clone(), field, value, origin: Origin::Copied(source), overwrite: *overwrite };
            change::carry_out_external(cx, &put).await
        }
        Delivery::Print => Err(Error::internal("a secret that is to be printed was to be delivered")),
    }
}
