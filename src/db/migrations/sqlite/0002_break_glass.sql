ALTER TABLE claviger_user_state ADD COLUMN expires_at TEXT;
ALTER TABLE claviger_user_state ADD COLUMN previous_role TEXT;
