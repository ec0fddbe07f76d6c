-- What shows a user whether a session is theirs: where and with what it began, and was used last. Gone with it.
ALTER TABLE oauth_token
  ADD COLUMN login_at timestamptz NOT NULL DEFAULT now(),
  -- Addresses without their last part.
  ADD COLUMN login_address text NOT NULL DEFAULT '',
  -- What the program called itself (User-Agent).
  ADD COLUMN login_device text NOT NULL DEFAULT '',
  ADD COLUMN active_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN active_address text NOT NULL DEFAULT '',
  ADD COLUMN active_device text NOT NULL DEFAULT '';
UPDATE oauth_token SET login_at = created_at, active_at = created_at;
