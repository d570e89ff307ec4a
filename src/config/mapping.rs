//! The mapping: which tables and columns of the application stand for what claviger calls users, API keys, roles.
//!
//! Without a `[tables.NAME]` section the names are those of the default schema that `init` makes. With one, columns
//! left out keep their default name when they are essential, and count as absent when they are not; an empty name
//! says "the application has no such column". All but `users` may be absent as a whole (`table = ""`).

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Error, Result, text};

/// A column as the program knows it.
struct Column {
    name: &'static str,
    default: &'static str,
    essential: bool,
}

/// A table as the program knows it.
struct Table {
    name: &'static str,
    columns: &'static [Column],
}

const fn essential(name: &'static str) -> Column {
    Column { name, default: name, essential: true }
}

const fn optional(name: &'static str) -> Column {
    Column { name, default: name, essential: false }
}

/// Everything that can be mapped, with the names of the default schema.
const TABLES: &[Table] = &[
    Table {
        name: "users",
        columns: &[
            essential("id"),
            essential("email"),
            optional("name"),
            essential("password_hash"),
            essential("role"),
            Column { name: "active", default: "is_active", essential: true },
            optional("mfa_secret"),
            optional("mfa_enabled"),
            optional("tokens_valid_after"),
            optional("locked_until"),
            optional("created_at"),
        ],
    },
    Table {
        name: "api_keys",
        columns: &[
            essential("id"),
            essential("key_hash"),
            essential("user_id"),
            essential("name"),
            essential("created_at"),
            essential("expires_at"),
            optional("last_used"),
            Column { name: "active", default: "is_active", essential: true },
        ],
    },
    Table { name: "roles", columns: &[essential("name"), optional("description")] },
    Table { name: "role_permissions", columns: &[essential("role"), essential("permission")] },
];

/// The names in use.
#[derive(Debug, Clone)]
pub struct Mapping(BTreeMap<&'static str, MappedTable>);

#[derive(Debug, Clone)]
struct MappedTable {
    table: String,
    columns: BTreeMap<&'static str, String>,
    is_default: bool,
    /// What the section says itself: columns, and `table`.
    given: BTreeSet<&'static str>,
}

/// One name that can be mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The table as the program calls it.
    pub table: &'static str,
    /// The column as the program calls it; `table` for the name of the table itself.
    pub key: &'static str,
    /// The name in the database; none when the application has no such table or column.
    pub physical: Option<&'a str>,
    /// Whether the configuration says so, or it follows from what it says.
    pub is_given: bool,
}

impl Default for Mapping {
    fn default() -> Self {
        Self(TABLES.iter().map(|table| (table.name, default_names(table))).collect())
    }
}

fn default_names(table: &Table) -> MappedTable {
    MappedTable {
        table: table.name.to_owned(),
        columns: table.columns.iter().map(|column| (column.name, column.default.to_owned())).collect(),
        is_default: true,
        given: BTreeSet::new(),
    }
}

impl Mapping {
    /// Reads the `[tables]` section.
    pub fn from_toml(section: &toml::Table) -> Result<Self> {
        let mut mapping = Self::default();
        for (name, value) in section {
            let path = format!("tables.{name}");
            let known = TABLES
                .iter()
                .find(|table| table.name == name)
                .ok_or_else(|| super::unknown_key(&path, TABLES.iter().map(|table| table.name), "tables."))?;
            let entries = value.as_table().ok_or_else(|| {
                Error::usage(format!("`{path}` must be a table")).hint(format!("write [{path}] and the columns below"))
            })?;
            mapping.0.insert(known.name, read_table(known, entries)?);
        }
        Ok(mapping)
    }

    /// The physical name of a table, schema-qualified where the configuration says so; none when the application
    /// has no such table.
    #[must_use]
    pub fn find_table(&self, table: &str) -> Option<&str> {
        self.0.get(table).map(|mapped| mapped.table.as_str()).filter(|name| !name.is_empty())
    }

    /// The physical name of a column; none when the application has no such column.
    #[must_use]
    pub fn find_column(&self, table: &str, column: &str) -> Option<&str> {
        self.0.get(table).filter(|mapped| !mapped.table.is_empty())?.columns.get(column).map(String::as_str)
    }

    /// Whether the table has the default names, and so is one that `init` may make.
    #[must_use]
    pub fn is_default(&self, table: &str) -> bool {
        self.0.get(table).is_some_and(|mapped| mapped.is_default)
    }

    /// Every name that can be mapped, each table before its columns.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        TABLES.iter().flat_map(move |table| {
            let entry = move |key, physical: Option<_>| {
                // A section that leaves an optional column out says thereby that there is none.
                let says =
                    |mapped: &MappedTable| mapped.given.contains(key) || (physical.is_none() && !mapped.is_default);
                Entry { table: table.name, key, physical, is_given: self.0.get(table.name).is_some_and(says) }
            };
            let of_table = entry("table", self.find_table(table.name));
            let columns = table.columns.iter().map(|column| column.name);
            let of_columns = columns.map(move |column| entry(column, self.find_column(table.name, column)));
            std::iter::once(of_table).chain(of_columns)
        })
    }

    /// Every mapped table: program's name, physical name, and the (program's, physical) names of its columns.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, &str, Vec<(&'static str, &str)>)> {
        self.0.iter().filter(|(_, mapped)| !mapped.table.is_empty()).map(|(name, mapped)| {
            let columns = mapped.columns.iter().map(|(column, physical)| (*column, physical.as_str())).collect();
            (*name, mapped.table.as_str(), columns)
        })
    }
}

fn read_table(known: &Table, entries: &toml::Table) -> Result<MappedTable> {
    let mut mapped = MappedTable {
        table: known.name.to_owned(),
        columns: BTreeMap::new(),
        is_default: false,
        given: BTreeSet::new(),
    };
    for (key, value) in entries {
        let path = format!("tables.{}.{key}", known.name);
        let physical = value.as_str().ok_or_else(|| Error::usage(format!("`{path}` must be text")))?;
        if physical.contains('\0') || physical.len() > 200 {
            return Err(Error::usage(format!("`{path}` is not a name: `{}`", text::shorten(physical, 60))));
        }
        if key == "table" {
            let may_be_absent = matches!(known.name, "api_keys" | "roles" | "role_permissions");
            if !(physical.is_empty() && may_be_absent) && physical.split('.').any(str::is_empty) {
                return Err(Error::usage(format!("`{path}` is not the name of a table")));
            }
            physical.clone_into(&mut mapped.table);
            mapped.given.insert("table");
            continue;
        }
        let column = known.columns.iter().find(|column| column.name == key).ok_or_else(|| {
            let names = known.columns.iter().map(|column| column.name).chain(["table"]);
            super::unknown_key(&path, names, &format!("tables.{}.", known.name))
        })?;
        if physical.is_empty() && column.essential {
            return Err(Error::usage(format!("`{path}` can not be empty: nothing works without this column")));
        }
        mapped.columns.insert(column.name, physical.to_owned());
        mapped.given.insert(column.name);
    }
    for column in known.columns.iter().filter(|column| column.essential) {
        mapped.columns.entry(column.name).or_insert_with(|| column.default.to_owned());
    }
    mapped.columns.retain(|_, physical| !physical.is_empty());
    Ok(mapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_keeps_essential_defaults_and_drops_optional_ones() {
        let mapping = Mapping::from_toml(&toml::toml! { users = { table = "user", active = "enabled" } }).unwrap();
        assert_eq!(mapping.find_table("users"), Some("user"));
        assert_eq!(mapping.find_column("users", "active"), Some("enabled"));
        assert_eq!(mapping.find_column("users", "email"), Some("email"));
        assert_eq!(mapping.find_column("users", "name"), None);
        assert!(mapping.is_default("api_keys") && !mapping.is_default("users"));
        let given: Vec<_> = mapping.entries().filter(|entry| entry.is_given).map(|entry| entry.key).collect();
        assert_eq!(given[..3], ["table", "name", "active"]);
        assert!(!given.contains(&"email"), "essential, and left to its default");
    }

    #[test]
    fn an_unknown_column_is_an_error_that_names_the_nearest() {
        let error = Mapping::from_toml(&toml::toml! { users = { emial = "mail" } }).unwrap_err();
        assert!(error.message().contains("tables.users.emial"));
        assert!(error.hint_text().unwrap().contains("tables.users.email"));
        assert!(Mapping::from_toml(&toml::toml! { users = { email = "" } }).is_err());
    }
}
