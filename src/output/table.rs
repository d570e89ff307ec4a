//! Tables for people: headings in upper case, two blanks between columns, no lines drawn. The only user of
//! `comfy-table`, which decides about the widths of columns.
//!
//! A row is one line. In a pipe nothing is cut; on a terminal text that does not fit is cut with `…`, but never an
//! id, a secret, a time or a number.
//!
//! SECURITY: `comfy-table` passes escape sequences through and copies its content, so it gets only safe text, and
//! for a secret a stand-in of the same width, which is replaced in the finished line.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;
use zeroize::Zeroizing;

use super::safe_text;
use super::secret_buffer::SecretBuffer;
use super::style::Role;
use super::view::{Cell, Rows};
use crate::base::clock;
use crate::base::text::shorten;

/// Stands before every cell while the table is laid out. It has no width and can not occur in safe text.
const MARK: char = '\u{2060}';
/// Cuts at any character and not between words: safe text never holds this one.
const NO_WORDS: char = '\u{2061}';
const GAP: u16 = 2;
/// `comfy-table` counts in 16 bits; a wider cell is replaced by a stand-in and juts out.
const WIDEST: usize = 4096;

/// Appends one record, a label and a value a line.
pub(super) fn write_record(rows: &dyn Rows, color: bool, buffer: &mut SecretBuffer) {
    let width = rows.columns().iter().map(|name| name.len()).max().unwrap_or_default();
    for cells in rows.cells() {
        for (name, cell) in rows.columns().iter().zip(cells) {
            let label = name.replace('_', " ");
            buffer.push_text(&Role::Dim.paint(&label, color));
            buffer.pad(width.saturating_sub(label.len()) + usize::from(GAP));
            push_painted(&display_text(&cell), Role::of(&cell), color, buffer);
            buffer.push_text("\n");
        }
    }
}

/// Appends a list; nothing at all when it is empty.
pub(super) fn write_list(rows: &dyn Rows, color: bool, terminal_width: Option<u16>, buffer: &mut SecretBuffer) {
    if rows.count() == 0 {
        return;
    }
    let cells: Vec<Vec<Shown>> =
        rows.cells().map(|cells| cells.iter().map(|cell| Shown::new(cell, terminal_width)).collect()).collect();
    let table = lay_out(rows.columns(), &cells, terminal_width);
    let mut lines = table.lines();
    if let Some(heading) = lines.next() {
        buffer.push_text(heading.replace(MARK, "").trim_end());
        buffer.push_text("\n");
    }
    for (line, cells) in lines.zip(&cells) {
        let start = buffer.len();
        let mut segments = line.split(MARK);
        buffer.push_text(segments.next().unwrap_or_default());
        for (segment, cell) in segments.zip(cells) {
            let text = segment.trim_end_matches(' ');
            let shown = if cell.stand_in.is_some() { cell.text.as_str() } else { text };
            push_painted(shown, cell.role, color, buffer);
            buffer.pad(segment.len().saturating_sub(text.len()));
        }
        buffer.trim_end(start);
        buffer.push_text("\n");
    }
}

/// A cell on its way into the table.
struct Shown {
    text: Zeroizing<String>,
    /// What is laid out in place of the text.
    stand_in: Option<String>,
    role: Role,
    is_number: bool,
    /// Whether the column must not be cut because of this cell.
    is_exact: bool,
    /// Whether the column may be cut because of this cell.
    is_prose: bool,
}

impl Shown {
    fn new(cell: &Cell, terminal_width: Option<u16>) -> Self {
        let mut text = display_text(cell);
        let width = text.width();
        let is_exact = matches!(cell, Cell::Id(_) | Cell::Secret(_));
        let too_wide = width > WIDEST && (is_exact || terminal_width.is_none());
        if width > WIDEST && !too_wide {
            // It is cut to the terminal anyway.
            text = Zeroizing::new(shorten(&text, WIDEST));
        }
        let stand_in = (too_wide || matches!(cell, Cell::Secret(_))).then(|| "*".repeat(width.min(WIDEST)));
        Self {
            text,
            stand_in,
            role: Role::of(cell),
            is_number: matches!(cell, Cell::Number(_)),
            is_exact,
            is_prose: !matches!(cell, Cell::Time(_) | Cell::Number(_) | Cell::Flag(_) | Cell::Empty),
        }
    }

    fn to_cell(&self) -> comfy_table::Cell {
        let text = self.stand_in.as_deref().unwrap_or(&self.text);
        comfy_table::Cell::new_owned(format!("{MARK}{text}"))
    }
}

fn lay_out(columns: &[&str], cells: &[Vec<Shown>], terminal_width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_delimiter(NO_WORDS);
    table.set_header(one_line(columns.iter().map(|name| comfy_table::Cell::new(heading(name))).collect()));
    for row in cells {
        table.add_row(one_line(row.iter().map(Shown::to_cell).collect()));
    }
    if let Some(width) = terminal_width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    let last = columns.len().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        let gap = if at == last { 0 } else { GAP };
        column.set_padding((0, gap));
        let mut of_column = cells.iter().filter_map(|row| row.get(at));
        if cells.iter().filter_map(|row| row.get(at)).any(|cell| cell.is_number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let is_exact = cells.iter().filter_map(|row| row.get(at)).any(|cell| cell.is_exact);
        if is_exact || !of_column.any(|cell| cell.is_prose) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        } else {
            let heading_width = columns.get(at).map_or(0, |name| name.len());
            let narrowest = u16::try_from(heading_width).unwrap_or(u16::MAX).saturating_add(gap);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(narrowest)));
        }
    }
    table
}

fn one_line(cells: Vec<comfy_table::Cell>) -> Row {
    let mut row = Row::from(cells);
    row.max_height(1);
    row
}

fn heading(name: &str) -> String {
    name.replace('_', " ").to_uppercase()
}

/// What a person sees of a cell.
fn display_text(cell: &Cell) -> Zeroizing<String> {
    let text = match cell {
        Cell::Secret(secret) => return safe_text::secret_line(secret.expose()),
        Cell::Text(text) | Cell::Id(text) | Cell::Good(text) | Cell::Warn(text) | Cell::Bad(text) | Cell::Dim(text) => {
            safe_text::line(text).into_owned()
        }
        Cell::Time(at) => clock::rfc3339(*at),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => "no".to_owned(),
        Cell::Empty => "-".to_owned(),
    };
    Zeroizing::new(text)
}

fn push_painted(text: &str, role: Role, color: bool, buffer: &mut SecretBuffer) {
    let (on, off) = role.codes(color);
    buffer.push_text(&on);
    buffer.push_text(text);
    buffer.push_text(&off);
}
