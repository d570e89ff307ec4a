//! The rules of `secret env` without any file: what is found where, what is changed, and that nothing else is.

use proptest::prelude::*;

use super::edit::apply;
use super::plan::{self, Action, Place, Plan, Wanted, find_value};
use crate::base::env_file::parse;
use crate::base::{Error, Kind as Failure, Rng, Secret};
use crate::commands::secret::generate::{self, Kind, Size};

fn wanted() -> Vec<Wanted> {
    plan::wanted(&[]).unwrap()
}

fn planned(text: &str) -> Plan {
    plan::plan(text, &wanted(), &[]).unwrap()
}

fn rotating(text: &str, names: &[&str]) -> Result<Plan, Error> {
    plan::plan(text, &wanted(), &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

/// Puts `new-NAME` wherever a value goes.
fn provisioned(text: &str, plan: &Plan) -> String {
    let changed = plan.variables.iter().filter(|variable| variable.action != Action::Kept);
    let values: Vec<Secret> = changed.map(|variable| Secret::from_text(format!("new-{}", variable.name))).collect();
    apply(text, plan, &values).unwrap().expose_text("text").unwrap().to_owned()
}

const REST: &str = "JWT_SECRET_KEY=j\nENCRYPTION_KEY=e\nDB_PASSWORD=p\n";

/// What becomes of a file whose first lines are `text` and which holds everything else.
fn with_secret_key(text: &str) -> String {
    let text = format!("{text}{REST}");
    let after = provisioned(&text, &planned(&text));
    after.strip_suffix(REST).unwrap_or_else(|| panic!("the rest changed: {after}")).to_owned()
}

#[test]
fn an_empty_file_gets_all_variables_in_the_order_of_the_guide() {
    let expected = "SECRET_KEY=new-SECRET_KEY\nJWT_SECRET_KEY=new-JWT_SECRET_KEY\nENCRYPTION_KEY=new-ENCRYPTION_KEY\n\
                    DB_PASSWORD=new-DB_PASSWORD\n";
    assert_eq!(provisioned("", &planned("")), expected);
}

#[test]
fn an_empty_value_is_filled_where_it_stands() {
    for (before, after) in [
        ("SECRET_KEY=\n", "SECRET_KEY=new-SECRET_KEY\n"),
        ("SECRET_KEY=\"\"\n", "SECRET_KEY=\"new-SECRET_KEY\"\n"),
        ("SECRET_KEY='' # why\n", "SECRET_KEY='new-SECRET_KEY' # why\n"),
        ("export SECRET_KEY=\r\n", "export SECRET_KEY=new-SECRET_KEY\r\n"),
        ("  SECRET_KEY =  \n", "  SECRET_KEY =new-SECRET_KEY  \n"),
        ("SECRET_KEY=  # 64 digits\n", "SECRET_KEY=new-SECRET_KEY  # 64 digits\n"),
        ("SECRET_KEY\n", "SECRET_KEY=new-SECRET_KEY\n"),
        ("export\tSECRET_KEY # later\n", "export\tSECRET_KEY=new-SECRET_KEY # later\n"),
        ("SECRET_KEY#later\n", "SECRET_KEY=new-SECRET_KEY #later\n"),
        ("'SECRET_KEY'\n", "'SECRET_KEY'=new-SECRET_KEY\n"),
        ("\u{feff}SECRET_KEY=\n", "\u{feff}SECRET_KEY=new-SECRET_KEY\n"),
        ("SECRET_KEY=first\nSECRET_KEY=\n", "SECRET_KEY=first\nSECRET_KEY=new-SECRET_KEY\n"),
    ] {
        assert_eq!(with_secret_key(before), after, "{before:?}");
    }
}

#[test]
fn what_has_a_value_is_kept_as_it_is() {
    for text in [
        "SECRET_KEY=#x\n",
        "SECRET_KEY=a b # c\n",
        "SECRET_KEY=\"two\nlines\"\n",
        "SECRET_KEY=\"a \\\" quote\"   # and a comment\n",
        "SECRET_KEY='back\\\\slash'\n",
        "SECRET_KEY=${OTHER}\n",
        "# SECRET_KEY=\nSECRET_KEY=é\n",
        "SECRET_KEY=\nSECRET_KEY=last\n",
    ] {
        assert_eq!(with_secret_key(text), text);
    }
}

#[test]
fn what_is_missing_goes_to_the_end_with_the_line_ends_of_the_file() {
    let end = |text: &str| {
        let after = provisioned(text, &planned(text));
        after.strip_prefix(text).unwrap().lines().next().map(str::to_owned).zip(Some(after.ends_with("\r\n")))
    };
    let line = "SECRET_KEY=new-SECRET_KEY".to_owned();
    assert_eq!(end("A=1\n"), Some((line.clone(), false)));
    assert_eq!(end("A=1\r\n"), Some((line, true)));
    // The last line had no end of its own.
    assert_eq!(end("A=1"), Some((String::new(), false)));
    assert_eq!(end("A=1\r\nB=2"), Some((String::new(), true)));
    // An unfinished quotation does not swallow what is added behind it.
    let after = provisioned("A=\"unfinished", &planned("A=\"unfinished"));
    assert!(wanted().iter().all(|one| find_value(&after, &one.name).is_some()), "{after}");
}

#[test]
fn a_rotated_value_changes_in_its_place_and_an_old_encryption_key_stays() {
    let text = "SECRET_KEY=\"old\" # a\nENCRYPTION_KEY='old key'\nJWT_SECRET_KEY=j\nDB_PASSWORD=p";
    let plan = rotating(text, &["SECRET_KEY", "ENCRYPTION_KEY", "DB_PASSWORD"]).unwrap();
    assert_eq!(plan.names(Action::Rotated), ["SECRET_KEY", "ENCRYPTION_KEY", "DB_PASSWORD"]);
    assert_eq!(
        provisioned(text, &plan),
        "SECRET_KEY=\"new-SECRET_KEY\" # a\nENCRYPTION_KEY='new-ENCRYPTION_KEY'\nENCRYPTION_KEY_PREVIOUS='old key'\n\
         JWT_SECRET_KEY=j\nDB_PASSWORD=new-DB_PASSWORD"
    );
    let text = "SECRET_KEY=s\nJWT_SECRET_KEY=j\nDB_PASSWORD=p\nENCRYPTION_KEY=old";
    let plan = rotating(text, &["ENCRYPTION_KEY"]).unwrap();
    let after = "SECRET_KEY=s\nJWT_SECRET_KEY=j\nDB_PASSWORD=p\nENCRYPTION_KEY=new-ENCRYPTION_KEY\n\
                 ENCRYPTION_KEY_PREVIOUS=old\n";
    assert_eq!(provisioned(text, &plan), after);
    // The key before the old one would be lost.
    assert_eq!(rotating(after, &["ENCRYPTION_KEY"]).unwrap_err().kind(), Failure::Conflict);
}

#[test]
fn rotation_needs_a_value_and_a_kind() {
    for text in ["", "SECRET_KEY=\n", "SECRET_KEY\n", "#SECRET_KEY=x\n"] {
        assert_eq!(rotating(text, &["SECRET_KEY"]).unwrap_err().kind(), Failure::NotFound, "{text:?}");
    }
    let error = rotating("CSRF_KEY=x\n", &["CSRF_KEY"]).unwrap_err();
    assert_eq!((error.kind(), error.hint_text()), (Failure::Usage, Some("add --add CSRF_KEY=KIND")));
}

#[test]
fn added_variables_follow_the_guide_and_may_change_a_kind() {
    let add = |given: &[&str]| plan::wanted(&given.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>());
    let all = add(&["CSRF_KEY=urlsafe", "SECRET_KEY=base64", "CSRF_KEY=urlsafe"]).unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!((all[0].kind, all[4].name.as_str(), all[4].kind), (Kind::Base64, "CSRF_KEY", Kind::Urlsafe));
    assert!(add(&["A=hex", "A=pin"]).is_err());
    for text in ["A", "=hex", "A=", "A=nonsense", "1A=hex", "A B=hex", "A\n=hex", "Ä=hex", "export A=hex"] {
        assert_eq!(text.parse::<Wanted>().unwrap_err().kind(), Failure::Usage, "{text:?}");
    }
}

#[test]
fn what_can_not_be_read_is_named_and_left_alone() {
    let text = format!("A=1\n\n\"quoted\" = x\nB 'y'\n= z\nSECRET_KEY=s\n{REST}");
    let plan = planned(&text);
    let lines: Vec<&str> = plan.warnings.iter().map(|warning| &warning[..6]).collect();
    assert_eq!(lines, ["line 4", "line 5"]);
    assert!(plan.keeps_all());
    // A line that was meant to be a wanted variable is not passed over: another value would be used.
    for line in ["SECRET_KEY=\"open\n", "export SECRET_KEY 'x'\n", "SECRET_KEY='a'b\n", "SECRET_KEY: x\n"] {
        let error = plan::plan(&format!("A=1\n\n{line}"), &wanted(), &[]).unwrap_err();
        assert_eq!(error.kind(), Failure::Usage, "{line:?}");
        assert!(error.message().starts_with("line 3 sets `SECRET_KEY`"), "{error}");
    }
}

#[test]
fn placeholders_and_duplicates_are_warned_of() {
    let warnings = |text: &str| planned(&format!("{text}{REST}")).warnings.len();
    for text in ["change-me", "'Your-Secret-Key'", "<secret>", "\" \"", "dev", "my-example-key", "XXX"] {
        assert_eq!(warnings(&format!("SECRET_KEY={text}\n")), 1, "{text}");
    }
    assert_eq!(warnings("SECRET_KEY=9f86d081884c7d659a2feaa0c55ad015\n"), 0);
    assert_eq!(warnings("SECRET_KEY=a\nSECRET_KEY=9f86d081884c7d659a2feaa0c55ad015\n"), 1);
}

#[test]
fn no_generated_value_looks_like_a_placeholder_or_means_something_in_the_file() {
    let mut rng = Rng::seeded(7);
    for kind in Kind::ALL {
        for _ in 0..50 {
            let value = generate::generate(kind, Size::default(), &mut rng).unwrap().value;
            let value = value.expose_text("value").unwrap();
            assert!(!value.contains(['"', '\'', ' ', '#', '$', '\\', '`', '\n', ';', '&', '!']), "{kind} {value}");
            let text = format!("SECRET_KEY={value}\n{REST}");
            assert_eq!((planned(&text).warnings.len(), find_value(&text, "SECRET_KEY")), (0, Some(value)), "{value}");
        }
    }
}

/// Lines of all shapes, whole or broken.
fn any_text() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("SECRET_KEY".to_owned()),
        Just("DB_PASSWORD".to_owned()),
        Just("ENCRYPTION_KEY".to_owned()),
        "[A-Z_]{1,4}",
        "'[a-z #]{1,4}'",
    ];
    let value = prop_oneof![
        Just(String::new()),
        "[a-z0-9+/=#]{0,8}",
        "[a-z #\\\\$]{0,8}",
        "\"[a-z\n\r #'\\\\]{0,8}\"",
        "'[a-z\n #\"]{0,8}'",
        "[\"'a\\\\ \n#]{0,6}",
    ];
    let line = (
        prop_oneof![Just(""), Just("export "), Just("  "), Just("# ")],
        name,
        prop_oneof![Just("="), Just(" = "), Just("=\t"), Just(""), Just(" "), Just(": ")],
        value,
        prop_oneof![Just(""), Just(" # comment"), Just("  ")],
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just(" \n")],
    );
    let line = line.prop_map(|(a, b, c, d, e, f)| format!("{a}{b}{c}{d}{e}{f}"));
    (
        prop_oneof![Just(""), Just("\u{feff}")],
        proptest::collection::vec(prop_oneof![line, "\\PC{0,12}\n"], 0..8),
        ".{0,6}",
    )
        .prop_map(|(before, lines, after)| format!("{before}{}{after}", lines.concat()))
}

/// Every name with its value, in order, and what can not be read.
fn bindings(text: &str) -> Vec<(Option<&str>, Option<&str>)> {
    parse(text)
        .iter()
        .map(|one| (one.key.as_ref().map(|key| &text[key.name.clone()]), one.value.clone().map(|value| &text[value])))
        .collect()
}

proptest! {
    #[test]
    fn bindings_cover_the_text_without_gaps(text in any_text()) {
        let parsed = parse(&text);
        let mut end = 0;
        for binding in &parsed {
            prop_assert_eq!(binding.whole.start, end);
            end = binding.whole.end;
            prop_assert!(text.get(binding.whole.clone()).is_some_and(|whole| !whole.is_empty()));
            let inside = |range: &std::ops::Range<usize>| {
                range.start >= binding.whole.start && range.end <= binding.whole.end && text.get(range.clone()).is_some()
            };
            prop_assert!(binding.key.as_ref().is_none_or(|key| inside(&key.name)));
            prop_assert!(binding.value.as_ref().is_none_or(inside));
        }
        let is_covered = end == text.len() || text == "\u{feff}";
        prop_assert!(is_covered);
    }

    /// Taking out of the result what was put in gives the text before, byte by byte; and every other variable reads as
    /// before.
    #[test]
    fn untouched_bytes_stay_identical(text in any_text()) {
        let Ok(plan) = plan::plan(&text, &wanted(), &[]) else { return Ok(()) };
        let after = provisioned(&text, &plan);
        let mut rest = after.clone();
        let ends: usize = plan.variables.iter().filter(|variable| variable.place == Place::End).count();
        for variable in plan.variables.iter().filter(|variable| variable.action == Action::Generated) {
            let new = format!("new-{}", variable.name);
            prop_assert_eq!(find_value(&after, &variable.name), Some(new.as_str()));
            let taken = match variable.place {
                Place::End => format!("{}={new}", variable.name),
                Place::BehindName(at) if text[at..].starts_with('#') => format!("={new} "),
                Place::BehindName(_) => format!("={new}"),
                _ => new,
            };
            rest = rest.replacen(&taken, "", 1);
        }
        let left = rest.strip_prefix(text.as_str());
        prop_assert!(left.is_some(), "{:?} is not the beginning of {:?}", text, rest);
        // Only ends of lines: one for each line that was added, and one for a last line that had none.
        let left = left.unwrap().replace("\r\n", "\n");
        prop_assert!(left.chars().all(|one| matches!(one, '\r' | '\n')) && left.len() <= ends + 1, "{:?}", left);

        let names: Vec<&str> = plan.names(Action::Generated);
        let others = |text| bindings(text).into_iter().filter(|(name, _)| name.is_some_and(|name| !names.contains(&name)));
        prop_assert!(others(&text).eq(others(&after)), "{:?} {:?}", text, after);
        // The second run finds nothing to do.
        prop_assert!(plan::plan(&after, &wanted(), &[]).unwrap().keeps_all());
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "(\\PC|[\\r\\n\\t\"'=# \\\\\u{1c}\u{85}])*") {
        bindings(&text);
    }
}
