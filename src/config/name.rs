//! Names of tables and columns as they are written in the configuration: `connection`, `billing.card`,
//! `app."odd.name"`. They are matched exactly; quotes are needed only around a dot.

use crate::base::{Error, Result, text};

/// A name in its parts, without quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    written: String,
    parts: Vec<String>,
}

impl Name {
    /// Cuts a name at its dots, but for those within double quotes; `""` within them is one quote.
    pub fn parse(written: &str) -> Result<Self> {
        let bad = || Error::usage(format!("`{}` is not a name", text::shorten(written, 80)));
        let mut parts = Vec::new();
        let mut rest = written;
        loop {
            let (part, after) = if let Some(quoted) = rest.strip_prefix('"') {
                unquote(quoted).ok_or_else(bad)?
            } else {
                let (part, after) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
                (part.to_owned(), after)
            };
            if part.is_empty() || part.contains('\0') || part.len() > 200 {
                return Err(bad());
            }
            parts.push(part);
            match after.strip_prefix('.') {
                Some(next) => rest = next,
                None if after.is_empty() => return Ok(Self { written: written.to_owned(), parts }),
                None => return Err(bad()),
            }
        }
    }

    /// Refuses a name of fewer or more parts than `what` can have.
    pub(super) fn check(self, least: usize, most: usize, what: &str) -> Result<Self> {
        if (least..=most).contains(&self.parts.len()) {
            return Ok(self);
        }
        Err(Error::usage(format!("`{}` is not the name of {what}", text::shorten(&self.written, 80)))
            .hint("put a name that holds a dot in double quotes"))
    }

    /// The parts, the outermost first.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// What stands before the last part, and the last part.
    #[must_use]
    pub fn split_last(&self) -> Option<(&str, &[String])> {
        self.parts.split_last().map(|(last, before)| (last.as_str(), before))
    }

    /// A name as it would have to be written: quoted where it must be.
    #[must_use]
    pub fn write(parts: &[&str]) -> String {
        let quoted = parts.iter().map(|part| {
            let is_plain = !part.is_empty() && !part.starts_with('"') && !part.contains('.');
            if is_plain { (*part).to_owned() } else { format!("\"{}\"", part.replace('"', "\"\"")) }
        });
        quoted.collect::<Vec<_>>().join(".")
    }
}

/// What stands before the closing quote, and what after it.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut part = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        part.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                part.push('"');
                rest = next;
            }
            None => return Some((part, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn dots_cut_but_not_within_quotes() {
        let parts = |text: &str| Name::parse(text).map(|name| name.parts).ok();
        assert_eq!(parts("connection"), Some(vec!["connection".into()]));
        assert_eq!(parts("Billing.my card"), Some(vec!["Billing".into(), "my card".into()]));
        assert_eq!(parts("app.\"odd.na\"\"me\""), Some(vec!["app".into(), "odd.na\"me".into()]));
        for bad in ["", ".", "a.", ".a", "a..b", "\"a", "\"\"", "\"a\"b", "a.\"b\".", "a\0"] {
            assert_eq!(parts(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(first in "[^\0]{1,12}", second in "[a-z.\"]{1,8}") {
            let written = Name::write(&[&first, &second]);
            prop_assert_eq!(Name::parse(&written).unwrap().parts, [first, second]);
        }
    }
}
