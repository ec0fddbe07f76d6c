-- PeerTube's clients know blocks by a number of their own.
ALTER TABLE video_block ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
