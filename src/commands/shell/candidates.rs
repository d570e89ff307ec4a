//! What a shell offers while somebody types: users, API keys, paths of the vault. Only reads, asks nothing, says
//! nothing, and gives nothing where anything at all goes wrong. Values of secrets never come here.

use crate::base::env::Env;
use crate::base::{Clock, Result, Rng};
use crate::config::{Flags, LoginSettings, Settings, VaultPlace};
use crate::context::{Context, RunOptions, Sources};
use crate::db::Query;
use crate::output::{Format, Printer, PrinterOptions, Prompter};
use crate::vault::Vault;

/// Nobody looks through more.
const MOST: usize = 200;

crate::statements! {
    /// Addresses that begin with a text.
    read LIST_EMAILS = "SELECT u.{users.email} AS value FROM {users} u WHERE u.{users.email} LIKE $1 ESCAPE '\\' \
        ORDER BY u.{users.email} LIMIT 200";
    /// Keys whose prefix begins with a text; keys of the application's own have none.
    read LIST_KEYS = "SELECT s.prefix AS value FROM claviger_api_key_state s WHERE s.prefix LIKE $1 ESCAPE '\\' \
        AND s.prefix <> '' ORDER BY s.prefix LIMIT 200";
}

/// Where values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// E-mail addresses of users.
    Users,
    /// Prefixes of API keys.
    Keys,
    /// Paths of secrets.
    Paths,
}

/// Values that begin with `typed`, under the settings of the command that is being typed.
pub(super) async fn find(source: Source, typed: &str, flags: &Flags, env: &Env) -> Vec<String> {
    let Ok(settings) = Settings::resolve(flags, env) else { return Vec::new() };
    // As JSON, warnings wait for an envelope, which is never printed.
    let options = PrinterOptions { format: Format::Json, quiet: true, ..PrinterOptions::default() };
    let (printer, prompter) = (Printer::new(options, env), Prompter::new(true, false));
    let sources = Sources { clock: Clock::System, rng: Rng::system() };
    let mut cx = Context::new(settings, printer, prompter, sources, RunOptions::default(), env.clone());
    let found = match source {
        Source::Users => rows(&mut cx, &LIST_EMAILS, typed).await,
        Source::Keys => rows(&mut cx, &LIST_KEYS, typed).await,
        Source::Paths => paths(&mut cx).await,
    };
    let mut values = found.unwrap_or_default();
    values.retain(|value| value.starts_with(typed) && is_harmless(value));
    values.truncate(MOST);
    values
}

/// SECURITY: the shell puts the value on the command line as it is. An address such as `$(id)@example.com` would be
/// carried out, and an escape sequence obeyed; what is not plain is typed by hand.
fn is_harmless(value: &str) -> bool {
    !value.starts_with('-')
        && value.chars().all(|one| one.is_alphanumeric() || matches!(one, '.' | '_' | '-' | '+' | '@' | '/' | ':'))
}

async fn rows(cx: &mut Context, query: &Query, typed: &str) -> Result<Vec<String>> {
    let mut pattern: String = typed
        .chars()
        .flat_map(|one| matches!(one, '%' | '_' | '\\').then_some('\\').into_iter().chain([one]))
        .collect();
    pattern.push('%');
    let mut database = cx.open_database().await?;
    let rows = database.read().rows(query, &[pattern.into()]).await;
    database.close().await?;
    rows?.iter().map(|row| row.text("value")).collect()
}

async fn paths(cx: &mut Context) -> Result<Vec<String>> {
    // A wrapping token works once, and the secret id of a role perhaps a few times: they are not for looking around.
    if matches!(cx.settings.vault()?, VaultPlace::Server(_))
        && !matches!(cx.settings.vault_login()?, LoginSettings::Token(..))
    {
        return Ok(Vec::new());
    }
    let mut paths: Vec<String> = cx.vault()?.list(None).await?.iter().map(ToString::to_string).collect();
    paths.sort_unstable();
    cx.close().await?;
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_carry_out_is_not_offered() {
        for value in ["ada@example.com", "ada+x@example.com", "clv_7Qx2abcd", "app/db", "jörg@example.com"] {
            assert!(is_harmless(value), "{value}");
        }
        let long = "a b|a;b|$(id)|`id`|a\u{1b}[2J|a\nb|'a|\"a|a\\b|-n|~a|a*|{a,b}|!a|a\u{202e}b|#a|=a|%a";
        for value in long.split('|').chain(["a|b"]) {
            assert!(!is_harmless(value), "{value:?}");
        }
    }
}
