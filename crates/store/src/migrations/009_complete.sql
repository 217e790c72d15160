-- The count of articles that are complete is asked for with every look at the sidebar: without it, every article was read for that.
CREATE INDEX articles_complete ON articles (id) WHERE linked = 0 AND state = 'complete';
