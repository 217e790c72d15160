-- What the publishers said (can be downloaded again) and what the reader did (statuses, settings, feeds).
-- Times are milliseconds since 1970 UTC; 0 means never. Texts that are absent are empty.

CREATE TABLE feeds (
  id        INTEGER PRIMARY KEY,
  url       TEXT    NOT NULL UNIQUE,
  kind      TEXT    NOT NULL CHECK (kind IN ('feed', 'site')),
  own_title TEXT    NOT NULL DEFAULT '',
  title     TEXT    NOT NULL DEFAULT '',
  folder    TEXT    NOT NULL DEFAULT '',
  language  TEXT    NOT NULL DEFAULT '',
  topic     TEXT    NOT NULL DEFAULT '',
  site_url  TEXT    NOT NULL DEFAULT '',
  typed     INTEGER NOT NULL DEFAULT 0,
  paused    INTEGER NOT NULL DEFAULT 0,
  -- A removed feed keeps its row, so that its statuses find it when it is added again.
  removed   INTEGER NOT NULL DEFAULT 0,
  added     INTEGER NOT NULL
) STRICT;

-- What is known of a feed's server. Losing a row costs one unconditional request.
CREATE TABLE checks (
  feed          INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
  last_check    INTEGER NOT NULL DEFAULT 0,
  next_check    INTEGER NOT NULL DEFAULT 0,
  status        TEXT    NOT NULL DEFAULT '',
  reason        TEXT    NOT NULL DEFAULT '',
  failures      INTEGER NOT NULL DEFAULT 0,
  etag          TEXT    NOT NULL DEFAULT '',
  last_modified TEXT    NOT NULL DEFAULT '',
  content_hash  BLOB    NOT NULL DEFAULT x'',
  moved_to      TEXT    NOT NULL DEFAULT '',
  moved_times   INTEGER NOT NULL DEFAULT 0,
  -- Where a site without a feed keeps its sitemap, as its robots.txt says.
  sitemap       TEXT    NOT NULL DEFAULT '',
  icon          TEXT    NOT NULL DEFAULT '',
  icon_url      TEXT    NOT NULL DEFAULT '',
  icon_check    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the reader did with an article. It outlives the article, and gives it its id: the same article coming again meets its old marks.
CREATE TABLE statuses (
  id      INTEGER PRIMARY KEY,
  feed    INTEGER NOT NULL REFERENCES feeds (id),
  -- First 16 bytes of SHA-256 of the article's identity in its feed.
  key     BLOB    NOT NULL,
  read    INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  saved   INTEGER NOT NULL DEFAULT 0,
  -- The article was removed as old and must not come back with its feed.
  pruned  INTEGER NOT NULL DEFAULT 0,
  arrived INTEGER NOT NULL,
  UNIQUE (feed, key)
) STRICT;
CREATE INDEX statuses_unread ON statuses (id) WHERE read = 0;
CREATE INDEX statuses_starred ON statuses (id) WHERE starred = 1;
CREATE INDEX statuses_saved ON statuses (id) WHERE saved = 1;

CREATE TABLE articles (
  id             INTEGER PRIMARY KEY REFERENCES statuses (id),
  feed           INTEGER NOT NULL REFERENCES feeds (id),
  guid           TEXT    NOT NULL DEFAULT '',
  link           TEXT    NOT NULL DEFAULT '',
  -- The link without what does not name the article; equal canonical links are the same story.
  canonical      TEXT    NOT NULL DEFAULT '',
  title          TEXT    NOT NULL DEFAULT '',
  byline         TEXT    NOT NULL DEFAULT '',
  site_name      TEXT    NOT NULL DEFAULT '',
  section        TEXT    NOT NULL DEFAULT '',
  language       TEXT    NOT NULL DEFAULT '',
  lead           TEXT    NOT NULL DEFAULT '',
  published      INTEGER NOT NULL,
  published_text TEXT    NOT NULL DEFAULT '',
  modified_text  TEXT    NOT NULL DEFAULT '',
  changed        INTEGER NOT NULL DEFAULT 0,
  state          TEXT    NOT NULL DEFAULT 'headline' CHECK (state IN ('headline', 'text', 'complete', 'failed')),
  -- Where the text came from.
  origin         TEXT    NOT NULL DEFAULT '' CHECK (origin IN ('', 'feed', 'page')),
  -- Whether the article's page has still to be fetched, and when at the earliest.
  page_wanted    INTEGER NOT NULL DEFAULT 0,
  page_attempts  INTEGER NOT NULL DEFAULT 0,
  page_next      INTEGER NOT NULL DEFAULT 0,
  page_reason    TEXT    NOT NULL DEFAULT '',
  -- Reached only through a link of another article (a photo report): in no list but that of photo reports.
  linked         INTEGER NOT NULL DEFAULT 0,
  photos         INTEGER NOT NULL DEFAULT 0,
  pictures       INTEGER NOT NULL DEFAULT 0,
  words          INTEGER NOT NULL DEFAULT 0,
  thumbnail      TEXT    NOT NULL DEFAULT '',
  -- SHA-256 of what the feed said, to see changes.
  feed_hash      BLOB    NOT NULL DEFAULT x''
) STRICT;
CREATE INDEX articles_by_time ON articles (published DESC, id DESC) WHERE linked = 0;
CREATE INDEX articles_by_feed ON articles (feed, published DESC, id DESC);
CREATE INDEX articles_by_canonical ON articles (canonical) WHERE canonical <> '';
CREATE INDEX articles_photo_reports ON articles (published DESC, id DESC) WHERE photos > 0;
CREATE INDEX articles_queue ON articles (published DESC, id DESC) WHERE page_wanted = 1;

-- The text, compressed (see bodies.rs).
CREATE TABLE bodies (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  body    BLOB    NOT NULL
) STRICT;

CREATE TABLE revisions (
  id       INTEGER PRIMARY KEY,
  article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  replaced INTEGER NOT NULL,
  title    TEXT    NOT NULL,
  body     BLOB    NOT NULL
) STRICT;
CREATE INDEX revisions_of ON revisions (article, replaced);

CREATE TABLE pictures (
  article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  role     TEXT    NOT NULL CHECK (role IN ('lead', 'inline', 'photo', 'poster')),
  position INTEGER NOT NULL,
  url      TEXT    NOT NULL,
  caption  TEXT    NOT NULL DEFAULT '',
  credit   TEXT    NOT NULL DEFAULT '',
  hash     TEXT    NOT NULL DEFAULT '',
  width    INTEGER NOT NULL DEFAULT 0,
  height   INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next     INTEGER NOT NULL DEFAULT 0,
  -- Given up for good (gone, not a picture, too large): the article is complete without it.
  dropped  INTEGER NOT NULL DEFAULT 0,
  reason   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (article, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_wanted ON pictures (article) WHERE hash = '' AND dropped = 0;
CREATE INDEX pictures_by_url ON pictures (url);

CREATE TABLE videos (
  article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url      TEXT    NOT NULL,
  provider TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  article   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  role      TEXT    NOT NULL CHECK (role IN ('photo_report', 'related')),
  position  INTEGER NOT NULL,
  title     TEXT    NOT NULL,
  url       TEXT    NOT NULL,
  canonical TEXT    NOT NULL,
  PRIMARY KEY (article, role, position)
) STRICT, WITHOUT ROWID;

-- Full text: folded and stemmed words of each article (see search.rs); rowid is the article's id.
CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');
-- Articles whose words are not in it yet.
CREATE TABLE unindexed (article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE) STRICT;

-- Kept by the triggers below, checked by doctor.
CREATE TABLE feed_counts (
  feed     INTEGER PRIMARY KEY REFERENCES feeds (id),
  articles INTEGER NOT NULL DEFAULT 0,
  unread   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER count_arrival AFTER INSERT ON articles WHEN new.linked = 0 BEGIN
  INSERT INTO feed_counts (feed, articles, unread)
    VALUES (new.feed, 1, (SELECT read = 0 FROM statuses WHERE id = new.id))
    ON CONFLICT (feed) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER count_leaving AFTER DELETE ON articles WHEN old.linked = 0 BEGIN
  UPDATE feed_counts SET articles = articles - 1, unread = unread - (SELECT read = 0 FROM statuses WHERE id = old.id)
    WHERE feed = old.feed;
END;
CREATE TRIGGER count_listing AFTER UPDATE OF linked ON articles WHEN old.linked = 1 AND new.linked = 0 BEGIN
  INSERT INTO feed_counts (feed, articles, unread)
    VALUES (new.feed, 1, (SELECT read = 0 FROM statuses WHERE id = new.id))
    ON CONFLICT (feed) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER count_reading AFTER UPDATE OF read ON statuses WHEN old.read <> new.read BEGIN
  UPDATE feed_counts SET unread = unread + (CASE new.read WHEN 1 THEN -1 ELSE 1 END)
    WHERE feed = new.feed AND EXISTS (SELECT 1 FROM articles WHERE id = new.id AND linked = 0);
END;

CREATE TABLE rate_tables (
  provider TEXT    NOT NULL,
  date     TEXT    NOT NULL,
  base     TEXT    NOT NULL,
  fetched  INTEGER NOT NULL,
  PRIMARY KEY (provider, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE rates (
  provider TEXT    NOT NULL,
  date     TEXT    NOT NULL,
  code     TEXT    NOT NULL,
  -- A decimal number as text: exact.
  value    TEXT    NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (provider, date, code)
) STRICT, WITHOUT ROWID;

-- Answers of weather providers as they came; they are parsed again when they are shown.
CREATE TABLE forecasts (
  city     TEXT    NOT NULL,
  provider TEXT    NOT NULL,
  fetched  INTEGER NOT NULL,
  expires  INTEGER NOT NULL DEFAULT 0,
  answer   BLOB    NOT NULL,
  PRIMARY KEY (city, provider)
) STRICT, WITHOUT ROWID;

CREATE TABLE cities (
  key       TEXT NOT NULL PRIMARY KEY,
  ru        TEXT NOT NULL,
  kk        TEXT NOT NULL,
  en        TEXT NOT NULL,
  latitude  REAL NOT NULL,
  longitude REAL NOT NULL,
  zone      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Hosts that asked to be left alone (429, 503), and until when.
CREATE TABLE waits (
  host     TEXT    NOT NULL PRIMARY KEY,
  until    INTEGER NOT NULL,
  failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
