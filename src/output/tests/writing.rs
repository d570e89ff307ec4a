//! What happens when nobody reads, or the disk is full: real pipes and the real full device.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use super::*;
use crate::base::Kind;
use crate::base::env::Env;
use crate::output::stream::Stream;

fn printer_into(file: File, format: Format) -> Printer {
    let env = Env::default();
    Printer::on(options(format), Stream::file(file), Stream::memory(Arc::default(), None), &env)
}

fn closed_pipe() -> File {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    File::from(OwnedFd::from(writer))
}

#[test]
fn a_reader_that_has_gone_is_fine_for_ordinary_data() {
    for format in [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Plain] {
        let printer = printer_into(closed_pipe(), format);
        printer.show(Status::Done, false, &View::list(vec![Key::new("1", "x")])).unwrap();
    }
}

#[test]
fn a_reader_that_has_gone_is_an_error_for_a_secret() {
    for format in [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Plain] {
        let printer = printer_into(closed_pipe(), format);
        let error = printer.show(Status::Done, true, &View::one(Minted::new(b"s"))).unwrap_err();
        assert_eq!(error.kind(), Kind::Unavailable);
        assert_eq!(error.message(), "standard output was closed before the secret was written");
    }
    let printer = printer_into(closed_pipe(), Format::Plain);
    let error = printer.show(Status::Done, true, &View::secret_text(Secret::new(vec![1]))).unwrap_err();
    assert_eq!(error.kind(), Kind::Unavailable);
}

#[test]
fn a_plain_value_that_no_cell_shows_counts_as_a_secret() {
    #[derive(Serialize)]
    struct Silent;
    impl Record for Silent {
        const COLUMNS: &'static [&'static str] = &["id"];
        fn cells(&self) -> Vec<Cell> {
            vec![Cell::Id("1".into())]
        }
        fn plain(&self) -> Vec<Secret> {
            vec![Secret::from_text("hidden".into())]
        }
    }
    assert!(printer_into(closed_pipe(), Format::Plain).show(Status::Done, true, &View::one(Silent)).is_err());
}

#[test]
fn a_full_disk_is_always_an_error() {
    for view in [View::one(Minted::new(b"s")), View::list(vec![Key::new("1", "x")]), View::text("text")] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let error = printer_into(full, Format::Table).show(Status::Done, false, &view).unwrap_err();
        assert_eq!(error.kind(), Kind::Unavailable);
        assert_eq!(error.message(), "can not write to standard output");
    }
}

#[test]
fn a_slow_reader_of_a_non_blocking_pipe_gets_everything() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    rustix::io::ioctl_fionbio(&writer, true).unwrap();
    let records: Vec<Key> = (0..5000).map(|at| Key::new(&format!("id-{at}"), "some name")).collect();
    let printing = std::thread::spawn(move || {
        let printer = printer_into(File::from(OwnedFd::from(writer)), Format::Jsonl);
        printer.show(Status::Done, false, &View::list(records)).unwrap();
    });
    std::thread::sleep(std::time::Duration::from_millis(50));
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    printing.join().unwrap();
    assert_eq!(text.lines().count(), 5000);
}
