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
    id               text PRIMARY KEY,
    table_name       text NOT NULL,
    columns          text NOT NULL,
    fingerprint      text NOT NULL,
    position         text NOT NULL,
    pass             bigint NOT NULL,
    holder           text NOT NULL,
    seen_at          timestamptz NOT NULL,
    finished_at      timestamptz,
    counts           text NOT NULL
);

-- Written by the applications: which keys each of them holds.
CREATE TABLE claviger_key_heartbeats (
    application   text PRIMARY KEY,
    fingerprints  text NOT NULL,
    seen_at       timestamptz NOT NULL
);
