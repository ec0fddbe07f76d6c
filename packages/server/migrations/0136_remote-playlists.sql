-- What a playlist of another server is more than one of ours.
CREATE TABLE remote_playlist (
  playlist_id bigint PRIMARY KEY REFERENCES playlist ON DELETE CASCADE,
  -- The ActivityPub id.
  url text NOT NULL UNIQUE,
  -- What it holds is asked for then; null when that is done.
  reading_due_at timestamptz DEFAULT now(),
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  attempts integer NOT NULL DEFAULT 0,
  -- How often it was told anew: a reading that began before does not end the next one.
  tellings integer NOT NULL DEFAULT 1
);
CREATE INDEX remote_playlist_due ON remote_playlist (reading_due_at) WHERE reading_due_at IS NOT NULL;
