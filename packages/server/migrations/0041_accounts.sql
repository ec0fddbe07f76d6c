ALTER TABLE app_user
  -- Null: nobody asked. False: a mail was sent and not answered.
  ADD COLUMN email_verified boolean,
  ADD COLUMN pending_email text,
  -- Opens the feeds of one's subscriptions, and nothing else.
  ADD COLUMN feed_token uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  -- Base32 (RFC 4648), while two factors are asked for.
  ADD COLUMN otp_secret text,
  -- The newest time step whose code was used: a code serves once (RFC 6238 section 5.2).
  ADD COLUMN otp_last_step bigint,
  -- Of the mails to this user.
  ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'fr'));
UPDATE app_user SET email_verified = true WHERE username = 'root' AND role = 'administrator';

-- Who asked for an account, and what became of it. PeerTube's numbers: 1 pending, 2 rejected, 3 accepted.
CREATE TABLE registration (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state smallint NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3)),
  reason text NOT NULL,
  moderation_response text,
  username text NOT NULL,
  email text NOT NULL,
  email_verified boolean,
  -- Gone once the answer is given.
  password_hash text,
  display_name text,
  channel_name text,
  channel_display_name text,
  language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'fr')),
  user_id bigint REFERENCES app_user ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX registration_username ON registration (lower(username)) WHERE state = 1;
CREATE UNIQUE INDEX registration_email ON registration (lower(email)) WHERE state = 1;
CREATE INDEX registration_newest ON registration (created_at, id);

-- Links in mails. Each serves once, for some time, for one purpose; the database knows only their hashes.
CREATE TABLE mail_link (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('reset-password', 'verify-email')),
  user_id bigint REFERENCES app_user ON DELETE CASCADE,
  registration_id bigint REFERENCES registration ON DELETE CASCADE,
  -- The address that the link was sent to: a link to an address that is no longer the user's proves nothing.
  email text NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((user_id IS NULL) <> (registration_id IS NULL))
);
CREATE INDEX mail_link_of_user ON mail_link (user_id);
CREATE INDEX mail_link_expiry ON mail_link (expires_at);

-- A second factor that was begun and not confirmed.
CREATE TABLE otp_request (
  token_hash bytea PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  secret text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX otp_request_of_user ON otp_request (user_id);
