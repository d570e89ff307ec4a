//! What has to be done to a `.env` file: which variables are there, which are missing, and where each value goes.
//! Pure: no file, no randomness, and no copy of any value.

use std::ops::Range;

use crate::base::env_file::{self, Binding};
use crate::base::{Error, Result, text as words};
use crate::commands::secret::generate::Kind;

/// The variables of the guide's applications.
const GUIDE: &[(&str, Kind)] = &[
    ("SECRET_KEY", Kind::Hex),
    ("JWT_SECRET_KEY", Kind::Jwt),
    ("ENCRYPTION_KEY", Kind::Fernet),
    ("DB_PASSWORD", Kind::Password),
];

/// Behind the name of an encryption key that was replaced: values encrypted under it still need it.
const PREVIOUS: &str = "_PREVIOUS";

/// A variable that the file shall have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl std::str::FromStr for Wanted {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self> {
        let (name, kind) = given.split_once('=').ok_or_else(|| {
            Error::usage(format!("`{}` names no kind", words::shorten(given, 60)))
                .hint("write NAME=KIND, as in CSRF_KEY=urlsafe")
        })?;
        check_name(name)?;
        Ok(Self { name: name.to_owned(), kind: kind.parse()? })
    }
}

/// Refuses what is no name of a variable in a shell (POSIX.1, 3.231 Name).
pub(super) fn check_name(name: &str) -> Result<()> {
    let is_letter = |character: char| character.is_ascii_alphabetic() || character == '_';
    let rest = |character: char| is_letter(character) || character.is_ascii_digit();
    if name.starts_with(is_letter) && name.chars().all(rest) {
        return Ok(());
    }
    Err(Error::usage(format!("`{}` can not be the name of a variable", words::shorten(name, 60)))
        .hint("use letters, digits and `_`, and no digit in front"))
}

/// The guide's variables and those that were asked for; a kind that was asked for goes before the guide's.
pub(super) fn wanted(added: &[Wanted]) -> Result<Vec<Wanted>> {
    let guide = GUIDE.iter().map(|(name, kind)| Wanted { name: (*name).to_owned(), kind: *kind });
    let mut all: Vec<Wanted> = guide.collect();
    for (index, one) in added.iter().enumerate() {
        if added.iter().take(index).any(|earlier| earlier.name == one.name && earlier.kind != one.kind) {
            return Err(Error::usage(format!("`{}` is added with two kinds", one.name)));
        }
        match all.iter_mut().find(|known| known.name == one.name) {
            Some(known) => known.kind = one.kind,
            None => all.push(one.clone()),
        }
    }
    Ok(all)
}

/// What becomes of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// It has a value, which stays.
    Kept,
    /// It had none.
    Generated,
    /// It gets another one.
    Rotated,
}

impl Action {
    /// As shown.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Generated => "generated",
            Self::Rotated => "rotated",
        }
    }
}

/// A wanted variable, and where its value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) action: Action,
    pub(super) place: Place,
}

/// Where a value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// It stays where it is.
    Untouched,
    /// In the place of this range, between the quotes where there are any.
    Value(Range<usize>),
    /// Behind a name that has no equals sign.
    BehindName(usize),
    /// On a line of its own at the end.
    End,
}

/// An old value that stays, under another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Previous {
    pub(super) name: String,
    /// The old value with its quotes.
    pub(super) value: Range<usize>,
    /// Behind the line that it stood on.
    pub(super) at: usize,
}

/// Everything that is to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) variables: Vec<Variable>,
    pub(super) previous: Vec<Previous>,
    /// What the owner of the file should know.
    pub(super) warnings: Vec<String>,
}

impl Plan {
    /// The names of the variables that something is done to.
    pub(super) fn names(&self, action: Action) -> Vec<&str> {
        let of_action = self.variables.iter().filter(|variable| variable.action == action);
        of_action.map(|variable| variable.name.as_str()).collect()
    }

    /// Whether every variable keeps its value.
    pub(super) fn keeps_all(&self) -> bool {
        self.variables.iter().all(|variable| variable.action == Action::Kept)
    }
}

/// Looks for every wanted variable in the text of a file.
pub(super) fn plan(text: &str, wanted: &[Wanted], rotate: &[String]) -> Result<Plan> {
    if let Some(name) = rotate.iter().find(|name| wanted.iter().all(|one| one.name != **name)) {
        return Err(Error::usage(format!("of what kind a new `{name}` shall be is not known"))
            .hint(format!("add --add {name}=KIND")));
    }
    let file = File { text, bindings: env_file::parse(text) };
    let mut plan = Plan { warnings: file.broken_lines(wanted)?, ..Plan::default() };
    for one in wanted {
        let place = file.last_of(&one.name).map_or(Place::End, |found| found.place);
        let old = match &place {
            Place::Value(value) if !value.is_empty() => Some(value.clone()),
            _ => None,
        };
        let (action, place) = match (old, rotate.contains(&one.name)) {
            (Some(value), true) => {
                if one.kind == Kind::Fernet {
                    plan.previous.push(file.keep_previous(&one.name, &value)?);
                }
                (Action::Rotated, place)
            }
            (Some(value), false) => {
                plan.warnings.extend(file.placeholder(&one.name, &value));
                (Action::Kept, Place::Untouched)
            }
            (None, false) => (Action::Generated, place),
            (None, true) => {
                return Err(Error::not_found(format!("`{}` has no value that could be replaced", one.name))
                    .hint("leave out --rotate: what is missing is generated"));
            }
        };
        if file.count(&one.name) > 1 {
            plan.warnings.push(format!("`{}` is there more than once: the last one counts", one.name));
        }
        plan.variables.push(Variable { name: one.name.clone(), kind: one.kind, action, place });
    }
    Ok(plan)
}

/// The value that a reader of the text finds for a name, without its quotes; none where there is none, or an empty one.
pub(super) fn find_value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let file = File { text, bindings: env_file::parse(text) };
    match file.last_of(name)?.place {
        Place::Value(value) => text.get(value).filter(|value| !value.is_empty()),
        _ => None,
    }
}

struct File<'a> {
    text: &'a str,
    bindings: Vec<Binding>,
}

/// A binding of a name.
struct Found {
    place: Place,
    line_end: usize,
}

impl File<'_> {
    fn at(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn of<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Binding> {
        self.bindings.iter().filter(move |binding| binding.key.as_ref().is_some_and(|key| self.at(&key.name) == name))
    }

    fn count(&self, name: &str) -> usize {
        self.of(name).count()
    }

    /// Of several bindings the last one counts, also where it is empty.
    fn last_of(&self, name: &str) -> Option<Found> {
        let binding = self.of(name).next_back()?;
        let place = match (&binding.value, &binding.key) {
            (Some(value), _) => Place::Value(value.clone()),
            (None, key) => Place::BehindName(key.as_ref()?.end),
        };
        Some(Found { place, line_end: binding.whole.end })
    }

    /// A warning for each line that no reader understands. One that was meant to hold a wanted variable is refused:
    /// the program would read another value than the person who wrote the line.
    fn broken_lines(&self, wanted: &[Wanted]) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        for binding in self.bindings.iter().filter(|binding| binding.is_broken) {
            let line = self.at(&binding.whole);
            let start = binding.whole.start + line.len() - line.trim_start().len();
            let number = env_file::line_of(self.text, start);
            let meant = line.trim_start();
            let meant = meant.strip_prefix("export").map_or(meant, str::trim_start);
            let length = meant.find(|character: char| !character.is_ascii_alphanumeric() && character != '_');
            let name = meant.get(..length.unwrap_or(meant.len())).unwrap_or_default();
            if wanted.iter().any(|one| one.name == name) {
                return Err(Error::usage(format!("line {number} sets `{name}` in a way that can not be read"))
                    .hint("write NAME=value; a value in quotes needs the quote at its end, and nothing but a comment behind it"));
            }
            warnings.push(format!("line {number} can not be read; it was left as it is"));
        }
        Ok(warnings)
    }

    /// A warning where a value was never meant to be one.
    fn placeholder(&self, name: &str, value: &Range<usize>) -> Option<String> {
        let value = self.at(value).trim();
        let is_placeholder = value.is_empty()
            || PLACEHOLDERS.iter().any(|word| value.eq_ignore_ascii_case(word))
            || (value.starts_with('<') && value.ends_with('>'))
            || PLACEHOLDER_PARTS.iter().any(|part| contains_ignoring_case(value, part));
        is_placeholder.then(|| format!("`{name}` looks like a placeholder: replace it with --rotate {name}"))
    }

    /// SECURITY: what is encrypted under a key can be read with that key only. It stays until its owner removes it.
    fn keep_previous(&self, name: &str, value: &Range<usize>) -> Result<Previous> {
        let previous = format!("{name}{PREVIOUS}");
        let is_taken = self.of(&previous).next().is_some();
        if is_taken {
            return Err(Error::conflict(format!("`{previous}` still holds the key before"))
                .hint(format!("remove it once nothing is encrypted under it, then rotate `{name}`")));
        }
        let line_end = self.last_of(name).map_or(self.text.len(), |found| found.line_end);
        let before = value.start.checked_sub(1).and_then(|at| self.text.get(at..value.start));
        let is_quoted = matches!(before, Some("\"" | "'"));
        let value = if is_quoted { value.start - 1..value.end + 1 } else { value.clone() };
        Ok(Previous { name: previous, value, at: line_end })
    }
}

/// Values that people and templates write where a secret is to come.
const PLACEHOLDERS: &[&str] = &[
    "secret",
    "password",
    "passwd",
    "pass",
    "key",
    "dev",
    "development",
    "test",
    "testing",
    "none",
    "null",
    "todo",
    "xxx",
    "default",
    "admin",
    "postgres",
    "...",
];

/// Parts of such values; none of them stands in a random value by chance.
const PLACEHOLDER_PARTS: &[&str] = &[
    "change-me",
    "change_me",
    "changeme",
    "change this",
    "changethis",
    "change-this",
    "change_this",
    "your-",
    "your_",
    "placeholder",
    "replace-",
    "replace_",
    "example",
    "insert-",
    "insert_",
    "dev-secret",
    "dev-key",
    "secret-key",
];

fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}
