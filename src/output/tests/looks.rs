//! How every format looks.

use super::*;
use crate::base::{Error, Kind};
use crate::output::ColorChoice;

fn keys() -> Vec<Key> {
    let old = Key { is_active: false, status: "revoked".into(), created_at: None, uses: 12_345, ..Key::new("2", "ci") };
    vec![Key::new("clv_7Qx2aB3c", "deployment of the shop"), old]
}

#[test]
fn a_list_is_a_table_without_lines() {
    let captured = shown(Format::Table, &View::list(keys()).with_note("2 keys."));
    insta::assert_snapshot!(captured.stdout(), @"
    ID            NAME                    STATUS   CREATED AT             USES  IS ACTIVE
    clv_7Qx2aB3c  deployment of the shop  active   2026-01-02T03:04:05Z      7  yes
    2             ci                      revoked  -                     12345  no
    ");
    assert_eq!(captured.stderr(), "2 keys.\n");
}

#[test]
fn a_record_is_labels_and_values() {
    insta::assert_snapshot!(shown(Format::Table, &View::one(keys().remove(0))).stdout(), @"
    id          clv_7Qx2aB3c
    name        deployment of the shop
    status      active
    created at  2026-01-02T03:04:05Z
    uses        7
    is active   yes
    ");
}

#[test]
fn a_narrow_terminal_cuts_names_but_no_ids() {
    let (printer, captured) =
        Printer::captured_terminal(PrinterOptions { color: ColorChoice::Never, ..options(Format::Table) }, 76);
    printer.show(Status::Done, false, &View::list(keys())).unwrap();
    insta::assert_snapshot!(captured.stdout(), @"
    ID            NAME           STATUS   CREATED AT             USES  IS ACTIVE
    clv_7Qx2aB3c  deployment o…  active   2026-01-02T03:04:05Z      7  yes
    2             ci             revoked  -                     12345  no
    ");
}

#[test]
fn a_terminal_shows_states_in_colour() {
    let (printer, captured) = Printer::captured_terminal(options(Format::Table), 200);
    printer.show(Status::Done, false, &View::list(keys())).unwrap();
    insta::assert_snapshot!(captured.stdout().replace('\u{1b}', "␛"), @"
    ID            NAME                    STATUS   CREATED AT             USES  IS ACTIVE
    ␛[36mclv_7Qx2aB3c␛[0m  deployment of the shop  ␛[32mactive␛[0m   2026-01-02T03:04:05Z      7  yes
    ␛[36m2␛[0m             ci                      ␛[31mrevoked␛[0m  ␛[2m-␛[0m                     12345  no
    ");
}

#[test]
fn a_secret_is_whole_in_a_list_on_a_narrow_terminal() {
    let key = "k".repeat(100);
    let (printer, captured) = Printer::captured_terminal(options(Format::Table), 40);
    printer.show(Status::Done, true, &View::list(vec![Minted::new(key.as_bytes()), Minted::new(b"short")])).unwrap();
    let lines: Vec<String> = captured.stdout().lines().map(str::to_owned).collect();
    assert!(lines[1].ends_with(&key), "{lines:?}");
    assert!(lines[2].ends_with("  short"), "{lines:?}");
}

#[test]
fn json_is_one_object_with_warnings() {
    let (printer, captured) = Printer::captured(options(Format::Json));
    printer.warn("the flag carries a password");
    printer.say("One key.");
    printer.show(Status::Negative, true, &View::list(keys()).with_note("A note.")).unwrap();
    insta::assert_snapshot!(captured.stdout(), @r#"{"ok":true,"changed":true,"data":[{"id":"clv_7Qx2aB3c","name":"deployment of the shop","status":"active","created_at":"2026-01-02T03:04:05Z","uses":7,"is_active":true},{"id":"2","name":"ci","status":"revoked","created_at":null,"uses":12345,"is_active":false}],"warnings":["the flag carries a password"]}"#);
    assert_eq!(captured.stderr(), "");
}

#[test]
fn json_of_a_record_is_an_object_and_of_nothing_an_empty_array() {
    insta::assert_snapshot!(shown(Format::Json, &View::one(Minted::new(b"clv_secret"))).stdout(), @r#"{"ok":true,"changed":false,"data":{"id":"clv_7Qx2aB3c","key":"clv_secret"},"warnings":[]}"#);
    let nothing = shown(Format::Json, &View::list(Vec::<Key>::new()));
    assert_eq!(nothing.stdout(), "{\"ok\":true,\"changed\":false,\"data\":[],\"warnings\":[]}\n");
    assert_eq!(nothing.stderr(), "");
}

#[test]
fn half_done_work_is_not_ok_but_shown() {
    let (printer, captured) = Printer::captured(options(Format::Json));
    printer.show(Status::Partial, true, &View::one(Key::new("1", "x"))).unwrap();
    assert!(captured.stdout().starts_with("{\"ok\":false,\"changed\":true,\"data\":{\"id\":\"1\""));
}

#[test]
fn json_lines_are_bare_items() {
    insta::assert_snapshot!(shown(Format::Jsonl, &View::list(keys())).stdout(), @r#"
    {"id":"clv_7Qx2aB3c","name":"deployment of the shop","status":"active","created_at":"2026-01-02T03:04:05Z","uses":7,"is_active":true}
    {"id":"2","name":"ci","status":"revoked","created_at":null,"uses":12345,"is_active":false}
    "#);
    assert_eq!(shown(Format::Jsonl, &View::list(Vec::<Key>::new())).stdout(), "");
    assert_eq!(
        shown(Format::Jsonl, &View::one(Minted::new(b"s"))).stdout(),
        "{\"id\":\"clv_7Qx2aB3c\",\"key\":\"s\"}\n"
    );
}

#[test]
fn csv_has_a_header_also_when_nothing_was_found() {
    insta::assert_snapshot!(shown(Format::Csv, &View::list(keys())).stdout(), @"
    id,name,status,created_at,uses,is_active
    clv_7Qx2aB3c,deployment of the shop,active,2026-01-02T03:04:05Z,7,true
    2,ci,revoked,,12345,false
    ");
    let nothing = shown(Format::Csv, &View::list(Vec::<Key>::new()));
    assert_eq!(nothing.stdout(), "id,name,status,created_at,uses,is_active\n");
}

#[test]
fn an_empty_table_is_a_sentence_on_stderr() {
    let captured = shown(Format::Table, &View::list(Vec::<Key>::new()));
    assert_eq!((captured.stdout().as_str(), captured.stderr().as_str()), ("", "Nothing found.\n"));
    let captured = shown(Format::Table, &View::list(Vec::<Key>::new()).when_empty("No key is expired."));
    assert_eq!(captured.stderr(), "No key is expired.\n");
}

#[test]
fn plain_prints_ids_of_a_list_and_the_secret_of_something_made() {
    assert_eq!(shown(Format::Plain, &View::list(keys())).stdout(), "clv_7Qx2aB3c\n2\n");
    assert_eq!(shown(Format::Plain, &View::one(Minted::new(b"\x1b\xff"))).stdout_bytes(), b"\x1b\xff\n");
}

#[test]
fn a_document_is_itself_and_a_string_in_json() {
    let view = View::text("path \"a\" {\n\tcapabilities = []\n}");
    assert_eq!(shown(Format::Table, &view).stdout(), "path \"a\" {\n\tcapabilities = []\n}\n");
    assert_eq!(shown(Format::Plain, &view).stdout(), "path \"a\" {\n\tcapabilities = []\n}\n");
    assert!(shown(Format::Json, &view).stdout().contains(r#""data":"path \"a\" {\n\tcapabilities = []\n}""#));
    let (printer, _) = Printer::captured(options(Format::Csv));
    let error = printer.show(Status::Done, false, &view).unwrap_err();
    assert_eq!((error.kind(), error.hint_text()), (Kind::Usage, Some("use -o table|json|jsonl|plain")));
}

#[test]
fn a_drawing_stands_below_the_record_in_a_table_only() {
    let view = View::one(Minted::new(b"s")).with_drawing(Secret::from_text("█▀▀█\n█▄▄█".into()));
    insta::assert_snapshot!(shown(Format::Table, &view).stdout(), @"
    id   clv_7Qx2aB3c
    key  s

    █▀▀█
    █▄▄█
    ");
    assert_eq!(shown(Format::Plain, &view).stdout(), "s\n");
}

#[test]
fn a_format_of_its_own_is_printed_only_where_the_verb_has_it() {
    let view = View::list(keys()).with_document(Format::Sarif, "{\"version\":\"2.1.0\"}");
    assert_eq!(shown(Format::Sarif, &view).stdout(), "{\"version\":\"2.1.0\"}\n");
    let (printer, captured) = Printer::captured(options(Format::Junit));
    assert_eq!(printer.check_format(&[]).unwrap_err().kind(), Kind::Usage);
    assert_eq!(
        printer.check_format(&[Format::Sarif]).unwrap_err().hint_text(),
        Some("use -o table|json|jsonl|csv|plain|sarif")
    );
    printer.check_format(&[Format::Junit]).unwrap();
    let error = printer.show(Status::Done, false, &view).unwrap_err();
    assert_eq!(error.message(), "this command can not print `junit`");
    assert_eq!(captured.stdout(), "");
}

fn failure() -> Error {
    let cause = std::io::Error::other("connection reset\nby \u{1b}[31mpeer");
    Error::unavailable("can not reach `db.example`").caused_by(cause).hint("claviger status")
}

#[test]
fn an_error_is_told_in_lines_of_their_own() {
    let (printer, captured) = Printer::captured(options(Format::Table));
    printer.error(&failure());
    insta::assert_snapshot!(captured.stderr(), @r"
    error: can not reach `db.example`
    caused by: connection reset\nby \u{1b}[31mpeer
    hint: claviger status
    ");
    assert_eq!(captured.stdout(), "");
}

#[test]
fn an_error_under_json_is_one_object_on_stderr_with_the_warnings_so_far() {
    let (printer, captured) = Printer::captured(options(Format::Json));
    printer.error(&failure());
    insta::assert_snapshot!(captured.stderr(), @r#"{"ok":false,"error":{"kind":"unavailable","message":"can not reach `db.example`","hint":"claviger status","exit_code":6,"causes":["connection reset\nby \u001b[31mpeer"]}}"#);
    let (printer, captured) = Printer::captured(options(Format::Json));
    printer.warn("w");
    printer.error(&Error::usage("u"));
    assert_eq!(
        captured.stderr(),
        "{\"ok\":false,\"error\":{\"kind\":\"usage\",\"message\":\"u\",\"hint\":null,\"exit_code\":2,\"causes\":[]},\
         \"warnings\":[\"w\"]}\n"
    );
}

#[test]
fn quiet_keeps_warnings_and_errors_only() {
    let (printer, captured) = Printer::captured(PrinterOptions { quiet: true, verbose: 1, ..options(Format::Table) });
    printer.say("said");
    printer.detail("detail");
    printer.progress("working", Some(3)).finish();
    printer.show(Status::Done, false, &View::list(Vec::<Key>::new()).with_note("note")).unwrap();
    printer.warn("careful");
    assert_eq!(captured.stderr(), "warning: careful\n");
}

#[test]
fn details_are_told_with_v_only() {
    let (printer, captured) = Printer::captured(options(Format::Table));
    printer.detail("statement took 3 ms");
    assert_eq!(captured.stderr(), "");
    let (printer, captured) = Printer::captured(PrinterOptions { verbose: 1, ..options(Format::Table) });
    printer.detail("statement took 3 ms");
    assert_eq!(captured.stderr(), "statement took 3 ms\n");
}

#[test]
fn a_warning_that_missed_the_envelope_is_told_on_stderr() {
    let (printer, captured) = Printer::captured(options(Format::Json));
    printer.show(Status::Done, false, &View::one(Key::new("1", "x"))).unwrap();
    printer.warn("too late");
    assert_eq!(captured.stderr(), "warning: too late\n");
}
