//! Where secrets are kept: versioned documents, changed by compare-and-set.
//!
//! The trait [`Vault`] has the semantics of the KV version 2 engine of OpenBao and HashiCorp Vault, whatever lies
//! behind it, so that every command and every test runs on each backend. Callers hold a [`Backend`].
//!
//! Nothing here knows the database, a command, or what a document is for.

mod backend;
mod current;
mod document;
mod interface;
mod openbao;
mod path;
mod refusal;
mod revision;
mod sealed_file;

pub use backend::Backend;
pub use current::Current;
pub use document::Document;
pub use interface::Vault;
pub use openbao::{Health, Login, OpenBao, Options as ServerOptions, TokenState, Trust};
pub use path::{Field, Path, Reference};
pub use revision::{Revision, State, VERSIONS_KEPT, Version, has_written};
pub use sealed_file::{SealedFile, Unlock};
