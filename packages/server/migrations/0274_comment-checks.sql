-- Comments under videos elsewhere that the reading of their thread has not found again, to be asked for at their own
-- addresses. No time while the thread is being read.
CREATE TABLE comment_check (
  comment_id bigint PRIMARY KEY REFERENCES video_comment ON DELETE CASCADE,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  due_at timestamptz,
  missing_times smallint NOT NULL DEFAULT 0
);
CREATE INDEX comment_check_due ON comment_check (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX comment_check_of_video ON comment_check (video_id);
