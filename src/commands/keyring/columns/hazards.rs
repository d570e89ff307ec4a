//! What could go wrong around the rows that a rotation rewrites, looked for before it begins.

use std::collections::BTreeSet;
use std::fmt;

use super::group::Group;
use crate::base::span::Span;
use crate::base::{Error, Result, Timestamp};
use crate::context::Context;
use crate::db::catalogue::{self, Catalogue, Publication, Rights, Rule, Snapshot, SnapshotKind, Table, Trigger};
use crate::db::statement::quote;
use crate::db::{Reader, sweep::RowKey};

/// A transaction that is older keeps so many versions of rows that rewriting grows the table.
const OLD: Span = Span::from_secs(5);

/// How much a hazard matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    /// To be known.
    Warning,
    /// Code of the application runs for every row, unless it is kept from it.
    Trigger,
    /// It can not go well.
    Refusal,
}

/// Something that could go wrong.
#[derive(Debug, Clone)]
pub(crate) enum Hazard {
    /// A trigger runs for every rewritten row.
    Trigger { table: String, trigger: Trigger },
    /// A trigger runs where the others are kept from running.
    Replica { table: String, trigger: Trigger },
    /// A rule adds statements to the rewriting of every row, or takes its place.
    Rule { table: String, relation: String, rule: Rule },
    /// A policy hides rows.
    HiddenRows { table: String, relation: String, role: String, is_owner: bool },
    /// A right is missing.
    MissingRight { table: String, role: String, right: String, grant: String },
    /// Every rewritten row is passed on.
    Published { table: String, publication: String },
    /// The server refuses updates, since it could not pass them on.
    Unidentified { table: String, relation: String, publication: String },
    /// Old versions of rows are kept.
    OldSnapshot { who: String, hint: String },
}

impl Hazard {
    /// How much it matters.
    pub(crate) const fn severity(&self) -> Severity {
        match self {
            Self::Trigger { .. } => Severity::Trigger,
            Self::Rule { rule, .. } if !rule.is_instead => Severity::Trigger,
            Self::Rule { .. } | Self::HiddenRows { .. } | Self::MissingRight { .. } | Self::Unidentified { .. } => {
                Severity::Refusal
            }
            Self::Replica { .. } | Self::Published { .. } | Self::OldSnapshot { .. } => Severity::Warning,
        }
    }

    /// The refusal that it is, or can be made.
    pub(crate) fn into_error(self) -> Error {
        let message = self.to_string();
        match self {
            Self::MissingRight { grant, .. } => Error::denied(message).hint(grant),
            Self::HiddenRows { relation, role, is_owner, .. } => Error::denied(message).hint(if is_owner {
                format!("ALTER TABLE {relation} NO FORCE ROW LEVEL SECURITY, or ALTER ROLE {} BYPASSRLS", quote(&role))
            } else {
                format!("ALTER ROLE {} BYPASSRLS, or come as the owner of the table", quote(&role))
            }),
            Self::Unidentified { relation, .. } => {
                Error::conflict(message).hint(format!("ALTER TABLE {relation} REPLICA IDENTITY FULL"))
            }
            Self::OldSnapshot { hint, .. } => Error::conflict(message).hint(hint),
            Self::Rule { relation, rule, .. } if rule.is_instead => {
                Error::conflict(message).hint(format!("ALTER TABLE {relation} DISABLE RULE {}", quote(&rule.name)))
            }
            // Whether it may run is for the caller to say.
            _ => Error::conflict(message),
        }
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trigger { table, trigger } => {
                let Trigger { name, timing, .. } = trigger;
                write!(f, "the trigger `{name}` runs {timing} each update of `{table}`{}", of_columns(trigger))
            }
            Self::Replica { table, trigger } => {
                let Trigger { name, timing, .. } = trigger;
                write!(
                    f,
                    "the trigger `{name}` runs {timing} each update of `{table}` where other triggers are left out"
                )
            }
            Self::Rule { table, rule: Rule { name, is_instead: true }, .. } => {
                write!(f, "the rule `{name}` takes the place of each update of `{table}`: nothing would be rewritten")
            }
            Self::Rule { table, rule, .. } => {
                write!(f, "the rule `{}` adds statements to each update of `{table}`", rule.name)
            }
            Self::HiddenRows { table, role, .. } => {
                write!(f, "row-level security hides rows of `{table}` from the role `{role}`")
            }
            Self::MissingRight { table, role, right, .. } => {
                write!(f, "the role `{role}` has no right to {right} `{table}`")
            }
            Self::Published { table, publication } => {
                write!(f, "every rewritten row of `{table}` is also sent to the subscribers of `{publication}`")
            }
            Self::Unidentified { table, publication, .. } => write!(
                f,
                "`{table}` is published in `{publication}` without a replica identity: the server refuses its updates"
            ),
            Self::OldSnapshot { who, .. } => {
                write!(f, "{who} may still want old versions of rows: the tables grow while they are rewritten")
            }
        }
    }
}

fn of_columns(trigger: &Trigger) -> String {
    if trigger.columns.is_empty() { String::new() } else { format!(" ({})", trigger.columns.join(", ")) }
}

/// Looks around the tables of all groups.
pub(crate) async fn look(cx: &mut Context, groups: &[Group]) -> Result<Vec<Hazard>> {
    let now = cx.now();
    let mut read = cx.database().await?.read();
    let catalogue = Catalogue::read(&mut read).await?;
    let mut hazards = Vec::new();
    for group in groups {
        let target = &group.target;
        let Some(table) = catalogue.find(target.schema.as_deref(), &target.name) else { continue };
        look_at(&mut read, table, group, &mut hazards).await?;
        if !target.is_only {
            // What is partitioned runs the triggers of each part, and each part is published for itself.
            for part in catalogue.parts(table.id) {
                look_at_code(&mut read, part, group, &mut hazards).await?;
            }
        }
    }
    for snapshot in catalogue::old_snapshots(&mut read, OLD.before(now)?).await? {
        hazards.push(old_snapshot(&snapshot, now));
    }
    Ok(without_repetitions(hazards))
}

/// Several groups over one table find the same.
fn without_repetitions(hazards: Vec<Hazard>) -> Vec<Hazard> {
    let mut said = BTreeSet::new();
    hazards.into_iter().filter(|hazard| said.insert(hazard.to_string())).collect()
}

async fn look_at(read: &mut Reader<'_>, table: &Table, group: &Group, hazards: &mut Vec<Hazard>) -> Result<()> {
    let rights = catalogue::rights(read, table).await?;
    hazards.extend(missing_rights(table, group, &rights));
    if rights.hides_rows {
        hazards.push(Hazard::HiddenRows {
            table: table.shown(),
            relation: bare(table),
            role: rights.role,
            is_owner: rights.is_owner,
        });
    }
    look_at_code(read, table, group, hazards).await
}

/// What runs for, or follows from, each rewritten row.
async fn look_at_code(read: &mut Reader<'_>, table: &Table, group: &Group, hazards: &mut Vec<Hazard>) -> Result<()> {
    let written: Vec<&str> = written(group).collect();
    for trigger in catalogue::triggers(read, table).await? {
        let waits_for = |name: &String| written.iter().any(|column| is_same(table, column, name));
        if !trigger.columns.is_empty() && !trigger.columns.iter().any(waits_for) {
            continue;
        }
        let table = table.shown();
        if trigger.runs_normally {
            hazards.push(Hazard::Trigger { table: table.clone(), trigger: trigger.clone() });
        }
        if trigger.runs_in_replica {
            hazards.push(Hazard::Replica { table, trigger });
        }
    }
    for rule in catalogue::rules(read, table).await? {
        hazards.push(Hazard::Rule { table: table.shown(), relation: bare(table), rule });
    }
    for Publication { name: publication, has_identity } in catalogue::publications(read, table).await? {
        let shown = table.shown();
        hazards.push(if has_identity {
            Hazard::Published { table: shown, publication }
        } else {
            Hazard::Unidentified { table: shown, relation: bare(table), publication }
        });
    }
    Ok(())
}

/// DIALECT: names of columns are the same to SQLite whatever their case.
fn is_same(table: &Table, left: &str, right: &str) -> bool {
    if table.schema.is_none() { left.eq_ignore_ascii_case(right) } else { left == right }
}

/// The columns that are written.
fn written(group: &Group) -> impl Iterator<Item = &str> {
    group.target.columns.iter().map(|column| column.name.as_str()).chain(group.target.companion.as_deref())
}

/// The table, quoted, without `ONLY`.
fn bare(table: &Table) -> String {
    table.relation().trim_start_matches("ONLY ").to_owned()
}

fn missing_rights(table: &Table, group: &Group, rights: &Rights) -> Vec<Hazard> {
    let role = quote(&rights.role);
    let missing = |right: &str, grant: String| Hazard::MissingRight {
        table: table.shown(),
        role: rights.role.clone(),
        right: right.to_owned(),
        grant,
    };
    if !rights.has_schema {
        let schema = quote(table.schema.as_deref().unwrap_or_default());
        return vec![missing("use the schema of", format!("GRANT USAGE ON SCHEMA {schema} TO {role}"))];
    }
    let has = |list: &[String], name: &str| list.iter().any(|known| known == name);
    let key: Vec<&str> = match &group.target.key {
        RowKey::Columns(columns) => columns.iter().map(|column| column.name.as_str()).collect(),
        RowKey::RowId(_) => Vec::new(),
    };
    // The address of a row, and what a filter names, are covered by the right to the whole table only.
    let needs_all = key.is_empty() || group.target.filter.is_some();
    let can_read = rights.reads_all
        || (!needs_all && key.into_iter().chain(written(group)).all(|name| has(&rights.readable, name)));
    let can_write = rights.writes_all || written(group).all(|name| has(&rights.writable, name));
    let relation = bare(table);
    let columns = written(group).map(quote).collect::<Vec<_>>().join(", ");
    let mut hazards = Vec::new();
    if !can_read {
        hazards.push(missing("read", format!("GRANT SELECT ON {relation} TO {role}")));
    }
    if !can_write {
        hazards.push(missing("update", format!("GRANT UPDATE ({columns}) ON {relation} TO {role}")));
    }
    hazards
}

fn old_snapshot(snapshot: &Snapshot, now: Timestamp) -> Hazard {
    let Snapshot { kind, name, role, since } = snapshot;
    let age = since.map(|since| Span::from_secs(now.duration_since(since).as_secs() / 60 * 60));
    let of_role = role.as_ref().map(|role| format!(" of the role `{role}`")).unwrap_or_default();
    let for_age = age.map(|age| format!(", open for {age},")).unwrap_or_default();
    let (what, hint) = match kind {
        SnapshotKind::Session => {
            ("the process", format!("wait for it, or end it: SELECT pg_terminate_backend({name})"))
        }
        SnapshotKind::Prepared => ("the prepared transaction", format!("end it: ROLLBACK PREPARED '{name}'")),
        SnapshotKind::Slot => {
            ("the replication slot", format!("is it in use? SELECT pg_drop_replication_slot('{name}')"))
        }
    };
    Hazard::OldSnapshot { who: format!("{what} `{name}`{of_role}{for_age}"), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_snapshot_is_named_with_its_age_and_its_end() {
        let now: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let snapshot = |kind, since: Option<&str>| {
            let role = since.map(|_| "app".to_owned());
            let since = since.map(|since| since.parse().unwrap());
            old_snapshot(&Snapshot { kind, name: "42".to_owned(), role, since }, now)
        };
        let session = snapshot(SnapshotKind::Session, Some("2026-01-02T02:50:00Z"));
        assert!(
            session.to_string().starts_with("the process `42` of the role `app`, open for 14m, may still"),
            "{session}"
        );
        assert_eq!(session.severity(), Severity::Warning);
        let error = session.into_error();
        assert_eq!(error.hint_text(), Some("wait for it, or end it: SELECT pg_terminate_backend(42)"));
        let slot = snapshot(SnapshotKind::Slot, None);
        assert!(slot.to_string().starts_with("the replication slot `42` may still"), "{slot}");
    }
}
