//! The end of administrators for a while: when their time is over (`user disable --due`), or before it
//! (`user break-glass --end`).

use serde::Serialize;

use crate::base::{Error, Id, Result, Secret, Timestamp, clock};
use crate::change::{self, Change, Danger, Finished};
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::output::{Cell, Record, View};

use super::emergency::{self, Emergency, Origin};
use super::store;

/// Ends all whose time is over.
pub(super) async fn end_due(cx: &mut Context) -> Result<Finished> {
    carry_out(cx, Ending { email: None, now: cx.now() }).await
}

/// Ends one before his time.
pub(super) async fn end_one(cx: &mut Context, email: &str) -> Result<Finished> {
    carry_out(cx, Ending { email: Some(email.to_owned()), now: cx.now() }).await
}

async fn carry_out(cx: &mut Context, change: Ending) -> Result<Finished> {
    let finished = change::carry_out(cx, &change).await?;
    if finished.changed {
        let administrators = store::count(&mut cx.database().await?.read()).await?.administrators;
        if administrators == 0 {
            cx.printer
                .warn("no active administrator is left: claviger user create EMAIL --role admin --generate-password");
        }
    }
    Ok(finished)
}

struct Ending {
    /// Whom; all whose time is over where nobody was named.
    email: Option<String>,
    now: Timestamp,
}

/// Somebody who was an administrator for a while.
#[derive(Serialize)]
struct Ended {
    id: Id,
    email: String,
    /// What became of him.
    outcome: &'static str,
    expires_at: Timestamp,
}

impl Record for Ended {
    const COLUMNS: &'static [&'static str] = &["id", "email", "outcome", "expires_at"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::id(&self.id), Cell::text(&self.email), Cell::text(self.outcome), Cell::time(self.expires_at)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.id.to_string())]
    }
}

impl Change for Ending {
    type Plan = Vec<Emergency>;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Vec<Emergency>> {
        let Some(email) = &self.email else { return emergency::list_due(read).await };
        let missing = || Error::not_found(format!("there is no user `{email}`")).hint("claviger user list");
        let user = store::find_by_email(read, email).await?.ok_or_else(missing)?.user;
        match emergency::find(read, &user.id).await? {
            Some(one) if one.is_open() => Ok(vec![one]),
            _ => Ok(Vec::new()),
        }
    }

    fn is_noop(&self, plan: &Vec<Emergency>) -> bool {
        plan.is_empty()
    }

    fn danger(&self, plan: &Vec<Emergency>) -> Danger {
        match &self.email {
            // Confirmed when it began: its end was part of it.
            None => Danger::None,
            Some(email) => match plan.first().map(|one| &one.origin) {
                Some(Origin::Elevated(role)) => Danger::Reversible(format!("Give `{email}` the role `{role}` again")),
                _ => Danger::Reversible(format!("Disable `{email}`")),
            },
        }
    }

    fn preview(&self, plan: Vec<Emergency>) -> View {
        show(plan)
    }

    async fn apply(&self, plan: &Vec<Emergency>, write: &mut Writer<'_>) -> Result<()> {
        for one in plan {
            emergency::end(write, one, self.now).await?;
        }
        Ok(())
    }

    fn event(&self, plan: &Vec<Emergency>, (): &()) -> Event {
        let emails: Vec<String> = plan.iter().map(|one| one.email.clone()).collect();
        let ids: Vec<String> = plan.iter().map(|one| one.id.to_string()).collect();
        let ends: Vec<String> = plan.iter().map(|one| clock::rfc3339(one.expires_at)).collect();
        Event::new("user.break_glass_ended", emails.join(" ")).with("ids", ids).with("expires_at", ends)
    }

    fn view(&self, plan: Vec<Emergency>, (): ()) -> View {
        show(plan)
    }
}

fn show(plan: Vec<Emergency>) -> View {
    let ended = plan.into_iter().map(|one| Ended {
        outcome: match one.origin {
            Origin::Made => "disabled",
            Origin::Elevated(_) => "role restored",
        },
        id: one.id,
        email: one.email,
        expires_at: one.expires_at,
    });
    View::list(ended.collect()).when_empty("Nobody is due")
}
