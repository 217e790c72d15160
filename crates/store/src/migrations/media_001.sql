-- Pictures by the hash of their bytes. The whole file may be deleted at any time: it is fetched again.

CREATE TABLE blobs (
  hash   TEXT    NOT NULL PRIMARY KEY,
  type   TEXT    NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes  BLOB    NOT NULL
) STRICT;

CREATE TABLE urls (
  url     TEXT    NOT NULL PRIMARY KEY,
  hash    TEXT    NOT NULL REFERENCES blobs (hash) ON DELETE CASCADE,
  fetched INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX urls_of ON urls (hash);
