-- One table says for each device of a group whether it has our sender key; it takes over the two older ones.
CREATE TABLE sender_key_devices (
  group_jid TEXT NOT NULL,
  device_jid TEXT NOT NULL,
  has_key INTEGER NOT NULL DEFAULT 0,
  device_id INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (group_jid, device_jid, device_id)
);
CREATE INDEX idx_sender_key_devices_group ON sender_key_devices (group_jid, device_id);

INSERT OR IGNORE INTO sender_key_devices (group_jid, device_jid, has_key, device_id, updated_at)
SELECT group_jid, device_jid, 1, device_id, created_at FROM skdm_recipients;

-- A mark wins over "has received". A mark on a bare user names no device, and is dropped.
INSERT OR REPLACE INTO sender_key_devices (group_jid, device_jid, has_key, device_id, updated_at)
SELECT group_jid, participant, 0, device_id, marked_at FROM sender_key_status WHERE instr(participant, ':') > 0;

DROP TABLE skdm_recipients;
DROP TABLE sender_key_status;
