//! `secret set`.

use crate::base::{Error, Result};
use crate::change::{self, Finished};
use crate::context::Context;
use crate::handover::{self, SecretInput};

use super::generate::{self, Kind, Size};
use super::model::Target;
use super::put::{Origin, Put};

/// Keep a secret in the vault
///
/// Other fields of the path stay as they are, and so do its earlier versions. The same value again changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Without #FIELD the field is `value`.\n\nExamples:\n  \
    claviger secret set app/db#password\n  \
    pass show db | claviger secret set app/db#password --stdin\n  \
    claviger secret set app/jwt#key --generate jwt")]
pub struct Args {
    /// Where: a path, and after # the name of a field
    #[arg(value_name = "PATH[#FIELD]")]
    target: Target,
    #[command(flatten)]
    input: SecretInput,
    /// Make up the value, which is not printed: one of the kinds of `secret generate`
    #[arg(long, value_name = "KIND", group = "secret_input")]
    generate: Option<Kind>,
    #[command(flatten)]
    size: generate::verb::SizeFlags,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let path = args.target.0.path.clone();
    let size = Size::from(args.size);
    if args.generate.is_none() && size != Size::default() {
        return Err(Error::usage("--bytes and --length are the size of a generated value").hint("add --generate KIND"));
    }
    // Before anybody types a secret in vain.
    handover::guard_own(cx, &path)?;
    cx.vault()?;
    let (value, origin) = match args.generate {
        Some(kind) => {
            let generated = generate::generate(kind, size, &mut cx.sources.rng)?;
            (generated.value, Origin::Generated(kind.name()))
        }
        None => (args.input.read(cx, "Value", true).await?, Origin::Given),
    };
    let put = Put { field: args.target.field_to_set()?, path, value, origin, overwrite: true };
    change::carry_out_external(cx, &put).await
}
