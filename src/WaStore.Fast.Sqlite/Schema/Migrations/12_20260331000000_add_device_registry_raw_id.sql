-- The identity number of a device list: a change of it means that the account was registered anew.
ALTER TABLE device_registry ADD COLUMN raw_id INTEGER;
