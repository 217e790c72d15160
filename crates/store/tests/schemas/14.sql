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
, login TEXT NOT NULL DEFAULT '' CHECK (login IN ('', 'password', 'key', 'bearer')), proxy TEXT NOT NULL DEFAULT '', weight TEXT NOT NULL DEFAULT 'usual' CHECK (weight IN ('none', 'less', 'usual', 'more')), bell TEXT NOT NULL DEFAULT 'important' CHECK (bell IN ('all', 'important', 'none')), reach TEXT NOT NULL DEFAULT 'everything' CHECK (reach IN ('headlines', 'everything'))) STRICT;
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
, answer INTEGER NOT NULL DEFAULT 0, problem TEXT NOT NULL DEFAULT '', pace TEXT NOT NULL DEFAULT '', asked INTEGER NOT NULL DEFAULT 0, answered_whole INTEGER NOT NULL DEFAULT 0, answered_304 INTEGER NOT NULL DEFAULT 0, bytes_last INTEGER NOT NULL DEFAULT 0, bytes_total INTEGER NOT NULL DEFAULT 0, temporary_to TEXT NOT NULL DEFAULT '', moved_from TEXT NOT NULL DEFAULT '', moved_at INTEGER NOT NULL DEFAULT 0, own_interval INTEGER NOT NULL DEFAULT 0, rhythm INTEGER NOT NULL DEFAULT 0, skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0, rule_failures INTEGER NOT NULL DEFAULT 0) STRICT;
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
  arrived INTEGER NOT NULL, name INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0,
  UNIQUE (feed, key)
) STRICT;
CREATE TABLE articles (
  id             INTEGER PRIMARY KEY REFERENCES statuses (id),
  feed           INTEGER NOT NULL REFERENCES feeds (id),
  guid           TEXT    NOT NULL DEFAULT '',
  link           TEXT    NOT NULL DEFAULT '',
  -- The link without what does not name the article; equal canonical links are the same story.
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
, canonical_hash INTEGER NOT NULL DEFAULT 0, page_closed INTEGER NOT NULL DEFAULT 0, urgent INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0) STRICT;
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
  reason   TEXT    NOT NULL DEFAULT '', let_go INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, role, position)
) STRICT, WITHOUT ROWID;
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
  canonical_hash INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, role, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE unindexed (article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE) STRICT;
CREATE TABLE feed_counts (
  feed     INTEGER PRIMARY KEY REFERENCES feeds (id),
  articles INTEGER NOT NULL DEFAULT 0,
  unread   INTEGER NOT NULL DEFAULT 0
) STRICT;
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
CREATE TABLE forecasts (
  city     TEXT    NOT NULL,
  provider TEXT    NOT NULL,
  fetched  INTEGER NOT NULL,
  expires  INTEGER NOT NULL DEFAULT 0,
  answer   BLOB    NOT NULL, etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
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
, region TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE waits (
  host     TEXT    NOT NULL PRIMARY KEY,
  until    INTEGER NOT NULL,
  failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none);
DELETE FROM search_data;
DELETE FROM search_idx;
DELETE FROM search_docsize;
DELETE FROM search_config;
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
CREATE TABLE watches (
  id   INTEGER PRIMARY KEY,
  kind TEXT    NOT NULL CHECK (kind IN ('words', 'place', 'person')),
  text TEXT    NOT NULL,
  mute INTEGER NOT NULL,
  ends INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, text, mute)
) STRICT;
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
CREATE TABLE told (
  story INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL
) STRICT;
CREATE TABLE providers (
  name     TEXT    NOT NULL PRIMARY KEY,
  answered INTEGER NOT NULL DEFAULT 0,
  failed   INTEGER NOT NULL DEFAULT 0,
  reason   TEXT    NOT NULL DEFAULT '',
  -- Not asked before.
  again    INTEGER NOT NULL DEFAULT 0
, problem TEXT NOT NULL DEFAULT '', answer INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
INSERT INTO feeds (id, url, kind, own_title, title, folder, language, topic, site_url, typed, paused, removed, added, login, proxy, weight, bell, reach) VALUES (1, 'https://dala.example/feed', 'feed', '', 'dala', 'Города', 'ru', '', '', 1, 0, 0, 1795154400000, '', '', 'usual', 'important', 'everything');
INSERT INTO feeds (id, url, kind, own_title, title, folder, language, topic, site_url, typed, paused, removed, added, login, proxy, weight, bell, reach) VALUES (2, 'https://gone.example/feed', 'feed', '', 'gone', '', 'ru', '', '', 1, 0, 1, 1795154400000, '', '', 'usual', 'important', 'everything');
INSERT INTO feeds (id, url, kind, own_title, title, folder, language, topic, site_url, typed, paused, removed, added, login, proxy, weight, bell, reach) VALUES (3, 'https://quiet.example/feed', 'feed', '', 'Тихий', 'Прочее', 'ru', '', '', 1, 1, 0, 1795154400000, 'password', 'direct', 'usual', 'important', 'everything');
INSERT INTO checks (feed, last_check, next_check, status, reason, failures, etag, last_modified, content_hash, moved_to, moved_times, sitemap, icon, icon_url, icon_check, answer, problem, pace, asked, answered_whole, answered_304, bytes_last, bytes_total, temporary_to, moved_from, moved_at, own_interval, rhythm, skip_hours, skip_days, rule_failures) VALUES (1, 1795154400000, 1795158000000, 'fetched', '', 0, '"1"', '', x'0101010101010101010101010101010101010101010101010101010101010101', '', 0, '', '', '', 0, 200, '', '', 1, 1, 0, 100, 100, '', '', 0, 0, 0, 0, 0, 0);
INSERT INTO statuses (id, feed, key, read, starred, saved, pruned, arrived, name, hidden) VALUES (1, 1, x'00010707070707070707070707070707', 1, 0, 0, 0, 1795154400000, -5658220857384569672, 0);
INSERT INTO statuses (id, feed, key, read, starred, saved, pruned, arrived, name, hidden) VALUES (2, 1, x'00020707070707070707070707070707', 0, 1, 0, 0, 1795154400000, 2213915330254850959, 0);
INSERT INTO statuses (id, feed, key, read, starred, saved, pruned, arrived, name, hidden) VALUES (3, 1, x'00030707070707070707070707070707', 0, 0, 1, 0, 1795154400000, -1699509980842339337, 0);
INSERT INTO statuses (id, feed, key, read, starred, saved, pruned, arrived, name, hidden) VALUES (4, 1, x'00040707070707070707070707070707', 1, 0, 0, 1, 1795154400000, 8425627192487205720, 0);
INSERT INTO statuses (id, feed, key, read, starred, saved, pruned, arrived, name, hidden) VALUES (5, 1, x'00050707070707070707070707070707', 0, 0, 0, 0, 1795154400000, 5547304114732882629, 0);
INSERT INTO articles (id, feed, guid, link, title, byline, site_name, section, language, lead, published, published_text, modified_text, changed, state, origin, page_wanted, page_attempts, page_next, page_reason, linked, photos, pictures, words, thumbnail, feed_hash, canonical_hash, page_closed, urgent, asked) VALUES (1, 1, 'g1', 'https://dala.example/1', 'Новость 1', 'A. Author', '', '', 'ru', 'Мост открылся.', 1795068000000, '', '', 0, 'text', 'feed', 0, 0, 0, '', 0, 0, 1, 4, '', x'bf17aa0bc7f502e9', -6536320275341595561, 0, 0, 0);
INSERT INTO articles (id, feed, guid, link, title, byline, site_name, section, language, lead, published, published_text, modified_text, changed, state, origin, page_wanted, page_attempts, page_next, page_reason, linked, photos, pictures, words, thumbnail, feed_hash, canonical_hash, page_closed, urgent, asked) VALUES (2, 1, 'g2', 'https://dala.example/2', 'Новость 2', 'A. Author', '', '', 'ru', 'Мост открылся.', 1795068000000, '', '', 0, 'text', 'feed', 0, 0, 0, '', 0, 0, 1, 4, '', x'bf17aa0b08f502e9', 9174106672888398187, 0, 0, 0);
INSERT INTO articles (id, feed, guid, link, title, byline, site_name, section, language, lead, published, published_text, modified_text, changed, state, origin, page_wanted, page_attempts, page_next, page_reason, linked, photos, pictures, words, thumbnail, feed_hash, canonical_hash, page_closed, urgent, asked) VALUES (3, 1, 'g3', 'https://dala.example/3', 'Новость 3', 'A. Author', '', '', 'ru', 'Мост открылся.', 1795068000000, '', '', 1795154400000, 'text', 'feed', 0, 0, 0, '', 0, 0, 1, 4, '', x'5f31843e9c429822', -8779684288497130332, 0, 0, 0);
INSERT INTO articles (id, feed, guid, link, title, byline, site_name, section, language, lead, published, published_text, modified_text, changed, state, origin, page_wanted, page_attempts, page_next, page_reason, linked, photos, pictures, words, thumbnail, feed_hash, canonical_hash, page_closed, urgent, asked) VALUES (5, 1, 'g5', 'https://dala.example/5', 'Новость 5', 'A. Author', '', '', 'ru', 'Мост открылся.', 1795068000000, '', '', 0, 'text', 'feed', 0, 0, 0, '', 0, 0, 1, 4, '', x'bf17aa0bcbf502e9', -6734019217466155280, 0, 0, 0);
INSERT INTO bodies (article, body) VALUES (1, x'0128b52ffd23bacfe61f99850100704e000000d181802031d0bbb2d1850bfce424487e13831a2b3637d64821505c4a89797b821cdfa76d24fcdd4d7d382b');
INSERT INTO bodies (article, body) VALUES (2, x'0128b52ffd23bacfe61f99850100704e000000d181802032d0bbb2d1850bfce424487e13831a2b3637d64821505c4a89797b821cdfa76d24fcdd4d7d382b');
INSERT INTO bodies (article, body) VALUES (3, x'0128b52ffd23bacfe61f3fd500004021000000d181d18105fce180c0230d2c74b0d9887777a428dc');
INSERT INTO bodies (article, body) VALUES (5, x'0128b52ffd23bacfe61f99850100704e000000d181802035d0bbb2d1850bfce424487e13831a2b3637d64821505c4a89797b821cdfa76d24fcdd4d7d382b');
INSERT INTO revisions (id, article, replaced, title, body) VALUES (1, 3, 1795154400000, 'Новость 3', x'0128b52ffd23bacfe61f99850100704e000000d181802033d0bbb2d1850bfce424487e13831a2b3637d64821505c4a89797b821cdfa76d24fcdd4d7d382b');
INSERT INTO pictures (article, role, position, url, caption, credit, hash, width, height, attempts, next, dropped, reason, let_go) VALUES (1, 'lead', 0, 'https://dala.example/1/lead.jpg', 'Мост', 'A. Author', '', 0, 0, 0, 0, 0, '', 0);
INSERT INTO pictures (article, role, position, url, caption, credit, hash, width, height, attempts, next, dropped, reason, let_go) VALUES (2, 'lead', 0, 'https://dala.example/2/lead.jpg', 'Мост', 'A. Author', '', 0, 0, 0, 0, 0, '', 0);
INSERT INTO pictures (article, role, position, url, caption, credit, hash, width, height, attempts, next, dropped, reason, let_go) VALUES (3, 'lead', 0, 'https://dala.example/3/lead.jpg', 'Мост', 'A. Author', '', 0, 0, 0, 0, 0, '', 0);
INSERT INTO pictures (article, role, position, url, caption, credit, hash, width, height, attempts, next, dropped, reason, let_go) VALUES (5, 'lead', 0, 'https://dala.example/5/lead.jpg', 'Мост', 'A. Author', '', 0, 0, 0, 0, 0, '', 0);
INSERT INTO videos (article, position, url, provider) VALUES (1, 0, 'https://dala.example/1/film', 'Film');
INSERT INTO videos (article, position, url, provider) VALUES (2, 0, 'https://dala.example/2/film', 'Film');
INSERT INTO videos (article, position, url, provider) VALUES (3, 0, 'https://dala.example/3/film', 'Film');
INSERT INTO videos (article, position, url, provider) VALUES (5, 0, 'https://dala.example/5/film', 'Film');
INSERT INTO links (article, role, position, title, url, canonical_hash) VALUES (1, 'related', 0, 'Itself', 'https://dala.example/1?utm_source=x', -6536320275341595561);
INSERT INTO links (article, role, position, title, url, canonical_hash) VALUES (2, 'related', 0, 'Itself', 'https://dala.example/2?utm_source=x', 9174106672888398187);
INSERT INTO links (article, role, position, title, url, canonical_hash) VALUES (3, 'related', 0, 'Itself', 'https://dala.example/3?utm_source=x', -8779684288497130332);
INSERT INTO links (article, role, position, title, url, canonical_hash) VALUES (5, 'related', 0, 'Itself', 'https://dala.example/5?utm_source=x', -6734019217466155280);
INSERT INTO feed_counts (feed, articles, unread) VALUES (1, 4, 3);
INSERT INTO cities (key, ru, kk, en, latitude, longitude, zone, region) VALUES ('omm-1', 'Шу', 'Шу', 'Shu', 43.6, 73.7, 'Asia/Almaty', '');
INSERT INTO settings (key, value) VALUES ('always_metered', '0');
INSERT INTO settings (key, value) VALUES ('automatic', '1');
INSERT INTO settings (key, value) VALUES ('battery_saver', 'headlines');
INSERT INTO settings (key, value) VALUES ('cities', 'almaty');
INSERT INTO settings (key, value) VALUES ('city', 'astana');
INSERT INTO settings (key, value) VALUES ('close_minimises', '0');
INSERT INTO settings (key, value) VALUES ('close_to_tray', '1');
INSERT INTO settings (key, value) VALUES ('currencies', 'USD');
INSERT INTO settings (key, value) VALUES ('density', 'regular');
INSERT INTO settings (key, value) VALUES ('interval_minutes', '60');
INSERT INTO settings (key, value) VALUES ('keep_days', '90');
INSERT INTO settings (key, value) VALUES ('keep_photo_reports_days', '90');
INSERT INTO settings (key, value) VALUES ('keep_photo_reports_mb', '2000');
INSERT INTO settings (key, value) VALUES ('keep_pictures_days', '90');
INSERT INTO settings (key, value) VALUES ('keep_pictures_mb', '2000');
INSERT INTO settings (key, value) VALUES ('keep_texts_mb', '0');
INSERT INTO settings (key, value) VALUES ('keys', '');
INSERT INTO settings (key, value) VALUES ('language', 'kk');
INSERT INTO settings (key, value) VALUES ('metered', 'headlines');
INSERT INTO settings (key, value) VALUES ('note:began', '1');
INSERT INTO settings (key, value) VALUES ('notices_cap', '7');
INSERT INTO settings (key, value) VALUES ('notices_gap', '10');
INSERT INTO settings (key, value) VALUES ('notices_on', '1');
INSERT INTO settings (key, value) VALUES ('notices_quiet', '1234567 23:00-07:00');
INSERT INTO settings (key, value) VALUES ('notices_urgent', '0');
INSERT INTO settings (key, value) VALUES ('picture_size', '1600');
INSERT INTO settings (key, value) VALUES ('pressure_unit', 'hpa');
INSERT INTO settings (key, value) VALUES ('proxy', '');
INSERT INTO settings (key, value) VALUES ('rate_base', 'KZT');
INSERT INTO settings (key, value) VALUES ('rate_watches', '');
INSERT INTO settings (key, value) VALUES ('read_when', 'opened');
INSERT INTO settings (key, value) VALUES ('reading_face', 'serif');
INSERT INTO settings (key, value) VALUES ('reading_line', '162');
INSERT INTO settings (key, value) VALUES ('reading_size', '18');
INSERT INTO settings (key, value) VALUES ('reading_still', '0');
INSERT INTO settings (key, value) VALUES ('reading_width', '640');
INSERT INTO settings (key, value) VALUES ('safe_graphics', '0');
INSERT INTO settings (key, value) VALUES ('start_at_login', '0');
INSERT INTO settings (key, value) VALUES ('start_hidden', '0');
INSERT INTO settings (key, value) VALUES ('temperature_unit', 'celsius');
INSERT INTO settings (key, value) VALUES ('theme', 'system');
INSERT INTO settings (key, value) VALUES ('unread_numbers', '1');
INSERT INTO settings (key, value) VALUES ('weather_watches', '');
INSERT INTO settings (key, value) VALUES ('wind_unit', 'ms');
INSERT INTO waits (host, until, failures) VALUES ('dala.example', 1795165200000, 2);
INSERT INTO search_data (id, block) VALUES (1, x'041f');
INSERT INTO search_data (id, block) VALUES (10, x'00000002ff00000101010100010101010101000004');
INSERT INTO search_data (id, block) VALUES (137438953473, x'0000007c02303101010132020101330301013505010ad0b0d0bbd0bcd0b0d1820101030201b20101030306d181d0b5d1850101030205b4d0bbd18f0101030207b7d0b0d0bad180030207bcd0bed181d18201010102020bbdd0bed0b2d0bed181d182010101020605bcd0b5d1800101030207bed182d0bad18001010304040404040f060b0a0a0d110a');
INSERT INTO search_idx (segid, term, pgno) VALUES (1, x'', 2);
INSERT INTO search_docsize (id, sz, origin) VALUES (1, x'09', 1);
INSERT INTO search_docsize (id, sz, origin) VALUES (2, x'09', 1);
INSERT INTO search_docsize (id, sz, origin) VALUES (3, x'04', 1);
INSERT INTO search_docsize (id, sz, origin) VALUES (5, x'09', 1);
INSERT INTO search_config (k, v) VALUES ('automerge', 8);
INSERT INTO search_config (k, v) VALUES ('hashsize', 16777216);
INSERT INTO search_config (k, v) VALUES ('version', 4);
INSERT INTO providers (name, answered, failed, reason, again, problem, answer) VALUES ('nbk', 1795154400000, 0, '', 0, '', 0);
INSERT INTO providers (name, answered, failed, reason, again, problem, answer) VALUES ('open_meteo', 0, 1795154400000, 'It is down.', 0, 'status', 500);
CREATE INDEX statuses_unread ON statuses (id) WHERE read = 0;
CREATE INDEX statuses_starred ON statuses (id) WHERE starred = 1;
CREATE INDEX statuses_saved ON statuses (id) WHERE saved = 1;
CREATE INDEX articles_by_time ON articles (published DESC, id DESC) WHERE linked = 0;
CREATE INDEX articles_by_feed ON articles (feed, published DESC, id DESC);
CREATE INDEX articles_photo_reports ON articles (published DESC, id DESC) WHERE photos > 0;
CREATE INDEX articles_queue ON articles (published DESC, id DESC) WHERE page_wanted = 1;
CREATE INDEX revisions_of ON revisions (article, replaced);
CREATE INDEX pictures_by_url ON pictures (url);
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
CREATE INDEX articles_by_canonical ON articles (canonical_hash) WHERE canonical_hash <> 0;
CREATE INDEX statuses_by_name ON statuses (name) WHERE name <> 0;
CREATE INDEX pictures_wanted ON pictures (article) WHERE hash = '' AND dropped = 0 AND let_go = 0;
CREATE INDEX articles_complete ON articles (id) WHERE linked = 0 AND state = 'complete';
CREATE INDEX statuses_hidden ON statuses (id) WHERE hidden = 1;
PRAGMA user_version = 14;
