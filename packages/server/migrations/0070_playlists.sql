CREATE TABLE playlist (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  -- What is in no channel any more stays its owner's.
  channel_id bigint REFERENCES channel ON DELETE SET NULL,
  -- PeerTube's numbers: 1 regular, 2 watch later; 1 public, 2 unlisted, 3 private.
  type smallint NOT NULL DEFAULT 1 CHECK (type IN (1, 2)),
  privacy smallint NOT NULL DEFAULT 3 CHECK (privacy IN (1, 2, 3)),
  display_name text NOT NULL,
  description text,
  -- The owner's own picture; without one, the first video's stands for it.
  thumbnail_name text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  document tsvector NOT NULL,
  words text NOT NULL
);
CREATE UNIQUE INDEX playlist_watch_later ON playlist (account_id) WHERE type = 2;
CREATE INDEX playlist_of_account ON playlist (account_id, id);
CREATE INDEX playlist_of_channel ON playlist (channel_id, id) WHERE channel_id IS NOT NULL;
CREATE INDEX playlist_public_newest ON playlist (created_at, id) WHERE privacy = 1;
CREATE INDEX playlist_public_changed ON playlist (updated_at, id) WHERE privacy = 1;
CREATE INDEX playlist_document ON playlist USING gin (document);
CREATE INDEX playlist_words ON playlist USING gin (words gin_trgm_ops);

CREATE TABLE playlist_element (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  playlist_id bigint NOT NULL REFERENCES playlist ON DELETE CASCADE,
  -- Null when the video was deleted: its place stays, and says so.
  video_id bigint REFERENCES video ON DELETE SET NULL,
  position integer NOT NULL,
  start_seconds integer CHECK (start_seconds >= 0),
  stop_seconds integer CHECK (stop_seconds >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Checked at the end of a statement, so that one statement can move many.
  CONSTRAINT playlist_element_position UNIQUE (playlist_id, position) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX playlist_element_of_video ON playlist_element (video_id);

CREATE FUNCTION playlist_indexed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.document := setweight(search_document(NEW.display_name), 'A')
    || setweight(search_document(left(NEW.description, 10000)), 'D');
  NEW.words := search_text(NEW.display_name);
  RETURN NEW;
END $$;
CREATE TRIGGER playlist_indexed BEFORE INSERT OR UPDATE OF display_name, description ON playlist
  FOR EACH ROW EXECUTE FUNCTION playlist_indexed();

CREATE FUNCTION playlists_nearly(text text) RETURNS TABLE (playlist_id bigint, similarity real)
  LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.4 AS $$
  WITH wanted AS (SELECT array_agg(word) AS words FROM words_to_guess(text) word)
  SELECT playlist.id, word_similarity(wanted.words[1], playlist.words)
    FROM wanted JOIN playlist ON wanted.words[1] <% playlist.words
   WHERE NOT EXISTS (SELECT FROM unnest(wanted.words) word WHERE NOT word <% playlist.words)
$$;

-- Everybody has one, from the first moment on.
CREATE FUNCTION give_watch_later() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO playlist (account_id, type, display_name) VALUES (NEW.account_id, 2, 'Watch later');
  RETURN NULL;
END $$;
CREATE TRIGGER watch_later_given AFTER INSERT ON app_user FOR EACH ROW EXECUTE FUNCTION give_watch_later();
INSERT INTO playlist (account_id, type, display_name) SELECT account_id, 2, 'Watch later' FROM app_user;
