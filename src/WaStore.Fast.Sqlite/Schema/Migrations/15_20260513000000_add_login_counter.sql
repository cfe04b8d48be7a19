-- How often this device has logged in.
ALTER TABLE device ADD COLUMN login_counter INTEGER NOT NULL DEFAULT 0;
