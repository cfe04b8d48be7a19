-- Whether the account addresses its chats by LID.
ALTER TABLE device ADD COLUMN lid_migrated BOOLEAN NOT NULL DEFAULT 0;
