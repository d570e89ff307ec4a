//! Arbitrary strings in every kind of cell: nothing that a terminal or a spreadsheet obeys comes out.

use std::io;

use proptest::prelude::*;
use serde::ser::SerializeSeq as _;

use super::*;
use crate::base::Error;
use crate::base::text::is_unsafe;

/// The same string in every kind of cell.
#[derive(Clone)]
struct Hostile(String);

impl Serialize for Hostile {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(2))?;
        list.serialize_element(&self.0)?;
        list.serialize_element(&crate::output::Revealed(&Secret::from_text(self.0.clone())))?;
        list.end()
    }
}

impl Record for Hostile {
    const COLUMNS: &'static [&'static str] = &["text", "id", "good", "warn", "bad", "dim", "secret", "number", "empty"];

    fn cells(&self) -> Vec<Cell> {
        let text = || self.0.clone();
        vec![
            Cell::Text(text()),
            Cell::Id(text()),
            Cell::Good(text()),
            Cell::Warn(text()),
            Cell::Bad(text()),
            Cell::Dim(text()),
            Cell::Secret(Secret::from_text(text())),
            Cell::Number(-1),
            Cell::Empty,
        ]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.0.clone())]
    }
}

fn hostile() -> impl Strategy<Value = String> {
    "(\\PC|\\p{Cc}|\\p{Cf}|\\p{Zl}|[=+@\\-,\"'\\\\ \u{2060}\u{2061}\u{e0041}\u{fe0f}界])*"
}

/// Nothing unsafe but the line ends of ours.
fn is_clean(text: &str) -> bool {
    !text.chars().any(|character| is_unsafe(character) && character != '\n')
}

proptest! {
    #[test]
    fn no_format_prints_a_raw_control_character(text in hostile(), width in prop::option::of(1_u16..200)) {
        for format in [Format::Table, Format::Json, Format::Jsonl, Format::Csv] {
            for list in [false, true] {
                let record = Hostile(text.clone());
                let view = if list { View::list(vec![record.clone(), record]) } else { View::one(record) };
                let options = PrinterOptions { color: crate::output::ColorChoice::Never, ..options(format) };
                let (printer, captured) = Printer::captured_terminal(options, width);
                printer.show(Status::Done, false, &view.with_note(text.clone())).unwrap();
                prop_assert!(is_clean(&captured.stdout()), "{format}: {:?}", captured.stdout());
                prop_assert!(is_clean(&captured.stderr()));
                if format == Format::Table && list {
                    prop_assert_eq!(captured.stdout().lines().count(), 3, "a row is a line");
                }
            }
        }
    }

    #[test]
    fn talk_is_one_clean_line_each(text in hostile()) {
        for format in [Format::Table, Format::Json] {
            let (printer, captured) = Printer::captured(PrinterOptions { verbose: 1, ..options(format) });
            printer.say(&text);
            printer.warn(&text);
            printer.detail(&text);
            printer.error(&Error::usage(&text).hint(&text).caused_by(io::Error::other(format!("{text}."))));
            prop_assert!(is_clean(&captured.stderr()));
            let lines = if format == Format::Json { 2 } else { 6 };
            prop_assert_eq!(captured.stderr().lines().count(), lines);
        }
    }

    #[test]
    fn plain_is_the_exact_bytes(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (printer, captured) = Printer::captured_terminal(options(Format::Plain), 80);
        printer.show(Status::Done, true, &View::one(Minted::new(&bytes))).unwrap();
        prop_assert_eq!(captured.stdout_bytes(), [bytes.as_slice(), b"\n"].concat());
    }

    #[test]
    fn json_is_read_back_as_it_was(text in hostile()) {
        let captured = shown(Format::Json, &View::list(vec![Hostile(text.clone())]));
        let value: serde_json::Value = serde_json::from_str(&captured.stdout()).unwrap();
        prop_assert_eq!(&value["data"][0][0], &serde_json::Value::from(text.clone()));
        prop_assert_eq!(&value["data"][0][1], &serde_json::Value::from(text));
    }

    #[test]
    fn no_csv_cell_is_a_formula_and_every_cell_is_read_back(text in hostile()) {
        let captured = shown(Format::Csv, &View::list(vec![Hostile(text.clone())]));
        let mut reader = ::csv::Reader::from_reader(io::Cursor::new(captured.stdout_bytes()));
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows.len(), 1);
        let safe = crate::output::safe_text::line(&text);
        for (column, cell) in Hostile::COLUMNS.iter().zip(&rows[0]) {
            match *column {
                "number" => prop_assert_eq!(cell, "-1"),
                "empty" => prop_assert_eq!(cell, ""),
                _ => {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                    prop_assert_eq!(cell.strip_prefix('\'').filter(|_| !text.starts_with('\'')).unwrap_or(cell), &*safe);
                }
            }
        }
    }

    #[test]
    fn a_table_in_a_pipe_cuts_nothing(name in hostile(), id in "[a-z0-9-]{1,20}") {
        let captured = shown(Format::Table, &View::list(vec![Key::new(&id, &name), Key::new("x", "y")]));
        let safe = crate::output::safe_text::line(&name);
        prop_assert!(captured.stdout().contains(&*safe), "{:?} {:?}", captured.stdout(), safe);
        prop_assert!(captured.stdout().contains(&id));
    }

    #[test]
    fn a_narrow_terminal_cuts_no_id_and_no_time(id in "[a-z0-9-]{1,40}", width in 1_u16..100, name in hostile()) {
        let (printer, captured) = Printer::captured_terminal(options(Format::Table), width);
        printer.show(Status::Done, false, &View::list(vec![Key::new(&id, &name)])).unwrap();
        prop_assert!(captured.stdout().contains(&id));
        prop_assert!(captured.stdout().contains("2026-01-02T03:04:05Z"));
    }
}

#[test]
fn an_id_is_harmless_on_a_terminal_and_exact_in_a_pipe() {
    let view = View::list(vec![Key::new("\u{1b}[2J", "x")]);
    let (printer, captured) = Printer::captured_terminal(options(Format::Plain), 80);
    printer.show(Status::Done, false, &view).unwrap();
    assert_eq!(captured.stdout(), "\\u{1b}[2J\n");
    assert_eq!(shown(Format::Plain, &view).stdout(), "\u{1b}[2J\n");
}

#[test]
fn a_secret_document_is_exact_in_a_pipe_and_harmless_on_a_terminal() {
    let view = View::secret_text(Secret::new(b"A=\x1b\n".to_vec()));
    assert_eq!(shown(Format::Table, &view).stdout_bytes(), b"A=\x1b\n");
    let (printer, captured) = Printer::captured_terminal(options(Format::Table), 80);
    printer.show(Status::Done, false, &view).unwrap();
    assert_eq!(captured.stdout(), "A=\\u{1b}\n");
}

#[test]
fn an_enormous_cell_is_whole_in_a_pipe_and_fits_a_terminal() {
    let name = "界".repeat(70_000);
    let captured = shown(Format::Table, &View::list(vec![Key::new("1", &name), Key::new("2", "short")]));
    assert!(captured.stdout().contains(&name));
    assert_eq!(captured.stdout().lines().count(), 3);

    let (printer, captured) = Printer::captured_terminal(options(Format::Table), 100);
    printer.show(Status::Done, false, &View::list(vec![Key::new("1", &name)])).unwrap();
    assert!(captured.stdout().lines().all(|line| line.chars().count() < 120), "{}", captured.stdout());

    let (printer, captured) = Printer::captured_terminal(options(Format::Table), 100);
    printer.show(Status::Done, false, &View::list(vec![Hostile(name.clone()); 2])).unwrap();
    assert_eq!(captured.stdout().matches(&name).count(), 4, "ids and secrets are whole on a terminal, too");
}
