//! The rules of the house, held against the source: who may import whom, where each outside crate lives, how long a
//! file may be. The tables say what the rules are; `docs/style.md` says why.
//!
//! Every rule is a function from sources to findings, and is itself tested on a source that breaks it.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{Mention, Source};

/// Top-level modules and their layers: a module may use its own layer and those below.
const LAYERS: &[(&str, u8)] = &[
    ("base", 0),
    ("config", 1),
    ("db", 1),
    ("vault", 1),
    ("output", 1),
    ("change", 2),
    ("journal", 2),
    ("context", 2),
    ("handover", 2),
    ("bulk", 2),
    ("commands", 3),
    ("cli", 4),
];

/// Neighbours on one layer that must not see each other: the first may not use the second.
const STRANGERS: &[(&str, &str)] =
    &[("db", "vault"), ("vault", "db"), ("output", "config"), ("output", "db"), ("output", "vault")];

/// Outside crates that have one place, so that another crate, or another version, changes one room. Unit tests may ask
/// any of them.
const PLACES: &[(&str, &[&str])] = &[
    ("sqlx", &["src/db/"]),
    ("form_urlencoded", &["src/db/"]),
    ("percent_encoding", &["src/db/"]),
    ("libsqlite3_sys", &["src/db/"]),
    ("clap_complete", &["src/commands/shell/"]),
    ("clap_mangen", &["src/commands/shell/"]),
    ("comfy_table", &["src/output/"]),
    ("dialoguer", &["src/output/prompt.rs"]),
    ("indicatif", &["src/output/progress.rs"]),
    ("vaultrs", &["src/vault/openbao/"]),
    ("rustify", &["src/vault/openbao/"]),
    ("reqwest", &["src/vault/openbao/"]),
    ("rustls", &["src/vault/openbao/", "src/db/connect_errors.rs"]),
    ("rustls_native_certs", &["src/vault/openbao/"]),
    ("argon2", &["src/commands/user/password/", "src/vault/"]),
    ("bcrypt", &["src/commands/user/password/"]),
    ("scrypt", &["src/commands/user/password/"]),
    // Hashes of passwords, and keys derived from a passphrase as an application derives them.
    ("pbkdf2", &["src/commands/user/password/", "src/commands/keyring/"]),
    ("zxcvbn", &["src/commands/user/password/"]),
    ("chacha20poly1305", &["src/vault/"]),
    ("fernet", &["src/commands/keyring/"]),
    ("aes", &["src/commands/keyring/rewrite/cipher.rs"]),
    ("cbc", &["src/commands/keyring/rewrite/cipher.rs"]),
    ("rand", &["src/base/rng.rs"]),
    // `handover` holds the flags of secrets that many verbs share, `bulk` those of imports and exports.
    ("clap", &["src/cli.rs", "src/cli/", "src/commands/", "src/handover/", "src/bulk/"]),
    ("rustix", &["src/base/", "src/output/"]),
    ("nix", &["src/base/owner.rs"]),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "utility", "helper", "helpers", "manager", "managers", "common", "misc", "shared"];

/// Words that switch a check off or promise code that is not there.
const BANNED_WORDS: &[(&str, &str)] = &[
    ("#[allow(", "say `#[expect(…, reason = \"…\")]`, which ends when it is no longer needed"),
    ("#![allow(", "say `#![expect(…, reason = \"…\")]`, which ends when it is no longer needed"),
    ("todo!", "write it or leave it out"),
    ("unimplemented!", "write it or leave it out"),
];

const LONGEST_SOURCE: usize = 400;
const LONGEST_TEST: usize = 600;

type Findings = Vec<String>;

#[track_caller]
fn insist(findings: &Findings) {
    assert!(findings.is_empty(), "{} finding(s):\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn files_are_short() {
    insist(&long_files(&Source::all_under("src"), LONGEST_SOURCE));
    insist(&long_files(&Source::all_under("tests"), LONGEST_TEST));
}

#[test]
fn files_open_with_what_they_are_for() {
    insist(&files_without_purpose(&Source::all_under("src")));
    insist(&files_without_purpose(&Source::all_under("tests")));
}

#[test]
fn files_are_named_after_what_they_hold() {
    insist(&empty_names(&Source::all_under("src")));
}

#[test]
fn nothing_is_switched_off_or_promised() {
    insist(&banned_words(&Source::all_under("src")));
}

#[test]
fn imports_point_down() {
    insist(&upward_imports(&Source::all_under("src")));
}

#[test]
fn every_outside_crate_has_one_place() {
    insist(&crates_out_of_place(&Source::all_under("src")));
}

#[test]
fn a_verb_uses_no_verb_of_another_noun() {
    insist(&verbs_of_other_nouns(&Source::all_under("src")));
}

#[test]
fn nouns_go_in_no_circle() {
    insist(&circles(&Source::all_under("src")));
}

fn long_files(sources: &[Source], limit: usize) -> Findings {
    sources
        .iter()
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > limit)
        .map(|(source, lines)| format!("{}:{limit}: {lines} lines, at most {limit}: split it by subject", source.path))
        .collect()
}

fn files_without_purpose(sources: &[Source]) -> Findings {
    sources
        .iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| format!("{}:1: open with `//!`: what the file owns and what it must never do", source.path))
        .collect()
}

fn empty_names(sources: &[Source]) -> Findings {
    sources
        .iter()
        .filter_map(|source| {
            let name = source.path.trim_end_matches(".rs").split('/').find(|name| EMPTY_NAMES.contains(name))?;
            Some(format!("{}:1: `{name}` says nothing: name it after what is inside", source.path))
        })
        .collect()
}

fn banned_words(sources: &[Source]) -> Findings {
    let mut findings = Findings::new();
    for source in sources {
        for (index, line) in source.code.lines().enumerate() {
            let words = BANNED_WORDS.iter().filter(|(word, _)| line.contains(word));
            findings.extend(words.map(|(word, advice)| format!("{}:{}: `{word}`: {advice}", source.path, index + 1)));
        }
    }
    findings
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

fn upward_imports(sources: &[Source]) -> Findings {
    let mut findings = Findings::new();
    for source in sources {
        let module = source.module();
        // `lib.rs` and `main.rs` stand above every layer.
        let Some(own) = module.first() else { continue };
        let Some(own_layer) = layer(own) else {
            findings.push(format!("{}:1: `{own}` has no layer: give it a row in `LAYERS`", source.path));
            continue;
        };
        for (line, other) in inner_modules(source) {
            let Some(other_layer) = layer(&other) else { continue };
            if other_layer > own_layer {
                findings.push(format!("{}:{line}: `{own}` uses `{other}`, which stands above it", source.path));
            } else if STRANGERS.contains(&(own, &other)) {
                findings.push(format!("{}:{line}: `{own}` uses `{other}`: they must not see each other", source.path));
            }
        }
    }
    findings
}

/// The top-level modules of ours that a file names.
fn inner_modules(source: &Source) -> Vec<(usize, String)> {
    let inner = |mention: Mention| match mention.path.as_slice() {
        [root, module, ..] if root == "crate" => Some((mention.line, module.clone())),
        _ => None,
    };
    source.mentions().into_iter().filter_map(inner).collect()
}

fn crates_out_of_place(sources: &[Source]) -> Findings {
    let mut findings = Findings::new();
    for source in sources {
        for Mention { line, path } in source.without_tests().mentions() {
            let place = PLACES.iter().find(|(name, _)| path.first().is_some_and(|first| first == name));
            if let Some((name, places)) = place
                && !places.iter().any(|place| source.path.starts_with(place))
            {
                findings.push(format!("{}:{line}: `{name}` belongs in {}", source.path, places.join(" and ")));
            }
        }
    }
    findings
}

/// The noun whose room a file stands in.
fn noun(source: &Source) -> Option<&str> {
    match source.module().as_slice() {
        ["commands", noun, ..] => Some(noun),
        _ => None,
    }
}

/// What a file names of other nouns: line, noun, and the names below it.
fn other_nouns(source: &Source) -> Vec<(usize, String, Vec<String>)> {
    let Some(own) = noun(source) else { return Vec::new() };
    let other = |mention: Mention| match mention.path.as_slice() {
        [root, commands, noun, rest @ ..] if root == "crate" && commands == "commands" && noun != own => {
            Some((mention.line, noun.clone(), rest.to_vec()))
        }
        _ => None,
    };
    source.mentions().into_iter().filter_map(other).collect()
}

/// A verb is a file with arguments of its own.
fn is_verb(source: &Source) -> bool {
    let derives = source.code.split("#[derive(").skip(1).filter_map(|rest| rest.split_once(')'));
    derives.flat_map(|(list, _)| list.split(',')).any(|name| matches!(name.trim(), "Args" | "clap::Args"))
}

fn verbs_of_other_nouns(sources: &[Source]) -> Findings {
    let verbs: BTreeSet<Vec<&str>> = sources
        .iter()
        .filter(|source| noun(source).is_some() && source.module().len() > 2 && is_verb(source))
        .map(Source::module)
        .collect();
    let mut findings = Findings::new();
    for source in sources {
        for (line, noun, rest) in other_nouns(source) {
            let named: Vec<&str> = ["commands", &noun].into_iter().chain(rest.iter().map(String::as_str)).collect();
            if let Some(verb) = verbs.iter().find(|verb| named.starts_with(verb)) {
                let verb = verb.join("::");
                findings.push(format!("{}:{line}: `{verb}` is a verb: use the noun's model or store", source.path));
            }
        }
    }
    findings
}

fn circles(sources: &[Source]) -> Findings {
    let nouns: BTreeSet<&str> = sources.iter().filter_map(noun).collect();
    // noun → the nouns it uses, each with the first place that does.
    let mut uses: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for source in sources {
        for (line, other, _) in other_nouns(source) {
            if let Some(own) = noun(source).filter(|_| nouns.contains(other.as_str())) {
                let places = uses.entry(own.to_owned()).or_default();
                places.entry(other).or_insert_with(|| format!("{}:{line}", source.path));
            }
        }
    }
    let mut findings = Findings::new();
    for start in nouns {
        if let Some(way) = way_back(start, start, &uses, &mut BTreeSet::new())
            // One circle is found from each of its nouns; the first in the alphabet tells it.
            && way.iter().all(|(noun, _)| start <= noun.as_str())
        {
            let steps: Vec<_> = way.iter().map(|(noun, place)| format!("`{noun}` ({place})")).collect();
            findings.push(format!("a circle of nouns: `{start}` uses {}", steps.join(", which uses ")));
        }
    }
    findings
}

/// The steps from a noun back to the goal, each with the place in the source.
fn way_back(
    from: &str,
    goal: &str,
    uses: &BTreeMap<String, BTreeMap<String, String>>,
    seen: &mut BTreeSet<String>,
) -> Option<Vec<(String, String)>> {
    for (next, place) in uses.get(from)? {
        let step = (next.clone(), place.clone());
        if next == goal {
            return Some(vec![step]);
        }
        if seen.insert(next.clone())
            && let Some(mut way) = way_back(next, goal, uses, seen)
        {
            way.insert(0, step);
            return Some(way);
        }
    }
    None
}

#[track_caller]
fn finds(findings: &Findings, expected: &[&str]) {
    assert_eq!(findings.len(), expected.len(), "{findings:#?}");
    for (finding, part) in findings.iter().zip(expected) {
        assert!(finding.contains(part), "`{part}` is not in `{finding}`");
    }
}

#[test]
fn the_rules_see_what_breaks_them() {
    finds(&long_files(&[Source::new("src/a.rs", &"//!\n".repeat(401))], 400), &["src/a.rs:400: 401 lines"]);
    finds(&files_without_purpose(&[Source::new("src/a.rs", "use b;\n")]), &["src/a.rs:1: open with"]);
    finds(&empty_names(&[Source::new("src/db/utils.rs", "")]), &["`utils` says nothing"]);
    let text = "//! todo! in a comment\nfn f() { todo!() }\n#[allow(dead_code)]\nconst S: &str = \"#[allow(\";\n";
    finds(&banned_words(&[Source::new("src/a.rs", text)]), &["src/a.rs:2: `todo!`", "src/a.rs:3: `#[allow(`"]);
}

#[test]
fn upward_imports_are_seen_in_every_spelling() {
    let upward = |path, text| upward_imports(&[Source::new(path, text)]);
    finds(&upward("src/base/id.rs", "use super::text;\nuse crate::base::rng::Rng;"), &[]);
    finds(&upward("src/base/id.rs", "\nuse crate::db::Reader;"), &["src/base/id.rs:2: `base` uses `db`"]);
    finds(&upward("src/base/id.rs", "use crate::{base::text, db::{self, Reader}};"), &["uses `db`", "uses `db`"]);
    finds(&upward("src/base/id.rs", "fn f() -> crate::config::Settings {}"), &["uses `config`"]);
    finds(&upward("src/base/id.rs", "use super::super::commands;"), &["uses `commands`"]);
    finds(&upward("src/base/mod.rs", "use super::output::Printer;"), &["uses `output`"]);
    finds(&upward("src/db/reader.rs", "use crate::vault::Vault;"), &["must not see each other"]);
    finds(&upward("src/commands/user/list.rs", "use crate::{change, db};"), &[]);
    finds(&upward("src/surprise.rs", ""), &["`surprise` has no layer"]);
    finds(&upward("src/lib.rs", "pub mod base; use crate::cli::run;"), &[]);
    finds(
        &upward("src/base/id.rs", "// crate::db\n/* crate::db /* */ crate::db */ const A: &str = \"crate::db\";"),
        &[],
    );
    let literals =
        "const B: &str = r#\"crate::db \" crate::db\"#; const C: char = '\"'; use crate::db::D; fn f<'a>() {}";
    finds(&upward("src/base/id.rs", literals), &["uses `db`"]);
}

#[test]
fn crates_out_of_place_are_seen() {
    let misplaced = |path, text| crates_out_of_place(&[Source::new(path, text)]);
    finds(&misplaced("src/db/reader.rs", "use sqlx::Row;"), &[]);
    finds(&misplaced("src/vault/sealed_file.rs", "use sqlx::Row;"), &["`sqlx` belongs in src/db/"]);
    finds(&misplaced("src/base/id.rs", "#[derive(clap::Args)]"), &["`clap` belongs in src/cli.rs and src/cli/"]);
    finds(&misplaced("src/base/id.rs", "use rand;\nfn f() { ::rand::random() }"), &["`rand`", "`rand`"]);
    finds(&misplaced("src/base/id.rs", "use super::rand;\nfn f() { own::rand::random() }"), &[]);
    let tested = "#[cfg(test)]\nmod tests {\n    fn f() { sqlx::f() }\n}\nuse sqlx::Row;";
    finds(&misplaced("src/base/id.rs", tested), &["src/base/id.rs:5: `sqlx`"]);
    finds(&misplaced("src/vault/sealed_file/tests/mod.rs", "use fernet::Fernet;"), &[]);
    finds(&misplaced("src/base/id.rs", "#[cfg(test)]\nmod tests;\nuse sqlx::Row;"), &["src/base/id.rs:3: `sqlx`"]);
}

#[test]
fn verbs_and_circles_of_nouns_are_seen() {
    let verb = "#[derive(Debug, clap::Args)]\npub struct Args {}\n";
    let house = |text| {
        vec![
            Source::new("src/commands/user/disable.rs", verb),
            Source::new("src/commands/user/store.rs", "pub struct UserRow;"),
            Source::new("src/commands/apikey/revoke.rs", text),
            Source::new("src/commands/session/store.rs", "use crate::commands::apikey::store;"),
            Source::new("src/commands/apikey/store.rs", ""),
        ]
    };
    let model = house("use crate::commands::user::{store::UserRow, User};");
    finds(&verbs_of_other_nouns(&model), &[]);
    finds(&circles(&model), &[]);
    let verbs = house("use crate::commands::user::{store, disable::Disable};\nuse super::super::user::disable;");
    finds(&verbs_of_other_nouns(&verbs), &["revoke.rs:1: `commands::user::disable` is a verb", "revoke.rs:2: "]);
    let circle = house("\nuse crate::commands::session::store;");
    finds(&circles(&circle), &["`apikey` uses `session` (src/commands/apikey/revoke.rs:2), which uses `apikey`"]);
}
