-- Files that come with an article (sound, films, papers): where they are and what the feed says of them. They are never fetched.
CREATE TABLE enclosures (
  article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url      TEXT    NOT NULL,
  type     TEXT    NOT NULL DEFAULT '',
  -- 0 where the feed does not say.
  bytes    INTEGER NOT NULL DEFAULT 0,
  seconds  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- A picture that was let go of to keep within what the reader gives to pictures: it keeps its place, and is not fetched again by itself.
ALTER TABLE pictures ADD COLUMN let_go INTEGER NOT NULL DEFAULT 0;
DROP INDEX pictures_wanted;
CREATE INDEX pictures_wanted ON pictures (article) WHERE hash = '' AND dropped = 0 AND let_go = 0;
