-- An attempt that makes the renditions anew while those there are can be watched: they are replaced at its end.
ALTER TABLE transcoding
  ADD COLUMN is_replacement boolean NOT NULL DEFAULT false,
  -- What it is made of when there is no original: the best rendition.
  ADD COLUMN source_key text;
CREATE INDEX transcoding_untidy ON transcoding (video_id) WHERE is_replacement AND status IN ('done', 'failed');
