//! `keyring import`.

use std::path::PathBuf;

use crate::base::{Error, Result, Timestamp};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::config::Reference;
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::SecretInput;
use crate::output::View;

use super::material::{self, Brought, Format};
use super::model::{KeyState, Keyring, Named, RingKey};
use super::step::Step;
use super::store;

/// Bring in the keys that an application has
///
/// Keys that never encrypted anything, as after `init`, are replaced by them. Otherwise those that are not there yet join
/// as secondary keys, which only decrypt: the primary key stays what it is until another is promoted. Which form a key
/// has, or how it is made from a passphrase, `keyring.derive` says.
#[derive(Debug, clap::Args)]
#[command(after_help = "A passphrase is taken with its blanks. Examples:\n  \
    claviger keyring import --from env:FERNET_KEY\n  \
    claviger keyring import --file app.env --format env\n  \
    claviger keyring import --stdin --format list\n  \
    claviger keyring import --dir /etc/keystone/fernet-keys")]
pub struct Args {
    #[command(flatten)]
    input: SecretInput,
    /// Read the keys from a directory with a file for each, named by numbers
    #[arg(long, value_name = "DIR", group = "secret_input")]
    dir: Option<PathBuf>,
    /// What form they have; `directory` with --dir, otherwise `key`
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// The variable, with --format env; found by itself where there is one of the usual names
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

struct Import {
    /// The primary one first.
    brought: Vec<Brought>,
}

struct Plan {
    step: Step,
    is_replacing: bool,
    /// What a person should know about keys that were there.
    note: Option<String>,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    store::get(cx).await?;
    let maker = material::configured(cx).await?;
    let brought = if let Some(directory) = args.directory()? {
        material::read_directory(&directory, &maker)?
    } else {
        let input = args.input.read(cx, "Keys", false).await?;
        material::read(args.format.unwrap_or(Format::Key), input, args.name.as_deref(), &maker)?
    };
    change::carry_out_external(cx, &Import { brought }).await
}

impl Args {
    /// The directory that is meant; none where the keys are one text.
    fn directory(&self) -> Result<Option<PathBuf>> {
        let format = self.format.unwrap_or(if self.dir.is_some() { Format::Directory } else { Format::Key });
        if self.name.is_some() && format != Format::Env {
            return Err(Error::usage("--name is the name of a variable").hint("add --format env"));
        }
        let of_reference = self.input.from.as_ref().and_then(|reference| match reference {
            Reference::File(path) => Some(path.clone()),
            Reference::Vault(_) | Reference::Variable(_) => None,
        });
        match (format, self.dir.clone().or_else(|| self.input.file.clone()).or(of_reference)) {
            (Format::Directory, Some(directory)) => Ok(Some(directory)),
            (Format::Directory, None) => Err(Error::usage("which directory is not said").hint("add --dir DIR")),
            (_, _) if self.dir.is_some() => {
                Err(Error::usage(format!("--dir holds no keys of the form {}", format.name()))
                    .hint("leave out --format"))
            }
            _ => Ok(None),
        }
    }
}

impl Import {
    fn ring_key(brought: &Brought, state: KeyState, now: Timestamp) -> RingKey {
        let at = brought.created_at.unwrap_or(now);
        RingKey::new(brought.material.clone(), state, at)
    }

    /// The ring with these keys in the place of keys that never encrypted anything.
    fn replace(&self, ring: &Keyring, now: Timestamp) -> Result<Keyring> {
        // Refuses what was destroyed, and would come back.
        for brought in &self.brought {
            let fingerprint = brought.material.key.fingerprint();
            if matches!(ring.find(&fingerprint), Some(Named::Destroyed(_))) {
                ring.with_key(Self::ring_key(brought, KeyState::Secondary, now))?;
            }
        }
        // Oldest first in the ring; newest first where they come from. What is staged is the newest.
        let mut keys: Vec<_> =
            self.brought.iter().rev().map(|brought| Self::ring_key(brought, brought.state, now)).collect();
        keys.sort_by_key(|key| key.state == KeyState::Staged);
        // What an application brings has encrypted.
        Keyring::of_parts(keys, ring.destroyed().to_vec(), true)
    }

    /// The ring with those keys added that are not in it.
    fn join(&self, ring: &Keyring, now: Timestamp) -> Result<(Keyring, Vec<String>)> {
        let mut joined = ring.clone();
        let mut fingerprints = Vec::new();
        for brought in self.brought.iter().rev() {
            let fingerprint = brought.material.key.fingerprint();
            if matches!(ring.find(&fingerprint), Some(Named::Key(_))) {
                continue;
            }
            joined = match brought.state {
                KeyState::Staged => joined.stage(brought.material.clone(), now)?,
                _ => joined.with_key(Self::ring_key(brought, KeyState::Secondary, now))?,
            };
            fingerprints.insert(0, fingerprint);
        }
        Ok((joined, fingerprints))
    }

    fn fingerprints(&self) -> Vec<String> {
        self.brought.iter().map(|brought| brought.material.key.fingerprint()).collect()
    }

    /// What the application takes for primary and this ring does not.
    fn note(&self, ring: &Keyring) -> Result<Option<String>> {
        let theirs = self.brought.iter().find(|brought| brought.state == KeyState::Primary);
        let theirs = theirs.map(|brought| brought.material.key.fingerprint());
        let ours = ring.primary()?.fingerprint();
        Ok(theirs.filter(|theirs| *theirs != ours).map(|theirs| {
            format!("The primary key is still {ours}; to make it the application's: claviger keyring promote {theirs}")
        }))
    }
}

impl ExternalChange for Import {
    type Plan = Plan;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Plan> {
        let (ring, base) = store::get(cx).await?;
        let now = cx.now();
        if ring.is_used {
            let (after, joined) = self.join(&ring, now)?;
            let note = self.note(&after)?;
            let is_done = joined.is_empty();
            let about = if is_done { self.fingerprints() } else { joined };
            let step = Step::new(cx, base, after, about, now)?;
            return Ok(Plan { step: if is_done { step.done() } else { step }, is_replacing: false, note });
        }
        let after = self.replace(&ring, now)?;
        let step = Step::new(cx, base, after, self.fingerprints(), now)?;
        Ok(Plan { step, is_replacing: true, note: None })
    }

    fn is_noop(&self, plan: &Plan) -> bool {
        plan.step.is_done
    }

    fn danger(&self, _: &Plan) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        "the vault".to_owned()
    }

    fn preview(&self, plan: Plan) -> View {
        let view = plan.step.view_all();
        match plan.note {
            Some(note) => view.with_note(note),
            None if plan.step.is_done => view.with_note("They are in the keyring already"),
            None => view,
        }
    }

    fn intent(&self, plan: &Plan) -> Event {
        plan.step.event(store::IMPORTED).with("replaced", plan.is_replacing)
    }

    fn related(&self) -> &'static [&'static str] {
        store::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, plan: &Plan, cx: &mut Context, operation: &str) -> Result<()> {
        plan.step.write(cx, operation).await?;
        let (ring, _) = store::get(cx).await?;
        for fingerprint in &plan.step.fingerprints {
            if let Some(Named::Key(key)) = ring.find(fingerprint) {
                key.material.prove(cx)?;
            }
        }
        Ok(())
    }

    fn view(&self, plan: Plan, (): ()) -> View {
        let view = plan.step.view_all();
        match plan.note {
            Some(note) => view.with_note(note),
            None => view,
        }
    }
}
