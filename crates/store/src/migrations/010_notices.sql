-- What the reader is told outside the window.

-- How much of a source.
ALTER TABLE feeds ADD COLUMN bell TEXT NOT NULL DEFAULT 'important' CHECK (bell IN ('all', 'important', 'none'));
-- Its source calls it urgent.
ALTER TABLE articles ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;

-- What the reader waits for, or (mute) does not want to hear of; until 0: for ever.
CREATE TABLE watches (
  id   INTEGER PRIMARY KEY,
  kind TEXT    NOT NULL CHECK (kind IN ('words', 'place', 'person')),
  text TEXT    NOT NULL,
  mute INTEGER NOT NULL,
  ends INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, text, mute)
) STRICT;

-- What was found worth a notice in the last month, why, and what became of it. It outlives its article. Without an index: it stays small.
CREATE TABLE notices (
  id        INTEGER PRIMARY KEY,
  kind      TEXT    NOT NULL CHECK (kind IN ('news', 'rate', 'weather', 'trouble')),
  article   INTEGER NOT NULL DEFAULT 0,
  feed      INTEGER NOT NULL DEFAULT 0,
  source    TEXT    NOT NULL DEFAULT '',
  title     TEXT    NOT NULL,
  body      TEXT    NOT NULL DEFAULT '',
  reason    TEXT    NOT NULL,
  detail    TEXT    NOT NULL DEFAULT '',
  fate      TEXT    NOT NULL CHECK (fate IN ('shown', 'waiting', 'dropped')),
  because   TEXT    NOT NULL DEFAULT '',
  published INTEGER NOT NULL,
  judged    INTEGER NOT NULL,
  shown     INTEGER NOT NULL DEFAULT 0,
  batch     INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Stories that were judged worth a notice: by the hash of an address or of a title, and when that was published.
CREATE TABLE told (
  story INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL
) STRICT;
