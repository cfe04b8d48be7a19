-- LID to phone number and back: bare user parts, times in unix seconds. The only table with a foreign key.
CREATE TABLE lid_pn_mapping (
  lid TEXT NOT NULL,
  phone_number TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  learning_source TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  device_id INTEGER NOT NULL,
  PRIMARY KEY (lid, device_id),
  FOREIGN KEY (device_id) REFERENCES device (id) ON DELETE CASCADE
);
CREATE INDEX idx_lid_pn_mapping_phone ON lid_pn_mapping (phone_number, device_id);

ALTER TABLE device ADD COLUMN edge_routing_info BLOB;
