-- What was uploaded, in ffprobe's words. It stays when the file itself (original) has gone.
CREATE TABLE video_source (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  file_name text NOT NULL,
  size_bytes bigint NOT NULL,
  -- Pixels, as seen; 0 for audio alone.
  width integer NOT NULL,
  height integer NOT NULL,
  fps real NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- When another file took the place of the first.
ALTER TABLE video ADD COLUMN source_replaced_at timestamptz;
