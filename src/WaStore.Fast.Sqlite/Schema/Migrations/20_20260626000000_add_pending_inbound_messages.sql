-- Decrypted messages that the application has not confirmed: their ciphertext cannot be decrypted a second time.
CREATE TABLE pending_inbound_messages (
  chat TEXT NOT NULL,
  sender TEXT NOT NULL,
  id TEXT NOT NULL,
  message BLOB NOT NULL,
  device_id INTEGER NOT NULL DEFAULT 1,
  inserted_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (chat, sender, id, device_id)
);
CREATE INDEX idx_pending_inbound_inserted ON pending_inbound_messages (device_id, inserted_at);
