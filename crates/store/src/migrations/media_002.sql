-- How many bytes a picture had as it came, where it was made ready for an edition since; 0 where it is as it came.
ALTER TABLE blobs ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
