//! Reading `[[encrypted]]` and `[[encrypted_ignore]]`: every key known, every value of the kind that is wanted.

use super::encrypted::{Companion, CompanionValue, Encrypted, Ignored, Plain, Wrapper};
use super::name::Name;
use crate::base::{Error, Result, text};

/// The names of the two lists of sections.
pub(super) const ENCRYPTED: &str = "encrypted";
pub(super) const IGNORED: &str = "encrypted_ignore";

impl Encrypted {
    /// The keys of a section.
    const KEYS: &'static [&'static str] = &["table", "key", "columns", "wrapper", "where", "plain", "companion"];

    /// Reads all `[[encrypted]]` sections.
    pub fn list_from_toml(value: &toml::Value) -> Result<Vec<Self>> {
        sections(ENCRYPTED, value, Self::from_section)
    }

    fn from_section(section: &Section<'_>) -> Result<Self> {
        section.check_keys(Self::KEYS)?;
        let table = section.text("table")?.ok_or_else(|| section.missing("table", "\"connection\""))?;
        Name::parse(table).and_then(|name| name.check(1, 2, "a table")).map_err(|error| section.wrap(error))?;
        let columns = section.names("columns")?;
        if columns.is_empty() {
            return Err(section.missing("columns", "[\"password\"]"));
        }
        Ok(Self {
            table: table.to_owned(),
            key: section.names("key")?,
            columns,
            wrapper: section.word("wrapper", Wrapper::WORDS)?,
            filter: section.text("where")?.map(str::trim).filter(|filter| !filter.is_empty()).map(str::to_owned),
            plain: section.word("plain", Plain::WORDS)?.unwrap_or_default(),
            companion: section.companion()?,
        })
    }
}

impl Ignored {
    /// Reads all `[[encrypted_ignore]]` sections.
    pub fn list_from_toml(value: &toml::Value) -> Result<Vec<Self>> {
        sections(IGNORED, value, Self::from_section)
    }

    fn from_section(section: &Section<'_>) -> Result<Self> {
        section.check_keys(&["column", "reason"])?;
        let column = section.text("column")?.ok_or_else(|| section.missing("column", "\"mail.body\""))?;
        Name::parse(column)
            .and_then(|name| name.check(2, 3, "a column with its table"))
            .map_err(|error| section.wrap(error))?;
        let reason = section.text("reason")?.map(str::trim).filter(|reason| !reason.is_empty());
        let reason = reason.ok_or_else(|| section.missing("reason", "\"tokens quoted in support mail\""))?;
        Ok(Self { column: column.to_owned(), reason: reason.to_owned() })
    }
}

impl Wrapper {
    const WORDS: &'static [(&'static str, Self)] =
        &[("text", Self::Text), ("bytes", Self::Bytes), ("json-string", Self::JsonString)];

    /// The word of the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        word_of(Self::WORDS, self)
    }
}

impl Plain {
    const WORDS: &'static [(&'static str, Self)] =
        &[("skip", Self::Skip), ("encrypt", Self::Encrypt), ("fail", Self::Fail)];

    /// The word of the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        word_of(Self::WORDS, self)
    }
}

fn word_of<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

/// One section of a list of them.
struct Section<'t> {
    /// How it is named to people: `[[encrypted]]` number 2.
    place: String,
    table: &'t toml::Table,
}

fn sections<T>(name: &str, value: &toml::Value, read: impl Fn(&Section<'_>) -> Result<T>) -> Result<Vec<T>> {
    let wanted = || Error::usage(format!("`{name}` must be a list of sections")).hint(format!("write [[{name}]]"));
    let list = value.as_array().ok_or_else(wanted)?;
    let each = list.iter().enumerate().map(|(index, value)| {
        let table = value.as_table().ok_or_else(wanted)?;
        read(&Section { place: format!("`[[{name}]]` number {}", index + 1), table })
    });
    each.collect()
}

impl<'t> Section<'t> {
    /// Says where, before what.
    fn wrap(&self, error: Error) -> Error {
        let table = self.table.get("table").or_else(|| self.table.get("column")).and_then(toml::Value::as_str);
        let of_table = table.map(|table| format!(" (`{}`)", text::shorten(table, 60))).unwrap_or_default();
        error.context(format!("{}{of_table} is not usable", self.place))
    }

    fn error(&self, message: String, hint: String) -> Error {
        self.wrap(Error::usage(message).hint(hint))
    }

    fn missing(&self, key: &str, example: &str) -> Error {
        self.error(format!("it has no `{key}`"), format!("add a line such as {key} = {example}"))
    }

    fn check_keys(&self, known: &[&str]) -> Result<()> {
        check_keys(self.table, known).map_err(|error| self.wrap(error))
    }

    /// Text; empty counts as not there, as everywhere in the file.
    fn text(&self, key: &str) -> Result<Option<&'t str>> {
        text_of(self.table, key).map_err(|error| self.wrap(error))
    }

    /// A list of names of columns.
    fn names(&self, key: &str) -> Result<Vec<String>> {
        let wanted = || {
            let message = format!("`{key}` must be a list of names");
            self.error(message, format!("write {key} = [\"one\", \"two\"]"))
        };
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let mut names: Vec<String> = Vec::new();
        for value in value.as_array().ok_or_else(wanted)? {
            let name = value.as_str().ok_or_else(wanted)?;
            check_column(name).map_err(|error| self.wrap(error))?;
            if names.iter().any(|known| known == name) {
                return Err(self.error(format!("`{key}` names `{name}` twice"), "keep one of them".to_owned()));
            }
            names.push(name.to_owned());
        }
        Ok(names)
    }

    fn word<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Result<Option<T>> {
        let Some(given) = self.text(key)? else { return Ok(None) };
        find_word(key, given, words).map(Some).map_err(|error| self.wrap(error))
    }

    fn companion(&self) -> Result<Option<Companion>> {
        let Some(value) = self.table.get("companion") else { return Ok(None) };
        read_companion(value).map(Some).map_err(|error| self.wrap(error))
    }
}

fn read_companion(value: &toml::Value) -> Result<Companion> {
    let wanted = || {
        Error::usage("`companion` must say the column and its value")
            .hint("write companion = { column = \"key_hash\", value = \"sha1\" }")
    };
    let table = value.as_table().ok_or_else(wanted)?;
    check_keys(table, &["column", "value"]).map_err(|error| error.context("`companion` is not usable"))?;
    let column = text_of(table, "column")?.ok_or_else(wanted)?;
    check_column(column)?;
    let given = text_of(table, "value")?.ok_or_else(wanted)?;
    Ok(Companion {
        column: column.to_owned(),
        value: find_word("companion.value", given, &[("sha1", CompanionValue::Sha1)])?,
    })
}

fn find_word<T: Copy>(key: &str, given: &str, words: &[(&'static str, T)]) -> Result<T> {
    words.iter().find(|(word, _)| *word == given).map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Error::usage(format!("`{key}` can not be `{}`", text::shorten(given, 40)))
            .hint(format!("one of: {}", known.join(", ")))
    })
}

fn check_keys(table: &toml::Table, known: &[&str]) -> Result<()> {
    let Some(unknown) = table.keys().find(|key| !known.contains(&key.as_str())) else { return Ok(()) };
    let error = Error::usage(format!("`{}` is not a setting", text::shorten(unknown, 80)));
    Err(match text::nearest(unknown, known.iter().copied()) {
        Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
        None => error.hint(format!("known: {}", known.join(", "))),
    })
}

fn text_of<'t>(table: &'t toml::Table, key: &str) -> Result<Option<&'t str>> {
    match table.get(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some(_) => Err(Error::usage(format!("`{key}` must be text in quotes"))),
    }
}

fn check_column(name: &str) -> Result<()> {
    if name.is_empty() || name.contains('\0') || name.len() > 200 {
        return Err(Error::usage(format!("`{}` is not the name of a column", text::shorten(name, 60))));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Encrypted>> {
        let table: toml::Table = text.parse().unwrap();
        Encrypted::list_from_toml(table.get(ENCRYPTED).unwrap())
    }

    fn causes(text: &str) -> (String, String) {
        let error = read(text).unwrap_err();
        (error.causes().join(": "), error.hint_text().unwrap_or_default().to_owned())
    }

    #[test]
    fn a_section_says_all_it_can_say() {
        let sections = read(
            "[[encrypted]]\ntable = 'connection'\nkey = ['id']\ncolumns = ['password', 'extra']\nwrapper = 'json-string'\n\
             where = ' is_encrypted '\nplain = 'fail'\ncompanion = { column = 'key_hash', value = 'sha1' }\n\
             [[encrypted]]\ntable = 'app.\"odd.name\"'\ncolumns = ['kwargs']\nwhere = ''",
        )
        .unwrap();
        let [first, second] = sections.as_slice() else { panic!("two sections") };
        assert_eq!((first.wrapper, first.plain), (Some(Wrapper::JsonString), Plain::Fail));
        assert_eq!(first.filter.as_deref(), Some("is_encrypted"));
        assert_eq!(first.companion.as_ref().unwrap().column, "key_hash");
        assert_eq!((second.wrapper, second.plain, second.filter.as_ref()), (None, Plain::Skip, None));
        assert_eq!(Wrapper::JsonString.word(), "json-string");
    }

    #[test]
    fn what_can_not_be_meant_is_refused_and_says_what_is_wanted() {
        let minimal = "[[encrypted]]\ntable = 't'\n";
        for (text, message, hint) in [
            ("columns = ['a']\nwraper = 'text'", "`wraper` is not a setting", "did you mean `wrapper`?"),
            ("columns = ['a']\nwrapper = 'json'", "`wrapper` can not be `json`", "one of: text, bytes, json-string"),
            ("columns = 'a'", "`columns` must be a list of names", "write columns = [\"one\", \"two\"]"),
            ("columns = ['a', 'a']", "`columns` names `a` twice", "keep one of them"),
            ("columns = ['']", "`` is not the name of a column", ""),
            ("columns = []", "it has no `columns`", "add a line such as columns = [\"password\"]"),
            ("columns = ['a']\nwhere = true", "`where` must be text in quotes", ""),
            ("columns = ['a']\ncompanion = { colum = 'b' }", "`colum` is not a setting", "did you mean `column`?"),
        ] {
            let (causes, given) = causes(&format!("{minimal}{text}"));
            assert!(causes.contains(message), "{causes}");
            assert_eq!(given, hint, "{causes}");
        }
        assert!(causes("[[encrypted]]\ncolumns = ['a']").0.contains("it has no `table`"));
        assert!(causes("[[encrypted]]\ntable = 'a.b.c'\ncolumns = ['a']").0.contains("`a.b.c` is not the name of"));
        assert_eq!(read("[encrypted]\ntable = 'a'").unwrap_err().hint_text(), Some("write [[encrypted]]"));
    }

    #[test]
    fn an_ignored_column_needs_a_table_and_a_reason() {
        let read = |text: &str| {
            let table: toml::Table = text.parse().unwrap();
            Ignored::list_from_toml(table.get(IGNORED).unwrap())
        };
        assert_eq!(read("[[encrypted_ignore]]\ncolumn = 'public.mail.body'\nreason = 'quoted'").unwrap().len(), 1);
        for bad in ["column = 'mail.body'", "column = 'mail.body'\nreason = ' '", "column = 'body'\nreason = 'x'"] {
            assert!(read(&format!("[[encrypted_ignore]]\n{bad}")).is_err(), "{bad}");
        }
    }
}
