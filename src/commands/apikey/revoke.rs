//! `apikey revoke`.

use crate::base::{Error, Result, Timestamp, text};
use crate::change::{self, Change, Danger, Finished};
use crate::commands::user;
use crate::context::Context;
use crate::db::{Event, Reader, Writer};
use crate::handover;
use crate::output::View;

use super::model::{ApiKey, HashedKey, PlainKey, State, Target};
use super::store;

/// Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claviger apikey revoke clv_7Qx2abcd --reason leaked\n  \
    claviger apikey revoke --stdin --yes < leaked.txt\n  \
    claviger apikey revoke --user ada@example.com")]
#[command(group = clap::ArgGroup::new("which").required(true).multiple(false))]
pub struct Args {
    /// Ids or visible prefixes
    #[arg(group = "which")]
    keys: Vec<Target>,
    /// All keys of this user
    #[arg(long, group = "which")]
    user: Option<user::model::Target>,
    /// All keys of everybody
    #[arg(long, group = "which")]
    all: bool,
    /// The key itself, from standard input
    #[arg(long, group = "which")]
    stdin: bool,
}

enum Which {
    Named(Vec<Target>),
    OfUser(user::model::Target),
    Hashed(HashedKey),
    All,
}

struct Revoke {
    which: Which,
    now: Timestamp,
    reason: Option<String>,
}

/// Runs the verb.
pub(super) async fn run(args: Args, cx: &mut Context) -> Result<Finished> {
    let which = if args.stdin {
        Which::Hashed(PlainKey::presented(handover::read_stdin().await?)?.hashed())
    } else if args.all {
        Which::All
    } else {
        args.user.map_or(Which::Named(args.keys), Which::OfUser)
    };
    let change = Revoke { which, now: cx.now(), reason: cx.options.reason.clone() };
    change::carry_out(cx, &change).await
}

/// The keys as they were, with those that are left to revoke marked by their state.
impl Change for Revoke {
    type Plan = Vec<ApiKey>;
    type Done = ();

    async fn plan(&self, read: &mut Reader<'_>) -> Result<Vec<ApiKey>> {
        match &self.which {
            Which::All => store::list(read, self.now).await,
            Which::OfUser(target) => {
                let owner = user::store::get(read, target).await?.user.id;
                let mut keys = store::list(read, self.now).await?;
                keys.retain(|key| key.user_id == owner);
                Ok(keys)
            }
            Which::Hashed(hash) => {
                let found = store::find_by_hash(read, hash, self.now).await?;
                found.map(|key| vec![key]).ok_or_else(|| Error::not_found("no API key has this value"))
            }
            Which::Named(targets) => {
                let mut keys: Vec<ApiKey> = Vec::new();
                for target in targets {
                    let key = store::get(read, target, self.now).await?;
                    if keys.iter().all(|known| known.id != key.id) {
                        keys.push(key);
                    }
                }
                Ok(keys)
            }
        }
    }

    fn is_noop(&self, plan: &Vec<ApiKey>) -> bool {
        plan.iter().all(|key| key.status == State::Revoked)
    }

    fn danger(&self, plan: &Vec<ApiKey>) -> Danger {
        let handles: Vec<String> = open(plan).map(ApiKey::handle).collect();
        let count = text::count(handles.len(), "API key");
        match &self.which {
            Which::All => Danger::Everybody(format!("Revoke {count} of everybody"), "revoke all"),
            _ if handles.len() <= 3 => Danger::Irreversible(format!("Revoke {count} ({})", handles.join(", "))),
            _ => Danger::Irreversible(format!("Revoke {count}")),
        }
    }

    fn preview(&self, plan: Vec<ApiKey>) -> View {
        let is_done = !plan.is_empty() && self.is_noop(&plan);
        let view = View::list(plan).when_empty("There is no key to revoke");
        if is_done { view.with_note("Revoked already") } else { view }
    }

    async fn apply(&self, plan: &Vec<ApiKey>, write: &mut Writer<'_>) -> Result<()> {
        for key in open(plan) {
            store::revoke(write, &key.id, self.now, self.reason.as_deref()).await?;
        }
        Ok(())
    }

    fn event(&self, plan: &Vec<ApiKey>, (): &()) -> Event {
        let handles: Vec<String> = open(plan).map(ApiKey::handle).collect();
        let ids: Vec<String> = open(plan).map(|key| key.id.to_string()).collect();
        let users: std::collections::BTreeSet<&str> = open(plan).map(|key| key.user.as_str()).collect();
        Event::new("apikey.revoked", text::shorten(&handles.join(" "), 200))
            .with("ids", ids)
            .with("users", users.into_iter().collect::<Vec<_>>())
    }

    fn view(&self, plan: Vec<ApiKey>, (): ()) -> View {
        let revoked = |key: ApiKey| match key.status {
            State::Revoked => key,
            _ => ApiKey {
                status: State::Revoked,
                revoked_at: Some(self.now),
                revoked_reason: self.reason.clone(),
                ..key
            },
        };
        View::list(plan.into_iter().map(revoked).collect())
    }
}

/// The keys that are still to be revoked.
fn open(plan: &[ApiKey]) -> impl Iterator<Item = &ApiKey> {
    plan.iter().filter(|key| key.status != State::Revoked)
}
