-- Whoever follows hundreds of channels reads their videos in any order without touching the table, where they lie far
-- apart.
DROP INDEX video_by_channel;
CREATE INDEX video_by_channel ON video (channel_id, published_at DESC, id DESC)
  INCLUDE (state, privacy, sensitive, duration_seconds, category, licence, language, is_remote, has_hls,
           has_web_videos, name, created_at, updated_at, originally_published_at, views, likes, recent_views, heat);
