-- How many views of a video each other server has told of in an hour: they can make them up.
CREATE TABLE remote_view_count (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  host text NOT NULL,
  hour timestamptz NOT NULL,
  views integer NOT NULL DEFAULT 1,
  PRIMARY KEY (video_id, host, hour)
);
CREATE INDEX remote_view_count_age ON remote_view_count (hour);
