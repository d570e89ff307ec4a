//! One version of one secret: named fields, each a secret value. Where it is kept is not known here.

use std::collections::BTreeMap;

use crate::base::Secret;

use super::path::Field;

/// The fields of a secret. `Debug` shows their names and nothing of their values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    fields: BTreeMap<Field, Secret>,
}

impl Document {
    /// A document without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a field.
    #[must_use]
    pub fn find_field(&self, field: &Field) -> Option<&Secret> {
        self.fields.get(field)
    }

    /// Sets a field and gives back what it held.
    pub fn set(&mut self, field: Field, value: Secret) -> Option<Secret> {
        self.fields.insert(field, value)
    }

    /// Removes a field and gives back what it held.
    pub fn remove(&mut self, field: &Field) -> Option<Secret> {
        self.fields.remove(field)
    }

    /// The fields in the order of their names.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Field, &Secret)> {
        self.fields.iter()
    }

    /// Whether there is no field at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl FromIterator<(Field, Secret)> for Document {
    fn from_iter<I: IntoIterator<Item = (Field, Secret)>>(fields: I) -> Self {
        Self { fields: fields.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_names_and_no_values() {
        let document: Document =
            [(Field::parse("password").unwrap(), Secret::from_text("hunter2".into()))].into_iter().collect();
        let shown = format!("{document:?}");
        assert!(shown.contains("password") && !shown.contains("hunter2"), "{shown}");
    }
}
