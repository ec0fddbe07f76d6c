-- Whoever is followed is looked through again now and then: what was told while this server was away is found so.
ALTER TABLE outbox_reading ADD COLUMN began_at timestamptz NOT NULL DEFAULT now();
-- When the last reading that came to its end began; null for those that were never read.
ALTER TABLE remote_actor ADD COLUMN outbox_read_at timestamptz;
CREATE INDEX remote_actor_outbox_read_at ON remote_actor (outbox_read_at) WHERE outbox_read_at IS NOT NULL;

UPDATE remote_actor SET outbox_read_at = '-infinity'
 WHERE EXISTS (SELECT FROM follow WHERE follow.target_actor_id = remote_actor.actor_id AND follow.state = 'accepted')
   AND NOT EXISTS (SELECT FROM outbox_reading WHERE outbox_reading.actor_id = remote_actor.actor_id);
