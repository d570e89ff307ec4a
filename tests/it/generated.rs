//! What is generated from the program itself: the completions, and the reference pages of the documentation. A file
//! that is stale fails its test; `CLAVIGER_TEST_BLESS=1 tests/run -- generated` writes them all.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use claviger::base::exit;
use claviger::config::{KEYS, Key, Mapping, STEERING_VARIABLES, Shape};

use crate::common::World;
use crate::verbs::verbs_of;

/// Columns of a page of help.
const WIDTH: usize = 100;

const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "completions/claviger.bash"),
    ("zsh", "completions/_claviger"),
    ("fish", "completions/claviger.fish"),
    ("elvish", "completions/claviger.elv"),
    ("powershell", "completions/claviger.ps1"),
];

fn repository(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Insists that a file holds `content`, or writes it.
#[track_caller]
fn insist_on_file(relative: &str, content: &str) {
    let path = repository(relative);
    if std::env::var_os("CLAVIGER_TEST_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == content, "`{relative}` is stale\nhint: CLAVIGER_TEST_BLESS=1 tests/run -- generated");
}

fn generated(by: &str) -> String {
    format!("<!-- Generated from {by}: CLAVIGER_TEST_BLESS=1 tests/run -- generated -->\n\n")
}

#[test]
fn completions_are_current() {
    let world = World::sealed();
    for (shell, path) in COMPLETIONS {
        insist_on_file(path, world.run(&["completions", shell]).succeeds().text());
    }
}

/// Whether a shell is on this machine; one that is not can not say whether it understands its script.
fn find_shell(name: &str) -> Option<PathBuf> {
    ["/usr/bin", "/bin", "/usr/local/bin"].iter().map(|place| Path::new(place).join(name)).find(|path| path.exists())
}

#[test]
fn shells_understand_their_completions() {
    let parsed = |shell: &str, options: &[&str], script: &str| {
        let Some(program) = find_shell(shell) else { return false };
        let output = Command::new(program).args(options).arg(repository(script)).output().unwrap();
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
        true
    };
    assert!(parsed("bash", &["-n"], "completions/claviger.bash"), "bash is needed");
    parsed("zsh", &["-n"], "completions/_claviger");
    parsed("fish", &["--no-execute"], "completions/claviger.fish");
}

#[test]
fn bash_completes_verbs_and_flags() {
    let complete = |words: &str, position: usize| {
        let script = format!(
            "source {}; COMP_WORDS=({words}); COMP_CWORD={position}; \
             _claviger claviger \"${{COMP_WORDS[{position}]}}\" \"\"; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            repository("completions/claviger.bash").display()
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(complete("claviger user cre", 2), "create\n");
    assert!(complete("claviger event list --si", 3).lines().any(|word| word == "--since"));
}

#[test]
fn the_command_reference_is_current() {
    insist_on_file("docs/cli.md", &command_reference());
}

fn command_reference() -> String {
    let definition = claviger::cli::definition();
    let mut page = generated("the definition of the command line");
    page.push_str("# Command line reference\n\nThe global options are the same for every command.\n\n## claviger\n");
    write_help(&definition, "claviger", &mut page);
    for noun in definition.get_subcommands() {
        let path = format!("claviger {}", noun.get_name());
        write!(page, "\n## {path}\n").unwrap();
        write_help(noun, &path, &mut page);
        for verb in noun.get_subcommands() {
            let path = format!("{path} {}", verb.get_name());
            write!(page, "\n### {path}\n").unwrap();
            write_help(verb, &path, &mut page);
        }
    }
    page
}

/// The help of one command without the global options, which only the whole tree hands down.
fn write_help(command: &clap::Command, path: &str, page: &mut String) {
    let mut command = command.clone().bin_name(path).term_width(WIDTH);
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    write!(page, "\n```text\n{}\n```\n", lines.join("\n").trim()).unwrap();
}

#[test]
fn the_reference_of_the_environment_is_current() {
    insist_on_file("docs/env.md", &environment_reference());
}

/// Variables that are no settings: what the program does with them.
const OTHER_VARIABLES: &[(&str, &str)] = &[
    ("PGHOST, PGDATABASE", "name a PostgreSQL server when no database is configured otherwise; the other `PG*` follow"),
    ("PGPASSFILE", "the file of passwords for PostgreSQL servers, instead of `~/.pgpass`"),
    ("HOME, XDG_CONFIG_HOME", "where the configuration file is looked for"),
    ("XDG_DATA_HOME", "where `init` without a directory puts the database and the sealed file"),
    ("CREDENTIALS_DIRECTORY", "`claviger.key` in it opens the sealed file when no key file is configured"),
    ("USER, LOGNAME, SUDO_USER, SSH_CLIENT", "go into the record of every change, as evidence and not as proof"),
    ("GITHUB_RUN_ID, GITHUB_REPOSITORY, CI_JOB_URL, BUILD_URL", "the same, in CI"),
    ("TERM, COLUMNS", "what the terminal can do, and how wide it is when it does not tell"),
    ("CLICOLOR, CLICOLOR_FORCE", "colour, as many programs understand it"),
];

fn environment_reference() -> String {
    let mut page = generated("the registry of settings");
    page.push_str(
        "# Settings and the environment\n\nStrongest first: flags, `CLAVIGER_…`, a configuration file or profile that was \
         *named*, the conventional\nvariables of the field, a configuration file found by itself, defaults. An empty \
         variable counts as unset; one that\nbegins with `CLAVIGER_` and is none of these is refused. `claviger config \
         show` says what is in force and why.\n\n| setting | variable | also | default | meaning |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    for key in KEYS {
        writeln!(page, "{}", row_of(key)).unwrap();
    }
    page.push_str("\nThe names of tables and columns are settings of the file alone: see [mapping.md](mapping.md).\n");
    page.push_str("\n| variable | meaning |\n| --- | --- |\n");
    for (name, meaning) in STEERING_VARIABLES.iter().chain(OTHER_VARIABLES) {
        writeln!(page, "| `{}` | {meaning} |", name.replace(", ", "` `")).unwrap();
    }
    page
}

fn row_of(key: &Key) -> String {
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let mut variables = code(&key.variable());
    let mut setting = code(key.path);
    if key.shape == Shape::SecretUrl {
        write!(variables, " `{}_FILE`", key.variable()).unwrap();
        write!(setting, " `{}_file`", key.path).unwrap();
    }
    let conventional: Vec<String> = key.conventional.iter().map(|name| code(name)).collect();
    let choice = match key.shape {
        Shape::Choice(words) => {
            format!("; one of {}", words.iter().map(|word| code(word)).collect::<Vec<_>>().join(" "))
        }
        _ => String::new(),
    };
    let (also, default) = (conventional.join(" "), code(key.default));
    format!("| {setting} | {variables} | {also} | {default} | {}{choice} |", key.about)
}

#[test]
fn every_variable_that_is_read_is_documented() {
    let page = environment_reference();
    let mut read = BTreeSet::new();
    for path in sources(&repository("src")) {
        let text = std::fs::read_to_string(path).unwrap();
        // Calls are broken over lines where they are long.
        let code: String = text.split("#[cfg(test)]").next().unwrap().split_whitespace().collect();
        for call in ["env.get(\"", "env.path(\""] {
            read.extend(code.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    assert!(read.len() > 10, "{read:?}");
    let undocumented: Vec<_> = read.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(undocumented.is_empty(), "{undocumented:?}");
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn the_reference_of_exit_codes_is_current() {
    let mut page = generated("`src/base/exit.rs`");
    page.push_str("# Exit codes\n\nThe kind is what `-o json` says in `error.kind`.\n\n| code | kind | meaning |\n");
    page.push_str("| --- | --- | --- |\n");
    for line in exit::ALL {
        let kind = if line.kind.is_empty() { String::new() } else { format!("`{}`", line.kind) };
        writeln!(page, "| {} | {kind} | {} |", line.code, line.meaning).unwrap();
    }
    insist_on_file("docs/exit-codes.md", &page);
}

#[test]
fn exit_codes_and_kinds_are_unique() {
    let codes: BTreeSet<u8> = exit::ALL.iter().map(|line| line.code).collect();
    assert_eq!(codes.len(), exit::ALL.len());
    let kinds: Vec<&str> = exit::ALL.iter().map(|line| line.kind).filter(|kind| !kind.is_empty()).collect();
    assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len());
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 130]);
}

#[test]
fn every_name_that_can_be_mapped_is_documented() {
    let page = std::fs::read_to_string(repository("docs/mapping.md")).unwrap();
    for entry in Mapping::default().entries() {
        let section = page.split(&format!("### `{}`", entry.table)).nth(1);
        let section = section.unwrap_or_else(|| panic!("`{}` has no section", entry.table));
        let section = section.split("\n### ").next().unwrap();
        let key = format!("| `{}` |", entry.key);
        assert!(section.contains(&key), "`{}` of `{}` is not documented", entry.key, entry.table);
    }
}

#[test]
fn every_command_says_what_it_is_for() {
    fn insist(command: &clap::Command, path: &str) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.is_empty() && !about.ends_with('.'), "`{path}`: {about:?}");
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "`{path}`: `{}` has no help", argument.get_id());
        }
        for verb in command.get_subcommands() {
            insist(verb, &format!("{path} {}", verb.get_name()));
        }
    }
    insist(&claviger::cli::definition(), "claviger");
}

#[test]
fn every_verb_takes_the_global_flags() {
    let mut definition = claviger::cli::definition();
    definition.build();
    let global = [
        ("output", Some('o')),
        ("quiet", Some('q')),
        ("verbose", Some('v')),
        ("color", None),
        ("yes", Some('y')),
        ("dry-run", Some('n')),
        ("detailed-exitcode", None),
        ("config", None),
        ("profile", None),
        ("reason", None),
        ("timeout", None),
        ("no-input", None),
    ];
    for (words, verb) in verbs_of(&definition) {
        for (long, short) in global {
            let flag = verb.get_arguments().find(|argument| argument.get_long() == Some(long));
            let flag = flag.unwrap_or_else(|| panic!("`{words}` does not take --{long}"));
            assert_eq!(flag.get_short(), short, "`{words}` --{long}");
        }
    }
}

#[test]
fn a_broken_configuration_does_not_keep_the_shell_from_its_help() {
    let world = World::sealed();
    world.set("CLAVIGER_CONFIG", world.write("claviger.toml", "nonsense = 1"));
    world.run(&["config", "path"]).exits(2);
    for args in [&["version"][..], &["completions", "zsh"], &["man"], &["man", "db", "migrate"]] {
        world.run(args).succeeds();
    }
    assert_eq!(world.run(&["version", "-o", "plain"]).plain(), env!("CARGO_PKG_VERSION"));
    let version = world.run(&["version", "-o", "json"]).json();
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
    assert!(version["sqlite"].as_str().unwrap().starts_with("3."), "{version}");
}

#[test]
fn manual_pages_are_written_once_for_every_command() {
    let world = World::sealed();
    assert!(world.run(&["man"]).succeeds().text().contains(".TH claviger 1"));
    assert!(world.run(&["man", "user", "create"]).succeeds().text().contains(".TH claviger-user-create 1"));
    let unknown = world.run(&["man", "user", "craete", "-o", "json"]).exits(3).error();
    assert_eq!(unknown["hint"], "did you mean `create`?");
    let before = world.fingerprint();
    world.run(&["man", "--dir", "man1", "-n"]).succeeds();
    before.assert_unchanged(&world);
    let written = world.run(&["man", "--dir", "man1", "-o", "json"]).succeeds().envelope();
    assert_eq!(written["changed"], true);
    let definition = claviger::cli::definition();
    for (words, _) in verbs_of(&definition) {
        let page = world.read(format!("man1/claviger-{}.1", words.replace(' ', "-")));
        assert!(page.contains("SH SYNOPSIS"), "{words}");
    }
    let again = world.run(&["man", "--dir", "man1", "-o", "json"]).succeeds().envelope();
    assert_eq!(again["changed"], false);
}
