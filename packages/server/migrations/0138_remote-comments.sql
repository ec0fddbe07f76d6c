-- The id of the activity with which a video's origin let a comment of ours pass.
ALTER TABLE video_comment ADD COLUMN reply_approval text;

-- The bytes of comments that wait for approval here: once approved, they go on to followers with the signature in them.
CREATE TABLE held_activity (
  comment_id bigint PRIMARY KEY REFERENCES video_comment ON DELETE CASCADE,
  body text NOT NULL
);

-- Comments that a video had before it was known here are read once: where the reading is. No time: it is over.
ALTER TABLE remote_video
  ADD COLUMN comments_due_at timestamptz DEFAULT now(),
  ADD COLUMN comments_page_url text,
  ADD COLUMN comments_pages_read integer NOT NULL DEFAULT 0,
  ADD COLUMN comments_attempts integer NOT NULL DEFAULT 0;
CREATE INDEX remote_video_comments_due ON remote_video (comments_due_at)
  WHERE comments_due_at IS NOT NULL AND comments_url IS NOT NULL;
