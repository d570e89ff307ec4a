//! `-o plain`: the bare values, one a line, for `KEY=$(claviger …)`.

use super::safe_text;
use super::secret_buffer::SecretBuffer;
use super::view::{Rows, is_shown};

/// Appends the plain values. A secret has its exact bytes always; an id or a name has them in a pipe, and is made
/// harmless on a terminal.
pub(super) fn write(rows: &dyn Rows, is_terminal: bool, buffer: &mut SecretBuffer) {
    for (values, cells) in rows.plain() {
        for value in values {
            if is_terminal && is_shown(&value, &cells) {
                buffer.push_text(&safe_text::secret_line(value.expose()));
            } else {
                buffer.push(value.expose());
            }
            buffer.push_text("\n");
        }
    }
}
