-- Totals are kept by the files that videos have and by their length too: in classes, whose bounds video-totals.ts knows.
CREATE FUNCTION video_length_class(seconds integer) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT width_bucket(seconds, ARRAY[60, 240, 600, 1200, 2400, 3600])::smallint $$;
ALTER TABLE video_total
  ADD COLUMN has_hls boolean NOT NULL DEFAULT false,
  ADD COLUMN has_web_videos boolean NOT NULL DEFAULT false,
  ADD COLUMN length_class smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT video_total_pkey,
  ADD PRIMARY KEY (part, state, privacy, sensitive, is_remote, has_hls, has_web_videos, length_class);

DROP TRIGGER video_totalled_again ON video;
CREATE OR REPLACE FUNCTION add_to_video_total(video video, difference integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO video_total AS kept
    (part, state, privacy, sensitive, is_remote, has_hls, has_web_videos, length_class, videos)
  VALUES (pg_backend_pid() % 16, video.state, video.privacy, video.sensitive, video.is_remote, video.has_hls,
          video.has_web_videos, video_length_class(video.duration_seconds), difference)
  ON CONFLICT (part, state, privacy, sensitive, is_remote, has_hls, has_web_videos, length_class)
    DO UPDATE SET videos = kept.videos + difference
$$;
CREATE TRIGGER video_totalled_again
  AFTER UPDATE OF state, privacy, sensitive, channel_id, is_remote, has_hls, has_web_videos, duration_seconds ON video
  FOR EACH ROW WHEN ((OLD.state, OLD.privacy, OLD.sensitive, OLD.is_remote, OLD.has_hls, OLD.has_web_videos,
                      video_length_class(OLD.duration_seconds))
                     IS DISTINCT FROM
                     (NEW.state, NEW.privacy, NEW.sensitive, NEW.is_remote, NEW.has_hls, NEW.has_web_videos,
                      video_length_class(NEW.duration_seconds)))
  EXECUTE FUNCTION total_videos();
DELETE FROM video_total;
INSERT INTO video_total
    (part, state, privacy, sensitive, is_remote, has_hls, has_web_videos, length_class, videos)
  SELECT 0, state, privacy, sensitive, is_remote, has_hls, has_web_videos, video_length_class(duration_seconds), count(*)
    FROM video GROUP BY 2, 3, 4, 5, 6, 7, 8;

-- Those of a class that are long enough are counted in the part of the index that has them.
DROP INDEX video_by_duration;
CREATE INDEX video_by_duration ON video (duration_seconds DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote, has_hls, has_web_videos);
-- Files of which there are seldom any, or nearly always.
CREATE INDEX video_with_web_videos ON video (published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote) WHERE has_web_videos;
CREATE INDEX video_without_hls ON video (published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote) WHERE NOT has_hls;
