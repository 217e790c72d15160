-- What was wrong with a provider's last answer as a kind, so that the interface has its own words for it; and its HTTP status (0: none).
ALTER TABLE providers ADD COLUMN problem TEXT NOT NULL DEFAULT '';
ALTER TABLE providers ADD COLUMN answer INTEGER NOT NULL DEFAULT 0;
