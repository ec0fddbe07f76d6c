-- What waits for somebody's decision is counted without touching the table.
DROP INDEX video_comment_held;
CREATE INDEX video_comment_held ON video_comment (id DESC) INCLUDE (video_id, account_id)
  WHERE held_for_review AND deleted_at IS NULL;
-- The videos of a channel, of another server or with a name, whose comments are asked for.
CREATE INDEX video_search_channel ON video_search (channel_id) INCLUDE (video_id, is_remote);
CREATE INDEX video_search_remote ON video_search (video_id) WHERE is_remote;
