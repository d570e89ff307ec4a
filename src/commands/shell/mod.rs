//! What a shell and its user want to know of the program itself: completions, manual pages, the version. Reads no
//! settings and opens nothing, so that it works beside a broken configuration.

pub(crate) mod completions;
pub(crate) mod man;
pub(crate) mod version;
