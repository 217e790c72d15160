-- How much of a source is fetched by itself: what its feed gives, or pages and pictures too.
ALTER TABLE feeds ADD COLUMN reach TEXT NOT NULL DEFAULT 'everything' CHECK (reach IN ('headlines', 'everything'));
-- The reader asked for the page: it is fetched, and its pictures too, however much of its source is.
ALTER TABLE articles ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
