//! Every verb, and whether it changes something. A verb that is not in the table does not pass, so that nobody adds one
//! without a thought for its dry run; tests of all changing verbs walk this table.

use crate::common::backends::on_every_engine;

/// What a verb does to the systems it works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Only looks.
    Reads,
    /// Changes something, at least with some of its flags.
    Changes,
}

/// One verb.
#[derive(Debug)]
pub struct Verb {
    /// Its words: `user create`.
    pub path: &'static str,
    /// What it does.
    pub effect: Effect,
    /// For a verb that only looks: what may follow its words. Empty for others.
    pub sample: &'static str,
}

const fn reads(path: &'static str, sample: &'static str) -> Verb {
    Verb { path, effect: Effect::Reads, sample }
}

const fn changes(path: &'static str) -> Verb {
    Verb { path, effect: Effect::Changes, sample: "" }
}

/// Every verb that there is, or that is about to be.
pub const VERBS: &[Verb] = &[
    changes("init"),
    reads("status", ""),
    changes("tour"),
    reads("secret generate", "hex"),
    changes("secret env"),
    changes("secret set"),
    reads("secret get", "app/db#password"),
    reads("secret list", ""),
    reads("secret history", "app/db"),
    changes("secret rollback"),
    changes("secret delete"),
    changes("user create"),
    reads("user list", ""),
    reads("user show", "1"),
    changes("user set-password"),
    changes("user check-password"),
    changes("user disable"),
    changes("user enable"),
    changes("user delete"),
    changes("user unlock"),
    changes("user import"),
    reads("user export", ""),
    changes("user break-glass"),
    changes("apikey create"),
    reads("apikey list", ""),
    reads("apikey show", "1"),
    reads("apikey verify", "--stdin"),
    changes("apikey rotate"),
    changes("apikey revoke"),
    changes("apikey prune"),
    changes("apikey import"),
    reads("keyring list", ""),
    changes("keyring add"),
    changes("keyring import"),
    changes("keyring export"),
    changes("keyring promote"),
    changes("keyring retire"),
    changes("keyring destroy"),
    changes("keyring encrypt"),
    reads("keyring decrypt", ""),
    reads("keyring status", ""),
    changes("keyring rotate"),
    changes("keyring reencrypt"),
    reads("keyring verify", ""),
    changes("keyring rollback"),
    reads("keyring discover", ""),
    reads("keyring timeline", ""),
    reads("event list", ""),
    reads("event verify", ""),
    changes("event anchor"),
    changes("db migrate"),
    reads("config show", ""),
    reads("config path", ""),
    reads("vault status", ""),
    reads("completions", "bash"),
    reads("man", "user create"),
    reads("version", ""),
];

/// Every verb that the program has: its words and its definition.
pub fn verbs_of(command: &clap::Command) -> Vec<(String, &clap::Command)> {
    command
        .get_subcommands()
        .filter(|verb| verb.get_name() != "help")
        .flat_map(|verb| {
            let name = verb.get_name().to_owned();
            if !verb.has_subcommands() {
                return vec![(name, verb)];
            }
            verbs_of(verb).into_iter().map(|(words, verb)| (format!("{name} {words}"), verb)).collect()
        })
        .collect()
}

#[test]
fn every_verb_is_in_the_table_once() {
    let definition = claviger::cli::definition();
    for (words, _) in verbs_of(&definition) {
        let count = VERBS.iter().filter(|verb| verb.path == words).count();
        assert_eq!(count, 1, "`{words}` must be in `VERBS` once: does it change something?");
    }
}

on_every_engine!(verbs_that_only_read_change_nothing, |world| {
    world.run(&["user", "create", "ann@example.com", "--role", "admin", "--no-password"]).succeeds();
    let key = world.run(&["apikey", "create", "--user", "1", "--name", "ci", "-o", "plain"]).succeeds();
    let definition = claviger::cli::definition();
    let existing: Vec<String> = verbs_of(&definition).into_iter().map(|(words, _)| words).collect();
    let before = world.fingerprint();
    for verb in VERBS.iter().filter(|verb| verb.effect == Effect::Reads) {
        if existing.iter().any(|words| words == verb.path) {
            let args: Vec<&str> = [verb.path, verb.sample].iter().flat_map(|words| words.split_whitespace()).collect();
            let finished = world.command(&args).stdin(key.plain()).run();
            // Its question may be answered with no, but it must be a question.
            assert!(![1, 2].contains(&finished.code), "{finished}");
            before.assert_unchanged(world);
        }
    }
});
