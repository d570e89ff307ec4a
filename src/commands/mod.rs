//! The verbs of the command line: one room for each noun, one file for each verb.
//!
//! Rooms know the models and stores of rooms below them, never their verbs:
//! `user keyring` below `apikey secret event` below `init status`.

pub mod apikey;
pub mod config;
pub mod db;
pub mod event;
pub mod init;
pub mod keyring;
pub mod secret;
pub mod shell;
pub mod status;
pub mod tour;
pub mod user;
pub mod vault;

use crate::base::Result;
use crate::change::Finished;
use crate::context::Context;
use crate::db::Statement;

/// The nouns, and the verbs that need none.
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "what a verb does is said once, at its arguments, where the help takes it from")]
pub enum Command {
    Init(init::Args),
    Status(status::Args),
    Tour(tour::Args),
    #[command(subcommand)]
    Secret(secret::Verb),
    #[command(subcommand)]
    User(user::Verb),
    #[command(subcommand)]
    Apikey(apikey::Verb),
    #[command(subcommand)]
    Keyring(keyring::Verb),
    #[command(subcommand)]
    Event(event::Verb),
    #[command(subcommand)]
    Db(db::Verb),
    #[command(subcommand)]
    Config(config::Verb),
    #[command(subcommand)]
    Vault(vault::Verb),
    Completions(shell::completions::Args),
    Man(shell::man::Args),
    Version(shell::version::Args),
}

impl Command {
    /// Whether the configuration matters: help for the shell must work beside a broken one.
    #[must_use]
    pub const fn needs_settings(&self) -> bool {
        match self {
            Self::Secret(verb) => verb.needs_settings(),
            Self::Tour(_) | Self::Completions(_) | Self::Man(_) | Self::Version(_) => false,
            _ => true,
        }
    }

    /// Whether a signal lets it finish the batch under way, and ends it then.
    #[must_use]
    pub const fn finishes_batches(&self) -> bool {
        matches!(self, Self::Keyring(verb) if verb.finishes_batches())
    }

    /// Whether the configuration file is what the command makes, and not what it reads.
    #[must_use]
    pub const fn makes_configuration(&self) -> bool {
        matches!(self, Self::Init(_))
    }

    /// Runs the verb. `definition` makes the definition of the whole command line, which stands above this room.
    pub async fn run(self, cx: &mut Context, definition: fn() -> clap::Command) -> Result<Finished> {
        match self {
            Self::Init(args) => init::run(args, cx).await,
            Self::Status(args) => status::run(args, cx).await,
            Self::Tour(args) => tour::run(&args, cx),
            Self::Secret(verb) => verb.run(cx).await,
            Self::User(verb) => verb.run(cx).await,
            Self::Apikey(verb) => verb.run(cx).await,
            Self::Keyring(verb) => verb.run(cx).await,
            Self::Event(verb) => verb.run(cx).await,
            Self::Db(verb) => verb.run(cx).await,
            Self::Config(verb) => verb.run(cx),
            Self::Vault(verb) => verb.run(cx).await,
            Self::Completions(args) => shell::completions::run(&args, cx, definition).await,
            Self::Man(args) => shell::man::run(&args, cx, definition()),
            Self::Version(args) => Ok(shell::version::run(&args)),
        }
    }
}

/// Every SQL statement of the program, for the test that prepares them all on both engines.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let of_nouns = [
        apikey::many::STATEMENTS,
        apikey::store::STATEMENTS,
        event::store::STATEMENTS,
        keyring::lease::STATEMENTS,
        keyring::rewrite::progress::STATEMENTS,
        keyring::rotation::STATEMENTS,
        keyring::heartbeats::STATEMENTS,
        shell::candidates::STATEMENTS,
        user::emergency::STATEMENTS,
        user::login_lock::STATEMENTS,
        user::many::STATEMENTS,
        user::store::STATEMENTS,
        crate::journal::STATEMENTS,
    ];
    crate::db::statements().chain(of_nouns.concat()).collect()
}
