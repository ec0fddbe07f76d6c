-- How many comments there are, which moderators' lists tell: to count a million of them takes too long. In parts, so
-- that those who write at once do not wait for each other.
CREATE TABLE comment_total (
  part smallint PRIMARY KEY,
  comments bigint NOT NULL DEFAULT 0
);
INSERT INTO comment_total (part) SELECT generate_series(0, 15);
UPDATE comment_total SET comments = (SELECT count(*) FROM video_comment WHERE deleted_at IS NULL) WHERE part = 0;

CREATE FUNCTION total_comments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  difference bigint := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    difference := difference - (SELECT count(*) FROM old_comments WHERE deleted_at IS NULL);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    difference := difference + (SELECT count(*) FROM new_comments WHERE deleted_at IS NULL);
  END IF;
  IF difference <> 0 THEN
    -- A transaction keeps to one part, so that two never wait for each other.
    UPDATE comment_total SET comments = comments + difference WHERE part = pg_backend_pid() % 16;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER video_comment_added AFTER INSERT ON video_comment
  REFERENCING NEW TABLE AS new_comments FOR EACH STATEMENT EXECUTE FUNCTION total_comments();
CREATE TRIGGER video_comment_changed AFTER UPDATE ON video_comment
  REFERENCING OLD TABLE AS old_comments NEW TABLE AS new_comments FOR EACH STATEMENT EXECUTE FUNCTION total_comments();
CREATE TRIGGER video_comment_removed AFTER DELETE ON video_comment
  REFERENCING OLD TABLE AS old_comments FOR EACH STATEMENT EXECUTE FUNCTION total_comments();

-- Threads are counted without touching the table.
CREATE INDEX video_comment_first ON video_comment (video_id, id DESC) INCLUDE (account_id, held_for_review, deleted_at)
  WHERE in_reply_to_id IS NULL;
DROP INDEX video_comment_threads;
CREATE INDEX video_comment_held_under ON video_comment (video_id, id) WHERE held_for_review;
