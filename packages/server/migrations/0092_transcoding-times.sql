-- When an attempt at transcoding was asked for, began and ended: what administrators see of it.
ALTER TABLE transcoding
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN started_at timestamptz,
  ADD COLUMN ended_at timestamptz;
UPDATE transcoding SET created_at = updated_at,
       started_at = CASE WHEN status <> 'waiting' THEN updated_at END,
       ended_at = CASE WHEN status IN ('done', 'failed') THEN updated_at END;
CREATE INDEX transcoding_newest ON transcoding (created_at DESC, video_id DESC);

-- A trigger, because several parts of the server begin and end attempts.
CREATE FUNCTION time_transcoding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.attempt <> OLD.attempt THEN
    NEW.created_at := now();
    NEW.started_at := NULL;
    NEW.ended_at := NULL;
  END IF;
  IF NEW.status = 'running' THEN NEW.started_at := coalesce(NEW.started_at, now()); END IF;
  IF NEW.status IN ('done', 'failed') THEN
    NEW.started_at := coalesce(NEW.started_at, now());
    NEW.ended_at := coalesce(NEW.ended_at, now());
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transcoding_timed BEFORE UPDATE ON transcoding FOR EACH ROW EXECUTE FUNCTION time_transcoding();
