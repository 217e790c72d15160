-- What an answer of a weather provider was marked with, to ask on condition.
ALTER TABLE forecasts ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE forecasts ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
-- Division and country of a city that was found by name: tells namesakes apart.
ALTER TABLE cities ADD COLUMN region TEXT NOT NULL DEFAULT '';
-- What happened between Qazet and each provider of rates and weather.
CREATE TABLE providers (
  name     TEXT    NOT NULL PRIMARY KEY,
  answered INTEGER NOT NULL DEFAULT 0,
  failed   INTEGER NOT NULL DEFAULT 0,
  reason   TEXT    NOT NULL DEFAULT '',
  -- Not asked before.
  again    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
