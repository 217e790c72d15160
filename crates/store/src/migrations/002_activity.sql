-- What each source's server answered, for the reader and for its owner; and what the source itself says about when to ask it.
ALTER TABLE checks ADD COLUMN answer INTEGER NOT NULL DEFAULT 0;        -- HTTP status of the last answer; 0 where none came
ALTER TABLE checks ADD COLUMN problem TEXT NOT NULL DEFAULT '';         -- what was wrong with it, a word (model::Problem)
ALTER TABLE checks ADD COLUMN pace TEXT NOT NULL DEFAULT '';            -- what set the next check, a word (model::Pace)
ALTER TABLE checks ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;         -- how often it was asked
ALTER TABLE checks ADD COLUMN answered_whole INTEGER NOT NULL DEFAULT 0; -- how often it sent a body
ALTER TABLE checks ADD COLUMN answered_304 INTEGER NOT NULL DEFAULT 0;  -- how often it had nothing new to send
ALTER TABLE checks ADD COLUMN bytes_last INTEGER NOT NULL DEFAULT 0;    -- on the wire, bodies only
ALTER TABLE checks ADD COLUMN bytes_total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checks ADD COLUMN temporary_to TEXT NOT NULL DEFAULT '';    -- where a temporary redirect led last time
ALTER TABLE checks ADD COLUMN moved_from TEXT NOT NULL DEFAULT '';      -- the address before the last rewriting
ALTER TABLE checks ADD COLUMN moved_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checks ADD COLUMN own_interval INTEGER NOT NULL DEFAULT 0;  -- ttl and sy:*, seconds
ALTER TABLE checks ADD COLUMN rhythm INTEGER NOT NULL DEFAULT 0;        -- usual time between two articles, seconds
ALTER TABLE checks ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;    -- bit n: not in the hour n of UTC
ALTER TABLE checks ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;     -- bit n: not on the day n of the week, Monday is 0

-- Which kind of login the source needs; the login itself is in the system's keyring, never here.
ALTER TABLE feeds ADD COLUMN login TEXT NOT NULL DEFAULT '' CHECK (login IN ('', 'password', 'key', 'bearer'));
