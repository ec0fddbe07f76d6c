-- Archives of what somebody has here. States are PeerTube's numbers: 1 pending, 2 processing, 3 completed, 4 failed.
-- Whoever makes it holds a lease: one that runs out means that its holder died, and somebody begins again.
CREATE TABLE user_export (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  state smallint NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  with_video_files boolean NOT NULL,
  -- In storage, under user-exports/. Each attempt has a name of its own.
  file_name text UNIQUE,
  size_bytes bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX user_export_user ON user_export (user_id);
CREATE INDEX user_export_open ON user_export (id) WHERE state IN (1, 2);
CREATE INDEX user_export_expiry ON user_export (expires_at);
