CREATE TABLE claviger_migrations (
    version     bigint PRIMARY KEY,
    name        text NOT NULL,
    applied_at  timestamptz NOT NULL
);

CREATE TABLE claviger_events (
    seq        bigint PRIMARY KEY,
    at         text NOT NULL,
    kind       text NOT NULL,
    phase      text NOT NULL,
    operation  text NOT NULL,
    actor      text NOT NULL,
    target     text NOT NULL,
    reason     text NOT NULL,
    detail     text NOT NULL,
    previous   text NOT NULL,
    hash       text NOT NULL
);
CREATE INDEX claviger_events_at ON claviger_events (at);

CREATE TABLE claviger_event_head (
    id    integer PRIMARY KEY CHECK (id = 1),
    seq   bigint NOT NULL,
    hash  text NOT NULL
);
INSERT INTO claviger_event_head VALUES (1, 0, repeat('0', 64));

CREATE TABLE claviger_journal (
    operation   text PRIMARY KEY,
    kind        text NOT NULL,
    target      text NOT NULL,
    detail      text NOT NULL,
    started_at  timestamptz NOT NULL,
    holder      text NOT NULL
);

CREATE TABLE claviger_user_state (
    user_id          text PRIMARY KEY,
    disabled_at      timestamptz,
    disabled_until   timestamptz,
    disabled_reason  text
);

CREATE TABLE claviger_api_key_state (
    key_id          text PRIMARY KEY,
    prefix          text NOT NULL,
    scopes          text NOT NULL DEFAULT '',
    delivered_at    timestamptz,
    revoked_at      timestamptz,
    revoked_reason  text,
    predecessor     text
);
CREATE INDEX claviger_api_key_state_prefix ON claviger_api_key_state (prefix);
