-- Totals are counted in indexes alone, whatever list is asked for: these hold all that the common filters look at.
CREATE INDEX video_counted ON video (published_at DESC, id DESC)
  INCLUDE (privacy, channel_id, sensitive, duration_seconds, category, licence, language)
  WHERE state = 1 AND privacy IN (1, 4);
DROP INDEX video_by_publication;

CREATE INDEX video_comment_counted ON video_comment (video_id, id)
  INCLUDE (account_id, thread_id, in_reply_to_id, held_for_review, deleted_at);
DROP INDEX video_comment_video;
