-- The salt from which contact hashes are made.
ALTER TABLE device ADD COLUMN nct_salt BLOB;
