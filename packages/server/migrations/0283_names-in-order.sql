-- A list in order of names reads each of them: made lower once, not whenever somebody looks.
ALTER TABLE video ADD COLUMN name_in_order text GENERATED ALWAYS AS (lower(name)) STORED;
DROP INDEX video_by_name;
CREATE INDEX video_by_name ON video (name_in_order, id);
