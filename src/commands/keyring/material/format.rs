//! The forms in which applications have their keys.

/// A form of keys. What `import` reads `export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// One key, which is all there is
    #[value(alias = "fernet")]
    Key,
    /// Keys with a comma between them (or a semicolon), the primary one first
    #[value(alias = "comma")]
    List,
    /// Files named by numbers: the highest is the primary one, 0 the staged one
    Directory,
    /// NAME=value of an environment file; the value is a list
    Env,
    /// A JSON array of objects, each a key with its state
    Json,
}

impl Format {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::List => "list",
            Self::Directory => "directory",
            Self::Env => "env",
            Self::Json => "json",
        }
    }
}

/// Names under which applications have their keys in the environment.
pub(super) const VARIABLES: &[&str] = &[
    "FERNET_KEY",
    "FERNET_KEYS",
    "ENCRYPTION_KEY",
    "ENCRYPTION_KEYS",
    "FIELD_ENCRYPTION_KEY",
    "AIRFLOW__CORE__FERNET_KEY",
];

/// The one that is written where none is named.
pub(super) const DEFAULT_VARIABLE: &str = "FERNET_KEYS";

/// What stands between the keys of a list.
pub(super) const SEPARATORS: [char; 2] = [',', ';'];

/// The number of the staged key among the files of a directory.
pub(super) const STAGED_NUMBER: u64 = 0;
