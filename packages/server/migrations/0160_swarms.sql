-- The names under which viewers of a video meet at the tracker (features/tracker/swarm-hashes.ts).
ALTER TABLE streaming_playlist
  -- The files whose names they are computed of. Another value than theirs: still to be done.
  ADD COLUMN swarms_of text,
  ADD COLUMN swarm_hashes bytea[] NOT NULL DEFAULT '{}';
CREATE INDEX streaming_playlist_swarms ON streaming_playlist USING gin (swarm_hashes);
CREATE INDEX streaming_playlist_without_swarms ON streaming_playlist (id)
 WHERE swarms_of IS DISTINCT FROM master_name || coalesce(sha256_name, '');

CREATE INDEX video_file_info_hash ON video_file (info_hash) WHERE info_hash IS NOT NULL;
