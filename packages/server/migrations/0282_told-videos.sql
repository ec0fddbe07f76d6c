-- Whether the followers of its channel have heard of a video of another server: it may be read back, or looked up,
-- before its own server tells of it. All that was here before counts as told.
ALTER TABLE remote_video ADD COLUMN is_told boolean NOT NULL DEFAULT true;
ALTER TABLE remote_video ALTER COLUMN is_told SET DEFAULT false;
