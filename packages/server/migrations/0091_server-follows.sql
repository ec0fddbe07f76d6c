-- Servers and people elsewhere, by their addresses.
CREATE UNIQUE INDEX actor_remote_name ON actor (lower(preferred_username), lower(host)) WHERE host IS NOT NULL;

ALTER TABLE follow ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
