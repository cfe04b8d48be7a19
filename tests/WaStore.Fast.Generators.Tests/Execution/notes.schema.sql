-- The tests' own tables: every type of column.
CREATE TABLE notes(
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  body BLOB,
  score REAL,
  flag BOOLEAN NOT NULL DEFAULT 0,
  kind INTEGER,
  mac BLOB,
  late TEXT
);
CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL);
