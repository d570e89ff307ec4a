CREATE TABLE claviger_migrations (
    version     INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    applied_at  TEXT NOT NULL
);

CREATE TABLE claviger_events (
    seq        INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    phase      TEXT NOT NULL,
    operation  TEXT NOT NULL,
    actor      TEXT NOT NULL,
    target     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    detail     TEXT NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL
);
CREATE INDEX claviger_events_at ON claviger_events (at);

CREATE TABLE claviger_event_head (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    seq   INTEGER NOT NULL,
    hash  TEXT NOT NULL
);
INSERT INTO claviger_event_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE claviger_journal (
    operation   TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    target      TEXT NOT NULL,
    detail      TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    holder      TEXT NOT NULL
);

CREATE TABLE claviger_user_state (
    user_id          TEXT PRIMARY KEY,
    disabled_at      TEXT,
    disabled_until   TEXT,
    disabled_reason  TEXT
);

CREATE TABLE claviger_api_key_state (
    key_id          TEXT PRIMARY KEY,
    prefix          TEXT NOT NULL,
    scopes          TEXT NOT NULL DEFAULT '',
    delivered_at    TEXT,
    revoked_at      TEXT,
    revoked_reason  TEXT,
    predecessor     TEXT
);
CREATE INDEX claviger_api_key_state_prefix ON claviger_api_key_state (prefix);
