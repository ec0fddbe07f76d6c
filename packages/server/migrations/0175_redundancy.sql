-- Copies of videos between servers: those that this one holds of others' videos, and those that others hold.

-- One space of numbers: administrators name a copy by its number alone, whoever holds it.
CREATE SEQUENCE redundancy_id;

-- Held here, or to be held.
CREATE TABLE video_copy (
  id bigint PRIMARY KEY DEFAULT nextval('redundancy_id'),
  video_id bigint NOT NULL UNIQUE REFERENCES video ON DELETE CASCADE,
  strategy text NOT NULL CHECK (strategy IN ('manual', 'most-views', 'trending', 'recently-added')),
  -- What of the original it is a copy of (features/redundancy/source.ts): when that changes, the copy is of no use.
  source jsonb NOT NULL,
  -- Of the files, as the origin tells it: it never gets larger.
  size_bytes bigint NOT NULL,
  -- Work under a lease (platform/leased-work.ts).
  state smallint NOT NULL DEFAULT 1,
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  -- Why it could not be made.
  error text,
  -- Names of what is served; null until all of it is here and checked.
  file_names text[],
  -- Null is never.
  expires_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX video_copy_open ON video_copy (id) WHERE state IN (1, 2);
CREATE INDEX video_copy_of_strategy ON video_copy (strategy, id);

-- Held by other servers, of videos of this one and of others.
CREATE TABLE peer_copy (
  id bigint PRIMARY KEY DEFAULT nextval('redundancy_id'),
  -- The ActivityPub id.
  url text NOT NULL UNIQUE,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- Who holds it.
  actor_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
  -- To which names of files are added.
  base_url text NOT NULL,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (video_id, actor_id)
);
CREATE INDEX peer_copy_of_actor ON peer_copy (actor_id);
CREATE INDEX peer_copy_expiry ON peer_copy (expires_at);

-- Servers whose videos strategies may copy.
CREATE TABLE mirrored_host (
  host text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
