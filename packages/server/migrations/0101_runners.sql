-- Whoever holds one of these may register a runner.
CREATE TABLE runner_registration_token (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- In the clear: PeerTube's API shows them to administrators.
  token text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- A machine that does this server's work.
CREATE TABLE runner (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  description text,
  version text,
  ip text NOT NULL,
  -- SHA-256 of the token it shows with every request.
  token_hash bytea NOT NULL UNIQUE,
  registration_token_id bigint NOT NULL REFERENCES runner_registration_token ON DELETE CASCADE,
  last_contact timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX runner_registered_with ON runner (registration_token_id);

-- Work for runners. Those of one subject (an attempt at transcoding a video) end together.
CREATE TABLE runner_job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE,
  type text NOT NULL CHECK (type IN ('vod-hls-transcoding')),
  -- `{video's uuid}-{attempt}`, as jobs of the queue are called.
  subject text NOT NULL,
  -- Which part of the subject it is: the rendition's resolution.
  part integer NOT NULL,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- What the runner is told to make.
  output jsonb NOT NULL,
  -- What only the server needs to know again.
  notes jsonb NOT NULL,
  -- What became of it, once that has been checked.
  result jsonb,
  -- PeerTube's numbers: 1 pending, 2 processing, 3 completed, 4 errored, 6 cancelled.
  state smallint NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3, 4, 6)),
  -- The lowest first.
  priority integer NOT NULL,
  progress smallint CHECK (progress BETWEEN 0 AND 100),
  failures smallint NOT NULL DEFAULT 0,
  error text,
  -- SHA-256 of the token of whoever has it now; another one each time.
  token_hash bytea,
  runner_id bigint REFERENCES runner ON DELETE SET NULL,
  -- When its runner was last heard of.
  contact_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (subject, part),
  CHECK ((state = 2) = (token_hash IS NOT NULL))
);
CREATE INDEX runner_job_video ON runner_job (video_id);
CREATE INDEX runner_job_runner ON runner_job (runner_id);
CREATE INDEX runner_job_pending ON runner_job (priority, id) WHERE state = 1;
CREATE INDEX runner_job_processing ON runner_job (contact_at) WHERE state = 2;
CREATE INDEX runner_job_newest ON runner_job (created_at DESC, id DESC);
