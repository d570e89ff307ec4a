//! Users of the application: who may log in, and with what.

pub mod password;
