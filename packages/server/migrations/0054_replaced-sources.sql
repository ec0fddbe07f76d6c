-- An upload that takes the place of a video's file, instead of becoming a video.
ALTER TABLE resumable_upload ADD COLUMN replaces_video_id bigint REFERENCES video ON DELETE CASCADE;
CREATE INDEX resumable_upload_replaces ON resumable_upload (replaces_video_id);
