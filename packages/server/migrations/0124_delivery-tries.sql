-- What is known of a mailbox besides: when it was last tried, and until when it asked to be left alone, so that a sign
-- of life brings the next try forward but not past either; since when it has refused what it is brought, instead of
-- giving no answer; and when the last error was, which stays to be read.
ALTER TABLE peer_inbox ADD COLUMN tried_at timestamptz;
ALTER TABLE peer_inbox ADD COLUMN asked_until timestamptz;
ALTER TABLE peer_inbox ADD COLUMN refusing_since timestamptz;
ALTER TABLE peer_inbox ADD COLUMN last_error_at timestamptz;

CREATE INDEX outgoing_activity_actor ON outgoing_activity (actor_id);
CREATE INDEX outgoing_activity_created ON outgoing_activity (created_at);
