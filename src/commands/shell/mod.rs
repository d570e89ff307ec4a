//! What a shell and its user want to know of the program itself: completions, manual pages, the version. Reads no
//! settings and opens nothing, so that it works beside a broken configuration; only what completes a line while somebody
//! types looks into both, and is silent where that fails.

pub(crate) mod candidates;
pub(crate) mod completions;
mod live;
pub(crate) mod man;
pub(crate) mod version;
