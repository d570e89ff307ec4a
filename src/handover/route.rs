//! The way of a secret to its place, with what a killed run left there.
//!
//! A run that is killed between handing over and committing leaves a secret that was never in force. The same command
//! must finish the work, so such a leftover is no obstacle; anything else that is in the way is one.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::base::{Error, Kind, Result, Secret, files};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::journal;
use crate::vault::{Reference as VaultReference, Vault};

use super::Delivery;

/// A destination that was found to be free.
pub(crate) struct Route {
    delivery: Delivery,
    /// Whether somebody said `--force`.
    is_forced: bool,
    leftover: Option<Operation>,
}

impl Route {
    /// Fails early where the secret could not be delivered, before it is made.
    pub(crate) async fn find(delivery: Delivery, cx: &mut Context) -> Result<Self> {
        let is_forced = matches!(delivery, Delivery::File(_, true) | Delivery::Vault(_, true));
        let error = match delivery.check(cx).await {
            Ok(()) => return Ok(Self { delivery, is_forced, leftover: None }),
            Err(error) if error.kind() == Kind::Conflict => error,
            Err(error) => return Err(error),
        };
        let leftover = Some(find_leftover(cx, &delivery).await?.ok_or(error)?);
        let delivery = match delivery {
            Delivery::File(path, _) => Delivery::File(path, true),
            Delivery::Vault(reference, _) => Delivery::Vault(reference, true),
            Delivery::Print => Delivery::Print,
        };
        Ok(Self { delivery, is_forced, leftover })
    }

    /// Whether the secret is to be printed.
    pub(crate) const fn is_print(&self) -> bool {
        self.delivery.is_print()
    }

    /// Where it goes, for the sentence afterwards; none when it is printed.
    pub(crate) fn place(&self) -> Option<String> {
        self.delivery.place()
    }

    /// The operation of a killed run that left something there, to be settled before it is replaced.
    pub(crate) const fn leftover(&self) -> Option<&Operation> {
        self.leftover.as_ref()
    }

    /// The event with where the secret goes, as a later run needs it to know whose work it finds there.
    pub(crate) fn note_in(&self, event: Event) -> Event {
        let Some(place) = self.place() else { return event };
        let event = event.with("to", place);
        if self.is_forced { event.with("force", true) } else { event }
    }

    /// The same for the journal, which forgets it with the outcome: by the proof a later run knows the secret again where
    /// the vault does not record whose work a version is.
    ///
    /// SECURITY: only secrets that were just drawn at random are delivered, so that nobody finds one from its hash.
    pub(crate) fn note_for_journal(&self, event: &Event, operation: &str, secret: &Secret) -> String {
        match self.delivery {
            Delivery::Vault(..) => event.clone().with(PROOF, proof(operation, secret)).detail.to_string(),
            Delivery::File(..) | Delivery::Print => event.detail.to_string(),
        }
    }

    /// Delivers to a file or the vault; returns when it is durable there. Printing is the caller's.
    pub(crate) async fn deliver(&self, cx: &mut Context, secret: &Secret, operation: &str) -> Result<()> {
        self.delivery.deliver(cx, secret, operation).await
    }

    /// Whether the secret may be at its place although handing it over failed: then the intent stays open, and the
    /// next run replaces what it finds.
    pub(crate) fn may_have_arrived(&self, secret: &Secret, error: &Error) -> bool {
        self.delivery.may_have_arrived(secret, error)
    }
}

/// Removes the unfinished files that a killed run left beside the file it was about to write: a secret is in them.
pub(crate) fn clear_away(unfinished: &Operation) {
    let detail: serde_json::Value = serde_json::from_str(&unfinished.detail).unwrap_or_default();
    let place = detail.get("to").and_then(serde_json::Value::as_str);
    if let Some(path) = place.and_then(|place| place.strip_prefix("file:")) {
        // What can not be looked at or removed is no reason to stop; the secret in it never comes into force.
        let _ = files::remove_leftovers(Path::new(path));
    }
}

/// Where the journal keeps the proof.
const PROOF: &str = "proof";

/// A hash by which a delivered secret is known again; the operation makes it another one each time.
fn proof(operation: &str, secret: &Secret) -> String {
    let digest = Sha256::new().chain_update(operation).chain_update([0]).chain_update(secret.expose()).finalize();
    data_encoding::HEXLOWER.encode(&digest)
}

/// The operation of a killed run that wrote what is there now.
async fn find_leftover(cx: &mut Context, delivery: &Delivery) -> Result<Option<Operation>> {
    if !cx.settings.has_database() {
        return Ok(None);
    }
    let found = match delivery {
        Delivery::Vault(VaultReference { path, field: Some(field) }, _) => {
            let found = cx.vault()?.read(path).await?;
            found.and_then(|(document, _)| document.find_field(field).cloned())
        }
        Delivery::Vault(..) | Delivery::File(..) | Delivery::Print => None,
    };
    let (place, now) = (delivery.place(), cx.now());
    let unfinished = journal::all_unfinished(&mut cx.database().await?.read(), now).await?;
    Ok(unfinished.into_iter().rev().find(|operation| {
        let detail: serde_json::Value = serde_json::from_str(&operation.detail).unwrap_or_default();
        let is_there = detail.get("to").and_then(serde_json::Value::as_str) == place.as_deref();
        is_there
            && match delivery {
                Delivery::Vault(..) => {
                    let known = detail.get(PROOF).and_then(serde_json::Value::as_str);
                    found.as_ref().is_some_and(|found| known == Some(proof(&operation.id, found).as_str()))
                }
                // A file does not say who wrote it. Of a forced run it can not be told whether it came to replace an
                // older one.
                Delivery::File(..) => detail.get("force").is_none(),
                Delivery::Print => false,
            }
    }))
}
