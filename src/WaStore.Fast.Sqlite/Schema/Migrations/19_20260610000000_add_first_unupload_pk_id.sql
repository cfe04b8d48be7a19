-- The first pre-key id that the server has not been given yet.
ALTER TABLE device ADD COLUMN first_unupload_pre_key_id INTEGER NOT NULL DEFAULT 0;
