//! The `.env` file of an application: what is missing in it is generated, what is there stays as it is, byte by byte.
//!
//! The syntax is that of python-dotenv, since that is what reads the file; what other readers (shells, containers)
//! would read differently is never written.

mod edit;
mod file;
mod plan;
#[cfg(test)]
mod tests;
pub(crate) mod verb;
