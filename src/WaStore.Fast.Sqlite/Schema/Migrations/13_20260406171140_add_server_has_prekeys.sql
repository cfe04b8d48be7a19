-- Whether the server holds pre-keys of ours.
ALTER TABLE device ADD COLUMN server_has_prekeys BOOLEAN NOT NULL DEFAULT 0;
