-- Comments of some people, newest first, and how many they are: answered person by person, in this index alone.
CREATE INDEX video_comment_by_author ON video_comment (account_id, id DESC) INCLUDE (video_id, held_for_review)
  WHERE deleted_at IS NULL;
