//! The verb: what is exported, and where it goes.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::handover::{Delivery, SecretOutput};
use crate::output::{Cell, Format as OutputFormat, Record, View, reveal};

use super::super::material::{self, Format};
use super::super::model::{Keyring, RingKey};
use super::super::{encrypt, list, store};
use super::files::ToDirectory;
use super::text::ToPlace;

/// Hand the keys to an application: the primary one first, then the staged one and the secondary ones
///
/// Retired keys are left out. Each key is the text that came in, so that the application makes of it what it always did.
/// What is exported counts as used: `import` replaces it no more.
#[derive(Debug, clap::Args)]
#[command(after_help = "On a terminal the keys are shown with --reveal only. Examples:\n  \
    claviger keyring export --to vault:app/crypto#keys\n  \
    claviger keyring export --format env --name FERNET_KEYS --out keys.env\n  \
    claviger keyring export --format directory --out /etc/keystone/fernet-keys")]
pub struct Args {
    /// What form they get
    #[arg(long, value_name = "FORMAT", default_value = "list")]
    format: Format,
    /// The variable, with --format env
    #[arg(long, value_name = "NAME", help = "The variable, with --format env; FERNET_KEYS where none is named")]
    name: Option<String>,
    /// Show the keys on a terminal, too
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// The keys as JSON and CSV show them.
#[derive(Serialize)]
struct Exported {
    format: &'static str,
    keys: Vec<String>,
    #[serde(serialize_with = "reveal::as_text")]
    value: Secret,
}

impl Record for Exported {
    const COLUMNS: &'static [&'static str] = &["format", "keys", "value"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(self.format), Cell::list(&self.keys), Cell::Secret(self.value.clone())]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![self.value.clone()]
    }
}

/// Runs the verb.
pub(crate) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let delivery = args.delivery.delivery()?;
    check_name(&args)?;
    let (ring, _) = store::get(cx).await?;
    let keys = ring.held_by_applications();
    let fingerprints: Vec<String> = keys.iter().map(|key| key.fingerprint()).collect();
    warn(cx, args.format, &keys);
    if args.format == Format::Directory {
        let Delivery::File(directory, may_replace) = delivery else {
            return Err(Error::usage("a directory can not be printed or kept in a field").hint("add --out DIR"));
        };
        let texts = keys.iter().map(|key| (key.state, key.material.text().clone())).collect();
        let export = ToDirectory { directory, may_replace, fingerprints, texts };
        return hand_over(cx, &export, &ring).await;
    }
    let value = material::write(args.format, &keys, args.name.as_deref())?;
    if !delivery.is_print() {
        let export = ToPlace { delivery, format: args.format, fingerprints, value, view: &|| view(&ring) };
        return hand_over(cx, &export, &ring).await;
    }
    if cx.printer.stdout_is_terminal() && !args.reveal {
        return Ok(Finished::unchanged(view(&ring).with_note("Masked: add --reveal to see the keys")));
    }
    let noted = encrypt::note_use(cx).await?;
    if cx.options.dry_run {
        return Ok(noted);
    }
    let shown = match cx.printer.format() {
        OutputFormat::Json | OutputFormat::Jsonl | OutputFormat::Csv => {
            View::one(Exported { format: args.format.name(), keys: fingerprints, value })
        }
        _ => View::secret_text(with_newline(args.format, value)),
    };
    Ok(Finished { view: Some(shown), ..noted })
}

/// Hands the keys over; before that it is noted that they are in use.
async fn hand_over<C: change::ExternalChange>(cx: &mut Context, export: &C, ring: &Keyring) -> Result<Finished> {
    // A dry run says what would be handed over, once; and what can not be handed over is not in use by that.
    if !cx.options.dry_run && !ring.is_used {
        export.plan(cx).await?;
        encrypt::note_use(cx).await?;
    }
    change::carry_out_external(cx, export).await
}

/// The keys by fingerprint.
fn view(ring: &Keyring) -> View {
    View::list(ring.held_by_applications().into_iter().map(list::Shown::from).collect())
}

/// What is printed ends with a newline, which is no part of a key.
fn with_newline(format: Format, value: Secret) -> Secret {
    if matches!(format, Format::Env | Format::Json) {
        return value;
    }
    let mut text = Vec::with_capacity(value.len() + 1);
    text.extend_from_slice(value.expose());
    text.push(b'\n');
    Secret::new(text)
}

fn check_name(args: &Args) -> Result<()> {
    let Some(name) = &args.name else { return Ok(()) };
    if args.format != Format::Env {
        return Err(Error::usage("--name is the name of a variable").hint("add --format env"));
    }
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty();
    if is_name {
        return Ok(());
    }
    Err(Error::usage("that is not the name of a variable").hint("letters, digits and _, as in FERNET_KEYS"))
}

/// What whoever takes the keys should know.
fn warn(cx: &Context, format: Format, keys: &[&RingKey]) {
    if format == Format::Key && keys.len() > 1 {
        cx.printer.warn("this form holds one key, the primary one: the others are left out");
    }
    let Some(first) = keys.first().map(|key| key.material.recipe()) else { return };
    for key in keys.iter().filter(|key| key.material.recipe() != first) {
        cx.printer.warn(&format!(
            "the key {} is made in another way ({}) than the primary one ({}): no application that knows one way makes \
             both",
            key.fingerprint(),
            key.material.recipe().name(),
            first.name()
        ));
    }
}
