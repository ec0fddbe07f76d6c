-- A blocked video does not exist but for its owner and the moderators.
CREATE TABLE video_block (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  reason text,
  -- Told to other servers as deleted.
  unfederated boolean NOT NULL DEFAULT false,
  -- PeerTube's numbers: 1 by a moderator, 2 automatically, until a moderator has looked at it.
  type smallint NOT NULL CHECK (type IN (1, 2)),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX video_block_newest ON video_block (created_at DESC);

-- Who does not want to see whom. Without a muting account, the whole server does not.
CREATE TABLE account_mute (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  by_account_id bigint REFERENCES account ON DELETE CASCADE,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX account_mute_once ON account_mute (coalesce(by_account_id, 0), account_id);
CREATE INDEX account_mute_target ON account_mute (account_id);

CREATE TABLE server_mute (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  by_account_id bigint REFERENCES account ON DELETE CASCADE,
  host text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX server_mute_once ON server_mute (coalesce(by_account_id, 0), host);

-- Views by day: what is trending is counted from these.
CREATE TABLE video_view_day (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  day date NOT NULL,
  views integer NOT NULL,
  PRIMARY KEY (video_id, day)
);
CREATE INDEX video_view_day_recent ON video_view_day (day, video_id);

-- What members watched and how far, unless they do not want it kept.
CREATE TABLE watch_history (
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- Seconds from the beginning.
  current_seconds integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, video_id)
);
CREATE INDEX watch_history_newest ON watch_history (user_id, updated_at DESC);
CREATE INDEX watch_history_video ON watch_history (video_id);
