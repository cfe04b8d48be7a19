-- The next id to give out, so that a consumed id never comes back; 0 = take it from the largest stored id.
ALTER TABLE device ADD COLUMN next_pre_key_id INTEGER NOT NULL DEFAULT 0;
