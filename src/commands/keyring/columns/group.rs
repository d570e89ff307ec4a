//! What a rotation goes through: columns that are declared together, over one physical table.

use crate::config::{CompanionValue, Plain, Wrapper};
use crate::db::sweep::Target;

/// Columns that are declared together, over one physical table: a section of the configuration whose table is
/// partitioned without a key over all partitions becomes several.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Where the values are.
    pub(crate) target: Target,
    /// How tokens are kept, for each column of the target.
    pub(crate) wrappers: Vec<Wrapper>,
    /// What to do with values that are no token.
    pub(crate) plain: Plain,
    /// What the target's companion column is set to.
    pub(crate) companion: Option<CompanionValue>,
    /// Whether these are columns of claviger's own, which nobody has to declare.
    pub(crate) is_own: bool,
}
