-- What users are told. Rows go with what they tell of.
CREATE TABLE notification (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  -- PeerTube's numbers (contract/notifications.ts).
  type smallint NOT NULL,
  is_read boolean NOT NULL DEFAULT false,
  -- False: told by e-mail alone.
  is_listed boolean NOT NULL,
  video_id bigint REFERENCES video ON DELETE CASCADE,
  video_block_id bigint REFERENCES video_block (id) ON DELETE CASCADE,
  comment_id bigint REFERENCES video_comment ON DELETE CASCADE,
  account_id bigint REFERENCES account ON DELETE CASCADE,
  follow_id bigint REFERENCES follow ON DELETE CASCADE,
  abuse_id bigint REFERENCES abuse ON DELETE CASCADE,
  registration_id bigint REFERENCES registration ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notification_newest ON notification (user_id, id DESC) WHERE is_listed;
CREATE INDEX notification_unread ON notification (user_id, id) WHERE NOT is_read AND is_listed;
CREATE INDEX notification_age ON notification (created_at);
CREATE INDEX notification_block ON notification (video_block_id);
CREATE INDEX notification_account ON notification (account_id);
CREATE INDEX notification_abuse ON notification (abuse_id);
CREATE INDEX notification_registration ON notification (registration_id);
-- A video that is hidden and shown again is not new again, and a comment is told of once.
CREATE UNIQUE INDEX notification_video_once ON notification (video_id, user_id, type) WHERE type IN (1, 6);
CREATE INDEX notification_video ON notification (video_id);
CREATE UNIQUE INDEX notification_comment_once ON notification (comment_id, user_id, type);
CREATE UNIQUE INDEX notification_follow_once ON notification (follow_id, user_id, type);

-- PeerTube's bits by kind: 1 on the web, 2 by e-mail; absent keys mean the default (contract/notifications.ts).
ALTER TABLE app_user ADD COLUMN notification_settings jsonb NOT NULL DEFAULT '{}';
