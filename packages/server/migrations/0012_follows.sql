-- Who follows whom: members a channel, later servers and people elsewhere.
CREATE TABLE follow (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
  target_actor_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (actor_id, target_actor_id)
);
CREATE INDEX follow_target ON follow (target_actor_id, id);

-- Every answer that names somebody tells these, so they are kept and not counted.
ALTER TABLE actor
  ADD COLUMN followers_count integer NOT NULL DEFAULT 0,
  ADD COLUMN following_count integer NOT NULL DEFAULT 0;

-- A trigger, because deleting an actor deletes follows without any statement of ours. Lower ids first: no deadlock.
CREATE FUNCTION count_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed follow := coalesce(NEW, OLD);
  difference integer := (TG_OP <> 'DELETE' AND NEW.state = 'accepted')::integer
                      - (TG_OP <> 'INSERT' AND OLD.state = 'accepted')::integer;
BEGIN
  IF difference <> 0 THEN
    PERFORM FROM actor WHERE id IN (changed.actor_id, changed.target_actor_id) ORDER BY id FOR NO KEY UPDATE;
    UPDATE actor SET following_count = following_count + difference WHERE id = changed.actor_id;
    UPDATE actor SET followers_count = followers_count + difference WHERE id = changed.target_actor_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_counted AFTER INSERT OR DELETE OR UPDATE OF state ON follow
  FOR EACH ROW EXECUTE FUNCTION count_follow();
