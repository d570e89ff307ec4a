//! What was found against what is declared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::find::{Findings, Holding};
use super::group::Group;
use super::resolve::{resolve, row_key};
use super::{find, table_name};
use crate::base::{Error, Result};
use crate::commands::keyring::rewrite::Readers;
use crate::config::{Ignored, Name, Wrapper};
use crate::context::Context;
use crate::db::catalogue::{Catalogue, Form, Table};
use crate::db::sweep::RowKey;

/// How what a column holds stands to what is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Declared.
    Declared,
    /// Declared, and without any token at present.
    DeclaredEmpty,
    /// claviger's own.
    Own,
    /// Ignored, with a reason.
    Ignored,
    /// A copy that a materialized view keeps: it is refreshed, not rewritten.
    View,
    /// Not declared.
    Undeclared,
    /// Tokens within longer values, which can not be rewritten.
    Embedded,
    /// Declared with another wrapper than its tokens have.
    Mismatched,
    /// The table could not be read.
    Unreadable,
}

impl State {
    /// The word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::DeclaredEmpty => "declared, empty",
            Self::Own => "own",
            Self::Ignored => "ignored",
            Self::View => "view",
            Self::Undeclared => "undeclared",
            Self::Embedded => "embedded",
            Self::Mismatched => "mismatched",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether somebody has to decide about it before a rotation.
    pub(crate) const fn is_open(self) -> bool {
        matches!(self, Self::Undeclared | Self::Embedded | Self::Mismatched | Self::Unreadable)
    }
}

/// A column, or a table that could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The table as it is shown.
    pub(crate) table: String,
    /// The column; none where the whole table could not be read.
    pub(crate) column: Option<String>,
    /// How it stands to what is declared.
    pub(crate) state: State,
    /// How its tokens are kept.
    pub(crate) wrapper: Option<Wrapper>,
    /// What is in it; none where nothing is.
    pub(super) holding: Option<Holding>,
    /// Other values and nulls of a column without any token.
    pub(super) without: (u64, u64),
    /// Why the table could not be read.
    pub(super) why: Option<String>,
    /// The parts of the table's name.
    pub(super) name: Vec<String>,
}

impl Found {
    /// `connection.password`.
    pub(crate) fn place(&self) -> String {
        match &self.column {
            Some(column) => format!("{}.{column}", self.table),
            None => self.table.clone(),
        }
    }

    /// What was counted, where there are tokens.
    pub(crate) fn tally(&self) -> Option<Tally<'_>> {
        self.holding.as_ref().map(|holding| Tally {
            tokens: holding.tokens + holding.otherwise,
            embedded: holding.embedded,
            keys: &holding.keys,
            unknown: holding.unknown,
            flag: holding.flag.as_deref(),
        })
    }

    /// Values without any token, and nulls.
    pub(crate) fn without(&self) -> (u64, u64) {
        self.holding.as_ref().map_or(self.without, |holding| (holding.other, holding.null))
    }

    /// Whether a person needs more than the state.
    pub(crate) const fn is_to_be_said(&self) -> bool {
        matches!(self.state, State::View | State::Unreadable | State::Mismatched)
    }

    /// Why somebody has to decide about it, in a sentence.
    pub(crate) fn sentence(&self) -> String {
        let place = self.place();
        match self.state {
            State::Undeclared => format!("`{place}` holds tokens, and is neither declared nor ignored"),
            State::Embedded => format!("`{place}` holds tokens where they can not be rewritten"),
            State::Mismatched => format!(
                "`{place}` holds tokens that are not kept as it is declared{}",
                self.wrapper.map(|wrapper| format!(": most are `{}`", wrapper.word())).unwrap_or_default()
            ),
            State::Unreadable => {
                format!("`{place}` could not be read: {}", self.why.as_deref().unwrap_or("the right is missing"))
            }
            State::View => format!("`{place}` is a copy: refresh the materialized view after a rotation"),
            State::Declared | State::DeclaredEmpty | State::Own | State::Ignored => format!("`{place}` is declared"),
        }
    }
}

/// What was counted of a column with tokens.
pub(crate) struct Tally<'f> {
    /// Values that are a token as a whole.
    pub(crate) tokens: u64,
    /// Values with a token somewhere.
    pub(crate) embedded: u64,
    /// How many of the tokens that were tried are under each key.
    pub(crate) keys: &'f BTreeMap<String, u64>,
    /// How many of them are under none.
    pub(crate) unknown: u64,
    /// A column that is true where this one holds a token.
    pub(crate) flag: Option<&'f str>,
}

/// What is declared, by table and column.
struct Known {
    columns: BTreeMap<(i64, String), (Wrapper, bool)>,
    ignored: BTreeSet<(i64, String)>,
}

/// Looks through the tables and compares what is found with what is declared.
pub(crate) async fn compare(cx: &mut Context, tables: &[String], readers: Option<&Readers>) -> Result<Vec<Found>> {
    let groups = resolve(cx).await?;
    let catalogue = Catalogue::read(&mut cx.database().await?.read()).await?;
    let known = Known::of(&catalogue, &groups, &cx.settings.ignored)?;
    let findings = find::look_through(cx, &catalogue, tables, readers).await?;
    Ok(known.compare(&catalogue, findings))
}

/// The tables, as the configuration would name them, whose rows have no key.
pub(crate) async fn tables_without_key(cx: &mut Context, found: &[Found]) -> Result<BTreeSet<String>> {
    let mut without = BTreeSet::new();
    let mut read = cx.database().await?.read();
    let catalogue = Catalogue::read(&mut read).await?;
    for found in found.iter().filter(|found| found.state == State::Undeclared) {
        let name = Name::write(&found.name.iter().map(String::as_str).collect::<Vec<_>>());
        let table = table_name::get(&catalogue, &name)?;
        if let Ok(RowKey::RowId(_)) = row_key(&mut read, table, &[]).await {
            without.insert(name);
        }
    }
    Ok(without)
}

/// A column that nobody declared would be left under an old key, and lost with it.
pub(crate) async fn refuse_undeclared(cx: &mut Context) -> Result<()> {
    let found = compare(cx, &[], None).await?;
    let open: Vec<String> = found.iter().filter(|found| found.state.is_open()).map(Found::sentence).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Error::conflict(format!("the declared columns are not all that is encrypted: {}", open.join("; ")))
        .hint("see what to put into claviger.toml: claviger keyring discover"))
}

impl Known {
    fn of(catalogue: &Catalogue, groups: &[Group], ignored: &[Ignored]) -> Result<Self> {
        let mut known = Self { columns: BTreeMap::new(), ignored: BTreeSet::new() };
        for group in groups {
            let target = &group.target;
            let Some(table) = catalogue.find(target.schema.as_deref(), &target.name) else { continue };
            // Partitions that a rotation goes through one by one are looked at as a whole.
            let table = catalogue.root(table);
            for (column, wrapper) in target.columns.iter().zip(&group.wrappers) {
                known.columns.insert((table.id, column.name.clone()), (*wrapper, group.is_own));
            }
        }
        for (index, section) in ignored.iter().enumerate() {
            let place = find_ignored(catalogue, section)
                .map_err(|error| error.context(format!("`[[encrypted_ignore]]` number {} is not usable", index + 1)))?;
            known.ignored.insert(place);
        }
        Ok(known)
    }

    fn compare(&self, catalogue: &Catalogue, findings: Findings) -> Vec<Found> {
        let mut found = Vec::new();
        for holding in findings.holding {
            let Some(table) = catalogue.find_by_id(holding.table) else { continue };
            let state = self.state(table, &holding);
            let mut line = Found::new(table, Some(holding.column.clone()), state);
            line.wrapper = Some(holding.wrapper);
            line.holding = Some(holding);
            found.push(line);
        }
        for ((table, column), counts) in findings.empty {
            let declared = self.columns.get(&(table, column.clone()));
            if let (Some((wrapper, _)), Some(table)) = (declared, catalogue.find_by_id(table)) {
                let mut line = Found::new(table, Some(column), State::DeclaredEmpty);
                line.wrapper = Some(*wrapper);
                line.without = counts;
                found.push(line);
            }
        }
        for (table, why) in findings.unreadable {
            if let Some(table) = catalogue.find_by_id(table) {
                found.push(Found { why: Some(why), ..Found::new(table, None, State::Unreadable) });
            }
        }
        found.sort_by(|left, right| (&left.table, &left.column).cmp(&(&right.table, &right.column)));
        found
    }

    fn state(&self, table: &Table, holding: &Holding) -> State {
        let place = (table.id, holding.column.clone());
        // What is declared and ignored is rewritten as far as it can be.
        let is_ignored = self.ignored.contains(&place);
        // Single values that are kept in another way do not stop the rest: a rotation leaves and lists them.
        let is_otherwise = holding.embedded + holding.otherwise > holding.tokens && !is_ignored;
        match self.columns.get(&place) {
            None if is_ignored => State::Ignored,
            _ if table.form == Form::MaterializedView => State::View,
            _ if holding.tokens == 0 || table.form == Form::Shadow => State::Embedded,
            None => State::Undeclared,
            Some((wrapper, _)) if is_otherwise || !is_read(*wrapper, holding.wrapper) => State::Mismatched,
            Some((_, true)) => State::Own,
            Some(_) => State::Declared,
        }
    }
}

/// Whether what is kept in one way is read when it is declared in another: text and its bytes are the same.
fn is_read(declared: Wrapper, kept: Wrapper) -> bool {
    (declared == Wrapper::JsonString) == (kept == Wrapper::JsonString)
}

impl Found {
    fn new(table: &Table, column: Option<String>, state: State) -> Self {
        Self {
            table: table.shown(),
            column,
            state,
            wrapper: None,
            holding: None,
            without: (0, 0),
            why: None,
            name: table.parts().into_iter().map(str::to_owned).collect(),
        }
    }
}

fn find_ignored(catalogue: &Catalogue, section: &Ignored) -> Result<(i64, String)> {
    let name = Name::parse(&section.column)?;
    let (column, before) = name.split_last().unwrap_or_default();
    let parts: Vec<&str> = before.iter().map(String::as_str).collect();
    let table = table_name::get(catalogue, &Name::write(&parts))?;
    let column = table_name::get_column(table, column)?;
    Ok((catalogue.root(table).id, column.name.clone()))
}
