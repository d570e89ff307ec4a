//! Sections of `claviger.toml` for what was found and is not declared, to be pasted as they are.

use std::fmt::Write;

use super::compare::{Found, State};
use super::resolve::default_wrapper;
use crate::config::{Name, Wrapper};

/// What goes into one section.
struct Proposal {
    table: String,
    columns: Vec<String>,
    wrapper: Option<Wrapper>,
    flag: Option<String>,
}

/// The sections; empty where nothing is to be declared. `has_key` says whether the rows of a table have a key.
pub(crate) fn sections(found: &[Found], has_key: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    for proposal in proposals(found) {
        proposal.write(&mut text, has_key(&proposal.table));
    }
    for found in found.iter().filter(|found| found.state == State::Embedded) {
        let parts = found.name.iter().map(String::as_str).chain(found.column.as_deref());
        let column = toml(&Name::write(&parts.collect::<Vec<_>>()));
        // As a comment: whoever takes it over is to say why, for these values stay under their old key.
        let _ = write!(
            text,
            "# {}: tokens where they can not be rewritten. If they may stay as they are:\n\
             # [[encrypted_ignore]]\n# column = {column}\n# reason = \"\"\n\n",
            found.place()
        );
    }
    text.trim_end().to_owned()
}

fn proposals(found: &[Found]) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for found in found.iter().filter(|found| found.state == State::Undeclared) {
        let (Some(column), Some(holding)) = (&found.column, &found.holding) else { continue };
        let table = Name::write(&found.name.iter().map(String::as_str).collect::<Vec<_>>());
        let wrapper = found.wrapper.filter(|wrapper| *wrapper != default_wrapper(holding.content));
        let flag = holding.flag.clone();
        let together =
            proposals.iter_mut().find(|known| known.table == table && known.wrapper == wrapper && known.flag == flag);
        match together {
            Some(known) => known.columns.push(column.clone()),
            None => proposals.push(Proposal { table, columns: vec![column.clone()], wrapper, flag }),
        }
    }
    proposals
}

impl Proposal {
    fn write(&self, text: &mut String, has_key: bool) {
        let columns: Vec<String> = self.columns.iter().map(|column| toml(column)).collect();
        let _ = writeln!(text, "[[encrypted]]\ntable = {}", toml(&self.table));
        if !has_key {
            let _ = writeln!(text, "# no key: its rows are told apart by their address");
        }
        let _ = writeln!(text, "columns = [{}]", columns.join(", "));
        if let Some(wrapper) = self.wrapper {
            let _ = writeln!(text, "wrapper = \"{}\"", wrapper.word());
        }
        match &self.flag {
            Some(flag) => {
                let _ = writeln!(text, "where = {}", toml(&as_sql(flag)));
            }
            None => text.push_str("plain = \"skip\"\n"),
        }
        text.push('\n');
    }
}

/// A name as it can stand in SQL: quoted where it must be.
fn as_sql(name: &str) -> String {
    let is_plain = name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && name
            .chars()
            .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_');
    // A word of SQL would have to be quoted, too; none of them has an underscore.
    if is_plain && name.contains('_') { name.to_owned() } else { crate::db::statement::quote(name) }
}

fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
