-- What is sensitive in a video (the bits of `NSFW_FLAG`), and its uploader's sentence on it; nothing unless it is sensitive.
ALTER TABLE video
  ADD COLUMN sensitive_flags smallint NOT NULL DEFAULT 0,
  ADD COLUMN sensitive_summary text;
