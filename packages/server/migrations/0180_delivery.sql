-- What was sent and received, as sums: nothing of any viewer. Days are those of UTC.
CREATE TABLE delivery_video_day (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  day date NOT NULL,
  -- What players say to have got from servers, from other viewers, and to have given to them.
  bytes_http bigint NOT NULL DEFAULT 0,
  bytes_p2p bigint NOT NULL DEFAULT 0,
  bytes_p2p_uploaded bigint NOT NULL DEFAULT 0,
  -- How often players said so.
  reports bigint NOT NULL DEFAULT 0,
  -- What this server itself sent.
  bytes_sent bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (video_id, day)
);
CREATE INDEX delivery_video_day_recent ON delivery_video_day (day, video_id);

-- All videos together. Stays as it is when one of them is deleted.
CREATE TABLE delivery_day (
  day date PRIMARY KEY,
  bytes_http bigint NOT NULL DEFAULT 0,
  bytes_p2p bigint NOT NULL DEFAULT 0,
  bytes_p2p_uploaded bigint NOT NULL DEFAULT 0,
  reports bigint NOT NULL DEFAULT 0,
  bytes_sent bigint NOT NULL DEFAULT 0
);
