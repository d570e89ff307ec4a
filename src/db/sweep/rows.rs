//! Rows of a sweep: read in chunks, rewritten row by row with a comparison.

use sqlx::postgres::PgTypeInfo;

use super::position::Position;
use super::sql::{TUPLES, Texts};
use super::target::{RowKey, Target};
use crate::base::{Error, Result};
use crate::db::bind;
use crate::db::database::Database;
use crate::db::encode_postgres::{self, Parameter};
use crate::db::engine::Engine;
use crate::db::many::Written;
use crate::db::reader::Reader;
use crate::db::value::Value;
use crate::db::writer::Writer;

/// Blocks of a table without a key that are read at once.
const BLOCKS: i64 = 256;

/// A target with its SQL.
#[derive(Debug)]
pub struct Sweep {
    texts: Texts,
    key_length: usize,
    has_blocks: bool,
    has_companion: bool,
}

/// A row as it was read.
#[derive(Debug, Clone)]
pub struct SweptRow {
    /// What tells it apart.
    pub key: Vec<Value>,
    /// The values of the swept columns.
    pub values: Vec<Value>,
}

/// Rows that were read.
#[derive(Debug)]
pub struct Chunk {
    /// The rows.
    pub rows: Vec<SweptRow>,
    /// The place behind them.
    pub end: Position,
    /// Whether there are none behind them.
    pub is_last: bool,
}

/// A row that is to be rewritten.
#[derive(Debug, Clone)]
pub struct Rewrite {
    /// What tells it apart.
    pub key: Vec<Value>,
    /// The values that it must still have.
    pub old: Vec<Value>,
    /// The values that it gets.
    pub new: Vec<Value>,
    /// What the companion column is set to.
    pub companion: Option<String>,
}

/// The types of what is sent to the server.
#[derive(Debug, Clone)]
pub struct Types(Vec<PgTypeInfo>);

/// Rows that are ready for the server.
pub struct Encoded(Vec<Parameter>);

/// What is known of a table without counting.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Rows, about.
    pub rows: u64,
    /// Blocks of a PostgreSQL table.
    pub blocks: i64,
}

impl Sweep {
    /// Prepares the texts.
    #[must_use]
    pub fn new(target: &Target, engine: Engine) -> Self {
        let key_length = match &target.key {
            RowKey::Columns(columns) => columns.len(),
            RowKey::RowId(_) => 1,
        };
        Self {
            texts: Texts::new(target, engine),
            key_length,
            has_blocks: engine == Engine::Postgres && matches!(target.key, RowKey::RowId(_)),
            has_companion: target.companion.is_some(),
        }
    }

    async fn chunk(&self, database: &mut Database, from: &Position, limit: usize) -> Result<Chunk> {
        if self.has_blocks {
            return self.blocks(database, from).await;
        }
        let (is_first, key) = match from {
            Position::Start => (true, &[][..]),
            Position::After(key) => (false, key.as_slice()),
            Position::Block(_) => return Err(Error::integrity("a position of a sweep does not fit its table")),
        };
        let rows = self.read(database, &self.texts.chunk(is_first, limit), key).await?;
        let end = rows.last().map_or_else(|| from.clone(), |row| Position::After(row.key.clone()));
        Ok(Chunk { is_last: rows.len() < limit, end, rows })
    }

    async fn blocks(&self, database: &mut Database, from: &Position) -> Result<Chunk> {
        let first = match from {
            Position::Start => 0,
            Position::Block(block) => *block,
            Position::After(_) => return Err(Error::integrity("a position of a sweep does not fit its table")),
        };
        let end = first + BLOCKS;
        let bounds = [Value::Text(format!("({first},0)")), Value::Text(format!("({end},0)"))];
        let rows = self.read(database, &self.texts.blocks(), &bounds).await?;
        // Asked each time: rows that are rewritten move to the end of the table, and others come meanwhile.
        let is_last = self.size(database).await?.blocks <= end;
        Ok(Chunk { rows, end: Position::Block(end), is_last })
    }

    async fn read(
        &self,
        database: &mut Database,
        rendered: &crate::db::statement::Rendered,
        values: &[Value],
    ) -> Result<Vec<SweptRow>> {
        let mut rows = Vec::new();
        let keep = |row: crate::db::Row| {
            let mut key = row.into_values();
            let values = key.split_off(self.key_length.min(key.len()));
            rows.push(SweptRow { key, values });
            Ok(())
        };
        database.stream_rendered("read from", "sweep", rendered, values, keep).await?;
        Ok(rows)
    }

    async fn size(&self, database: &mut Database) -> Result<Size> {
        let mut size = Size { rows: 0, blocks: 0 };
        let keep = |row: crate::db::Row| {
            size = Size { rows: u64::try_from(row.int("rows")?).unwrap_or(0), blocks: row.int("blocks")? };
            Ok(())
        };
        database.stream_rendered("read from", "sweep", &self.texts.size(), &[], keep).await?;
        Ok(size)
    }

    /// One array for each parameter. `companions` are those of the rows, which the arrays refer to.
    fn arrays<'v>(&self, rows: &'v [Rewrite], companions: &'v [Value]) -> Vec<Vec<&'v Value>> {
        let width = rows.first().map_or(0, |row| row.old.len());
        let mut arrays = Vec::with_capacity(self.key_length + 2 * width + 1);
        arrays.extend((0..self.key_length).map(|index| rows.iter().filter_map(|row| row.key.get(index)).collect()));
        arrays.extend((0..width).map(|index| rows.iter().filter_map(|row| row.old.get(index)).collect()));
        arrays.extend((0..width).map(|index| rows.iter().filter_map(|row| row.new.get(index)).collect()));
        if self.has_companion {
            arrays.push(companions.iter().collect());
        }
        arrays
    }

    /// The parameters of one row after the other.
    fn tuples(&self, rows: &[Rewrite]) -> Vec<Value> {
        let mut values = Vec::new();
        for row in rows {
            values.extend(row.key.iter().chain(&row.old).chain(&row.new).cloned());
            if self.has_companion {
                values.push(row.companion.clone().into());
            }
        }
        values
    }

    /// Makes rows ready for the server. May be done on another thread, while the server is at work.
    pub fn encode(&self, rows: &[Rewrite], types: &Types) -> Result<Encoded> {
        let companion = |row: &Rewrite| row.companion.clone().into();
        let companions: Vec<Value> = if self.has_companion { rows.iter().map(companion).collect() } else { Vec::new() };
        let columns = self.arrays(rows, &companions);
        let parameters = columns.iter().zip(&types.0).map(|(column, type_info)| {
            column.iter().try_for_each(|value| bind::check(value))?;
            encode_postgres::array_of(column.iter().copied(), type_info)
        });
        Ok(Encoded(parameters.collect::<Result<_>>()?))
    }

    /// The types of what is sent; none in SQLite, which takes values as they are.
    async fn types(&self, database: &mut Database) -> Result<Option<Types>> {
        if database.engine() == Engine::Sqlite {
            return Ok(None);
        }
        database.infer(&self.texts.rewrite(1).sql).await.map(|types| Some(Types(types)))
    }

    async fn rewrite(&self, database: &mut Database, rows: &[Rewrite]) -> Result<Written> {
        if let Some(types) = self.types(database).await? {
            let encoded = self.encode(rows, &types)?;
            return self.rewrite_encoded(database, &encoded).await;
        }
        let mut written = 0;
        for rows in rows.chunks(TUPLES) {
            match database.execute_rendered(&self.texts.rewrite(rows.len()), &self.tuples(rows)).await? {
                Written::Rows(count) => written += count,
                refused @ Written::Refused(_) => return Ok(refused),
            }
        }
        Ok(Written::Rows(written))
    }
}

impl Sweep {
    async fn rewrite_encoded(&self, database: &mut Database, encoded: &Encoded) -> Result<Written> {
        database.execute_encoded(&self.texts.rewrite(1), &encoded.0).await
    }
}

impl Reader<'_> {
    /// The types that rows are encoded for; none in SQLite, which takes values as they are.
    pub async fn types(&mut self, sweep: &Sweep) -> Result<Option<Types>> {
        sweep.types(self.database).await
    }

    /// The next rows of a sweep, at most `limit`, or those of a few blocks where the table has no key.
    pub async fn chunk(&mut self, sweep: &Sweep, from: &Position, limit: usize) -> Result<Chunk> {
        sweep.chunk(self.database, from, limit).await
    }

    /// How large the table is, about.
    pub async fn size(&mut self, sweep: &Sweep) -> Result<Size> {
        sweep.size(self.database).await
    }
}

impl Writer<'_> {
    /// Rewrites the rows that still have the values they were read with. The others are left to whoever changed them.
    pub async fn rewrite(&mut self, sweep: &Sweep, rows: &[Rewrite]) -> Result<Written> {
        if rows.is_empty() {
            return Ok(Written::Rows(0));
        }
        sweep.rewrite(self.database(), rows).await
    }

    /// The same for rows that are ready for the server.
    pub async fn rewrite_encoded(&mut self, sweep: &Sweep, encoded: &Encoded) -> Result<Written> {
        sweep.rewrite_encoded(self.database(), encoded).await
    }
}
