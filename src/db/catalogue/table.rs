//! Tables with their columns and types, and which of them are parts of others.

use std::collections::BTreeMap;

use crate::base::Result;
use crate::db::engine::Engine;
use crate::db::reader::Reader;
use crate::db::row::Row;
use crate::db::statement::quote;

crate::statements! {
    /// Every column of everything that can be read like a table and is not the system's. Domains are followed down to
    /// the type they stand on. SQLite is not asked for the columns of views and virtual tables: one that is broken
    /// would fail the whole question.
    // DIALECT: the catalogues have nothing in common.
    read COLUMNS = postgres "SELECT CAST(c.oid AS bigint) AS table_id, n.nspname AS schema_name, c.relname AS table_name,
            CAST(c.relkind AS text) AS kind, c.relispartition AS is_partition, false AS is_without_rowid,
            a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type_name, a.attnotnull AS is_required,
            a.attgenerated <> '' AS is_generated, 0 AS key_position, t.typname AS base_name, e.typname AS element_name,
            CASE WHEN t.typname IN ('varchar', 'bpchar') AND m.modifier > 4 THEN CAST(m.modifier - 4 AS bigint) END AS max_length
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN (
            WITH RECURSIVE under AS (
                SELECT oid AS id, typbasetype AS base, typtypmod AS modifier FROM pg_type WHERE typtype = 'd'
                UNION ALL
                SELECT under.id, d.typbasetype, CASE WHEN under.modifier < 0 THEN d.typtypmod ELSE under.modifier END
                FROM under JOIN pg_type d ON d.oid = under.base AND d.typtype = 'd')
            SELECT under.id, under.base, under.modifier FROM under JOIN pg_type b ON b.oid = under.base AND b.typtype <> 'd'
        ) d ON d.id = a.atttypid
        JOIN pg_type t ON t.oid = coalesce(d.base, a.atttypid)
        LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
        CROSS JOIN LATERAL (SELECT CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE coalesce(d.modifier, -1) END AS modifier) m
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relispopulated AND a.attnum > 0 AND NOT a.attisdropped
            AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        ORDER BY n.nspname, c.relname, a.attnum"
        sqlite "SELECT 0 AS table_id, NULL AS schema_name, l.name AS table_name,
            CASE l.type WHEN 'table' THEN 'r' WHEN 'shadow' THEN 's' WHEN 'view' THEN 'v' ELSE 'x' END AS kind,
            0 AS is_partition, l.wr AS is_without_rowid, p.name AS column_name, lower(p.type) AS type_name,
            p.\"notnull\" AS is_required, p.hidden > 1 AS is_generated, p.pk AS key_position, NULL AS base_name,
            NULL AS element_name, NULL AS max_length
        FROM pragma_table_list l
        LEFT JOIN pragma_table_xinfo(CASE WHEN l.type IN ('table', 'shadow') THEN l.name END, 'main') p ON 1 = 1
        WHERE l.schema = 'main' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY l.name, p.cid";
    /// Which table is a partition of which, or inherits from it.
    // DIALECT: tables of SQLite have no parts.
    read PARTS = postgres "SELECT CAST(i.inhrelid AS bigint) AS part, CAST(i.inhparent AS bigint) AS whole
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relkind IN ('r', 'p', 'f') ORDER BY 1, 2"
        sqlite "SELECT 0 AS part, 0 AS whole WHERE 1 = 0";
}

/// What can be read like a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Keeps rows of its own.
    Ordinary,
    /// Keeps its rows in partitions.
    Partitioned,
    /// Shows rows of other tables.
    View,
    /// Keeps a copy of what a query gave.
    MaterializedView,
    /// Shows rows of another server.
    Foreign,
    /// Rows that a module of SQLite makes up, such as a full-text index.
    Virtual,
    /// Where such a module keeps what it makes its rows of. Whoever else writes there breaks it.
    Shadow,
}

/// What the values of a column are, under any domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// `text`, `varchar`, `char`, `citext`, `name`.
    Text,
    /// `bytea`, `BLOB`.
    Bytes,
    /// `json`, or declared as such in SQLite.
    Json,
    /// `jsonb`.
    Jsonb,
    /// A type that can hold text somewhere inside: `xml`, `hstore`, arrays, composite types, and whatever is not known.
    Compound,
    /// Numbers, times and the like: no token can be in it.
    Other,
}

/// A table with its columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its number in the catalogue; in SQLite its place in this list.
    pub id: i64,
    /// Its schema; none in SQLite.
    pub schema: Option<String>,
    /// Its own name.
    pub name: String,
    /// What kind of table it is.
    pub form: Form,
    /// Whether it is a partition of another.
    pub is_partition: bool,
    /// Whether SQLite keeps it under its primary key, without a `rowid`.
    pub is_without_rowid: bool,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type in the engine's words.
    pub type_name: String,
    /// What its values are.
    pub content: Content,
    /// How many characters it keeps; none where it keeps any number.
    pub limit: Option<usize>,
    /// Whether null is refused.
    pub is_required: bool,
    /// Whether its values are computed from others.
    pub is_generated: bool,
    /// Its place in the primary key of a SQLite table, from 1; 0 where it is not in it.
    pub key_position: i64,
}

/// All tables.
#[derive(Debug)]
pub struct Catalogue {
    /// The engine it was read from.
    pub engine: Engine,
    /// The tables, by schema and name.
    pub tables: Vec<Table>,
    /// For each part what it is a part of.
    wholes: BTreeMap<i64, Vec<i64>>,
}

impl Catalogue {
    /// Reads it.
    pub async fn read(read: &mut Reader<'_>) -> Result<Self> {
        let mut tables: Vec<Table> = Vec::new();
        for row in read.rows(&COLUMNS, &[]).await? {
            let (schema, name) = (row.find_text("schema_name")?, row.text("table_name")?);
            if tables.last().is_none_or(|last| last.schema != schema || last.name != name) {
                tables.push(table_of(&row, schema, name, tables.len())?);
            }
            if let Some(last) = tables.last_mut()
                && row.find_text("column_name")?.is_some()
            {
                last.columns.push(column_of(&row, read.engine())?);
            }
        }
        let mut wholes: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for row in read.rows(&PARTS, &[]).await? {
            wholes.entry(row.int("part")?).or_default().push(row.int("whole")?);
        }
        Ok(Self { engine: read.engine(), tables, wholes })
    }

    /// The table of this name; without a schema the default one.
    #[must_use]
    pub fn find(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let wanted = match self.engine {
            Engine::Postgres => Some(schema.unwrap_or("public")),
            Engine::Sqlite => None,
        };
        if self.engine == Engine::Sqlite && schema.is_some_and(|schema| schema != "main") {
            return None;
        }
        self.tables.iter().find(|table| table.schema.as_deref() == wanted && table.name == name)
    }

    /// The table of this number.
    #[must_use]
    pub fn find_by_id(&self, id: i64) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// All parts of a table, and their parts.
    #[must_use]
    pub fn parts(&self, whole: i64) -> Vec<&Table> {
        self.tables.iter().filter(|table| table.id != whole && self.is_part(table.id, whole)).collect()
    }

    fn is_part(&self, part: i64, whole: i64) -> bool {
        let mut ways = self.wholes.get(&part).into_iter().flatten();
        ways.any(|next| *next == whole || self.is_part(*next, whole))
    }

    /// The table whose partition this is, up to the one that is no partition.
    #[must_use]
    pub fn root<'c>(&'c self, table: &'c Table) -> &'c Table {
        let whole = self.wholes.get(&table.id).filter(|_| table.is_partition).and_then(|wholes| wholes.first());
        whole.and_then(|whole| self.find_by_id(*whole)).map_or(table, |whole| self.root(whole))
    }
}

impl Table {
    /// As it is shown and recorded: with its schema unless that is the default one.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.schema {
            Some(schema) if schema != "public" => format!("{schema}.{}", self.name),
            _ => self.name.clone(),
        }
    }

    /// The parts of its name as the configuration would give them.
    #[must_use]
    pub fn parts(&self) -> Vec<&str> {
        let schema = self.schema.as_deref().filter(|schema| *schema != "public");
        schema.into_iter().chain([self.name.as_str()]).collect()
    }

    /// Quoted, for FROM: its own rows only, unless it keeps none itself.
    #[must_use]
    pub fn relation(&self) -> String {
        let only = if self.schema.is_some() && self.form == Form::Ordinary { "ONLY " } else { "" };
        match &self.schema {
            Some(schema) => format!("{only}{}.{}", quote(schema), quote(&self.name)),
            None => quote(&self.name),
        }
    }

    /// A column by its name.
    #[must_use]
    pub fn find_column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether it is claviger's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.name.starts_with("claviger_") && self.schema.as_deref().is_none_or(|schema| schema == "public")
    }
}

fn table_of(row: &Row, schema: Option<String>, name: String, place: usize) -> Result<Table> {
    let form = match row.text("kind")?.as_str() {
        "p" => Form::Partitioned,
        "v" => Form::View,
        "m" => Form::MaterializedView,
        "f" => Form::Foreign,
        "x" => Form::Virtual,
        "s" => Form::Shadow,
        _ => Form::Ordinary,
    };
    let id = match row.int("table_id")? {
        0 => i64::try_from(place).unwrap_or(i64::MAX),
        id => id,
    };
    Ok(Table {
        id,
        schema,
        name,
        form,
        is_partition: row.flag("is_partition")?,
        is_without_rowid: row.flag("is_without_rowid")?,
        columns: Vec::new(),
    })
}

fn column_of(row: &Row, engine: Engine) -> Result<Column> {
    let type_name = row.find_text("type_name")?.unwrap_or_default();
    let content = match engine {
        Engine::Postgres => postgres_content(&row.text("base_name")?, row.find_text("element_name")?.as_deref()),
        Engine::Sqlite => sqlite_content(&type_name),
    };
    let limit = row.find_text("max_length")?.and_then(|text| text.parse().ok());
    Ok(Column {
        name: row.text("column_name")?,
        type_name,
        content,
        limit,
        is_required: row.flag("is_required")?,
        is_generated: row.flag("is_generated")?,
        key_position: row.int("key_position")?,
    })
}

fn postgres_content(base: &str, element: Option<&str>) -> Content {
    match (base, element) {
        ("text" | "varchar" | "bpchar" | "citext" | "name", _) => Content::Text,
        ("bytea", _) => Content::Bytes,
        ("json", _) => Content::Json,
        ("jsonb", _) => Content::Jsonb,
        _ if is_plain(element.unwrap_or(base)) => Content::Other,
        _ => Content::Compound,
    }
}

/// Whether a type of PostgreSQL holds numbers, times, addresses and the like.
fn is_plain(name: &str) -> bool {
    const PLAIN: &[&str] = &[
        "int2",
        "int4",
        "int8",
        "float4",
        "float8",
        "numeric",
        "money",
        "bool",
        "uuid",
        "oid",
        "date",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
        "interval",
        "inet",
        "cidr",
        "macaddr",
        "macaddr8",
        "bit",
        "varbit",
        "point",
        "line",
        "lseg",
        "box",
        "path",
        "polygon",
        "circle",
        "tid",
        "xid",
        "xid8",
        "cid",
        "pg_lsn",
        "int4range",
        "int8range",
        "numrange",
        "daterange",
        "tsrange",
        "tstzrange",
    ];
    PLAIN.contains(&name)
}

/// DIALECT: SQLite types values, not columns: a column that is declared as a number keeps text, too
/// (<https://sqlite.org/datatype3.html>, §3.1). What it is declared as says how an application keeps a token there.
fn sqlite_content(declared: &str) -> Content {
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["json"]) {
        Content::Json
    } else if has(&["blob", "binary", "bytea"]) {
        Content::Bytes
    } else {
        Content::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_type_of_sqlite_says_what_is_put_there() {
        for (declared, content) in [
            ("varchar(255)", Content::Text),
            ("", Content::Text),
            ("clob", Content::Text),
            ("encryptedtype", Content::Text),
            ("blob", Content::Bytes),
            ("varbinary(200)", Content::Bytes),
            ("json", Content::Json),
            ("bigint", Content::Text),
            ("datetime", Content::Text),
            ("numeric(10, 2)", Content::Text),
        ] {
            assert_eq!(sqlite_content(declared), content, "{declared}");
        }
    }

    #[test]
    fn an_array_of_texts_may_hold_tokens_and_one_of_numbers_can_not() {
        assert_eq!(postgres_content("_text", Some("text")), Content::Compound);
        assert_eq!(postgres_content("_int4", Some("int4")), Content::Other);
        assert_eq!(postgres_content("citext", None), Content::Text);
        assert_eq!(postgres_content("address", None), Content::Compound);
        assert_eq!(postgres_content("timestamptz", None), Content::Other);
    }
}
