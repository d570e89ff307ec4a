//! The text of a `.env` file with new values in it; every other byte as it was.

use std::ops::Range;

use crate::base::{Error, Result, Secret};

use super::plan::{self, Place, Plan};

/// Bytes that take the place of a range.
struct Edit<'a> {
    at: Range<usize>,
    pieces: Vec<&'a [u8]>,
    is_line: bool,
}

impl<'a> Edit<'a> {
    const fn inside(at: Range<usize>, pieces: Vec<&'a [u8]>) -> Self {
        Self { at, pieces, is_line: false }
    }

    fn line(at: usize, name: &'a str, value: &'a [u8], line_end: &'a [u8]) -> Self {
        Self { at: at..at, pieces: vec![name.as_bytes(), b"=", value, line_end], is_line: true }
    }
}

/// Puts `values`, one for each variable that does not keep its own, in the order of the plan, into the text.
/// Values hold nothing that has a meaning in the file: no quote, blank, `#`, `$` or backslash.
pub(super) fn apply(text: &str, plan: &Plan, values: &[Secret]) -> Result<Secret> {
    let line_end = line_end_of(text);
    let mut edits = Vec::new();
    for previous in &plan.previous {
        let value = text.get(previous.value.clone()).unwrap_or_default();
        edits.push(Edit::line(previous.at, &previous.name, value.as_bytes(), line_end));
    }
    let changed = plan.variables.iter().filter(|variable| variable.place != Place::Untouched);
    for (variable, value) in changed.clone().zip(values) {
        let value = value.expose();
        edits.push(match &variable.place {
            Place::Value(range) => Edit::inside(range.clone(), vec![value]),
            // `NAME#words` is a name and a comment; without a blank the comment would become part of the value.
            Place::BehindName(at) if text.get(*at..).is_some_and(|rest| rest.starts_with('#')) => {
                Edit::inside(*at..*at, vec![b"=", value, b" "])
            }
            Place::BehindName(at) => Edit::inside(*at..*at, vec![b"=", value]),
            Place::End | Place::Untouched => Edit::line(text.len(), &variable.name, value, line_end),
        });
    }
    // Stable: what stands at the same place keeps its order.
    edits.sort_by_key(|edit| edit.at.start);
    let content = splice(text, &edits, line_end);
    // INVARIANT: what is about to be written reads as it was meant.
    let written = content.expose_text("the new content")?;
    let is_read_back = |(name, value): (&str, &Secret)| {
        plan::find_value(written, name).is_some_and(|found| found.as_bytes() == value.expose())
    };
    if changed.clone().count() != values.len() || !changed.map(|one| one.name.as_str()).zip(values).all(is_read_back) {
        return Err(Error::internal("the file would not read as planned, and was left as it is"));
    }
    Ok(content)
}

fn splice(text: &str, edits: &[Edit<'_>], line_end: &[u8]) -> Secret {
    let added: usize = edits.iter().flat_map(|edit| &edit.pieces).map(|piece| piece.len() + line_end.len()).sum();
    // INVARIANT: the buffer never grows, so no copy of a secret is left behind in freed memory.
    let mut content = Vec::with_capacity(text.len() + added);
    let old = text.as_bytes();
    let mut done = 0;
    for edit in edits {
        content.extend_from_slice(old.get(done..edit.at.start).unwrap_or_default());
        if edit.is_line && !matches!(content.last(), None | Some(b'\n' | b'\r')) {
            content.extend_from_slice(line_end);
        }
        edit.pieces.iter().for_each(|piece| content.extend_from_slice(piece));
        done = edit.at.end;
    }
    content.extend_from_slice(old.get(done..).unwrap_or_default());
    Secret::new(content)
}

/// The end of lines that the file uses, by its first line.
fn line_end_of(text: &str) -> &'static [u8] {
    match text.find(['\r', '\n']).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => b"\r\n",
        Some(rest) if rest.starts_with('\r') => b"\r",
        _ => b"\n",
    }
}
