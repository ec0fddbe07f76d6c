CREATE TABLE video_caption (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  -- One of the languages that a video may be in.
  language text NOT NULL,
  -- WebVTT, in storage under video-captions/. A new text gets a new name, because files are kept for ever by caches.
  file_name text NOT NULL UNIQUE,
  automatically_generated boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (video_id, language)
);
