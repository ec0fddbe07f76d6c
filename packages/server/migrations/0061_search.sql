-- Whoever may create things in the database may create these two; else a superuser does so once, before this.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- French and English, whatever the accents: each text is read in both languages, and so is what people look for.
CREATE TEXT SEARCH CONFIGURATION search_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION search_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION search_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION search_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

/* What texts are compared by where words are not: case and accents are of no matter. */
CREATE FUNCTION search_text(text text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT lower(unaccent(text)) $$;
CREATE FUNCTION search_document(text text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT to_tsvector('search_fr', coalesce(text, '')) || to_tsvector('search_en', coalesce(text, '')) $$;
/* Every word must be found, in one language or the other. */
CREATE FUNCTION search_query(text text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT websearch_to_tsquery('search_fr', text) || websearch_to_tsquery('search_en', text) $$;

CREATE TABLE video_search (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  document tsvector NOT NULL,
  -- Name, tags and channel, for words that are written wrong.
  words text NOT NULL
);
CREATE TABLE channel_search (
  channel_id bigint PRIMARY KEY REFERENCES channel ON DELETE CASCADE,
  document tsvector NOT NULL,
  words text NOT NULL
);

CREATE FUNCTION index_videos(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO video_search (video_id, document, words)
  SELECT video.id,
         setweight(search_document(video.name), 'A')
           || setweight(search_document(array_to_string(video.tags, ' ')), 'B')
           || setweight(search_document(concat_ws(' ', actor.display_name, actor.preferred_username)), 'C')
           || setweight(search_document(left(video.description, 10000)), 'D'),
         search_text(concat_ws(' ', video.name, array_to_string(video.tags, ' '), actor.display_name))
    FROM video JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
   WHERE video.id = ANY (ids)
  ON CONFLICT (video_id) DO UPDATE SET document = excluded.document, words = excluded.words
$$;

CREATE FUNCTION index_channels(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO channel_search (channel_id, document, words)
  SELECT channel.id,
         setweight(search_document(concat_ws(' ', actor.display_name, actor.preferred_username)), 'A')
           || setweight(search_document(left(actor.description, 10000)), 'D'),
         search_text(concat_ws(' ', actor.display_name, actor.preferred_username))
    FROM channel JOIN actor ON actor.id = channel.actor_id
   WHERE channel.id = ANY (ids)
  ON CONFLICT (channel_id) DO UPDATE SET document = excluded.document, words = excluded.words
$$;

CREATE FUNCTION video_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_videos(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER video_indexed AFTER INSERT ON video
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION video_changed();

-- By row, so that counting a view does not bring it about.
CREATE FUNCTION video_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_videos(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER video_indexed_again AFTER UPDATE OF name, description, tags, channel_id ON video FOR EACH ROW
  WHEN ((OLD.name, OLD.description, OLD.tags, OLD.channel_id)
        IS DISTINCT FROM (NEW.name, NEW.description, NEW.tags, NEW.channel_id))
  EXECUTE FUNCTION video_text_changed();

CREATE FUNCTION channel_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_channels(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER channel_indexed AFTER INSERT ON channel FOR EACH ROW EXECUTE FUNCTION channel_made();

CREATE FUNCTION channel_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_channels(ARRAY(SELECT id FROM channel WHERE actor_id = NEW.id));
  IF NEW.display_name <> OLD.display_name THEN
    PERFORM index_videos(ARRAY(SELECT video.id FROM video JOIN channel ON channel.id = video.channel_id
                                WHERE channel.actor_id = NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER channel_indexed_again AFTER UPDATE OF display_name, description ON actor FOR EACH ROW
  WHEN (NEW.kind = 'group'
        AND (OLD.display_name, OLD.description) IS DISTINCT FROM (NEW.display_name, NEW.description))
  EXECUTE FUNCTION channel_text_changed();

SELECT index_videos(ARRAY(SELECT id FROM video)), index_channels(ARRAY(SELECT id FROM channel));

CREATE INDEX video_search_document ON video_search USING gin (document);
CREATE INDEX video_search_words ON video_search USING gin (words gin_trgm_ops);
CREATE INDEX channel_search_document ON channel_search USING gin (document);
CREATE INDEX channel_search_words ON channel_search USING gin (words gin_trgm_ops);
