//! Secrets that are no user's password: generated, kept, rotated.

pub mod generate;
