-- A page that keeps its text back (for subscribers, behind a login) is no failure: its article stays a headline, with a note why.
ALTER TABLE articles ADD COLUMN page_closed INTEGER NOT NULL DEFAULT 0;
-- On how many pages of a source in a row the rule of its site found no text.
ALTER TABLE checks ADD COLUMN rule_failures INTEGER NOT NULL DEFAULT 0;
