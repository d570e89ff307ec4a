//! `[[encrypted]]` and `[[encrypted_ignore]]`: which columns of the application hold values under the keyring, and
//! which only look as if.

/// One `[[encrypted]]` section: columns of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encrypted {
    /// The table, schema-qualified where needed.
    pub table: String,
    /// The columns that tell its rows apart; empty to take them from the catalogue.
    pub key: Vec<String>,
    /// The encrypted columns.
    pub columns: Vec<String>,
    /// How a token is kept in them; none to go by the type of each column.
    pub wrapper: Option<Wrapper>,
    /// `where`: a boolean expression over the row, in SQL.
    pub filter: Option<String>,
    /// What to do with values that are no token.
    pub plain: Plain,
    /// A column that is set with every new token.
    pub companion: Option<Companion>,
}

/// How a token is kept in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapper {
    /// As text.
    Text,
    /// As the bytes of its text.
    Bytes,
    /// As a string of JSON: with quotes around it.
    JsonString,
}

/// What to do with values that are no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plain {
    /// Leave them.
    #[default]
    Skip,
    /// Encrypt them.
    Encrypt,
    /// Leave them, and count each as a failure.
    Fail,
}

/// A column that is set with every new token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Its name.
    pub column: String,
    /// What it is set to.
    pub value: CompanionValue,
}

/// What a companion column is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompanionValue {
    /// Hex SHA-1 of the 44-character text of the key.
    Sha1,
}

/// One `[[encrypted_ignore]]` section: a column that holds tokens, and is none of ours to rewrite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// `table.column` or `schema.table.column`.
    pub column: String,
    /// Why.
    pub reason: String,
}
