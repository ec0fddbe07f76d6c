ALTER TABLE remote_video
  -- Those that are played without HLS (contract/federation.ts).
  ADD COLUMN files jsonb NOT NULL DEFAULT '[]',
  -- When its origin was last asked for it, whatever it said.
  ADD COLUMN asked_at timestamptz NOT NULL DEFAULT now(),
  -- How often in a row the origin said that it is gone.
  ADD COLUMN missing_times smallint NOT NULL DEFAULT 0;
