-- What the reader doesn't want to see: in no list but that of hidden articles. Whatever is hidden is read.
ALTER TABLE statuses ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX statuses_hidden ON statuses (id) WHERE hidden = 1;
