-- What WhatsApp Web keeps too: base keys of retries, the device registry, and marks for members who need our sender key anew.
CREATE TABLE base_keys (
  address TEXT NOT NULL,
  message_id TEXT NOT NULL,
  base_key BLOB NOT NULL,
  device_id INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (address, message_id, device_id)
);
CREATE INDEX idx_base_keys_device ON base_keys (device_id);

CREATE TABLE device_registry (
  user_id TEXT NOT NULL,
  devices_json TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  phash TEXT,
  device_id INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (user_id, device_id)
);
CREATE INDEX idx_device_registry_timestamp ON device_registry (timestamp);
CREATE INDEX idx_device_registry_device ON device_registry (device_id);
CREATE INDEX idx_device_registry_updated_at ON device_registry (updated_at);

CREATE TABLE sender_key_status (
  group_jid TEXT NOT NULL,
  participant TEXT NOT NULL,
  device_id INTEGER NOT NULL DEFAULT 1,
  marked_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (group_jid, participant, device_id)
);
CREATE INDEX idx_sender_key_status_group ON sender_key_status (group_jid, device_id);
