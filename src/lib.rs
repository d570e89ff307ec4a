//! claviger: the security toolkit for administrators of home-grown web applications.
pub mod base;
pub mod commands;
