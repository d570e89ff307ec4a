//! What a database really holds: tables and the types of their columns, read from the catalogue.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::statement::quote_qualified;
use crate::base::{Id, Result, Rng};

crate::statements! {
    /// Every column of every ordinary table that is not the system's, with its type.
    // DIALECT: the catalogues have nothing in common.
    read COLUMNS = postgres "SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS table_name,
            a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type_name,
            a.attnotnull AS is_required, a.atthasdef OR a.attidentity <> '' AS has_default,
            (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS labels
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp%'
        ORDER BY 1, a.attnum"
        sqlite "SELECT m.name AS table_name, p.name AS column_name, lower(p.type) AS type_name,
            p.\"notnull\" AS is_required,
            p.dflt_value IS NOT NULL OR (p.pk > 0 AND lower(p.type) = 'integer') AS has_default, NULL AS labels
        FROM sqlite_master m, pragma_table_info(m.name) p
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY 1, p.cid";
    /// Whether an index lets each value of a column, or each in lower case, stand in one row only.
    // DIALECT: the catalogues have nothing in common.
    read UNIQUE_INDEXES = postgres "SELECT count(*) AS count FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = $2
        WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
            AND i.indnkeyatts = 1 AND (i.indkey[0] = a.attnum
                OR pg_get_expr(i.indexprs, i.indrelid) LIKE 'lower(%' || quote_ident(a.attname) || '%')"
        sqlite "SELECT count(*) AS count FROM sqlite_master t, pragma_index_list(t.name) l
        WHERE '\"' || replace(t.name, '\"', '\"\"') || '\"' = $1 AND l.\"unique\" = 1 AND l.partial = 0
            AND (SELECT count(*) FROM pragma_index_info(l.name)) = 1
            AND (EXISTS (SELECT 1 FROM pragma_index_info(l.name) i WHERE i.name = $2)
                OR EXISTS (SELECT 1 FROM sqlite_master x WHERE x.name = l.name AND x.sql LIKE '%lower(%' || $2 || '%'))";
}

/// One column as the catalogue describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, unquoted.
    pub name: String,
    /// Its type in the engine's words: `character varying(255)`, `uuid`, `integer`.
    pub type_name: String,
    /// Whether null is refused.
    pub is_required: bool,
    /// Whether an INSERT may leave it out although it is required.
    pub has_default: bool,
    /// The labels, where the type is an enum.
    pub labels: Vec<String>,
}

impl Column {
    /// How many characters it keeps; none where it keeps any number.
    #[must_use]
    pub fn find_limit(&self) -> Option<usize> {
        let (kind, rest) = self.type_name.split_once('(')?;
        let is_text = ["character varying", "character", "varchar", "char", "nvarchar"].contains(&kind.trim());
        rest.split([')', ',']).next()?.trim().parse().ok().filter(|_| is_text)
    }
}

/// The columns of a mapped table as they really are, by the program's names for them.
pub async fn mapped_columns(read: &mut Reader<'_>, table: &str) -> Result<BTreeMap<&'static str, Column>> {
    let found = tables(read).await?;
    let mut columns = BTreeMap::new();
    for (_, physical, names) in read.mapping().tables().filter(|(name, _, _)| *name == table) {
        let existing = found.get(physical).map_or(&[][..], Vec::as_slice);
        for (name, physical) in names {
            if let Some(column) = existing.iter().find(|column| column.name == physical) {
                columns.insert(name, column.clone());
            }
        }
    }
    Ok(columns)
}

/// Whether the database itself lets no value of a mapped column stand twice.
pub async fn is_unique(read: &mut Reader<'_>, table: &str, column: &str) -> Result<bool> {
    let mapping = read.mapping();
    let (Some(table), Some(column)) = (mapping.find_table(table), mapping.find_column(table, column)) else {
        return Ok(false);
    };
    let values = [quote_qualified(table).into(), column.into()];
    Ok(read.get(&UNIQUE_INDEXES, &values).await?.int("count")? > 0)
}

/// All tables (schema-qualified outside of `public`) with their columns in order.
pub async fn tables(read: &mut Reader<'_>) -> Result<BTreeMap<String, Vec<Column>>> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in read.rows(&COLUMNS, &[]).await? {
        let labels = row.find_text("labels")?.map(|text| text.split(',').map(str::to_owned).collect());
        tables.entry(row.text("table_name")?).or_default().push(Column {
            name: row.text("column_name")?,
            type_name: row.text("type_name")?,
            is_required: row.flag("is_required")?,
            has_default: row.flag("has_default")?,
            labels: labels.unwrap_or_default(),
        });
    }
    Ok(tables)
}

/// What the mapping names and the database does not have: `table` or `table.column`, each with its key.
pub async fn missing_names(read: &mut Reader<'_>) -> Result<Vec<String>> {
    let found = tables(read).await?;
    let mut missing = Vec::new();
    for (name, table, columns) in read.mapping().tables() {
        let Some(existing) = found.get(table) else {
            missing.push(format!("table `{table}` (tables.{name}.table)"));
            continue;
        };
        for (key, column) in columns {
            if !existing.iter().any(|known| known.name == column) {
                missing.push(format!("column `{column}` of `{table}` (tables.{name}.{key})"));
            }
        }
    }
    Ok(missing)
}

/// The form of a key that its table does not make itself: object mappers make it in the application's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// A UUID with its dashes.
    Uuid,
    /// The 32 hex digits of one.
    Hex,
}

impl KeyForm {
    /// A new random key (RFC 9562 §5.4).
    pub fn make(self, rng: &mut Rng) -> Result<Id> {
        let uuid = uuid::Builder::from_random_bytes(*rng.bytes::<16>()?).into_uuid();
        Ok(Id::Text(match self {
            Self::Uuid => uuid.hyphenated().to_string(),
            Self::Hex => uuid.simple().to_string(),
        }))
    }

    fn of(column: &Column) -> Option<Self> {
        if column.has_default {
            return None;
        }
        let digits: String = column.type_name.chars().filter(char::is_ascii_digit).collect();
        match column.type_name.split('(').next().unwrap_or_default().trim() {
            "uuid" => Some(Self::Uuid),
            "char" | "character" | "varchar" | "character varying" | "text" | "bpchar" => {
                Some(if digits == "32" { Self::Hex } else { Self::Uuid })
            }
            _ => None,
        }
    }
}

/// The form of the key of a mapped table, where an INSERT must bring it along.
pub async fn missing_key(read: &mut Reader<'_>, name: &str) -> Result<Option<KeyForm>> {
    if read.mapping().is_default(name) {
        return Ok(None);
    }
    let found = tables(read).await?;
    let columns = read.mapping().find_table(name).and_then(|table| found.get(table));
    let key = read.mapping().find_column(name, "id");
    Ok(columns
        .and_then(|columns| columns.iter().find(|column| Some(column.name.as_str()) == key))
        .and_then(KeyForm::of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(type_name: &str, has_default: bool) -> Option<KeyForm> {
        let (name, type_name) = ("id".to_owned(), type_name.to_owned());
        KeyForm::of(&Column { name, type_name, is_required: true, has_default, labels: Vec::new() })
    }

    #[test]
    fn a_key_is_made_only_where_the_table_makes_none_and_in_the_form_of_the_column() {
        assert_eq!(form("uuid", false), Some(KeyForm::Uuid));
        assert_eq!(form("uuid", true), None);
        assert_eq!(form("char(32)", false), Some(KeyForm::Hex));
        assert_eq!(form("character varying(36)", false), Some(KeyForm::Uuid));
        assert_eq!(form("integer", false), None);
        let mut rng = Rng::seeded(1);
        assert_eq!(KeyForm::Hex.make(&mut rng).unwrap().to_string().len(), 32);
        assert_eq!(KeyForm::Uuid.make(&mut rng).unwrap().to_string().len(), 36);
    }
}
