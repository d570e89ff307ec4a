//! The SQL of a sweep. This is the one place where SQL is put together at run time: from names that the catalogue has,
//! quoted, and from filters that the configuration holds, which belongs to the administrator.
//!
//! Names are qualified by the table's own name and never by an alias, so that a filter may do the same. What stands
//! beside the table is named `_claviger`, its columns `_k0`, `_o0`, `_n0` and `_m`.

use super::target::{KeyColumn, RowKey, Storage, SweptColumn, Target};
use crate::db::engine::Engine;
use crate::db::statement::{Rendered, quote};

/// Tuples in one statement of SQLite: with a key and a column or two far below its limit of 32,766 parameters.
pub(super) const TUPLES: usize = 500;

/// Types of PostgreSQL that are read and bound as they are. Everything else travels as its text.
const NATIVE: &[&str] = &["smallint", "integer", "bigint", "uuid", "text", "character varying"];

/// The texts for one target.
#[derive(Debug)]
pub(super) struct Texts {
    engine: Engine,
    /// What is read: the key, then the columns.
    selected: String,
    relation: String,
    /// ` AND (filter)`, or nothing.
    filter: String,
    /// The key in its order.
    order: String,
    /// The condition for rows behind a position.
    after: String,
    key_length: usize,
    rewrite_head: String,
    rewrite_tail: String,
    tuple: usize,
}

impl Texts {
    pub(super) fn new(target: &Target, engine: Engine) -> Self {
        let names = Names { target, engine };
        let key_length = names.key_length();
        Self {
            engine,
            selected: names.selected(),
            relation: target.relation(),
            filter: target.filter.as_ref().map(|filter| format!(" AND ({filter})")).unwrap_or_default(),
            order: (0..key_length).map(|index| names.key(index)).collect::<Vec<_>>().join(", "),
            after: names.after(),
            key_length,
            rewrite_head: names.rewrite_head(),
            rewrite_tail: names.rewrite_tail(),
            tuple: key_length + 2 * target.columns.len() + usize::from(target.companion.is_some()),
        }
    }

    /// Rows in the order of the key: from the beginning, or behind the key that is bound.
    pub(super) fn chunk(&self, is_first: bool, limit: usize) -> Rendered {
        let Self { selected, relation, filter, order, .. } = self;
        let after = if is_first { "" } else { self.after.as_str() };
        // DIALECT: `1 = 1` because SQLite before 3.23 knows no TRUE, and a WHERE has to begin with something.
        let sql =
            format!("SELECT {selected} FROM {relation} WHERE 1 = 1{after}{filter} ORDER BY {order} LIMIT {limit}");
        Rendered { sql, parameters: (0..if is_first { 0 } else { self.key_length }).collect() }
    }

    /// The rows in a range of blocks, for a table of PostgreSQL without a key. Blocks are bound as the text of a `ctid`.
    pub(super) fn blocks(&self) -> Rendered {
        let Self { selected, relation, filter, .. } = self;
        let sql = format!(
            "SELECT {selected} FROM {relation} WHERE ctid >= CAST(CAST($1 AS text) AS tid) \
             AND ctid < CAST(CAST($2 AS text) AS tid){filter}"
        );
        Rendered { sql, parameters: vec![0, 1] }
    }

    /// How many rows there are, as far as is known without counting them, and blocks.
    pub(super) fn size(&self) -> Rendered {
        let relation = self.relation.trim_start_matches("ONLY ");
        let sql = match self.engine {
            // The planner's own estimate: what it believes of a row, times the blocks that there are now.
            Engine::Postgres => {
                let name = relation.replace('\'', "''");
                format!(
                    "SELECT CAST(coalesce(sum(CASE WHEN c.reltuples > 0 AND c.relpages > 0 \
                        THEN c.reltuples / c.relpages * pg_relation_size(c.oid) \
                            / CAST(current_setting('block_size') AS bigint) \
                        ELSE 0 END), 0) AS bigint) AS rows, \
                     CAST(coalesce(sum(pg_relation_size(c.oid)), 0) / CAST(current_setting('block_size') AS bigint) \
                        AS bigint) AS blocks \
                     FROM pg_class c WHERE c.oid = CAST('{name}' AS regclass) \
                        OR c.oid IN (SELECT relid FROM pg_partition_tree(CAST('{name}' AS regclass)) WHERE isleaf)"
                )
            }
            // DIALECT: SQLite keeps no such figure, and counting reads its smallest index only.
            Engine::Sqlite => format!("SELECT count(*) AS rows, 0 AS blocks FROM {relation}"),
        };
        Rendered { sql, parameters: Vec::new() }
    }

    /// The statement that rewrites `count` rows.
    pub(super) fn rewrite(&self, count: usize) -> Rendered {
        let parameters = match self.engine {
            Engine::Postgres => self.tuple,
            Engine::Sqlite => self.tuple * count,
        };
        let sql = match self.engine {
            Engine::Postgres => format!("{}{}{}", self.rewrite_head, self.rewrite_tail, self.filter),
            Engine::Sqlite => {
                let tuple = format!("({})", vec!["?"; self.tuple].join(", "));
                let tuples = vec![tuple; count].join(", ");
                format!("{}{tuples}{}{}", self.rewrite_head, self.rewrite_tail, self.filter)
            }
        };
        Rendered { sql, parameters: (0..parameters).collect() }
    }
}

/// Names and expressions of one target.
struct Names<'t> {
    target: &'t Target,
    engine: Engine,
}

impl Names<'_> {
    fn key_columns(&self) -> &[KeyColumn] {
        match &self.target.key {
            RowKey::Columns(columns) => columns,
            RowKey::RowId(_) => &[],
        }
    }

    fn key_length(&self) -> usize {
        self.key_columns().len().max(1)
    }

    fn qualified(&self, column: &str) -> String {
        format!("{}.{}", quote(&self.target.name), column)
    }

    fn column(&self, name: &str) -> String {
        self.qualified(&quote(name))
    }

    /// A part of the key as the table has it.
    fn key(&self, index: usize) -> String {
        match (&self.target.key, self.key_columns().get(index)) {
            (_, Some(column)) => self.column(&column.name),
            // Not quoted: these are no columns.
            (RowKey::RowId(name), None) => self.qualified(name),
            (RowKey::Columns(_), None) => String::new(),
        }
    }

    /// The type that a part of the key is sent as, and the one it has.
    fn key_types(&self, index: usize) -> (String, String) {
        let Some(column) = self.key_columns().get(index) else { return ("text".to_owned(), "tid".to_owned()) };
        let base = column.type_name.split('(').next().unwrap_or_default().trim();
        let sent = if NATIVE.contains(&base) { base } else { "text" };
        (sent.to_owned(), column.type_name.clone())
    }

    fn selected(&self) -> String {
        let keys = (0..self.key_length()).map(|index| {
            let (sent, own) = self.key_types(index);
            match self.engine {
                Engine::Postgres if sent != own => format!("CAST({} AS {sent})", self.key(index)),
                _ => self.key(index),
            }
        });
        let columns = self.target.columns.iter().map(|column| self.read(column));
        keys.chain(columns).collect::<Vec<_>>().join(", ")
    }

    /// The value of a column as it is read and compared: text, or bytes.
    fn read(&self, column: &SweptColumn) -> String {
        let name = self.column(&column.name);
        match (self.engine, column.storage) {
            (Engine::Postgres, Storage::Text | Storage::Json | Storage::Jsonb) => format!("CAST({name} AS text)"),
            _ => name,
        }
    }

    fn after(&self) -> String {
        let columns: Vec<String> = (0..self.key_length()).map(|index| self.key(index)).collect();
        let values: Vec<String> = (0..self.key_length())
            .map(|index| {
                let number = index + 1;
                let (sent, own) = self.key_types(index);
                match self.engine {
                    // A cast of the column would lose the index, so the value is cast.
                    Engine::Postgres if sent == "text" => format!("CAST(CAST(${number} AS text) AS {own})"),
                    Engine::Postgres => format!("CAST(${number} AS {sent})"),
                    Engine::Sqlite => format!("${number}"),
                }
            })
            .collect();
        format!(" AND ({}) > ({})", columns.join(", "), values.join(", "))
    }

    fn rewrite_head(&self) -> String {
        let mut sets: Vec<String> = Vec::new();
        for (index, column) in self.target.columns.iter().enumerate() {
            let value = match (self.engine, column.storage) {
                (Engine::Postgres, Storage::Json) => format!("CAST(_claviger._n{index} AS json)"),
                (Engine::Postgres, Storage::Jsonb) => format!("CAST(_claviger._n{index} AS jsonb)"),
                _ => format!("_claviger._n{index}"),
            };
            sets.push(format!("{} = {value}", quote(&column.name)));
        }
        if let Some(companion) = &self.target.companion {
            // Null where no token of the row is new: then the companion stays.
            sets.push(format!("{0} = coalesce(_claviger._m, {1})", quote(companion), self.column(companion)));
        }
        let update = format!("UPDATE {} SET {} FROM ", self.target.relation(), sets.join(", "));
        match self.engine {
            Engine::Postgres => format!("{update}unnest({})", self.arrays()),
            Engine::Sqlite => {
                let names: Vec<String> = self
                    .side_names()
                    .iter()
                    .enumerate()
                    .map(|(index, name)| format!("column{} AS {name}", index + 1))
                    .collect();
                format!("{update}(SELECT {} FROM (VALUES ", names.join(", "))
            }
        }
    }

    /// The columns of what stands beside the table.
    fn side_names(&self) -> Vec<String> {
        let keys = (0..self.key_length()).map(|index| format!("_k{index}"));
        let count = self.target.columns.len();
        let old = (0..count).map(|index| format!("_o{index}"));
        let new = (0..count).map(|index| format!("_n{index}"));
        let companion = self.target.companion.iter().map(|_| "_m".to_owned());
        keys.chain(old).chain(new).chain(companion).collect()
    }

    fn arrays(&self) -> String {
        let keys = (0..self.key_length()).map(|index| self.key_types(index).0);
        let values = || {
            self.target.columns.iter().map(|column| match column.storage {
                Storage::Bytes => "bytea".to_owned(),
                _ => "text".to_owned(),
            })
        };
        let companion = self.target.companion.iter().map(|_| "text".to_owned());
        let types = keys.chain(values()).chain(values()).chain(companion);
        types.enumerate().map(|(index, of)| format!("CAST(${} AS {of}[])", index + 1)).collect::<Vec<_>>().join(", ")
    }

    fn rewrite_tail(&self) -> String {
        let mut conditions: Vec<String> = (0..self.key_length())
            .map(|index| {
                let (sent, own) = self.key_types(index);
                let key = self.key(index);
                match self.engine {
                    Engine::Postgres if sent == "text" => format!("{key} = CAST(_claviger._k{index} AS {own})"),
                    _ => format!("{key} = _claviger._k{index}"),
                }
            })
            .collect();
        let is_single = self.target.columns.len() == 1;
        for (index, column) in self.target.columns.iter().enumerate() {
            let read = self.read(column);
            conditions.push(match (self.engine, column.storage) {
                (Engine::Postgres, Storage::Bytes) if is_single => format!("{read} = _claviger._o{index}"),
                (Engine::Postgres, Storage::Bytes) => format!("{read} IS NOT DISTINCT FROM _claviger._o{index}"),
                // By bytes, whatever the column takes for equal: citext, collations that ignore case or accents.
                (Engine::Postgres, _) if is_single => format!("{read} COLLATE \"C\" = _claviger._o{index}"),
                (Engine::Postgres, _) => format!("{read} COLLATE \"C\" IS NOT DISTINCT FROM _claviger._o{index}"),
                (Engine::Sqlite, _) => format!("{read} IS _claviger._o{index} COLLATE BINARY"),
            });
        }
        let conditions = conditions.join(" AND ");
        match self.engine {
            Engine::Postgres => {
                format!(" AS _claviger({}) WHERE {conditions}", self.side_names().join(", "))
            }
            Engine::Sqlite => format!(")) AS _claviger WHERE {conditions}"),
        }
    }
}
