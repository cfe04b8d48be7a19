-- A secret expires when its message says so (0 = never) and no longer by its age. The rows that are there get 30 days from
-- their creation, so that none of them stays for ever.
ALTER TABLE msg_secrets ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE msg_secrets ADD COLUMN message_ts INTEGER NOT NULL DEFAULT 0;
UPDATE msg_secrets SET expires_at = created_at + 2592000 WHERE expires_at = 0;
DROP INDEX IF EXISTS idx_msg_secrets_created;
CREATE INDEX idx_msg_secrets_expires ON msg_secrets (device_id, expires_at);
