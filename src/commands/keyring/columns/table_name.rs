//! Tables and columns as people name them, found in the catalogue; what is not there is answered with the nearest name.

use crate::base::{Error, Result, text};
use crate::config::Name;
use crate::db::catalogue::{Catalogue, Column, Table};

/// The table of a name such as `billing.card`.
pub(super) fn get<'c>(catalogue: &'c Catalogue, written: &str) -> Result<&'c Table> {
    let name = Name::parse(written)?;
    let (table, schema) = name.split_last().ok_or_else(|| Error::usage("a table has no name"))?;
    match catalogue.find(schema.first().map(String::as_str), table).filter(|_| schema.len() < 2) {
        Some(found) if found.is_own() => Err(Error::usage(format!("`{}` is claviger's own", found.shown()))
            .hint("claviger looks after its own tables: declare the application's")),
        Some(found) => Ok(found),
        None => Err(missing(catalogue, written, table)),
    }
}

fn missing(catalogue: &Catalogue, written: &str, table: &str) -> Error {
    let error = Error::usage(format!("there is no table `{}`", text::shorten(written, 80)));
    let shown: Vec<String> =
        catalogue.tables.iter().filter(|table| !table.is_own()).map(|table| Name::write(&table.parts())).collect();
    let elsewhere = catalogue.tables.iter().find(|other| other.name == table).map(|table| Name::write(&table.parts()));
    let nearest = || text::nearest(written, shown.iter().map(String::as_str)).map(str::to_owned);
    match elsewhere.or_else(nearest) {
        Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
        None => error.hint("name it with its schema where it is not `public`, and exactly as it is written there"),
    }
}

/// A column of a table; also where its name was written in double quotes.
pub(super) fn get_column<'t>(table: &'t Table, written: &str) -> Result<&'t Column> {
    let unquoted = || {
        let name = Name::parse(written).ok()?;
        let [only] = name.parts() else { return None };
        table.find_column(only)
    };
    table.find_column(written).or_else(unquoted).ok_or_else(|| {
        let error = Error::usage(format!("`{}` has no column `{}`", table.shown(), text::shorten(written, 80)));
        match text::nearest(written, table.columns.iter().map(|column| column.name.as_str())) {
            Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
            None => error.hint(format!("it has {}", names(table))),
        }
    })
}

fn names(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    text::shorten(&names.join(", "), 200)
}
