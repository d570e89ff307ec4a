//! Values by lines: what `encrypt` and `decrypt` read and print.

use serde::Serialize;

use crate::base::{Error, Result, Secret, stdin};
use crate::context::Context;
use crate::output::{Cell, Format, Record, View, reveal};

/// One line of the result.
#[derive(Serialize)]
struct Line {
    #[serde(serialize_with = "reveal::as_text")]
    value: Secret,
}

impl Record for Line {
    const COLUMNS: &'static [&'static str] = &["value"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::Secret(self.value.clone())]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![self.value.clone()]
    }
}

/// More than this belongs in a table, and into a rotation.
const LIMIT: usize = 64 * 1024 * 1024;

/// The lines of standard input, without their ends. No input is no line; an empty line is an empty value.
pub(super) async fn read(cx: &Context) -> Result<Vec<Secret>> {
    if cx.prompter.can_ask() {
        cx.printer.say("One value a line; Ctrl-D ends");
    }
    let input = stdin::read(LIMIT).await?;
    if input.len() > LIMIT {
        return Err(Error::usage(format!("standard input holds more than {LIMIT} bytes")).hint("split it"));
    }
    Ok(split(input.expose()).into_iter().map(|line| Secret::new(line.to_vec())).collect())
}

/// Only the newline separates, and exactly one of them may end the last line.
fn split(input: &[u8]) -> Vec<&[u8]> {
    if input.is_empty() {
        return Vec::new();
    }
    input.strip_suffix(b"\n").unwrap_or(input).split(|byte| *byte == b'\n').collect()
}

/// Lines in, lines out: no heading stands above them, also without `-o plain`.
pub(super) fn view(cx: &Context, values: Vec<Secret>) -> View {
    if matches!(cx.printer.format(), Format::Json | Format::Jsonl | Format::Csv) {
        return View::list(values.into_iter().map(|value| Line { value }).collect());
    }
    let mut text = Vec::with_capacity(values.iter().map(|value| value.len() + 1).sum());
    for value in &values {
        text.extend_from_slice(value.expose());
        text.push(b'\n');
    }
    View::secret_text(Secret::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_stands_between_newlines() {
        assert_eq!(split(b""), Vec::<&[u8]>::new());
        assert_eq!(split(b"\n"), [b"".as_slice()]);
        assert_eq!(split(b"a"), [b"a".as_slice()]);
        assert_eq!(split(b"a\r\nb\n"), [b"a\r".as_slice(), b"b"]);
        assert_eq!(split(b"a\n\n"), [b"a".as_slice(), b""]);
    }
}
