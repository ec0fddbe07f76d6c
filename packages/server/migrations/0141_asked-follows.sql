-- Whether the request of a follow from here was written down for the other server: until then, its target is looked for.
ALTER TABLE follow ADD COLUMN is_asked boolean NOT NULL DEFAULT false;
CREATE INDEX follow_not_asked ON follow (id) WHERE state = 'pending' AND NOT is_asked;
