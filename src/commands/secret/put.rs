//! Putting a value into a field of the vault: what `set` does, and `generate` and `get` with `--to vault:…`.

use serde::Serialize;

use crate::base::{Error, Result, Secret};
use crate::change::{Danger, ExternalChange};
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover;
use crate::output::{Cell, Record, View};
use crate::vault::{Current, Field, Path, Reference, Version};

use super::model;
use super::store;

/// Where a value that is put comes from, for the record.
pub(super) enum Origin {
    /// The caller had it.
    Given,
    /// It was made up, as this kind.
    Generated(&'static str),
    /// It was read from there.
    Copied(Reference),
}

/// A value on its way into the vault; the other fields stay as they are.
pub(super) struct Put {
    pub(super) path: Path,
    pub(super) field: Field,
    pub(super) value: Secret,
    pub(super) origin: Origin,
    /// Whether another value may be replaced.
    pub(super) overwrite: bool,
}

/// What is shown of it.
#[derive(Serialize)]
struct Written {
    path: String,
    field: String,
    version: u64,
}

impl Record for Written {
    const COLUMNS: &'static [&'static str] = &["path", "field", "version"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.path), Cell::text(&self.field), Cell::number(self.version)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.version.to_string())]
    }
}

impl Put {
    fn written(&self, version: Version) -> Written {
        Written { path: self.path.to_string(), field: self.field.to_string(), version: version.0 }
    }

    fn found<'a>(&self, current: &'a Current) -> Option<&'a Secret> {
        current.document.as_ref()?.find_field(&self.field)
    }
}

impl ExternalChange for Put {
    type Plan = Current;
    type Done = Version;

    async fn plan(&self, cx: &mut Context) -> Result<Current> {
        handover::guard_own(cx, &self.path)?;
        let current = store::current(cx, &self.path).await?;
        if self.found(&current).is_some_and(|found| *found != self.value) && !self.overwrite {
            return Err(Error::conflict(format!("`vault:{}#{}` exists already", self.path, self.field))
                .hint("add --force to replace it; the old version stays in the history"));
        }
        Ok(current)
    }

    fn is_noop(&self, current: &Current) -> bool {
        self.found(current) == Some(&self.value)
    }

    fn danger(&self, _: &Current) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        "the vault".to_owned()
    }

    fn preview(&self, current: Current) -> View {
        if self.is_noop(&current) {
            return View::one(self.written(current.version())).with_note("That is the value already");
        }
        View::one(self.written(Version(current.version().0 + 1)))
    }

    fn intent(&self, current: &Current) -> Event {
        let event = Event::new(model::SET, self.path.as_str())
            .with("field", self.field.as_str())
            .with("version", current.version().0);
        match &self.origin {
            Origin::Given => event,
            Origin::Generated(kind) => event.with("generated", *kind),
            Origin::Copied(reference) => event.with("copied_from", reference.to_string()),
        }
    }

    fn related(&self) -> &'static [&'static str] {
        model::KINDS
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        let told = store::probe(cx, unfinished).await?;
        // A server does not record whose work a version is; that the very value is there tells as much.
        if told.is_none()
            && unfinished.kind == model::SET
            && store::has_put(cx, unfinished, &self.field, &self.value).await?
        {
            return Ok(Some(true));
        }
        Ok(told)
    }

    async fn act(&self, current: &Current, cx: &mut Context, operation: &str) -> Result<Version> {
        let mut document = current.fields();
        document.set(self.field.clone(), self.value.clone());
        store::write(cx, &self.path, &document, current.version(), operation).await
    }

    fn view(&self, _: Current, version: Version) -> View {
        View::one(self.written(version))
    }
}
