//! A rotation on record: from the moment its key is staged until the old keys are retired. One at a time is open; it is
//! finished before another begins.

use crate::base::{Error, Result, Rng, Timestamp, id};
use crate::db::{Database, Event, Reader, Row, Value, Writer};

crate::statements! {
    /// The rotation that is not finished.
    read OPEN = "SELECT id, kind, fingerprint, previous, phase, started_at, verified_at, finished_at \
        FROM claviger_rotations WHERE finished_at IS NULL ORDER BY started_at LIMIT 1";
    /// The last one.
    read LAST = "SELECT id, kind, fingerprint, previous, phase, started_at, verified_at, finished_at \
        FROM claviger_rotations WHERE phase <> 'undone' ORDER BY started_at DESC, id DESC LIMIT 1";
    /// Ends one that is undone, finished or not.
    write UNDO = "UPDATE claviger_rotations SET phase = 'undone', finished_at = coalesce(finished_at, $2) WHERE id = $1";
    /// Begins one, unless one is open.
    write BEGIN = "INSERT INTO claviger_rotations (id, kind, fingerprint, previous, phase, started_at) \
        SELECT $1, $2, $3, $4, 'begun', $5 WHERE NOT EXISTS (SELECT 1 FROM claviger_rotations WHERE finished_at IS NULL)";
    /// Every value was found under the key, twice.
    write VERIFIED = "UPDATE claviger_rotations SET phase = 'verified', verified_at = $2 \
        WHERE id = $1 AND finished_at IS NULL";
    /// The end.
    write FINISH = "UPDATE claviger_rotations SET phase = 'done', finished_at = $2 WHERE id = $1 AND finished_at IS NULL";
}

/// Hex digits of an id: enough to tell the rotations of one database apart.
const ID_DIGITS: usize = 12;

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
    /// Whether it is not finished.
    pub(crate) is_open: bool,
}

/// The last rotation that was not undone, finished or not.
pub(crate) async fn find_last(read: &mut Reader<'_>) -> Result<Option<Rotation>> {
    read.find(&LAST, &[]).await?.map(|row| read_row(&row)).transpose()
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
        is_open: row.find_time("finished_at")?.is_none(),
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
    let rotation = Rotation::new(rng, kind, fingerprint, previous)?;
    let mut write = database.begin().await?;
    rotation.insert(&mut write).await?;
    write.commit(rotation.begun()).await?;
    Ok(rotation)
}

impl Rotation {
    fn new(rng: &mut Rng, kind: Kind, fingerprint: &str, previous: &str) -> Result<Self> {
        let id: String = id::operation_id(rng)?.chars().take(ID_DIGITS).collect();
        let (fingerprint, previous) = (fingerprint.to_owned(), previous.to_owned());
        Ok(Self { id, kind, fingerprint, previous, verified_at: None, is_open: true })
    }

    async fn insert(&self, write: &mut Writer<'_>) -> Result<()> {
        let now = write.read().now();
        let Self { id, kind, fingerprint, previous, .. } = self;
        let texts = [id.as_str(), kind.name(), fingerprint, previous].map(Value::from);
        let values: Vec<Value> = texts.into_iter().chain([now.into()]).collect();
        write.run_expecting(1, &BEGIN, &values).await
    }

    fn begun(&self) -> Event {
        Event::new("keyring.rotation_begun", self.fingerprint.clone())
            .with("rotation", self.id.as_str())
            .with("kind", self.kind.name())
            .with("previous", self.previous.as_str())
    }

    /// Ends it, and begins the one that undoes it, at once: a killed run leaves one of them open, never both or none.
    pub(crate) async fn undo(self, database: &mut Database, rng: &mut Rng) -> Result<Self> {
        let back = Self::new(rng, Kind::RollBack, &self.previous, &self.fingerprint)?;
        let now = database.now();
        let mut write = database.begin().await?;
        write.run_expecting(1, &UNDO, &[self.id.as_str().into(), now.into()]).await?;
        back.insert(&mut write).await?;
        write.commit(back.begun().with("undoes", self.id)).await?;
        Ok(back)
    }

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
    pub(crate) async fn finish(self, database: &mut Database) -> Result<()> {
        let now = database.now();
        let mut write = database.begin().await?;
        write.run_expecting(1, &FINISH, &[self.id.as_str().into(), now.into()]).await?;
        let event =
            Event::new("keyring.rotation_finished", self.fingerprint.clone()).with("rotation", self.id.as_str());
        write.commit(event).await
    }
}
