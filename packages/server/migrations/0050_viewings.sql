-- Somebody watching a video, until nothing was heard of them for an hour.
CREATE TABLE viewing (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- Hashes with the day's salt, of the session and of the address; gone when it is over, and so is the salt a day later.
  viewer bytea,
  address bytea,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  -- Where in the video they were when they were last seen.
  at_second integer NOT NULL,
  watched_seconds integer NOT NULL DEFAULT 0,
  -- What they have seen of it, in seconds from its beginning.
  seen int4multirange NOT NULL DEFAULT '{}',
  is_counted boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX viewing_viewer ON viewing (video_id, viewer) WHERE viewer IS NOT NULL;
CREATE INDEX viewing_address ON viewing (video_id, address) WHERE viewer IS NOT NULL;
CREATE INDEX viewing_now ON viewing (video_id, seen_at) WHERE viewer IS NOT NULL;
CREATE INDEX viewing_open ON viewing (seen_at) WHERE viewer IS NOT NULL;
CREATE INDEX viewing_video ON viewing (video_id, started_at);

-- Views that are not yet in their video's number: a video that everybody watches is not written by everybody at once.
CREATE TABLE counted_view (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  counted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX counted_view_video ON counted_view (video_id);

CREATE TABLE viewer_salt (
  day date PRIMARY KEY,
  salt bytea NOT NULL
);
