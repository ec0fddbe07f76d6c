ALTER TABLE app_user
  ADD COLUMN blocked boolean NOT NULL DEFAULT false,
  ADD COLUMN blocked_reason text,
  -- PeerTube's bits: 1 lets videos appear without waiting for a moderator.
  ADD COLUMN admin_flags integer NOT NULL DEFAULT 0,
  -- What the user chose for themselves; absent keys mean this server's defaults.
  ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}';
