-- Whether the user has turned read receipts off.
ALTER TABLE device ADD COLUMN read_receipts_disabled BOOLEAN NOT NULL DEFAULT 0;
