//! In what state a server is. Every answer of `sys/health` is one, whatever its status code says.

use serde::Deserialize;

use crate::base::{Error, Kind, Result};

use super::address::Address;
use super::answer::Answer;

/// The state of a server, as it tells everybody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Health {
    /// Whether it was ever set up.
    pub initialized: bool,
    /// Whether its key is not in its memory.
    pub sealed: bool,
    /// Whether another node is the active one.
    pub standby: bool,
    /// The version of the server.
    pub version: String,
    /// The name of the cluster; none while it is sealed.
    pub cluster_name: Option<String>,
}

impl Health {
    /// Reads the answer. 200 active, 429 standby, 472 and 473 kinds of standby of HashiCorp Vault, 501 not
    /// initialised, 503 sealed.
    pub(super) fn read(answer: &Answer, address: &Address) -> Result<Self> {
        match answer.status {
            200 | 429 | 472 | 473 | 501 | 503 => {
                if let Ok(health) = answer.json() {
                    return Ok(health);
                }
            }
            301..=308 | 400 => {
                return Err(answer.refusal(address, super::answer::Asked { doing: "be", is_secret: false }));
            }
            _ => {}
        }
        let message = format!("what answers at `{address}` is no OpenBao or Vault server (status {})", answer.status);
        // A gateway before a server that is down answers like this as well.
        let kind = if answer.status >= 500 { Kind::Unavailable } else { Kind::Usage };
        Err(Error::new(kind, message).hint("check the address: claviger config show"))
    }

    /// Whether the server can serve.
    pub(super) const fn is_serving(&self) -> bool {
        self.initialized && !self.sealed
    }

    /// Fails unless the server can serve: `Unavailable` when it was never set up, `Sealed` when it is.
    pub(super) fn check(&self, address: &Address) -> Result<()> {
        if !self.initialized {
            return Err(Error::unavailable(format!("the vault at `{address}` is not initialised"))
                .hint("its administrator does that once: bao operator init"));
        }
        if self.sealed {
            return Err(Error::new(Kind::Sealed, format!("the vault at `{address}` is sealed"))
                .hint("its administrators unseal it: bao operator unseal"));
        }
        Ok(())
    }
}
