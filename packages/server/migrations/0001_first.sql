-- Public identities. Local ones have no host; federation adds remote ones.
CREATE TABLE actor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('application', 'person', 'group')),
  preferred_username text NOT NULL,
  host text,
  display_name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX actor_local_name ON actor (lower(preferred_username)) WHERE host IS NULL;

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id bigint NOT NULL UNIQUE REFERENCES actor ON DELETE CASCADE
);

CREATE TABLE channel (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id bigint NOT NULL UNIQUE REFERENCES actor ON DELETE CASCADE,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  support text
);
CREATE INDEX channel_account ON channel (account_id);

-- Logins.
CREATE TABLE app_user (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'moderator', 'user')),
  account_id bigint NOT NULL UNIQUE REFERENCES account ON DELETE CASCADE,
  -- Bytes; -1 is unlimited, as on PeerTube.
  video_quota bigint NOT NULL DEFAULT -1,
  video_quota_daily bigint NOT NULL DEFAULT -1,
  last_login_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX app_user_username ON app_user (lower(username));
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

CREATE TABLE oauth_client (
  client_id text PRIMARY KEY,
  client_secret text NOT NULL
);

-- Tokens are stored as SHA-256, so that a stolen dump opens no session.
CREATE TABLE oauth_token (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  access_token_hash bytea NOT NULL UNIQUE,
  access_expires_at timestamptz NOT NULL,
  refresh_token_hash bytea NOT NULL UNIQUE,
  refresh_expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX oauth_token_user ON oauth_token (user_id);
CREATE INDEX oauth_token_expiry ON oauth_token (refresh_expires_at);

-- Attempts that failed, counted per account name and per address; rows outlive their window by an hour at most.
CREATE TABLE sign_in_failure (
  key text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failure_key ON sign_in_failure (key, failed_at);

CREATE TABLE video (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE,
  channel_id bigint NOT NULL REFERENCES channel ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  support text,
  category smallint,
  licence smallint,
  language text,
  tags text[] NOT NULL DEFAULT '{}',
  -- PeerTube's numbers: 1 public, 2 unlisted, 3 private, 4 internal, 5 password protected.
  privacy smallint NOT NULL CHECK (privacy BETWEEN 1 AND 5),
  -- The privacy a scheduled video gets, and when.
  scheduled_privacy smallint CHECK (scheduled_privacy IN (1, 2, 4)),
  scheduled_at timestamptz,
  sensitive boolean NOT NULL DEFAULT false,
  -- PeerTube's numbers: 1 enabled, 2 disabled, 3 requires approval.
  comments_policy smallint NOT NULL DEFAULT 1 CHECK (comments_policy BETWEEN 1 AND 3),
  download_enabled boolean NOT NULL DEFAULT true,
  wait_transcoding boolean NOT NULL DEFAULT true,
  -- PeerTube's numbers: 1 published, 2 to transcode, 7 transcoding failed.
  state smallint NOT NULL CHECK (state IN (1, 2, 7)),
  duration_seconds integer NOT NULL,
  aspect_ratio real,
  thumbnail_name text NOT NULL,
  preview_name text NOT NULL,
  views bigint NOT NULL DEFAULT 0,
  likes integer NOT NULL DEFAULT 0,
  dislikes integer NOT NULL DEFAULT 0,
  originally_published_at timestamptz,
  published_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX video_listed ON video (published_at DESC, id DESC) WHERE privacy = 1 AND state = 1;
CREATE INDEX video_channel ON video (channel_id, published_at DESC);
CREATE INDEX video_scheduled ON video (scheduled_at) WHERE scheduled_at IS NOT NULL;

-- Passwords that open a password protected video, in the clear: PeerTube's API shows them to the owner.
CREATE TABLE video_password (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  password text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (video_id, password)
);

-- The uploaded file, until every rendition is final (and after that when a setting says so).
CREATE TABLE original (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  storage_key text NOT NULL UNIQUE,
  file_name text NOT NULL,
  size_bytes bigint NOT NULL,
  probe jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The wish for renditions, which the queue carries out. One row per video; the job's id is uuid-attempt.
CREATE TABLE transcoding (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  attempt integer NOT NULL DEFAULT 1,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'failed', 'done')),
  -- A key of the client's messages, never a raw error.
  failure_code text,
  -- For the administrator: ffmpeg's last lines.
  failure_detail text,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX transcoding_open ON transcoding (video_id) WHERE status IN ('waiting', 'running');

CREATE TABLE streaming_playlist (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL UNIQUE REFERENCES video ON DELETE CASCADE,
  master_name text NOT NULL,
  -- Absent while the playlists still grow.
  sha256_name text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE video_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- Rung of the ladder: 240, 360, 480…; 0 is audio alone.
  resolution smallint NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  fps real NOT NULL,
  -- Zero while the file still grows.
  size_bytes bigint NOT NULL,
  file_name text NOT NULL UNIQUE,
  playlist_name text NOT NULL UNIQUE,
  has_audio boolean NOT NULL,
  has_video boolean NOT NULL,
  is_final boolean NOT NULL,
  -- ffprobe's description, as PeerTube serves it under /metadata/{id}.
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (video_id, resolution)
);

CREATE TABLE storyboard (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  file_name text NOT NULL UNIQUE,
  total_width integer NOT NULL,
  total_height integer NOT NULL,
  sprite_width integer NOT NULL,
  sprite_height integer NOT NULL,
  sprite_duration_seconds integer NOT NULL
);

-- What the uploader said of a resumable upload when it began; the bytes lie in storage under uploads/.
CREATE TABLE resumable_upload (
  id text PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  channel_id bigint NOT NULL REFERENCES channel ON DELETE CASCADE,
  fields jsonb NOT NULL,
  -- The upload library's own notes: size, bytes written.
  meta jsonb NOT NULL,
  -- Set when the last byte has led to a video, so that a repeated last request gets the same answer.
  video_id bigint REFERENCES video ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX resumable_upload_user ON resumable_upload (user_id);
CREATE INDEX resumable_upload_channel ON resumable_upload (channel_id);
CREATE INDEX resumable_upload_video ON resumable_upload (video_id);
