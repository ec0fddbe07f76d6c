-- Counted where the change happens, because every list shows and sorts by it.
ALTER TABLE video
  ADD COLUMN comments_count integer NOT NULL DEFAULT 0,
  -- Views of the last days, which "trending" sorts by. Counted again every minute.
  ADD COLUMN recent_views integer NOT NULL DEFAULT 0;
UPDATE video SET comments_count = counted.comments
  FROM (SELECT video_id, count(*) AS comments FROM video_comment
         WHERE deleted_at IS NULL AND NOT held_for_review GROUP BY video_id) counted
 WHERE counted.video_id = video.id;

CREATE FUNCTION is_counted_comment(deleted_at timestamptz, held_for_review boolean) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS $$ SELECT deleted_at IS NULL AND NOT held_for_review $$;

CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  difference integer :=
    (TG_OP <> 'DELETE' AND is_counted_comment(NEW.deleted_at, NEW.held_for_review))::integer
    - (TG_OP <> 'INSERT' AND is_counted_comment(OLD.deleted_at, OLD.held_for_review))::integer;
BEGIN
  IF difference <> 0 THEN
    UPDATE video SET comments_count = comments_count + difference WHERE id = coalesce(NEW.video_id, OLD.video_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER video_comment_counted AFTER INSERT OR DELETE OR UPDATE ON video_comment
  FOR EACH ROW EXECUTE FUNCTION count_comment();

-- "Hot": what was liked, watched and talked about, where tenfold counts as much as some weeks of youth.
ALTER TABLE video ADD COLUMN heat double precision NOT NULL GENERATED ALWAYS AS (
  150 * log(greatest(1, likes)::numeric)::double precision
  - 150 * log(greatest(1, dislikes)::numeric)::double precision
  + 16 * log((views + 1)::numeric)::double precision
  + 100 * log(greatest(1, comments_count)::numeric)::double precision
  + extract(epoch FROM published_at AT TIME ZONE 'UTC')::double precision / 47000
) STORED;

-- One index per order that lists are asked for. The first also counts without touching the table.
CREATE INDEX video_by_publication ON video (published_at DESC, id DESC) INCLUDE (privacy, channel_id, sensitive)
  WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_creation ON video (created_at DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_change ON video (updated_at DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_origin ON video ((coalesce(originally_published_at, published_at)) DESC, id DESC)
  WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_name ON video (lower(name), id) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_duration ON video (duration_seconds DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_views ON video (views DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_likes ON video (likes DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_trend ON video (recent_views DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
CREATE INDEX video_by_heat ON video (heat DESC, id DESC) WHERE state = 1 AND privacy IN (1, 4);
DROP INDEX video_listed;

-- Filters that leave few.
CREATE FUNCTION lower_all(texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_agg(lower(text)), '{}') FROM unnest(texts) text $$;
CREATE INDEX video_by_tag ON video USING gin (lower_all(tags));
CREATE INDEX video_by_category ON video (category, published_at DESC) WHERE category IS NOT NULL;
CREATE INDEX video_by_language ON video (language, published_at DESC);
CREATE INDEX video_by_licence ON video (licence, published_at DESC) WHERE licence IS NOT NULL;

-- Who comes from elsewhere is few, so lists ask who does.
CREATE INDEX actor_by_host ON actor (host) WHERE host IS NOT NULL;
