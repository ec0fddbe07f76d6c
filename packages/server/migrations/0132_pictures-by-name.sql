-- Pictures of other servers' videos are fetched when somebody asks for them by name.
CREATE INDEX video_thumbnail_name ON video (thumbnail_name);
CREATE INDEX video_preview_name ON video (preview_name);
