//! What tells the rows of a table apart: sets of columns that an index keeps unique and that are never null.

use super::table::{Column, Table};
use crate::base::Result;
use crate::db::reader::Reader;
use crate::db::sweep::KeyColumn;

crate::statements! {
    /// The columns of every index that keeps them unique, whole and over all rows, in the order of each index.
    // DIALECT: the catalogues have nothing in common; PostgreSQL is asked by number, SQLite by name.
    read UNIQUE_COLUMNS = postgres "SELECT CAST(i.indexrelid AS bigint) AS index_id, i.indisprimary AS is_primary, a.attname AS column_name
        FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE i.indrelid = CAST(CAST($1 AS bigint) AS oid) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
            AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
        ORDER BY i.indexrelid, k.place"
        sqlite "SELECT l.seq AS index_id, l.origin = 'pk' AS is_primary, i.name AS column_name
        FROM pragma_index_list($2, 'main') l JOIN pragma_index_info(l.name, 'main') i
        WHERE l.\"unique\" = 1 AND l.partial = 0
        ORDER BY l.seq, i.seqno";
}

/// Columns that together are unique and never null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The columns, in the order of the index that proves it.
    pub columns: Vec<KeyColumn>,
    /// Whether it is the primary key.
    pub is_primary: bool,
}

/// Every key of a table: the primary one first, then those of fewer columns.
pub async fn keys(read: &mut Reader<'_>, table: &Table) -> Result<Vec<Key>> {
    let mut indexes: Vec<(i64, bool, Vec<Option<String>>)> = Vec::new();
    for row in read.rows(&UNIQUE_COLUMNS, &[table.id.into(), table.name.as_str().into()]).await? {
        let (id, is_primary) = (row.int("index_id")?, row.flag("is_primary")?);
        let column = row.find_text("column_name")?;
        match indexes.last_mut() {
            Some((last, _, columns)) if *last == id => columns.push(column),
            _ => indexes.push((id, is_primary, vec![column])),
        }
    }
    let mut keys: Vec<Key> = rowid_alias(table).into_iter().collect();
    if !keys.is_empty() && indexes.iter().any(|(_, is_primary, _)| *is_primary) {
        // `INTEGER PRIMARY KEY DESC` has an index of its own: there the column is no other name of the row id, and may
        // hold null.
        keys.clear();
    }
    // The name is none where the index is over an expression.
    let proven = indexes.into_iter().filter_map(|(_, is_primary, names)| {
        let columns = names.into_iter().map(|name| key_column(table, &name?)).collect::<Option<Vec<_>>>()?;
        Some(Key { columns, is_primary })
    });
    keys.extend(proven);
    keys.sort_by_key(|key| (!key.is_primary, key.columns.len()));
    Ok(keys)
}

/// DIALECT: in SQLite a primary key that is one column of type INTEGER, written so, is the row id itself and has no
/// index. Every other one may hold null, unless the table has no row id or the column forbids it.
fn rowid_alias(table: &Table) -> Option<Key> {
    let mut parts = table.columns.iter().filter(|column| column.key_position > 0);
    let (first, second) = (parts.next()?, parts.next());
    let is_alias = second.is_none() && first.type_name == "integer" && !table.is_without_rowid;
    is_alias.then(|| Key { columns: vec![described(first)], is_primary: true })
}

fn key_column(table: &Table, name: &str) -> Option<KeyColumn> {
    let column = table.find_column(name)?;
    let is_required = column.is_required || (table.is_without_rowid && column.key_position > 0);
    is_required.then(|| described(column))
}

fn described(column: &Column) -> KeyColumn {
    KeyColumn { name: column.name.clone(), type_name: column.type_name.clone() }
}
