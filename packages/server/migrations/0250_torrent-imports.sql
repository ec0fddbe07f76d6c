ALTER TABLE video_import
  -- What target_url is: an address, a magnet link, or what a torrent's file is called.
  ADD COLUMN kind text NOT NULL DEFAULT 'address' CHECK (kind IN ('address', 'magnet', 'torrent')),
  -- That file, until there is a video.
  ADD COLUMN torrent bytea;
