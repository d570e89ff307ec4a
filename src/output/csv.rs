//! CSV (RFC 4180 quoting, lines end in `\n`) that a spreadsheet can open without harm.
//!
//! SECURITY: a spreadsheet runs a cell that begins like a formula. A name such as `=HYPERLINK(…)` chosen by an
//! attacker would send the sheet away, so such cells get a leading `'`. Numbers and times of ours are left alone.

use zeroize::Zeroizing;

use super::safe_text;
use super::secret_buffer::SecretBuffer;
use super::view::{Cell, Rows};
use crate::base::Result;

/// Appends a header row and the records.
/// A secret that is not UTF-8 is a usage error, as in JSON.
///
/// The quoting is done here and not by the `csv` crate, whose own buffer nobody wipes; its reader is the test.
pub(super) fn write(rows: &dyn Rows, buffer: &mut SecretBuffer) -> Result<()> {
    write_row(rows.columns().iter().map(|name| Zeroizing::new((*name).to_owned())), buffer);
    for cells in rows.cells() {
        let fields: Vec<Zeroizing<String>> = cells.iter().map(field).collect::<Result<_>>()?;
        write_row(fields.into_iter(), buffer);
    }
    Ok(())
}

fn field(cell: &Cell) -> Result<Zeroizing<String>> {
    match cell {
        Cell::Secret(secret) => {
            let text = secret.expose_text("the value").map_err(|error| error.hint("use -o plain, or --out FILE"))?;
            Ok(defuse(text, safe_text::secret_line(secret.expose())))
        }
        Cell::Number(_) | Cell::Time(_) | Cell::Flag(_) | Cell::Empty => {
            Ok(Zeroizing::new(cell.exact_text().unwrap_or_default()))
        }
        Cell::Text(text) | Cell::Id(text) | Cell::Good(text) | Cell::Warn(text) | Cell::Bad(text) | Cell::Dim(text) => {
            Ok(defuse(text, Zeroizing::new(safe_text::line(text).into_owned())))
        }
    }
}

/// The characters are OWASP's list ("CSV Injection"), with the full-width forms that some locales accept.
fn defuse(original: &str, safe: Zeroizing<String>) -> Zeroizing<String> {
    let begins_like_a_formula =
        original.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    if !begins_like_a_formula {
        return safe;
    }
    let mut defused = Zeroizing::new(String::with_capacity(safe.len() + 1));
    defused.push('\'');
    defused.push_str(&safe);
    defused
}

fn write_row(fields: impl Iterator<Item = Zeroizing<String>>, buffer: &mut SecretBuffer) {
    let (mut count, mut is_blank) = (0_usize, true);
    for field in fields {
        if count > 0 {
            buffer.push_text(",");
        }
        count += 1;
        is_blank = is_blank && field.is_empty();
        // A blank at either end is lost by readers that trim; quotes keep it.
        if field.contains(['"', ',']) || field.starts_with(' ') || field.ends_with(' ') {
            buffer.push_text("\"");
            let mut parts = field.split('"');
            buffer.push_text(parts.next().unwrap_or_default());
            for part in parts {
                buffer.push_text("\"\"");
                buffer.push_text(part);
            }
            buffer.push_text("\"");
        } else {
            buffer.push_text(&field);
        }
    }
    // An empty line would be no row at all.
    if count == 1 && is_blank {
        buffer.push_text("\"\"");
    }
    buffer.push_text("\n");
}
