//! Keys on their way into a file or a field of the vault.

use crate::base::{Error, Result, Secret, files};
use crate::change::{Danger, ExternalChange};
use crate::config::FILE_LIMIT;
use crate::context::Context;
use crate::db::{Event, Operation};
use crate::handover::Delivery;
use crate::output::View;
use crate::vault::Current;

use super::super::material::Format;

/// The kind of what is recorded.
pub(super) const EXPORTED: &str = "keyring.exported";

/// Keys for one place.
pub(super) struct ToPlace<'a> {
    pub(super) delivery: Delivery,
    pub(super) format: Format,
    pub(super) fingerprints: Vec<String>,
    pub(super) value: Secret,
    /// What is shown, before and after.
    pub(super) view: &'a dyn Fn() -> View,
}

impl ToPlace<'_> {
    /// Whether the place holds them already, and nobody else can read it.
    async fn is_done(&self, cx: &mut Context) -> Result<bool> {
        match &self.delivery {
            Delivery::File(path, _) => {
                let found = files::find_replaceable(path, FILE_LIMIT)?;
                Ok(found.is_some_and(|(content, meta)| content == self.value && files::loose_mode(&meta).is_none()))
            }
            Delivery::Vault(reference, _) => {
                let found = Current::read(cx.vault()?, &reference.path).await?.document;
                let field = reference.field.as_ref();
                Ok(found.zip(field).is_some_and(|(document, field)| document.find_field(field) == Some(&self.value)))
            }
            Delivery::Print => Err(Error::internal("keys that are to be printed were to be delivered")),
        }
    }

    fn place(&self) -> String {
        self.delivery.place().unwrap_or_default()
    }
}

impl ExternalChange for ToPlace<'_> {
    type Plan = bool;
    type Done = ();

    async fn plan(&self, cx: &mut Context) -> Result<bool> {
        let is_done = self.is_done(cx).await?;
        if !is_done {
            self.delivery.check(cx).await?;
        }
        Ok(is_done)
    }

    fn is_noop(&self, is_done: &bool) -> bool {
        *is_done
    }

    fn danger(&self, _: &bool) -> Danger {
        Danger::None
    }

    fn place(&self, _: &Context) -> String {
        self.place()
    }

    fn preview(&self, is_done: bool) -> View {
        let view = (self.view)();
        if is_done { view.with_note(format!("They are in {} already", self.place())) } else { view }
    }

    fn intent(&self, _: &bool) -> Event {
        Event::new(EXPORTED, self.place())
            .with("format", self.format.name())
            .with("fingerprint", self.fingerprints.join(" "))
    }

    async fn probe(&self, cx: &mut Context, unfinished: &Operation) -> Result<Option<bool>> {
        // Only of the same keys in the same form can the place tell whether it holds them.
        let own = self.intent(&false).detail;
        let detail: serde_json::Value = serde_json::from_str(&unfinished.detail).unwrap_or_default();
        if detail == own { self.is_done(cx).await.map(Some) } else { Ok(None) }
    }

    async fn act(&self, _: &bool, cx: &mut Context, operation: &str) -> Result<()> {
        self.delivery.deliver(cx, &self.value, operation).await
    }

    fn view(&self, _: bool, (): ()) -> View {
        (self.view)().with_note(format!("The keys are in {}", self.place()))
    }
}
