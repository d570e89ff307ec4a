//! A rotation on record: from the moment its key is staged until the old keys are retired. One at a time is open; it is
//! finished before another begins.

use crate::base::{Error, Result, Rng, Timestamp, id};
use crate::db::{Database, Event, Reader, Row};

crate::statements! {
    /// The rotation that is not finished.
    read OPEN = "SELECT id, kind, fingerprint, previous, phase, started_at, verified_at FROM claviger_rotations \
        WHERE finished_at IS NULL ORDER BY started_at LIMIT 1";
    /// Begins one, unless one is open.
    write BEGIN = "INSERT INTO claviger_rotations (id, kind, fingerprint, previous, phase, started_at) \
        SELECT $1, $2, $3, $4, 'begun', $5 WHERE NOT EXISTS (SELECT 1 FROM claviger_rotations WHERE finished_at IS NULL)";
    /// Every value was found under the key, twice.
    write VERIFIED = "UPDATE claviger_rotations SET phase = 'verified', verified_at = $2 \
        WHERE id = $1 AND finished_at IS NULL";
    /// The end.
    write FINISH = "UPDATE claviger_rotations SET phase = $3, finished_at = $2 WHERE id = $1 AND finished_at IS NULL";
}

/// What a rotation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A new key.
    Rotate,
    /// Back to the key before.
    RollBack,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Rotate => "rotate",
            Self::RollBack => "rollback",
        }
    }

    fn parse(text: &str) -> Result<Self> {
        match text {
            "rotate" => Ok(Self::Rotate),
            "rollback" => Ok(Self::RollBack),
            _ => Err(Error::integrity("a row of `claviger_rotations` is damaged")),
        }
    }
}

/// A rotation that is not finished.
#[derive(Debug, Clone)]
pub(crate) struct Rotation {
    /// What it is called, for people and scripts.
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// The key that everything comes under.
    pub(crate) fingerprint: String,
    /// The primary key before.
    pub(crate) previous: String,
    /// When every value was found under the key.
    pub(crate) verified_at: Option<Timestamp>,
}

/// The rotation that is not finished, if there is one.
pub(crate) async fn find_open(read: &mut Reader<'_>) -> Result<Option<Rotation>> {
    read.find(&OPEN, &[]).await?.map(|row| read_row(&row)).transpose()
}

fn read_row(row: &Row) -> Result<Rotation> {
    Ok(Rotation {
        id: row.text("id")?,
        kind: Kind::parse(&row.text("kind")?)?,
        fingerprint: row.text("fingerprint")?,
        previous: row.text("previous")?,
        verified_at: row.find_time("verified_at")?,
    })
}

/// Puts a rotation on record. Fails with `Conflict` where another run was quicker.
pub(crate) async fn begin(
    database: &mut Database,
    rng: &mut Rng,
    kind: Kind,
    fingerprint: &str,
    previous: &str,
) -> Result<Rotation> {
    let id: String = id::operation_id(rng)?.chars().take(12).collect();
    let now = database.now();
    let mut write = database.begin().await?;
    let values = [id.as_str().into(), kind.name().into(), fingerprint.into(), previous.into(), now.into()];
    write.run_expecting(1, &BEGIN, &values).await?;
    let event = Event::new("keyring.rotation_begun", fingerprint)
        .with("rotation", id.as_str())
        .with("kind", kind.name())
        .with("previous", previous);
    write.commit(event).await?;
    Ok(Rotation { id, kind, fingerprint: fingerprint.to_owned(), previous: previous.to_owned(), verified_at: None })
}

impl Rotation {
    /// Every value was found under the key. The first time counts.
    pub(crate) async fn verified(&mut self, database: &mut Database, values: u64) -> Result<Timestamp> {
        if let Some(at) = self.verified_at {
            return Ok(at);
        }
        let now = database.now();
        let mut write = database.begin().await?;
        write.run_expecting(1, &VERIFIED, &[self.id.as_str().into(), now.into()]).await?;
        let event = Event::new("keyring.rotation_verified", self.fingerprint.clone())
            .with("rotation", self.id.as_str())
            .with("values", values);
        write.commit(event).await?;
        self.verified_at = Some(now);
        Ok(now)
    }

    /// The end.
    pub(crate) async fn finish(self, database: &mut Database, outcome: &'static str) -> Result<()> {
        let now = database.now();
        let mut write = database.begin().await?;
        write.run_expecting(1, &FINISH, &[self.id.as_str().into(), now.into(), outcome.into()]).await?;
        let event = Event::new("keyring.rotation_finished", self.fingerprint.clone())
            .with("rotation", self.id.as_str())
            .with("outcome", outcome);
        write.commit(event).await
    }
}
