//! Completion that asks the program while somebody types: the scripts for the shells, and the answers to them.

use std::any::TypeId;
use std::ffi::{OsStr, OsString};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap_complete::Shell;
use clap_complete::engine::{self, ArgValueCompleter, CompletionCandidate};

use crate::base::env::Env;
use crate::base::{Error, Result};
use crate::commands::{apikey, secret, user};
use crate::config::Flags;

use super::candidates::{self, Source};

/// Somebody who types waits no longer.
const PATIENCE: Duration = Duration::from_secs(1);

const BASH: &str = include_str!("live.bash");
const ZSH: &str = include_str!("live.zsh");
const FISH: &str = include_str!("live.fish");

/// The script that asks.
pub(super) fn script(shell: Shell) -> Result<&'static str> {
    match shell {
        Shell::Bash => Ok(BASH),
        Shell::Zsh => Ok(ZSH),
        Shell::Fish => Ok(FISH),
        _ => Err(Error::usage(format!("for {shell} there is no script with --live")).hint("leave out --live")),
    }
}

/// What the completers are asked for, and what they answer.
#[derive(Default)]
struct Board {
    asked: Option<(Source, String)>,
    answer: Vec<String>,
}

type Shared = Arc<Mutex<Board>>;

/// What may stand in the place of word number `index`, from 0; empty where anything goes wrong.
pub(super) async fn complete(
    definition: fn() -> clap::Command,
    words: &[OsString],
    index: usize,
    env: &Env,
) -> Vec<String> {
    let board = Shared::default();
    let words: Vec<OsString> = words.iter().take(index + 1).cloned().collect();
    let offered = || {
        let mut command = with_completers(definition(), &board);
        let found = engine::complete(&mut command, words.clone(), index, None).unwrap_or_default();
        let text = |candidate: CompletionCandidate| candidate.get_value().to_str().map(str::to_owned);
        found.into_iter().filter(|one| !one.is_hide_set()).filter_map(text).collect::<Vec<_>>()
    };
    // The engine asks without waiting, so it is asked for what it wants, and once more when that is there.
    let plain = offered();
    let asked = board.lock().unwrap_or_else(PoisonError::into_inner).asked.take();
    let Some((source, typed)) = asked else { return plain };
    let flags = flags_in(&words);
    let looking = candidates::find(source, &typed, &flags, env);
    let answer = tokio::time::timeout(PATIENCE, looking).await.unwrap_or_default();
    board.lock().unwrap_or_else(PoisonError::into_inner).answer = answer;
    offered()
}

/// The definition in which every argument that names a user, a key or a path has a completer.
fn with_completers(command: clap::Command, board: &Shared) -> clap::Command {
    command
        .mut_args(|argument| match source_of(&argument) {
            Some(source) => argument.add(completer(source, Arc::clone(board))),
            None => argument,
        })
        .mut_subcommands(|verb| with_completers(verb, board))
}

/// The type of an argument says what it names.
fn source_of(argument: &clap::Arg) -> Option<Source> {
    let named = argument.get_value_parser().type_id();
    let is = |other: TypeId| named == other;
    if is(TypeId::of::<user::model::Target>()) {
        Some(Source::Users)
    } else if is(TypeId::of::<apikey::model::Target>()) {
        Some(Source::Keys)
    } else if is(TypeId::of::<secret::model::Target>()) || is(TypeId::of::<secret::model::WholePath>()) {
        Some(Source::Paths)
    } else {
        None
    }
}

fn completer(source: Source, board: Shared) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let mut board = board.lock().unwrap_or_else(PoisonError::into_inner);
        board.asked = typed.to_str().map(|typed| (source, typed.to_owned()));
        board.answer.iter().map(CompletionCandidate::new).collect::<Vec<_>>()
    })
}

/// The flags on the line that say which database and which vault are meant.
fn flags_in(words: &[OsString]) -> Flags {
    let mut flags = Flags::default();
    let texts: Vec<&str> = words.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    for (at, word) in texts.iter().enumerate() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (*word, texts.get(at + 1).copied()),
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        match name {
            "--config" => flags.config = Some(value.into()),
            "--profile" => flags.profile = Some(value.to_owned()),
            "--database-url" => {
                flags.values.insert("database_url", value.to_owned());
            }
            _ => {}
        }
    }
    flags
}
