-- Snapshots of group metadata, so that a start does not ask for every group again.
CREATE TABLE group_metadata (
  group_jid TEXT NOT NULL,
  info BLOB NOT NULL,
  device_id INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')),
  PRIMARY KEY (group_jid, device_id)
);
