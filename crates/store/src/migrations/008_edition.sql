-- What is packed for reading with no network. There is one edition at a time; it comes again by packing, so no backup holds it.

-- A source's share of an edition, as the reader wishes it.
ALTER TABLE feeds ADD COLUMN weight TEXT NOT NULL DEFAULT 'usual' CHECK (weight IN ('none', 'less', 'usual', 'more'));

CREATE TABLE edition (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  -- Bytes on the disk.
  budget  INTEGER NOT NULL,
  began   INTEGER NOT NULL,
  ended   INTEGER NOT NULL DEFAULT 0,
  state   TEXT    NOT NULL CHECK (state IN ('packing', 'packed', 'stopped', 'failed')),
  reason  TEXT    NOT NULL DEFAULT '',
  offline INTEGER NOT NULL DEFAULT 0,
  -- Bytes of its pictures as they came, and as they are kept.
  came    INTEGER NOT NULL DEFAULT 0,
  kept    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE edition_articles (
  article  INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  -- In the edition; else the budget left it out.
  packed   INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  pictures INTEGER NOT NULL DEFAULT 0,
  left_out INTEGER NOT NULL DEFAULT 0,
  missing  INTEGER NOT NULL DEFAULT 0
) STRICT;
