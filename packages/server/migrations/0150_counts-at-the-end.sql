-- Counts of a video stand in many indexes, so each change of them is dear. They are changed once at the end of a
-- transaction, however many comments and ratings it brings, and nobody waits for it until then.
CREATE UNLOGGED TABLE video_count_change (
  video_id bigint NOT NULL,
  comments integer NOT NULL DEFAULT 0,
  likes integer NOT NULL DEFAULT 0,
  dislikes integer NOT NULL DEFAULT 0
);

-- The first one of a transaction takes all of it; nobody else sees these rows. Videos in one order for everybody: two
-- that count the same ones wait for each other instead of forever.
CREATE FUNCTION count_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
BEGIN
  FOR change IN
    WITH gone AS (DELETE FROM video_count_change RETURNING *)
    SELECT video_id, sum(comments) AS comments, sum(likes) AS likes, sum(dislikes) AS dislikes
      FROM gone GROUP BY video_id ORDER BY video_id
  LOOP
    UPDATE video
       SET comments_count = comments_count + change.comments, likes = likes + change.likes,
           dislikes = dislikes + change.dislikes
     WHERE id = change.video_id AND (change.comments <> 0 OR change.likes <> 0 OR change.dislikes <> 0);
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER video_count_change_counted AFTER INSERT ON video_count_change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_at_the_end();

CREATE OR REPLACE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO video_count_change (video_id, comments)
    SELECT video_id, count(*) FROM new_comments WHERE is_counted_comment(deleted_at, held_for_review) GROUP BY video_id;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO video_count_change (video_id, comments)
    SELECT video_id, -count(*) FROM old_comments WHERE is_counted_comment(deleted_at, held_for_review) GROUP BY video_id;
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER video_comment_counted ON video_comment;
CREATE TRIGGER video_comment_counted_in AFTER INSERT ON video_comment
  REFERENCING NEW TABLE AS new_comments FOR EACH STATEMENT EXECUTE FUNCTION count_comment();
CREATE TRIGGER video_comment_counted_again AFTER UPDATE ON video_comment
  REFERENCING OLD TABLE AS old_comments NEW TABLE AS new_comments FOR EACH STATEMENT EXECUTE FUNCTION count_comment();
CREATE TRIGGER video_comment_counted_out AFTER DELETE ON video_comment
  REFERENCING OLD TABLE AS old_comments FOR EACH STATEMENT EXECUTE FUNCTION count_comment();

CREATE OR REPLACE FUNCTION count_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO video_count_change (video_id, likes, dislikes)
  VALUES (coalesce(NEW.video_id, OLD.video_id),
          (TG_OP <> 'DELETE' AND NEW.rating = 'like')::integer - (TG_OP <> 'INSERT' AND OLD.rating = 'like')::integer,
          (TG_OP <> 'DELETE' AND NEW.rating = 'dislike')::integer
            - (TG_OP <> 'INSERT' AND OLD.rating = 'dislike')::integer);
  RETURN NULL;
END $$;
