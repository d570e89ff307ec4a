//! `secret generate`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{self, Finished};
use crate::commands::secret::model::DEFAULT_FIELD;
use crate::commands::secret::put::{Origin, Put};
use crate::config::Reference;
use crate::context::Context;
use crate::handover::{Delivery, SecretOutput};
use crate::output::{Cell, Record, View, reveal};
use crate::vault::Field;

use super::{Generated, Kind, Size};

/// Generate a secret and print it; nothing needs to be installed for it
#[derive(Debug, clap::Args)]
#[command(after_help = "Kinds:\n  \
    hex, base64, urlsafe   random bytes, 32 unless --bytes says otherwise\n  \
    password               characters, 24 unless --length says otherwise\n  \
    passphrase             words, 8 unless --length says otherwise\n  \
    fernet                 a key for Fernet: ENCRYPTION_KEY\n  \
    jwt                    a key for signing tokens: JWT_SECRET_KEY\n  \
    uuid, pin, totp        a random UUID, digits, a key for one-time codes\n\n\
    Examples:\n  \
    SECRET_KEY=$(claviger secret generate hex -o plain)\n  \
    claviger secret generate password --length 20 --count 5\n  \
    claviger secret generate jwt --to vault:app/jwt#key")]
pub struct Args {
    /// What kind of secret
    kind: Kind,
    #[command(flatten)]
    size: SizeFlags,
    /// How many
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
    #[command(flatten)]
    delivery: SecretOutput,
}

/// The flags by which a size is asked for.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(crate) struct SizeFlags {
    /// Random bytes in it: hex, base64, urlsafe, jwt, totp
    #[arg(long, value_name = "N", conflicts_with = "length")]
    bytes: Option<usize>,
    /// Characters of a password, words of a passphrase, digits of a pin
    #[arg(long, value_name = "N")]
    length: Option<usize>,
}

impl From<SizeFlags> for Size {
    fn from(flags: SizeFlags) -> Self {
        Self { bytes: flags.bytes, length: flags.length }
    }
}

impl Args {
    /// Only where the vault is the destination.
    pub(crate) const fn needs_settings(&self) -> bool {
        matches!(self.delivery.to, Some(Reference::Vault(_)))
    }
}

/// One value; without it where it goes elsewhere.
#[derive(Serialize)]
struct Shown {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "reveal::as_optional_text")]
    value: Option<Secret>,
    bits: u32,
}

impl Record for Shown {
    const COLUMNS: &'static [&'static str] = &["kind", "value", "bits"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.kind),
            self.value.clone().map_or(Cell::Empty, Cell::Secret),
            Cell::number(i64::from(self.bits)),
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        self.value.clone().into_iter().collect()
    }
}

/// Runs the verb.
pub(crate) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let delivery = args.delivery.delivery()?;
    if !delivery.is_print() && args.count != 1 {
        return Err(Error::usage("--out and --to take one value").hint("leave out --count"));
    }
    let mut values = Vec::new();
    for _ in 0..args.count {
        values.push(super::generate(args.kind, args.size.into(), &mut cx.sources.rng)?);
    }
    match (&delivery, values.as_slice()) {
        (Delivery::File(..), [one]) => to_file(cx, &delivery, one).await,
        (Delivery::Vault(reference, overwrite), [one]) => {
            let field = reference.field.clone().map_or_else(|| Field::parse(DEFAULT_FIELD), Ok)?;
            let put = Put {
                path: reference.path.clone(),
                field,
                value: one.value.clone(),
                origin: Origin::Generated(one.kind.name()),
                overwrite: *overwrite,
            };
            let finished = change::carry_out_external(cx, &put).await?;
            let view = elsewhere(one, finished.changed.then_some(&delivery));
            Ok(Finished { view: Some(view), ..finished })
        }
        _ => {
            let shown = |one: Generated| Shown { kind: one.kind.name(), value: Some(one.value), bits: one.bits };
            Ok(Finished::unchanged(View::list(values.into_iter().map(shown).collect())))
        }
    }
}

/// A file is written without any record: this verb needs no installation that could keep one.
async fn to_file(cx: &mut Context, delivery: &Delivery, one: &Generated) -> Result<Finished> {
    delivery.check(cx).await?;
    if let Some(status) = change::stop_before(cx) {
        return Ok(Finished::unchanged(elsewhere(one, None)).with_status(status));
    }
    delivery.deliver(cx, &one.value, "").await?;
    Ok(Finished::changed(elsewhere(one, Some(delivery))))
}

/// What is shown of a value that is not printed.
fn elsewhere(one: &Generated, delivered: Option<&Delivery>) -> View {
    let view = View::list(vec![Shown { kind: one.kind.name(), value: None, bits: one.bits }]);
    match delivered.and_then(Delivery::place) {
        Some(place) => view.with_note(format!("The secret is in {place}")),
        None => view,
    }
}
