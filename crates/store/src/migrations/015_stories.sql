-- Headlines are compared too: 8 bytes of a hash of their words (0: none) tell which articles are one story (see stories.rs). Articles that
-- are here already stay at 0: those that come from now on are a story with articles of the three days before them, so this makes no
-- difference for long, and a library of any size opens at once.
ALTER TABLE articles ADD COLUMN title_hash INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_by_title ON articles (title_hash, published, feed) WHERE title_hash <> 0 AND linked = 0;
