//! Reads Rust source as text, as far as the rules of the architecture need: what is code, and which paths it names.
//!
//! No parser: the rules speak of files, lines, words and paths, and a text can be shown in a message.

use std::path::Path;

/// One source file.
pub struct Source {
    /// Path from the root of the repository, such as `src/db/reader.rs`.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// The text with comments and the insides of literals blanked, line for line the same.
    pub code: String,
}

/// A path that code names, `crate`, `super` and groups resolved: `use super::{a, b::C}` in `src/db/x.rs` names
/// `crate::db::a` and `crate::db::b::C`.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    pub line: usize,
    pub path: Vec<String>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: code_of(text) }
    }

    /// All `.rs` files under a directory of the repository.
    pub fn all_under(directory: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sources = Vec::new();
        collect(&root.join(directory), root, &mut sources);
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        assert!(!sources.is_empty(), "no source under `{directory}`");
        sources
    }

    /// Names of the modules this file is, from the root of the crate: `src/db/mod.rs` is `["db"]`.
    pub fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let mut names: Vec<_> = inside.trim_end_matches(".rs").split('/').collect();
        if matches!(names.last(), Some(&("mod" | "lib" | "main"))) {
            names.pop();
        }
        names
    }

    /// The same file without its unit tests, for the rules that only the program has to keep.
    pub fn without_tests(&self) -> Self {
        let is_test = self.module().contains(&"tests");
        let code = if is_test { String::new() } else { blank_tests(&self.code) };
        Self { path: self.path.clone(), text: self.text.clone(), code }
    }

    /// Every path in the code, in order.
    pub fn mentions(&self) -> Vec<Mention> {
        let tokens = tokens_of(&self.code);
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let before = at.checked_sub(1).map(|index| tokens[index].1);
            let starts = is_name(tokens[at].1)
                && !matches!(before, Some("." | "fn" | "mod" | "struct"))
                && (tokens.get(at + 1).is_some_and(|next| next.1 == "::") || before == Some("use"));
            if starts {
                at = self.read_tree(&tokens, at, &[], &mut mentions);
            } else {
                at += 1;
            }
        }
        mentions
    }

    /// Reads one use-tree or path that begins at `at` under `prefix`; gives back where it ends.
    fn read_tree(&self, tokens: &[(usize, &str)], mut at: usize, prefix: &[String], out: &mut Vec<Mention>) -> usize {
        let mut path = prefix.to_vec();
        let line = tokens.get(at).map_or(0, |token| token.0);
        while let Some((_, token)) = tokens.get(at) {
            if *token == "{" && path.len() > prefix.len() {
                at += 1;
                while tokens.get(at).is_some_and(|token| token.1 != "}") {
                    let end = self.read_tree(tokens, at, &path, out);
                    at = end.max(at + 1);
                    at += usize::from(tokens.get(at).is_some_and(|token| token.1 == ","));
                }
                return at + 1;
            }
            if !is_name(token) {
                break;
            }
            self.step(&mut path, token);
            at += 1;
            if tokens.get(at).is_none_or(|token| token.1 != "::") {
                break;
            }
            at += 1;
        }
        if path.len() > prefix.len() || !prefix.is_empty() {
            out.push(Mention { line, path });
        }
        at
    }

    /// Goes one name further; `super` of an inline module is taken for `super` of its file, which names more than it
    /// should and so finds no less.
    fn step(&self, path: &mut Vec<String>, name: &str) {
        match name {
            "self" if path.is_empty() => path.extend(self.absolute()),
            "self" => {}
            "super" if path.is_empty() => {
                path.extend(self.absolute());
                path.pop();
            }
            "super" if path.len() > 1 => {
                path.pop();
            }
            _ => path.push(name.to_owned()),
        }
    }

    fn absolute(&self) -> Vec<String> {
        std::iter::once("crate").chain(self.module()).map(str::to_owned).collect()
    }
}

fn collect(directory: &Path, root: &Path, sources: &mut Vec<Source>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, root, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            sources.push(Source::new(&name, &std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::`, and single characters, each with its line.
fn tokens_of(code: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() || first == '_' {
                rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (token, after) = rest.split_at(length);
            tokens.push((index + 1, token));
            rest = after.trim_start();
        }
    }
    tokens
}

/// Blanks inline modules of tests, which stand under `#[cfg(test)]`.
fn blank_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    for (start, _) in code.match_indices("#[cfg(test)]") {
        let mut depth = 0_usize;
        let end = code[start..].char_indices().find(|(_, character)| match character {
            '{' => {
                depth += 1;
                false
            }
            // A variant or a field ends with what surrounds it.
            '}' => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            ';' => depth == 0,
            _ => false,
        });
        let range = start..end.map_or(code.len(), |(length, _)| start + length);
        let blank: String = code[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        kept.replace_range(range, &blank);
    }
    kept
}

/// Blanks comments and the insides of strings and characters.
fn code_of(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let end = skipped(&characters, at);
        if end > at {
            code.extend(characters[at..end].iter().map(|character| if *character == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            code.push(characters[at]);
            at += 1;
        }
    }
    code
}

/// Where the comment or literal that begins at `at` ends; `at` itself where none begins.
fn skipped(characters: &[char], at: usize) -> usize {
    let rest = &characters[at..];
    let starts = |text: &str| text.chars().enumerate().all(|(index, character)| rest.get(index) == Some(&character));
    let is_part_of_name = at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_');
    let length = if starts("//") {
        rest.iter().position(|character| *character == '\n').unwrap_or(rest.len())
    } else if starts("/*") {
        block_comment(rest)
    } else if starts("\"") {
        quoted(rest)
    } else if starts("r\"") || starts("r#") || starts("br\"") || starts("br#") {
        if is_part_of_name { 0 } else { raw_string(rest) }
    } else if starts("'") {
        character_literal(rest)
    } else {
        0
    };
    at + length
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at + 1 < rest.len() {
        match (rest[at], rest[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// `r"…"`, `br#"…"#`; not a raw name such as `r#type`.
fn raw_string(rest: &[char]) -> usize {
    let start = rest.iter().position(|character| !matches!(character, 'b' | 'r')).unwrap_or(rest.len());
    let hashes = rest[start..].iter().take_while(|character| **character == '#').count();
    let mut at = start + hashes;
    if rest.get(at) != Some(&'"') {
        return 0;
    }
    at += 1;
    while at < rest.len() {
        let closing = rest[at..].iter().skip(1).take(hashes).filter(|character| **character == '#').count();
        if rest[at] == '"' && closing == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    rest.len()
}

/// `'x'` and `'\n'`; not a lifetime.
fn character_literal(rest: &[char]) -> usize {
    match rest {
        [_, '\\', ..] => rest.iter().skip(3).position(|character| *character == '\'').map_or(0, |index| index + 4),
        [_, _, '\'', ..] => 3,
        _ => 0,
    }
}
