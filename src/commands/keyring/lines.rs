//! Values by lines: what `encrypt` and `decrypt` read and print.

use serde::Serialize;

use crate::base::{Result, Secret};
use crate::context::Context;
use crate::handover;
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

/// The lines of standard input, without their ends. No input is no line; an empty line is an empty value.
pub(super) async fn read() -> Result<Vec<Secret>> {
    let input = handover::read_stdin().await?;
    if input.is_empty() {
        return Ok(Vec::new());
    }
    Ok(input.expose().split(|byte| *byte == b'\n').map(|line| Secret::new(line.to_vec())).collect())
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
