//! The encrypted columns: what is declared, what the database really holds, and how the two compare.

mod group;

pub(crate) use group::Group;
