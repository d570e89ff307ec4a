//! Writing a secret of the vault to a file: `get` with `--out FILE`. The file is outside of every system that could
//! undo it, so it is recorded where the secret went.

use std::path::{Path, PathBuf};

use crate::base::{Error, Result, Secret, files};
use crate::change::{Danger, ExternalChange};
use crate::config::FILE_LIMIT;
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::Delivery;
use crate::output::View;

/// A secret on its way into a file.
pub(super) struct Export<'a> {
    pub(super) file: PathBuf,
    /// Whether another content may be replaced.
    pub(super) overwrite: bool,
    /// The secret by its public name, and where it was read.
    pub(super) facts: &'a [(&'static str, String)],
    pub(super) value: &'a Secret,
    /// What is shown, before and after.
    pub(super) view: &'a dyn Fn() -> View,
}

/// The name of a file in the record: absolute, without links in its directory, so that it is the same from everywhere.
pub(super) fn recorded_name(file: &Path) -> Result<String> {
    let directory = files::directory_of(file);
    let found = std::fs::canonicalize(directory)
        .map_err(|cause| Error::io(&format!("find the directory `{}`", directory.display()), cause))?;
    let name = file.file_name().ok_or_else(|| Error::usage(format!("`{}` names no file", file.display())))?;
    Ok(format!("file:{}", found.join(name).display()))
}

impl Export<'_> {
    /// Whether the file holds the value already, and nobody else can read it.
    fn is_done(&self) -> Result<bool> {
        let found = files::find_replaceable(&self.file, FILE_LIMIT)?;
        Ok(found.is_some_and(|(content, meta)| content == *self.value && files::loose_mode(&meta).is_none()))
    }
}

impl ExternalChange for Export<'_> {
    type Plan = (bool, String);
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<(bool, String)> {
        let target = recorded_name(&self.file)?;
        let is_done = self.is_done()?;
        if !is_done {
            Delivery::File(self.file.clone(), self.overwrite).check(cx).await?;
        }
        Ok((is_done, target))
    }

    fn is_noop(&self, (is_done, _): &(bool, String)) -> bool {
        *is_done
    }

    fn danger(&self, _: &(bool, String)) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        format!("`{}`", self.file.display())
    }

    fn preview(&self, (is_done, _): (bool, String)) -> View {
        let view = (self.view)();
        if is_done { view.with_note("The file holds it already") } else { view }
    }

    fn intent(&self, (_, target): &(bool, String)) -> Event {
        let event = Event::new("secret.exported", target.as_str());
        self.facts.iter().fold(event, |event, (name, fact)| event.with(name, fact.as_str()))
    }

    async fn probe(&self, _: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        // Only of the same secret can the file tell whether it holds it.
        let own = self.facts.iter().fold(Event::new("", ""), |event, (name, fact)| event.with(name, fact.as_str()));
        let detail: serde_json::Value = serde_json::from_str(&unfinished.detail).unwrap_or_default();
        if detail == own.detail { self.is_done().map(Some) } else { Ok(None) }
    }

    async fn act(&self, _: &(bool, String), cx: &mut Context, operation: &str) -> Result<()> {
        Delivery::File(self.file.clone(), self.overwrite).deliver(cx, self.value, operation).await
    }

    fn view(&self, _: (bool, String), (): ()) -> View {
        (self.view)().with_note(format!("The secret is in file:{}", self.file.display()))
    }
}
