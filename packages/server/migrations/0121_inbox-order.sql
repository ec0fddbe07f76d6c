-- What an activity is about: those of one actor about one thing are worked off in their order, whatever has to wait.
ALTER TABLE inbox_activity ADD COLUMN object_url text;
CREATE INDEX inbox_activity_of_object ON inbox_activity (actor_url, object_url) WHERE state = 'waiting';
CREATE INDEX inbox_activity_due ON inbox_activity (lane, due_at) WHERE state = 'waiting';

-- Whose key it is, when it lies at an address of its own.
CREATE INDEX remote_actor_key ON remote_actor (public_key_url);
