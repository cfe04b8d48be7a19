-- The server's name for the AB props that we hold.
ALTER TABLE device ADD COLUMN props_hash TEXT;
