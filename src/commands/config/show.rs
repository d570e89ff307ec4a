//! `config show`.

use crate::base::{Error, Result, text};
use crate::change::Finished;
use crate::context::Context;
use crate::output::View;

use super::model::Setting;

/// Show every setting with its value and where it comes from
///
/// Passwords in URLs are masked. Values stand as they were written: relative paths begin at the file that names them.
/// The names of tables and columns are part of it; one without a value says that the application has no such thing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger config show\n  \
    claviger config show tables.users\n  \
    claviger config show password.scheme -o plain")]
pub struct Args {
    /// Only these settings, or those of these sections: issuer, password, tables.users
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
}

/// Runs the verb.
pub(super) fn run(args: &Args, cx: &Context) -> Result<Finished> {
    let of_registry = cx.settings.values().map(|(key, value)| Setting::of_key(key, value));
    let of_mapping = cx.settings.mapped_names().map(|(entry, origin)| Setting::of_name(&entry, origin));
    let mut settings: Vec<Setting> = of_registry.chain(of_mapping).collect();
    for key in &args.keys {
        if !settings.iter().any(|setting| setting.is_under(key)) {
            return Err(unknown(key, &settings));
        }
    }
    settings.retain(|setting| args.keys.is_empty() || args.keys.iter().any(|key| setting.is_under(key)));
    Ok(Finished::unchanged(View::list(settings)))
}

fn unknown(key: &str, settings: &[Setting]) -> Error {
    let error = Error::not_found(format!("`{}` is not a setting", text::shorten(key, 80)));
    match text::nearest(key, settings.iter().map(|setting| setting.key.as_str())) {
        Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
        None => error.hint("all settings: claviger config show"),
    }
}
