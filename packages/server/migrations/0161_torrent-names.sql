ALTER TABLE video_file
  -- What downloaders save it as. It stays when the video gets another name: else the torrent were another one.
  ADD COLUMN torrent_name text,
  -- Address of the server that the torrent names; another one today: to be made again.
  ADD COLUMN torrent_origin text;
