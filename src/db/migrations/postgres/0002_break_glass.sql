ALTER TABLE claviger_user_state ADD COLUMN expires_at timestamptz;
ALTER TABLE claviger_user_state ADD COLUMN previous_role text;
