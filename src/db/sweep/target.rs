//! What a sweep goes through: one physical table, the columns of it that are read and rewritten together, and how its
//! rows are told apart. Names are as the catalogue has them; everything is quoted here.

use crate::db::statement::quote;

/// One physical table and the columns of it that are rewritten together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The table as it is shown and recorded: `connection`, `billing.card` outside of the default schema, the
    /// partition's own name where partitions are gone through one by one.
    pub table: String,
    /// The schema; none in SQLite.
    pub schema: Option<String>,
    /// The table's own name.
    pub name: String,
    /// Whether the rows of tables that inherit from it are none of its own (`ONLY`).
    pub is_only: bool,
    /// How its rows are told apart.
    pub key: RowKey,
    /// The columns, in the order in which their values are read.
    pub columns: Vec<SweptColumn>,
    /// A boolean expression over the row, in SQL: other rows are not there for the sweep.
    pub filter: Option<String>,
    /// A column that is set in the same statement.
    pub companion: Option<String>,
}

/// How the rows of a table are told apart, and in which order they are gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// By columns that together are unique and never null, such as the primary key.
    Columns(Vec<KeyColumn>),
    /// By the engine's own address of the row: `ctid` in PostgreSQL, `rowid` in SQLite (under a name that no column of
    /// the table has).
    RowId(&'static str),
}

/// One column of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyColumn {
    /// Its name.
    pub name: String,
    /// Its type in the engine's words, as a cast takes it: `bigint`, `character varying(36)`, `public.shop_id`.
    pub type_name: String,
}

/// One column whose values are rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweptColumn {
    /// Its name.
    pub name: String,
    /// What it keeps.
    pub storage: Storage,
    /// How many characters, or bytes, it keeps; none where it keeps any number.
    pub limit: Option<usize>,
}

/// What a column keeps, which decides how its values are read, compared and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// `text`, `varchar`, `char`, `citext`, domains over them; every column of SQLite, where the value decides.
    Text,
    /// `bytea`.
    Bytes,
    /// `json`.
    Json,
    /// `jsonb`.
    Jsonb,
}

impl Target {
    /// The table, quoted, for FROM and UPDATE.
    #[must_use]
    pub fn relation(&self) -> String {
        let only = if self.is_only { "ONLY " } else { "" };
        match &self.schema {
            Some(schema) => format!("{only}{}.{}", quote(schema), quote(&self.name)),
            None => format!("{only}{}", quote(&self.name)),
        }
    }

    /// The names of its columns, for people: `password, extra`.
    #[must_use]
    pub fn column_names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
