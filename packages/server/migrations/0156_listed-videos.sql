-- What lists filter by stands in the video's own row, kept by triggers: one index holds it all, and no list asks other
-- tables about each video.
ALTER TABLE video
  ADD COLUMN is_remote boolean NOT NULL DEFAULT false,
  ADD COLUMN has_hls boolean NOT NULL DEFAULT false,
  ADD COLUMN has_web_videos boolean NOT NULL DEFAULT false;
UPDATE video
   SET is_remote = EXISTS (SELECT FROM channel JOIN actor ON actor.id = channel.actor_id
                            WHERE channel.id = video.channel_id AND actor.host IS NOT NULL),
       has_hls = EXISTS (SELECT FROM streaming_playlist WHERE video_id = video.id)
                 OR EXISTS (SELECT FROM remote_video WHERE video_id = video.id AND playlists <> '[]'),
       has_web_videos = EXISTS (SELECT FROM remote_video WHERE video_id = video.id AND files <> '[]');

CREATE FUNCTION note_whose_video() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_remote := EXISTS (SELECT FROM channel JOIN actor ON actor.id = channel.actor_id
                            WHERE channel.id = NEW.channel_id AND actor.host IS NOT NULL);
  RETURN NEW;
END $$;
CREATE TRIGGER video_whose BEFORE INSERT OR UPDATE OF channel_id ON video
  FOR EACH ROW EXECUTE FUNCTION note_whose_video();

CREATE FUNCTION note_video_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed bigint := coalesce(NEW.video_id, OLD.video_id);
BEGIN
  UPDATE video SET has_hls = there.hls, has_web_videos = there.web
    FROM (SELECT EXISTS (SELECT FROM streaming_playlist WHERE video_id = changed)
                 OR EXISTS (SELECT FROM remote_video WHERE video_id = changed AND playlists <> '[]') AS hls,
                 EXISTS (SELECT FROM remote_video WHERE video_id = changed AND files <> '[]') AS web) there
   WHERE video.id = changed AND (video.has_hls, video.has_web_videos) IS DISTINCT FROM (there.hls, there.web);
  RETURN NULL;
END $$;
CREATE TRIGGER streaming_playlist_noted AFTER INSERT OR DELETE ON streaming_playlist
  FOR EACH ROW EXECUTE FUNCTION note_video_files();
CREATE TRIGGER remote_video_noted AFTER INSERT OR DELETE OR UPDATE OF playlists, files ON remote_video
  FOR EACH ROW EXECUTE FUNCTION note_video_files();

-- How many videos there are of each kind: lists tell it. In parts, so that who writes at once seldom waits.
CREATE TABLE video_total (
  part smallint NOT NULL,
  state smallint NOT NULL,
  privacy smallint NOT NULL,
  sensitive boolean NOT NULL,
  is_remote boolean NOT NULL,
  videos bigint NOT NULL,
  PRIMARY KEY (part, state, privacy, sensitive, is_remote)
);
INSERT INTO video_total (part, state, privacy, sensitive, is_remote, videos)
  SELECT 0, state, privacy, sensitive, is_remote, count(*) FROM video GROUP BY state, privacy, sensitive, is_remote;

CREATE FUNCTION add_to_video_total(video video, difference integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO video_total AS kept (part, state, privacy, sensitive, is_remote, videos)
  VALUES (pg_backend_pid() % 16, video.state, video.privacy, video.sensitive, video.is_remote, difference)
  ON CONFLICT (part, state, privacy, sensitive, is_remote) DO UPDATE SET videos = kept.videos + difference
$$;
CREATE FUNCTION total_videos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM add_to_video_total(OLD, -1); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM add_to_video_total(NEW, 1); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER video_totalled AFTER INSERT OR DELETE ON video FOR EACH ROW EXECUTE FUNCTION total_videos();
CREATE TRIGGER video_totalled_again AFTER UPDATE OF state, privacy, sensitive, channel_id, is_remote ON video
  FOR EACH ROW WHEN ((OLD.state, OLD.privacy, OLD.sensitive, OLD.is_remote)
                     IS DISTINCT FROM (NEW.state, NEW.privacy, NEW.sensitive, NEW.is_remote))
  EXECUTE FUNCTION total_videos();

-- One index per order, for readers and moderators alike. Those that totals are counted in hold all that is filtered by.
DROP INDEX video_counted, video_by_creation, video_by_change, video_by_origin, video_by_name, video_by_duration,
  video_by_views, video_by_likes, video_by_trend, video_by_heat, video_by_category, video_by_licence, video_by_language,
  video_channel;
CREATE INDEX video_by_publication ON video (published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, duration_seconds, category, licence, language, is_remote, has_hls,
           has_web_videos);
CREATE INDEX video_by_channel ON video (channel_id, published_at DESC, id DESC)
  INCLUDE (state, privacy, sensitive, duration_seconds, category, licence, language, is_remote, has_hls,
           has_web_videos);
CREATE INDEX video_by_category ON video (category, published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote) WHERE category IS NOT NULL;
CREATE INDEX video_by_licence ON video (licence, published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote) WHERE licence IS NOT NULL;
CREATE INDEX video_by_language ON video (language, published_at DESC, id DESC)
  INCLUDE (state, privacy, channel_id, sensitive, is_remote);
CREATE INDEX video_by_creation ON video (created_at DESC, id DESC);
CREATE INDEX video_by_change ON video (updated_at DESC, id DESC);
CREATE INDEX video_by_origin ON video ((coalesce(originally_published_at, published_at)) DESC, id DESC);
CREATE INDEX video_by_name ON video (lower(name), id);
CREATE INDEX video_by_duration ON video (duration_seconds DESC, id DESC);
CREATE INDEX video_by_views ON video (views DESC, id DESC);
CREATE INDEX video_by_likes ON video (likes DESC, id DESC);
CREATE INDEX video_by_trend ON video (recent_views DESC, id DESC);
CREATE INDEX video_by_heat ON video (heat DESC, id DESC);

-- What is found by its words is filtered where it is found.
ALTER TABLE video_search
  -- The name alone.
  ADD COLUMN title text NOT NULL DEFAULT '',
  ADD COLUMN state smallint NOT NULL DEFAULT 1,
  ADD COLUMN privacy smallint NOT NULL DEFAULT 1,
  ADD COLUMN channel_id bigint NOT NULL DEFAULT 0,
  ADD COLUMN sensitive boolean NOT NULL DEFAULT false,
  ADD COLUMN published_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN duration_seconds integer NOT NULL DEFAULT 0,
  ADD COLUMN category integer,
  ADD COLUMN licence integer,
  ADD COLUMN language text,
  ADD COLUMN is_remote boolean NOT NULL DEFAULT false,
  ADD COLUMN has_hls boolean NOT NULL DEFAULT false,
  ADD COLUMN has_web_videos boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION index_videos(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO video_search (video_id, document, words, title, state, privacy, channel_id, sensitive, published_at,
                            duration_seconds, category, licence, language, is_remote, has_hls, has_web_videos)
  SELECT video.id,
         setweight(search_document(video.name), 'A')
           || setweight(search_document(array_to_string(video.tags, ' ')), 'B')
           || setweight(search_document(concat_ws(' ', actor.display_name, actor.preferred_username)), 'C')
           || setweight(search_document(left(video.description, 10000)), 'D'),
         search_text(concat_ws(' ', video.name, array_to_string(video.tags, ' '), actor.display_name)),
         search_text(video.name), state, privacy, channel_id, sensitive, published_at, duration_seconds, category,
         licence, language, is_remote, has_hls, has_web_videos
    FROM video JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
   WHERE video.id = ANY (ids)
  ON CONFLICT (video_id) DO UPDATE
     SET document = excluded.document, words = excluded.words, title = excluded.title, channel_id = excluded.channel_id
$$;

CREATE FUNCTION note_listed_video() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE video_search
     SET (state, privacy, channel_id, sensitive, published_at, duration_seconds, category, licence, language, is_remote,
          has_hls, has_web_videos)
         = (NEW.state, NEW.privacy, NEW.channel_id, NEW.sensitive, NEW.published_at, NEW.duration_seconds, NEW.category,
            NEW.licence, NEW.language, NEW.is_remote, NEW.has_hls, NEW.has_web_videos)
   WHERE video_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER video_listed_again AFTER UPDATE OF state, privacy, channel_id, sensitive, published_at, duration_seconds,
    category, licence, language, is_remote, has_hls, has_web_videos ON video
  FOR EACH ROW WHEN ((OLD.state, OLD.privacy, OLD.channel_id, OLD.sensitive, OLD.published_at, OLD.duration_seconds,
                      OLD.category, OLD.licence, OLD.language, OLD.is_remote, OLD.has_hls, OLD.has_web_videos)
                     IS DISTINCT FROM
                     (NEW.state, NEW.privacy, NEW.channel_id, NEW.sensitive, NEW.published_at, NEW.duration_seconds,
                      NEW.category, NEW.licence, NEW.language, NEW.is_remote, NEW.has_hls, NEW.has_web_videos))
  EXECUTE FUNCTION note_listed_video();

UPDATE video_search
   SET (title, state, privacy, channel_id, sensitive, published_at, duration_seconds, category, licence, language,
        is_remote, has_hls, has_web_videos)
       = (search_text(video.name), video.state, video.privacy, video.channel_id, video.sensitive, video.published_at,
          video.duration_seconds, video.category, video.licence, video.language, video.is_remote, video.has_hls,
          video.has_web_videos)
  FROM video WHERE video.id = video_search.video_id;
CREATE INDEX video_search_title ON video_search USING gin (title gin_trgm_ops);

-- Bytes that lie in storage for a channel's videos: to sort everybody by it, all files would be added up.
ALTER TABLE channel ADD COLUMN stored_bytes bigint NOT NULL DEFAULT 0;
CREATE FUNCTION stored_bytes_of(video_id bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT size_bytes FROM original WHERE original.video_id = $1), 0)
         + coalesce((SELECT sum(size_bytes) FROM video_file WHERE video_file.video_id = $1 AND is_final), 0)::bigint
$$;
UPDATE channel SET stored_bytes = stored.bytes
  FROM (SELECT channel_id, sum(file.bytes) AS bytes
          FROM (SELECT video_id, size_bytes AS bytes FROM original
                UNION ALL SELECT video_id, size_bytes FROM video_file WHERE is_final) file
          JOIN video ON video.id = file.video_id GROUP BY channel_id) stored
 WHERE stored.channel_id = channel.id;

CREATE FUNCTION note_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  difference bigint := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND (TG_TABLE_NAME = 'original' OR (to_jsonb(OLD) ->> 'is_final')::boolean) THEN
    difference := difference - OLD.size_bytes;
  END IF;
  IF TG_OP <> 'DELETE' AND (TG_TABLE_NAME = 'original' OR (to_jsonb(NEW) ->> 'is_final')::boolean) THEN
    difference := difference + NEW.size_bytes;
  END IF;
  IF difference <> 0 THEN
    -- A video that is going has been taken off already.
    UPDATE channel SET stored_bytes = stored_bytes + difference
     WHERE id = (SELECT channel_id FROM video WHERE video.id = coalesce(NEW.video_id, OLD.video_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER original_stored AFTER INSERT OR DELETE OR UPDATE OF size_bytes ON original
  FOR EACH ROW EXECUTE FUNCTION note_stored_bytes();
CREATE TRIGGER video_file_stored AFTER INSERT OR DELETE OR UPDATE OF size_bytes, is_final ON video_file
  FOR EACH ROW EXECUTE FUNCTION note_stored_bytes();

CREATE FUNCTION move_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bytes bigint := stored_bytes_of(OLD.id);
BEGIN
  UPDATE channel SET stored_bytes = stored_bytes - bytes WHERE id = OLD.channel_id AND bytes <> 0;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  UPDATE channel SET stored_bytes = stored_bytes + bytes WHERE id = NEW.channel_id AND bytes <> 0;
  RETURN NEW;
END $$;
-- Before, while its files are there to be added up.
CREATE TRIGGER video_stored_no_more BEFORE DELETE ON video FOR EACH ROW EXECUTE FUNCTION move_stored_bytes();
CREATE TRIGGER video_stored_elsewhere AFTER UPDATE OF channel_id ON video
  FOR EACH ROW WHEN (OLD.channel_id <> NEW.channel_id) EXECUTE FUNCTION move_stored_bytes();

-- The server's own actor, which lists of what it follows begin from.
CREATE INDEX actor_application ON actor (id) WHERE kind = 'application' AND host IS NULL;
