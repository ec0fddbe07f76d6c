-- What other servers say of themselves and of what they have, and what is owed to them.

-- An actor with a host and without a row here was named by somebody, and never asked for yet.
CREATE TABLE remote_actor (
  actor_id bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
  -- The ActivityPub id.
  url text NOT NULL UNIQUE,
  inbox_url text NOT NULL,
  shared_inbox_url text,
  outbox_url text,
  followers_url text,
  -- For people to look at.
  page_url text,
  public_key_url text NOT NULL,
  public_key_pem text NOT NULL,
  -- Addresses of the pictures that were fetched, so that they are fetched again only when they change.
  avatar_url text,
  banner_url text,
  fetched_at timestamptz NOT NULL DEFAULT now()
);

-- What a video of another server is more than one of ours. Its files stay there.
CREATE TABLE remote_video (
  video_id bigint PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  url text NOT NULL UNIQUE,
  -- Pictures are fetched when somebody first looks at them.
  thumbnail_url text,
  preview_url text,
  embed_url text,
  -- HLS as the origin tells it: master, hashes, and its files (contract/federation.ts).
  playlists jsonb NOT NULL DEFAULT '[]',
  tracker_urls text[] NOT NULL DEFAULT '{}',
  captions jsonb NOT NULL DEFAULT '[]',
  storyboard jsonb,
  comments_url text,
  likes_url text,
  dislikes_url text,
  shares_url text,
  chapters_url text,
  fetched_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX remote_video_fetched ON remote_video (fetched_at);

-- The ActivityPub ids of what came from elsewhere; null for what was made here.
ALTER TABLE video_comment ADD COLUMN url text UNIQUE;
ALTER TABLE follow ADD COLUMN url text;
ALTER TABLE video_rating ADD COLUMN url text;
ALTER TABLE abuse ADD COLUMN url text UNIQUE;

CREATE TABLE video_share (
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  actor_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
  url text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (video_id, actor_id)
);
CREATE INDEX video_share_actor ON video_share (actor_id);

-- Keys outlive their actors until the farewell has been sent.
ALTER TABLE actor_key DROP CONSTRAINT actor_key_actor_id_fkey;

-- What is to be told, once, to however many inboxes.
CREATE TABLE outgoing_activity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Who signs the request: an actor of ours.
  actor_id bigint NOT NULL,
  signer_url text NOT NULL,
  body jsonb NOT NULL,
  -- The very bytes to send, once the body is signed; those of a forwarded activity from the start.
  signed_body text,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A mailbox elsewhere: in what order and how soon it is tried, and how it has answered.
CREATE TABLE peer_inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url text NOT NULL UNIQUE,
  host text NOT NULL,
  next_try_at timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  last_success_at timestamptz,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX peer_inbox_host ON peer_inbox (host);

CREATE TABLE delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  activity_id bigint NOT NULL REFERENCES outgoing_activity ON DELETE CASCADE,
  inbox_id bigint NOT NULL REFERENCES peer_inbox ON DELETE CASCADE,
  UNIQUE (activity_id, inbox_id)
);
CREATE INDEX delivery_inbox ON delivery (inbox_id, id);

-- What came in, kept until it is worked off; then its id alone for some time, so that it is not heard twice.
CREATE TABLE inbox_activity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  activity_id text NOT NULL,
  -- Whose activity it is.
  actor_url text NOT NULL,
  -- Who brought it, when that was somebody else: then its own signature is still to be looked at. Empty otherwise.
  relayed_by text NOT NULL DEFAULT '',
  type text NOT NULL,
  -- The bytes as they came, because they may go on to others with their signature; null once worked off.
  body text,
  lane smallint NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'refused', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  reason text,
  received_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  UNIQUE (activity_id, relayed_by)
);
CREATE INDEX inbox_activity_waiting ON inbox_activity (lane, id) WHERE state = 'waiting';
CREATE INDEX inbox_activity_of_actor ON inbox_activity (actor_url, id) WHERE state = 'waiting';
CREATE INDEX inbox_activity_failed ON inbox_activity (id DESC) WHERE state = 'failed';
CREATE INDEX inbox_activity_ended ON inbox_activity (ended_at) WHERE state <> 'waiting';

-- Each is worked off by one server at a time, in order.
CREATE TABLE inbox_lane (
  lane smallint PRIMARY KEY,
  leased_until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO inbox_lane (lane) SELECT generate_series(0, 15);

-- An outbox that is being read back after a follow: where the reading is.
CREATE TABLE outbox_reading (
  actor_id bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
  next_url text NOT NULL,
  pages_read integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz NOT NULL DEFAULT '-infinity'
);
