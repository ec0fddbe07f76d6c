-- What of ours other servers were told of, and were not told yet to be gone. What was never told is never taken back.
CREATE TABLE told (
  uuid uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('video', 'playlist')),
  -- As others know it: whoever owned it then may still speak of it.
  account_actor_id bigint NOT NULL,
  channel_actor_id bigint,
  told_at timestamptz NOT NULL DEFAULT now(),
  -- Its numbers have changed since; until then others can wait.
  numbers_due_at timestamptz
);
CREATE INDEX told_numbers_due ON told (numbers_due_at) WHERE numbers_due_at IS NOT NULL;
CREATE INDEX told_of_account ON told (account_actor_id);

-- What is public already, others read in the outbox.
INSERT INTO told (uuid, kind, account_actor_id, channel_actor_id)
SELECT video.uuid, 'video', account.actor_id, channel.actor_id
  FROM video JOIN channel ON channel.id = video.channel_id JOIN account ON account.id = channel.account_id
 WHERE video.privacy = 1 AND video.state = 1
   AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id);
INSERT INTO told (uuid, kind, account_actor_id, channel_actor_id)
SELECT playlist.uuid, 'playlist', account.actor_id, channel.actor_id
  FROM playlist JOIN account ON account.id = playlist.account_id JOIN channel ON channel.id = playlist.channel_id
 WHERE playlist.privacy = 1;

-- A trigger, because numbers change in many statements, by triggers among them.
CREATE FUNCTION video_numbers_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE told SET numbers_due_at = greatest(now(), told_at + interval '1 minute')
   WHERE uuid = NEW.uuid AND numbers_due_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER video_numbers_changed AFTER UPDATE OF views, likes, dislikes ON video
  FOR EACH ROW WHEN ((OLD.views, OLD.likes, OLD.dislikes) IS DISTINCT FROM (NEW.views, NEW.likes, NEW.dislikes))
  EXECUTE FUNCTION video_numbers_changed();
