-- A second way to know an article again: title and date (title and link where it has no date), 8 bytes of their SHA-256 (0: none). For feeds
-- that give their articles new guids and addresses. Outlives the article, so that what was pruned does not come back under another name.
ALTER TABLE statuses ADD COLUMN name INTEGER NOT NULL DEFAULT 0;
UPDATE statuses SET name = link_hash(a.title || char(10) || a.published) FROM articles AS a WHERE a.id = statuses.id AND a.title <> '';
CREATE INDEX statuses_by_name ON statuses (name) WHERE name <> 0;
