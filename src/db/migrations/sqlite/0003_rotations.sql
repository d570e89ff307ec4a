-- One change of the primary key, from its beginning until every value is under it and the old keys are retired.
CREATE TABLE claviger_rotations (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    fingerprint  TEXT NOT NULL,
    previous     TEXT NOT NULL,
    phase        TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    verified_at  TEXT,
    finished_at  TEXT
);

-- How far a rewriting of columns has come, and who is at it.
CREATE TABLE claviger_sweeps (
    id           TEXT PRIMARY KEY,
    fingerprint  TEXT NOT NULL,
    position     TEXT NOT NULL,
    holder       TEXT NOT NULL,
    seen_at      TEXT NOT NULL,
    finished_at  TEXT
);

-- What came of each column, in the pass that is under way or was the last. `open_chunk` are rows that were rewritten
-- behind `position`, which a later run meets again.
CREATE TABLE claviger_sweep_columns (
    sweep            TEXT NOT NULL,
    column_name      TEXT NOT NULL,
    rows_seen        INTEGER NOT NULL DEFAULT 0,
    reencrypted      INTEGER NOT NULL DEFAULT 0,
    already_current  INTEGER NOT NULL DEFAULT 0,
    skipped_null     INTEGER NOT NULL DEFAULT 0,
    plaintext        INTEGER NOT NULL DEFAULT 0,
    undecryptable    INTEGER NOT NULL DEFAULT 0,
    lost_races       INTEGER NOT NULL DEFAULT 0,
    repaired         INTEGER NOT NULL DEFAULT 0,
    open_chunk       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sweep, column_name)
);

-- Written by the applications: which keys each of them holds.
CREATE TABLE claviger_key_heartbeats (
    application   TEXT PRIMARY KEY,
    fingerprints  TEXT NOT NULL,
    seen_at       TEXT NOT NULL
);
