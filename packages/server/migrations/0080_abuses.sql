-- Reports of videos, comments and accounts to the moderators.
CREATE TABLE abuse (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Null once they are gone.
  reporter_account_id bigint REFERENCES account ON DELETE SET NULL,
  flagged_account_id bigint REFERENCES account ON DELETE SET NULL,
  kind text NOT NULL CHECK (kind IN ('video', 'comment', 'account')),
  video_id bigint REFERENCES video ON DELETE SET NULL,
  comment_id bigint REFERENCES video_comment ON DELETE SET NULL,
  -- Which video it was, as its reporter saw it: it may be gone, or be private by now.
  reported_video jsonb,
  -- Seconds of the video.
  start_at integer,
  end_at integer,
  reason text NOT NULL,
  predefined_reasons text[] NOT NULL DEFAULT '{}',
  -- PeerTube's numbers: 1 pending, 2 rejected, 3 accepted.
  state smallint NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3)),
  -- For moderators alone.
  moderation_comment text,
  -- When a moderator first did something about it.
  processed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX abuse_newest ON abuse (created_at DESC, id DESC);
CREATE INDEX abuse_state ON abuse (state, created_at DESC);
CREATE INDEX abuse_reporter ON abuse (reporter_account_id);
CREATE INDEX abuse_flagged ON abuse (flagged_account_id);
CREATE INDEX abuse_video ON abuse (video_id);
CREATE INDEX abuse_comment ON abuse (comment_id);

CREATE TABLE abuse_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  abuse_id bigint NOT NULL REFERENCES abuse ON DELETE CASCADE,
  account_id bigint REFERENCES account ON DELETE SET NULL,
  by_moderator boolean NOT NULL,
  message text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX abuse_message_abuse ON abuse_message (abuse_id, id);
CREATE INDEX abuse_message_account ON abuse_message (account_id);
