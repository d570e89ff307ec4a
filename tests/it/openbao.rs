//! A server as the vault: what it is asked, what it may never be asked, and what its answers mean.

mod cluster;
mod commands;
mod documents;
mod login;
mod states;
mod transport;

use claviger::base::Secret;
use claviger::vault::{Document, Field, Path};

/// A path.
fn path(text: &str) -> Path {
    Path::parse(text).unwrap()
}

/// A document of one field.
fn document(value: &str) -> Document {
    let mut document = Document::new();
    set(&mut document, "value", value);
    document
}

/// Sets a field.
fn set(document: &mut Document, field: &str, value: &str) {
    document.set(Field::parse(field).unwrap(), Secret::from_text(value.to_owned()));
}

/// The text of a field.
fn get(document: &Document, field: &str) -> String {
    let value = document.find_field(&Field::parse(field).unwrap()).unwrap();
    value.expose_text("a field").unwrap().to_owned()
}
