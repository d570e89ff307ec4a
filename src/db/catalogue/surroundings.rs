//! What happens around a table when its rows are rewritten: triggers and rules that run, policies that hide rows, rights
//! that are missing, publications that pass every row on, snapshots that keep old versions.

use super::sqlite_trigger;
use super::table::Table;
use crate::base::{Result, Timestamp};
use crate::db::engine::Engine;
use crate::db::reader::Reader;

crate::statements! {
    /// The triggers of a table that an UPDATE may fire, with the columns that they wait for.
    // DIALECT: the catalogues have nothing in common; SQLite keeps the text of each trigger and nothing else.
    read TRIGGERS = postgres "SELECT t.tgname AS trigger_name, CAST(t.tgenabled AS text) AS enabled,
            CASE WHEN CAST(t.tgtype AS integer) & 64 <> 0 THEN 'instead of' WHEN CAST(t.tgtype AS integer) & 2 <> 0 THEN 'before' ELSE 'after' END AS timing,
            (SELECT string_agg(a.attname, chr(10) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr)) AS columns,
            NULL AS text
        FROM pg_trigger t WHERE t.tgrelid = CAST(CAST($1 AS bigint) AS oid) AND NOT t.tgisinternal
            AND CAST(t.tgtype AS integer) & 16 <> 0 AND t.tgenabled <> 'D' ORDER BY t.tgname"
        sqlite "SELECT name AS trigger_name, 'O' AS enabled, NULL AS timing, NULL AS columns, sql AS text FROM sqlite_master
        WHERE type = 'trigger' AND tbl_name = $2 COLLATE NOCASE ORDER BY name";
    /// Rules that rewrite an UPDATE of a table.
    // DIALECT: SQLite has no rules.
    read RULES = postgres "SELECT r.rulename AS rule_name, r.is_instead FROM pg_rewrite r
        WHERE r.ev_class = CAST(CAST($1 AS bigint) AS oid) AND r.ev_type = '2' AND r.ev_enabled <> 'D' ORDER BY r.rulename"
        sqlite "SELECT $1 AS rule_name, 0 AS is_instead WHERE 1 = 0";
    /// What the present role may do with a table, and whether a policy hides rows of it.
    // DIALECT: SQLite knows no roles.
    read RIGHTS = postgres "SELECT CAST(current_user AS text) AS role_name, has_schema_privilege(c.relnamespace, 'USAGE') AS has_schema,
            has_table_privilege(c.oid, 'SELECT') AS selects, has_table_privilege(c.oid, 'UPDATE') AS updates,
            row_security_active(c.oid) AS hides_rows, pg_has_role(c.relowner, 'USAGE') AS is_owner
        FROM pg_class c WHERE c.oid = CAST(CAST($1 AS bigint) AS oid)"
        sqlite "SELECT '' AS role_name, 1 AS has_schema, 1 AS selects, 1 AS updates, 0 AS hides_rows, 1 AS is_owner WHERE $1 IS NOT NULL";
    /// The columns of a table that the present role may read, and those that it may write.
    // DIALECT: SQLite knows no roles.
    read COLUMN_RIGHTS = postgres "SELECT a.attname AS column_name, has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selects,
            has_column_privilege(a.attrelid, a.attnum, 'UPDATE') AS updates
        FROM pg_attribute a WHERE a.attrelid = CAST(CAST($1 AS bigint) AS oid) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
        sqlite "SELECT $1 AS column_name, 1 AS selects, 1 AS updates WHERE 1 = 0";
    /// The publication that passes on updates of a table, and whether the server could tell the subscriber which row.
    // DIALECT: SQLite has no replication of its own.
    read PUBLICATIONS = postgres "SELECT p.pubname AS publication_name,
            c.relreplident = 'f' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid
                AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END) AS has_identity
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_publication_tables t ON t.schemaname = n.nspname AND t.tablename = c.relname
            JOIN pg_publication p ON p.pubname = t.pubname AND p.pubupdate
        WHERE c.oid = CAST(CAST($1 AS bigint) AS oid) ORDER BY p.pubname"
        sqlite "SELECT $1 AS publication_name, 1 AS has_identity WHERE 1 = 0";
    /// Who has looked at the database since before a moment, and may still want the old versions of rows. Of other
    /// roles' sessions only those are seen that the present role may see.
    // DIALECT: an old reader of SQLite only keeps its log from being taken over.
    read OLD_SNAPSHOTS = postgres "SELECT 'session' AS kind, CAST(a.pid AS text) AS name, CAST(a.usename AS text) AS role_name, a.xact_start AS since
        FROM pg_stat_activity a WHERE a.backend_xmin IS NOT NULL AND a.pid <> pg_backend_pid() AND a.xact_start < $1
            AND (a.datname = current_database() OR a.datname IS NULL)
        UNION ALL SELECT 'prepared', x.gid, CAST(x.owner AS text), x.prepared FROM pg_prepared_xacts x
        WHERE x.database = current_database() AND x.prepared < $1
        UNION ALL SELECT 'slot', CAST(s.slot_name AS text), NULL, NULL FROM pg_replication_slots s
        WHERE s.xmin IS NOT NULL AND age(s.xmin) > 10000
        ORDER BY 4, 2"
        sqlite "SELECT 'session' AS kind, NULL AS name, NULL AS role_name, $1 AS since WHERE 1 = 0";
}

/// What runs when a row is updated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// `before`, `after`, `instead of`.
    pub timing: String,
    /// The columns that it waits for; empty for any.
    pub columns: Vec<String>,
    /// Whether it runs in an ordinary session.
    pub runs_normally: bool,
    /// Whether it runs in a session that applies changes of another server, in which most triggers rest.
    pub runs_in_replica: bool,
}

/// A rule that rewrites updates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Whether the update itself does not happen.
    pub is_instead: bool,
}

/// What the present role may do with a table.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "rights do not exclude each other")]
pub struct Rights {
    /// Its name.
    pub role: String,
    /// Whether it may use the schema.
    pub has_schema: bool,
    /// Whether it may read the whole table.
    pub reads_all: bool,
    /// Whether it may write the whole table.
    pub writes_all: bool,
    /// The columns that it may read.
    pub readable: Vec<String>,
    /// The columns that it may write.
    pub writable: Vec<String>,
    /// Whether a policy hides rows from it.
    pub hides_rows: bool,
    /// Whether the table is its own.
    pub is_owner: bool,
}

/// A publication that passes on updates.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Its name.
    pub name: String,
    /// Whether the server could tell a subscriber which row it was; if not, it refuses updates.
    pub has_identity: bool,
}

/// Somebody who may still want old versions of rows.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What it is.
    pub kind: SnapshotKind,
    /// Its process, transaction or slot.
    pub name: String,
    /// Whose it is.
    pub role: Option<String>,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// What keeps a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapshotKind {
    /// A session in a transaction.
    Session,
    /// A transaction that was prepared and waits for its end.
    Prepared,
    /// A replication slot.
    Slot,
}

/// The triggers that an update of some of the table's columns may fire.
pub async fn triggers(read: &mut Reader<'_>, table: &Table) -> Result<Vec<Trigger>> {
    let engine = read.engine();
    let mut triggers = Vec::new();
    for row in read.rows(&TRIGGERS, &[table.id.into(), table.name.as_str().into()]).await? {
        let name = row.text("trigger_name")?;
        let enabled = row.text("enabled")?;
        let (timing, columns) = match engine {
            Engine::Postgres => {
                let columns = row.find_text("columns")?.unwrap_or_default();
                (row.text("timing")?, columns.lines().map(str::to_owned).collect())
            }
            Engine::Sqlite => match sqlite_trigger::on_update(&row.find_text("text")?.unwrap_or_default()) {
                Some(found) => found,
                None => continue,
            },
        };
        let runs_normally = enabled != "R";
        triggers.push(Trigger { name, timing, columns, runs_normally, runs_in_replica: enabled != "O" });
    }
    Ok(triggers)
}

/// The rules that rewrite an update of the table.
pub async fn rules(read: &mut Reader<'_>, table: &Table) -> Result<Vec<Rule>> {
    let rows = read.rows(&RULES, &[table.id.into()]).await?;
    rows.iter().map(|row| Ok(Rule { name: row.text("rule_name")?, is_instead: row.flag("is_instead")? })).collect()
}

/// What the present role may do with the table.
pub async fn rights(read: &mut Reader<'_>, table: &Table) -> Result<Rights> {
    let row = read.get(&RIGHTS, &[table.id.into()]).await?;
    let mut rights = Rights {
        role: row.text("role_name")?,
        has_schema: row.flag("has_schema")?,
        reads_all: row.flag("selects")?,
        writes_all: row.flag("updates")?,
        readable: Vec::new(),
        writable: Vec::new(),
        hides_rows: row.flag("hides_rows")?,
        is_owner: row.flag("is_owner")?,
    };
    if !(rights.reads_all && rights.writes_all) {
        for row in read.rows(&COLUMN_RIGHTS, &[table.id.into()]).await? {
            let name = row.text("column_name")?;
            rights.readable.extend(row.flag("selects")?.then(|| name.clone()));
            rights.writable.extend(row.flag("updates")?.then_some(name));
        }
    }
    Ok(rights)
}

/// The publications that pass on updates of the table.
pub async fn publications(read: &mut Reader<'_>, table: &Table) -> Result<Vec<Publication>> {
    let rows = read.rows(&PUBLICATIONS, &[table.id.into()]).await?;
    rows.iter()
        .map(|row| {
            let has_identity = row.flag("has_identity")?;
            Ok(Publication { name: row.text("publication_name")?, has_identity })
        })
        .collect()
}

/// Who may still want versions of rows from before this moment.
pub async fn old_snapshots(read: &mut Reader<'_>, before: Timestamp) -> Result<Vec<Snapshot>> {
    let rows = read.rows(&OLD_SNAPSHOTS, &[before.into()]).await?;
    rows.iter()
        .map(|row| {
            let kind = match row.text("kind")?.as_str() {
                "prepared" => SnapshotKind::Prepared,
                "slot" => SnapshotKind::Slot,
                _ => SnapshotKind::Session,
            };
            Ok(Snapshot {
                kind,
                name: row.text("name")?,
                role: row.find_text("role_name")?,
                since: row.find_time("since")?,
            })
        })
        .collect()
}
