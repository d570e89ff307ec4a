-- One change of the primary key, from its beginning until every value is under it and the old keys are retired.
CREATE TABLE claviger_rotations (
    id           text PRIMARY KEY,
    kind         text NOT NULL,
    fingerprint  text NOT NULL,
    previous     text NOT NULL,
    phase        text NOT NULL,
    started_at   timestamptz NOT NULL,
    verified_at  timestamptz,
    finished_at  timestamptz
);

-- How far a rewriting of columns has come, and who is at it.
CREATE TABLE claviger_sweeps (
    id           text PRIMARY KEY,
    fingerprint  text NOT NULL,
    position     text NOT NULL,
    holder       text NOT NULL,
    seen_at      timestamptz NOT NULL,
    finished_at  timestamptz
);

-- What came of each column, in the pass that is under way or was the last. `open_chunk` are rows that were rewritten
-- behind `position`, which a later run meets again.
CREATE TABLE claviger_sweep_columns (
    sweep            text NOT NULL,
    column_name      text NOT NULL,
    rows_seen        bigint NOT NULL DEFAULT 0,
    reencrypted      bigint NOT NULL DEFAULT 0,
    already_current  bigint NOT NULL DEFAULT 0,
    skipped_null     bigint NOT NULL DEFAULT 0,
    plaintext        bigint NOT NULL DEFAULT 0,
    undecryptable    bigint NOT NULL DEFAULT 0,
    lost_races       bigint NOT NULL DEFAULT 0,
    repaired         bigint NOT NULL DEFAULT 0,
    open_chunk       bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (sweep, column_name)
);

-- Written by the applications: which keys each of them holds.
CREATE TABLE claviger_key_heartbeats (
    application   text PRIMARY KEY,
    fingerprints  text NOT NULL,
    seen_at       timestamptz NOT NULL
);
