//! From what is declared to what is there: each section of the configuration against the catalogue, ready for the
//! engine, and claviger's own encrypted columns beside them.

use super::group::Group;
use super::table_name;
use crate::base::{Error, Result, text};
use crate::config::{Encrypted, Name, Plain, Settings, Wrapper};
use crate::context::Context;
use crate::db::catalogue::{self, Catalogue, Column, Content, Form, Table};
use crate::db::sweep::{RowKey, Storage, SweptColumn, Target};
use crate::db::{Engine, Reader};

/// Hex digits of a SHA-1.
const SHA1_DIGITS: usize = 40;

/// Names of the row id in SQLite; a column may take one away.
const ROW_IDS: [&str; 3] = ["rowid", "_rowid_", "oid"];

/// A section with what the messages call it.
struct Declared {
    section: Encrypted,
    place: String,
    is_own: bool,
}

/// Everything that a rotation goes through: what is declared, and claviger's own encrypted columns.
pub(crate) async fn resolve(cx: &mut Context) -> Result<Vec<Group>> {
    let declared: Vec<Declared> = declared(&cx.settings);
    let mapped = own_column(&cx.settings);
    let mut read = cx.database().await?.read();
    let catalogue = Catalogue::read(&mut read).await?;
    resolve_in(&mut read, &catalogue, declared, mapped).await
}

async fn resolve_in(
    read: &mut Reader<'_>,
    catalogue: &Catalogue,
    mut declared: Vec<Declared>,
    own: Option<Declared>,
) -> Result<Vec<Group>> {
    if let Some(own) = own
        && exists(catalogue, &own.section)
        && !is_declared(catalogue, &own.section, &declared)
    {
        declared.push(own);
    }
    let named: Vec<(i64, Vec<String>)> = declared
        .iter()
        .filter_map(|one| Some((find(catalogue, &one.section)?.id, one.section.columns.clone())))
        .collect();
    let mut groups: Vec<(String, Group)> = Vec::new();
    for one in &declared {
        let resolved = groups_of(read, catalogue, one, &named).await;
        for group in resolved.map_err(|error| error.context(format!("{} is not usable", one.place)))? {
            refuse_overlap(&groups, &one.place, &group)?;
            groups.push((one.place.clone(), group));
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

fn declared(settings: &Settings) -> Vec<Declared> {
    let sections = settings.encrypted.iter().enumerate().map(|(index, section)| Declared {
        place: format!("`[[encrypted]]` number {} (`{}`)", index + 1, text::shorten(&section.table, 60)),
        section: section.clone(),
        is_own: false,
    });
    sections.collect()
}

/// What claviger itself keeps encrypted, where the application has a column for it.
fn own_column(settings: &Settings) -> Option<Declared> {
    let mapping = &settings.mapping;
    let (table, column) = (mapping.find_table("users")?, mapping.find_column("users", "mfa_secret")?);
    // The mapping knows no quotes: a dot always separates the schema.
    let table = Name::write(&table.split('.').collect::<Vec<_>>());
    let section = Encrypted {
        table,
        key: Vec::new(),
        columns: vec![column.to_owned()],
        wrapper: None,
        filter: None,
        plain: Plain::Skip,
        companion: None,
    };
    Some(Declared { section, place: "`tables.users.mfa_secret`".to_owned(), is_own: true })
}

fn find<'c>(catalogue: &'c Catalogue, section: &Encrypted) -> Option<&'c Table> {
    let name = Name::parse(&section.table).ok()?;
    let (table, schema) = name.split_last()?;
    catalogue.find(schema.first().map(String::as_str), table)
}

fn exists(catalogue: &Catalogue, section: &Encrypted) -> bool {
    find(catalogue, section).is_some_and(|table| section.columns.iter().all(|name| table.find_column(name).is_some()))
}

fn is_declared(catalogue: &Catalogue, section: &Encrypted, declared: &[Declared]) -> bool {
    let own = find(catalogue, section).map(|table| table.id);
    declared.iter().any(|one| {
        find(catalogue, &one.section).map(|table| table.id) == own
            && section.columns.iter().all(|name| one.section.columns.contains(name))
    })
}

/// The groups of one section: one, or as many as the table has parts that must be gone through one by one.
async fn groups_of(
    read: &mut Reader<'_>,
    catalogue: &Catalogue,
    declared: &Declared,
    named: &[(i64, Vec<String>)],
) -> Result<Vec<Group>> {
    let section = &declared.section;
    let table = table_name::get(catalogue, &section.table)?;
    match table.form {
        Form::Ordinary => {
            let mut groups = vec![group(read, table, table.shown(), declared).await?];
            // Rows of tables that inherit from it are its rows, too, for everybody who reads it.
            for part in catalogue.parts(table.id) {
                let is_named = named.iter().any(|(id, columns)| *id == part.id && shares(columns, &section.columns));
                if !is_named {
                    groups.push(group(read, whole_rows(part)?, part.shown(), declared).await?);
                }
            }
            Ok(groups)
        }
        Form::Partitioned if !section.key.is_empty() || has_key(read, table).await? => {
            Ok(vec![group(read, table, table.shown(), declared).await?])
        }
        Form::Partitioned => {
            let mut groups = Vec::new();
            for part in catalogue.parts(table.id).into_iter().filter(|part| part.form != Form::Partitioned) {
                groups.push(group(read, whole_rows(part)?, part.shown(), declared).await?);
            }
            Ok(groups)
        }
        _ => Err(not_rewritable(table)),
    }
}

async fn has_key(read: &mut Reader<'_>, table: &Table) -> Result<bool> {
    Ok(!catalogue::keys(read, table).await?.is_empty())
}

fn shares(left: &[String], right: &[String]) -> bool {
    left.iter().any(|name| right.contains(name))
}

fn whole_rows(table: &Table) -> Result<&Table> {
    if table.form == Form::Ordinary { Ok(table) } else { Err(not_rewritable(table)) }
}

fn not_rewritable(table: &Table) -> Error {
    let shown = table.shown();
    let (what, hint) = match table.form {
        Form::View => ("a view", "declare the table behind it"),
        Form::MaterializedView => {
            ("a materialized view", "declare the table behind it, and refresh the view afterwards")
        }
        Form::Foreign => ("a foreign table", "its rows are on another server: run claviger there"),
        Form::Virtual => ("a virtual table", "declare the table that the application writes to"),
        Form::Shadow => ("what a virtual table is made of", "declare the table that the application writes to"),
        Form::Ordinary | Form::Partitioned => ("a table", ""),
    };
    Error::usage(format!("`{shown}` is {what}, whose rows can not be rewritten here")).hint(hint)
}

async fn group(read: &mut Reader<'_>, table: &Table, shown: String, declared: &Declared) -> Result<Group> {
    let section = &declared.section;
    let mut columns = Vec::new();
    let mut wrappers = Vec::new();
    for name in &section.columns {
        let column = table_name::get_column(table, name)?;
        let storage = storage(read.engine(), table, column)?;
        wrappers.push(wrapper(table, column, storage, section.wrapper)?);
        columns.push(SweptColumn { name: column.name.clone(), storage, limit: column.limit });
    }
    if let Some(companion) = &section.companion {
        check_companion(table, &companion.column, &section.columns)?;
    }
    let target = Target {
        table: shown,
        schema: table.schema.clone(),
        name: table.name.clone(),
        is_only: read.engine() == Engine::Postgres && table.form == Form::Ordinary,
        key: row_key(read, table, &section.key).await?,
        columns,
        filter: section.filter.clone(),
        companion: section.companion.as_ref().map(|companion| companion.column.clone()),
    };
    if let Some(filter) = &section.filter {
        catalogue::check_filter(read, table, &target.relation(), filter).await?;
    }
    Ok(Group {
        target,
        wrappers,
        plain: section.plain,
        companion: section.companion.as_ref().map(|companion| companion.value),
        is_own: declared.is_own,
    })
}

/// What a column keeps; an error where it can not keep a token as its whole value.
fn storage(engine: Engine, table: &Table, column: &Column) -> Result<Storage> {
    if column.is_generated {
        return Err(Error::usage(format!("`{}` of `{}` is computed from other columns", column.name, table.shown()))
            .hint("declare the column that it is computed from"));
    }
    match (engine, column.content) {
        (_, Content::Compound | Content::Other) => Err(unsupported(table, column)),
        // DIALECT: in SQLite the value decides, not the column.
        (Engine::Sqlite, _) | (_, Content::Text) => Ok(Storage::Text),
        (_, Content::Bytes) => Ok(Storage::Bytes),
        (_, Content::Json) => Ok(Storage::Json),
        (_, Content::Jsonb) => Ok(Storage::Jsonb),
    }
}

fn unsupported(table: &Table, column: &Column) -> Error {
    Error::usage(format!(
        "`{}` of `{}` has the type `{}`, in which no token can be the whole value",
        column.name,
        table.shown(),
        column.type_name
    ))
    .hint("text, varchar, char, citext, bytea, json and jsonb can be declared; ignore the others: [[encrypted_ignore]]")
}

/// How a token is kept in the column: as declared, or as its type suggests.
fn wrapper(table: &Table, column: &Column, storage: Storage, declared: Option<Wrapper>) -> Result<Wrapper> {
    let by_type = default_wrapper(column.content);
    let wrapper = declared.unwrap_or(by_type);
    let fits = match storage {
        // A column of SQLite takes any value.
        Storage::Text => wrapper != Wrapper::Bytes || column.content != Content::Text || table.schema.is_none(),
        Storage::Bytes => wrapper == Wrapper::Bytes,
        Storage::Json | Storage::Jsonb => wrapper == Wrapper::JsonString,
    };
    if fits {
        return Ok(wrapper);
    }
    Err(Error::usage(format!(
        "`{}` of `{}` has the type `{}`, which can not keep `wrapper = \"{}\"`",
        column.name,
        table.shown(),
        column.type_name,
        wrapper.word()
    ))
    .hint(format!("leave `wrapper` out, or write wrapper = \"{}\"", by_type.word())))
}

/// How a token is kept in values of this kind unless somebody says otherwise.
pub(super) const fn default_wrapper(content: Content) -> Wrapper {
    match content {
        Content::Bytes => Wrapper::Bytes,
        Content::Json | Content::Jsonb => Wrapper::JsonString,
        Content::Text | Content::Compound | Content::Other => Wrapper::Text,
    }
}

fn check_companion(table: &Table, name: &str, encrypted: &[String]) -> Result<()> {
    let column = table_name::get_column(table, name).map_err(|error| error.context("`companion` is not usable"))?;
    let refuse = |why: String| Err(Error::usage(format!("the companion `{name}` of `{}` {why}", table.shown())));
    if encrypted.iter().any(|other| other == name) {
        return refuse("is one of the encrypted columns itself".to_owned());
    }
    if column.is_generated {
        return refuse("is computed from other columns".to_owned());
    }
    if column.content != Content::Text {
        return refuse(format!("has the type `{}`, which is no text", column.type_name));
    }
    match column.limit {
        Some(limit) if limit < SHA1_DIGITS => {
            refuse(format!("keeps {limit} characters, and a SHA-1 has {SHA1_DIGITS} of them"))
        }
        _ => Ok(()),
    }
}

/// What tells the rows apart: the declared key, which an index must prove, else the best one of the catalogue, else the
/// engine's own address of the row.
pub(super) async fn row_key(read: &mut Reader<'_>, table: &Table, declared: &[String]) -> Result<RowKey> {
    let keys = catalogue::keys(read, table).await?;
    if declared.is_empty() {
        // DIALECT: the row id of SQLite is the order in which the table lies; another key only helps where there is none.
        let is_best = |key: &catalogue::Key| read.engine() == Engine::Postgres || key.is_primary;
        let best = keys.into_iter().find(|key| is_best(key) && (table.schema.is_some() || is_walked_by(table, key)));
        return best.map_or_else(|| row_id(table), |key| Ok(RowKey::Columns(key.columns)));
    }
    for name in declared {
        table_name::get_column(table, name).map_err(|error| error.context("`key` is not usable"))?;
    }
    let proven = keys.into_iter().find(|key| key.columns.iter().all(|column| declared.contains(&column.name)));
    proven.map(|key| RowKey::Columns(key.columns)).ok_or_else(|| {
        let list = declared.join(", ");
        Error::usage(format!("no index of `{}` proves that `{list}` is unique and never null", table.shown()))
            .hint("leave `key` out, and claviger goes by what the catalogue has, or by the address of each row")
    })
}

/// Whether the rows of a SQLite table lie in the order of this key.
fn is_walked_by(table: &Table, key: &catalogue::Key) -> bool {
    let is_alias = matches!(key.columns.as_slice(), [only] if only.type_name == "integer");
    key.is_primary && (table.is_without_rowid || is_alias)
}

fn row_id(table: &Table) -> Result<RowKey> {
    if table.schema.is_some() {
        return Ok(RowKey::RowId("ctid"));
    }
    let is_taken = |name: &str| table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
    let free = ROW_IDS.into_iter().find(|name| !is_taken(name)).filter(|_| !table.is_without_rowid);
    free.map(RowKey::RowId).ok_or_else(|| {
        Error::usage(format!("nothing tells the rows of `{}` apart: its columns hide the row id", table.shown()))
            .hint("name columns that a unique index covers and that are never null: key = [\"id\"]")
    })
}

fn refuse_overlap(groups: &[(String, Group)], place: &str, new: &Group) -> Result<()> {
    for (other, known) in groups {
        let is_same = known.target.schema == new.target.schema && known.target.name == new.target.name;
        if !is_same || (known.target.filter.is_some() && new.target.filter.is_some()) {
            continue;
        }
        let names = |group: &Group| group.target.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        let known_names = names(known);
        if let Some(twice) = names(new).into_iter().find(|name| known_names.contains(name)) {
            let message = format!("{place} declares `{twice}` of `{}`, and so does {other}", new.target.table);
            return Err(Error::usage(message).hint("keep one of them, or give each a `where` of its own"));
        }
    }
    Ok(())
}
