//! Where in the text of a `.env` file a name and its value stand, without a copy of any value; and what a value says.
//!
//! The grammar is that of python-dotenv 1.2 (`dotenv/parser.py`), down to what it takes for white space and how it
//! goes on behind a line that it can not read.

use std::ops::Range;

use zeroize::Zeroizing;

/// One binding with everything around it: the ranges of all of them, in order, are the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// From the blank lines before it to the end of its last line.
    pub whole: Range<usize>,
    /// None for comments, and for what can not be read.
    pub key: Option<Key>,
    /// None without an equals sign.
    pub value: Option<Range<usize>>,
    /// Whether a reader skips it with a complaint.
    pub is_broken: bool,
}

/// The name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Without quotes.
    pub name: Range<usize>,
    /// Behind the name and its quotes.
    pub end: usize,
}

/// White space as Python's `\s` has it: Unicode's, and the four separators of ASCII.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

fn is_blank(character: char) -> bool {
    is_space(character) && !is_line_end(character)
}

const fn is_line_end(character: char) -> bool {
    matches!(character, '\r' | '\n')
}

/// All bindings of a text.
#[must_use]
pub fn parse(text: &str) -> Vec<Binding> {
    // A byte order mark belongs to no name. python-dotenv drops it; here it goes with the first binding.
    let mut reader = Reader { text, at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 } };
    let mut bindings: Vec<Binding> = Vec::new();
    let mut start = 0;
    while reader.at < text.len() {
        let found = reader.binding();
        let is_broken = found.is_none();
        if is_broken {
            reader.skip_line();
        }
        let (key, value) = found.unwrap_or_default();
        bindings.push(Binding { whole: start..reader.at, key, value, is_broken });
        start = reader.at;
    }
    bindings
}

/// What the last binding of a name says: its value without quotes and escapes. None where there is none, or no value.
///
/// Escapes are those of python-dotenv, but for the numbers of characters that it also knows within double quotes.
#[must_use]
pub fn find_value(text: &str, name: &str) -> Option<Zeroizing<String>> {
    let is_named =
        |binding: &&Binding| binding.key.as_ref().is_some_and(|key| text.get(key.name.clone()) == Some(name));
    let range = parse(text).iter().rfind(is_named)?.value.clone()?;
    let value = text.get(range.clone())?;
    let quote =
        range.start.checked_sub(1).and_then(|at| text.get(at..range.start)).and_then(|before| before.chars().next());
    let mut plain = Zeroizing::new(String::with_capacity(value.len()));
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        let escaped = match (character, quote) {
            ('\\', Some('\'' | '"')) => characters.clone().next(),
            _ => None,
        };
        let meant = match (escaped, quote) {
            (Some('\\'), _) => Some('\\'),
            (Some('\''), _) => Some('\''),
            (Some('"'), Some('"')) => Some('"'),
            (Some('n'), Some('"')) => Some('\n'),
            (Some('r'), Some('"')) => Some('\r'),
            (Some('t'), Some('"')) => Some('\t'),
            _ => None,
        };
        if meant.is_some() {
            characters.next();
        }
        plain.push(meant.unwrap_or(character));
    }
    Some(plain).filter(|value| !value.is_empty())
}

/// The number of a line, from 1, for messages.
#[must_use]
pub fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    1 + before.replace("\r\n", "\n").chars().filter(|character| is_line_end(*character)).count()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Parts = (Option<Key>, Option<Range<usize>>);

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes all characters that `wanted` accepts, and gives their range.
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        start..self.at
    }

    /// None where the line can not be read.
    fn binding(&mut self) -> Option<Parts> {
        self.take_while(is_space);
        if self.rest().is_empty() {
            return Some((None, None));
        }
        if self.rest().strip_prefix("export").is_some_and(|rest| rest.starts_with(is_blank)) {
            self.at += "export".len();
            self.take_while(is_blank);
        }
        let key = match self.peek() {
            Some('#') => None,
            _ => Some(self.key()?),
        };
        self.take_while(is_blank);
        let value = if self.peek() == Some('=') { Some(self.value()?) } else { None };
        self.comment();
        self.end_of_line()?;
        Some((key, value))
    }

    fn key(&mut self) -> Option<Key> {
        if self.peek() == Some('\'') {
            let start = self.at + 1;
            let length = self.text.get(start..)?.find('\'').filter(|length| *length > 0)?;
            self.at = start + length + 1;
            return Some(Key { name: start..start + length, end: self.at });
        }
        let name = self.take_while(|character| !is_space(character) && !matches!(character, '=' | '#'));
        (!name.is_empty()).then_some(Key { end: name.end, name })
    }

    /// From the equals sign on.
    fn value(&mut self) -> Option<Range<usize>> {
        self.at += 1;
        let sign_end = self.at;
        let blanks = self.take_while(is_blank);
        match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            None | Some('\r' | '\n') => Some(sign_end..sign_end),
            // `KEY= # words` is a comment, `KEY=#words` a value.
            Some('#') if !blanks.is_empty() => Some(sign_end..sign_end),
            Some(_) => Some(self.unquoted()),
        }
    }

    /// A backslash always takes the next character with it.
    fn quoted(&mut self, quote: char) -> Option<Range<usize>> {
        let start = self.at + 1;
        let mut characters = self.text.get(start..)?.char_indices();
        while let Some((offset, character)) = characters.next() {
            if character == '\\' {
                characters.next()?;
            } else if character == quote {
                self.at = start + offset + 1;
                return Some(start..start + offset);
            }
        }
        None
    }

    /// To the end of the line, without a comment that follows white space, and without white space at the end.
    fn unquoted(&mut self) -> Range<usize> {
        let line = self.take_while(|character| !is_line_end(character));
        let text = self.text.get(line.clone()).unwrap_or_default();
        let comment =
            text.char_indices().zip(text.chars().skip(1)).find(|((_, before), now)| is_space(*before) && *now == '#');
        let value = text.get(..comment.map_or(text.len(), |((at, _), _)| at)).unwrap_or_default();
        line.start..line.start + value.trim_end_matches(is_space).len()
    }

    fn comment(&mut self) {
        let before = self.at;
        self.take_while(is_blank);
        if self.peek() == Some('#') {
            self.take_while(|character| !is_line_end(character));
        } else {
            self.at = before;
        }
    }

    fn end_of_line(&mut self) -> Option<()> {
        let before = self.at;
        self.take_while(is_blank);
        if self.rest().is_empty() || self.line_end() {
            return Some(());
        }
        self.at = before;
        None
    }

    fn line_end(&mut self) -> bool {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.at += length;
        length > 0
    }

    fn skip_line(&mut self) {
        self.take_while(|character| !is_line_end(character));
        self.line_end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_a_reader_takes_for_it() {
        let find = |text: &str| find_value(text, "KEY").map(|value| (*value).clone());
        for (text, value) in [
            ("KEY=a=b", "a=b"),
            ("export KEY = a # words", "a"),
            ("KEY='it\\'s \\\\ \\n'", "it's \\ \\n"),
            ("KEY=\"a\\n\\\"b\\\" 'c'\"", "a\n\"b\" 'c'"),
            ("KEY=first\nKEY=last", "last"),
            ("'KEY'=a\\n", "a\\n"),
        ] {
            assert_eq!(find(text).as_deref(), Some(value), "{text}");
        }
        for text in ["", "KEY", "KEY=", "KEY=''", "# KEY=a", "OTHER=a", "KEY='a"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
