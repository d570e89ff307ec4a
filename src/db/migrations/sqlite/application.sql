CREATE TABLE users (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    email               VARCHAR(255) NOT NULL UNIQUE,
    name                VARCHAR(255),
    password_hash       VARCHAR(255) NOT NULL,
    role                VARCHAR(50) NOT NULL DEFAULT 'user',
    is_active           BOOLEAN NOT NULL DEFAULT 1,
    mfa_secret          TEXT,
    mfa_enabled         BOOLEAN NOT NULL DEFAULT 0,
    tokens_valid_after  DATETIME,
    locked_until        DATETIME,
    created_at          DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX users_email_lower ON users (lower(email));

CREATE TABLE api_keys (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    key_hash    VARCHAR(64) NOT NULL UNIQUE,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name        VARCHAR(100) NOT NULL,
    created_at  DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at  DATETIME,
    last_used   DATETIME,
    is_active   BOOLEAN NOT NULL DEFAULT 1
);
CREATE INDEX api_keys_user_id ON api_keys (user_id);

CREATE TABLE roles (
    name         VARCHAR(50) PRIMARY KEY,
    description  TEXT
);

CREATE TABLE role_permissions (
    role        VARCHAR(50) NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
    permission  VARCHAR(100) NOT NULL,
    PRIMARY KEY (role, permission)
);

CREATE TABLE user_roles (
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role        VARCHAR(50) NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
    expires_at  DATETIME,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE revoked_tokens (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    jti         VARCHAR(36) NOT NULL UNIQUE,
    user_id     INTEGER,
    revoked_at  DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at  DATETIME
);

CREATE TABLE security_events (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    event_type  VARCHAR(100) NOT NULL,
    user_id     INTEGER,
    ip_address  VARCHAR(45),
    user_agent  TEXT,
    details     TEXT,
    created_at  DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
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
