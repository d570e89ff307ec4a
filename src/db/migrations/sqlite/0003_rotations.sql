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
    id               TEXT PRIMARY KEY,
    table_name       TEXT NOT NULL,
    columns          TEXT NOT NULL,
    fingerprint      TEXT NOT NULL,
    position         TEXT NOT NULL,
    pass             INTEGER NOT NULL,
    holder           TEXT NOT NULL,
    seen_at          TEXT NOT NULL,
    finished_at      TEXT,
    counts           TEXT NOT NULL
);

-- Written by the applications: which keys each of them holds.
CREATE TABLE claviger_key_heartbeats (
    application   TEXT PRIMARY KEY,
    fingerprints  TEXT NOT NULL,
    seen_at       TEXT NOT NULL
);
