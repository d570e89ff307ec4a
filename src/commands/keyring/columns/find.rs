//! Looks through the tables of the application for tokens: the server counts what begins like one, and what it counted
//! is looked at here, a sample where that is enough.

use std::collections::BTreeMap;

use super::{table_name, token};
use crate::base::{Kind, Result};
use crate::commands::keyring::rewrite::Readers;
use crate::config::Wrapper;
use crate::context::Context;
use crate::db::Reader;
use crate::db::catalogue::{Catalogue, Column, Content, Form, Table};
use crate::db::tokens::{self, Counts, FlagCounts, Place};

/// Values of a column that are looked at: more are only where not all of these are what they look like.
const SAMPLE: u64 = 200;

/// Rows with and without a flag from which on its going together with the tokens is no accident.
const TELLING: u64 = 20;

/// A column with tokens.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    /// Its table, by number.
    pub(super) table: i64,
    /// Its name.
    pub(super) column: String,
    /// What its values are.
    pub(super) content: Content,
    /// How most of its tokens are kept.
    pub(super) wrapper: Wrapper,
    /// Values that are a token as a whole.
    pub(super) tokens: u64,
    /// Values that are a token as a whole, kept in the other way.
    pub(super) otherwise: u64,
    /// Values with a token somewhere.
    pub(super) embedded: u64,
    /// Values without any.
    pub(super) other: u64,
    /// Null.
    pub(super) null: u64,
    /// How many of the tokens that were tried are under each key, by its fingerprint.
    pub(super) keys: BTreeMap<String, u64>,
    /// How many of them are under none.
    pub(super) unknown: u64,
    /// A column that is true where this one holds a token.
    pub(super) flag: Option<String>,
}

/// What was looked through, and what was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Columns with tokens.
    pub(super) holding: Vec<Holding>,
    /// Columns that were looked at and hold none, by table, with the numbers of other values and of nulls.
    pub(super) empty: BTreeMap<(i64, String), (u64, u64)>,
    /// Tables that could not be read, and why not.
    pub(super) unreadable: Vec<(i64, String)>,
}

/// Looks through all tables, or through those that are named.
pub(super) async fn look_through(
    cx: &mut Context,
    catalogue: &Catalogue,
    named: &[String],
    readers: Option<&Readers>,
) -> Result<Findings> {
    let mut tables: Vec<&Table> = Vec::new();
    for name in named {
        let table = catalogue.root(table_name::get(catalogue, name)?);
        if !tables.iter().any(|known| known.id == table.id) {
            tables.push(table);
        }
    }
    if named.is_empty() {
        tables = catalogue.tables.iter().filter(|table| is_looked_at(table)).collect();
    }
    let (database, printer) = cx.database_and_printer().await?;
    let progress = printer.progress("looking through tables", u64::try_from(tables.len()).ok());
    let mut findings = Findings::default();
    for table in tables {
        let mut search = Search { read: database.read(), table, readers };
        match search.look(&mut findings).await {
            // Rows that are hidden, or a table that may not be read: what is in it is not known, and that is said.
            Err(error) if error.kind() == Kind::Denied => {
                let causes = error.causes();
                let why = causes.last().map_or_else(|| error.message().to_owned(), Clone::clone);
                findings.unreadable.push((table.id, why));
            }
            looked => looked?,
        }
        progress.advance(1);
    }
    progress.finish();
    Ok(findings)
}

/// A partition is read with the whole; what a view shows, and what is on another server, is looked at there.
fn is_looked_at(table: &Table) -> bool {
    let keeps_rows = matches!(table.form, Form::Ordinary | Form::Partitioned | Form::MaterializedView);
    keeps_rows && !table.is_partition && !table.is_own()
}

struct Search<'a> {
    read: Reader<'a>,
    table: &'a Table,
    readers: Option<&'a Readers>,
}

/// What came of looking at values.
#[derive(Debug, Default)]
struct Looked {
    tokens: u64,
    embedded: u64,
    neither: u64,
    keys: BTreeMap<String, u64>,
    unknown: u64,
}

impl Looked {
    const fn count(&self) -> u64 {
        self.tokens + self.embedded + self.neither
    }

    /// Whether all values were of one kind, and of one that was looked for.
    const fn is_clear(&self) -> bool {
        self.neither == 0 && (self.tokens == 0 || self.embedded == 0)
    }
}

impl Search<'_> {
    async fn look(&mut self, findings: &mut Findings) -> Result<()> {
        let may_hold = |column: &&Column| column.content != Content::Other && !column.is_generated;
        let columns: Vec<&Column> = self.table.columns.iter().filter(may_hold).collect();
        if columns.is_empty() {
            return Ok(());
        }
        let counts = tokens::count(&mut self.read, self.table, &columns).await?;
        for (column, counts) in columns.into_iter().zip(counts) {
            if let Some(holding) = self.confirm(column, counts).await? {
                findings.holding.push(holding);
            } else {
                findings.empty.insert((self.table.id, column.name.clone()), (counts.values, counts.null));
            }
        }
        Ok(())
    }

    /// Looks at the values themselves; none where no token is among them.
    async fn confirm(&mut self, column: &Column, counts: Counts) -> Result<Option<Holding>> {
        let whole = self.look_at(column, Place::Whole, counts.whole).await?;
        let quoted = self.look_at(column, Place::Quoted, counts.quoted).await?;
        let within = self.look_at(column, Place::Within, counts.within).await?;
        let embedded = whole.embedded + quoted.embedded + within.embedded;
        let is_quoted = quoted.tokens > whole.tokens;
        let (tokens, otherwise) = if is_quoted { (quoted.tokens, whole.tokens) } else { (whole.tokens, quoted.tokens) };
        if tokens + embedded == 0 {
            return Ok(None);
        }
        let place = if is_quoted { Place::Quoted } else { Place::Whole };
        let flag = if tokens > 0 { self.find_flag(column, place, tokens).await? } else { None };
        let mut keys = whole.keys;
        for (fingerprint, count) in quoted.keys.into_iter().chain(within.keys) {
            *keys.entry(fingerprint).or_default() += count;
        }
        Ok(Some(Holding {
            table: self.table.id,
            column: column.name.clone(),
            content: column.content,
            wrapper: wrapper_of(column.content, is_quoted),
            tokens,
            otherwise,
            embedded,
            other: counts.values.saturating_sub(tokens + otherwise + embedded),
            null: counts.null,
            keys,
            unknown: whole.unknown + quoted.unknown + within.unknown,
            flag,
        }))
    }

    /// How many of `count` values are what they look like: by a sample, and by all of them where that says not enough.
    async fn look_at(&mut self, column: &Column, place: Place, count: u64) -> Result<Looked> {
        if count == 0 {
            return Ok(Looked::default());
        }
        let mut looked = self.sample(column, place, usize::try_from(SAMPLE).ok()).await?;
        if looked.count() >= SAMPLE.min(count) && looked.is_clear() {
            // What all of the sample is, the rest is taken for.
            let rest = count.saturating_sub(looked.count());
            if looked.tokens > 0 {
                looked.tokens += rest;
            } else {
                looked.embedded += rest;
            }
            return Ok(looked);
        }
        if count <= SAMPLE {
            return Ok(looked);
        }
        self.sample(column, place, None).await
    }

    async fn sample(&mut self, column: &Column, place: Place, limit: Option<usize>) -> Result<Looked> {
        let readers = self.readers;
        let mut looked = Looked::default();
        let is_compound = column.content == Content::Compound;
        let each = |value: &[u8]| {
            let found = match place {
                _ if is_compound => None,
                Place::Whole => token::whole(value),
                Place::Quoted => token::quoted(value),
                Place::Within => None,
            };
            if let Some(token) = found {
                looked.tokens += 1;
                looked.try_keys(readers, &token);
            } else if let Some(token) = token::within(value).next() {
                looked.embedded += 1;
                looked.try_keys(readers, &token);
            } else {
                looked.neither += 1;
            }
            Ok(())
        };
        tokens::candidates(&mut self.read, self.table, column, place, limit, each).await?;
        Ok(looked)
    }

    /// A column of truth values that is true where this one holds a token, and only there or where it is null.
    async fn find_flag(&mut self, column: &Column, place: Place, tokens: u64) -> Result<Option<String>> {
        let flags: Vec<&str> =
            self.table.columns.iter().filter(|flag| is_flag(flag)).map(|flag| flag.name.as_str()).collect();
        if flags.is_empty() {
            return Ok(None);
        }
        let counts = tokens::count_flags(&mut self.read, self.table, column, place, &flags).await?;
        let fits = |name: &str, counts: &FlagCounts| {
            let is_telling = tokens >= TELLING && counts.others_without >= TELLING;
            counts.tokens == tokens && counts.others == 0 && (speaks_of_encryption(name) || is_telling)
        };
        let fitting = flags.into_iter().zip(&counts).filter(|(name, counts)| fits(name, counts)).map(|(name, _)| name);
        // Of `is_encrypted` and `is_extra_encrypted` the second is about `extra`, the first about what has no other.
        let names_other = |flag: &str| {
            self.table
                .columns
                .iter()
                .any(|other| other.name != flag && other.name.len() > 2 && flag.contains(&other.name))
        };
        Ok(fitting
            .min_by_key(|flag| {
                (!flag.contains(&column.name), names_other(flag), !speaks_of_encryption(flag), flag.len())
            })
            .map(str::to_owned))
    }
}

impl Looked {
    /// Which key a token is under: for the first ones only, since each key costs time.
    fn try_keys(&mut self, readers: Option<&Readers>, token: &[u8]) {
        let Some(readers) = readers else { return };
        if self.keys.values().sum::<u64>() + self.unknown >= SAMPLE {
            return;
        }
        match readers.open(token, &mut 0).and_then(|(place, _)| readers.fingerprints().into_iter().nth(place)) {
            Some(fingerprint) => *self.keys.entry(fingerprint).or_default() += 1,
            None => self.unknown += 1,
        }
    }
}

fn wrapper_of(content: Content, is_quoted: bool) -> Wrapper {
    match content {
        _ if is_quoted => Wrapper::JsonString,
        Content::Bytes => Wrapper::Bytes,
        _ => Wrapper::Text,
    }
}

fn is_flag(column: &Column) -> bool {
    let is_truth = column.type_name.starts_with("bool");
    // DIALECT: SQLite has no type for truth values, and applications keep them in integers.
    is_truth || (speaks_of_encryption(&column.name) && column.type_name.contains("int"))
}

fn speaks_of_encryption(name: &str) -> bool {
    name.to_ascii_lowercase().contains("crypt")
}
