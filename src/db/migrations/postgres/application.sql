CREATE TABLE users (
    id                  serial PRIMARY KEY,
    email               varchar(255) NOT NULL UNIQUE,
    name                varchar(255),
    password_hash       varchar(255) NOT NULL,
    role                varchar(50) NOT NULL DEFAULT 'user',
    is_active           boolean NOT NULL DEFAULT true,
    mfa_secret          text,
    mfa_enabled         boolean NOT NULL DEFAULT false,
    tokens_valid_after  timestamp,
    locked_until        timestamp,
    created_at          timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE UNIQUE INDEX users_email_lower ON users (lower(email));

CREATE TABLE api_keys (
    id          serial PRIMARY KEY,
    key_hash    varchar(64) NOT NULL UNIQUE,
    user_id     integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name        varchar(100) NOT NULL,
    created_at  timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    expires_at  timestamp,
    last_used   timestamp,
    is_active   boolean NOT NULL DEFAULT true
);
CREATE INDEX api_keys_user_id ON api_keys (user_id);

CREATE TABLE roles (
    name         varchar(50) PRIMARY KEY,
    description  text
);

CREATE TABLE role_permissions (
    role        varchar(50) NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
    permission  varchar(100) NOT NULL,
    PRIMARY KEY (role, permission)
);

CREATE TABLE user_roles (
    user_id     integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role        varchar(50) NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
    expires_at  timestamp,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE revoked_tokens (
    id          serial PRIMARY KEY,
    jti         varchar(36) NOT NULL UNIQUE,
    user_id     integer,
    revoked_at  timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    expires_at  timestamp
);

CREATE TABLE security_events (
    id          serial PRIMARY KEY,
    event_type  varchar(100) NOT NULL,
    user_id     integer,
    ip_address  varchar(45),
    user_agent  text,
    details     text,
    created_at  timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE INDEX security_events_created_at ON security_events (created_at);

INSERT INTO roles (name, description) VALUES
    ('admin', 'everything, users and keys included'),
    ('moderator', 'reads and changes what users make'),
    ('user', 'reads and changes what is his own'),
    ('readonly', 'reads');

INSERT INTO role_permissions (role, permission) VALUES
    ('admin', 'read'), ('admin', 'write'), ('admin', 'delete'), ('admin', 'moderate'), ('admin', 'admin'),
    ('moderator', 'read'), ('moderator', 'write'), ('moderator', 'moderate'),
    ('user', 'read'), ('user', 'write'),
    ('readonly', 'read');
