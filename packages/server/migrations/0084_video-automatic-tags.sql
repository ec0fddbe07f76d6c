-- Which lists of words, that moderators watch for, a video's name or description holds; and links elsewhere.
CREATE TABLE video_automatic_tag (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  name text NOT NULL,
  PRIMARY KEY (video_id, name)
);
CREATE INDEX video_automatic_tag_found ON video_automatic_tag (name, video_id);
