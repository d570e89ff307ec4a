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

impl Group {
    /// What becomes of plain text, where the command line says something about it: that is about what is declared, not
    /// about columns that nobody named. An application may keep its own secrets in those in the clear.
    pub(crate) fn plain_rule(&self, given: Option<Plain>) -> Plain {
        given.filter(|_| !self.is_own).unwrap_or(self.plain)
    }
}
