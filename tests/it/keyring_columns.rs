//! `keyring discover`, `keyring timeline`, and what a declaration of encrypted columns can and can not say.

mod declared;
mod discover;
mod engines;
mod hazards;
mod schemas;
mod timeline;

use crate::common::{Engine, Finished, World};

/// What the tests of this room do to a world.
pub trait Columns {
    /// Adds to the configuration.
    fn configure(&self, toml: &str);
    /// Tokens of these values under the primary key.
    fn tokens(&self, values: &[&str]) -> Vec<String>;
    /// One token.
    fn token(&self) -> String;
    /// What `discover` finds, as JSON.
    fn discovered(&self, flags: &[&str], code: i32) -> serde_json::Value;
    /// Which engine it stands on.
    fn is_postgres(&self) -> bool;
}

impl Columns for World {
    #[track_caller]
    fn configure(&self, toml: &str) {
        let path = self.installation().join("claviger.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\n{toml}\n")).unwrap();
    }

    #[track_caller]
    fn tokens(&self, values: &[&str]) -> Vec<String> {
        let made = self.command(&["keyring", "encrypt"]).stdin(values.join("\n")).run().succeeds();
        made.text().lines().map(str::to_owned).collect()
    }

    #[track_caller]
    fn token(&self) -> String {
        self.tokens(&["value"]).remove(0)
    }

    #[track_caller]
    fn discovered(&self, flags: &[&str], code: i32) -> serde_json::Value {
        let found = self.command(&["keyring", "discover", "-o", "json"]).args(flags).run().exits(code);
        assert_eq!(found.envelope()["changed"], false);
        found.json()
    }

    fn is_postgres(&self) -> bool {
        self.database().engine() == Engine::Postgres
    }
}

/// `table.column: state tokens/embedded/other/null` of each line.
pub fn summary(found: &serde_json::Value) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            format!(
                "{}.{}: {} {}/{}/{}/{}",
                text(&line["table"]),
                text(&line["column"]),
                text(&line["state"]),
                line["tokens"],
                line["embedded"],
                line["other"],
                line["null"]
            )
        })
        .collect()
}

/// The message, the causes and the hint of a failure.
#[track_caller]
pub fn said(finished: &Finished, code: i32) -> String {
    let finished = finished.clone().exits(code);
    finished.messages().to_owned()
}
