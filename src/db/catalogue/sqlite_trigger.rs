//! When a trigger of SQLite runs, read from its text: the catalogue keeps nothing else.
//! <https://sqlite.org/lang_createtrigger.html>

/// The timing and the columns of a trigger on UPDATE, none of which means all of them; none for other triggers.
pub(super) fn on_update(text: &str) -> Option<(String, Vec<String>)> {
    let mut words = Words(text);
    // `CREATE TRIGGER name`, where the name is quoted or no keyword, stands before the event.
    let mut timing = "before";
    let event = loop {
        let (word, is_quoted) = words.next()?;
        match word.to_ascii_lowercase().as_str() {
            _ if is_quoted => {}
            "after" => timing = "after",
            "instead" => timing = "instead of",
            event @ ("update" | "insert" | "delete") => break event.to_owned(),
            _ => {}
        }
    };
    if event != "update" {
        return None;
    }
    let mut columns = Vec::new();
    for (word, is_quoted) in words {
        match word.to_ascii_lowercase().as_str() {
            "on" if !is_quoted => break,
            "of" if !is_quoted => {}
            _ => columns.push(word),
        }
    }
    Some((timing.to_owned(), columns))
}

/// Words, and whether each was quoted; what separates them is left out, comments too.
struct Words<'t>(&'t str);

impl Iterator for Words<'_> {
    type Item = (String, bool);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let first = self.0.chars().next()?;
            let rest = self.0.get(first.len_utf8()..)?;
            match first {
                '"' | '`' | '\'' => return self.quoted(rest, first),
                '[' => return self.quoted(rest, ']'),
                '-' if rest.starts_with('-') => self.0 = rest.split_once('\n').map_or("", |(_, after)| after),
                '/' if rest.starts_with('*') => self.0 = rest.split_once("*/").map_or("", |(_, after)| after),
                _ if is_word(first) => {
                    let end = self.0.find(|character| !is_word(character)).unwrap_or(self.0.len());
                    let (word, after) = self.0.split_at_checked(end)?;
                    self.0 = after;
                    return Some((word.to_owned(), false));
                }
                _ => self.0 = rest,
            }
        }
    }
}

impl<'t> Words<'t> {
    /// What stands up to the closing quote, which doubled stands for itself.
    fn quoted(&mut self, text: &'t str, close: char) -> Option<(String, bool)> {
        let mut word = String::new();
        let mut rest = text;
        loop {
            let (before, after) = rest.split_once(close)?;
            word.push_str(before);
            let Some(next) = after.strip_prefix(close) else {
                self.0 = after;
                return Some((word, true));
            };
            word.push(close);
            rest = next;
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trigger_on_update_counts_and_its_columns_are_known() {
        let read = |text| on_update(text).map(|(timing, columns)| format!("{timing}: {}", columns.join("|")));
        for (text, found) in [
            ("CREATE TRIGGER a AFTER UPDATE ON t BEGIN SELECT 1; END", Some("after: ")),
            (
                "create trigger if not exists \"on update\" update of a, \"b c\", [d] on t begin select 1; end",
                Some("before: a|b c|d"),
            ),
            ("CREATE TRIGGER a -- UPDATE\n AFTER INSERT ON t BEGIN UPDATE t SET x = 1; END", None),
            ("CREATE TRIGGER a /* DELETE */ INSTEAD OF UPDATE ON v BEGIN SELECT 1; END", Some("instead of: ")),
            ("CREATE TRIGGER a BEFORE DELETE ON t BEGIN SELECT 1; END", None),
            ("", None),
            ("CREATE TRIGGER \"a", None),
        ] {
            assert_eq!(read(text).as_deref(), found, "{text}");
        }
    }
}
