//! The root command and its global flags: from arguments to an exit code.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};

use crate::base::dump;
use crate::base::env::Env;
use crate::base::span::Span;
use crate::base::{Clock, Error, Kind, Result, Rng, Stop};
use crate::change::Finished;
use crate::commands::Command;
use crate::config::{Flags, Settings};
use crate::context::{Context, RunOptions, Sources};
use crate::output::{ColorChoice, Format, Printer, PrinterOptions, Prompter};

/// The security toolkit for administrators of home-grown web applications
#[derive(Debug, Parser)]
#[command(name = "claviger", version, propagate_version = false, max_term_width = 100, args_override_self = true)]
#[command(after_help = "Try it without any server: claviger tour\nEvery noun and verb has --help with examples.")]
pub struct Cli {
    #[command(flatten)]
    global: GlobalFlags,
    #[command(subcommand)]
    command: Command,
}

/// Flags that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
struct GlobalFlags {
    /// How to print data: table, json, jsonl, csv or plain (only the values)
    #[arg(short, long, global = true, value_name = "FORMAT", default_value = "table")]
    output: Format,
    /// Say nothing but data and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say what is done
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// When to use colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Answer yes to every confirmation
    #[arg(short, long, global = true)]
    yes: bool,
    /// Show what would be done and change nothing
    #[arg(short = 'n', long, global = true)]
    dry_run: bool,
    /// Exit with 11 when a dry run finds changes
    #[arg(long, global = true)]
    detailed_exitcode: bool,
    /// Configuration file
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Profile of the configuration file
    #[arg(long, global = true, value_name = "NAME")]
    profile: Option<String>,
    /// The application's database
    #[arg(
        long,
        global = true,
        value_name = "URL",
        help = "The application's database: postgresql://user@host/name or sqlite:file.db"
    )]
    database_url: Option<String>,
    /// Accept the database URL's sslmode off this machine, too, where it does not verify the server; recorded
    #[arg(long, global = true)]
    insecure_tls: bool,
    /// Why, for the record
    #[arg(long, global = true, value_name = "TEXT")]
    reason: Option<String>,
    /// Give up after this long: 90s, 15m
    #[arg(long, global = true, value_name = "DURATION")]
    timeout: Option<Span>,
    /// Never ask anything, even on a terminal
    #[arg(long, global = true)]
    no_input: bool,
}

/// Parses, runs, prints, and gives the exit code.
#[must_use]
pub fn run(arguments: &[OsString], env: Env) -> ExitCode {
    dump::forbid();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parse_and_run(arguments, env)));
    ExitCode::from(caught.unwrap_or_else(|_| Kind::Internal.exit_code()))
}

/// The definition of the whole command line, for completions, man pages and documentation.
#[must_use]
pub fn definition() -> clap::Command {
    Cli::command()
}

fn parse_and_run(arguments: &[OsString], env: Env) -> u8 {
    let parsed = definition().try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(refusal) => return refuse(arguments, &refusal, &env),
    };
    set_panic_hook();
    let printer = Printer::new(cli.global.printer_options(), &env);
    match execute(cli, printer, env) {
        (_, Ok(code)) => code,
        (printer, Err(error)) => {
            printer.error(&error);
            error.kind().exit_code()
        }
    }
}

/// SECURITY: the message of a panic can hold anything; only where it happened is printed.
fn set_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let printer = Printer::new(PrinterOptions::default(), &Env::default());
        printer
            .error(&Error::internal(format!("claviger failed at {place}")).hint("this is a fault: please report it"));
    }));
}

/// `--help` and `--version` are answers; everything else is an error of usage in our own form.
fn refuse(arguments: &[OsString], refusal: &clap::Error, env: &Env) -> u8 {
    use clap::error::ErrorKind;
    if matches!(refusal.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has seen enough of the help (`| head`) is no failure.
        let _ = refusal.print();
        return 0;
    }
    if refusal.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = refusal.print();
        return Kind::Usage.exit_code();
    }
    let printer =
        Printer::new(PrinterOptions { format: format_asked_for(arguments), ..PrinterOptions::default() }, env);
    printer.error(&usage_error(arguments, refusal));
    Kind::Usage.exit_code()
}

/// The output format, read without the parser that has just failed.
fn format_asked_for(arguments: &[OsString]) -> Format {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after_flag = |pair: &[&str]| match pair {
        ["-o" | "--output", value] => value.parse().ok(),
        _ => None,
    };
    let attached = |text: &&str| text.strip_prefix("--output=").or_else(|| text.strip_prefix("-o"))?.parse().ok();
    texts.windows(2).find_map(after_flag).or_else(|| texts.iter().find_map(attached)).unwrap_or_default()
}

fn usage_error(arguments: &[OsString], refusal: &clap::Error) -> Error {
    if let Some(ours) = std::error::Error::source(refusal).and_then(|cause| cause.downcast_ref::<Error>()) {
        return value_error(refusal, ours);
    }
    let rendered = refusal.render().to_string();
    let (text, is_stray) = without_stray_value(refusal, &rendered);
    let mut lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let message = lines.by_ref().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let tip = lines.find_map(|line| line.strip_prefix("tip: ").or_else(|| line.strip_prefix("[possible values")));
    let help = format!("{} --help", command_of(arguments));
    let hint = match tip {
        _ if is_stray => format!("secrets come in by a prompt, --stdin, --file or --from: {help}"),
        // How to pass what looks like a flag as a value is not what somebody with a wrong flag wants to know.
        Some(tip) if !tip.starts_with("to pass ") => tip.trim_start_matches("s: ").to_owned(),
        _ => help,
    };
    Error::usage(message.strip_prefix("error: ").unwrap_or(&message)).hint(hint)
}

/// The command that was meant, as far as it can be told: `claviger user create`.
fn command_of(arguments: &[OsString]) -> String {
    let mut command = definition();
    let mut line = command.get_name().to_owned();
    for word in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        let Some(next) = command.find_subcommand(word).cloned() else { continue };
        line.push(' ');
        line.push_str(next.get_name());
        command = next;
    }
    line
}

/// SECURITY: an argument that has no place may be a password or a whole API key, and error output is often kept.
/// A misspelt flag begins with a dash, and is worth repeating.
fn without_stray_value<'t>(refusal: &clap::Error, text: &'t str) -> (Cow<'t, str>, bool) {
    use clap::error::{ContextKind, ErrorKind};
    let stray = match refusal.kind() {
        ErrorKind::UnknownArgument => refusal.get(ContextKind::InvalidArg),
        ErrorKind::TooManyValues => refusal.get(ContextKind::InvalidValue),
        _ => None,
    };
    match stray.map(ToString::to_string).filter(|stray| !stray.starts_with('-')) {
        Some(stray) => (text.replace(&format!("'{stray}' "), "").replace(&stray, "…").into(), true),
        None => (text.into(), false),
    }
}

/// A value that one of our own types refused.
///
/// SECURITY: the parser's rendering repeats the value, which may be a whole API key; ours says what may be said.
fn value_error(refusal: &clap::Error, ours: &Error) -> Error {
    let argument = refusal.get(clap::error::ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    let name = argument.split(' ').next().unwrap_or_default();
    let error = Error::usage(format!("`{name}`: {ours}"));
    match ours.hint_text() {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

impl GlobalFlags {
    const fn printer_options(&self) -> PrinterOptions {
        PrinterOptions { format: self.output, quiet: self.quiet, verbose: self.verbose, color: self.color }
    }

    fn setting_flags(&self) -> Flags {
        let mut flags = Flags { config: self.config.clone(), profile: self.profile.clone(), ..Flags::default() };
        if let Some(url) = &self.database_url {
            flags.values.insert("database_url", url.clone());
        }
        if self.insecure_tls {
            flags.values.insert("insecure_tls", "true".to_owned());
        }
        flags
    }
}

/// Runs the command in a runtime of its own and shows what it has to show. The printer comes back for the error.
fn execute(cli: Cli, printer: Printer, env: Env) -> (Printer, Result<u8>) {
    let settings = if cli.command.makes_configuration() {
        Settings::resolve_without_file(&cli.global.setting_flags(), &env)
    } else if cli.command.needs_settings() {
        Settings::resolve(&cli.global.setting_flags(), &env)
    } else {
        Ok(Settings::unconfigured())
    };
    let settings = match settings {
        Ok(settings) => settings,
        Err(error) => return (printer, Err(error)),
    };
    if cli.global.database_url.as_deref().is_some_and(carries_password) {
        printer
            .warn("--database-url carries a password that other users can see in the process list: use DATABASE_URL");
    }
    let options = RunOptions {
        dry_run: cli.global.dry_run,
        detailed_exitcode: cli.global.detailed_exitcode,
        reason: cli.global.reason.clone(),
        stop: Stop::default(),
    };
    let prompter = Prompter::new(cli.global.no_input, cli.global.yes);
    let sources = Sources { clock: Clock::System, rng: Rng::system() };
    let mut cx = Context::new(settings, printer, prompter, sources, options, env);
    let timeout = cli.global.timeout;
    let result = runtime().and_then(|runtime| runtime.block_on(run_to_end(cli.command, &mut cx, timeout)));
    (cx.printer, result)
}

fn carries_password(url: &str) -> bool {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let has_user_password = authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    has_user_password || url.contains("password=")
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Error::internal("the runtime does not start").caused_by(cause))
}

/// How long a connection may take to be closed after a failure: what broke it may keep it from answering.
const CLOSE_WAIT: std::time::Duration = std::time::Duration::from_millis(500);

async fn run_to_end(command: Command, cx: &mut Context, timeout: Option<Span>) -> Result<u8> {
    // Refused before anything is done, not when it is to be shown.
    cx.printer.check_format(&[])?;
    let limit = async {
        match timeout {
            Some(span) => tokio::time::sleep(span.to_std()).await,
            None => std::future::pending().await,
        }
    };
    // From here on Ctrl-C no longer ends the process by itself, wherever the command stands.
    let mut signals = Signals::watch(command.finishes_batches())?;
    let stop = cx.options.stop.clone();
    let again = "what was committed stands: run the same command again";
    let mut limit = std::pin::pin!(limit);
    let mut work = Box::pin(command.run(cx, definition));
    let finished = loop {
        tokio::select! {
            biased;
            () = signals.next() => {
                // Long work ends by itself when its batch is done; who can not wait asks twice.
                if signals.is_soft && !stop.is_asked() {
                    stop.ask();
                    continue;
                }
                break Err(Error::new(Kind::Interrupted, "interrupted").hint(again));
            }
            () = &mut limit => break Err(Error::unavailable("gave up: the time given by --timeout is over").hint(again)),
            finished = &mut work => break finished,
        }
    };
    drop(work);
    cx.report_notices();
    let shown = finished.and_then(|finished: Finished| {
        let Some(view) = &finished.view else { return Ok(finished.status.code()) };
        cx.printer.show(finished.status, finished.changed, view).map(|()| finished.status.code())
    });
    close(cx, shown.is_ok()).await;
    shown
}

/// Signals that ask the program to end.
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    /// Watched only where the command has something to bring to an end.
    terminate: Option<tokio::signal::unix::Signal>,
    is_soft: bool,
}

impl Signals {
    fn watch(is_soft: bool) -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let watch = |kind| signal(kind).map_err(|cause| Error::internal("signals can not be watched").caused_by(cause));
        let terminate = is_soft.then(|| watch(SignalKind::terminate())).transpose()?;
        Ok(Self { interrupt: watch(SignalKind::interrupt())?, terminate, is_soft })
    }

    async fn next(&mut self) {
        match &mut self.terminate {
            None => {
                self.interrupt.recv().await;
            }
            Some(terminate) => {
                tokio::select! {
                    _ = self.interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
        }
    }
}

/// What was committed stands, however the connection ends, so that is no failure of the command.
async fn close(cx: &mut Context, is_patient: bool) {
    let closing = cx.close();
    let closed = if is_patient { Ok(closing.await) } else { tokio::time::timeout(CLOSE_WAIT, closing).await };
    match closed {
        Ok(Ok(())) => {}
        Ok(Err(error)) => cx.printer.detail(&format!("{error}: {}", error.causes().join(": "))),
        Err(_) => cx.printer.detail("the connection to the database was dropped: it did not answer"),
    }
}
