CREATE TABLE video_chapter (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- Seconds from the beginning.
  timecode integer NOT NULL CHECK (timecode >= 0),
  title text NOT NULL,
  PRIMARY KEY (video_id, timecode)
);
