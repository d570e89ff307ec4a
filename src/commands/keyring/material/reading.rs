//! Keys as an application has them, read. No message repeats any of it: it names which key it is about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::base::{Error, Result, Secret, Timestamp, directory, env_file};
use crate::config::read_secret_file;

use super::super::model::KeyState;
use super::format::{Format, SEPARATORS, STAGED_NUMBER, VARIABLES};
use super::{Maker, Material, Recipe};

/// A key that an application has, with what it is there.
pub(crate) struct Brought {
    pub(crate) material: Material,
    pub(crate) state: KeyState,
    /// None where the application does not tell.
    pub(crate) created_at: Option<Timestamp>,
}

/// A text that is to be a key.
struct Text {
    content: Secret,
    /// What it is in messages: `key 2 of the list`.
    which: String,
    state: KeyState,
    created_at: Option<Timestamp>,
}

/// Reads keys from a text, the primary one first. `variable` is the name in an environment file.
pub(crate) fn read(format: Format, input: Secret, variable: Option<&str>, maker: &Maker) -> Result<Vec<Brought>> {
    let texts = match format {
        Format::Key => vec![Text::new(input, "the key".to_owned(), KeyState::Primary)],
        Format::List => of_list(input.expose_text("the list")?, maker, "the list"),
        Format::Env => of_environment(input.expose_text("the environment file")?, variable, maker)?,
        Format::Json => of_json(&input)?,
        Format::Directory => return Err(Error::internal("a directory was to be read as a text")),
    };
    make(texts, maker)
}

/// Reads keys from the files of a directory, the primary one first. What is not named by a number is left alone.
pub(crate) fn read_directory(place: &Path, maker: &Maker) -> Result<Vec<Brought>> {
    let numbered = numbered_files(place)?;
    let Some((&highest, _)) = numbered.last_key_value() else {
        return Err(Error::not_found(format!("`{}` holds no file that is named by a number", place.display())));
    };
    let mut texts = Vec::new();
    // Highest first; the staged one comes last.
    for (number, path) in numbered.iter().rev() {
        let state = match *number {
            number if number == highest => KeyState::Primary,
            STAGED_NUMBER => KeyState::Staged,
            _ => KeyState::Secondary,
        };
        texts.push(Text::new(read_secret_file(path)?, format!("`{}`", path.display()), state));
    }
    make(texts, maker)
}

/// The files of a directory that are named by a number.
pub(crate) fn numbered_files(place: &Path) -> Result<BTreeMap<u64, PathBuf>> {
    let mut found = BTreeMap::new();
    for name in directory::names_in(place)? {
        let number = name.to_str().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(number) = number.and_then(|name| name.parse().ok()) else { continue };
        if found.insert(number, place.join(&name)).is_some() {
            return Err(Error::usage(format!("two files of `{}` have the number {number}", place.display())));
        }
    }
    Ok(found)
}

impl Text {
    const fn new(content: Secret, which: String, state: KeyState) -> Self {
        Self { content, which, state, created_at: None }
    }
}

/// The keys of texts; checked for what a ring can be made of.
fn make(texts: Vec<Text>, maker: &Maker) -> Result<Vec<Brought>> {
    let refuse =
        |what: &str| Err(Error::usage(format!("exactly one key must be primary, and at most one staged: {what}")));
    let count = |state| texts.iter().filter(|text| text.state == state).count();
    match (count(KeyState::Primary), count(KeyState::Staged)) {
        (1, 0 | 1) => {}
        (1, _) => return refuse("several are staged"),
        (0, _) => return refuse("none is primary"),
        _ => return refuse("several are primary"),
    }
    let mut brought: Vec<Brought> = Vec::with_capacity(texts.len());
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for Text { content, which, state, created_at } in texts {
        let material = maker.make(content, &which)?;
        if let Some(first) = seen.insert(material.key.fingerprint(), which.clone()) {
            return Err(Error::usage(format!("{which} is {first} once more")));
        }
        brought.push(Brought { material, state, created_at });
    }
    Ok(brought)
}

/// Blanks around a key are nobody's; those of a passphrase may belong to it.
fn of_list(list: &str, maker: &Maker, name: &str) -> Vec<Text> {
    let is_bare = matches!(maker.recipe(), Recipe::Raw | Recipe::Hex);
    let entry = |(index, text): (usize, &str)| {
        let text = if is_bare { text.trim() } else { text };
        let state = if index == 0 { KeyState::Primary } else { KeyState::Secondary };
        Text::new(Secret::from_text(text.to_owned()), format!("key {} of {name}", index + 1), state)
    };
    list.split(SEPARATORS).enumerate().map(entry).collect()
}

fn of_environment(text: &str, variable: Option<&str>, maker: &Maker) -> Result<Vec<Text>> {
    let name = match variable {
        Some(name) => name,
        None => usual_variable(text)?,
    };
    let value = env_file::find_value(text, name).ok_or_else(|| Error::not_found(format!("`{name}` is not set")))?;
    if value.contains("${") {
        return Err(Error::usage(format!("the value of `{name}` refers to another variable"))
            .hint("give the value itself, with --format list"));
    }
    Ok(of_list(&value, maker, &format!("`{name}`")))
}

/// The one of the usual names that is set.
fn usual_variable(text: &str) -> Result<&'static str> {
    let mut found = VARIABLES.iter().copied().filter(|name| env_file::find_value(text, name).is_some());
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name),
        (Some(first), Some(second)) => {
            Err(Error::usage(format!("`{first}` and `{second}` are both set")).hint("name one: --name"))
        }
        (None, _) => Err(Error::not_found("none of the usual names of keys is set")
            .hint(format!("name the variable: --name; looked for were {}", VARIABLES.join(", ")))),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonKey {
    key: Zeroizing<String>,
    state: KeyState,
    #[serde(default)]
    created_at: Option<Timestamp>,
}

fn of_json(input: &Secret) -> Result<Vec<Text>> {
    // SECURITY: the parser's message may quote what it met: only the place is told.
    let keys: Vec<JsonKey> = serde_json::from_slice(input.expose()).map_err(|error| {
        Error::usage(format!("line {}, column {} is not as it should be", error.line(), error.column())).hint(
            "write an array of {\"key\": …, \"state\": \"primary\", \"created_at\": \"2026-01-02T03:04:05Z\"}; states are \
             staged, primary and secondary",
        )
    })?;
    let mut texts = Vec::with_capacity(keys.len());
    for (index, key) in keys.into_iter().enumerate() {
        let which = format!("key {} of the array", index + 1);
        if key.state == KeyState::Retired {
            return Err(Error::usage(format!("{which} is retired")).hint("leave it out, or call it secondary"));
        }
        let content = Secret::new(key.key.as_bytes().to_vec());
        texts.push(Text { content, which, state: key.state, created_at: key.created_at });
    }
    // Stable: the others keep their order.
    texts.sort_by_key(|text| text.state != KeyState::Primary);
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::material;
    use super::*;

    fn text_of(seed: u64) -> String {
        material(seed).text().expose_text("the key").unwrap().to_owned()
    }

    fn read_as(format: Format, input: &str) -> Result<Vec<(String, &'static str)>> {
        let brought = read(format, Secret::from_text(input.to_owned()), None, &Maker::Raw)?;
        Ok(brought.iter().map(|one| (one.material.key.fingerprint(), one.state.name())).collect())
    }

    fn expected(keys: &[(u64, &'static str)]) -> Vec<(String, &'static str)> {
        keys.iter().map(|(seed, state)| (material(*seed).key.fingerprint(), *state)).collect()
    }

    #[test]
    fn a_list_begins_with_its_primary_key() {
        let [a, b, c] = [0, 1, 2].map(text_of);
        for list in [format!("{a},{b};{c}"), format!(" {a} , {b},\n{c} ")] {
            let all = expected(&[(0, "primary"), (1, "secondary"), (2, "secondary")]);
            assert_eq!(read_as(Format::List, &list).unwrap(), all);
        }
        assert_eq!(read_as(Format::List, &a).unwrap(), expected(&[(0, "primary")]));
        for (list, which) in [
            (format!("{a},"), "key 2 of the list"),
            (format!("{a},{a}"), "key 2 of the list is key 1 of the list once more"),
            (format!("{a},{b}x"), "key 2 of the list"),
            (String::new(), "key 1 of the list"),
        ] {
            let error = read_as(Format::List, &list).unwrap_err();
            assert!(error.message().contains(which) && !error.message().contains(&b), "{error}");
        }
    }

    #[test]
    fn passphrases_keep_their_blanks() {
        let read = |text: &str| read(Format::List, Secret::from_text(text.to_owned()), None, &Maker::Sha256).unwrap();
        let brought = read(" one two ,three");
        assert_eq!(brought[0].material.text().expose(), b" one two ");
        assert_eq!(brought[1].material.text().expose(), b"three");
    }

    #[test]
    fn a_variable_is_found_by_itself_or_by_name() {
        let [a, b] = [0, 1].map(text_of);
        let file = format!("DEBUG=1\nFERNET_KEYS='{a},{b}' # both\n");
        assert_eq!(read_as(Format::Env, &file).unwrap(), expected(&[(0, "primary"), (1, "secondary")]));
        let both = format!("{file}ENCRYPTION_KEY={b}");
        assert!(read_as(Format::Env, &both).unwrap_err().message().contains("both set"));
        let named = read(Format::Env, Secret::from_text(both), Some("ENCRYPTION_KEY"), &Maker::Raw).unwrap();
        assert_eq!(named[0].material.key.fingerprint(), material(1).key.fingerprint());
        assert_eq!(read_as(Format::Env, "DEBUG=1").unwrap_err().kind(), crate::base::Kind::NotFound);
        assert!(read_as(Format::Env, "FERNET_KEY=${OTHER}").unwrap_err().message().contains("another variable"));
    }

    #[test]
    fn an_array_says_which_key_is_what() {
        let [a, b, c] = [0, 1, 2].map(text_of);
        let entry = |key: &str, state: &str| format!(r#"{{"key":"{key}","state":"{state}"}}"#);
        let array = format!("[{},{},{}]", entry(&a, "secondary"), entry(&b, "staged"), entry(&c, "primary"));
        let all = expected(&[(2, "primary"), (0, "secondary"), (1, "staged")]);
        assert_eq!(read_as(Format::Json, &array).unwrap(), all);
        for broken in [
            format!("[{}]", entry(&a, "secondary")),
            format!("[{},{}]", entry(&a, "primary"), entry(&b, "primary")),
            format!("[{},{}]", entry(&a, "primary"), entry(&b, "retired")),
            format!("[{}", entry(&a, "primary")),
            format!("{{\"key\":\"{a}\"}}"),
            "[]".to_owned(),
        ] {
            let error = read_as(Format::Json, &broken).unwrap_err();
            assert_eq!(error.kind(), crate::base::Kind::Usage);
            assert!(!format!("{error} {:?}", error.causes()).contains(&a[..8]), "{error}");
        }
    }
}
