//! `keyring encrypt`.

use crate::base::{Result, Secret};
use crate::change::{self, Danger, ExternalChange, Finished};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::output::View;
use crate::vault::{Path, Version};

use super::model::{Keyring, RingKey};
use super::{lines, list, store};

/// Encrypt each line of standard input with the primary key
#[derive(Debug, clap::Args)]
#[command(after_help = "The tokens are read by every Fernet implementation, Python's `cryptography` among them.\n\n\
    Example:\n  printf %s \"$VALUE\" | claviger keyring encrypt")]
pub struct Args {}

/// Runs the verb.
pub(super) async fn run(_: Args, cx: &mut Context) -> Result<Finished> {
    // First, so that nobody types values for a vault that does not open.
    store::get(cx).await?;
    let lines = if cx.options.dry_run { Vec::new() } else { lines::read(cx).await? };
    if lines.is_empty() && !cx.options.dry_run {
        return Ok(Finished::unchanged(lines::view(cx, lines)));
    }
    let noted = note_use(cx).await?;
    if cx.options.dry_run {
        return Ok(noted);
    }
    let (ring, _) = store::get(cx).await?;
    let key = ring.primary()?.key();
    let now = cx.now();
    let tokens = lines.iter().map(|line| Secret::from_text(key.encrypt(line, now))).collect();
    Ok(Finished { view: Some(lines::view(cx, tokens)), ..noted })
}

/// Notes in the document that the keys are in use, where that is not noted yet.
pub(super) async fn note_use(cx: &mut Context) -> Result<Finished> {
    change::carry_out_external(cx, &NoteUse).await
}

/// Notes in the document that the keys are in use, before the first value is encrypted: from then on nothing may
/// replace them.
struct NoteUse;

impl ExternalChange for NoteUse {
    type Plan = (Keyring, Path, Version);
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<Self::Plan> {
        let (ring, version) = store::get(cx).await?;
        Ok((ring, store::path(cx)?, version))
    }

    fn is_noop(&self, (ring, ..): &Self::Plan) -> bool {
        ring.is_used
    }

    fn danger(&self, _: &Self::Plan) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        "the vault".to_owned()
    }

    fn preview(&self, (ring, ..): Self::Plan) -> View {
        View::list(list::shown(&ring))
    }

    fn intent(&self, (ring, path, version): &Self::Plan) -> Event {
        let fingerprint = ring.primary().map(RingKey::fingerprint).unwrap_or_default();
        Event::new(store::FIRST_USED, path.as_str()).with("fingerprint", fingerprint).with("version", version.0)
    }

    fn related(&self) -> &'static [&'static str] {
        store::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        store::probe(cx, unfinished).await
    }

    async fn act(&self, (ring, _, version): &Self::Plan, cx: &mut Context, operation: &str) -> Result<()> {
        store::write(cx, &ring.clone().into_used(), *version, operation).await.map(|_| ())
    }

    fn view(&self, (ring, ..): Self::Plan, (): ()) -> View {
        View::list(list::shown(&ring))
    }
}
