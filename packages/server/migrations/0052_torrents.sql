-- Hexadecimal SHA-1 of the torrent's info; null until the torrent is made.
ALTER TABLE video_file ADD COLUMN info_hash text;
CREATE INDEX video_file_without_torrent ON video_file (id) WHERE is_final AND info_hash IS NULL;
CREATE UNIQUE INDEX video_file_torrent ON video_file (replace(file_name, '-fragmented.mp4', '-hls.torrent'));
