//! A pass over one group from its beginning to its end: connections, the record, and going on after a connection was
//! lost.

use std::sync::Arc;
use std::time::Duration;

use super::counts::Counts;
use super::keys::Readers;
use super::limits::{Limits, Stopped, SweepFlags};
use super::pass::{Connections, Ended, Pass};
use super::progress::{self, Held};
use super::report::Report;
use super::work::Rules;
use crate::base::{Error, Kind, Result};
use crate::commands::keyring::columns::Group;
use crate::config::Plain;
use crate::context::Context;
use crate::db::sweep::Sweep;
use crate::db::{Engine, Event};

/// How often a lost connection is made again, and the pause before the first time; each is twice as long as the last.
const RECONNECTS: u32 = 6;
const PAUSE: Duration = Duration::from_secs(1);

/// Connections that were lost in a row.
#[derive(Debug, Default)]
pub(super) struct Lost(u32);

impl Lost {
    /// Waits before the next try, each time for longer; gives the error back where there is none.
    pub(super) async fn wait(&mut self, cx: &Context, error: Error) -> Result<()> {
        if error.kind() != Kind::Unavailable || self.0 == RECONNECTS || cx.options.stop.is_asked() {
            return Err(error);
        }
        let cause = error.causes().into_iter().next().unwrap_or_default();
        cx.printer.warn(&format!("{error}: {cause}; trying again"));
        tokio::time::sleep(PAUSE * 2_u32.pow(self.0)).await;
        self.0 += 1;
        Ok(())
    }
}

/// What is the same for all groups of a run.
pub(crate) struct Run<'r> {
    /// The keys, the primary one first.
    pub(crate) readers: &'r Readers,
    /// The primary key.
    pub(crate) fingerprint: String,
    /// How.
    pub(crate) flags: &'r SweepFlags,
    /// What the command line says about plain text, in the place of what is declared.
    pub(crate) plain: Option<Plain>,
    /// Whether triggers of the application are kept from running.
    pub(crate) without_triggers: bool,
    /// When to stop.
    pub(crate) limits: &'r mut Limits,
    /// What can not be handled.
    pub(crate) report: Report,
}

/// What came of a group.
pub(crate) struct Outcome {
    /// For each column; also of earlier runs that did a part of this pass.
    pub(crate) counts: Vec<Counts>,
    /// Why it stopped before the end.
    pub(crate) stopped: Option<Stopped>,
    /// Whether an earlier run did a part, or rows were lost every time: then there may be more to do.
    pub(crate) may_have_missed: bool,
}

impl Run<'_> {
    /// What becomes of plain text in a group.
    pub(crate) fn plain_of(&self, group: &Group) -> Plain {
        group.plain_rule(self.plain)
    }

    /// One pass over a group.
    pub(crate) async fn pass(&mut self, cx: &mut Context, group: &Group) -> Result<Outcome> {
        let mut lost = Lost::default();
        loop {
            match self.try_pass(cx, group).await {
                Err(error) => lost.wait(cx, error).await?,
                done => return done,
            }
        }
    }

    async fn try_pass(&mut self, cx: &mut Context, group: &Group) -> Result<Outcome> {
        let mut connections = Connections { reader: None, writers: vec![cx.open_database().await?] };
        let Some(database) = connections.writers.first_mut() else { return Ok(Outcome::nothing()) };
        let engine = database.engine();
        let plain = self.plain_of(group);
        let sweep = Arc::new(Sweep::new(&group.target, engine));
        let mut held = progress::claim(database, group, plain, &self.fingerprint).await?;
        let size = database.read().size(&sweep).await?;
        if engine == Engine::Postgres {
            connections.reader = Some(cx.open_database().await?);
            for _ in 1..self.flags.jobs {
                connections.writers.push(cx.open_database().await?);
            }
        }
        let what = format!("re-encrypting {}.{}", group.target.table, group.target.column_names());
        let progress = cx.printer.progress(&what, Some(size.rows));
        let columns: Arc<[String]> = group.target.columns.iter().map(|column| column.name.clone()).collect();
        let mut pass = Pass {
            sweep,
            rules: Rules::new(self.readers.clone(), group, plain, cx.now()),
            flags: self.flags,
            without_triggers: self.without_triggers,
            limits: self.limits,
            progress: &progress,
            columns,
            table: group.target.table.clone(),
            report: &mut self.report,
            has_lost: false,
        };
        let stopped = pass.run(&mut connections, &mut held).await;
        progress.finish();
        let ended = stopped?;
        self.close(connections, held, group, ended).await
    }

    /// Records the end, or lets go.
    async fn close(
        &self,
        mut connections: Connections,
        held: Held,
        group: &Group,
        Ended { stopped, has_lost }: Ended,
    ) -> Result<Outcome> {
        let Some(database) = connections.writers.first_mut() else { return Ok(Outcome::nothing()) };
        let counts = held.counts(&mut database.read()).await?;
        let may_have_missed = held.is_resumed || has_lost;
        if stopped.is_some() {
            held.release(database).await?;
        } else {
            let sum = |pick: fn(&Counts) -> u64| counts.iter().map(pick).sum::<u64>();
            let event = Event::new("keyring.reencrypted", group.target.table.clone())
                .with("columns", group.target.column_names())
                .with("fingerprint", self.fingerprint.as_str())
                .with("reencrypted", sum(|counts| counts.reencrypted))
                .with("undecryptable", sum(|counts| counts.undecryptable))
                .with("lost_races", sum(|counts| counts.lost_races));
            held.finish(database, event).await?;
        }
        for database in connections.writers {
            database.close().await?;
        }
        Ok(Outcome { counts, stopped, may_have_missed })
    }
}

impl Outcome {
    const fn nothing() -> Self {
        Self { counts: Vec::new(), stopped: None, may_have_missed: true }
    }
}
