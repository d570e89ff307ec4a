//! Which of the two databases a connection speaks to.

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// PostgreSQL 13 or later.
    Postgres,
    /// SQLite, compiled into the program.
    Sqlite,
}

/// The version of the SQLite library that is compiled in.
#[must_use]
pub fn sqlite_version() -> &'static str {
    std::ffi::CStr::from_bytes_with_nul(libsqlite3_sys::SQLITE_VERSION)
        .ok()
        .and_then(|version| version.to_str().ok())
        .unwrap_or_default()
}

impl Engine {
    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
        }
    }
}
